"""Cells of tables from numbers: the text in the language in use, and the number itself."""

from fractions import Fraction

from trede.publishers.documents import Cell, Tone
from trede.publishers.numbers import NOTHING, euro_text, number_text, percent_text, share_text

EMPTY = Cell(NOTHING)
WITHHELD = Cell("*")
"""A count that may not leave the house."""


def words(text: str, tone: Tone = "plain") -> Cell:
    """Return a cell of text."""
    return Cell(text, tone=tone)


def things(value: int) -> Cell:
    """Return a cell with a number of contracts, rows or other things that are not people."""
    return Cell(number_text(value), value, "things")


def count(value: int | None, tone: Tone = "plain") -> Cell:
    """Return a cell with a count of people; a dash if there is none."""
    return EMPTY if value is None else Cell(number_text(value), value, "count", tone)


def count_or_withheld(value: int | None) -> Cell:
    """Return a cell with a count; a star if it is withheld."""
    return WITHHELD if value is None else count(value)


def share(numerator: int, denominator: int | None, decimals: int = 0) -> Cell:
    """Return a cell with the percentage of two counts."""
    if not denominator:
        return EMPTY
    text = share_text(numerator, denominator, decimals)
    kind = "percent1" if decimals else "percent"
    return Cell(text, numerator / denominator, kind)  # type: ignore[arg-type]


def percentage(value: Fraction | float | None, decimals: int = 0, tone: Tone = "plain") -> Cell:
    """Return a cell with a percentage that is known already (69 for 69%)."""
    if value is None:
        return EMPTY
    kind = "percent1" if decimals else "percent"
    return Cell(percent_text(value, decimals), float(value) / 100, kind, tone)  # type: ignore[arg-type]


def euros(value: Fraction | float | None, tone: Tone = "plain") -> Cell:
    """Return a cell with an amount in whole euros."""
    return EMPTY if value is None else Cell(euro_text(value), float(value), "euro", tone)
