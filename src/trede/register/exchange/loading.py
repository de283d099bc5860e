"""Fills the register from a dossier: every row of every table, all versions, exactly as it is.

Everything is stored in one transaction, or nothing is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES
from trede.errors import BadInputError, UsageError
from trede.language import translate as _
from trede.register.exchange.bulk import append, read
from trede.register.exchange.clients import add_clients
from trede.register.exchange.comparing import among
from trede.register.exchange.cutting import cut_dossier
from trede.register.exchange.identities import (
    Identified,
    Row,
    add_identities,
    make_up_identities,
    make_up_staff_names,
)
from trede.register.exchange.lists import LISTS
from trede.register.exchange.staff import add_staff
from trede.register.facts.models import model_of
from trede.register.facts.versions import Change
from trede.register.project.clock import now

STEP = "load"
Progress = Callable[[str], None]


class AlreadyOnFileError(UsageError):
    """A dossier holds facts with keys that the register knows already."""

    def __init__(self, table: str, facts: int, example: str) -> None:
        super().__init__(
            _(
                "table {table}: {facts} facts of the dossier are on file already (the first: "
                "{example}). A dossier is loaded once: load it into an empty register "
                "(`trede register create`), or leave these out. Nothing was stored."
            ).format(table=table, facts=facts, example=example)
        )


class BelievedTwiceError(BadInputError):
    """A dossier believes two rows with one key at the same time."""

    def __init__(self, table: str, facts: int, example: str) -> None:
        super().__init__(
            _(
                "table {table}: {facts} facts of the dossier are believed twice at the same time "
                "(the first: {example}). See `trede check`; mend the source and import again. "
                "Nothing was stored."
            ).format(table=table, facts=facts, example=example)
        )


@dataclass(frozen=True)
class Loaded:
    """What was loaded: rows by table; the clients, teams and users that were made; identities."""

    rows: dict[str, int]
    clients: int
    teams: int
    users: int
    identified: Identified | None


def load_dossier(
    dossier: Dossier,
    *,
    as_of: date | None = None,
    identities: Sequence[tuple[int, Row]] | None = None,
    made_up_names: bool = False,
    progress: Progress = lambda _step: None,
) -> Loaded:
    """Load a dossier; with ``as_of`` only what had happened and was recorded by that day.

    ``identities`` are the rows of a file that says who the clients are; ``made_up_names`` names
    those who have no name yet, for a demonstration.

    Raises :class:`AlreadyOnFileError` and :class:`BelievedTwiceError`; then nothing is stored.
    """
    progress(_("reading the dossier"))
    tables = {name: dossier.read(name) for name in TABLES}
    if as_of is not None:
        tables = cut_dossier(tables, as_of)
    with transaction.atomic():
        tables = {name: _new_rows(name, content) for name, content in tables.items()}
        filled = {name: content for name, content in tables.items() if len(content)}
        change = Change.objects.create(at=now(), step=STEP, tables=list(filled))
        for name, content in filled.items():
            progress(_("{table}: {rows} rows").format(table=name, rows=len(content)))
            append(name, content, change)
        progress(_("clients and case managers"))
        clients = add_clients(tables["persons"])
        teams, users = add_staff(tables["case_manager_assignments"])
        identified = add_identities(identities) if identities is not None else None
        if made_up_names:
            make_up_identities()
            make_up_staff_names()
        progress(_("storing"))
    _gather_statistics()
    rows = {name: len(content) for name, content in tables.items()}
    return Loaded(rows, clients, teams, users, identified)


def _new_rows(name: str, content: pa.Table) -> pa.Table:
    """Return the rows that are to be stored; raises an error if they clash."""
    key = TABLES[name].key
    _check_believed_once(name, content.filter(content["withdrawn_at"].is_null()))
    if not len(content) or not model_of(name).objects.exists():
        return content
    stored = read(name)
    if name in LISTS:  # dossiers share them: what is on file exactly so is left out
        content = content.filter(pc.invert(among(content, stored, content.column_names)))
    on_file = content.filter(among(content, stored, key))
    if len(on_file):
        raise AlreadyOnFileError(name, len(on_file), _shown(on_file.select(key).slice(0, 1)))
    return content


def _check_believed_once(name: str, believed: pa.Table) -> None:
    key = TABLES[name].key
    counted = believed.group_by(list(key), use_threads=False).aggregate([([], "count_all")])
    twice = counted.filter(pc.greater(counted["count_all"], 1))
    if len(twice):
        raise BelievedTwiceError(name, len(twice), _shown(twice.select(key).slice(0, 1)))


def _shown(row: pa.Table) -> str:
    return " / ".join("" if cell[0] is None else str(cell[0]) for cell in row.to_pydict().values())


def _gather_statistics() -> None:
    """Let the database count what it holds, so that it finds the fast way to it."""
    with connection.cursor() as cursor:
        cursor.execute("analyze")
