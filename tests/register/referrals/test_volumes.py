"""The purchaser sees what was referred and placed, against what was agreed."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.referrals.conftest import agree, change, put
from tests.register.steps.browsing import words
from tests.register.steps.taking import TODAY
from trede.language import speaking
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.models import believed
from trede.register.referrals.volumes import Volume, places_taken, volume_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def purchaser(user_with: Callable[..., User], browser_of: Callable[[User], Browser]) -> Browser:
    user = user_with("koper", Role.PURCHASER)
    user.language = "en"
    user.save()
    return browser_of(user)


def volume(day: date = TODAY) -> Volume:
    return volume_of(believed("contracts").get(contract_id="C-atlas"), day)


@pytest.fixture
def placed(companies: None, someone: Callable[[int], Client]) -> None:
    """Of five referred to Atlas one waits, two were accepted, one came back, one was recalled."""
    del companies
    agree("C-atlas", minimum=20, maximum=40)
    for number, answer in enumerate(("", "accepted", "accepted", "returned", "recalled")):
        client, answered = someone(number), answer in {"accepted", "returned"}
        put(
            "referrals", referral_id=f"r{number}", person_id=client.person_id,
            contract_id="C-atlas", provider_id="atlas", product_id="D-atlas",
            referred_on=date(2026, 2, 1), referred_by="bakker", question="Work.",
            answered_on=date(2026, 2, 9) if answered else None,
            answer=answer if answered else None,
            recalled_on=date(2026, 2, 9) if answer == "recalled" else None,
            participation_id=f"d{number}" if answer == "accepted" else None,
        )  # fmt: skip
        if answer == "accepted":
            put(
                "participations", participation_id=f"d{number}", person_id=client.person_id,
                contract_id="C-atlas", provider_id="atlas", starts_on=date(2026, 2, 10),
                ends_on=date(2026, 3, 1) if number == 1 else None,
            )  # fmt: skip


def test_referred_accepted_running_and_places_left(placed):
    found = volume()
    assert (found.referred, found.unanswered, found.accepted) == (5, 1, 2)
    assert (found.returned, found.recalled) == (1, 1)
    assert (found.placed, found.running, found.places_left, found.short) == (3, 1, 37, 17)


def test_a_place_of_a_product_is_taken_by_who_takes_part_or_waits(placed):
    assert places_taken(list(believed("products")), TODAY)["D-atlas"] == 2


def test_the_numbers_count_from_the_day_they_were_agreed(placed, someone):
    put(
        "participations", participation_id="old", person_id=someone(99).person_id,
        contract_id="C-atlas", starts_on=date(2024, 6, 1),
    )  # fmt: skip
    assert (volume().placed, volume().running) == (3, 2)


@pytest.mark.parametrize(
    ("form", "ends_on", "said"),
    [
        ("volume", date(2026, 3, 31), "Ended 17 clients below the guaranteed number of 20."),
        ("framework", date(2026, 3, 1), "Ended 17 clients below the agreed minimum of 20."),
        ("volume", date(2026, 7, 1), "Ends soon; 17 of 20 guaranteed places are not used yet."),
        ("framework", date(2026, 7, 1), "Ends soon; 17 clients lack to the agreed minimum of 20."),
    ],
)
def test_a_contract_below_its_number_at_the_end_is_reported(placed, purchaser, form, ends_on, said):
    change("contracts", {"contract_id": "C-atlas"}, form=form, ends_on=ends_on)
    with speaking("en"):
        assert volume().warnings() == [said]
    assert said in words(purchaser.get("/inkoop/aantallen"))
    assert said in words(purchaser.get("/contracten/C-atlas"))


def test_a_contract_that_runs_on_is_not_reported(placed):
    assert volume().warnings() == []


def test_beyond_the_maximum_is_pointed_out(placed):
    change("contract_terms", {"contract_id": "C-atlas", "term": "maximum_clients"}, number=2)
    with speaking("en"):
        assert volume().warnings() == ["3 clients were placed; at most 2 were agreed."]


def test_the_catalogue_tells_the_places_taken(placed, purchaser):
    assert "2 of 10" in words(purchaser.get("/aanbod/"))
