"""Reads ``onderzoek.csv``: the dates and definitions of a study, one per row."""

from dataclasses import dataclass

from trede.errors import BadInputError
from trede.importers.extracts import ExtractFile, Field
from trede.importers.profile import Import
from trede.importers.values import UnreadableValueError, read_date
from trede.language import translate as _

STUDY = ExtractFile("onderzoek.csv", (Field("kenmerk", required=True), Field("waarde")))


class UnusableStudyError(BadInputError):
    """The study lacks a property without which nothing can be computed."""

    def __init__(self, name: str, value: str | None) -> None:
        super().__init__(
            _(
                '{file}, row "{name}": {value} is not what is expected. '
                "Give this property a value (dates as dd-mm-yyyy); nothing was imported."
            ).format(file=STUDY.name, name=name, value=repr(value))
        )


@dataclass(frozen=True)
class Study:
    """The properties of a study by name."""

    properties: dict[str, str]

    def text(self, name: str) -> str:
        """Return a property; raises :class:`UnusableStudyError` if it is not there."""
        value = self.properties.get(name)
        if value is None:
            raise UnusableStudyError(name, None)
        return value

    def settings(self) -> dict[str, str]:
        """Return every property as ``study.<name>``, dates as ``yyyy-mm-dd``, to be kept."""
        return {f"study.{name}": _as_kept(value) for name, value in self.properties.items()}

    def day(self, name: str) -> str:
        """Return a date as ``yyyy-mm-dd``; raises :class:`UnusableStudyError`."""
        value = self.text(name)
        try:
            return read_date(value).isoformat()
        except UnreadableValueError as error:
            raise UnusableStudyError(name, value) from error


def _as_kept(value: str) -> str:
    try:
        return read_date(value).isoformat()
    except UnreadableValueError:
        return value


def read_study(imported: Import) -> Study:
    """Read the properties of the study that the extracts belong to."""
    imported.progress(STUDY.name)
    properties: dict[str, str] = {}
    for row in imported.extracts.rows(STUDY):
        value = row.text("waarde")
        if value is None:
            imported.extracts.reject(row, "value_missing", "waarde")
        else:
            properties[str(row.values["kenmerk"])] = value
            imported.extracts.use(row)
    return Study(properties)
