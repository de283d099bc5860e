"""Local against central: every reason why a client is counted differently."""

import pytest

from tests.dossiers import SmallDossier

START = "01-02-2002"
IN_TIME = "01-05-2002"
TOO_LATE = "01-03-2003"


@pytest.fixture
def both(dossier: SmallDossier) -> SmallDossier:
    """Return a municipality with one client per reason, and two on whom both sides agree."""
    dossier.settings |= {"sources": "local", "closing_event": "plan_or_instrument"}
    dossier.delivery("2002-1", "01-01-2002", "30-06-2002", "31-08-2002")
    _benefit_spells(dossier)
    _exemptions(dossier)
    _trajectories(dossier)
    return dossier


def _benefit_spells(dossier: SmallDossier) -> None:
    dossier.client_on_benefit("both left", START, "01-06-2002")
    dossier.central_client("both left", START, "01-07-2002")
    dossier.client_on_benefit("end came late", START, "01-06-2002")
    dossier.central_client("end came late", START)
    dossier.client_on_benefit("interrupted", START)
    dossier.with_full_exemption("interrupted", START)
    dossier.central_client("interrupted", START, "01-06-2002", obligation=None)


def _exemptions(dossier: SmallDossier) -> None:
    for client in ("end not taken over", "not recorded"):
        dossier.client_on_benefit(client, START)
    dossier.central_client("end not taken over", START, obligation="fully_exempt")
    dossier.central_client("not recorded", START, obligation=None)
    for client, found_in in (("found in a file", "file_study"), ("taken over late", None)):
        dossier.client_on_benefit(client, START)
        dossier.with_full_exemption(client, START, found_in=found_in)
        dossier.central_client(client, START)


def _trajectories(dossier: SmallDossier) -> None:
    for client in (
        "both closed",
        "plan only",
        "plan, instrument too late",
        "delivered in vain",
        "registered late",
        "lost",
        "instrument in no period",
        "unplanned",
    ):
        dossier.client_on_benefit(client, START)
        dossier.central_client(client, START)
    dossier.with_instrument("both closed", IN_TIME)
    dossier.with_trajectory("both closed", IN_TIME, processed=True, source="mosa")
    dossier.with_plan("plan only", IN_TIME)
    dossier.with_plan("plan, instrument too late", IN_TIME)
    dossier.with_instrument("plan, instrument too late", TOO_LATE)
    dossier.with_instrument("delivered in vain", IN_TIME, registered="01-12-2002")
    dossier.with_trajectory("delivered in vain", IN_TIME, processed=False, source="mosa")
    dossier.with_instrument("registered late", IN_TIME, registered="01-09-2002")
    dossier.with_instrument("lost", IN_TIME, registered="31-08-2002")
    dossier.with_trajectory("lost", TOO_LATE, processed=False, source="mosa")
    dossier.with_instrument("instrument in no period", "01-08-2002", registered="01-12-2003")
    dossier.with_trajectory("unplanned", IN_TIME, processed=True, source="mosa")


EXPECTED = {
    "end came late": ("left", "B", "benefit_spell", "end_registered_late"),
    "interrupted": ("exempt", "left", "benefit_spell", "interruption_in_central"),
    "end not taken over": ("B", "exempt", "exemption", "end_not_taken_over"),
    "not recorded": ("B", "exempt", "exemption", "end_not_taken_over"),
    "found in a file": ("exempt", "B", "exemption", "found_in_file_study"),
    "taken over late": ("exempt", "B", "exemption", "not_taken_over_in_time"),
    "plan only": ("A", "B", "definition", "plan_without_instrument"),
    "plan, instrument too late": ("A", "B", "definition", "plan_without_instrument"),
    "delivered in vain": ("A", "B", "late_delivery", "delivered_not_processed"),
    "registered late": ("A", "B", "late_delivery", "registered_after_due_date"),
    "lost": ("A", "B", "missing_trajectory", "not_in_any_delivery"),
    "instrument in no period": ("A", "B", "missing_trajectory", "not_in_any_delivery"),
    "unplanned": ("B", "A", "definition", "instrument_without_plan"),
}


def test_every_difference_has_the_first_reason_that_applies(both: SmallDossier) -> None:
    assert both.rows("differences", "local", "central", "reason", "detail") == EXPECTED


def test_the_municipality_finds_its_own_number_of_the_client(both: SmallDossier) -> None:
    assert both.rows("differences", "client_number")["lost"] == ("nr lost",)


def test_clients_on_whom_both_agree_have_no_reason(both: SmallDossier) -> None:
    assert both.clients("agreement") == {"both left", "both closed"}
    assert both.ask("agreement") == {None: (2, 15)}


def test_the_closing_ratio_goes_from_central_to_local_step_by_step(both: SmallDossier) -> None:
    assert both.ask("closing_ratio", sources="cbs,mosa", exemption_moment="recorded") == {
        None: (2, 11)
    }
    assert both.ask("closing_ratio_by_step", "step", "after") == {
        ("0", "central"): (2, 11),
        ("1", "benefit_spell"): (2, 10),
        ("2", "exemption"): (2, 10),
        ("3", "late_delivery"): (4, 10),
        ("4", "definition"): (5, 10),
        ("5", "missing_trajectory"): (7, 10),
    }
    assert both.ask("closing_ratio") == {None: (7, 10)}


def test_trajectories_missed_centrally_are_those_of_local_clients_with_one(
    both: SmallDossier,
) -> None:
    assert both.ask("trajectories_missed_centrally", "reason") == {
        "definition": (2, 2),
        "late_delivery": (2, 2),
        "missing_trajectory": (2, 2),
        None: (0, 1),
    }


def test_who_is_on_one_side_only_is_not_compared(both: SmallDossier) -> None:
    both.client_on_benefit("local only", START)
    both.central_client("central only", START)
    assert both.ask("in_both_cohorts") == {None: (15, 17)}
    assert both.ask("agreement") == {None: (2, 15)}


def test_instruments_registered_after_the_due_date_are_late(both: SmallDossier) -> None:
    both.delivery("2003-1", "01-01-2003", "30-06-2003", "31-08-2003")
    assert both.ask("registered_after_due_date", "delivery_id") == {
        "2002-1": (2, 4),
        "2003-1": (0, 1),
    }
    assert both.ask("deliveries") == {None: (2, None)}


def test_waiting_is_counted_in_months_with_the_upper_bound_included(
    dossier: SmallDossier,
) -> None:
    waited = {
        "before": "01-11-2002",
        "3 months, clamped": "28-02-2003",
        "a day more": "01-03-2003",
        "6 months": "30-05-2003",
        "12 months": "30-11-2003",
        "a year and a day": "01-12-2003",
    }
    for client, when in waited.items():
        dossier.client_on_benefit(client, "30-11-2002")
        dossier.with_trajectory(client, when)
    dossier.client_on_benefit("still waits", "30-11-2002")
    assert dossier.ask("waiting_time", "waiting_class") == {
        "0-3": (2, 6),
        "3-6": (2, 6),
        "6-12": (1, 6),
        ">12": (1, 6),
    }
    assert dossier.ask("mean_waiting_days") == {None: (-29 + 90 + 91 + 181 + 365 + 366, 6)}
