"""What came into the register and what went out: dossiers, files, hand-overs, nightly exports."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from trede.register.exchange.watermarks import Watermark, read_watermark
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.figures.computing import dossier_folder, exported_at
from trede.register.operation.nightly import NightlyReport, last_nightly

if TYPE_CHECKING:
    from django.db.models import QuerySet

BROUGHT_IN = ("load", "identities", "made-up-names", "handover")
"""The steps by which facts come in from elsewhere."""


@dataclass(frozen=True)
class Exported:
    """The dossier for figures: when it was written, and how far it goes."""

    at: datetime
    watermark: Watermark | None


@dataclass(frozen=True)
class ImportedFile:
    """A file that was imported: its rows, what became of them, and why some were not used."""

    file: str
    recorded_at: datetime
    read: int
    used: int
    excluded: int
    rejected: int
    reasons: tuple[tuple[str, int], ...]


def brought_in() -> "QuerySet[Change]":
    """Return the changes that brought facts in from elsewhere, newest first."""
    return Change.objects.filter(step__in=BROUGHT_IN).select_related("author").order_by("-pk")


def exported() -> Exported | None:
    """Return what is known of the dossier that figures are computed on; none if there is none."""
    moment = exported_at()
    return Exported(moment, read_watermark(dossier_folder())) if moment else None


def nightly() -> NightlyReport | None:
    """Return the report of the last nightly run; none if there was none."""
    return last_nightly()


def imported_files() -> list[ImportedFile]:
    """Return the files that were imported into what was loaded here, by name."""
    reasons: dict[str, dict[str, int]] = {}
    for row in believed("import_rows").values("file", "rule"):
        counted = reasons.setdefault(row["file"], {})
        counted[row["rule"]] = counted.get(row["rule"], 0) + 1
    return [
        _file(fact, tuple(sorted(reasons.get(fact.file, {}).items())))
        for fact in believed("import_files").order_by("file")
    ]


def _file(fact: Any, reasons: tuple[tuple[str, int], ...]) -> ImportedFile:
    return ImportedFile(
        fact.file,
        fact.recorded_at,
        fact.rows_read,
        fact.rows_used,
        fact.rows_excluded,
        fact.rows_rejected,
        reasons,
    )
