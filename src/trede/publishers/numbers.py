"""Numbers as people read them: 1.258 and 68,7% in Dutch, 1,258 and 68.7% in English."""

from fractions import Fraction

from trede.language import current_language
from trede.publishers.rounding import half_up


def show_count(number: float | None, decimals: int | None = None) -> str:
    """Return a number with separators; whole numbers without decimals unless asked for."""
    if number is None:
        return ""
    if decimals is None:
        decimals = 0 if float(number).is_integer() else 2
    return _localised(f"{float(half_up(Fraction(number), decimals)):,.{decimals}f}")


def show_percent(ratio: float | None, decimals: int = 1) -> str:
    """Return a ratio as a percentage, rounded half up."""
    if ratio is None:
        return ""
    rounded = half_up(Fraction(ratio) * 100, decimals)
    return _localised(f"{float(rounded):.{decimals}f}%")


def _localised(english: str) -> str:
    if current_language() == "en":
        return english
    return english.translate(str.maketrans(",.", ".,"))
