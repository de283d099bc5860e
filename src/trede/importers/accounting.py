"""Accounts for every row of every extract: used, excluded by a named rule, or rejected.

The three add up to the rows read, per file; the account becomes part of the dossier.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from trede.dossier.building import Cell, DossierBuilder
from trede.errors import BadInputError
from trede.language import translate as _

Verdict = Literal["excluded", "rejected"]
PRODUCER = "import"


@dataclass(frozen=True)
class NotUsed:
    """A row that was not used: where it stands, why, and the value at fault."""

    file: str
    line: int
    verdict: Verdict
    rule: str
    column: str | None = None
    value: str | None = None
    row_id: str | None = None


class RowsNotAccountedForError(BadInputError):
    """A profile lost rows: used, excluded and rejected do not add up. A fault in the profile."""

    def __init__(self, file: str, read: int, used: int, excluded: int, rejected: int) -> None:
        super().__init__(
            _(
                "{file}: {read} rows were read, but {used} used, {excluded} excluded and "
                "{rejected} rejected do not add up to that. The profile must use, exclude or "
                "reject every row once; nothing was imported."
            ).format(file=file, read=read, used=used, excluded=excluded, rejected=rejected)
        )


@dataclass
class ImportLog:
    """The account of one import, in the making."""

    read: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)
    not_used: list[NotUsed] = field(default_factory=list)
    untidy: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def note_untidy(self, file: str, kind: str, column: str = "") -> None:
        """Count a row that was untidy in a way that does not decide its use."""
        self.untidy[file, kind, column] += 1

    def counts(self, file: str) -> tuple[int, int, int, int]:
        """Return how many rows of a file were read, used, excluded and rejected."""
        verdicts = Counter(entry.verdict for entry in self.not_used if entry.file == file)
        return self.read[file], self.used[file], verdicts["excluded"], verdicts["rejected"]

    def write_into(self, builder: DossierBuilder) -> None:
        """Make the account part of the dossier; raises :class:`RowsNotAccountedForError`."""
        for file in self.read:
            read, used, excluded, rejected = self.counts(file)
            if read != used + excluded + rejected:
                raise RowsNotAccountedForError(file, read, used, excluded, rejected)
            builder.add(
                "import_files",
                {
                    "file": file,
                    "rows_read": read,
                    "rows_used": used,
                    "rows_excluded": excluded,
                    "rows_rejected": rejected,
                    "source": PRODUCER,
                },
            )
        _write_rows(builder, self.not_used)
        for (file, kind, column), rows in self.untidy.items():
            counted: dict[str, Cell] = {"file": file, "kind": kind, "column": column, "rows": rows}
            builder.add("import_quality", {**counted, "source": PRODUCER})


def _write_rows(builder: DossierBuilder, entries: Iterable[NotUsed]) -> None:
    for entry in entries:
        builder.add(
            "import_rows",
            {
                "file": entry.file,
                "line": entry.line,
                "verdict": entry.verdict,
                "rule": entry.rule,
                "column": entry.column,
                "value": entry.value,
                "row_id": entry.row_id,
                "source": PRODUCER,
            },
        )
