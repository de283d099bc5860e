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

_BIG = 26
_STEP = 92


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
    largest = max(amount.value for amount in amounts) or 1
    elements: list[Element] = []
    for index, amount in enumerate(amounts):
        top = index * _STEP
        elements += [
            Text(amount.text, 150, top + 28, _BIG, "bold", "end", INK),
            Text(amount.label, 168, top + 19, SIZE + 1, "bold"),
            *paragraph(amount.explanation, 168, top + 38, WIDTH - 170, fill=QUIET),
            Rectangle(168, top + 54, (WIDTH - 170) * amount.value / largest, 14, amount.colour),
        ]
    return Drawing(title, description, len(amounts) * _STEP - 16, tuple(elements))
