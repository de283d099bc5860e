"""The closed approach of a dossier: six classes per phase, with small cells withheld."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trede.language import translate as _
from trede.measures.figures import FigureRow
from trede.publishers.documents import Headline, Section
from trede.publishers.numbers import number_text
from trede.publishers.reports.closed_approach import (
    CLASSES,
    State,
    StatesOfGroup,
    closed_chart,
    meaning_of_closed,
    six_states,
    three_states,
    two_states,
)
from trede.publishers.reports.municipality.margins import Totals
from trede.publishers.reports.phrases import of, percent, phase_label
from trede.publishers.reports.source_figures import Share
from trede.publishers.reproduction.calculator import Calculator
from trede.publishers.suppression import suppress

_WITH_EVENT = ("V1", "V2", "N1")
_LEFT = frozenset({"V1", "V3", "N2"})


@dataclass(frozen=True)
class Closed:
    """The states of every phase and in total, as they may be shown."""

    states: tuple[State, ...]
    groups: tuple[StatesOfGroup, ...]

    @property
    def withheld(self) -> bool:
        """Whether some count may not be shown."""
        return any(group.withheld for group in self.groups)

    @property
    def total_rate(self) -> Share | None:
        """The closed of all phases together, if that may be told."""
        return self.groups[-1].rate(self.states)

    @property
    def totals(self) -> Totals:
        """The totals that a reader of the table knows."""
        rate = self.total_rate
        if rate is None:
            return {}
        states = zip(self.groups[-1].counts, self.states, strict=True)
        left = [count or 0 for count, state in states if _LEFT.issuperset(state.classes)]
        gone: Totals = {"left, not fully exempt": sum(left)} if left else {}
        return {"not fully exempt": rate.denominator, **gone}

    def headlines(self) -> Iterable[Headline]:
        """Yield how many are closed and how many are not, if that may be told."""
        rate = self.total_rate
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
        chart = closed_chart("closed-by-phase", self.states, self.groups, definition)
        return Section("closed", _("Who is closed and who is not?"), (chart,))


def count_closed(calculator: Calculator, threshold: int) -> Closed | None:
    """Return the finest states by phase that can be told without withholding any.

    None if the dossier knows of no trajectory at all; with counts withheld if even closed and
    open by phase are too small.
    """
    name = "closed_approach_classes"
    rows = [
        row
        for row in calculator.counts([name], by=("phase", "class"))[name].values()
        if row.group[1] in CLASSES
    ]
    if not any(row.numerator for row in rows if row.group[1] in _WITH_EVENT):
        return None
    found = [
        _as_states(rows, states, threshold)
        for states in (six_states(), three_states(), two_states())
    ]
    return next((closed for closed in found if not closed.withheld), found[-1])


def _as_states(rows: Sequence[FigureRow], states: tuple[State, ...], threshold: int) -> Closed:
    phases = sorted({row.group[0] for row in rows}, key=lambda p: (p == "other", p or "~"))
    counts = {
        (phase, state.label): sum(
            row.numerator for row in rows if row.group[0] == phase and row.group[1] in state.classes
        )
        for phase in phases
        for state in states
    }
    shown = suppress([FigureRow(key, n, None) for key, n in counts.items()], threshold)
    by_key = {safe.group: safe.numerator for safe in shown}
    groups = [
        StatesOfGroup(
            _("Unknown") if phase is None else phase_label(phase),
            tuple(by_key[phase, state.label] for state in states),
            sum(counts[phase, state.label] for state in states),
        )
        for phase in phases
    ]
    totals = [sum(counts[phase, state.label] for phase in phases) for state in states]
    return Closed(states, (*groups, _total(totals, threshold)))


def _total(totals: Sequence[int], threshold: int) -> StatesOfGroup:
    """Return the total; its states are shown only if none of them is small."""
    small = any(0 < count < threshold for count in totals)
    counts = tuple(None if small else count for count in totals)
    return StatesOfGroup(_("Total"), counts, sum(totals))
