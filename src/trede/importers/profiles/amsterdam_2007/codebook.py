"""The city's own codes: ``codeboek.csv`` says what every code of every list means.

The meanings are fixed and are the codes of the dossier; the codes and their number are the
municipality's own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from trede.errors import BadInputError
from trede.importers.extracts import ExtractFile, ExtractReader, Field
from trede.importers.values import Reader, normalise_code, read_code
from trede.importers.watching import Watch, rows_where
from trede.language import translate as _

CODEBOOK = ExtractFile(
    "codeboek.csv",
    (
        Field("lijst", required=True),
        Field("code", required=True),
        Field("betekenis", required=True),
    ),
)
LISTS = (
    "partij",
    "geslacht",
    "regeling",
    "beeindigingsoorzaak",
    "reden",
    "omvang",
    "status",
    "jn",
    "trede_client",
    "trede_deelname",
    "soort",
    "dienstverband",
    "instroom",
    "opdrachtgever",
    "gecontroleerde_status",
    "contractnummer",
)
"""The lists without which the extracts cannot be read."""

SEXES = MappingProxyType({"m": "male", "f": "female"})
"""The only meanings that the dossier names otherwise."""


class IncompleteCodebookError(BadInputError):
    """The codebook lacks lists of codes that the extracts use."""

    def __init__(self, missing: Iterable[str]) -> None:
        super().__init__(
            _(
                "{file}: the codes of {lists} are missing. Add a row with lijst, code and "
                "betekenis for every code of these lists; nothing was imported."
            ).format(file=CODEBOOK.name, lists=", ".join(missing))
        )


@dataclass(frozen=True)
class Codebook:
    """Meanings by list and code, in the municipality's spelling."""

    lists: Mapping[str, Mapping[str, str]]

    def field(
        self,
        column: str,
        list_name: str | None = None,
        *,
        when_bad: Literal["reject", "blank"] = "reject",
        besides: Mapping[str, str] | None = None,
    ) -> Field:
        """Declare a column with codes of a list; ``besides`` adds codes that no list has."""
        meanings = {**self.lists[list_name or column], **(besides or {})}
        return Field(column, read_code(meanings), when_bad=when_bad, coded=frozenset(meanings))

    def yes_no_field(self, column: str) -> Field:
        """Declare a column of yes and no."""
        codes = frozenset(self.lists["jn"])
        return Field(column, self._read_yes_no(), when_bad="blank", coded=codes)

    def not_yes(self, kind: str, column: str) -> Watch:
        """Watch for rows where a column of yes and no does not say yes."""
        affirmative = {normalise_code(code) for code in self.codes_for("jn", "yes")}
        return rows_where(kind, (column,), lambda cell: normalise_code(cell) not in affirmative)

    def codes_for(self, list_name: str, *meanings: str) -> frozenset[str]:
        """Return the codes of a list that have one of the meanings."""
        codes = self.lists[list_name].items()
        return frozenset(code for code, meaning in codes if meaning in meanings)

    def _read_yes_no(self) -> Reader:
        read = read_code(self.lists["jn"])
        return lambda cell: read(cell) == "yes"


def read_codebook(extracts: ExtractReader) -> Codebook:
    """Read the codebook; of a code that stands there twice the first row counts.

    Raises :class:`IncompleteCodebookError`.
    """
    lists: dict[str, dict[str, str]] = defaultdict(dict)
    seen: set[tuple[str, str]] = set()
    for row in extracts.rows(CODEBOOK):
        name, code = normalise_code(str(row.values["lijst"])), str(row.values["code"])
        meaning = str(row.values["betekenis"])
        if (name, normalise_code(code)) in seen:
            extracts.reject(row, "number_used_twice", "code", code)
            continue
        seen.add((name, normalise_code(code)))
        lists[name][code] = SEXES.get(meaning, meaning) if name == "geslacht" else meaning
        extracts.use(row)
    if missing := [name for name in LISTS if name not in lists]:
        raise IncompleteCodebookError(missing)
    return Codebook(lists)
