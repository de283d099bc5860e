"""Plain horizontal bars, one value per group."""

from collections.abc import Sequence
from dataclasses import dataclass

from trede.publishers.charts.drawing import (
    LINE_HEIGHT,
    SIZE,
    SMALL,
    WIDTH,
    Drawing,
    Element,
    Path,
    Rectangle,
    Text,
    paragraph,
    widest,
    wrap,
)
from trede.publishers.charts.palette import DEEP, LINE, QUIET
from trede.publishers.charts.scale import Scale
from trede.publishers.fonts import text_width

NARROW = 340
"""The width of a chart that is read on a telephone."""
_LABEL_LIMIT = 250
_LABEL_SHARE = 0.36
"""So much of a narrow chart the labels take at most."""
_BAR, _STEP = 22, 32


@dataclass(frozen=True)
class Length:
    """A group: its value, the value as text (bold) and its counts (quiet)."""

    label: str
    value: float
    text: str
    note: str = ""
    colour: str = DEEP


def bars(
    title: str,
    description: str,
    lengths: Sequence[Length],
    largest: float | None = None,
    width: float = WIDTH,
) -> Drawing:
    """Draw a bar per group on one scale; ``largest`` is its end, by default the largest value.

    Values below zero go to the left of the line.
    """
    limit = min(_LABEL_LIMIT, _LABEL_SHARE * width)
    left = min(limit, widest(length.label for length in lengths)) + 16
    widths = (
        text_width(length.text, SIZE, "bold") + text_width(length.note, SMALL) + 22
        for length in lengths
    )
    behind = max(widths, default=0)
    values = [length.value for length in lengths]
    scale = Scale.of([*values, largest or 0], left, width - left - behind)
    step = _step(lengths, left - 16)
    elements: list[Element] = []
    for index, length in enumerate(lengths):
        top = index * step + (step - _STEP) / 2 + 4
        middle = top + _BAR / 2
        begin, long = scale.bar(length.value)
        figure_x = begin + long + 8
        note_x = figure_x + text_width(length.text, SIZE, "bold") + 10
        elements += [
            *paragraph(length.label, 0, middle, left - 16),
            Rectangle(begin, top, long, _BAR, length.colour),
            Text(length.text, figure_x, middle + 0.36 * SIZE, SIZE, "bold"),
        ]
        if length.note:
            elements.append(Text(length.note, note_x, middle + 0.36 * SMALL, SMALL, fill=QUIET))
    height = len(lengths) * step
    elements.append(Path(f"M {scale.zero:.1f} 0 V {height}", LINE))
    return Drawing(title, description, height, tuple(elements), width)


def _step(lengths: Sequence[Length], width: float) -> float:
    """Return from one bar to the next: enough for the label with the most lines."""
    lines = max((len(wrap(length.label, width)) for length in lengths), default=1)
    return max(_STEP, lines * SIZE * LINE_HEIGHT - 2)
