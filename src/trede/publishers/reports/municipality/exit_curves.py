"""The curves of exit of a dossier, by reason and month, as far as they may be told."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from trede.language import translate as _
from trede.publishers.documents import Section
from trede.publishers.reports.exit_curves import (
    MONTHS,
    ReasonOverTime,
    exit_curve_chart,
    in_order,
)
from trede.publishers.reports.municipality.exit_months import put_together, told_by_month
from trede.publishers.reports.municipality.margins import Totals
from trede.publishers.reports.source_figures import Share
from trede.publishers.reproduction.calculator import Calculator

WORK, OTHER, UNKNOWN = "work", "other", "unknown"


@dataclass(frozen=True)
class ExitCurves:
    """Who had left for which reason, month by month, of all ``clients`` who entered.

    ``work`` are those who left for work, if that is a reason of its own; ``together`` says that
    small reasons were put together.
    """

    reasons: tuple[ReasonOverTime, ...]
    clients: int
    work: int | None
    together: bool

    @property
    def work_share(self) -> Share | None:
        """Those who left for work, of all who left within the year; none if that is not told."""
        left = sum(reason.in_a_year for reason in self.reasons)
        return None if self.work is None else Share(self.work, left)

    @property
    def totals(self) -> Totals:
        """The totals that a reader of the curves knows."""
        left = sum(reason.in_a_year for reason in self.reasons)
        work: Totals = {} if self.work is None else {"left for work within a year": self.work}
        return {"entrants": self.clients, "left within a year": left, **work}

    def section(self) -> Section:
        """Return the section with the chart and its table."""
        note = _("Reasons of few clients are counted with the other reasons.")
        notes = (note,) if self.together else ()
        chart = exit_curve_chart(self.reasons, self.clients, notes)
        return Section("exits", _("When and why do clients leave?"), (chart,))


def count_exit_curves(calculator: Calculator, threshold: int) -> ExitCurves | None:
    """Return who left in the first year by reason; none if too few did, or too few stayed."""
    exits = _exits(calculator)
    clients = calculator.total("inflow_exit_rate").denominator or 0
    left = sum(sum(found.values()) for found in exits.values())
    if not left or left < threshold or 0 < clients - left < threshold:
        return None
    told = put_together(exits, OTHER, threshold)
    reasons = [
        ReasonOverTime(reason_group_label(reason), told_by_month(found, threshold))
        for reason, found in told.items()
    ]
    work = sum(told[WORK].values()) if WORK in told else None
    gone = {reason for reason, found in exits.items() if sum(found.values())} - told.keys()
    return ExitCurves(in_order(reasons), clients, work, together=bool(gone))


def _exits(calculator: Calculator) -> dict[str, Counter[int]]:
    """Return the exits of the first year by reason and month."""
    name = "exits_by_month"
    counted = calculator.counts([name], by=("exit_month", "reason_group"))[name]
    exits: dict[str, Counter[int]] = defaultdict(Counter)
    for (month, reason), row in counted.items():
        if int(month or 0) in MONTHS:
            exits[reason or UNKNOWN][int(month or 0)] += row.numerator
    return exits


def reason_group_label(name: str) -> str:
    """Return the name of a group of exit reasons; groups of a municipality's own are kept."""
    labels = {
        WORK: _("work"),
        "other_benefit": _("another benefit"),
        "moved": _("moved away"),
        "personal": _("personal reasons"),
        "culpable": _("culpable conduct"),
        OTHER: _("other reasons"),
        UNKNOWN: _("reason unknown"),
    }
    return labels.get(name, name)
