"""A flow: the same people counted one way on the left, another way on the right, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from trede.publishers.charts.drawing import (
    SIZE,
    SMALL,
    WIDTH,
    Drawing,
    Element,
    Path,
    Rectangle,
    Text,
    widest,
    wrap,
)
from trede.publishers.charts.palette import MIST, QUIET
from trede.publishers.numbers import number_text

_HEAD, _NODE, _BOX, _BETWEEN = 34, 14, 168, 10
_LINE, _LABEL_LIMIT = 17, 150
_PEOPLE_HEIGHT = 300
"""Height that all people of a stage take together, before the space between the states."""

Links = Mapping[tuple[str, str], int]
"""Number of people per pair of states of two neighbouring stages."""
Kind = Literal["first", "between", "last"]


@dataclass(frozen=True)
class Node:
    """A state on one of the stages."""

    name: str
    label: str
    colour: str = MIST


@dataclass(frozen=True)
class Stage:
    """A column of the flow: its title and its states from top to bottom."""

    title: str
    nodes: tuple[Node, ...]


@dataclass
class _Place:
    """Where a state stands: its box, and how much of its people is drawn on either side."""

    node: Node
    people: int
    top: float
    height: float
    used: dict[str, float] = field(default_factory=dict)

    def take(self, side: Literal["in", "out"], thick: float, unit: float) -> float:
        """Return the top of the next band on a side of the state."""
        begin = self.top + (self.height - self.people * unit) / 2
        used = self.used.get(side, 0.0)
        self.used[side] = used + thick
        return begin + used


@dataclass(frozen=True)
class _Column:
    """A stage with its place on the drawing."""

    stage: Stage
    kind: Kind
    left: float
    width: float
    places: Mapping[str, _Place]


def flow(title: str, description: str, stages: Sequence[Stage], links: Sequence[Links]) -> Drawing:
    """Draw two or three stages from left to right, with a band as thick as its people.

    States without people are left out. Labels stand outside at both ends and inside in between.
    """
    counted = [_people(index, links) for index in range(len(stages))]
    unit = _PEOPLE_HEIGHT / (max(sum(counts.values()) for counts in counted) or 1)
    columns = _columns(stages, counted, unit)
    elements: list[Element] = []
    for left, right, between in zip(columns, columns[1:], links, strict=False):
        elements += _bands(left, right, between, unit)
    for column in columns:
        elements += _labels(column)
    places = [place for column in columns for place in column.places.values()]
    height = max((place.top + place.height for place in places), default=_HEAD) + 8
    return Drawing(title, description, height, tuple(elements))


def _people(index: int, links: Sequence[Links]) -> Mapping[str, int]:
    """Return the people per state of a stage: those who leave it, at the last those who arrive."""
    counts: Counter[str] = Counter()
    side = 0 if index < len(links) else 1
    for pair, count in links[min(index, len(links) - 1)].items():
        counts[pair[side]] += count
    return {name: count for name, count in counts.items() if count}


def _columns(
    stages: Sequence[Stage], counted: Sequence[Mapping[str, int]], unit: float
) -> list[_Column]:
    left = _label_width(stages[0], counted[0])
    right = WIDTH - _label_width(stages[-1], counted[-1]) - _NODE
    columns = []
    for index, (stage, counts) in enumerate(zip(stages, counted, strict=True)):
        kind: Kind = "between"
        if index in (0, len(stages) - 1):
            kind = "first" if index == 0 else "last"
        width = _BOX if kind == "between" else _NODE
        middle = left + _NODE + (right - left - _NODE - _BOX) / 2
        x = {"first": left, "between": middle, "last": right}[kind]
        columns.append(_Column(stage, kind, x, width, _places(stage, counts, kind, unit)))
    return columns


def _label_width(stage: Stage, people: Mapping[str, int]) -> float:
    labels = [node.label for node in stage.nodes if node.name in people]
    lines = [line for label in labels for line in wrap(label, _LABEL_LIMIT)]
    return max(widest(lines), widest([stage.title], SMALL, "bold")) + 10


def _places(stage: Stage, people: Mapping[str, int], kind: Kind, unit: float) -> dict[str, _Place]:
    places = {}
    top = float(_HEAD)
    for node in stage.nodes:
        if not (count := people.get(node.name)):
            continue
        limit = _BOX - 20 if kind == "between" else _LABEL_LIMIT
        room = max(count * unit, (len(wrap(node.label, limit)) + 1) * _LINE + 8)
        height = room if kind == "between" else count * unit
        places[node.name] = _Place(node, count, top + (room - height) / 2, height)
        top += room + _BETWEEN
    return places


def _bands(left: _Column, right: _Column, links: Links, unit: float) -> list[Element]:
    """Return the bands in the order of the states on both sides, so that they cross least."""
    elements: list[Element] = []
    x0, x1 = left.left + left.width, right.left
    half = (x0 + x1) / 2
    for source in left.places.values():
        for target in right.places.values():
            thick = links.get((source.node.name, target.node.name), 0) * unit
            if not thick:
                continue
            y0, y1 = source.take("out", thick, unit), target.take("in", thick, unit)
            shape = (
                f"M {x0:.1f} {y0:.1f} C {half:.1f} {y0:.1f} {half:.1f} {y1:.1f} {x1:.1f} {y1:.1f} "
                f"v {thick:.1f} C {half:.1f} {y1 + thick:.1f} {half:.1f} {y0 + thick:.1f} "
                f"{x0:.1f} {y0 + thick:.1f} Z"
            )
            colour = target.node.colour if left.kind == "between" else source.node.colour
            elements.append(Path(shape, "none", 0, fill=colour, opacity=0.5))
    return elements


def _labels(column: _Column) -> list[Element]:
    """Return the states and their labels with the number of people in bold."""
    elements: list[Element] = []
    anchor: Literal["start", "end"] = "end" if column.kind == "first" else "start"
    x = {
        "first": column.left - 8,
        "between": column.left + 10,
        "last": column.left + column.width + 8,
    }[column.kind]
    elements.append(Text(column.stage.title, x, 14, SMALL, "bold", anchor, QUIET))
    for place in column.places.values():
        limit = _BOX - 20 if column.kind == "between" else _LABEL_LIMIT
        lines = wrap(place.node.label, limit)
        colour = MIST if column.kind == "between" else place.node.colour
        elements.append(
            Rectangle(column.left, place.top, column.width, max(place.height, 1), colour)
        )
        y = place.top + place.height / 2 - len(lines) * _LINE / 2 + 4
        for index, line in enumerate(lines):
            elements.append(Text(line, x, y + index * _LINE, SIZE, "regular", anchor))
        count = number_text(place.people)
        elements.append(Text(count, x, y + len(lines) * _LINE, SIZE, "bold", anchor))
    return elements
