"""Who got a trajectory: offers, waiting time, how it ended, and exits beside it."""

from collections.abc import Callable

from trede.publishers.reproduction.calculator import (
    Calculator,
    Counts,
    Json,
    row_of,
    share,
    share_of,
)
from trede.publishers.reproduction.iwi_2007.closed_approach import DEFAULT_VARIANT, parameters_of
from trede.publishers.reproduction.iwi_2007.layout import (
    added,
    known_and_found,
    not_fully_exempt,
    per_phase,
    word,
)

WAITING_CLASSES = ("0-3", "3-6", "6-12", ">12")
SITUATIONS = {
    "exited": "exited",
    "on_benefit_with_trajectory": "with_trajectory",
    "on_benefit_without_trajectory": "without_trajectory",
}
LANDMARKS = ("3", "6")


def offers_within_one_year(calculator: Calculator) -> Json:
    """Return who was offered a trajectory within a year, by phase."""
    rows = calculator.counts(
        ["event_within_term"],
        by=("obligation", "phase"),
        **parameters_of({**DEFAULT_VARIANT, "event": "offered"}),
    )["event_within_term"]

    def offered(chosen: Counts) -> Json:
        return share_of(added(chosen))

    return {
        "all_clients": per_phase(rows, offered),
        "without_full_exemption": per_phase(not_fully_exempt(rows, 0), offered),
    }


def waiting_time(calculator: Calculator) -> Json:
    """Return the time from benefit start, and from the positive decision, to the start."""
    given = parameters_of(DEFAULT_VARIANT)
    since_start = calculator.counts(
        ["waiting_time"], by=("waiting_class", "obligation", "phase"), **given
    )
    since_decision = calculator.counts(
        ["wait_from_decision"], by=("wait_from_decision", "obligation", "phase"), **given
    )
    return {
        "from_benefit_start": _waiting(since_start["waiting_time"]),
        "from_decision": _waiting(since_decision["wait_from_decision"]),
    }


def _waiting(rows: Counts) -> Json:
    return {
        "all_started": per_phase(rows, _by_class),
        "without_full_exemption": per_phase(not_fully_exempt(rows, 1), _by_class),
    }


def _by_class(rows: Counts) -> Json:
    classes = {name: added(rows, _first_is(name)).numerator for name in WAITING_CLASSES}
    return {"started": sum(classes.values()), **classes}


def _first_is(value: str) -> Callable[[tuple[str | None, ...]], bool]:
    return lambda group: group[0] == value


def trajectory_status(calculator: Calculator) -> Json:
    """Return how the trajectories that started ended, if they did."""
    results = calculator.counts(["trajectory_results"], by=("result",))["trajectory_results"]
    outcomes = calculator.counts(["trajectory_outcomes"], by=("outcome",))["trajectory_outcomes"]
    started = added(results).numerator
    return {
        "started": started,
        "counts": {
            word("trajectory_result", result): row_of(results, result).numerator
            for result in known_and_found("trajectory_result", [results])
        },
        "success": share(row_of(outcomes, "success").numerator, started),
        "failure": share(row_of(outcomes, "failure").numerator, started),
        "running": share(row_of(outcomes, "running").numerator, started),
        "success_of_ended": share_of(calculator.total("trajectory_success_of_ended")),
    }


def end_situation(calculator: Calculator) -> Json:
    """Return where clients were after a year: left, or on benefit with or without a trajectory."""
    rows = calculator.counts(
        ["end_situation"], by=("situation", "obligation"), **parameters_of(DEFAULT_VARIANT)
    )["end_situation"]
    return {
        "without_full_exemption": _situations(not_fully_exempt(rows, 1)),
        "all_clients": _situations(rows),
    }


def _situations(rows: Counts) -> Json:
    clients = added(rows).numerator
    return {
        name: share(added(rows, _first_is(situation)).numerator, clients)
        for name, situation in SITUATIONS.items()
    }


def landmark(calculator: Calculator) -> Json:
    """Return exits after a landmark, with and without a trajectory by then."""
    return {months: _after(calculator, months) for months in LANDMARKS}


def _after(calculator: Calculator, months: str) -> Json:
    counted = calculator.counts(
        ["exit_after_landmark", "work_exit_after_landmark"],
        by=("trajectory",),
        landmark_months=months,
    )
    exits, to_work = counted["exit_after_landmark"], counted["work_exit_after_landmark"]
    return {
        group: {
            "at_risk": row_of(exits, group).denominator,
            "exit": share_of(row_of(exits, group)),
            "work_exit": share_of(row_of(to_work, group)),
        }
        for group in ("with", "without")
    }
