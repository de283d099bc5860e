"""Small-cell suppression: what may leave the house (trap 14 of docs/explanation/traps.md).

A count of 1 up to the threshold is hidden, and so are a numerator whose complement is that small
and a denominator that small. Then others are hidden with it, until nobody who knows every figure
shown *and every total over every column* can tell what a hidden count is.

A count is safe when a *move* exists: another table with the same shown counts and the same totals
in which it differs. The moves tried add one and take away one, in turn, at the corners of a
rectangle (a pair in a list, a box with three columns). For a table of two columns these are exactly
the moves that can exist once all is hidden; with more columns there could be others, and then
more is hidden than needed, never less.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from trede.measures.figures import FigureRow, Group

THRESHOLD = 10
"""Counts below this are hidden, by default."""

Part = Literal["numerator", "denominator"]
Reason = Literal["small", "covers another"]
Steps = tuple[int, int]
"""What a move adds at a corner to the numerator and to the denominator."""

_CHANGES: Mapping[str, tuple[Steps, ...]] = {
    "numerator": ((-1, 0), (1, 0), (-1, -1), (1, 1)),
    "denominator": ((-1, -1), (1, 1), (0, -1), (0, 1)),
    "complement": ((-1, 0), (1, 0), (0, -1), (0, 1)),
}


@dataclass(frozen=True)
class DisclosedRow:
    """One cell as it may be shown; a hidden count is none.

    ``exposed`` says that the totals alone already tell a hidden count, so that those totals must
    not be published either.
    """

    group: Group
    numerator: int | None
    denominator: int | None
    hidden: Reason | None = None
    exposed: bool = False

    @property
    def ratio(self) -> float | None:
        """Numerator over denominator, unrounded; none if either is hidden or there is none."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator


@dataclass
class _Cell:
    """A cell while it is decided upon."""

    group: Group
    numerator: int
    denominator: int | None
    hidden: set[Part]
    real: bool = True
    small: bool = False
    exposed: bool = False

    @property
    def complement(self) -> int:
        return (self.denominator or 0) - self.numerator


def suppress(rows: Sequence[FigureRow], threshold: int = THRESHOLD) -> tuple[DisclosedRow, ...]:
    """Hide the small cells of counts or shares, and what covers them.

    Numerators are part of their denominators; totals are the sums over each column.
    """
    small = {row.group: _small_parts(row, threshold) for row in rows}
    return _hide_and_cover(rows, small, threshold)


def suppress_spread(
    rows: Sequence[FigureRow], threshold: int = THRESHOLD
) -> tuple[DisclosedRow, ...]:
    """Hide the small cells of a distribution: its denominators are totals over its classes."""
    small = {row.group: _small_parts(row, threshold) & {"numerator"} for row in rows}
    counts = [replace(row, denominator=None) for row in rows]
    totals = {row.group: row.denominator or 0 for row in rows}
    return tuple(
        replace(safe, denominator=_unless_small(totals.get(safe.group), threshold))
        for safe in _hide_and_cover(counts, small, threshold)
    )


def suppress_amounts(
    rows: Sequence[FigureRow], threshold: int = THRESHOLD
) -> tuple[DisclosedRow, ...]:
    """Hide amounts over few people: where the number of people is hidden, so is their amount."""
    people = [FigureRow(row.group, row.denominator or 0, None) for row in rows]
    amounts = {row.group: row.numerator for row in rows}
    return tuple(
        replace(
            safe,
            numerator=None if safe.hidden else amounts[safe.group],
            denominator=safe.numerator,
        )
        for safe in suppress(people, threshold)
    )


def _unless_small(count: int | None, threshold: int) -> int | None:
    return None if count is not None and 0 < count < threshold else count


def _hide_and_cover(
    rows: Sequence[FigureRow], small: Mapping[Group, set[Part]], threshold: int
) -> tuple[DisclosedRow, ...]:
    grid = _Grid.of(rows)
    for group, parts in small.items():
        grid.cells[group].hidden |= parts
        grid.cells[group].small = bool(parts)
    grid.cover(threshold)
    return grid.disclosed()


def _small_parts(row: FigureRow, threshold: int) -> set[Part]:
    parts: set[Part] = set()
    if 0 < row.numerator < threshold:
        parts.add("numerator")
    if row.denominator is not None:
        if 0 < row.denominator < threshold:
            parts.add("denominator")
        elif 0 < row.denominator - row.numerator < threshold:
            parts.add("numerator")
    return parts


@dataclass
class _Grid:
    """All combinations of the values of the columns; those without a row count nobody."""

    cells: dict[Group, _Cell]
    values: tuple[tuple[str | None, ...], ...]
    order: tuple[Group, ...]

    @classmethod
    def of(cls, rows: Sequence[FigureRow]) -> "_Grid":
        width = len(rows[0].group) if rows else 0
        values = tuple(tuple(dict.fromkeys(row.group[i] for row in rows)) for i in range(width))
        shares = any(row.denominator is not None for row in rows)
        cells = {
            group: _Cell(group, 0, 0 if shares else None, set(), real=False)
            for group in product(*values)
        }
        for row in rows:
            cells[row.group] = _Cell(row.group, row.numerator, row.denominator, set())
        return cls(cells, values, tuple(row.group for row in rows))

    def cover(self, threshold: int) -> None:
        """Hide more until every hidden count could as well be another."""
        covered: set[tuple[Group, str]] = set()
        while waiting := [key for key in self._hidden_counts(threshold) if key not in covered]:
            for group, count in waiting:
                move = self._cheapest_move(self.cells[group], count)
                if move is None:
                    self.cells[group].exposed = True
                else:
                    self._hide(*move)
                covered.add((group, count))

    def disclosed(self) -> tuple[DisclosedRow, ...]:
        """Return the rows, and the empty cells that had to be hidden."""
        empty = [cell.group for cell in self.cells.values() if not cell.real and cell.hidden]
        return tuple(_disclosed(self.cells[group]) for group in (*self.order, *empty))

    def _hidden_counts(self, threshold: int) -> Iterator[tuple[Group, str]]:
        for group, cell in self.cells.items():
            yield from ((group, part) for part in sorted(cell.hidden))
            if len(cell.hidden) > 1 and 0 < cell.complement < threshold:
                yield group, "complement"

    def _cheapest_move(
        self, cell: _Cell, count: str
    ) -> tuple[Sequence[tuple[_Cell, int]], Steps] | None:
        best, least = None, None
        for corners in self._boxes(cell):
            for steps in _CHANGES[count]:
                if all(_can_move(corner, sign, steps) for corner, sign in corners):
                    cost = _cost([corner for corner, _sign in corners], steps)
                    if least is None or cost < least:
                        best, least = (corners, steps), cost
        return best

    def _boxes(self, cell: _Cell) -> Iterator[Sequence[tuple[_Cell, int]]]:
        """Yield the corners of every box with this cell; a column with one value is no side."""
        others = [
            [value for value in column if value != own] or [own]
            for own, column in zip(cell.group, self.values, strict=True)
        ]
        if all(len(column) == 1 for column in self.values):
            return
        for opposite in product(*others):
            corners: dict[Group, int] = {}
            for turns in product((False, True), repeat=len(opposite)):
                sides = zip(cell.group, opposite, turns, strict=True)
                group = tuple(far if turn else near for near, far, turn in sides)
                flips = sum(a != b for a, b in zip(cell.group, group, strict=True))
                corners[group] = -1 if flips % 2 else 1
            yield [(self.cells[group], sign) for group, sign in corners.items()]

    @staticmethod
    def _hide(corners: Sequence[tuple[_Cell, int]], steps: Steps) -> None:
        for corner, _sign in corners:
            corner.hidden |= _touched(steps)


def _touched(steps: Steps) -> set[Part]:
    parts: set[Part] = set()
    if steps[0]:
        parts.add("numerator")
    if steps[1]:
        parts.add("denominator")
    return parts


def _can_move(cell: _Cell, sign: int, steps: Steps) -> bool:
    numerator = cell.numerator + sign * steps[0]
    if cell.denominator is None:
        return numerator >= 0 and not steps[1]
    return 0 <= numerator <= cell.denominator + sign * steps[1]


def _cost(corners: Sequence[_Cell], steps: Steps) -> tuple[int, int, int]:
    """Return what a move costs: first the zeros to hide, then the cells, then the people."""
    zeros = cells = people = 0
    for corner in corners:
        for part in sorted(_touched(steps) - corner.hidden):
            value = corner.numerator if part == "numerator" else corner.denominator or 0
            zeros += value == 0
            cells += 1
            people += value
    return zeros, cells, people


def _disclosed(cell: _Cell) -> DisclosedRow:
    hidden: Reason | None = None
    if cell.hidden:
        hidden = "small" if cell.small else "covers another"
    return DisclosedRow(
        cell.group,
        None if "numerator" in cell.hidden else cell.numerator,
        None if "denominator" in cell.hidden else cell.denominator,
        hidden,
        cell.exposed,
    )
