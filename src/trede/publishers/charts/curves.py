"""Curves over time, each with its label at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from trede.publishers.charts.drawing import (
    SIZE,
    SMALL,
    WIDTH,
    Drawing,
    Element,
    Path,
    Text,
    widest,
)
from trede.publishers.charts.palette import LINE, QUIET
from trede.publishers.numbers import percent_text

_TOP, _PLOT, _LABEL_STEP = 26, 250, 18
_DASHES = ("", "7 4", "2 3", "10 3 2 3", "4 2", "1 4")
"""Strokes differ too, for those who do not see the colours or print in black."""


@dataclass(frozen=True)
class Curve:
    """A line: its label, its colour and its points (x, percentage), from left to right."""

    label: str
    colour: str
    points: tuple[tuple[float, float], ...]


def curves(
    title: str,
    description: str,
    lines: Sequence[Curve],
    *,
    x_title: str,
    y_title: str,
    ticks: Sequence[float],
    steps: bool = False,
) -> Drawing:
    """Draw percentages over time; ``steps`` holds each value until the next point."""
    ends = [f"{line.label} {percent_text(line.points[-1][1], 1)}" for line in lines]
    left, right = 48.0, WIDTH - widest(ends, SIZE, "bold") - 44
    ceiling = _ceiling(max(y for line in lines for _x, y in line.points))
    span = max(ticks) - min(ticks)
    bottom = _TOP + _PLOT

    def x_of(x: float) -> float:
        return left + (right - left) * (x - min(ticks)) / span

    def y_of(y: float) -> float:
        return bottom - _PLOT * y / ceiling

    elements: list[Element] = [Text(y_title, 0, 12, SMALL, fill=QUIET)]
    for step in range(5):
        share = ceiling * step / 4
        elements.append(Path(f"M {left:.1f} {y_of(share):.1f} H {right:.1f}", LINE))
        label = percent_text(share)
        elements.append(Text(label, left - 8, y_of(share) + 4, SMALL, anchor="end", fill=QUIET))
    elements += [
        Text(_plain(tick), x_of(tick), bottom + 18, SMALL, anchor="middle", fill=QUIET)
        for tick in ticks
    ]
    elements.append(Text(x_title, right, bottom + 36, SMALL, anchor="end", fill=QUIET))
    for index, line in enumerate(lines):
        path = _path([(x_of(x), y_of(y)) for x, y in line.points], steps=steps)
        elements.append(Path(path, line.colour, 2.5, dash=_DASHES[index % len(_DASHES)]))
    heights = _apart([y_of(line.points[-1][1]) for line in lines], bottom)
    for index, (line, end, y) in enumerate(zip(lines, ends, heights, strict=True)):
        sample = f"M {right + 10:.1f} {y:.1f} h 24"
        elements += [
            Path(sample, line.colour, 2.5, dash=_DASHES[index % len(_DASHES)]),
            Text(end, right + 42, y + 4, SIZE, "bold"),
        ]
    return Drawing(title, description, bottom + 44, tuple(elements))


def _ceiling(highest: float) -> float:
    """Return a round percentage that holds every point and divides into four."""
    return next((top for top in (4, 8, 12, 16, 20, 24, 32, 40, 60, 80) if highest <= top), 100)


def _path(points: Sequence[tuple[float, float]], *, steps: bool) -> str:
    (first_x, first_y), *rest = points
    commands = [f"M {first_x:.1f} {first_y:.1f}"]
    for x, y in rest:
        commands += [f"H {x:.1f}", f"V {y:.1f}"] if steps else [f"L {x:.1f} {y:.1f}"]
    return " ".join(commands)


def _apart(heights: Sequence[float], bottom: float) -> list[float]:
    """Push labels apart so that none covers another, keeping their order and staying above."""
    order = sorted(range(len(heights)), key=lambda i: (heights[i], i))
    placed = dict(enumerate(heights))
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + _LABEL_STEP)
    limit = bottom
    for index in reversed(order):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - _LABEL_STEP
    return [placed[index] for index in range(len(heights))]


def _plain(tick: float) -> str:
    return str(int(tick)) if tick == int(tick) else str(tick)
