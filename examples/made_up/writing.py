"""Writes made-up rows as the systems of the time would: semicolons, CRLF, Dutch dates."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

Row = Mapping[str, str]


def dutch(day: date | None) -> str:
    """Return a day as dd-mm-yyyy; nothing for no day."""
    return "" if day is None else f"{day:%d-%m-%Y}"


def compact(day: date | None) -> str:
    """Return a day as yyyymmdd; nothing for no day."""
    return "" if day is None else f"{day:%Y%m%d}"


def euros(cents: int) -> str:
    """Return an amount with a decimal comma."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02d}"


def write_rows(
    path: Path, columns: Sequence[str], rows: Iterable[Row], encoding: str = "utf-8-sig"
) -> None:
    """Write a file of extracts; a column that a row lacks stays empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)


def write_properties(path: Path, properties: Mapping[str, str]) -> None:
    """Write the properties of a study, one per row."""
    rows = [{"kenmerk": name, "waarde": value} for name, value in properties.items()]
    write_rows(path, ("kenmerk", "waarde"), rows)
