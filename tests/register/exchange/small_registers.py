"""Registers for tests of the exchange: emptied, filled with random facts, compared."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.db import connection
from hypothesis import strategies as some

from trede.dossier.columns import Column, ColumnType
from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES
from trede.register.facts.journal import AlreadyKnownError, open_journal
from trede.register.facts.models import MODELS, believed

TODAY = date(2026, 3, 31)
START = datetime(2026, 1, 5, 9, 0)
TABLES_OF_FACTS = tuple(sorted(TABLES.keys() - {"codes", "code_groups"}))

_TRICKY = some.sampled_from(
    ["", " ", ",", '"', "'", "\n", "a\n\\.\nb", "\\N", "null", "é\u00a0€", "\r\n", "t", "0", "%s"]
)
_LETTERS = some.characters(exclude_categories=["Cs"], exclude_characters="\x00")
_CELLS = {
    ColumnType.TEXT: _TRICKY | some.text(_LETTERS, max_size=12),
    ColumnType.DATE: some.dates(),
    ColumnType.MOMENT: some.datetimes(),
    ColumnType.WHOLE: some.integers(-(2**63), 2**63 - 1),
    ColumnType.CENTS: some.integers(-(2**63), 2**63 - 1),
    ColumnType.YES_NO: some.booleans(),
}


def cells(column: Column) -> some.SearchStrategy[object]:
    """Return what may stand in a cell of a column."""
    found = _CELLS[column.type]
    return found if column.required else some.none() | found


@some.composite
def steps(draw: some.DrawFn) -> list[tuple[str, str, int, dict[str, object]]]:
    """Draw a history: each step records, corrects or withdraws a fact; of the books records one."""
    history = []
    for number in range(draw(some.integers(1, 12))):
        table = draw(some.sampled_from(TABLES_OF_FACTS))
        values = {c.name: draw(cells(c)) for c in TABLES[table].own_columns}
        done = ["record"] if TABLES[table].lasting else ["record", "correct", "withdraw"]
        history.append((draw(some.sampled_from(done)), table, number, values))
    return history


def live(history: list[tuple[str, str, int, dict[str, object]]], clock: object) -> None:
    """Let a history happen in the register, a minute between its steps."""
    for what, table, number, values in history:
        clock.setenv("TREDE_NOW", (START + timedelta(minutes=number)).isoformat())
        fact = believed(table).order_by("pk").first()
        with open_journal(author=None, step="test") as journal:
            if what == "record" or fact is None:
                try:
                    journal.record(table, values)
                except AlreadyKnownError as error:
                    if not TABLES[table].lasting:
                        journal.withdraw(error.known)
            elif what == "correct":
                key = {name: fact.cell(name) for name in TABLES[table].key}
                journal.correct(fact, {**values, **key})
            else:
                journal.withdraw(fact)


def forget_everything() -> None:
    """Empty the register, which only a test may do."""
    with connection.cursor() as cursor:
        for model in MODELS.values():
            cursor.execute(f'delete from "{model._meta.db_table}"')
        for table in ("clients_identity", "clients_client", "facts_change"):
            cursor.execute(f'delete from "{table}"')


def contents(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a dossier."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files
    }


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of a dossier, by table, in order of what they say."""
    dossier = Dossier(folder)
    return {
        name: sorted(
            (tuple(row.values()) for row in dossier.read(name).to_pylist()),
            key=lambda row: [(cell is None, str(cell)) for cell in row],
        )
        for name in TABLES
    }
