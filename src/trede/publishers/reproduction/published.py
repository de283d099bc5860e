"""What the audits printed, and how it compares with what is computed.

``published/<set>.csv`` holds the printed figures with the path of the computed one;
``published/<set>.deviations.toml`` the known contradictions of the source, each with a class and
one sentence why. Both are data: whoever finds another misprint adds it there.
"""

import csv
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Literal, cast

from trede.language import in_language
from trede.language import translate as _
from trede.publishers.numbers import NOTHING, euro_text, number_text, percent_text
from trede.publishers.reproduction.calculator import Json
from trede.publishers.reproduction.paths import MissingFigureError, sum_at
from trede.publishers.rounding import half_up

FOLDER = Path(__file__).parent.parent / "published"

Shown = Literal["count", "percent", "percent1", "euro", "euro_million", "months"]
DeviationClass = Literal[
    "misprint in the source",
    "rounding",
    "other definition",
    "not reproducible",
    "other extracts",
    "unexplained",
]
Outcome = Literal["equal", "different", "not printed", "not computed"]
"""``not printed``: the source has no figure there. ``not computed``: there is none to compare."""

_MILLION = 1_000_000


@dataclass(frozen=True)
class PrintedCell:
    """One printed figure: where it stands, the path of the computed one, and how it is shown.

    ``path`` may add figures up (``a + b``). With ``of`` the figure is a percentage: what stands at
    ``path`` of what stands at ``of``. ``printed`` is the number as printed, with a decimal point;
    empty if the source has none. ``source`` is its place in the catalogue; ``counted`` whether the
    reference set counts it among its compared figures.
    """

    table: str
    row: str
    column: str
    path: str
    printed: str
    shown: Shown
    source: str
    counted: bool
    of: str = ""

    @property
    def place(self) -> str:
        """How a known deviation names the computed figure: its path, or ``path of path``."""
        return f"{self.path} of {self.of}" if self.of else self.path

    @property
    def decimals(self) -> int:
        """Number of decimals that were printed; the usual one if nothing was."""
        if not self.printed:
            return 1 if self.shown in ("percent1", "euro_million") else 0
        return len(self.printed.partition(".")[2])

    @property
    def value(self) -> Fraction | None:
        """The printed number; none if the source prints nothing there."""
        return Fraction(self.printed) if self.printed else None

    @property
    def text(self) -> str:
        """The printed figure as people read it; a dash if there is none."""
        return self.show(self.value)

    def show(self, value: Fraction | None) -> str:
        """Return a number in the unit and with the decimals of this figure."""
        if value is None:
            return NOTHING
        if self.shown in ("percent", "percent1"):
            return percent_text(value, self.decimals)
        if self.shown == "euro":
            return euro_text(value, self.decimals)
        return number_text(value, self.decimals)


@dataclass(frozen=True)
class Deviation:
    """A contradiction of the source, with its class and the reason, in Dutch and English."""

    name: str
    where: Mapping[str, str]
    printed: str
    paths: tuple[str, ...]
    deviation_class: DeviationClass
    why: Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """A printed figure beside the computed one, rounded to the printed decimals and unit."""

    printed: PrintedCell
    computed: Fraction | None
    outcome: Outcome
    deviation: Deviation | None = None
    other_extracts: bool = False
    """Whether the figures come from other extracts than those of the source."""

    @property
    def deviation_class(self) -> DeviationClass | None:
        """Class of a difference; none where the two are equal or cannot be compared."""
        if self.outcome != "different":
            return None
        if self.other_extracts:
            return "other extracts"
        return self.deviation.deviation_class if self.deviation else "unexplained"

    @property
    def class_label(self) -> str:
        """Class of a difference in the language in use; empty where there is none."""
        name = self.deviation_class
        return class_label(name) if name else ""

    @property
    def why(self) -> str:
        """One sentence why the figures differ; empty where they do not."""
        if self.deviation_class is None:
            return ""
        if self.other_extracts:
            return _("These extracts are not those of the source.")
        if self.deviation is None:
            return _("No known contradiction of the source names this figure.")
        return in_language(self.deviation.why)

    def as_text(self) -> list[str]:
        """Return table, row, column, printed, computed and the deviation with its reason."""
        deviation = f"{self.class_label}: {self.why}" if self.class_label else ""
        where = [self.printed.table, self.printed.row, self.printed.column]
        return [*where, self.printed.text, self.text, deviation]

    @property
    def text(self) -> str:
        """The computed figure as people read it; a dash if there is none."""
        return self.printed.show(self.computed)


def class_label(name: DeviationClass) -> str:
    """Return the name of a class of deviations in the language in use."""
    return {
        "misprint in the source": _("misprint in the source"),
        "rounding": _("rounding"),
        "other definition": _("other definition"),
        "not reproducible": _("not reproducible"),
        "other extracts": _("other extracts"),
        "unexplained": _("unexplained"),
    }[name]


def read_published(name: str) -> tuple[PrintedCell, ...]:
    """Read the printed figures of a set, in the order of the source."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            PrintedCell(
                row["table"],
                row["row"],
                row["column"],
                row["path"],
                row["printed"],
                cast("Shown", row["shown"]),
                row["source"],
                row["counted"] == "yes",
                row["of"],
            )
            for row in csv.DictReader(file)
        )


def read_deviations(name: str) -> tuple[Deviation, ...]:
    """Read the known contradictions of the source of a set."""
    content = tomllib.loads((FOLDER / f"{name}.deviations.toml").read_text(encoding="utf-8"))
    return tuple(
        Deviation(
            entry["id"],
            {"nl": entry["where_nl"], "en": entry["where_en"]},
            entry["printed"],
            tuple(entry["path"]),
            entry["class"],
            {"nl": entry["why_nl"], "en": entry["why_en"]},
        )
        for entry in content["deviation"]
    )


def compare_with_print(name: str, computed: Json) -> tuple[Cell, ...]:
    """Put every printed figure of a set beside the computed one; none is left out.

    If fewer than half of the printed figures come out, the extracts are taken to be others than
    those of the source, and that is then why figures differ.
    """
    deviations = read_deviations(name)
    cells = [compare_cell(printed, computed, deviations) for printed in read_published(name)]
    equal = sum(cell.outcome == "equal" for cell in cells)
    all_printed = sum(cell.outcome != "not printed" for cell in cells)
    return tuple(replace(cell, other_extracts=2 * equal < all_printed) for cell in cells)


def compare_cell(
    printed: PrintedCell, computed: Json, deviations: Sequence[Deviation] = ()
) -> Cell:
    """Compare one printed figure: half up to the decimals that were printed."""
    value = _computed(printed, computed)
    rounded = None if value is None else half_up(value, printed.decimals)
    if printed.value is None:
        return Cell(printed, rounded, "not printed")
    if rounded is None:
        return Cell(printed, None, "not computed")
    if rounded == printed.value:
        return Cell(printed, rounded, "equal")
    return Cell(printed, rounded, "different", _explanation(printed, deviations))


def _computed(printed: PrintedCell, computed: Json) -> Fraction | None:
    """Return the exact computed figure in the unit of the print; none if there is none."""
    try:
        value = sum_at(computed, printed.path)
        if printed.of:
            value = 100 * value / sum_at(computed, printed.of)
    except (MissingFigureError, ZeroDivisionError):
        return None
    return value / _MILLION if printed.shown == "euro_million" else value


def _explanation(printed: PrintedCell, deviations: Iterable[Deviation]) -> Deviation | None:
    """Return the deviation that names the figure; of several, the one that names the number."""
    naming = [deviation for deviation in deviations if printed.place in deviation.paths]
    exact = [
        deviation
        for deviation in naming
        if printed.printed in deviation.printed.replace(";", " ").replace("/", " ").split()
    ]
    return next(iter(exact or naming), None)
