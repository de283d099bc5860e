"""The closed approach: three meanings of closed, and every choice that decides who counts."""

import pytest

from tests.dossiers import SmallDossier
from trede.measures.library import read_library

START = "01-02-2002"
LIMIT = "01-02-2003"
DAY_AFTER_LIMIT = "02-02-2003"


@pytest.fixture
def cohort(dossier: SmallDossier) -> SmallDossier:
    """Return a cohort of eight with every way to be closed, open or out of the count."""
    dossier.client_on_benefit("leaves early", START, "01-06-2002")
    dossier.client_on_benefit("leaves early, exempt", START, "01-06-2002")
    dossier.client_on_benefit("in time", START)
    dossier.client_on_benefit("in time, leaves later", START, "01-05-2003")
    dossier.client_on_benefit("too late", START)
    dossier.client_on_benefit("too late, leaves later", START, "01-09-2003")
    dossier.client_on_benefit("never", START)
    dossier.client_on_benefit("exempt with trajectory", START)
    for client in ("in time", "in time, leaves later", "exempt with trajectory"):
        dossier.with_trajectory(client, "01-05-2002")
    for client in ("too late", "too late, leaves later"):
        dossier.with_trajectory(client, "01-03-2003")
    for client in ("leaves early, exempt", "exempt with trajectory"):
        dossier.with_full_exemption(client, START)
    return dossier


@pytest.mark.trap(1)
def test_three_meanings_of_closed_stand_side_by_side(cohort: SmallDossier) -> None:
    """Trap 1: of the not exempt, of all inflow, of the obliged still on benefit."""
    assert cohort.ask("closed_rate") == {None: (3, 6)}
    assert cohort.ask("compliance_ratio") == {None: (5, 8)}
    assert cohort.ask("closing_ratio") == {None: (2, 5)}


def test_the_tree_adds_up_from_inflow_to_those_with_and_without_a_trajectory(
    cohort: SmallDossier,
) -> None:
    assert cohort.ask("long_term_ratio") == {None: (6, 8)}
    assert cohort.ask("exempt_stayers") == {None: (1, 6)}
    assert cohort.ask("exempt_stayers_with_trajectory") == {None: (1, 1)}
    assert cohort.ask("late_trajectory") == {None: (2, 3)}


def test_the_six_classes_share_out_everyone_who_is_not_exempt(cohort: SmallDossier) -> None:
    assert cohort.ask("closed_approach_classes", "class") == {
        "V1": (1, 8),
        "V2": (1, 8),
        "V3": (1, 8),
        "N1": (1, 8),
        "N2": (1, 8),
        "N3": (1, 8),
        "exempt": (2, 8),
    }


def test_left_means_by_the_follow_up_where_there_is_one(cohort: SmallDossier) -> None:
    classes = cohort.rows("closed_approach_classes", "class", follow_up_on="2003-05-01")
    assert classes["in time, leaves later"] == ("V1",)
    assert classes["too late, leaves later"] == ("N1",)
    earlier = cohort.rows("closed_approach_classes", "class", follow_up_on="2003-04-30")
    assert earlier["in time, leaves later"] == ("V2",)


@pytest.mark.trap(2)
@pytest.mark.parametrize(
    ("event", "closed"),
    [
        ("offered", {"offered", "plan offered"}),
        ("decided", {"decided", "plan signed"}),
        ("started", {"started", "instrument"}),
        ("plan_or_instrument", {"plan signed", "plan drawn up", "started", "instrument"}),
        (
            "taken_up",
            {"plan signed", "plan drawn up", "started", "instrument", "picked up"},
        ),
    ],
)
def test_which_event_closes_is_a_choice(
    dossier: SmallDossier, event: str, closed: set[str]
) -> None:
    """Trap 2, first half."""
    in_time = "01-05-2002"
    dossier.with_trajectory("offered", offered=in_time)
    dossier.with_plan("plan offered", offered=in_time)
    dossier.with_trajectory("decided", decided=in_time, decision="positive")
    dossier.with_trajectory("refused", decided=in_time, decision="negative")
    dossier.with_plan("plan signed", in_time, client_signed="02-05-2002", municipality_signed=LIMIT)
    dossier.with_plan(
        "signed too late", client_signed="02-05-2002", municipality_signed=DAY_AFTER_LIMIT
    )
    dossier.with_plan("plan drawn up", in_time, client_signed="02-05-2002")
    dossier.with_plan("draft", in_time, status="draft", client_signed=in_time)
    dossier.with_trajectory("started", in_time)
    dossier.with_instrument("instrument", in_time)
    dossier.picked_up("picked up", in_time)
    for client in sorted(dossier.known):
        dossier.client_on_benefit(client, START)
    assert dossier.clients("closing_ratio", closing_event=event) == closed


@pytest.mark.trap(2)
@pytest.mark.parametrize(
    ("moment", "exempt"),
    [
        ("start", {"at the start", "always", "until the exit"}),
        ("one_year", {"at the limit", "always", "until the exit"}),
        (
            "within_year",
            {"at the start", "at the limit", "always", "in between", "until the exit"},
        ),
    ],
)
def test_when_the_exemption_must_hold_is_a_choice(
    dossier: SmallDossier, moment: str, exempt: set[str]
) -> None:
    """Trap 2, second half; both first and last day of an exemption are included."""
    dossier.with_full_exemption("at the start", "01-01-2002", START)
    dossier.with_full_exemption("at the limit", LIMIT)
    dossier.with_full_exemption("always", "01-01-2001")
    dossier.with_full_exemption("in between", "01-05-2002", "01-06-2002")
    dossier.with_full_exemption("ended before", "01-01-2001", "31-01-2002")
    dossier.with_full_exemption("begins too late", DAY_AFTER_LIMIT)
    for client in sorted(dossier.known):
        dossier.client_on_benefit(client, START)
    dossier.with_full_exemption("until the exit", START, "01-06-2002")
    dossier.client_on_benefit("until the exit", START, "01-06-2002")
    assert dossier.clients("full_exemption_rate", exemption_moment=moment) == exempt


def test_the_exemption_that_starts_first_gives_the_reason(dossier: SmallDossier) -> None:
    dossier.client_on_benefit("exempt twice", START)
    dossier.with_full_exemption("exempt twice", "01-06-2002", reason="social")
    dossier.with_full_exemption("exempt twice", "01-05-2002", reason="young_child")
    dossier.with_full_exemption("exempt twice", "01-01-2002", "01-04-2002", reason="medical")
    assert dossier.rows("exempt_stayers", "category") == {"exempt twice": ("young_child",)}


@pytest.mark.trap(3)
def test_a_partial_exemption_stays_in_the_denominator(dossier: SmallDossier) -> None:
    """Trap 3."""
    dossier.client_on_benefit("partly exempt", START)
    dossier.with_full_exemption("partly exempt", START, extent="partial")
    dossier.client_on_benefit("fully exempt", START)
    dossier.with_full_exemption("fully exempt", START)
    assert dossier.ask("closing_ratio") == {None: (0, 1)}
    assert dossier.ask("full_exemption_rate") == {None: (1, 2)}


@pytest.mark.trap(4)
def test_exit_ratios_count_those_who_left(cohort: SmallDossier) -> None:
    """Trap 4: the text of the source says 'still on benefit', its figures say left."""
    measured = {"exit_measured_on": "2003-06-30", "follow_up_on": "2003-12-31"}
    assert cohort.ask("exit_ratio_with_trajectory", **measured) == {None: (1, 2)}
    assert cohort.ask("exit_ratio_without_trajectory", **measured) == {None: (0, 3)}
    assert cohort.ask("exit_at_follow_up_without_trajectory", **measured) == {None: (1, 3)}
    assert cohort.ask("still_on_benefit_with_trajectory", **measured) == {None: (1, 2)}


@pytest.mark.trap(7)
def test_the_first_spell_of_the_inflow_counts_and_all_spells_are_looked_at(
    dossier: SmallDossier,
) -> None:
    """Trap 7: leaving and coming back is an exit by the spell, and no exit by the day."""
    dossier.settings |= {"inflow_from": "2002-01-01", "inflow_to": "2002-06-30"}
    dossier.client_on_benefit("came back", "01-01-2002", "01-04-2002")
    dossier.client_on_benefit("came back", "01-06-2002")
    dossier.client_on_benefit("came before", "01-01-2001", "01-02-2001")
    dossier.client_on_benefit("came before", "01-03-2002")
    dossier.client_on_benefit("came later", "01-07-2002")
    assert dossier.rows("long_term_ratio", "starts_on", "exit_in_time").keys() == {
        "came back",
        "came before",
    }
    assert dossier.clients("long_term_ratio") == {"came before"}
    assert dossier.clients("on_benefit_by_any_spell") == {"came back", "came before"}


def test_only_the_schemes_that_count_make_the_cohort(dossier: SmallDossier) -> None:
    dossier.client_on_benefit("assistance", START)
    dossier.client_on_benefit("older worker", START, scheme="IOAW")
    assert dossier.ask("long_term_ratio") == {None: (2, 2)}
    assert dossier.clients("long_term_ratio", schemes="ABW") == {"assistance"}


@pytest.mark.trap(10)
def test_who_is_not_observed_for_the_whole_term_is_not_assessable(cohort: SmallDossier) -> None:
    """Trap 10: the report counts them as open; here they can be told apart."""
    cohort.client_on_benefit("entered last", "01-06-2002")
    observed = {"observed_until": "2003-03-01"}
    assert cohort.ask("closed_rate", **observed) == {None: (3, 7)}
    assert cohort.ask("closed_rate_fully_observed", **observed) == {None: (3, 6)}
    classes = cohort.rows("closed_approach_classes_observed", "class_observed", **observed)
    assert classes["entered last"] == ("not_assessable",)


def test_exit_after_the_term_is_assessed_after_half_a_year_of_observation(
    cohort: SmallDossier,
) -> None:
    """Trap 10: limit + 6 months, the day itself included."""
    assert cohort.ask("half_year_observed", "position", observed_until="2003-08-01") == {
        "A": (2, 2),
        "B": (3, 3),
    }
    assert cohort.ask("half_year_observed", observed_until="2003-07-31") == {None: (0, 5)}
    assert cohort.ask("exit_within_half_year", "position") == {"A": (1, 2), "B": (0, 3)}


def test_exposure_runs_from_the_limit_to_the_exit_or_the_measurement(
    cohort: SmallDossier,
) -> None:
    days = cohort.rows("exposure", "exposure_days", exit_measured_on="2003-06-30")
    assert days["in time"] == (149,)
    assert days["in time, leaves later"] == (89,)
    before = cohort.rows("exposure", "exposure_days", exit_measured_on="2003-01-01")
    assert set(before.values()) == {(0,)}


@pytest.mark.trap(11)
def test_early_leavers_are_not_held_against_those_without_a_trajectory(
    cohort: SmallDossier,
) -> None:
    """Trap 11: who left within the year could not get one; they are in neither exit ratio."""
    rows = cohort.rows("exit_ratio_without_trajectory", "position", "in_denominator")
    assert rows["leaves early"] == ("left", False)
    with_trajectory = read_library().measure("exit_ratio_with_trajectory")
    assert (
        "Not an effect of the trajectory: early leavers could not get one."
        in (with_trajectory.notes["en"])
    )


def test_a_stayer_without_a_recorded_obligation_is_neither_obliged_nor_exempt(
    dossier: SmallDossier,
) -> None:
    dossier.client_on_benefit("obliged", START)
    dossier.classified("obliged", "work_obligation", "full", START)
    dossier.client_on_benefit("exempt", START)
    dossier.classified("exempt", "work_obligation", "fully_exempt", START)
    dossier.client_on_benefit("not recorded", START)
    dossier.client_on_benefit("recorded with another spell", START, "01-03-2003")
    dossier.client_on_benefit("recorded with another spell", "01-06-2003")
    dossier.classified("recorded with another spell", "work_obligation", "full", "01-06-2003")
    for client in sorted(dossier.known):
        dossier.with_trajectory(client, "01-05-2002")
    recorded = {"exemption_moment": "recorded"}
    assert dossier.ask("obligation_unknown", **recorded) == {None: (2, 4)}
    assert dossier.clients("closing_ratio", **recorded) == {"obliged"}
    assert dossier.clients("compliance_ratio", **recorded) == {"obliged", "exempt"}


def test_the_phase_is_the_one_at_inflow_or_the_first_ever(dossier: SmallDossier) -> None:
    dossier.client_on_benefit("moved on", START)
    dossier.classified("moved on", "phase", "4", "01-01-2001")
    dossier.classified("moved on", "phase", "2", START)
    dossier.client_on_benefit("undetermined", START)
    dossier.classified("undetermined", "phase", "undetermined", START)
    dossier.client_on_benefit("never placed", START)
    dossier.client_on_benefit("own phase", START)
    dossier.classified("own phase", "phase", "2b", START)
    assert dossier.rows("long_term_ratio", "phase") == {
        "moved on": ("2",),
        "undetermined": ("other",),
        "never placed": ("other",),
        "own phase": ("2b",),
    }
    assert dossier.rows("long_term_ratio", "phase", phase_moment="earliest")["moved on"] == ("4",)
