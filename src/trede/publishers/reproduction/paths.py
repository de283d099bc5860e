"""Finds a figure by its path: keys joined by slashes, a slash within a key written ``%2F``."""

import re
from fractions import Fraction

from trede.publishers.reproduction.calculator import Json

_SIGN = re.compile(r" ([+-]) ")


class MissingFigureError(KeyError):
    """There is no figure at a path."""


def figure_at(figures: Json, path: str) -> Json:
    """Return what stands at a path; raises :class:`MissingFigureError`."""
    found = figures
    for part in path.split("/"):
        key = part.replace("%2F", "/")
        if isinstance(found, dict) and key in found:
            found = found[key]
        elif isinstance(found, list) and key.isdecimal() and int(key) < len(found):
            found = found[int(key)]
        else:
            raise MissingFigureError(path)
    return found


def number_at(figures: Json, path: str) -> Fraction:
    """Return the exact number at a path; raises :class:`MissingFigureError` if there is none."""
    value = figure_at(figures, path)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MissingFigureError(path)
    return Fraction(str(value))


def sum_at(figures: Json, paths: str) -> Fraction:
    """Return the number at a path, or at several joined by `` + `` and `` - `` added up.

    Raises :class:`MissingFigureError` if one of them is no number.
    """
    first, *others = _SIGN.split(paths)
    total = number_at(figures, first)
    for sign, path in zip(others[::2], others[1::2], strict=True):
        value = number_at(figures, path)
        total += value if sign == "+" else -value
    return total
