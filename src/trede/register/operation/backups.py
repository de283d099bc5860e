"""Backups: the whole database in one file, with a manifest that tells what must be in it.

The keys are not in it: whoever has both can read the citizen service numbers.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from trede import __version__
from trede.errors import BadInputError, UsageError
from trede.language import translate as _
from trede.register.clients.models import Client
from trede.register.operation.databases import COPIES, copy_database, put_back
from trede.register.project.clock import now

MANIFEST = "manifest.json"
FORM = 1

Progress = Callable[[str], None]


class UnusableBackupError(BadInputError):
    """A file is no backup that can be restored here."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(
            _("{file}: {why} The register was left as it is.").format(file=file, why=why)
        )


class RegisterInUseError(UsageError):
    """A restore would replace the clients of a register."""

    def __init__(self, clients: int) -> None:
        super().__init__(
            _(
                "The register holds {clients} clients, which the backup would replace. Make a "
                "backup of it first, stop the server, and pass --replace."
            ).format(clients=clients)
        )


class RestoredWronglyError(BadInputError):
    """A backup was restored, but what is in the database is not what it promised."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _(
                "{file} was restored, but the tables do not have the rows that its manifest "
                "counts. Do not use this register; restore an earlier backup."
            ).format(file=file)
        )


@dataclass(frozen=True)
class BackupManifest:
    """What a backup says of itself.

    ``migrations`` is the version of the schema: the newest migration of each part. ``keys`` is a
    fingerprint of the keys that belong to it, from which the keys cannot be made. ``rows`` counts
    the rows of every table, ``hashes`` are of the files within.
    """

    form: int
    trede: str
    made_at: str
    database: str
    migrations: Mapping[str, str]
    keys: str
    rows: Mapping[str, int]
    hashes: Mapping[str, str]


def back_up(file: Path, *, progress: Progress = lambda _step: None) -> BackupManifest:
    """Write a backup, aside first; the register may be in use meanwhile."""
    with _workshop(file) as folder:
        progress(_("copying the database"))
        copy = folder / COPIES[connection.vendor]
        rows = copy_database(copy)
        progress(_("writing the file"))
        manifest = BackupManifest(
            form=FORM,
            trede=__version__,
            made_at=now().isoformat(timespec="seconds"),
            database=connection.vendor,
            migrations=_newest_migrations(),
            keys=_fingerprint(),
            rows=rows,
            hashes={copy.name: _hash(copy)},
        )
        with zipfile.ZipFile(folder / "backup", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1) + "\n")
            archive.write(copy, copy.name)
        (folder / "backup").chmod(0o600)
        (folder / "backup").replace(file)
    return manifest


def restore(
    file: Path, *, replace: bool = False, progress: Progress = lambda _step: None
) -> BackupManifest:
    """Put back a backup, whole or not at all, and count what is there.

    Raises :class:`UnusableBackupError`, and :class:`RegisterInUseError` unless ``replace``.
    """
    _check_empty(replace=replace)
    with _workshop(file) as folder, _opened(file) as archive:
        manifest = _read_manifest(file, archive)
        progress(_("checking the file"))
        copy = folder / COPIES[manifest.database]
        if not _unpacked(archive, copy, manifest.hashes):
            raise UnusableBackupError(file, _("its content was changed or damaged."))
        progress(_("putting back the database"))
        rows = put_back(copy)
    if rows != manifest.rows:
        raise RestoredWronglyError(file)
    return manifest


def _check_empty(*, replace: bool) -> None:
    tables = connection.introspection.table_names()
    clients = Client.objects.count() if "clients_client" in tables else 0
    if clients and not replace:
        raise RegisterInUseError(clients)


@contextmanager
def _workshop(file: Path) -> Iterator[Path]:
    """Give a folder, closed to others, on the disk where the file is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".trede-backup-", dir=file.parent) as folder:
        yield Path(folder)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise UnusableBackupError(file, _("it is no backup of a register.")) from error
    with archive:
        yield archive


def _unpacked(archive: zipfile.ZipFile, copy: Path, hashes: Mapping[str, str]) -> bool:
    """Unpack the copy of the database; tell whether it is what the manifest says."""
    try:
        archive.extract(copy.name, copy.parent)
    except (KeyError, zipfile.BadZipFile, zlib.error):
        return False
    return _hash(copy) == hashes.get(copy.name)


def _read_manifest(file: Path, archive: zipfile.ZipFile) -> BackupManifest:
    try:
        manifest = BackupManifest(**json.loads(archive.read(MANIFEST)))
    except (KeyError, TypeError, ValueError) as error:
        raise UnusableBackupError(file, _("it is no backup of a register.")) from error
    if manifest.database != connection.vendor:
        why = _(
            "it is of a {found} database, this register has {here}. Restore it there, export a "
            "dossier and load that here."
        )
        raise UnusableBackupError(file, why.format(found=manifest.database, here=connection.vendor))
    if manifest.keys != _fingerprint():
        why = _("it belongs to other keys than those of this register. Put back its keys.json.")
        raise UnusableBackupError(file, why)
    unknown = _unknown_migrations(manifest)
    if unknown:
        why = _("it was made by a newer Trede ({version}, {migration}). Update Trede first.")
        told = why.format(version=manifest.trede, migration=unknown[0])
        raise UnusableBackupError(file, told)
    return manifest


def _unknown_migrations(manifest: BackupManifest) -> list[str]:
    known = MigrationLoader(None).disk_migrations
    return [
        f"{app}.{name}" for app, name in manifest.migrations.items() if (app, name) not in known
    ]


def _newest_migrations() -> dict[str, str]:
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return dict(applied)


def _fingerprint() -> str:
    keys = settings.ENVIRONMENT.keys
    told = f"trede backup {keys.numbers} {keys.pseudonyms}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
