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
from trede.publishers.reproduction.closed_approach import CLASSES, TREE, others, ratios, tree
from trede.publishers.reproduction.iwi_2007.layout import PHASES

EXEMPTION_MOMENTS = {"start": "start", "one_year": "one_year_observed", "ever": "recorded"}
DEFAULT_VARIANT = {
    "event": "started",
    "exemption": "ever",
    "boundary": "inclusive",
    "year": "anniversary",
}
MEASURES = (
    *TREE,
    "closed_rate",
    "full_exemption_rate",
    "exempt_with_trajectory",
    "exempt_exited",
    "inflow_exit_rate",
    "without_trajectory_of_all_stayers",
    "closed_rate_fully_observed",
)
CLASSIFIED = {
    "closed_approach_classes": "class",
    "closed_approach_classes_observed": "class_observed",
}
"""Measures that are told by class, with the column that holds it."""


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
    by_phase, in_total = (_counted(calculator, by, given) for by in (("phase",), ()))
    table = {name: _block(by_phase, (phase,)) for name, phase in PHASES.items()}
    return {**table, "total": _block(in_total, ())}


def _counted(
    calculator: Calculator, by: tuple[str, ...], given: Mapping[str, str]
) -> dict[str, Counts]:
    """Compute all measures of the table by the same columns, the classes by class besides."""
    counted = calculator.counts(MEASURES, by=by, **given)
    for measure, spread in CLASSIFIED.items():
        counted |= calculator.counts([measure], by=(spread, *by), **given)
    return counted


def _block(counted: Mapping[str, Counts], group: tuple[str, ...]) -> Json:
    rows = {name: row_of(counted[name], *group) for name in MEASURES}
    closed, closing, left = (
        rows[name] for name in ("closed_rate", "closing_ratio", "inflow_exit_rate")
    )
    without = rows["without_trajectory_of_all_stayers"]
    return {
        "total": left.denominator,
        "full_exemption": rows["full_exemption_rate"].numerator,
        "full_exemption_with_trajectory": rows["exempt_with_trajectory"].numerator,
        "full_exemption_exited": rows["exempt_exited"].numerator,
        "without_full_exemption": closed.denominator,
        **_classes(counted["closed_approach_classes"], CLASSES, group),
        "closed": closed.numerator,
        "open": others(closed),
        "closed_rate": share_of(closed),
        "open_rate": share(others(closed), closed.denominator),
        "exits_total": left.numerator,
        "exit_rate": share_of(left),
        "tree": tree(rows),
        **ratios(rows),
        "without_trajectory_of_obliged_stayers": share(others(closing), closing.denominator),
        "without_trajectory_of_all_stayers": share_of(without),
        "censoring_aware": _censoring_aware(counted, rows, group),
    }


def _classes(counts: Counts, classes: tuple[str, ...], group: tuple[str, ...]) -> dict[str, int]:
    return {name: row_of(counts, name, *group).numerator for name in classes}


def _censoring_aware(
    counted: Mapping[str, Counts], rows: Mapping[str, FigureRow], group: tuple[str, ...]
) -> Json:
    observed, closed = rows["closed_rate_fully_observed"], rows["closed_rate"]
    counts = counted["closed_approach_classes_observed"]
    by_class = _classes(counts, (*CLASSES, "not_assessable"), group)
    at_most = closed.numerator + by_class["not_assessable"]
    return {
        **by_class,
        "fully_observed": observed.denominator,
        "fully_observed_closed": observed.numerator,
        "closed_rate_fully_observed": share_of(observed),
        "closed_rate_lower_bound": share_of(closed),
        "closed_rate_upper_bound": share(at_most, closed.denominator),
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
