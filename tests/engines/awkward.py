"""A small dossier full of awkward facts, filled in from the declarations of its tables.

Leap days, month ends, ties, empty cells, unknown codes, negative amounts, spells of one day,
corrections (a version withdrawn and another put in its place). It makes no sense as a
municipality; it is there to find where two engines could differ.
"""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from trede.dossier.building import Cell, DossierBuilder
from trede.dossier.codes import shipped_lists, write_codes
from trede.dossier.columns import Column, ColumnType, Table
from trede.dossier.storage import SINCE_ALWAYS, Dossier, write_dossier
from trede.dossier.tables import TABLES

PERSONS = 60
ROWS = 150
FILLED_ELSEWHERE = ("codes", "code_groups")
DAYS = [
    date(year, month, day) + timedelta(days=shift)
    for year in (2003, 2004, 2005)
    for month, day in ((1, 31), (2, 28), (6, 30), (8, 30), (12, 31))
    for shift in (-1, 0, 1)
]
WORDS = ("", "3", "5", "Zwolle", "zwolle", "'s-Hertogenbosch", "Súdwest-Fryslân")
PARTICULAR = {
    "scale": ("phase", "phase", "work_obligation", "work_obligation", "ladder_amsterdam_2006"),
    "verdict": ("excluded", "rejected"),
    "source": ("local", "local", "cbs", "mosa"),
    "financed_by": ("employer", "municipality"),
    "extent": ("full", "full", "partial"),
}


def write_awkward_dossier(folder: Path, rows: int = ROWS, seed: int = 1) -> Dossier:
    """Write the dossier; the same seed gives the same one. ``rows`` 0 leaves all tables empty."""
    facts = DossierBuilder()
    chance = Random(seed)  # noqa: S311 - nothing is kept secret with it
    write_codes(facts)
    for name, table in TABLES.items():
        if name not in FILLED_ELSEWHERE and rows:
            _fill(facts, table, chance, PERSONS if name == "persons" else rows)
    with write_dossier(folder) as writer:
        facts.write(writer)
        writer.finish("awkward", {})
    return Dossier(folder)


def _fill(facts: DossierBuilder, table: Table, chance: Random, rows: int) -> None:
    keys = set()
    for number in range(rows):
        row = {column.name: _cell(table, column, number, chance) for column in table.own_columns}
        _put_ends_after_starts(row, chance)
        if table.name == "classifications":
            row["value"] = chance.choice(_codes(str(row["scale"])))
        key = tuple(row[name] for name in table.key)
        if key not in keys:
            keys.add(key)
            _record(facts, table, row, chance)


def _record(facts: DossierBuilder, table: Table, row: dict[str, Cell], chance: Random) -> None:
    """Add a row, one time in five as two versions of which the second replaces the first."""
    source = chance.choice(PARTICULAR["source"])
    moments = sorted(chance.sample(DAYS, 3))
    hours = [time(chance.randrange(24)) for _ in moments]
    versions = [SINCE_ALWAYS, *map(datetime.combine, moments, hours)]
    kept = versions[: chance.choice((2, 2, 2, 2, 3))]
    ends = kept[2:] or ([kept[1]] if chance.random() < 0.05 else [])
    for recorded_at, withdrawn_at in pairwise([kept[chance.randrange(2)], *ends, None]):
        changed = {
            column.name: _cell(table, column, 0, chance)
            for column in table.own_columns
            if column.name not in table.key and chance.random() < 0.2
        }
        facts.add(
            table.name,
            {
                **row,
                **({} if withdrawn_at or table.name == "classifications" else changed),
                "recorded_at": recorded_at,
                "withdrawn_at": withdrawn_at,
                "source": source,
            },
        )


def _cell(table: Table, column: Column, number: int, chance: Random) -> Cell:
    if table.key == (column.name,) and column.type is ColumnType.TEXT:
        return f"{table.name}-{number}"
    if not column.required and chance.random() < 0.2:
        return None
    if column.references:
        referred = PERSONS if column.references == "persons" else ROWS
        return f"{column.references}-{chance.randrange(referred)}"
    makers = {
        ColumnType.DATE: lambda: chance.choice(DAYS),
        ColumnType.MOMENT: lambda: datetime.combine(chance.choice(DAYS), time(12)),
        ColumnType.WHOLE: lambda: chance.randrange(40),
        ColumnType.CENTS: lambda: chance.randrange(-50_000, 200_000),
        ColumnType.YES_NO: lambda: chance.random() < 0.5,
        ColumnType.TEXT: lambda: chance.choice(
            PARTICULAR.get(column.name) or _codes(column.codes) or WORDS
        ),
    }
    return makers[column.type]()


def _codes(name: str | None) -> list[str]:
    codes = shipped_lists().get(name or "")
    return [*(code.code for code in codes.codes), "not a code"] if codes else []


def _put_ends_after_starts(row: dict[str, Cell], chance: Random) -> None:
    starts, ends = row.get("starts_on"), row.get("ends_on")
    if isinstance(starts, date) and isinstance(ends, date) and ends <= starts:
        later = [day for day in DAYS if day > starts]
        row["ends_on"] = chance.choice(later) if later else starts + timedelta(days=1)
