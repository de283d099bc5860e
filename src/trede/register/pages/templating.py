"""Jinja2 as the register's pages use it: every value escaped, every missing name an error."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from babel.dates import get_month_names
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from trede.dossier.codes import lists_in_force
from trede.language import current_language, day_text, translate_number
from trede.language import translate as _
from trede.publishers.numbers import part_text
from trede.register.glossary.terms import terms
from trede.settlement.sentences import euro_text

NO_BREAK = "\u00a0"
"""The space within an amount, so that it stays on one line."""
JOINER = "\u2060"
"""What holds a minus and what follows it together; nothing is seen of it."""


def environment(**options: object) -> Environment:
    """Return the environment of the register's templates."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options)  # type: ignore[arg-type] # noqa: S701 - Django escapes all
    made.globals.update(_=_, _n=translate_number, url=address, static=staticfiles_storage.url)
    made.globals.update(share=part_text, term_of=lambda name: terms()[name], terms_by_name=terms())
    made.filters.update(day=show_day, moment=show_moment, code=show_code)
    made.filters.update(source=show_source, stand=show_stand, last_day=show_last_day)
    made.filters["month"] = show_month
    amounts: dict[str, Callable[[int], str]] = {
        "euro": show_euro,
        "euros": euro_text,
        "whole_euros": show_whole_euros,
    }
    made.filters.update({name: on_one_line(write) for name, write in amounts.items()})
    made.filters["upper_first"] = upper_first
    made.filters["lower_first"] = lambda text: text[:1].lower() + text[1:]
    made.filters["combine"] = lambda one, other: {**one, **other}
    made.tests["past"] = lambda day, today: day < today
    return made


def address(name: str, *parts: object, **named: object) -> str:
    """Return the address of a page."""
    return reverse(name, args=parts or None, kwargs=named or None)


def upper_first(text: str) -> str:
    """Begin a sentence: the first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def show_day(day: date | None, missing: str = "–") -> str:
    """Write a day as people do, or what stands for none: 17 apr 2025."""
    return missing if day is None else day_text(day)


def show_last_day(ends_on: date | None, missing: str = "–") -> str:
    """Write the end of a spell by its last day, as people say it: until and including 1 Jun 2025.

    The facts hold the first day on which a spell no longer holds.
    """
    return missing if ends_on is None else show_day(ends_on - timedelta(days=1))


def show_last_day_in_full(ends_on: date | None, missing: str = "–") -> str:
    """Write the last day of a spell as in a letter: 1 juni 2025."""
    return missing if ends_on is None else show_day_in_full(ends_on - timedelta(days=1))


def show_day_in_full(day: date | None, missing: str = "–") -> str:
    """Write a day as in a letter: 17 april 2025."""
    if day is None:
        return missing
    return f"{day.day} {get_month_names('wide', locale=current_language())[day.month]} {day.year}"


def show_month(day: date) -> str:
    """Write the month of a day: maart 2026."""
    return f"{get_month_names('wide', locale=current_language())[day.month]} {day.year}"


def show_moment(moment: datetime | None) -> str:
    """Write a moment: 17 apr 2025, 08:12."""
    return "–" if moment is None else f"{show_day(moment.date())}, {moment:%H:%M}"


def show_code(code: str | None, codes: str, missing: str = "–") -> str:
    """Write a code of a list by its label; the code itself if the list does not have it."""
    if code is None:
        return missing
    found = lists_in_force()[codes].codes if codes in lists_in_force() else ()
    for each in found:
        if each.code == code:
            return each.label_nl if current_language() == "nl" else each.label_en
    return code


def show_stand(value: str | None, scale: str, missing: str = "–") -> str:
    """Write where someone stands on a scale; a rung by its number too: 3 · work activation."""
    shown = show_code(value, scale, missing)
    has_number = value is not None and value.isdigit() and value not in shown
    return f"{value} · {shown}" if has_number else shown


def show_source(source: str) -> str:
    """Write who said something; sources of a municipality's own keep their name."""
    titles = {
        "register": _("register"),
        "accounts": _("accounts"),
        "benefit system": _("benefit system"),
        "central register": _("central register"),
        "contract register": _("contract register"),
        "intake partner": _("intake partner"),
        "provider": _("provider"),
        "tracking system": _("tracking system"),
    }
    return titles.get(source, source)


def show_euro(cents: int | None) -> str:
    """Write an amount of cents in euros: € 1.234,56."""
    if cents is None:
        return "–"
    euros = f"{abs(cents) / 100:,.2f}"
    if current_language() == "nl":
        euros = euros.translate(str.maketrans(",.", ".,"))
    return f"{'-' if cents < 0 else ''}€ {euros}"


def show_whole_euros(cents: int) -> str:
    """Write an amount of cents in whole euros, half up: € 1.235."""
    rounded = (abs(cents) + 50) // 100 * 100
    return euro_text(rounded if cents >= 0 else -rounded)


def on_one_line(write: Callable[[int], str]) -> Callable[[int], str]:
    """Return a way of writing amounts that a page does not break after the € or the minus."""
    return lambda cents: write(cents).replace(" ", NO_BREAK).replace("-", f"-{JOINER}")
