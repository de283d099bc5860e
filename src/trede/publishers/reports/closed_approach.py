"""The chart of the closed approach: the six classes per group, with their table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trede.language import translate as _
from trede.publishers.cells import WITHHELD, count, count_or_withheld, share, words
from trede.publishers.charts.palette import CLOSED_APPROACH, MIST
from trede.publishers.charts.stacked_bars import Bar, Part, stacked_bars
from trede.publishers.documents import Chart, Column, Row, Table
from trede.publishers.reports.phrases import of, percent, with_counts, withheld_note
from trede.publishers.reports.source_figures import Share

CLASSES = tuple(CLOSED_APPROACH)
_CLOSED = 3


@dataclass(frozen=True)
class ClassesOfGroup:
    """How many clients of a group are in each class; a withheld count is none.

    ``total`` are all who are not fully exempt; ``exempt`` those who are, if that is told.
    """

    label: str
    counts: tuple[int | None, ...]
    total: int
    exempt: int | None = None

    @property
    def rate(self) -> Share | None:
        """The closed of those who are not fully exempt; none if that would tell too much."""
        closed = [each for each in self.counts[:_CLOSED] if each is not None]
        return Share(sum(closed), self.total) if len(closed) == _CLOSED else None

    @property
    def withheld(self) -> int:
        """Clients whose class is not shown."""
        return self.total - sum(each or 0 for each in self.counts)


def meaning_of_closed() -> str:
    """Return what closed means, for a reader who hears the word for the first time."""
    return _(
        "Started a trajectory within a year of entering, or left benefit, for whatever reason. "
        "Clients who are fully exempt are not counted."
    )


def class_labels() -> tuple[str, ...]:
    """Return the names of the six classes in the language in use."""
    return (
        _("trajectory and left"),
        _("trajectory within a year"),
        _("left without a trajectory"),
        _("trajectory only after a year"),
        _("left only after a year"),
        _("no trajectory, no exit"),
    )


def closed_chart(name: str, groups: Sequence[ClassesOfGroup], definition: str) -> Chart:
    """Return the bars per group (the last is the total) and the table of the classes.

    ``definition`` says which event closes, who is exempt and when the year ends.
    """
    *single, total = groups
    rates = {group.label: group.rate for group in single if group.rate}
    sentence = _sentence(total, rates)
    parts = [
        Part(label, CLOSED_APPROACH[key]) for key, label in zip(CLASSES, class_labels(), strict=True)
    ]
    hidden = any(group.withheld for group in groups)
    if hidden:
        parts.append(Part(_("withheld: small numbers"), MIST))
    drawing = stacked_bars(
        _("Closed (teal) and open (amber and red), by phase at inflow"),
        sentence,
        parts,
        [_bar(group, hidden=hidden) for group in groups],
    )
    return Chart(name, drawing, sentence, _table(f"{name}-table", groups, definition))


def _sentence(total: ClassesOfGroup, rates: Mapping[str, Share]) -> str:
    if total.rate is None or not rates:
        return _("Too few clients to tell how many are closed without telling of single persons.")
    high = max(rates, key=lambda label: rates[label].percentage)
    low = min(rates, key=lambda label: rates[label].percentage)
    return _(
        "Of all clients who are not fully exempt {total} are closed; {high} most ({high_rate}), "
        "{low} least ({low_rate})."
    ).format(
        total=with_counts(total.rate),
        high=high.lower(),
        high_rate=percent(rates[high]),
        low=low.lower(),
        low_rate=percent(rates[low]),
    )


def _bar(group: ClassesOfGroup, *, hidden: bool) -> Bar:
    counts = tuple(each or 0 for each in group.counts)
    if hidden:
        counts = (*counts, group.withheld)
    if group.rate is None:
        return Bar(group.label, counts)
    return Bar(group.label, counts, percent(group.rate), of(group.rate))


def _table(name: str, groups: Sequence[ClassesOfGroup], definition: str) -> Table:
    rows = [
        Row((words(label), *(count_or_withheld(group.counts[index]) for group in groups)))
        for index, label in enumerate(class_labels())
    ]
    rates = [group.rate for group in groups]
    closed = [count_or_withheld(rate.numerator if rate else None) for rate in rates]
    opened = [count_or_withheld(rate.rest if rate else None) for rate in rates]
    shares = [share(rate.numerator, rate.denominator) if rate else WITHHELD for rate in rates]
    exempt = Row((words(_("fully exempt, not counted")), *(count(g.exempt) for g in groups)))
    return Table(
        name,
        _("Six classes of the closed approach"),
        (Column(_("Class"), numeric=False), *(Column(group.label) for group in groups)),
        (
            *rows[:_CLOSED],
            Row((words(_("closed")), *closed), total=True),
            Row((words(_("closed, %")), *shares)),
            *rows[_CLOSED:],
            Row((words(_("open")), *opened), total=True),
            *([exempt] if any(group.exempt is not None for group in groups) else []),
        ),
        definition=definition,
        notes=withheld_note(any(group.withheld for group in groups)),
    )
