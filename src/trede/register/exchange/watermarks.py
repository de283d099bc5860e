"""Up to which change a dossier holds the register's facts."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trede.dossier.manifest import holds_dossier
from trede.errors import UsageError
from trede.language import translate as _
from trede.register.facts.versions import Change

WATERMARK_FILE = "watermark.json"


class NotAnExportError(UsageError):
    """A folder cannot be brought up to date, since it is no export of a register."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "{folder} is no export of a register that can be brought up to date. "
                "Leave out --refresh to make one."
            ).format(folder=folder)
        )


@dataclass(frozen=True)
class Watermark:
    """The newest change in a dossier, when it was made, and how many changes there were by then.

    Changes get their number when they begin but are seen when they end: if the number of changes
    up to the newest one has grown since, one came in late. A dossier of another register has
    another newest change.
    """

    newest: int
    at: datetime | None
    changes: int
    free_text: bool

    def write(self, folder: Path) -> None:
        """Write the watermark into the folder of a dossier."""
        at = self.at.isoformat() if self.at else None
        content = {**vars(self), "at": at}
        text = json.dumps(content, indent=1) + "\n"
        (folder / WATERMARK_FILE).write_text(text, encoding="utf-8")

    def still_holds(self) -> bool:
        """Tell whether the register says the same of the time up to the watermark."""
        changes = Change.objects.filter(pk__lte=self.newest)
        newest = changes.order_by("pk").last()
        at = newest.at if newest else None
        return (at, changes.count()) == (self.at, self.changes)


def current_watermark(*, free_text: bool) -> Watermark:
    """Return the watermark of the register as it stands."""
    newest = Change.objects.order_by("pk").last()
    changes = Change.objects.count()
    if newest is None:
        return Watermark(0, None, changes, free_text)
    return Watermark(newest.pk, newest.at, changes, free_text)


def read_watermark(folder: Path) -> Watermark | None:
    """Read the watermark of a dossier; none if it has none."""
    path = folder / WATERMARK_FILE
    if not path.is_file():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    at = datetime.fromisoformat(content["at"]) if content["at"] else None
    return Watermark(content["newest"], at, content["changes"], content["free_text"])


def is_export(folder: Path) -> bool:
    """Tell whether a folder holds an export of a register."""
    return holds_dossier(folder) and (folder / WATERMARK_FILE).is_file()


def check_is_export(folder: Path) -> None:
    """Raise :class:`NotAnExportError` for a folder that does not hold an export of a register."""
    if not is_export(folder):
        raise NotAnExportError(folder)


def tables_changed_since(watermark: Watermark) -> frozenset[str]:
    """Return the tables that changes after a watermark touched."""
    changes = Change.objects.filter(pk__gt=watermark.newest).values_list("tables", flat=True)
    return frozenset(table for tables in changes.iterator() for table in tables)
