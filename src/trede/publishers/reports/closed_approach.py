"""The chart of the closed approach: states per group as bars, with their table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trede.language import translate as _
from trede.publishers.cells import WITHHELD, count, count_or_withheld, share, words
from trede.publishers.charts.palette import CLOSED_APPROACH, MIST, RED
from trede.publishers.charts.stacked_bars import Bar, Part, stacked_bars
from trede.publishers.documents import Chart, Column, Row, Table
from trede.publishers.reports.phrases import of, percent, with_counts, withheld_note
from trede.publishers.reports.source_figures import Share

CLASSES = tuple(CLOSED_APPROACH)


@dataclass(frozen=True)
class State:
    """A part of the bars: its name and colour, the classes in it, and whether that is closed."""

    label: str
    colour: str
    classes: tuple[str, ...]
    closed: bool


@dataclass(frozen=True)
class StatesOfGroup:
    """How many clients of a group are in each state; a withheld count is none.

    ``total`` are all who are not fully exempt; ``exempt`` those who are, if that is told.
    """

    label: str
    counts: tuple[int | None, ...]
    total: int
    exempt: int | None = None

    @property
    def withheld(self) -> int:
        """Clients whose state is not shown."""
        return self.total - sum(each or 0 for each in self.counts)

    def rate(self, states: Sequence[State]) -> Share | None:
        """Return the closed of those not fully exempt; none if that would tell too much."""
        closed = [n for n, state in zip(self.counts, states, strict=True) if state.closed]
        if None in closed:
            return None
        return Share(sum(each or 0 for each in closed), self.total)


def six_states() -> tuple[State, ...]:
    """Return the six classes as states."""
    labels = (
        _("trajectory and left"),
        _("trajectory within a year"),
        _("left without a trajectory"),
        _("trajectory only after a year"),
        _("left only after a year"),
        _("no trajectory, no exit"),
    )
    return tuple(
        State(label, CLOSED_APPROACH[name], (name,), closed=name.startswith("V"))
        for name, label in zip(CLASSES, labels, strict=True)
    )


def three_states() -> tuple[State, ...]:
    """Return coarser states: a trajectory in time, left without one, open."""
    return (
        State(_("trajectory within a year"), CLOSED_APPROACH["V2"], ("V1", "V2"), closed=True),
        State(_("left without a trajectory"), CLOSED_APPROACH["V3"], ("V3",), closed=True),
        State(_("open"), RED, ("N1", "N2", "N3"), closed=False),
    )


def two_states() -> tuple[State, ...]:
    """Return the coarsest states: closed and open."""
    return (
        State(_("closed"), CLOSED_APPROACH["V1"], ("V1", "V2", "V3"), closed=True),
        State(_("open"), RED, ("N1", "N2", "N3"), closed=False),
    )


def meaning_of_closed() -> str:
    """Return what closed means, for a reader who hears the word for the first time."""
    return _(
        "Started a trajectory within a year of entering, or left benefit, for whatever reason. "
        "Clients who are fully exempt are not counted."
    )


def closed_chart(
    name: str, states: Sequence[State], groups: Sequence[StatesOfGroup], definition: str
) -> Chart:
    """Return the bars per group (the last is the total) and the table of the states.

    ``definition`` says which event closes, who is exempt and when the year ends.
    """
    *single, total = groups
    found = {group.label: group.rate(states) for group in single}
    rates = {label: rate for label, rate in found.items() if rate}
    hidden = any(group.withheld for group in groups)
    sentence = _sentence(total.rate(states), rates, all_known=len(rates) == len(found))
    parts = [Part(state.label, state.colour) for state in states]
    if hidden:
        parts.append(Part(_("withheld: small numbers"), MIST, numbered=False))
    drawing = stacked_bars(
        _("Closed and open, by phase at inflow"),
        sentence,
        parts,
        [_bar(group, group.rate(states), hidden=hidden) for group in groups],
    )
    return Chart(name, drawing, sentence, _table(f"{name}-table", states, groups, definition))


def _sentence(total: Share | None, rates: Mapping[str, Share], *, all_known: bool) -> str:
    """Say how many are closed, and in which groups most and least if no group is withheld."""
    if total is None or not rates:
        return _("Too few clients to tell how many are closed without telling of single persons.")
    high = max(rates, key=lambda label: rates[label].percentage)
    low = min(rates, key=lambda label: rates[label].percentage)
    if high == low or not all_known:
        return _("Of all clients who are not fully exempt {total} are closed.").format(
            total=with_counts(total)
        )
    return _(
        "Of all clients who are not fully exempt {total} are closed; {high} most ({high_rate}), "
        "{low} least ({low_rate})."
    ).format(
        total=with_counts(total),
        high=high.lower(),
        high_rate=percent(rates[high]),
        low=low.lower(),
        low_rate=percent(rates[low]),
    )


def _bar(group: StatesOfGroup, rate: Share | None, *, hidden: bool) -> Bar:
    counts = tuple(each or 0 for each in group.counts)
    if hidden:
        counts = (*counts, group.withheld)
    if rate is None:
        return Bar(group.label, counts)
    return Bar(group.label, counts, percent(rate), of(rate))


def _table(
    name: str, states: Sequence[State], groups: Sequence[StatesOfGroup], definition: str
) -> Table:
    closed = [row for state, row in _state_rows(states, groups) if state.closed]
    opened = [row for state, row in _state_rows(states, groups) if not state.closed]
    exempt = Row((words(_("fully exempt, not counted")), *(count(g.exempt) for g in groups)))
    return Table(
        name,
        _("Closed and open by phase"),
        (Column(_("State"), numeric=False), *(Column(group.label) for group in groups)),
        (
            *(closed if len(closed) > 1 else ()),
            *_sums(states, groups),
            *(opened if len(opened) > 1 else ()),
            _open(states, groups),
            *([exempt] if any(group.exempt is not None for group in groups) else []),
        ),
        definition=definition,
        notes=withheld_note(any(group.withheld for group in groups)),
        sheet=_("Closed by phase"),
    )


def _state_rows(
    states: Sequence[State], groups: Sequence[StatesOfGroup]
) -> list[tuple[State, Row]]:
    return [
        (state, Row((words(state.label), *(count_or_withheld(g.counts[i]) for g in groups))))
        for i, state in enumerate(states)
    ]


def _sums(states: Sequence[State], groups: Sequence[StatesOfGroup]) -> tuple[Row, Row]:
    rates = [group.rate(states) for group in groups]
    closed = [count_or_withheld(rate.numerator if rate else None) for rate in rates]
    shares = [share(rate.numerator, rate.denominator) if rate else WITHHELD for rate in rates]
    return (
        Row((words(_("closed")), *closed), total=True),
        Row((words(_("closed, %")), *shares)),
    )


def _open(states: Sequence[State], groups: Sequence[StatesOfGroup]) -> Row:
    rates = [group.rate(states) for group in groups]
    opened = [count_or_withheld(rate.rest if rate else None) for rate in rates]
    return Row((words(_("open")), *opened), total=True)
