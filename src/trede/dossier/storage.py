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
from trede.dossier.manifest import Manifest, NotADossierError, holds_dossier, read_manifest
from trede.dossier.tables import TABLES
from trede.errors import BadInputError, UsageError
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


class NotReplaceableError(UsageError):
    """A folder with something else than a dossier would be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "{path} holds something else than a dossier and was left as it is. "
                "Choose another folder."
            ).format(path=path)
        )


class UnwritableDossierError(BadInputError):
    """A dossier cannot be written: the disk is full, or the folder is closed to us."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            _(
                "{folder} cannot be written ({why}). Make room, or choose another folder; "
                "nothing was stored."
            ).format(folder=folder, why=error.strerror or error)
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
    """Collects the tables of a new dossier in a folder aside; see :func:`write_dossier`.

    ``place`` is where the dossier will stand, for messages.
    """

    def __init__(self, folder: Path, place: Path | None = None) -> None:
        self.folder = folder
        self._place = place or folder
        self._rows: dict[str, int] = {}
        self._parts: dict[str, int] = {}

    @property
    def rows(self) -> Mapping[str, int]:
        """The number of rows of each table that was written."""
        return dict(self._rows)

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

    def keep(self, table: str, former: Dossier) -> None:
        """Take over a table of another dossier as it is, without reading its rows."""
        for part in former.parts(table):
            target = self.folder / part.relative_to(former.folder)
            target.parent.mkdir(exist_ok=True)
            try:
                shutil.copyfile(part, target)
            except OSError as error:
                raise UnwritableDossierError(self._place, error) from error
        self._rows[table] = former.manifest.rows[table]

    def _write_file(self, path: Path, content: pa.Table) -> None:
        try:
            pq.write_table(content, path, compression="zstd", row_group_size=ROWS_PER_GROUP)
        except OSError as error:
            raise UnwritableDossierError(self._place, error) from error

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
    left behind. Raises :class:`DossierExistsError` unless ``replace`` is given,
    :class:`NotReplaceableError` for a folder with anything else than a dossier, and
    :class:`UnwritableDossierError`. A link to a folder stays a link.
    """
    place = folder.resolve()
    _put_back(place)
    if _is_taken(place):
        if not holds_dossier(place):
            raise NotReplaceableError(folder)
        if not replace:
            raise DossierExistsError(folder)
    aside = place.with_name(f".{place.name}.being-written")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
    except OSError as error:
        raise UnwritableDossierError(folder, error) from error
    try:
        yield DossierWriter(aside, folder)
        _put_in_place(aside, place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _is_taken(place: Path) -> bool:
    """Tell whether anything stands in a place; an empty folder is as good as none."""
    return place.exists() and not (place.is_dir() and not any(place.iterdir()))


def _former(place: Path) -> Path:
    return place.with_name(f".{place.name}.former")


def _put_back(place: Path) -> None:
    """Put back a dossier that was moved away by a run that was killed before it put in its own."""
    if _former(place).is_dir() and not place.exists():
        _former(place).rename(place)


def _put_in_place(aside: Path, place: Path) -> None:
    if not place.exists():
        aside.rename(place)
        return
    former = _former(place)
    shutil.rmtree(former, ignore_errors=True)
    place.rename(former)
    try:
        aside.rename(place)
    except OSError:
        former.rename(place)
        raise
    shutil.rmtree(former)
