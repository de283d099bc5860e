"""The closed approach by the municipality's own register, in all its readings."""

from collections.abc import Mapping
from itertools import product

from trede.measures.figures import FigureRow
from trede.publishers.reproduction.calculator import (
    Calculator,
    Counts,
    Json,
    row_of,
    share_of,
)
from trede.publishers.reproduction.closed_approach import CLASSES, TREE, others, ratios, tree

PHASES = ("1", "2", "3", "4", "other")
EXEMPTION_MOMENTS = {"start": "start", "one_year": "one_year", "ever": "within_year"}
KNOWN_AT = {"first_query": "first_query_at", "register": "known_at"}
"""The settings of the dossier that hold the two moments of knowledge."""
VARIANTS = {
    "event": ("offered", "decided", "started", "plan_or_instrument", "taken_up"),
    "exemption": tuple(EXEMPTION_MOMENTS),
    "boundary": ("inclusive", "exclusive"),
    "year": ("anniversary", "365_days"),
    "known_at": tuple(KNOWN_AT),
}
IN_TOTAL = (
    *TREE,
    "closed_rate",
    "full_exemption_rate",
    "exit_at_follow_up_with_trajectory",
    "exit_at_follow_up_without_trajectory",
    "still_on_benefit_with_trajectory",
    "still_on_benefit_without_trajectory",
    "late_trajectory",
)
PER_POSITION = ("half_year_observed", "exit_within_half_year", "exposure")


Group = tuple[str, ...]


def _counted(
    calculator: Calculator, by: tuple[str, ...] = (), **given: str
) -> Mapping[str, Counts]:
    """Return the rows of all measures; class or position goes before the other groups."""
    return {
        **calculator.counts(IN_TOTAL, by=by, **given),
        **calculator.counts(["closed_approach_classes"], by=("class", *by), **given),
        **calculator.counts(PER_POSITION, by=("position", *by), **given),
    }


def _block(counted: Mapping[str, Counts], group: Group = ()) -> dict[str, Json]:
    """Return the figures of the closed approach of one group."""
    rows = {name: row_of(counted[name], *group) for name in IN_TOTAL}
    classes, closed = counted["closed_approach_classes"], rows["closed_rate"]
    return {
        "tree": tree(rows),
        **ratios(rows),
        "exit_at_follow_up": _with_and_without(rows, "exit_at_follow_up"),
        "still_on_benefit_literal": _with_and_without(rows, "still_on_benefit"),
        "late_trajectory": rows["late_trajectory"].numerator,
        "no_trajectory": others(rows["late_trajectory"]),
        "exempt_in_Y": rows["exempt_stayers_with_trajectory"].denominator,
        "exempt_total": rows["full_exemption_rate"].numerator,
        **{name: row_of(classes, name, *group).numerator for name in CLASSES},
        "closed": closed.numerator,
        "open": others(closed),
        "closed_rate": share_of(closed),
        "censoring_aware": {
            position: _censoring_aware(counted, (position, *group)) for position in ("A", "B")
        },
    }


def _with_and_without(rows: Mapping[str, FigureRow], name: str) -> Json:
    return {
        "A": share_of(rows[f"{name}_with_trajectory"]),
        "B": share_of(rows[f"{name}_without_trajectory"]),
    }


def _censoring_aware(counted: Mapping[str, Counts], group: Group) -> Json:
    observed = row_of(counted["half_year_observed"], *group)
    return {
        "assessable": observed.numerator,
        "not_assessable": others(observed),
        "exit": share_of(row_of(counted["exit_within_half_year"], *group)),
        "exposure_days": row_of(counted["exposure"], *group).numerator,
    }


def by_phase(calculator: Calculator) -> Json:
    """Return the figures by the municipality's own definition, per phase and in total.

    Every phase is listed, also without people, and so is a phase of the municipality's own.
    """
    counted = _counted(calculator, by=("phase",))
    found = {str(phase) for (phase,) in counted["long_term_ratio"]}
    phases = (*PHASES, *sorted(found.difference(PHASES)))
    table = {("overig" if phase == "other" else phase): _block(counted, (phase,)) for phase in phases}
    return {**table, "total": _block(_counted(calculator))}


def variants(calculator: Calculator) -> Json:
    """Return the figures in total for all 120 combinations of the definitions."""
    found: list[Json] = []
    for values in product(*VARIANTS.values()):
        variant: dict[str, Json] = dict(zip(VARIANTS, values, strict=True))
        event, exemption, boundary, year, known_at = values
        counted = _counted(
            calculator,
            closing_event=event,
            exemption_moment=EXEMPTION_MOMENTS[exemption],
            boundary=boundary,
            year=year,
            known_at=calculator.settings[KNOWN_AT[known_at]],
        )
        found.append({**variant, **_block(counted)})
    return found
