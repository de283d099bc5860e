"""A signal is looked into; then no action, a warning, or a proposal by the scheme."""

from datetime import date

import pytest

from tests.register.steps.browsing import errors, fields, filled_in, said, warnings, words
from tests.register.steps.taking import TODAY, Taker
from trede.language import use_language
from trede.register.enforcement.signals import title_of

pytestmark = pytest.mark.django_db

PROPOSAL = {
    "duty": "reintegration",
    "culpability": "normal",
    "trajectory_kind": "care",
    "percentage": "10",
    "applies_from": "2026-04-01",
    "motive": "First time, and sorry.",
}


def test_a_signal_is_recorded_and_looked_into(taker: Taker):
    done = taker.take(
        "enforcement-signal", rule="trajectory_stalled", description="No progress since February."
    )
    assert said(done)[-1] == "The signal is recorded. Next: look into it."
    assert fields(taker.open("enforcement")) == {"looked_into_on", "finding", "conclusion"}
    done = taker.take("enforcement", finding="Was in hospital.", conclusion="no_action_needed")
    assert said(done)[-1] == "Recorded: no action is needed."
    assert taker.facts("signals") == [
        {
            "rule": "trajectory_stalled",
            "description": "No progress since February.",
            "raised_on": TODAY,
            "looked_into_on": TODAY,
            "finding": "Was in hospital.",
            "handled_on": TODAY,
            "outcome": "no_action_needed",
        }
    ]
    assert "No signal is open." in words(taker.open("enforcement"))


def test_a_signal_is_not_looked_into_before_it_was_there(taker: Taker):
    taker.take("enforcement-signal", rule="other", description="x")
    refused = taker.take(
        "enforcement", finding="x", conclusion="unfounded", looked_into_on="2026-03-30"
    )
    assert errors(refused) == {"looked_into_on": "The signal was not there yet on this day."}
    without = taker.take("enforcement", conclusion="unfounded")
    assert errors(without) == {"finding": "Fill this in."}


@pytest.mark.usefixtures("on_benefit", "signed_plan", "looked_into")
def test_a_sanction_is_proposed_within_the_scheme(taker: Taker):
    assert said(taker.take("enforcement", **PROPOSAL))[-1] == (
        "Proposed. Someone who may decide on sanctions sees it on their list."
    )
    assert taker.facts("sanctions") == [
        {
            "signal_id": "Z1",
            "duty": "reintegration",
            "culpability": "normal",
            "trajectory_kind": "care",
            "damage_cents": 0,
            "percentage": 10,
            "applies_from": date(2026, 4, 1),
            "applies_until": date(2026, 5, 1),
            "proposed_on": TODAY,
            "proposed_by": "bakker",
            "motive": "First time, and sorry.\n"
            "Reintegration duty; normal culpability; damage € 0.00; the benefit runs on.\n"
            "Care trajectory: 0 to 20 percent. (rwi-2004 E3.1 (L952-960))\n"
            "0 to 20 percent of the monthly benefit, 1 month at most.",
        }
    ]
    assert [(each.handled_on, each.outcome) for each in taker.believed("signals")] == [
        (TODAY, "done")
    ]


@pytest.mark.usefixtures("on_benefit", "signed_plan", "looked_into")
def test_without_a_percentage_the_scheme_is_shown(taker: Taker):
    shown = taker.take("enforcement", **{**PROPOSAL, "percentage": None})
    assert errors(shown) == {"percentage": "The scheme allows 0 to 20 percent."}
    assert "Care trajectory: 0 to 20 percent. (rwi-2004 E3.1 (L952-960))" in words(shown)


@pytest.mark.usefixtures("on_benefit", "signed_plan", "looked_into")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"percentage": "21"}, {"percentage": "The scheme allows 0 to 20 percent."}),
        (
            {"applies_until": "2026-05-01"},
            {"applies_until": "A sanction lasts 1 month at most."},
        ),
        (
            {"applies_until": "2026-03-31"},
            {"applies_until": "The last day lies before the first."},
        ),
        (
            {"duty": "administrative"},
            {"percentage": "The scheme lowers no benefit here. Leave this empty."},
        ),
        ({"culpability": "unknown"}, {"culpability": "Find out first how culpable it was."}),
        (
            {"trajectory_kind": None},
            {"trajectory_kind": "Choose the kind of trajectory: the scheme depends on it."},
        ),
        ({"motive": None}, {"motive": "Fill this in."}),
        ({"damage_cents": None}, {"damage_cents": "Fill this in."}),
    ],
)
def test_what_the_scheme_does_not_allow_is_refused_at_its_field(
    taker: Taker, changed: dict[str, object], refused: dict[str, str]
):
    assert errors(taker.take("enforcement", **{**PROPOSAL, **changed})) == refused
    assert taker.facts("sanctions") == []


@pytest.mark.usefixtures("looked_into")
def test_what_is_claimed_back_is_proposed_in_amounts_of_its_own(taker: Taker):
    ended = {**PROPOSAL, "duty": "information", "trajectory_kind": None, "percentage": None}
    ended |= {"applies_from": None, "applies_until": None}
    taker.take("enforcement", **ended, damage_cents="200,00", damage_since="2025-12-31")
    (sanction,) = taker.facts("sanctions")
    claimed = ("claimed_cents", "claimed_interest_cents", "claimed_cost_cents")
    assert [sanction[name] for name in claimed] == [20000, 296, 5000]


@pytest.mark.usefixtures("on_benefit", "looked_into")
def test_without_a_signed_plan_the_duties_are_not_established(taker: Taker):
    asked = taker.take("enforcement", **PROPOSAL)
    assert warnings(asked) == {
        "confirm-no-plan": "No plan is signed by both, so the duties in it are not established. "
        "The sanction is proposed all the same."
    }
    done = taker.save("enforcement", **filled_in(asked), **{"confirm-no-plan": "on"})
    assert done.status_code == 302
    assert len(taker.facts("sanctions")) == 1


@pytest.mark.usefixtures("on_benefit", "looked_into")
def test_what_was_not_culpable_is_closed_without_a_sanction(taker: Taker):
    taker.take("enforcement", **{**PROPOSAL, "culpability": "none"})
    assert taker.facts("sanctions") == []
    assert [signal["outcome"] for signal in taker.facts("signals")] == ["no_action_needed"]


@pytest.mark.usefixtures("on_benefit", "looked_into")
def test_a_warning_is_recorded_at_once(taker: Taker):
    done = taker.take("enforcement", **{**PROPOSAL, "way": "warning", "percentage": None})
    assert said(done)[-1] == "The warning is recorded."
    assert taker.facts("sanctions") == [
        {
            "signal_id": "Z1",
            "duty": "reintegration",
            "culpability": "normal",
            "trajectory_kind": "care",
            "damage_cents": 0,
            "proposed_on": TODAY,
            "proposed_by": "bakker",
            "decided_on": TODAY,
            "decided_by": "bakker",
            "decision": "warning",
            "motive": "First time, and sorry.",
        }
    ]


@pytest.mark.usefixtures("on_benefit", "looked_into")
def test_a_suspension_is_proposed_for_the_recovery_term(taker: Taker):
    taker.take("enforcement", duty="administrative", culpability="normal", motive="No bank papers.")
    (proposal,) = taker.facts("sanctions")
    days = (proposal["applies_from"], proposal["applies_until"])
    assert days == (TODAY, date(2026, 4, 15))
    assert "percentage" not in proposal


@pytest.mark.usefixtures("on_benefit", "signed_plan", "looked_into")
def test_a_proposal_is_corrected_while_it_is_not_decided(taker: Taker):
    taker.take("enforcement", **PROPOSAL)
    key = taker.believed("sanctions")[0].sanction_id
    assert filled_in(taker.open("enforcement", key))["motive"] == PROPOSAL["motive"]
    done = taker.take("enforcement", key, percentage="5", reason="mistyped")
    assert said(done)[-1] == "The proposal is corrected."
    assert [each["percentage"] for each in taker.facts("sanctions")] == [5]


def test_a_signal_of_another_system_is_called_by_words_and_not_by_a_code():
    use_language("en")
    assert title_of("income_not_reported") == "income not reported"
    assert title_of("a_rule_of_their_own") == "a rule of their own"
