"""Amounts and means as the audit's tables write them."""

from fractions import Fraction

from trede.measures.figures import FigureRow
from trede.publishers.rounding import half_up

CENTS = 100


def euros(cents: int) -> float:
    """Return an amount in cents as euros."""
    return cents / CENTS


def mean_euros(cents: int, number: int | None) -> int | None:
    """Return cents over a number in whole euros, halves up; none if there is no number."""
    return int(half_up(Fraction(cents, CENTS * number))) if number else None


def sum_rows(rows: list[FigureRow]) -> FigureRow:
    """Add rows of one figure up."""
    return FigureRow(
        (),
        sum(row.numerator for row in rows),
        sum(row.denominator or 0 for row in rows),
    )
