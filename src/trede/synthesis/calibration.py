"""What the published reports say, to be set beside the figures of a made-up municipality.

The targets are data: which measure, of which group, with which parameters, came to what in which
report. Asking the measures is up to the caller; :func:`compare` sets the answer beside the target.
"""

import calendar
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import sqrt
from typing import Literal

Unit = Literal["percent", "euro"]
Counts = tuple[int, int]
"""Numerator and denominator; for money the numerator is in cents."""

_STANDARD_ERRORS = 3


@dataclass(frozen=True)
class Target:
    """One published figure: the measure that gives it, the group and the value.

    ``tolerance`` is how far the figure may lie off, in the unit of the value, on top of what
    chance does to small numbers. ``months`` bounds the period the figure is about, counted from
    the first day of the dossier's own period; without it the dossier's own dates hold.
    """

    name: str
    measure: str
    value: float
    source: str
    tolerance: float
    by: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    months: int | None = None
    unit: Unit = "percent"


@dataclass(frozen=True)
class Comparison:
    """A target beside the figure that was computed; ``found`` is empty if nobody was counted."""

    target: Target
    numerator: int
    denominator: int
    found: float | None
    is_near: bool


def _group(
    measure: str,
    column: str,
    values: Mapping[str, float],
    source: str,
    tolerance: float,
    **more: str,
) -> tuple[Target, ...]:
    """Return targets for the groups of one measure, in percent."""
    return tuple(
        Target(f"{measure}/{group}", measure, value, source, tolerance, (column,), (group,), more)
        for group, value in values.items()
    )


_IWI = "iwi-2007 F2 (Tabel 2)"
_AMSTERDAM = "rekenkamer-amsterdam-2007 part 1"
_MONTHS_OF_AMSTERDAM = 30

TARGETS: tuple[Target, ...] = (
    Target("closed_rate", "closed_rate", 68.7, _IWI, 2),
    *_group(
        "closed_rate",
        "phase",
        {"1": 82.1, "2": 76.6, "3": 67.3, "4": 52.3, "other": 70.7},
        _IWI,
        2,
    ),
    Target("full_exemption_rate", "full_exemption_rate", 14.2, _IWI, 1.5),
    *_group("full_exemption_rate", "phase", {"1": 1.6, "4": 32.8}, _IWI, 2),
    Target("compliance_ratio", "compliance_ratio", 65.0, "iwi-2007 F5", 2),
    Target("closing_ratio", "closing_ratio", 40.0, "iwi-2007 F5", 2.5),
    Target("long_term_ratio", "long_term_ratio", 53.7, "iwi-2007 F5", 2),
    Target("exits_within_term", "exits_within_term", 46.3, _IWI, 2),
    *_group(
        "inflow_by_phase",
        "phase",
        {"1": 20.3, "2": 14.1, "3": 20.7, "4": 33.7, "other": 11.1},
        _IWI,
        1.5,
    ),
    Target("work_exits_of_clients", "work_exits_of_clients", 21.8, "iwi-2007 M4", 2),
    *_group(
        "exits_by_period", "exit_period", {"0-3": 15.1, "3-6": 10.4, "6-12": 20.8}, "iwi-2007 M5", 2
    ),
    *_group(
        "work_exits_of_exits", "exit_period", {"0-3": 58, "3-6": 48, "6-12": 34}, "iwi-2007 M5", 4
    ),
    *_group(
        "work_exits_by_contract",
        "contract_kind",
        {"temporary": 58.4, "permanent": 25.2},
        "iwi-2007 M4",
        3,
    ),
    Target("trajectory_within_a_year", "event_within_term", 31.5, _IWI, 2),
    Target(
        "offer_within_a_year",
        "event_within_term",
        39.0,
        "iwi-2007 M6",
        2,
        parameters={"closing_event": "offered"},
    ),
    *_group("trajectory_outcomes", "outcome", {"success": 30, "failure": 30}, "iwi-2007 M7", 5),
    Target("durable_exit_rate", "durable_exit_rate", 92, "relapse of 8 percent in half a year", 2),
    Target("previous_benefit", "previous_benefit", 30, "iwi-2007 M8", 2),
    Target("award_in_time", "award_in_time", 75, "iwi-2007 M8", 3),
    Target("intake_information_missing", "intake_information_missing", 75, "iwi-2007 M8", 2),
    *_group("inflow_by_barriers", "barriers_class", {"0": 30, ">=2": 40}, "iwi-2007 M8", 2),
    *_group(
        "inflow_by_age",
        "age_class",
        {"<23": 20, "23-36": 48, "37-46": 20, "47-56": 9, ">=57": 3},
        "iwi-2007 M8",
        3,
    ),
    *_group(
        "inflow_by_work_obligation",
        "work_obligation",
        {"full": 74, "partially_exempt": 10, "fully_exempt": 14.2},
        "iwi-2007 M8",
        2.5,
    ),
    *(
        replace(target, months=_MONTHS_OF_AMSTERDAM)
        for target in (
            *_group("exit_rate", "cohort", {"stock": 32.2}, f"{_AMSTERDAM} F5", 2),
            *_group("work_exit_rate", "cohort", {"stock": 5.7}, f"{_AMSTERDAM} F5", 1),
            *_group("exemption_rate", "cohort", {"stock": 47.0}, f"{_AMSTERDAM} F7", 2),
            *_group("completers", "cohort", {"stock": 28.6}, f"{_AMSTERDAM} F12", 4),
            Target("completers_to_work", "work_rate_of_completers", 10.9, f"{_AMSTERDAM} F14", 2.5),
        )
    ),
    *_group(
        "contracts_by_band",
        "band",
        {"0": 35.0, "0-10": 37.4, "10-20": 12.9, "20-35": 9.2, "35-100": 5.5},
        f"{_AMSTERDAM} F15",
        4,
    ),
    *_group(
        "contract_clients",
        "band",
        {"0": 5.5, "0-10": 69.4, "10-20": 17.6, "20-35": 5.5, "35-100": 2.1},
        f"{_AMSTERDAM} F15",
        8,
    ),
    Target("contract_exit_rate", "contract_exit_rate", 8.6, f"{_AMSTERDAM} F15", 1.5),
    Target(
        "cost_per_contract_exit",
        "cost_per_contract_exit",
        17_962,
        f"{_AMSTERDAM} F16 (Tabel 5.9)",
        5_000,
        unit="euro",
    ),
    *_group(
        "clients_per_rung",
        "rung",
        {"1": 24.8, "2": 16.7, "3": 14.1, "4": 5.7, "5": 2.9, "unassigned": 35.8},
        f"{_AMSTERDAM} F11 (Tabel 4.13)",
        4,
    ),
)


def targets_for(settings: Mapping[str, str]) -> tuple[Target, ...]:
    """Return the targets for a dossier with these settings, with all their parameters.

    A target about a longer period than the dossier covers is left out.
    """
    return tuple(
        target
        for target in (_with_period(target, settings) for target in TARGETS)
        if target is not None
    )


def _with_period(target: Target, settings: Mapping[str, str]) -> Target | None:
    if target.months is None:
        return target
    after = _months_later(date.fromisoformat(settings["period_from"]), target.months)
    last = after - timedelta(days=1)
    if last > date.fromisoformat(settings["period_to"]):
        return None
    dates = {"period_to": last, "status_on": after, "cost_status_on": last}
    texts = {name: day.isoformat() for name, day in dates.items()}
    return replace(target, parameters={**target.parameters, **texts})


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def compare(targets: Iterable[Target], ask: Callable[[Target], Counts]) -> tuple[Comparison, ...]:
    """Set the figure of every target beside it; ``ask`` returns its numerator and denominator."""
    return tuple(_comparison(target, *ask(target)) for target in targets)


def _comparison(target: Target, numerator: int, denominator: int) -> Comparison:
    if not denominator:
        return Comparison(target, numerator, denominator, None, is_near=False)
    ratio = numerator / denominator
    found, chance = ratio / 100, 0.0
    if target.unit == "percent":
        found = 100 * ratio
        expected = target.value / 100
        chance = 100 * sqrt(expected * (1 - expected) / denominator)
    off = abs(found - target.value)
    is_near = off <= target.tolerance + _STANDARD_ERRORS * chance
    return Comparison(target, numerator, denominator, found, is_near)
