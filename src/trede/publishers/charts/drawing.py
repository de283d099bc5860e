"""What charts are made of: rectangles, lines, shapes and lines of text, and the SVG of them.

Coordinates are in units of which 720 fit the measure of a page; y grows downward. Elements know
the box they take, so that a chart can be checked for text that overlaps or sticks out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from trede.publishers.charts.palette import INK, LINE
from trede.publishers.fonts import FAMILY, Weight, text_width

WIDTH = 720
SIZE = 13
"""Font size of most text in charts."""
SMALL = 12
LINE_HEIGHT = 1.3
_ASCENT, _DESCENT = 0.76, 0.22


class Box(NamedTuple):
    """The area that an element takes."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Say whether two areas share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        """Say whether this area lies inside another."""
        return (
            other.left <= self.left
            and other.top <= self.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class Rectangle:
    """A filled rectangle."""

    left: float
    top: float
    width: float
    height: float
    fill: str
    radius: float = 0

    @property
    def svg(self) -> str:
        """The element."""
        radius = f' rx="{_n(self.radius)}"' if self.radius else ""
        return (
            f'<rect x="{_n(self.left)}" y="{_n(self.top)}" width="{_n(self.width)}" '
            f'height="{_n(self.height)}"{radius} fill="{self.fill}"/>'
        )


@dataclass(frozen=True)
class Path:
    """A line or a shape from path commands, as ``M 0 0 H 10``."""

    commands: str
    stroke: str = LINE
    width: float = 1
    fill: str = "none"
    dash: str = ""
    opacity: float = 1

    @property
    def svg(self) -> str:
        """The element."""
        dash = f' stroke-dasharray="{self.dash}"' if self.dash else ""
        opacity = f' opacity="{self.opacity}"' if self.opacity < 1 else ""
        return (
            f'<path d="{self.commands}" fill="{self.fill}" stroke="{self.stroke}" '
            f'stroke-width="{_n(self.width)}"{dash}{opacity}/>'
        )


@dataclass(frozen=True)
class Text:
    """One line of text; ``x`` is its start, middle or end, ``y`` its baseline."""

    content: str
    x: float
    y: float
    size: float = SIZE
    weight: Weight = "regular"
    anchor: Literal["start", "middle", "end"] = "start"
    fill: str = INK

    @property
    def box(self) -> Box:
        """The area of the text, measured in the typeface that goes along."""
        width = text_width(self.content, self.size, self.weight)
        left = self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * width
        top = self.y - _ASCENT * self.size
        return Box(left, top, left + width, self.y + _DESCENT * self.size)

    @property
    def svg(self) -> str:
        """The element."""
        weight = ' font-weight="700"' if self.weight == "bold" else ""
        anchor = f' text-anchor="{self.anchor}"' if self.anchor != "start" else ""
        return (
            f'<text x="{_n(self.x)}" y="{_n(self.y)}" font-size="{_n(self.size)}"{weight}{anchor} '
            f'fill="{self.fill}">{escape(self.content)}</text>'
        )


Element = Rectangle | Path | Text


@dataclass(frozen=True)
class Drawing:
    """A chart: its elements in the order of drawing, and what it is and says, in words."""

    title: str
    description: str
    height: float
    elements: tuple[Element, ...]
    width: float = WIDTH

    def svg(self, name: str) -> str:
        """Return the drawing as SVG; ``name`` keeps its ids apart from those of other charts."""
        title, description = f"{name}-title", f"{name}-desc"
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
            f"aria-labelledby={quoteattr(f'{title} {description}')} "
            f'viewBox="0 0 {_n(self.width)} {_n(self.height)}" '
            f'font-family="{FAMILY}, sans-serif">'
        )
        head = (
            f"<title id={quoteattr(title)}>{escape(self.title)}</title>"
            f"<desc id={quoteattr(description)}>{escape(self.description)}</desc>"
        )
        return "\n".join([opening + head, *(e.svg for e in self.elements), "</svg>"])

    @property
    def texts(self) -> tuple[Text, ...]:
        """The lines of text of the chart."""
        return tuple(element for element in self.elements if isinstance(element, Text))


def wrap(text: str, width: float, size: float = SIZE, weight: Weight = "regular") -> list[str]:
    """Break a text into lines that fit a width; a word that is too wide has its own line."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def paragraph(
    text: str,
    x: float,
    middle: float,
    width: float,
    *,
    size: float = SIZE,
    weight: Weight = "regular",
    anchor: Literal["start", "middle", "end"] = "start",
    fill: str = INK,
) -> list[Text]:
    """Return the lines of a text, centred vertically on ``middle``."""
    lines = wrap(text, width, size, weight)
    first = middle - (len(lines) - 1) * size * LINE_HEIGHT / 2 + 0.36 * size
    return [
        Text(line, x, first + index * size * LINE_HEIGHT, size, weight, anchor, fill)
        for index, line in enumerate(lines)
    ]


def widest(texts: Iterable[str], size: float = SIZE, weight: Weight = "regular") -> float:
    """Return the width of the widest of some texts; zero if there are none."""
    return max((text_width(text, size, weight) for text in texts), default=0)


def legend(
    entries: Sequence[tuple[str, str]], top: float, left: float = 0
) -> tuple[list[Element], float]:
    """Return squares with their labels, in as many lines as they need, and where they end."""
    elements: list[Element] = []
    x, y = left, top
    for label, colour in entries:
        width = 18 + text_width(label, SMALL)
        if x > left and x + width > WIDTH:
            x, y = left, y + 20
        elements += [Rectangle(x, y, 12, 12, colour, 2), Text(label, x + 18, y + 10.5, SMALL)]
        x += width + 18
    return elements, y + 16


def _n(value: float) -> str:
    """Return a coordinate with at most two decimals, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
