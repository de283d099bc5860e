"""Chance for a made-up municipality: seeded per block of clients, drawn for all of them at once.

Days are whole numbers since 1 January 1970; what never happens is on the day :data:`NEVER`, so
that comparing two days needs no special case. Everything here is deterministic.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
Weights = NDArray[np.float64]

NEVER = 1 << 40
"""The day of what does not happen, and any other number that is not there."""

DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Period:
    """The years of which the made-up municipality keeps facts; both inclusive."""

    from_year: int
    to_year: int

    @property
    def first_day(self) -> int:
        """The first of January of the first year."""
        return day_number(date(self.from_year, 1, 1))

    @property
    def last_day(self) -> int:
        """The last of December of the last year: nothing is known to happen later."""
        return day_number(date(self.to_year, 12, 31))

    @property
    def extracted_on(self) -> int:
        """The day by which everything has been recorded: half a year after the last day."""
        return day_number(date(self.to_year + 1, 7, 1))

    @property
    def years(self) -> int:
        """The number of years."""
        return self.to_year - self.from_year + 1


def day_number(day: date) -> int:
    """Return a day as a whole number."""
    return (day - date(1970, 1, 1)).days


def generator(seed: int, block: int, subject: str) -> np.random.Generator:
    """Return the generator of one subject in one block of clients.

    No two share a stream, so what is drawn for one subject never shifts another.
    """
    entropy = (seed, block, *subject.encode())
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))


def table_of(rows: Sequence[Sequence[float]]) -> Weights:
    """Return weights written as rows of numbers."""
    return np.array(rows, dtype=np.float64)


def choose(random: np.random.Generator, weights: Sequence[float] | Weights, size: int) -> Whole:
    """Draw positions in proportion to their weights, the same for everyone."""
    bounds = np.cumsum(np.asarray(weights, dtype=np.float64))
    position = np.searchsorted(bounds, random.random(size) * bounds[-1], side="right")
    return np.asarray(np.minimum(position, len(bounds) - 1), dtype=np.int64)


def choose_by(random: np.random.Generator, weights: Weights, row: Whole) -> Whole:
    """Draw for everyone a position in proportion to the weights in his or her own row."""
    bounds = np.cumsum(weights, axis=1)
    bounds /= bounds[:, -1:]
    drawn = random.random(len(row))[:, np.newaxis]
    return np.asarray(np.count_nonzero(drawn >= bounds[row], axis=1), dtype=np.int64)


def happens(random: np.random.Generator, probability: float | Weights, size: int) -> Flags:
    """Tell for everyone whether something with this probability happens."""
    return np.asarray(random.random(size) < probability, dtype=np.bool_)


def between(random: np.random.Generator, first: int | Whole, last: int | Whole, size: int) -> Whole:
    """Draw a whole number from first to last inclusive; ``first`` where they are out of order."""
    width = np.maximum(np.asarray(last) - np.asarray(first), 0) + 1
    return np.asarray(first + np.floor(random.random(size) * width), dtype=np.int64)


def waiting(random: np.random.Generator, yearly_rate: float | Weights, size: int) -> Whole:
    """Draw the days until something that happens at a steady rate a year; rate zero is never."""
    rate = np.broadcast_to(np.asarray(yearly_rate, dtype=np.float64), (size,))
    days = random.exponential(1.0, size) * DAYS_A_YEAR / np.maximum(rate, 1e-9)
    return np.asarray(np.where(rate > 0, np.minimum(days, NEVER), NEVER), dtype=np.int64)


def skewed(random: np.random.Generator, median: float | Whole, spread: float, size: int) -> Weights:
    """Draw positive numbers around a median with a long tail (log-normal)."""
    return np.asarray(median * np.exp(spread * random.standard_normal(size)), dtype=np.float64)


def until(day: Whole, last: int | Whole) -> Whole:
    """Return the days that lie on or before the last; the others never happen."""
    return np.where(day <= last, day, NEVER)


def months_later(day: Whole, months: int | Whole) -> Whole:
    """Return the same day so many months later, or the last of that month if it is shorter."""
    days = day.astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    place = (days - month.astype("datetime64[D]")).astype(np.int64)
    later = month + months
    first = later.astype("datetime64[D]").astype(np.int64)
    last = (later + 1).astype("datetime64[D]").astype(np.int64) - 1
    return np.asarray(np.minimum(first + place, last), dtype=np.int64)
