"""Tabel 2: the closed approach by phase, as the report reads it and in all other readings."""

from collections.abc import Mapping
from itertools import product

from trede.measures.figures import FigureRow
from trede.publishers.reproduction.calculator import (
    Calculator,
    Counts,
    Json,
    row_of,
    share,
    share_of,
)

PHASES = ("1", "2", "3", "4", "other")
CLASSES = ("V1", "V2", "V3", "N1", "N2", "N3")
CLOSED, OPEN = CLASSES[:3], CLASSES[3:]
EXEMPTION_MOMENTS = {"start": "start", "one_year": "one_year_observed", "ever": "recorded"}
DEFAULT_VARIANT = {
    "event": "started",
    "exemption": "ever",
    "boundary": "inclusive",
    "year": "anniversary",
}
CLOSED_APPROACH = (
    "closed_rate",
    "full_exemption_rate",
    "exempt_with_trajectory",
    "exempt_exited",
    "inflow_exit_rate",
    "compliance_ratio",
    "long_term_ratio",
    "closing_ratio",
    "exempt_stayers_with_trajectory",
    "exit_ratio_with_trajectory",
    "exit_ratio_without_trajectory",
    "without_trajectory_of_all_stayers",
    "closed_rate_fully_observed",
)


def parameters_of(variant: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters of the measures for a variant of the study."""
    return {
        "closing_event": variant["event"],
        "exemption_moment": EXEMPTION_MOMENTS[variant["exemption"]],
        "boundary": variant["boundary"],
        "year": variant["year"],
    }


def closed_approach(calculator: Calculator, variant: Mapping[str, str]) -> dict[str, Json]:
    """Return Tabel 2 and its other readings per phase and in total, for one variant."""
    given = parameters_of(variant)
    per_phase = calculator.counts(CLOSED_APPROACH, by=("phase",), **given)
    in_total = calculator.counts(CLOSED_APPROACH, by=(), **given)
    classes = {
        spread: {
            **calculator.counts([measure], by=(spread, "phase"), **given)[measure],
            **calculator.counts([measure], by=(spread,), **given)[measure],
        }
        for measure, spread in (
            ("closed_approach_classes", "class"),
            ("closed_approach_classes_observed", "class_observed"),
        )
    }
    table: dict[str, Json] = {
        "overig" if phase == "other" else phase: _block(per_phase, classes, (phase,))
        for phase in PHASES
    }
    return {**table, "total": _block(in_total, classes, ())}


def _block(
    counted: Mapping[str, Counts], classes: Mapping[str, Counts], group: tuple[str, ...]
) -> Json:
    rows = {name: row_of(counts, *group) for name, counts in counted.items()}
    by_class = {name: row_of(classes["class"], name, *group).numerator for name in CLASSES}
    closed, closing = rows["closed_rate"], rows["closing_ratio"]
    left, stayers = rows["inflow_exit_rate"], rows["long_term_ratio"]
    without = (closing.denominator or 0) - closing.numerator
    not_closed = (closed.denominator or 0) - closed.numerator
    return {
        "total": stayers.denominator,
        "full_exemption": rows["full_exemption_rate"].numerator,
        "full_exemption_with_trajectory": rows["exempt_with_trajectory"].numerator,
        "full_exemption_exited": rows["exempt_exited"].numerator,
        "without_full_exemption": closed.denominator,
        **by_class,
        "closed": closed.numerator,
        "open": not_closed,
        "closed_rate": share_of(closed),
        "open_rate": share(not_closed, closed.denominator),
        "exits_total": left.numerator,
        "exit_rate": share_of(left),
        "tree": {
            "X": stayers.denominator,
            "Y": stayers.numerator,
            "Z": closing.denominator,
            "A": closing.numerator,
            "B": without,
            "C": rows["exempt_stayers_with_trajectory"].numerator,
            "A1": rows["exit_ratio_with_trajectory"].numerator,
            "B1": rows["exit_ratio_without_trajectory"].numerator,
        },
        "compliance_ratio": share_of(rows["compliance_ratio"]),
        "long_term_ratio": share_of(stayers),
        "closing_ratio": share_of(closing),
        "exit_ratio_with_trajectory": share_of(rows["exit_ratio_with_trajectory"]),
        "exit_ratio_without_trajectory": share_of(rows["exit_ratio_without_trajectory"]),
        "without_trajectory_of_obliged_stayers": share(without, closing.denominator),
        "without_trajectory_of_all_stayers": share_of(rows["without_trajectory_of_all_stayers"]),
        "censoring_aware": _censoring_aware(
            rows["closed_rate_fully_observed"], closed, classes, group
        ),
    }


def _censoring_aware(
    observed: FigureRow, closed: FigureRow, classes: Mapping[str, Counts], group: tuple[str, ...]
) -> Json:
    counts = classes["class_observed"]
    by_class = {name: row_of(counts, name, *group).numerator for name in CLASSES}
    not_assessable = row_of(counts, "not_assessable", *group).numerator
    return {
        **by_class,
        "not_assessable": not_assessable,
        "fully_observed": observed.denominator,
        "fully_observed_closed": observed.numerator,
        "closed_rate_fully_observed": share_of(observed),
        "closed_rate_lower_bound": share_of(closed),
        "closed_rate_upper_bound": share(closed.numerator + not_assessable, closed.denominator),
    }


def variants(calculator: Calculator) -> Json:
    """Return all 36 combinations of event, exemption, boundary and year."""
    combinations = product(
        ("offered", "decided", "started"),
        ("start", "one_year", "ever"),
        ("inclusive", "exclusive"),
        ("anniversary", "365_days"),
    )
    names = ("event", "exemption", "boundary", "year")
    found: list[Json] = []
    for values in combinations:
        variant = dict(zip(names, values, strict=True))
        found.append({**variant, "phases": closed_approach(calculator, variant)})
    return found
