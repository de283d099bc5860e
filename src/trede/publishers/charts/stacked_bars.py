"""Horizontal bars cut into parts: who is in which state, group by group."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trede.publishers.charts.drawing import (
    SIZE,
    SMALL,
    WIDTH,
    Drawing,
    Element,
    Rectangle,
    Text,
    legend,
    paragraph,
    widest,
)
from trede.publishers.charts.palette import QUIET, text_on
from trede.publishers.fonts import text_width
from trede.publishers.numbers import number_text

_BAR, _STEP, _GAP = 30, 44, 1.5
_LABEL_LIMIT = 190


@dataclass(frozen=True)
class Part:
    """A state: its label in the legend and its colour; ``numbered``: its counts stand in it."""

    label: str
    colour: str
    numbered: bool = True


@dataclass(frozen=True)
class Bar:
    """A group: the counts of its parts, and what stands behind the bar (bold, then quiet)."""

    label: str
    counts: tuple[int, ...]
    figure: str = ""
    note: str = ""


def stacked_bars(
    title: str,
    description: str,
    parts: Sequence[Part],
    bars: Sequence[Bar],
    scale: Literal["share", "count"] = "share",
) -> Drawing:
    """Draw a bar per group; ``share`` makes all bars as long, ``count`` as long as their sum."""
    label_width = min(_LABEL_LIMIT, widest(bar.label for bar in bars)) + 14
    figure_width = widest((bar.figure for bar in bars), SIZE + 1, "bold")
    note_width = widest((bar.note for bar in bars), SMALL)
    room = WIDTH - label_width - sum(w + 12 for w in (figure_width, note_width) if w)
    largest = max((sum(bar.counts) for bar in bars), default=0) or 1
    elements: list[Element] = []
    for index, bar in enumerate(bars):
        top = index * _STEP + 6
        whole = largest if scale == "count" else sum(bar.counts) or 1
        elements += paragraph(bar.label, 0, top + _BAR / 2, label_width - 14)
        elements += _parts(bar, parts, label_width, top, room / whole)
        behind = label_width + room + 12
        if scale == "count":
            behind = label_width + room * sum(bar.counts) / whole + 10
        elements += _behind(bar, behind, top, figure_width)
    entries = [(part.label, part.colour) for part in parts]
    lines, bottom = legend(entries, len(bars) * _STEP + 10)
    return Drawing(title, description, bottom, (*elements, *lines))


def _parts(bar: Bar, parts: Sequence[Part], left: float, top: float, unit: float) -> list[Element]:
    elements: list[Element] = []
    for count, part in zip(bar.counts, parts, strict=True):
        width = count * unit
        if not count:
            continue
        elements.append(Rectangle(left, top, max(width - _GAP, 1), _BAR, part.colour))
        value = number_text(count)
        if part.numbered and text_width(value, SMALL) + 6 <= width - _GAP:
            middle = left + (width - _GAP) / 2
            y = top + _BAR / 2 + 0.36 * SMALL
            elements.append(
                Text(value, middle, y, SMALL, anchor="middle", fill=text_on(part.colour))
            )
        left += width
    return elements


def _behind(bar: Bar, left: float, top: float, figure_width: float) -> list[Element]:
    elements: list[Element] = []
    y = top + _BAR / 2 + 0.36 * SIZE
    if bar.figure:
        elements.append(Text(bar.figure, left, y, SIZE + 1, "bold"))
        left += figure_width + 12
    if bar.note:
        elements.append(Text(bar.note, left, y, SMALL, fill=QUIET))
    return elements
