"""Periods of days, half-open: the last day of a span is the day before ``ends_on``."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True)
class Span:
    """From ``starts_on`` up to but not including ``ends_on``; without it the span still runs."""

    starts_on: date
    ends_on: date | None = None

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two have a day in common."""
        return self.starts_on < _end(other) and other.starts_on < _end(self)

    def as_of(self, day: date) -> "Span":
        """Return the span as it is seen on a day: an end that is still to come is not known."""
        ended = self.ends_on is not None and self.ends_on <= day
        return self if ended else Span(self.starts_on)


def _end(span: Span) -> date:
    return span.ends_on or date.max


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month if it is shorter."""
    year, month = divmod(day.year * MONTHS_IN_A_YEAR + day.month - 1 + months, MONTHS_IN_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def joined(spans: Iterable[Span], gap_days: int) -> list[Span]:
    """Return the spans in order, those at most ``gap_days`` apart made into one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.starts_on, _end(each))):
        if found and (
            found[-1].ends_on is None
            or span.starts_on <= found[-1].ends_on + timedelta(days=gap_days)
        ):
            last = found.pop()
            latest = max(_end(last), _end(span))
            span = Span(last.starts_on, None if latest == date.max else latest)  # noqa: PLW2901
        found.append(span)
    return found


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """Return what is left of the spans outside the taken ones."""
    left = list(spans)
    for hole in taken:
        left = [piece for span in left for piece in _cut(span, hole)]
    return left


def _cut(span: Span, hole: Span) -> list[Span]:
    if not span.overlaps(hole):
        return [span]
    pieces = []
    if span.starts_on < hole.starts_on:
        pieces.append(Span(span.starts_on, hole.starts_on))
    if hole.ends_on is not None and hole.ends_on < _end(span):
        pieces.append(Span(hole.ends_on, span.ends_on))
    return pieces
