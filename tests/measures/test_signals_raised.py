"""What was noticed about someone: whom it is for, and by when something is done with it."""

from pathlib import Path

import pytest

from tests.dossiers import day
from tests.measures.signal_dossier import SignalDossier


@pytest.fixture
def dossier(tmp_path: Path) -> SignalDossier:
    """Return an empty dossier; it is written when it is first asked something."""
    return SignalDossier(tmp_path / "dossier")


def test_a_signal_of_enforcement_is_looked_into_within_four_weeks(dossier: SignalDossier) -> None:
    dossier.raises_signal("looked into", "02-03-2026", looked_into="30-03-2026")
    dossier.raises_signal("dealt with", "02-03-2026", handled="31-03-2026")
    dossier.raises_signal("left lying", "02-03-2026")
    assert dossier.states("signal_follow_up", "02-03-2026")["left lying"] == "open"
    assert dossier.states("signal_follow_up", "31-03-2026") == {
        "looked into": "in_time",
        "dealt with": "too_late",
        "left lying": "late",
    }


def test_what_was_raised_is_for_one_side_and_asks_for_one_thing(dossier: SignalDossier) -> None:
    for rule in ("no_show", "form_missing", "sanction_decided", "handover_differs"):
        dossier.raises_signal(rule, "02-03-2026", rule=rule, due="09-03-2026")
    found = {
        signal: dossier.states(signal, "09-03-2026")
        for signal in (
            "signal_follow_up",
            "benefit_signal_follow_up",
            "decision_carried_out",
            "handover_follow_up",
        )
    }
    assert found == {
        "signal_follow_up": {"no_show": "open"},
        "benefit_signal_follow_up": {"form_missing": "open"},
        "decision_carried_out": {"sanction_decided": "open"},
        "handover_follow_up": {"handover_differs": "open"},
    }
    dossier.settings["benefit_signal_kinds"] = "no_show"
    assert dossier.states("benefit_signal_follow_up", "09-03-2026") == {"no_show": "open"}


def test_a_decision_and_a_handover_are_settled_once_they_are_dealt_with(
    dossier: SignalDossier,
) -> None:
    for rule in ("sanction_decided", "handover_incomplete"):
        dossier.raises_signal(rule, "02-03-2026", looked_into="03-03-2026", rule=rule)
        dossier.raises_signal(f"{rule} done", "02-03-2026", handled="04-03-2026", rule=rule)
    assert dossier.states("decision_carried_out", "17-03-2026") == {
        "sanction_decided": "late",
        "sanction_decided done": "in_time",
    }
    assert dossier.states("handover_follow_up", "10-03-2026") == {
        "handover_incomplete": "late",
        "handover_incomplete done": "in_time",
    }


def test_income_goes_to_who_answers_for_income_and_work_to_who_answers_for_work(
    dossier: SignalDossier,
) -> None:
    dossier.is_assigned("apart", "visser", "01-01-2026", role="income", team="Income")
    dossier.is_assigned("apart", "bakker", "01-01-2026", role="work", team="Work")
    dossier.is_assigned("together", "smit", "01-01-2026")
    dossier.is_assigned("income only", "visser", "01-01-2026", role="income", team="Income")
    for client in ("apart", "together", "income only"):
        dossier.raises_signal(client, "02-03-2026")
        dossier.raises_signal(client, "02-03-2026", rule="form_missing")
    assert acting(dossier, "signal_follow_up") == {
        "apart": ("bakker", "Work"),
        "together": ("smit", "South"),
        "income only": ("visser", "Income"),
    }
    assert acting(dossier, "benefit_signal_follow_up") == {
        "apart": ("visser", "Income"),
        "together": ("smit", "South"),
        "income only": ("visser", "Income"),
    }


def acting(dossier: SignalDossier, signal: str) -> dict[str, tuple[str, str]]:
    """Return who must act on a signal, and in which team, by client."""
    rows = dossier.rows_behind(f"{signal}_open", "09-03-2026")
    return {row["person_id"]: (row["case_manager_id"], row["team"]) for row in rows}


def test_a_provider_answers_a_referral_within_two_weeks(dossier: SignalDossier) -> None:
    dossier.is_referred("answered", "02-03-2026", "16-03-2026")
    dossier.is_referred("answered late", "02-03-2026", "17-03-2026")
    dossier.is_referred("left lying", "02-03-2026")
    dossier.is_referred("taken back", "02-03-2026", recalled="05-03-2026")
    assert dossier.states("referral_unanswered", "11-03-2026")["left lying"] == "coming"
    assert dossier.states("referral_unanswered", "12-03-2026")["left lying"] == "open"
    assert dossier.states("referral_unanswered", "17-03-2026") == {
        "answered": "in_time",
        "answered late": "too_late",
        "left lying": "late",
        "taken back": "lapsed",
    }


def test_a_returned_referral_is_followed_by_another_or_by_the_end(dossier: SignalDossier) -> None:
    for client in ("referred anew", "ended", "left lying"):
        first = dossier.is_referred(client, "02-03-2026", "06-03-2026", "returned")
        if client == "referred anew":
            dossier.is_referred(client, "10-03-2026", former=first)
        last = day("13-03-2026") if client == "ended" else None
        key = f"t {client}"
        dossier.add("trajectories", client, "trajectory_id", trajectory_id=key, ended_on=last)
    dossier.is_referred("accepted", "02-03-2026", "06-03-2026")
    assert dossier.states("referral_returned", "13-03-2026") == {
        "referred anew": "in_time",
        "ended": "in_time",
        "left lying": "open",
    }
    assert dossier.states("referral_returned", "14-03-2026")["left lying"] == "late"
