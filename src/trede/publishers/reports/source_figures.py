"""Reads figures out of the nested JSON of a reproduction."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from trede.publishers.reproduction.calculator import Json
from trede.publishers.reproduction.paths import MissingFigureError, figure_at, number_at


@dataclass(frozen=True)
class Share:
    """Two counts and the percentage that they make."""

    numerator: int
    denominator: int

    @property
    def rest(self) -> int:
        """Those who are not in the numerator."""
        return self.denominator - self.numerator

    @property
    def percentage(self) -> float:
        """The unrounded percentage; zero if there is nothing to divide by."""
        return 100 * self.numerator / self.denominator if self.denominator else 0.0


@dataclass(frozen=True)
class SourceFigures:
    """The figures of a set, or a part of them, by path."""

    content: Mapping[str, Json]

    def at(self, path: str) -> "SourceFigures":
        """Return the part below a path."""
        value: Json = cast("Json", self.content)
        for key in path.split("/"):
            value = cast("dict[str, Json]", value)[key.replace("%2F", "/")]
        return SourceFigures(cast("Mapping[str, Json]", value))

    def names(self) -> tuple[str, ...]:
        """Return the keys of this part in their order."""
        return tuple(self.content)

    def number(self, path: str) -> Fraction | None:
        """Return a number; none if there is none at that path."""
        try:
            return number_at(cast("Json", self.content), path)
        except MissingFigureError:
            return None

    def text(self, path: str) -> str:
        """Return a text, as a day or a name; empty if there is none at that path."""
        try:
            value = figure_at(cast("Json", self.content), path)
        except MissingFigureError:
            return ""
        return value if isinstance(value, str) else ""

    def count(self, path: str) -> int:
        """Return a count; raises :class:`KeyError` naming the path if there is none."""
        value = self.number(path)
        if value is None:
            raise KeyError(path)
        return int(value)

    def share(self, path: str) -> Share:
        """Return the counts of a share."""
        return Share(self.count(f"{path}/n"), self.count(f"{path}/d"))

    def entries(self, path: str) -> tuple["SourceFigures", ...]:
        """Return the entries of a list."""
        *way, last = path.split("/")
        part = self.at("/".join(way)) if way else self
        entries = cast("list[Mapping[str, Json]]", part.content[last])
        return tuple(SourceFigures(entry) for entry in entries)
