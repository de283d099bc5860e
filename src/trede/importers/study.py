"""Reads ``onderzoek.csv``: the dates and definitions of a study, one per row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trede.errors import BadInputError
from trede.importers.extracts import ExtractFile, Field
from trede.importers.profile import Import
from trede.importers.values import UnreadableValueError, normalise_code, read_date
from trede.language import translate as _

STUDY = ExtractFile("onderzoek.csv", (Field("kenmerk", required=True), Field("waarde")))


class UnusableStudyError(BadInputError):
    """The study lacks a property without which nothing can be computed, or it says nonsense."""

    def __init__(self, name: str, value: str | None, allowed: Iterable[str] = ()) -> None:
        if value is None:
            wrong = _("the property is missing.")
        else:
            wrong = _('"{value}" cannot be used.').format(value=value)
        expected = ", ".join(allowed) or _("a date as 31-12-2004")
        super().__init__(
            _('{file}, row "{name}": {wrong} Expected: {expected}. Nothing was imported.').format(
                file=STUDY.name, name=name, wrong=wrong, expected=expected
            )
        )


@dataclass(frozen=True)
class Study:
    """The properties of a study by name."""

    properties: dict[str, str]

    def text(self, name: str, allowed: Iterable[str] = ()) -> str:
        """Return a property; raises :class:`UnusableStudyError` if it is not there.

        ``allowed`` says what it may be.
        """
        value = self.properties.get(name)
        if value is None:
            raise UnusableStudyError(name, None, allowed)
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


def study_properties(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the properties of the study that are kept in the settings of a dossier, by name."""
    prefix = "study."
    return {
        name.removeprefix(prefix): value
        for name, value in settings.items()
        if name.startswith(prefix)
    }


def _as_kept(value: str) -> str:
    try:
        return read_date(value).isoformat()
    except UnreadableValueError:
        return value


def read_study(imported: Import) -> Study:
    """Read the properties of the study; of a property that stands there twice the first counts."""
    imported.progress(STUDY.name)
    properties: dict[str, str] = {}
    for row in imported.extracts.rows(STUDY):
        name, value = normalise_code(str(row.values["kenmerk"])), row.text("waarde")
        if value is None:
            imported.extracts.reject(row, "value_missing", "waarde")
        elif name in properties:
            imported.extracts.reject(row, "number_used_twice", "kenmerk", name)
        else:
            properties[name] = value
            imported.extracts.use(row)
    return Study(properties)
