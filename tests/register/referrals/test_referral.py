"""A case manager places a client: watched at that moment, with just what the provider must know."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client as Browser

from tests.register.referrals.conftest import agree, change, put, referral
from tests.register.steps.browsing import errors, said, warnings, words
from tests.register.steps.taking import TODAY, Taker
from trede.language import speaking
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed
from trede.register.referrals.placing import accept, give_back
from trede.register.referrals.travelling import travels_with
from trede.register.referrals.volumes import volumes_of
from trede.register.steps.policies import faults_of

pytestmark = pytest.mark.django_db
ATLAS, BAKEN = "C-atlas~D-atlas", "C-baken~D-baken"
ASKED = {"trajectory_id": "t1", "question": "Get him into a warehouse job."}


def refers(taker: Taker, place: str = ATLAS, **more: object):
    return taker.save("referral", **{"place": place, **ASKED, **more})


def shown(taker: Taker, place: str = ATLAS) -> str:
    answer = taker.page.get(taker.address("referral"), {"place": place})
    assert answer.status_code == 200
    return words(answer)


def volume(contract: str):
    return volumes_of([believed("contracts").get(contract_id=contract)], TODAY)[contract]


def test_a_client_is_referred_for_the_trajectory_that_was_decided_on(taker):
    done = refers(taker, desired_start_on="2026-04-15")
    assert said(done)[-1] == "Atlas is asked to take the client. Next: its answer."
    assert taker.facts("referrals") == [
        {
            "contract_id": "C-atlas",
            "provider_id": "atlas",
            "product_id": "D-atlas",
            "trajectory_id": "t1",
            "referred_on": TODAY,
            "referred_by": "bakker",
            "question": "Get him into a warehouse job.",
            "desired_start_on": date(2026, 4, 15),
        }
    ]


def test_the_places_that_fit_are_offered_what_was_decided_on_first(taker):
    told = words(taker.open("referral"))
    assert told.index("What was decided on") < told.index("Guidance by Atlas")
    assert told.index("What else fits this client") < told.index("Guidance by Baken")


def test_exactly_what_travels_is_shown_before_and_told_after(taker):
    before = shown(taker)
    for line in ("Name Pieter Jansen", "Client number 0041-7723", "Telephone 010-1234567",
                 "Goal of the plan Work in logistics", "Barriers language"):  # fmt: skip
        assert line in before, line
    assert "Kade 1" not in before
    assert "addiction" not in before
    refers(taker)
    assert [(each.name, each.text) for each in travels_with(referral())] == [
        ("name", "Pieter Jansen"),
        ("number", "0041-7723"),
        ("phone", "010-1234567"),
        ("question", "Get him into a warehouse job."),
        ("goal", "Work in logistics"),
        ("barriers", "language"),
    ]


def test_nothing_travels_any_more_once_it_was_returned(taker, english):
    refers(taker)
    with open_journal(author=english, step="answer", client=taker.client) as journal:
        give_back(journal, referral(), "full", "No room before summer.", "a.boer")
    assert travels_with(referral()) == ()


def test_a_municipality_lets_less_travel(taker, own_policy: Path):
    own = """
        [[travels]]
        name = "goal"
        nl = "doel"
        en = "goal"
        named_by = ["doel"]
    """
    (own_policy / "referrals.toml").write_text(own, encoding="utf-8")
    refers(taker)
    assert "goal" not in [each.name for each in travels_with(referral())]


def test_without_a_signed_agreement_nobody_is_referred(taker):
    change("contracts", {"contract_id": "C-atlas"}, data_agreement_on=None)
    refused = (
        "No data-protection agreement is signed, so nothing may be told to this provider. Ask the "
        "purchaser to have it signed and put it with the contract, or choose another one."
    )
    assert refused in shown(taker)
    assert errors(refers(taker)) == {"": refused}
    assert not believed("referrals").exists()


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"inflow": "stopped"}, "The inflow of this contract is stopped: nobody can enter."),
        ({"inflow": "closed"}, "The inflow of this contract is stopped: nobody can enter."),
        ({"inflow_closed_on": date(2026, 3, 30)}, "The inflow of this contract is stopped"),
        ({"ends_on": date(2026, 3, 31)}, "This contract ended on 30 Mar 2026."),
        ({"starts_on": date(2026, 4, 1)}, "This contract begins on 1 Apr 2026."),
        ({"signed_on": None}, "This contract is not signed: nobody can be placed under it."),
    ],
)
def test_a_contract_that_takes_nobody_refuses(taker, values, why):
    change("contracts", {"contract_id": "C-atlas"}, **values)
    assert why in errors(refers(taker))[""]


def test_the_client_cannot_begin_after_the_contract(taker):
    refused = errors(refers(taker, desired_start_on="2027-01-01"))
    assert refused == {
        "desired_start_on": "The contract does not hold on this day. Choose an earlier one."
    }


def test_the_forty_first_referral_is_warned_of(taker, someone: Callable[[int], Client]):
    agree("C-atlas", minimum=20, maximum=40)
    for number in range(40):
        put(
            "referrals", referral_id=f"r{number}", person_id=someone(number).person_id,
            contract_id="C-atlas", provider_id="atlas", referred_on=date(2026, 2, 1),
            referred_by="bakker", question="Work.",
        )  # fmt: skip
    asked = refers(taker, motive="No other company has this work.")
    assert warnings(asked) == {
        "confirm-maximum": (
            "40 of at most 40 clients were placed under this contract: this is one too many."
        )
    }
    assert "motive" in errors(refers(taker))
    done = refers(taker, motive="No other has this work.", **{"confirm-maximum": "on"})
    assert done.status_code == 302
    assert (volume("C-atlas").placed, volume("C-atlas").places_left) == (41, 0)
    assert taker.facts("referrals")[0]["motive"] == "No other has this work."


def test_a_returned_referral_leaves_its_place_free(taker, english):
    agree("C-atlas", maximum=1)
    refers(taker)
    assert volume("C-atlas").places_left == 0
    with open_journal(author=english, step="answer", client=taker.client) as journal:
        give_back(journal, referral(), "full", "No room.", "a.boer")
    assert (volume("C-atlas").places_left, volume("C-atlas").returned) == (1, 1)


def test_full_capacity_is_warned_of(taker, someone: Callable[[int], Client]):
    change("products", {"product_id": "D-atlas"}, capacity=1)
    put(
        "participations", participation_id="d1", person_id=someone(1).person_id,
        contract_id="C-atlas", starts_on=date(2026, 1, 5), status="running",
    )  # fmt: skip
    asked = refers(taker, motive="He can wait a week.")
    assert warnings(asked) == {
        "confirm-capacity": "1 of 1 places are taken: the client may have to wait."
    }


def test_unused_guaranteed_places_elsewhere_are_pointed_out(taker):
    change("contracts", {"contract_id": "C-baken"}, form="volume")
    agree("C-baken", minimum=20)
    hint = "Guaranteed places not yet used: 20 of 20 at Baken, Contract baken."
    assert hint in shown(taker)
    assert refers(taker).status_code == 302


@pytest.mark.parametrize("company", ["baken", "anker"])
def test_the_company_or_group_that_diagnosed_is_warned_of(taker, english, company):
    put(
        "diagnoses", diagnosis_id="g1", person_id=taker.client.person_id,
        diagnosed_on=date(2026, 2, 1), provider_id=company,
    )  # fmt: skip
    found = warnings(refers(taker, BAKEN, motive="The only one near."))
    who = "Baken" if company == "baken" else "Anker, of the same group,"
    assert found["confirm-diagnoser"].startswith(f"{who} made the diagnosis of this client.")


def test_a_municipality_bars_the_company_that_diagnosed(taker, own_policy: Path):
    own = """
        [[terms]]
        name = "local"
        diagnoser = "bar"
        diagnoser_group_counts = false
        like_running = "allow"
    """
    (own_policy / "referrals.toml").write_text(own, encoding="utf-8")
    put(
        "diagnoses", diagnosis_id="g1", person_id=taker.client.person_id,
        diagnosed_on=date(2026, 2, 1), provider_id="atlas",
    )  # fmt: skip
    assert errors(refers(taker))[""].startswith("Atlas made the diagnosis of this client.")


def test_a_policy_with_a_word_that_nobody_knows_stops_the_step(taker, own_policy: Path):
    own = '[[terms]]\nname = "local"\ndiagnoser = "forbid"\n'
    (own_policy / "referrals.toml").write_text(own, encoding="utf-8")
    answer = taker.page.get(taker.address("referral"), {"place": ATLAS})
    assert answer.status_code == 503
    with speaking("en"):
        assert [str(each) for each in faults_of("referrals")] == [
            "'local' diagnoser: \"forbid\" is unknown here. Choose from: allow, warn, bar.",
            "'local' diagnoser_group_counts: is missing",
            "'local' like_running: is missing",
        ]


def test_something_alike_elsewhere_is_warned_of(taker):
    put(
        "participations", participation_id="d1", person_id=taker.client.person_id,
        contract_id="C-baken", provider_id="baken", name="Guidance", starts_on=date(2026, 1, 5),
        status="running",
    )  # fmt: skip
    assert warnings(refers(taker, motive="A specialist.")) == {
        "confirm-like": (
            "The client takes part in “Guidance” at Baken since 5 Jan 2026: two companies would be "
            "paid for the like."
        )
    }


def test_another_contract_than_was_decided_on_is_confirmed_and_carried_over(taker):
    asked = refers(taker, BAKEN, motive="Atlas is far away.")
    assert list(warnings(asked)) == ["confirm-other_contract"]
    refers(taker, BAKEN, motive="Atlas is far away.", **{"confirm-other_contract": "on"})
    trajectory = taker.facts("trajectories")[0]
    assert (trajectory["contract_id"], trajectory["provider_id"]) == ("C-baken", "baken")


def test_a_referral_that_waits_keeps_a_second_one_out(taker):
    refers(taker)
    told = words(taker.open("referral"))
    assert "A referral waits for the provider's answer. Take that back first." in told
    assert refers(taker, BAKEN).status_code == 422
    assert believed("referrals").count() == 1


def test_who_does_not_guide_the_client_cannot_place(
    decided, user_with: Callable[..., User], browser_of: Callable[[User], Browser]
):
    other = user_with("vries", Role.CASE_MANAGER)
    other.language = "en"
    other.save()
    browser = browser_of(other)
    browser.post(f"/clienten/{decided.number}/reden", {"reason": "Stands in for a colleague."})
    taker = Taker(browser, decided)
    refused = "Only who guides this client, or the team leader, can place them."
    assert refused in words(refers(taker))
    assert not believed("referrals").exists()


def test_the_team_leader_can_place(decided, team_leader: User, browser_of):
    assert refers(Taker(browser_of(team_leader), decided)).status_code == 302


def test_acceptance_opens_the_participation_and_starts_the_trajectory(taker, english):
    refers(taker)
    with open_journal(author=english, step="answer", client=taker.client) as journal:
        accept(journal, referral(), date(2026, 3, 31), "a.boer")
    assert taker.facts("participations") == [
        {
            "contract_id": "C-atlas",
            "provider_id": "atlas",
            "name": "Guidance by Atlas",
            "rung": "3",
            "starts_on": date(2026, 3, 31),
            "status": "running",
        }
    ]
    assert taker.facts("trajectories")[0]["started_on"] == date(2026, 3, 31)
    answered = taker.facts("referrals")[0]
    assert (answered["answer"], answered["answered_by"]) == ("accepted", "a.boer")
    assert referral().cell("participation_id") is not None


def test_passing_on_is_a_new_referral_that_follows_the_former(taker, english):
    refers(taker)
    first = referral().cell("referral_id")
    with open_journal(author=english, step="answer", client=taker.client) as journal:
        give_back(journal, referral(), "not_target_group", "Better at Baken.", "a.boer")
    told = words(taker.open("referral"))
    assert (
        "The last referral was returned on 31 Mar 2026: does not belong to the target group. "
        "Better at Baken." in told
    )
    confirmed = {"confirm-other_contract": "on", "motive": "Atlas advised so."}
    assert refers(taker, BAKEN, **confirmed).status_code == 302
    assert taker.facts("referrals")[-1]["former_id"] == first
