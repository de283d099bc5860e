"""The language of what users read: Dutch first, English second.

Texts stand in the code in English; ``locale/nl.po`` holds their Dutch. The catalogue is read
when the first text is asked for, so that commands start quickly.
"""

import gettext as standard_gettext
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_MONTHS: Mapping[Language, Sequence[str]] = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_current: ContextVar[Language] = ContextVar("language", default="nl")


def use_language(language: Language) -> None:
    """Choose the language of all texts that follow."""
    _current.set(language)


def current_language() -> Language:
    """Return the language that is in use."""
    return _current.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Use a language for what is written within, such as a letter, and then the former one."""
    before = _current.set(language)
    try:
        yield
    finally:
        _current.reset(before)


def translate(text: str, language: Language | None = None) -> str:
    """Return an English source text in the given language, by default the one in use."""
    chosen = language or _current.get()
    return text if chosen == "en" else _catalogue(chosen).gettext(text)


def translate_number(singular: str, plural: str, number: int) -> str:
    """Return the form of an English source text that goes with a number, in the language in use."""
    chosen = _current.get()
    if chosen == "en":
        return singular if number == 1 else plural
    return _catalogue(chosen).ngettext(singular, plural, number)


def in_language(texts: Mapping[str, str], language: Language | None = None) -> str:
    """Return the text of a pair ``{"nl": ..., "en": ...}`` in the language in use."""
    return texts[language or _current.get()]


def day_text(day: date) -> str:
    """Write a day as people do: 17 apr 2025."""
    return f"{day.day} {month_text(day)}"


def month_text(day: date) -> str:
    """Write the month of a day in short: apr 2025."""
    return f"{_MONTHS[current_language()][day.month - 1]} {day.year}"


@cache
def _catalogue(language: Language) -> standard_gettext.NullTranslations:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - slow to load, seldom needed
    from babel.messages.pofile import read_po  # noqa: PLC0415

    source = files("trede").joinpath("locale", f"{language}.po")
    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(cast("io.BytesIO", file)))
    compiled.seek(0)
    return standard_gettext.GNUTranslations(compiled)
