"""Who got a trajectory, when, and how it ended."""

import pytest

from tests.measures.file_study import FileStudy
from trede.measures.library import read_library


def test_offered_decided_and_started_within_a_year_are_three_figures(study: FileStudy) -> None:
    study.enters("offered late")
    study.gets_trajectory("offered late", "01-02-2005", offered="11-01-2006", decided="10-01-2006")
    study.enters("refused")
    study.gets_trajectory(
        "refused", offered="10-01-2006", decided="01-03-2005", decision="negative"
    )
    study.enters("nothing")
    measure = "event_within_term"
    assert study.clients(measure, closing_event="offered") == {"refused"}
    assert study.clients(measure, closing_event="decided") == {"offered late"}
    assert study.clients(measure, closing_event="started") == {"offered late"}
    assert study.ask(measure, closing_event="offered") == {None: (1, 3)}


def test_an_event_after_the_exit_does_not_exist_and_one_on_the_exit_day_does(
    study: FileStudy,
) -> None:
    study.enters_and_leaves("same day", "10-01-2005", "01-03-2005")
    study.gets_trajectory("same day", "01-03-2005", kind="schooling")
    study.enters_and_leaves("day after", "10-01-2005", "01-03-2005")
    study.gets_trajectory("day after", "02-03-2005", kind="schooling")
    study.enters_and_leaves("undated", "10-01-2005", None, undated="within_12_months")
    study.gets_trajectory("undated", "01-12-2005", kind="schooling")
    assert study.ask("exit_by_trajectory_type", "trajectory_type") == {
        "none": (1, 1),
        "schooling": (2, 2),
    }


def test_exit_by_type_of_trajectory_looks_at_the_first_that_started(study: FileStudy) -> None:
    study.enters_and_leaves("two", "10-01-2005", "01-12-2005")
    study.gets_trajectory("two", "01-06-2005", kind="schooling")
    study.gets_trajectory("two", "01-03-2005", kind="mediation")
    study.enters("offered only")
    study.gets_trajectory("offered only", offered="01-03-2005", kind="social")
    study.enters("type unknown")
    study.gets_trajectory("type unknown", "01-03-2005", kind=None)
    assert study.ask("exit_by_trajectory_type", "trajectory_type") == {
        "mediation": (1, 1),
        "none": (0, 1),
        None: (0, 1),
    }
    groups = ("exits_by_reason_group", "reason_group", "trajectory_type")
    assert study.ask(*groups) == {("work", "mediation"): (1, 1)}


def test_the_situation_after_a_year_puts_the_exit_first(study: FileStudy) -> None:
    study.enters_and_leaves("left with trajectory", "10-01-2005", "10-01-2006")
    study.gets_trajectory("left with trajectory", "01-02-2005")
    study.enters_and_leaves("left too late", "10-01-2005", "11-01-2006")
    study.enters("has trajectory")
    study.gets_trajectory("has trajectory", "10-01-2006")
    study.enters("trajectory too late", obligation="fully_exempt")
    study.gets_trajectory("trajectory too late", "11-01-2006")
    rows = ("end_situation", "situation", "obligation")
    assert study.ask(*rows, exemption_moment="recorded") == {
        ("exited", "obliged"): (1, 3),
        ("with_trajectory", "obliged"): (1, 3),
        ("without_trajectory", "exempt"): (1, 1),
        ("without_trajectory", "obliged"): (1, 3),
    }


def test_results_are_counted_of_the_trajectories_that_started(study: FileStudy) -> None:
    results = ("goal_met", "goal_not_met", "broken_off_exited", "broken_off_stayed", "running")
    for result in (*results, "running", "onbekend bij ons", None):
        client = f"{result}/{len(study.facts.table('persons'))}"
        study.enters(client)
        study.gets_trajectory(client, "01-03-2005", result=result)
    study.enters("offered only")
    study.gets_trajectory("offered only", offered="01-03-2005", result="goal_met")
    assert study.ask("trajectory_results", "result") == {
        "broken_off_exited": (1, 8),
        "broken_off_stayed": (1, 8),
        "goal_met": (1, 8),
        "goal_not_met": (1, 8),
        "onbekend bij ons": (1, 8),
        "running": (2, 8),
        None: (1, 8),
    }
    assert study.ask("trajectory_outcomes", "outcome") == {
        "failure": (2, 8),
        "running": (2, 8),
        "success": (2, 8),
        None: (2, 8),
    }
    assert study.ask("trajectory_success_of_ended") == {None: (2, 4)}


@pytest.mark.parametrize(
    ("started", "wait"),
    [
        ("01-11-2004", "0-3"),  # before the decision
        ("28-02-2005", "0-3"),
        ("01-03-2005", "3-6"),
        ("30-05-2005", "3-6"),
        ("30-11-2005", "6-12"),
        ("01-12-2005", ">12"),
    ],
)
def test_waiting_from_the_decision_is_counted_in_calendar_months(
    study: FileStudy, started: str, wait: str
) -> None:
    study.enters("client", "01-10-2004")
    study.gets_trajectory("client", started, decided="30-11-2004")
    assert study.ask("wait_from_decision", "wait_from_decision") == {wait: (1, 1)}


def test_without_a_positive_decision_there_is_no_wait_from_it(study: FileStudy) -> None:
    study.enters("refused")
    study.gets_trajectory("refused", "01-03-2005", decided="01-02-2005", decision="negative")
    study.enters("undecided")
    study.gets_trajectory("undecided", "01-03-2005")
    assert study.ask("wait_from_decision") == {None: (0, 0)}
    assert study.ask("trajectory_results") == {None: (2, 2)}


def test_a_landmark_compares_only_those_still_on_benefit(study: FileStudy) -> None:
    """Trap 11: who left before the landmark had no time to get a trajectory."""
    study.enters_and_leaves("left before", "10-01-2005", "10-04-2005")
    study.enters_and_leaves("left undated", "10-01-2005", None, undated="after_12_months")
    study.enters_and_leaves("leaves", "10-01-2005", "11-04-2005", "study")
    study.enters_and_leaves("works", "10-01-2005", "10-01-2006")
    study.gets_trajectory("works", "10-04-2005")
    study.enters_and_leaves("leaves too late", "10-01-2005", "11-01-2006")
    study.enters("stays")
    study.gets_trajectory("stays", "11-04-2005")
    assert study.ask("exit_after_landmark", "trajectory") == {"with": (1, 1), "without": (1, 3)}
    assert study.ask("work_exit_after_landmark", "trajectory") == {
        "with": (1, 1),
        "without": (0, 3),
    }
    assert study.ask("exit_after_landmark", "trajectory", landmark_months="6") == {
        "with": (1, 2),
        "without": (0, 1),
    }


@pytest.mark.trap(11)
def test_gross_exits_by_type_carry_the_caveat_of_immortal_time() -> None:
    notes = read_library().measure("exit_by_trajectory_type").notes
    assert "could no longer get one" in notes["en"][0]
    assert "kon geen traject meer krijgen" in notes["nl"][0]


def test_a_trajectory_of_an_earlier_benefit_does_not_belong_to_this_one(study: FileStudy) -> None:
    study.enters_and_leaves("client", "10-01-2004", "01-03-2004")
    study.gets_trajectory("client", "01-02-2004", result="goal_met")
    study.returns("client", "10-01-2005")
    assert study.ask("trajectory_results", inflow_from="2005-01-01") == {None: (0, 0)}
    assert study.ask("trajectory_results", inflow_from="2005-01-01", earlier_events="any") == {
        None: (1, 1)
    }
