"""The curves of exit by reason: who had left month by month in the first year, with the table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

from trede.language import translate as _
from trede.publishers.cells import EMPTY, count_or_withheld, share, words
from trede.publishers.charts.curves import Curve, curves
from trede.publishers.charts.palette import SEQUENCE
from trede.publishers.documents import Cell, Chart, Column, Row, Table
from trede.publishers.numbers import number_text
from trede.publishers.reports.phrases import percent, withheld_note
from trede.publishers.reports.source_figures import Share

MONTHS = tuple(range(13))
"""Month 0 is the first day of benefit itself; month 12 ends with the anniversary."""


@dataclass(frozen=True)
class ReasonOverTime:
    """How many had left for a reason at the end of each month; none where it may not be told."""

    label: str
    left: tuple[int | None, ...]

    @property
    def in_a_year(self) -> int:
        """How many had left at the end of the year, which is always told."""
        return self.left[-1] or 0

    def curve(self, colour: str, clients: int) -> Curve:
        """Return the curve through the months that may be told, as a share of all clients."""
        told = [(month, left) for month, left in zip(MONTHS, self.left, strict=True)]
        return Curve(
            self.label,
            colour,
            tuple((m, Share(left, clients).percentage) for m, left in told if left is not None),
        )


def in_order(reasons: Iterable[ReasonOverTime]) -> tuple[ReasonOverTime, ...]:
    """Return reasons from the most to the fewest exits within the year."""
    return tuple(sorted(reasons, key=lambda reason: -reason.in_a_year))


def exit_curve_chart(
    reasons: Sequence[ReasonOverTime], clients: int, notes: Sequence[str] = ()
) -> Chart:
    """Return the curves of exit by reason; ``clients`` are all who entered."""
    sentence = _sentence(reasons, clients)
    drawing = curves(
        _("Left within the first year, by reason"),
        sentence,
        [
            reason.curve(colour, clients)
            for reason, colour in zip(reasons, cycle(SEQUENCE), strict=False)
        ],
        x_title=_("months after the start of benefit"),
        y_title=_("left, of all clients who entered"),
        ticks=MONTHS,
    )
    return Chart("exit-curve-chart", drawing, sentence, _table(reasons, clients, notes))


def _sentence(reasons: Sequence[ReasonOverTime], clients: int) -> str:
    left = Share(sum(reason.in_a_year for reason in reasons), clients)
    return _(
        "Of {clients} clients who entered {left} had left within a year on a known day: {list}."
    ).format(
        clients=number_text(clients),
        left=percent(left, 1),
        list=", ".join(
            f"{reason.label} {percent(Share(reason.in_a_year, clients), 1)}" for reason in reasons
        ),
    )


def _table(reasons: Sequence[ReasonOverTime], clients: int, notes: Sequence[str]) -> Table:
    months = [
        Row((words(_month(month)), *(count_or_withheld(reason.left[month]) for reason in reasons)))
        for month in MONTHS
        if any(reason.left[month] is not None for reason in reasons)
        if month or any(reason.left[0] for reason in reasons)
    ]
    shares: list[Cell] = [share(reason.in_a_year, clients, 1) for reason in reasons]
    last = Row((words(_("after a year, of all who entered")), *(shares or [EMPTY])), total=True)
    hidden = any(left is None for reason in reasons for left in reason.left)
    return Table(
        "exit-curve",
        _("Clients who had left, added up by month"),
        (Column(_("After"), numeric=False), *(Column(reason.label) for reason in reasons)),
        (*months, last),
        definition=_(
            "Exits whose day is known. A month ends with the same day of the next one, that day "
            "included; 12 months are the anniversary."
        ),
        notes=(*notes, *withheld_note(hidden)),
        sheet=_("Exits by month"),
    )


def _month(month: int) -> str:
    if month == 0:
        return _("the first day itself")
    return _("1 month") if month == 1 else _("{months} months").format(months=month)


def added_up(exits: Mapping[int, int]) -> tuple[int, ...]:
    """Return how many had left at the end of each month, from the exits of each month."""
    return tuple(sum(n for m, n in exits.items() if m <= month) for month in MONTHS)
