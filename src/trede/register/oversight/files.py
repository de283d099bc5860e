"""Writes lists as files for a spreadsheet: titles on the first line, semicolons, Dutch decimals."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from trede.language import current_language
from trede.register.figures.downloading import MARK


def written(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a csv; a cell that a spreadsheet would take for a formula is kept as text."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(titles)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return MARK + text.getvalue()


def amount(cents: int | None) -> str:
    """Write cents as euros for a spreadsheet; empty if there is no amount."""
    if cents is None:
        return ""
    text = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
    return text.replace(".", ",") if current_language() == "nl" else text


def _plain(cell: object) -> object:
    risky = isinstance(cell, str) and cell[:1] in "=+@" and cell
    return f"'{cell}" if risky else cell
