"""Days and months as the sources count them."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day if it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def earliest_of(*days: date | None) -> date | None:
    """Return the earliest of the days that are known."""
    return min((day for day in days if day is not None), default=None)


def in_time(day: date, limit_on: date, boundary: str) -> bool:
    """Whether a day is within the term; the boundary says whether the limit itself is."""
    return day <= limit_on if boundary == "inclusive" else day < limit_on


def months_begun(starts_on: date, day: date) -> int:
    """Return how many months have begun from start to day, upper bound included."""
    months = 0
    while add_months(starts_on, months) < day:
        months += 1
    return months


def months_class(starts_on: date, day: date) -> str:
    """Return the class of calendar months from start to day, upper bound included."""
    for name, months in (("0-3", 3), ("3-6", 6), ("6-12", 12)):
        if day <= add_months(starts_on, months):
            return name
    return ">12"
