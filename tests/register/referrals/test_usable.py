"""Catalogue, trajectory and referral follow one rule of what can be offered and placed."""

from datetime import date

import pytest
from django.urls import reverse

from tests.register.referrals.conftest import change, put, referral
from tests.register.steps.browsing import errors, words
from tests.register.steps.taking import TODAY
from trede.register.accounts.roles import Role
from trede.register.facts.models import believed
from trede.register.providers.usable import open_contracts

pytestmark = pytest.mark.django_db
ENDED = date(2026, 3, 1)


def bankrupt() -> None:
    change("providers", {"provider_id": "baken"}, ended_on=ENDED, ended_by="bankruptcy")


def withdrawn() -> None:
    change("products", {"product_id": "D-baken"}, ends_on=ENDED)


def stopped() -> None:
    change("contracts", {"contract_id": "C-baken"}, inflow="stopped")


def over() -> None:
    change("contracts", {"contract_id": "C-baken"}, ends_on=ENDED)


def open_now() -> list[str]:
    return [str(each.cell("contract_id")) for each in open_contracts(TODAY)]


@pytest.mark.parametrize("happens", [bankrupt, withdrawn, stopped, over])
def test_what_a_referral_refuses_no_trajectory_offers(taker, happens):
    assert "C-baken" in open_now()
    happens()
    assert "C-baken" not in open_now()
    assert "Contract baken" not in words(taker.open("trajectory-offer"))
    refused = taker.take(
        "trajectory-offer", type="guidance_to_work", motive="Near", contract_id="C-baken",
        offered_on="2026-03-31",
    )  # fmt: skip
    assert errors(refused) == {
        "contract_id": "This contract takes no new clients. Choose another one."
    }
    assert "baken" not in words(taker.open("referral")).casefold()


def test_a_withdrawn_product_is_not_had_by_naming_its_contract_only(taker):
    withdrawn()
    told = words(taker.page.get(taker.address("referral"), {"place": "C-baken"}))
    assert "No product of this contract is offered now." in told
    answers = {"place": "C-baken", "trajectory_id": "t1", "question": "Work"}
    assert taker.save("referral", **answers).status_code == 422
    assert not believed("referrals").exists()


def test_a_contract_with_products_is_referred_to_by_product(taker):
    told = words(taker.page.get(taker.address("referral"), {"place": "C-baken"}))
    assert "Choose one of the products of this contract." in told


def test_a_contract_without_products_is_referred_to_as_it_is(taker):
    change("products", {"product_id": "D-atlas"}, contract_id=None)
    answers = {"place": "C-atlas", "trajectory_id": "t1", "question": "Work"}
    assert taker.save("referral", **answers).status_code == 302
    assert referral().cell("product_id") is None


def test_what_lacks_an_agreement_is_offered_with_that_reason(taker):
    change("contracts", {"contract_id": "C-baken"}, data_agreement_on=None)
    for step in ("trajectory-offer", "referral"):
        told = words(taker.open(step))
        assert "1 that does not fit, and why" in told, step
        assert "No data-protection agreement is signed" in told, step


def test_who_took_over_is_named_in_the_offer(taker):
    bankrupt()
    put("providers", provider_id="nieuw", name="Nieuw BV")
    change("providers", {"provider_id": "baken"}, successor_id="nieuw")
    for step in ("trajectory-offer", "referral"):
        told = words(taker.open(step))
        assert "Nieuw BV" in told, step
        assert "Baken" not in told.replace("Guidance by Baken", ""), step


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (bankrupt, "Baken no longer exists and nobody took over."),
        (stopped, "The inflow of this contract is stopped"),
        (over, "This contract ended on"),
    ],
)
def test_the_catalogue_puts_where_nobody_can_be_placed_last_and_says_why(
    companies, user_with, browser_of, happens, why
):
    happens()
    manager = user_with("lezer", Role.CASE_MANAGER)
    manager.language = "en"
    manager.save()
    told = words(browser_of(manager).get(reverse("catalogue")))
    usable, barred = told.split("Where nobody can be placed now 1")
    assert "Where someone can be placed" in usable
    assert why in barred
    assert why not in usable
