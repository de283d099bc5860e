"""A dossier on disk: a folder with one Parquet file (or folder of parts) per table and a manifest.

A dossier is written aside and renamed at the end: it exists whole or not at all.
"""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from trede.dossier.columns import ColumnType, Table
from trede.dossier.manifest import Manifest, NotADossierError, read_manifest
from trede.dossier.tables import TABLES
from trede.errors import UsageError
from trede.language import translate as _

SINCE_ALWAYS = datetime(1900, 1, 1)
"""``recorded_at`` of a fact whose source does not say when it was recorded."""

ARROW_TYPES: Mapping[ColumnType, pa.DataType] = {
    ColumnType.TEXT: pa.string(),
    ColumnType.DATE: pa.date32(),
    ColumnType.MOMENT: pa.timestamp("us"),
    ColumnType.WHOLE: pa.int64(),
    ColumnType.CENTS: pa.int64(),
    ColumnType.YES_NO: pa.bool_(),
}

ROWS_PER_GROUP = 122_880


class DossierExistsError(UsageError):
    """A dossier would overwrite what is already there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "{path} exists already and was left as it is. "
                "Choose another folder, or pass --replace."
            ).format(path=path)
        )


def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table of the dossier."""
    return pa.schema(
        [
            pa.field(column.name, ARROW_TYPES[column.type], nullable=not column.required)
            for column in table.columns
        ]
    )


def table_parts(folder: Path, table: str) -> list[Path]:
    """Return the Parquet files of a table in a folder, in order."""
    whole = folder / f"{table}.parquet"
    return [whole] if whole.is_file() else sorted((folder / table).glob("*.parquet"))


class Dossier:
    """A whole dossier on disk, opened for reading."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        missing = [name for name in TABLES if not self.parts(name)]
        if missing:
            raise NotADossierError(
                folder, _("the table {table} is missing").format(table=missing[0])
            )

    def parts(self, table: str) -> list[Path]:
        """Return the Parquet files of a table, in order."""
        return table_parts(self.folder, table)

    def read(self, table: str) -> pa.Table:
        """Read a whole table into memory."""
        return pa.concat_tables(
            [pq.read_table(part, schema=arrow_schema(TABLES[table])) for part in self.parts(table)]
        )


class DossierWriter:
    """Collects the tables of a new dossier in a folder aside; see :func:`write_dossier`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rows: dict[str, int] = {}
        self._parts: dict[str, int] = {}

    def write(self, table: str, content: pa.Table) -> None:
        """Write a table whole, sorted by its key so that the same facts give the same bytes."""
        ordered = content.sort_by([(name, "ascending") for name in TABLES[table].key])
        self._write_file(self.folder / f"{table}.parquet", ordered)
        self._rows[table] = content.num_rows

    def write_part(self, table: str, content: pa.Table) -> None:
        """Write the next part of a table that is too large to hold in memory."""
        part = self._parts.get(table, 0)
        (self.folder / table).mkdir(exist_ok=True)
        self._write_file(self.folder / table / f"part-{part:05d}.parquet", content)
        self._parts[table] = part + 1
        self._rows[table] = self._rows.get(table, 0) + content.num_rows

    def _write_file(self, path: Path, content: pa.Table) -> None:
        pq.write_table(content, path, compression="zstd", row_group_size=ROWS_PER_GROUP)

    def complete(self) -> None:
        """Write an empty file for every table that has no rows."""
        for name, table in TABLES.items():
            if name not in self._rows:
                self.write(name, arrow_schema(table).empty_table())

    def finish(self, producer: str, settings: Mapping[str, str]) -> None:
        """Write what is still missing: empty tables and the manifest."""
        self.complete()
        hashes = {
            str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.folder.rglob("*.parquet"))
        }
        Manifest(producer, settings, self._rows, hashes).write(self.folder)


@contextmanager
def write_dossier(folder: Path, *, replace: bool = False) -> Iterator[DossierWriter]:
    """Write a dossier aside and put it in place when everything has succeeded.

    If anything is raised within, what stood in ``folder`` still stands there, and nothing else is
    left behind. Raises :class:`DossierExistsError` unless ``replace`` is given; never replaces
    a folder that is not a dossier.
    """
    if folder.exists():
        if not replace:
            raise DossierExistsError(folder)
        read_manifest(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.with_name(f".{folder.name}.being-written")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    try:
        yield DossierWriter(aside)
        _put_in_place(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _put_in_place(aside: Path, folder: Path) -> None:
    if not folder.exists():
        aside.rename(folder)
        return
    former = folder.with_name(f".{folder.name}.former")
    shutil.rmtree(former, ignore_errors=True)
    folder.rename(former)
    aside.rename(folder)
    shutil.rmtree(former)
