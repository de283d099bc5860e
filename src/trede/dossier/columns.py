"""How a table of the dossier is declared: once, here; everything else derives from it.

Three kinds of tables: *things* (a person, a contract), *spells* (something holds from a day to
a day) and *events* (something happened on a day). Every row carries, besides its own dates, when
it was recorded, when it was withdrawn and which source said so.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TypedDict, Unpack


class ColumnType(Enum):
    """What a cell may hold."""

    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    WHOLE = "whole number"
    CENTS = "euro cents"
    YES_NO = "yes or no"


class Kind(Enum):
    """What a row of a table is."""

    THING = "thing"
    SPELL = "spell"
    EVENT = "event"


@dataclass(frozen=True)
class Column:
    """One column of a table of the dossier.

    ``codes`` names the code list its values come from; ``references`` the table whose key it
    holds. ``since`` names the date column that makes this value known in the world: as of a day
    before that date the value is empty. ``planned`` marks a date that may be known beforehand
    (the agreed end of an exemption) and is therefore kept when looking as of an earlier day.
    """

    name: str
    type: ColumnType
    meaning: str
    required: bool = False
    codes: str | None = None
    references: str | None = None
    since: str | None = None
    planned: bool = False


@dataclass(frozen=True)
class Table:
    """One table of the dossier: its rows, its key and its columns.

    ``begins`` is the date column on which a spell starts or an event happens; a row that begins
    after the day looked at does not exist yet. ``key`` is unique among the rows that are believed
    at any one moment. Rows of a ``lasting`` table are never corrected or withdrawn: a mistake in
    the books is booked back.
    """

    name: str
    kind: Kind
    meaning: str
    key: tuple[str, ...]
    own_columns: tuple[Column, ...]
    begins: str | None = None
    lasting: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """The table's own columns followed by those that every row has."""
        return self.own_columns + COMMON_COLUMNS

    def column(self, name: str) -> Column:
        """Return the column of that name; ``KeyError`` if the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


COMMON_COLUMNS: tuple[Column, ...] = (
    Column(
        "recorded_at",
        ColumnType.MOMENT,
        "when the fact was recorded; 1900-01-01 where the source does not say",
        required=True,
    ),
    Column(
        "withdrawn_at",
        ColumnType.MOMENT,
        "when the row stopped being believed; empty while it is",
    ),
    Column("source", ColumnType.TEXT, "the system or role that said so", required=True),
)


class ColumnOptions(TypedDict, total=False):
    """What may be said of a column besides its name and meaning; see :class:`Column`."""

    required: bool
    codes: str
    references: str
    since: str
    planned: bool


def text(name: str, meaning: str, **options: Unpack[ColumnOptions]) -> Column:
    """Declare a column of text or codes."""
    return Column(name, ColumnType.TEXT, meaning, **options)


def date(name: str, meaning: str, **options: Unpack[ColumnOptions]) -> Column:
    """Declare a column of days."""
    return Column(name, ColumnType.DATE, meaning, **options)


def whole(name: str, meaning: str, **options: Unpack[ColumnOptions]) -> Column:
    """Declare a column of whole numbers."""
    return Column(name, ColumnType.WHOLE, meaning, **options)


def cents(name: str, meaning: str, **options: Unpack[ColumnOptions]) -> Column:
    """Declare a column of money, in euro cents."""
    return Column(name, ColumnType.CENTS, meaning, **options)


def yes_no(name: str, meaning: str, **options: Unpack[ColumnOptions]) -> Column:
    """Declare a column of yes or no."""
    return Column(name, ColumnType.YES_NO, meaning, **options)


def person_id() -> Column:
    """Declare the column that says whom a row is about."""
    return text("person_id", "whom it is about", required=True, references="persons")


def starts_on(meaning: str = "first day it holds", *, required: bool = True) -> Column:
    """Declare the first day of a spell."""
    return date("starts_on", meaning, required=required)


def ends_on(meaning: str = "first day it no longer holds", *, planned: bool = False) -> Column:
    """Declare the first day after a spell; empty while it lasts."""
    return date("ends_on", meaning, planned=planned)
