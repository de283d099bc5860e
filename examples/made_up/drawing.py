"""Draws made-up facts: days near the boundaries that matter, and numbers of nobody."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

Item = TypeVar("Item")

NEARBY = (-1, 0, 0, 0, 1)
"""Days around a boundary on which definitions disagree; mostly the boundary itself."""


def months_after(day: date, months: int) -> date:
    """Return the same day of a later (or earlier) month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_after(day: date, days: int) -> date:
    """Return the day a number of days later; earlier if the number is negative."""
    return day + timedelta(days=days)


class Draw:
    """A seeded source of choices."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - made-up data, no secrets

    def chance(self, probability: float) -> bool:
        """Return true with a probability from 0 to 1."""
        return self._random.random() < probability

    def one_of(self, items: Sequence[Item]) -> Item:
        """Return one of some items."""
        return self._random.choice(items)

    def some_of(self, items: Sequence[Item], at_most: int) -> list[Item]:
        """Return zero or more different items, in their own order."""
        chosen = self._random.sample(range(len(items)), self.whole(0, at_most))
        return [items[index] for index in sorted(chosen)]

    def whole(self, first: int, last: int) -> int:
        """Return a whole number from first to last, both included."""
        return self._random.randint(first, last)

    def day(self, first: date, last: date) -> date:
        """Return a day from first to last, both included."""
        return days_after(first, self.whole(0, max(0, (last - first).days)))

    def near(self, anchors: Iterable[date | None], first: date, last: date) -> date:
        """Return a day on or beside one of the anchors, or any day from first to last."""
        known = [anchor for anchor in anchors if anchor is not None]
        if known and self.chance(0.7):
            return days_after(self.one_of(known), self.one_of(NEARBY))
        return self.day(first, last)

    def shuffled(self, items: Iterable[Item]) -> list[Item]:
        """Return the items in another order."""
        mixed = list(items)
        self._random.shuffle(mixed)
        return mixed


def passes_eleven_proof(number: str) -> bool:
    """Tell whether nine digits could be a citizen service number."""
    if len(number) != 9:  # noqa: PLR2004
        return False
    weighted = sum(
        int(digit) * weight for digit, weight in zip(number[:8], range(9, 1, -1), strict=True)
    )
    return (weighted - int(number[8])) % 11 == 0


def citizen_numbers(first: int) -> Iterable[str]:
    """Yield numbers that pass the eleven proof, from a start in the test range 999...... on."""
    for number in range(first, 999_999_999):
        if passes_eleven_proof(str(number)):
            yield str(number)
