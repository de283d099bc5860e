"""Copies of the whole database, made while it is in use: one way for SQLite, one for PostgreSQL."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction

from trede.errors import BadInputError
from trede.language import translate as _

COPIES: Mapping[str, str] = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
"""The name of the copy within a backup, by kind of database."""

OWN_OF_SQLITE = "sqlite_"
"""How the tables begin that SQLite keeps for itself."""


class ProgramFailedError(BadInputError):
    """A program of PostgreSQL is not there or could not do its work."""

    def __init__(self, program: str, why: str) -> None:
        super().__init__(
            _(
                "{program}: {why} Install the PostgreSQL programs of the server's version, and "
                "see that TREDE_DATABASE names a database that may be read and written."
            ).format(program=program, why=why)
        )


def copy_database(target: Path) -> dict[str, int]:
    """Copy the database into a file as it stands at one moment; return its rows by table."""
    if connection.vendor == "postgresql":
        return _dump(target)
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("pragma journal_mode=delete")
        return _rows(copy)


def put_back(source: Path) -> dict[str, int]:
    """Replace the database by a copy, whole or not at all; return its rows by table."""
    if connection.vendor == "postgresql":
        _run("pg_restore", ["--clean", "--if-exists", "--no-owner", "--single-transaction"], source)
    else:
        connection.ensure_connection()
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as copy:
            copy.backup(connection.connection)
    connection.close()
    return count_rows()


def count_rows() -> dict[str, int]:
    """Return how many rows every table of the database has."""
    with connection.cursor() as cursor:
        found = {}
        for name in sorted(connection.introspection.table_names(cursor)):
            if name.startswith(OWN_OF_SQLITE):
                continue
            cursor.execute(f'select count(*) from "{name}"')
            found[name] = int(cursor.fetchone()[0])
        return found


def _rows(copy: sqlite3.Connection) -> dict[str, int]:
    tables = copy.execute("select name from sqlite_master where type = 'table' order by name")
    names = [name for (name,) in tables if not name.startswith(OWN_OF_SQLITE)]
    return {name: copy.execute(f'select count(*) from "{name}"').fetchone()[0] for name in names}


def _dump(target: Path) -> dict[str, int]:
    with _shared_snapshot() as snapshot:
        _run("pg_dump", ["--format=custom", "--no-owner", f"--snapshot={snapshot}"], target)
        return count_rows()


@contextmanager
def _shared_snapshot() -> Iterator[str]:
    """Let another program read the same moment as we do."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        cursor.execute("select pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


def _run(program: str, options: Sequence[str], file: Path) -> None:
    """Run a program of PostgreSQL on our database; the password is not on its command line."""
    found = shutil.which(program)
    if found is None:
        raise ProgramFailedError(program, _("it is not installed."))
    named = connection.settings_dict
    told = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {variable: str(named[name]) for variable, name in told.items() if named[name]}
    where = ["--file", str(file)] if program == "pg_dump" else [str(file)]
    ended = subprocess.run(  # noqa: S603 - a program of PostgreSQL with our own options
        [found, *options, "--dbname", str(named["NAME"]), *where],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise ProgramFailedError(program, ended.stderr.strip())
