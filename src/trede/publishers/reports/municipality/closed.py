"""The closed approach of a dossier: six classes per phase, with small cells withheld."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from trede.language import translate as _
from trede.measures.figures import FigureRow
from trede.publishers.documents import Headline, Section
from trede.publishers.numbers import number_text
from trede.publishers.reports.closed_approach import (
    CLASSES,
    ClassesOfGroup,
    closed_chart,
    meaning_of_closed,
)
from trede.publishers.reports.phrases import of, percent, phase_label
from trede.publishers.reports.source_figures import Share
from trede.publishers.reproduction.calculator import Calculator
from trede.publishers.suppression import suppress

_WITH_EVENT = ("V1", "V2", "N1")


@dataclass(frozen=True)
class Closed:
    """The classes of every phase and in total, as they may be shown."""

    groups: tuple[ClassesOfGroup, ...]

    @property
    def total(self) -> ClassesOfGroup:
        """All phases together."""
        return self.groups[-1]

    def headlines(self) -> Iterable[Headline]:
        """Yield how many are closed and how many are not, if that may be told."""
        rate = self.total.rate
        if rate is None:
            return
        counts = _("{counts} clients").format(counts=of(rate))
        label = _("closed within a year")
        yield Headline(percent(rate), label, counts, meaning_of_closed(), "good")
        yield Headline(
            number_text(rate.rest),
            _("clients not closed"),
            _("{counts} clients").format(counts=of(Share(rate.rest, rate.denominator))),
            _("No trajectory and no exit within a year, and not fully exempt."),
            "late",
        )

    def caveats(self, calculator: Calculator, threshold: int) -> list[str]:
        """Return what the closed rate does not say."""
        points = [
            _("Every exit counts as closed, also moving away and ending for lack of information.")
        ]
        observed = calculator.total("closed_rate_fully_observed")
        (safe,) = suppress([observed], threshold)
        if safe.hidden is None and safe.numerator is not None and safe.denominator:
            points.append(
                _("Of those observed for a whole year {rate} are closed.").format(
                    rate=percent(Share(safe.numerator, safe.denominator))
                )
            )
        return points

    def section(self) -> Section:
        """Return the chart by phase with its table."""
        definition = meaning_of_closed()
        chart = closed_chart("closed-by-phase", self.groups, definition)
        return Section("closed", _("Who is closed and who is not?"), (chart,))


def count_closed(calculator: Calculator, threshold: int) -> Closed | None:
    """Return the classes by phase; none if the dossier knows of no trajectory at all."""
    counted = calculator.counts(["closed_approach_classes"], by=("phase", "class"))
    rows = [
        replace(row, denominator=None)
        for row in counted["closed_approach_classes"].values()
        if row.group[1] in CLASSES
    ]
    if not any(row.numerator for row in rows if row.group[1] in _WITH_EVENT):
        return None
    totals = _totals(rows)
    shown = {safe.group: safe.numerator for safe in suppress(rows, threshold)}
    phases = sorted({row.group[0] for row in rows}, key=lambda phase: (phase == "other", phase or "~"))
    groups = [
        ClassesOfGroup(
            _("Unknown") if phase is None else phase_label(phase),
            tuple(shown.get((phase, name), 0) for name in CLASSES),
            sum(row.numerator for row in rows if row.group[0] == phase),
        )
        for phase in phases
    ]
    return Closed((*groups, _total(totals, threshold)))


def _totals(rows: Sequence[FigureRow]) -> dict[str, int]:
    return {
        name: sum(row.numerator for row in rows if row.group[1] == name) for name in CLASSES
    }


def _total(totals: dict[str, int], threshold: int) -> ClassesOfGroup:
    """Return the total; its classes are shown only if none of them is small."""
    small = any(0 < count < threshold for count in totals.values())
    counts = tuple(None if small else count for count in totals.values())
    return ClassesOfGroup(_("Total"), counts, sum(totals.values()))
