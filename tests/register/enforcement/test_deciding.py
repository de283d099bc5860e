"""Someone who may decides on a proposal; four eyes; the income side is told."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.register.steps.browsing import errors, filled_in, said, words
from tests.register.steps.taking import TODAY, Taker, record
from trede.register.access.models import Look
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client

pytestmark = pytest.mark.django_db

PROPOSED = {
    "sanction_id": "M1",
    "duty": "reintegration",
    "culpability": "normal",
    "trajectory_kind": "care",
    "damage_cents": 0,
    "percentage": 10,
    "applies_from": date(2026, 4, 1),
    "applies_until": date(2026, 5, 1),
    "proposed_on": date(2026, 3, 30),
    "proposed_by": "bakker",
    "motive": "First time.\nCare trajectory: 0 to 20 percent.",
}
SUSPENSION = {
    **PROPOSED,
    "duty": "administrative",
    "trajectory_kind": None,
    "percentage": None,
    "applies_until": date(2026, 4, 15),
}


@pytest.fixture
def propose(client: Client, case_manager: User) -> Callable[..., None]:
    """Propose something for Pieter."""

    def make(values: dict[str, object] = PROPOSED) -> None:
        record(client, case_manager, "sanctions", values)  # type: ignore[arg-type]

    return make


def address(client: Client) -> str:
    """Return the address of the proposal."""
    return reverse("sanction", args=[client.number, "M1"])


def decide(browser: Browser, client: Client, **answers: object):
    """Open the proposal and save, with what was filled in unless answered otherwise."""
    shown = browser.get(address(client))
    assert shown.status_code == 200
    given = {**filled_in(shown), **answers}
    return browser.post(address(client), {n: v for n, v in given.items() if v is not None})


@pytest.mark.usefixtures("on_benefit")
def test_a_decision_follows_the_proposal_and_the_income_side_is_told(
    propose: Callable[..., None], decider: Browser, client: Client, taker: Taker
):
    propose()
    assert "Jansen" in words(decider.get(reverse("sanctions")))
    done = decide(decider, client)
    assert said(done)[-1] == "Sanction imposed. The income side is told."
    decided = {name: value for name, value in PROPOSED.items() if name != "sanction_id"}
    assert taker.facts("sanctions") == [
        {
            **decided,
            "decided_on": TODAY,
            "decided_by": "visser",
            "decision": "imposed",
            "notified_on": TODAY,
            "amount_cents": 12346,
        }
    ]
    assert taker.facts("signals") == [
        {
            "rule": "sanction_decided",
            "description": "Sanction imposed: 10 percent, 1 Apr 2026 – 30 Apr 2026",
            "raised_on": TODAY,
            "due_on": date(2026, 4, 1),
        }
    ]
    assert "Nothing waits for a decision." in words(decider.get(reverse("sanctions")))
    assert decider.get(address(client)).status_code == 404


@pytest.mark.usefixtures("on_benefit")
def test_the_income_side_processes_the_decision(
    propose: Callable[..., None], decider: Browser, client: Client, taker: Taker
):
    propose()
    decide(decider, client)
    assert said(taker.take("enforcement"))[-1] == "The decision is processed in the benefit."
    assert [signal["handled_on"] for signal in taker.facts("signals")] == [TODAY]


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"percentage": "15"}, {"motive": "Say why you depart from the proposal."}),
        ({"decision": "waived"}, {"motive": "Say why you depart from the proposal."}),
        (
            {"percentage": "30", "motive": "worse"},
            {"percentage": "The scheme allows 0 to 20 percent."},
        ),
        (
            {"applies_until": "2026-05-01"},
            {"applies_until": "A sanction lasts 1 month at most."},
        ),
        (
            {"applies_until": "2026-03-31"},
            {"applies_until": "Fill in a last day after the first."},
        ),
        ({"decision": None}, {"decision": "Fill this in."}),
    ],
)
def test_what_may_not_be_decided_is_refused_at_its_field(
    propose: Callable[..., None],
    decider: Browser,
    client: Client,
    taker: Taker,
    answers: dict[str, object],
    refused: dict[str, str],
):
    propose()
    assert errors(decide(decider, client, **answers)) == refused
    assert "decision" not in taker.facts("sanctions")[0]


def test_a_proposal_is_turned_down_with_a_reason(
    propose: Callable[..., None], decider: Browser, client: Client, taker: Taker
):
    propose()
    done = decide(decider, client, decision="no_sanction", motive="The letter never arrived.")
    assert said(done)[-1] == "No sanction."
    (sanction,) = taker.believed("sanctions")
    assert (sanction.decision, sanction.notified_on) == ("no_sanction", None)
    assert sanction.recorded_in.reason == "The letter never arrived."
    assert taker.facts("signals") == []


def test_four_eyes_whoever_proposed_does_not_decide(
    propose: Callable[..., None],
    user_with: Callable[..., User],
    browser_of: Callable[[User], Browser],
    client: Client,
):
    user = user_with("both", Role.DECIDER, Role.CASE_MANAGER)
    user.language = "en"
    user.save()
    propose({**PROPOSED, "proposed_by": "both"})
    assert errors(decide(browser_of(user), client)) == {
        "decision": "Four eyes: you proposed this, so someone else decides."
    }


def test_a_suspension_is_closed_after_the_recovery_term(
    propose: Callable[..., None], decider: Browser, client: Client, taker: Taker
):
    propose(SUSPENSION)
    assert said(decide(decider, client))[-1] == "Entitlement suspended. The income side is told."
    assert "suspended up to and including 14 Apr 2026" in words(decider.get(reverse("sanctions")))
    done = decide(decider, client, decision="benefit_ended")
    assert said(done)[-1] == "Benefit ended. The income side is told."
    decisions = [each.decision for each in taker.versions("sanctions")]
    assert decisions == [None, "suspended", "benefit_ended"]
    assert [signal["description"] for signal in taker.facts("signals")] == [
        "Entitlement suspended, 1 Apr 2026 – 14 Apr 2026",
        "Benefit ended",
    ]


def test_looking_at_a_proposal_is_logged(
    propose: Callable[..., None], decider: Browser, client: Client
):
    propose()
    decider.get(address(client))
    (look,) = Look.objects.filter(client=client)
    assert (look.user.username, look.page) == ("visser", "sanction")
    assert look.reason == "decides on a proposed sanction"


def test_only_those_who_decide_see_proposals(
    propose: Callable[..., None], page: Browser, client: Client
):
    propose()
    assert page.get(reverse("sanctions")).status_code == 403
    assert page.get(address(client)).status_code == 403


def test_a_decided_proposal_is_no_longer_corrected(
    propose: Callable[..., None], decider: Browser, client: Client, taker: Taker
):
    propose()
    decide(decider, client)
    assert "This is decided already" in words(taker.open("enforcement", "M1"))


def test_a_proposal_that_says_too_little_for_the_scheme_can_be_decided_all_the_same(
    propose: Callable[..., None], decider: Browser, client: Client, taker: Taker
):
    bare = {"sanction_id": "M1", "proposed_on": date(2026, 3, 30), "percentage": 30}
    propose(bare)
    days = {"applies_from": "2026-04-01", "applies_until": "2026-04-30"}
    done = decide(decider, client, **days)
    assert said(done)[-1] == "Sanction imposed. The income side is told."
    assert [each["percentage"] for each in taker.facts("sanctions")] == [30]


def revise(browser: Browser, client: Client, **answers: object):
    """Open an own decision and save what takes its place."""
    at = reverse("sanction-revise", args=[client.number, "M1"])
    shown = browser.get(at)
    assert shown.status_code == 200
    given = {**filled_in(shown), **answers}
    return browser.post(at, {n: v for n, v in given.items() if v is not None})


@pytest.mark.usefixtures("on_benefit")
def test_an_own_decision_gives_place_to_another_and_the_income_side_is_told_again(
    propose: Callable[..., None], decider: Browser, client: Client, taker: Taker
):
    propose()
    decide(decider, client)
    assert "Sanction imposed: 10 percent" in words(decider.get(reverse("sanctions")))
    done = revise(decider, client, percentage="5", motive="Heard the client again.")
    assert said(done)[-1].endswith("5 percent, 1 Apr 2026 – 30 Apr 2026. The income side is told.")
    (sanction,) = taker.believed("sanctions")
    assert (sanction.percentage, sanction.amount_cents, sanction.decision) == (5, 6173, "imposed")
    assert sanction.recorded_in.reason == "Heard the client again."
    first, second = taker.facts("signals")
    assert (first["outcome"], first["handled_on"]) == ("lapsed", TODAY)
    assert second["description"] == (
        "Sanction imposed: 5 percent, 1 Apr 2026 – 30 Apr 2026 It takes the place of: "
        "Sanction imposed: 10 percent, 1 Apr 2026 – 30 Apr 2026, decided on 31 Mar 2026."
    )


@pytest.mark.usefixtures("on_benefit")
def test_a_decision_is_taken_back_and_the_proposal_waits_again(
    propose: Callable[..., None], decider: Browser, client: Client, taker: Taker
):
    propose()
    before = taker.facts("sanctions")
    decide(decider, client)
    done = revise(decider, client, decision="take-back", motive="The wrong client.")
    assert said(done)[-1].startswith("The decision is taken back; the proposal waits again.")
    assert taker.facts("sanctions") == before
    assert taker.facts("signals")[-1]["description"].startswith("The decision is taken back.")
    assert said(decide(decider, client))[-1] == "Sanction imposed. The income side is told."
    decisions = [each.decision for each in taker.versions("sanctions")]
    assert decisions == [None, "imposed", None, "imposed"]


def test_closing_a_suspension_is_taken_back_to_the_suspension(
    propose: Callable[..., None], decider: Browser, client: Client, taker: Taker
):
    propose(SUSPENSION)
    decide(decider, client)
    decide(decider, client, decision="benefit_ended")
    revise(decider, client, decision="take-back", motive="The letter came after all.")
    assert [each.decision for each in taker.believed("sanctions")] == ["suspended"]


def test_a_revision_needs_its_reason_and_keeps_to_the_scheme(
    propose: Callable[..., None], decider: Browser, client: Client
):
    propose()
    decide(decider, client)
    assert errors(revise(decider, client)) == {"motive": "Fill this in."}
    assert errors(revise(decider, client, percentage="30", motive="worse")) == {
        "percentage": "The scheme allows 0 to 20 percent."
    }


def test_nobody_revises_the_decision_of_someone_else_or_undoes_it_from_the_file(
    propose: Callable[..., None],
    decider: Browser,
    client: Client,
    taker: Taker,
    user_with: Callable[..., User],
    browser_of: Callable[[User], Browser],
):
    propose()
    decide(decider, client)
    other = browser_of(user_with("kok", Role.DECIDER))
    assert other.get(reverse("sanction-revise", args=[client.number, "M1"])).status_code == 404
    (sanction,) = taker.believed("sanctions")
    undo = reverse("undo", args=[client.number, sanction.recorded_in_id])
    refused = taker.page.post(undo, {"reason": "no"})
    assert refused.status_code == 422
    assert "A decision is revised by whoever took it" in words(refused)
    assert [each.decision for each in taker.believed("sanctions")] == ["imposed"]


def test_what_is_claimed_back_stands_in_columns_of_its_own(
    propose: Callable[..., None], decider: Browser, client: Client, taker: Taker
):
    claim = {"claimed_cents": 20000, "claimed_interest_cents": 151, "claimed_cost_cents": 5000}
    none = dict.fromkeys(("percentage", "trajectory_kind", "applies_from", "applies_until"))
    propose({**PROPOSED, **none, "duty": "information", "damage_cents": 20000, **claim})
    decide(decider, client)
    (sanction,) = taker.facts("sanctions")
    assert {name: sanction[name] for name in claim} == claim
    assert sanction["decision"] == "reclaimed"
    assert "claimed back € 251.51" in str(taker.facts("signals")[0]["description"])
    revise(decider, client, decision="no_sanction", motive="It was paid back already.")
    assert not claim.keys() & taker.facts("sanctions")[0].keys()
