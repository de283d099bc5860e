"""Numbers as people read them: 1.258 and 68,7% in Dutch, 1,258 and 68.7% in English.

All rounding is half up from exact values (:mod:`trede.publishers.rounding`). Each function takes
the language in use unless another is given.
"""

from fractions import Fraction

from trede.language import Language, current_language
from trede.publishers.rounding import half_up

NOTHING = "–"
"""What stands where there is no number."""


def number_text(
    value: Fraction | float, decimals: int = 0, language: Language | None = None
) -> str:
    """Return a number with separators of thousands and a fixed number of decimals."""
    exact = half_up(_exact(value), decimals)
    text = f"{float(abs(exact)):,.{decimals}f}" if decimals else f"{abs(int(exact)):,}"
    if (language or current_language()) == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"–{text}" if exact < 0 else text


def share_text(
    numerator: int, denominator: int | None, decimals: int = 0, language: Language | None = None
) -> str:
    """Return a percentage from its counts; a dash if there is nothing to divide by."""
    if not denominator:
        return NOTHING
    return percent_text(Fraction(100 * numerator, denominator), decimals, language)


def part_text(part: int, whole: int | None, language: Language | None = None) -> str:
    """Return how far something is, as a percentage: 100% only if all is, 0% only if nothing is."""
    if not whole or part in {0, whole}:
        return share_text(part, whole, 0, language)
    share = Fraction(100 * part, whole)
    rounded = half_up(share, 0)
    if rounded not in {0, 100}:
        return percent_text(share, 0, language)
    tenths = min(max(share * 10 // 1, 1), 999)
    return percent_text(Fraction(tenths, 10), 1, language)


def percent_text(
    value: Fraction | float, decimals: int = 0, language: Language | None = None
) -> str:
    """Return a percentage of which the number is known already."""
    return number_text(value, decimals, language) + "%"


def euro_text(value: Fraction | float, decimals: int = 0, language: Language | None = None) -> str:
    """Return an amount in euros on one line; the minus of a credit stands before the sign."""
    amount = number_text(value, decimals, language)
    minus, digits = ("–", amount[1:]) if amount.startswith("–") else ("", amount)
    return f"{minus}€\u00a0{digits}"


def _exact(value: Fraction | float) -> Fraction:
    """Return the decimal number that a float was written as, not its binary neighbour."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)
