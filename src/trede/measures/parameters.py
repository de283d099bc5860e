"""Parameters of measures: named, typed, with a default; their values as typed by a user."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, get_args

from trede.errors import UsageError
from trede.language import translate as _
from trede.measures.suggestions import did_you_mean, sentences

ALL = "all"
"""The text that stands for every value."""

LARGEST = 100_000
"""The largest whole number a parameter takes: months, years and euros a month stay far below."""

ParameterType = Literal["choice", "date", "moment", "texts", "whole"]
PARAMETER_TYPES: tuple[ParameterType, ...] = get_args(ParameterType)
ParameterValue = str | int | date | datetime | tuple[str, ...] | None


class UnusableValueError(UsageError):
    """A parameter was given a value that it cannot have.

    ``allowed`` says what it can have; ``known`` are the values from which the nearest is named.
    """

    def __init__(self, name: str, value: str, allowed: str, known: Iterable[str] = ()) -> None:
        said = _('Parameter {name}: "{value}" cannot be used. Allowed: {allowed}.').format(
            name=name, value=value, allowed=allowed
        )
        super().__init__(sentences(said, did_you_mean(value, known)))


@dataclass(frozen=True)
class Parameter:
    """One parameter of the rules.

    Types: ``choice`` (one of ``values``), ``date`` (yyyy-mm-dd, empty for none), ``moment`` (a
    date or a date with a time; a date alone means the end of that day), ``texts`` (separated by
    commas, ``all`` for every one), ``whole`` (a whole number, not negative). ``default`` is
    written as a user would type it.

    ``column`` names the column of the dossier's tables in which the texts occur. ``not_before``
    names the date that this one cannot precede. ``looks_back`` marks a day on which is looked
    back, so that it cannot lie after the day as of which the dossier is seen.
    """

    name: str
    type: ParameterType
    default: str
    titles: Mapping[str, str]
    values: tuple[str, ...] = ()
    column: str | None = None
    not_before: str | None = None
    looks_back: bool = False

    def parse(self, text: str) -> ParameterValue:
        """Return the value that a user typed; raises :class:`UnusableValueError`."""
        readers = {
            "choice": self._choice,
            "date": self._date,
            "moment": self._moment,
            "texts": lambda value: tuple(part.strip() for part in value.split(",")),
            "whole": self._whole,
        }
        return readers[self.type](text.strip())

    def _choice(self, text: str) -> str:
        if text not in self.values:
            raise UnusableValueError(self.name, text, ", ".join(self.values), self.values)
        return text

    def _date(self, text: str) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise UnusableValueError(self.name, text, _("a date as yyyy-mm-dd")) from error

    def _moment(self, text: str) -> datetime | None:
        try:
            day = self._date(text)
        except UnusableValueError:
            try:
                return datetime.fromisoformat(text).replace(tzinfo=None)
            except ValueError as error:
                allowed = _("a date as yyyy-mm-dd, or with a time as yyyy-mm-ddThh:mm")
                raise UnusableValueError(self.name, text, allowed) from error
        return None if day is None else datetime.combine(day, time.max)

    def _whole(self, text: str) -> int:
        if not text.isdecimal() or int(text) > LARGEST:
            allowed = _("a whole number up to {largest}").format(largest=LARGEST)
            raise UnusableValueError(self.name, text, allowed)
        return int(text)


def show_value(value: ParameterValue) -> str:
    """Return a value as a user would type it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, datetime) and value.time() == time.max:
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
