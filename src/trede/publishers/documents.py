"""What a report is, apart from how it is written down: headlines, sections, charts, tables.

A document is built in one language; all its texts are in that language already. The renderers
(:mod:`~trede.publishers.html`, :mod:`~trede.publishers.pdf`, :mod:`~trede.publishers.workbook`)
add none of their own but a few words for navigation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from trede.language import Language
from trede.publishers.charts.drawing import Drawing

Tone = Literal["plain", "good", "soon", "late"]
"""How a figure or a remark is to be taken; always said in words as well."""

NumberFormat = Literal["text", "count", "things", "decimal", "percent", "percent1", "euro"]
"""How a number is shown in a workbook; a percentage is held as a fraction of one.

A ``count`` counts people; ``things`` are contracts, rows and the like.
"""


@dataclass(frozen=True)
class Headline:
    """A figure in plain words: the number, what it counts, of how many, and what it means."""

    value: str
    label: str
    counts: str
    meaning: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Fact:
    """What the first page says of the report itself: of whom, about which days, made when."""

    label: str
    text: str


@dataclass(frozen=True)
class Cell:
    """One value of a table: as text, and for a workbook as a number.

    ``tone`` marks a value that asks for attention; ``note`` is the letter of the note below the
    table that says why.
    """

    text: str
    number: float | None = None
    number_format: NumberFormat = "text"
    tone: Tone = "plain"
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A column: its title, the title it shares with its neighbours, and its alignment."""

    title: str
    group: str = ""
    numeric: bool = True


@dataclass(frozen=True)
class Row:
    """A row: its first cell is its header. A total is set apart."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under columns, with the definition of what they count and notes below.

    ``name`` is a short name without spaces, of the anchor; ``sheet`` names its sheet in a
    workbook, in the language of the reader (the title does if it is empty). A ``folded`` table is
    opened by the reader on screen; on paper it is open.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    definition: str = ""
    notes: tuple[str, ...] = ()
    folded: bool = False
    sheet: str = ""


@dataclass(frozen=True)
class Chart:
    """A drawing, the sentence that says what it shows, and the table of its numbers."""

    name: str
    drawing: Drawing
    sentence: str
    table: Table

    @property
    def svg(self) -> str:
        """The drawing as SVG."""
        return self.drawing.svg(self.name)


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Points:
    """A list of remarks under a title, as *What stands out* or *Mind*."""

    title: str
    points: tuple[str, ...]
    tone: Tone = "plain"


Block = Table | Chart | Paragraph | Points


@dataclass(frozen=True)
class Section:
    """A part of a document that answers one question; the title asks or names it.

    A ``wide`` section has tables of many columns: on paper its pages lie on their side.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    wide: bool = False


@dataclass(frozen=True)
class Document:
    """A report. ``answer`` is the first sentence; ``remarks`` belong on the first page.

    ``notices`` warn whoever opens or passes on the report: on the first page, on every page of
    paper and on every sheet.
    """

    name: str
    language: Language
    title: str
    subtitle: str
    answer: str
    headlines: tuple[Headline, ...]
    remarks: tuple[Points, ...]
    sections: tuple[Section, ...]
    footer: str = ""
    facts: tuple[Fact, ...] = ()
    notices: tuple[str, ...] = ()

    def tables(self) -> Iterator[Table]:
        """Yield every table, those of charts too, in reading order."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    yield block
                elif isinstance(block, Chart):
                    yield block.table

    def charts(self) -> Iterator[Chart]:
        """Yield every chart in reading order."""
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Chart))
