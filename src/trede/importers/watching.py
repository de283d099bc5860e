"""Counts what is odd about the rows of a file without deciding on their use.

A :class:`Watch` sees every row of a file that does not repeat an earlier one, whether it is used
or not; what it counts becomes part of the table ``import_quality``, also when it is nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Cells = tuple[str, ...]
"""The cells of a row in the columns that are watched, as they stand in the file."""

SPELLINGS: tuple[Callable[[str], str], ...] = (str.upper, str.lower, str.capitalize)


@dataclass(frozen=True)
class Watch:
    """One oddity: its name, the columns it shows in, and how many of the rows have it.

    ``odd_rows`` gets the number of rows for every different combination of cells. The count is
    kept under the last of ``columns``.
    """

    kind: str
    columns: tuple[str, ...]
    odd_rows: Callable[[Mapping[Cells, int]], int]


def rows_where(kind: str, columns: tuple[str, ...], holds: Callable[..., bool]) -> Watch:
    """Watch for rows of which the cells, stripped of blanks, meet a condition."""

    def odd_rows(seen: Mapping[Cells, int]) -> int:
        return sum(rows for cells, rows in seen.items() if holds(*(cell.strip() for cell in cells)))

    return Watch(kind, columns, odd_rows)


def unlike_the_others(column: str) -> Watch:
    """Watch for cells with blanks around them or spelled unlike most cells of their column.

    The spelling of the column is capitals, small letters or a capital first: whichever leaves the
    fewest cells out. For columns without a list of codes.
    """

    def odd_rows(seen: Mapping[Cells, int]) -> int:
        return min(
            sum(rows for (cell,), rows in seen.items() if cell != spell(cell.strip()))
            for spell in SPELLINGS
        )

    return Watch("case_or_blanks", (column,), odd_rows)


class Watcher:
    """Watches the rows of one file while they are read."""

    def __init__(self, watched: Iterable[Watch], positions: Mapping[str, int]) -> None:
        self._seen = [
            (watch, [positions[name] for name in watch.columns], Counter[Cells]())
            for watch in watched
        ]

    def see(self, raw: Cells) -> None:
        """Take notice of a row."""
        for _watch, positions, seen in self._seen:
            seen[tuple([raw[position] for position in positions])] += 1

    def found(self) -> Iterable[tuple[str, str, int]]:
        """Return kind, column and number of odd rows of everything that is watched."""
        for watch, _positions, seen in self._seen:
            yield watch.kind, watch.columns[-1], watch.odd_rows(seen)
