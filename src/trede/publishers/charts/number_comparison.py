"""Large numbers that are easily taken for each other, drawn to one scale with what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from trede.publishers.charts.drawing import (
    SIZE,
    WIDTH,
    Drawing,
    Element,
    Rectangle,
    Text,
    paragraph,
)
from trede.publishers.charts.palette import INK, QUIET
from trede.publishers.charts.scale import Scale

_BIG = 26
_STEP = 92
_LEFT = 168


@dataclass(frozen=True)
class Amount:
    """A number: its value, its text, its name and what it is made of."""

    value: float
    text: str
    label: str
    explanation: str
    colour: str


def number_comparison(title: str, description: str, amounts: Sequence[Amount]) -> Drawing:
    """Draw each number with its name, a bar to scale and how it is made."""
    scale = Scale.of((amount.value for amount in amounts), _LEFT, WIDTH - _LEFT - 2)
    elements: list[Element] = []
    for index, amount in enumerate(amounts):
        top = index * _STEP
        begin, width = scale.bar(amount.value)
        elements += [
            Text(amount.text, 150, top + 28, _BIG, "bold", "end", INK),
            Text(amount.label, _LEFT, top + 19, SIZE + 1, "bold"),
            *paragraph(amount.explanation, _LEFT, top + 38, WIDTH - _LEFT - 2, fill=QUIET),
            Rectangle(begin, top + 54, width, 14, amount.colour),
        ]
    return Drawing(title, description, len(amounts) * _STEP - 16, tuple(elements))
