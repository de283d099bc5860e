"""Whose inflow a figure is about: the period a user chose, or the newest year that can be assessed.

Also says what of an address cannot be followed: a day to come, a period that ends before it begins.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from trede.language import translate as _
from trede.register.exchange.exporting import settings_on
from trede.register.pages.moments import read_day
from trede.register.pages.templating import show_day

FROM, TO = "inflow_from", "inflow_to"
DAYS = ("as_of", "known_at", FROM, TO)
"""The days that an address of a figure may carry."""


@dataclass(frozen=True)
class Period:
    """The first and the last day of the inflow; ``is_usual`` if the user chose none."""

    first: date
    last: date
    is_usual: bool

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """The period as values of the parameters of measures."""
        return ((FROM, self.first.isoformat()), (TO, self.last.isoformat()))


def usual_period(as_of: date) -> Period:
    """Return the newest calendar year whose people were all observed for a year on a day."""
    settings = settings_on(as_of)
    return Period(
        date.fromisoformat(settings[FROM]), date.fromisoformat(settings[TO]), is_usual=True
    )


def period_of(given: Mapping[str, str], as_of: date) -> Period:
    """Return the period that an address asks for; the usual one where it asks for none that can be.

    With a first day only, the period goes on until ``as_of``; with a last day only, it begins with
    that year.
    """
    usual = usual_period(as_of)
    first, last = (read_day(given.get(name)) for name in (FROM, TO))
    if first is None and last is None:
        return usual
    last = last or max(as_of, first or as_of)
    chosen = Period(first or date(last.year, 1, 1), last, is_usual=False)
    return chosen if chosen.first <= chosen.last else usual


def not_followed(given: Mapping[str, str], as_of: date, today: date) -> Iterator[str]:
    """Yield, in words, what of an address is not followed, or looks odd, and what holds instead."""
    for name in DAYS:
        text = given.get(name)
        if text and read_day(text) is None:
            said = _('"{text}" is no day and was left out; write it as 2026-12-31.')
            yield said.format(text=text)
    for name in ("as_of", "known_at"):
        day = read_day(given.get(name))
        if day is not None and day > today:
            said = _("{day} is still to come: the figure is as on today, {today}.")
            yield said.format(day=show_day(day), today=show_day(today))
    period = period_of(given, as_of)
    first, last = (read_day(given.get(name)) for name in (FROM, TO))
    if period.is_usual and (first is not None or last is not None):
        yield _("The period ends before it begins, so it was left out.")
    elif period.last > as_of:
        said = _("The period goes on after {day}; who enters later is not counted yet.")
        yield said.format(day=show_day(as_of))
