"""Rounding as the audits do it: half up, from exact counts, never repaired to add up."""

from fractions import Fraction


def half_up(value: Fraction, decimals: int = 0) -> Fraction:
    """Round an exact value half up (away from zero) to a number of decimals."""
    scaled = abs(value) * 10**decimals
    rounded = Fraction(int(scaled + Fraction(1, 2)), 10**decimals)
    return -rounded if value < 0 else rounded


def percent(numerator: int, denominator: int | None) -> int | None:
    """Return a whole percentage, or none if there is nothing to divide by."""
    if not denominator:
        return None
    return int(half_up(Fraction(100 * numerator, denominator)))


def percent1(numerator: int, denominator: int | None) -> float | None:
    """Return a percentage with one decimal, or none if there is nothing to divide by."""
    if not denominator:
        return None
    return float(half_up(Fraction(100 * numerator, denominator), 1))
