"""The chart of the closed approach: the six classes per group, with their table."""

from collections.abc import Sequence
from dataclasses import dataclass

from trede.language import translate as _
from trede.publishers.cells import count, share, words
from trede.publishers.charts.palette import CLOSED_APPROACH
from trede.publishers.charts.stacked_bars import Bar, Part, stacked_bars
from trede.publishers.documents import Chart, Column, Row, Table
from trede.publishers.reports.phrases import of, percent, with_counts
from trede.publishers.reports.source_figures import Share

CLASSES = tuple(CLOSED_APPROACH)
_CLOSED = 3


@dataclass(frozen=True)
class ClassesOfGroup:
    """How many clients of a group are in each class, and how many are fully exempt."""

    label: str
    counts: tuple[int, ...]
    exempt: int

    @property
    def rate(self) -> Share:
        """The closed of those who are not fully exempt."""
        return Share(sum(self.counts[:_CLOSED]), sum(self.counts))


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
    low = min(single, key=lambda group: group.rate.percentage)
    high = max(single, key=lambda group: group.rate.percentage)
    sentence = _(
        "Of all clients who are not fully exempt {total} are closed; {high} most ({high_rate}), "
        "{low} least ({low_rate})."
    ).format(
        total=with_counts(total.rate),
        high=high.label.lower(),
        high_rate=percent(high.rate),
        low=low.label.lower(),
        low_rate=percent(low.rate),
    )
    parts = [
        Part(label, CLOSED_APPROACH[key]) for key, label in zip(CLASSES, class_labels(), strict=True)
    ]
    drawing = stacked_bars(
        _("Closed (teal) and open (amber and red), by phase at inflow"),
        sentence,
        parts,
        [Bar(g.label, g.counts, percent(g.rate), of(g.rate)) for g in groups],
    )
    return Chart(name, drawing, sentence, _table(f"{name}-table", groups, definition))


def _table(name: str, groups: Sequence[ClassesOfGroup], definition: str) -> Table:
    rows = [
        Row((words(label), *(count(group.counts[index]) for group in groups)))
        for index, label in enumerate(class_labels())
    ]
    closed = [count(group.rate.numerator) for group in groups]
    rates = [share(group.rate.numerator, group.rate.denominator) for group in groups]
    opened = [count(group.rate.denominator - group.rate.numerator) for group in groups]
    return Table(
        name,
        _("Six classes of the closed approach"),
        (Column(_("Class"), numeric=False), *(Column(group.label) for group in groups)),
        (
            *rows[:_CLOSED],
            Row((words(_("closed")), *closed), total=True),
            Row((words(_("closed, %")), *rates)),
            *rows[_CLOSED:],
            Row((words(_("open")), *opened), total=True),
            Row((words(_("fully exempt, not counted")), *(count(g.exempt) for g in groups))),
        ),
        definition=definition,
    )
