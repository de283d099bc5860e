"""The few colours of charts, and which text can be read on them.

Teal is closed (darker is better), amber soon or too late, red open, grey neither. Neighbours
differ in lightness too, so that they stay apart on a black-and-white print; every part also has
its value, and a label or pattern of words: colour never tells anything alone.
"""

from typing import Final

INK: Final = "#12303b"
"""Text on white, 13.5:1."""
QUIET: Final = "#48626c"
"""Secondary text on white, 6.4:1."""
PAPER: Final = "#ffffff"
LINE: Final = "#c9d6d8"
"""Hairlines and axes; never the only carrier of a value."""

DEEP: Final = "#0e5a66"
MIDDLE: Final = "#2a7d86"
PALE: Final = "#93c1c7"
SAND: Final = "#f0c672"
AMBER: Final = "#e3a23b"
RED: Final = "#b3261e"
GREY: Final = "#8a9ba1"
MIST: Final = "#dfe8e9"

CLOSED_APPROACH: Final = {
    "V1": DEEP,
    "V2": MIDDLE,
    "V3": PALE,
    "N1": SAND,
    "N2": AMBER,
    "N3": RED,
}
SEQUENCE: Final = (DEEP, AMBER, MIDDLE, RED, PALE, GREY)
"""Colours of things without an order, of which no two neighbours look alike."""

_LIGHT_ENOUGH = 0.29
"""From this luminance on, dark text is easier to read than white (WCAG contrast)."""


def text_on(colour: str) -> str:
    """Return the colour of text that is readable on a fill."""
    return INK if luminance(colour) > _LIGHT_ENOUGH else PAPER


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` by WCAG 2, from 0 (black) to 1 (white)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004 - sRGB
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours by WCAG 2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
