"""The closed approach by the municipality's own register, in all its readings."""

from collections.abc import Mapping
from itertools import product

from trede.measures.figures import FigureRow
from trede.publishers.reproduction.calculator import (
    Calculator,
    Counts,
    Json,
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
MEASURES = (
    *TREE,
    "closed_rate",
    "full_exemption_rate",
    "exit_at_follow_up_with_trajectory",
    "exit_at_follow_up_without_trajectory",
    "still_on_benefit_with_trajectory",
    "still_on_benefit_without_trajectory",
    "late_trajectory",
    "half_year_observed",
    "exit_within_half_year",
    "exposure",
)


def _counted(
    calculator: Calculator, by: tuple[str, ...] = (), **given: str
) -> Mapping[str, Counts]:
    """Return the rows of all measures by class, position and the columns given."""
    return calculator.counts(MEASURES, by=("class", "position", *by), **given)


def _row(counts: Counts, *group: str | None) -> FigureRow:
    """Add up the rows of a group; none stands for every class, position or phase."""
    rows = [
        row
        for found, row in counts.items()
        if all(wanted in (None, value) for wanted, value in zip(group, found, strict=False))
    ]
    return FigureRow(
        group, sum(row.numerator for row in rows), sum(row.denominator or 0 for row in rows)
    )


def _block(counted: Mapping[str, Counts], phase: str | None = None) -> dict[str, Json]:
    """Return the figures of the closed approach, of one phase or of all."""
    rows = {name: _row(counts, None, None, phase) for name, counts in counted.items()}
    everyone, closed = counted["full_exemption_rate"], rows["closed_rate"]
    return {
        "tree": tree(rows),
        **ratios(rows),
        "exit_at_follow_up": _with_and_without(rows, "exit_at_follow_up"),
        "still_on_benefit_literal": _with_and_without(rows, "still_on_benefit"),
        "late_trajectory": rows["late_trajectory"].numerator,
        "no_trajectory": others(rows["late_trajectory"]),
        "exempt_in_Y": rows["exempt_stayers_with_trajectory"].denominator,
        "exempt_total": rows["full_exemption_rate"].numerator,
        **{name: _row(everyone, name, None, phase).denominator for name in CLASSES},
        "closed": closed.numerator,
        "open": others(closed),
        "closed_rate": share_of(closed),
        "censoring_aware": {
            position: _censoring_aware(counted, position, phase) for position in ("A", "B")
        },
    }


def _with_and_without(rows: Mapping[str, FigureRow], name: str) -> Json:
    return {
        "A": share_of(rows[f"{name}_with_trajectory"]),
        "B": share_of(rows[f"{name}_without_trajectory"]),
    }


def _censoring_aware(counted: Mapping[str, Counts], position: str, phase: str | None) -> Json:
    observed = _row(counted["half_year_observed"], None, position, phase)
    return {
        "assessable": observed.numerator,
        "not_assessable": others(observed),
        "exit": share_of(_row(counted["exit_within_half_year"], None, position, phase)),
        "exposure_days": _row(counted["exposure"], None, position, phase).numerator,
    }


def by_phase(calculator: Calculator) -> Json:
    """Return the figures by the municipality's own definition, per phase and in total.

    Every phase is listed, also without people, and so is a phase of the municipality's own.
    """
    counted = _counted(calculator, by=("phase",))
    found = {str(phase) for *_rest, phase in counted["full_exemption_rate"]}
    phases = (*PHASES, *sorted(found.difference(PHASES)))
    table: dict[str, Json] = {_title(phase): _block(counted, phase) for phase in phases}
    return {**table, "total": _block(counted)}


def _title(phase: str) -> str:
    return "overig" if phase == "other" else phase


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
