"""The typeface of all that Trede publishes, and how wide its text is.

Noto Sans, cut to the Latin script, goes along with the pages and papers, so that they look the
same everywhere and text in charts can be measured before it is drawn.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, cast

FOLDER = Path(__file__).parent
FAMILY = "Noto Sans"
Weight = Literal["regular", "bold"]


@cache
def widths() -> Mapping[Weight, Mapping[str, int]]:
    """Return the advance of every character per weight, in thousandths of the font size."""
    text = (FOLDER / "widths.json").read_text(encoding="utf-8")
    return cast("Mapping[Weight, Mapping[str, int]]", json.loads(text))


def text_width(text: str, size: float, weight: Weight = "regular") -> float:
    """Return how wide a line of text is, in the unit of ``size``.

    A character that the typeface lacks counts as wide as its widest letter.
    """
    advances = widths()[weight]
    widest = max(advances.values())
    return sum(advances.get(character, widest) for character in text) * size / 1000


def embedded(weight: Weight) -> str:
    """Return a weight of the typeface as base64 WOFF2, to be put into a page."""
    file = FOLDER / f"NotoSans-{weight.capitalize()}.woff2"
    return b64encode(file.read_bytes()).decode("ascii")
