"""How the columns of rules are called in a workbook.

``column_titles.toml`` holds the titles in both languages. A column that it does not have, such as
one of a municipality's own rule, keeps its name.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from trede.language import in_language

FILE = Path(__file__).parent / "column_titles.toml"


def column_title(name: str) -> str:
    """Return the title of a column in the language in use; its name if it has none."""
    titles = _titles().get(name)
    return in_language(titles) if titles else name


@cache
def _titles() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
