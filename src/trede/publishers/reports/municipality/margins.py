"""Totals that stand in several parts of a report: no two may differ by a few persons.

Each table withholds its own small counts. Beside that, a reader can subtract a total of one table
from a total of another. Here the totals of a report about the same people are kept, with which of
them is part of which, so that a part of the report is left out rather than printed beside another
that would give a small number away. Only pairs of totals are looked at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

Totals = Mapping[str, int]
"""Numbers of people by what they are: a name below, or :func:`inflow_of` a year."""

WHOLES: Mapping[str, tuple[str, ...]] = {
    "not fully exempt": ("entrants",),
    "left, not fully exempt": ("not fully exempt", "left", "entrants"),
    "left": ("entrants",),
    "left for work": ("left", "entrants"),
    "left within a year": ("left", "entrants"),
    "left for work within a year": ("left for work", "left within a year", "left", "entrants"),
    "successes": ("work in the period",),
}
"""Of which totals each total is a part."""

_INFLOW = "inflow of "


def inflow_of(year: str) -> str:
    """Return the name of the total of those who entered in a year, by the cohort tables.

    Those are not quite the entrants of the closed approach: other people are left out.
    """
    return _INFLOW + year


class Telling(Protocol):
    """A part of a report, with the totals that its reader knows."""

    @property
    def totals(self) -> Totals:
        """The numbers of people by what they are."""


Part = TypeVar("Part", bound=Telling)


@dataclass
class Margins:
    """The totals that a report tells so far; ``refused`` if some part was not allowed."""

    threshold: int
    told: dict[str, int] = field(default_factory=dict)
    refused: bool = False

    def allow(self, totals: Totals) -> bool:
        """Add the totals of a part of the report, unless they would give a small number away.

        Returns whether the part may be told.
        """
        together = {**self.told, **totals}
        if any(0 < rest < self.threshold for rest in _differences(together)):
            self.refused = True
            return False
        self.told = together
        return True

    def first(self, *alternatives: Part | None) -> Part | None:
        """Return the first part that may be told, and add its totals; none if none may."""
        return next((part for part in alternatives if part and self.allow(part.totals)), None)


def _differences(totals: Totals) -> Iterator[int]:
    for part, people in totals.items():
        yield from (totals[whole] - people for whole in WHOLES.get(part, ()) if whole in totals)
    inflow = [people for name, people in totals.items() if name.startswith(_INFLOW)]
    if "entrants" in totals:
        yield from (abs(totals["entrants"] - people) for people in (*inflow, sum(inflow)))
