"""Two values per group: beside each other on scales of their own, or under each other on one."""

from collections.abc import Sequence
from dataclasses import dataclass

from trede.publishers.charts.drawing import (
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
)
from trede.publishers.charts.palette import INK, LINE, QUIET
from trede.publishers.charts.scale import Scale

_LABEL_LIMIT = 190
_BAR, _STEP, _HEAD = 22, 36, 30


@dataclass(frozen=True)
class Pair:
    """A group with its two values, and those values as texts (with unit)."""

    label: str
    values: tuple[float, float]
    texts: tuple[str, str]


@dataclass(frozen=True)
class Side:
    """One of the two values: what it is and its colour."""

    title: str
    colour: str


def pairs_beside(
    title: str, description: str, sides: tuple[Side, Side], pairs: Sequence[Pair]
) -> Drawing:
    """Draw two columns of bars, each scaled to its own largest value."""
    label_width = min(_LABEL_LIMIT, widest(pair.label for pair in pairs)) + 16
    column = (WIDTH - label_width - 24) / 2
    elements: list[Element] = []
    for position, side in enumerate(sides):
        left = label_width + position * (column + 24)
        elements.append(Text(side.title, left, 14, SMALL, "bold"))
        texts = [pair.texts[position] for pair in pairs]
        room = column - widest(texts, SIZE, "bold") - 8
        scale = Scale.of((pair.values[position] for pair in pairs), left, room)
        for index, pair in enumerate(pairs):
            top = _HEAD + index * _STEP
            elements += _bar(scale, pair.values[position], top, side.colour, texts[index])
        axis = f"M {scale.zero:.1f} {_HEAD - 6} V {_HEAD + len(pairs) * _STEP - 6}"
        elements.append(Path(axis, LINE))
    for index, pair in enumerate(pairs):
        middle = _HEAD + index * _STEP + _BAR / 2
        elements += paragraph(pair.label, 0, middle, label_width - 16)
    return Drawing(title, description, _HEAD + len(pairs) * _STEP, tuple(elements))


def pairs_under(
    title: str,
    description: str,
    sides: tuple[Side, Side],
    pairs: Sequence[Pair],
    largest: float | None = None,
) -> Drawing:
    """Draw the two values of a group under each other; ``largest`` is the end of the scale."""
    label_width = min(_LABEL_LIMIT, widest((pair.label for pair in pairs), SIZE, "bold")) + 16
    side_width = widest((side.title for side in sides), SMALL) + 12
    left = label_width + side_width
    room = WIDTH - left - widest((t for p in pairs for t in p.texts), SIZE, "bold") - 8
    scale = Scale.of([largest or 0, *(v for pair in pairs for v in pair.values)], left, room)
    group = 2 * _BAR + 22
    elements: list[Element] = []
    for index, pair in enumerate(pairs):
        top = index * group + 4
        elements += paragraph(pair.label, 0, top + _BAR + 2, label_width - 16, weight="bold")
        for position, side in enumerate(sides):
            bar_top = top + position * (_BAR + 4)
            baseline = bar_top + _BAR / 2 + 0.36 * SMALL
            elements.append(Text(side.title, left - 8, baseline, SMALL, anchor="end", fill=QUIET))
            value = pair.values[position]
            elements += _bar(scale, value, bar_top, side.colour, pair.texts[position])
    height = len(pairs) * group
    elements.append(Path(f"M {scale.zero:.1f} 0 V {height - 12}", LINE))
    return Drawing(title, description, height, tuple(elements))


def _bar(scale: Scale, value: float, top: float, colour: str, text: str) -> list[Element]:
    baseline = top + _BAR / 2 + 0.36 * SIZE
    begin, width = scale.bar(value)
    return [
        Rectangle(begin, top, width, _BAR, colour),
        Text(text, begin + width + 7, baseline, SIZE, "bold", fill=INK),
    ]
