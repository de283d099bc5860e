"""Turns of phrase that every report uses, in the language in use."""

from datetime import date
from fractions import Fraction

from babel.dates import format_date

from trede.language import current_language
from trede.language import translate as _
from trede.publishers.numbers import euro_text, number_text, share_text
from trede.publishers.reports.source_figures import Share

_MILLION = 1_000_000
_SMALL_AMOUNT = 100_000


def of(share: Share) -> str:
    """Return the counts of a share: *741 of 1,079*."""
    return _("{part} of {whole}").format(
        part=number_text(share.numerator), whole=number_text(share.denominator)
    )


def percent(share: Share, decimals: int = 0) -> str:
    """Return the percentage of a share."""
    return share_text(share.numerator, share.denominator, decimals)


def with_counts(share: Share, decimals: int = 0) -> str:
    """Return a percentage with its counts: *69% (741 of 1,079)*."""
    return f"{percent(share, decimals)} ({of(share)})"


def million(amount: Fraction | None, decimals: int = 1) -> str:
    """Return an amount in millions of euros; a small one in whole euros."""
    exact = amount or Fraction(0)
    if abs(exact) < _SMALL_AMOUNT:
        return euro_text(exact)
    return _("{amount} million").format(amount=euro_text(exact / _MILLION, decimals))


def phase_label(phase: str) -> str:
    """Return the name of a phase of the set."""
    if phase == "total":
        return _("Total")
    if phase in ("overig", "other"):
        return _("Other")
    return _("Phase {number}").format(number=phase)


def date_text(day: str) -> str:
    """Return a date of the form yyyy-mm-dd in words: *1 March 2006*."""
    return format_date(date.fromisoformat(day), "d MMMM y", locale=current_language())


def sentence(text: str) -> str:
    """Return a text with a capital first."""
    return text[:1].upper() + text[1:]


def withheld_note(some: bool) -> tuple[str, ...]:
    """Return the note that explains the star, if some counts are withheld."""
    return (_("* withheld: small, or would give away a small number."),) if some else ()
