"""Declares a file of extracts: its columns, how each is read, and which rows cannot be."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from trede.importers.mistakes import FaultyFieldError, UndeclaredColumnError
from trede.importers.values import Reader, read_text
from trede.importers.watching import Watch
from trede.language import translate as _


@dataclass(frozen=True)
class Field:
    """One column of a file: how it is read and what happens when that fails.

    ``when_bad``: ``reject`` the row, or leave the cell ``blank`` (and count it as untidy).
    ``coded`` columns are counted as untidy when blanks or case differ from the code itself;
    ``trimmed`` columns when blanks surround the value, ``typed`` columns of a sheet when a date
    or number was entered as text. In ``any_case`` columns, and in coded ones, two values that
    differ in case only are the same. ``private`` values never reach the log.
    """

    name: str
    read: Reader = read_text
    required: bool = False
    when_bad: Literal["reject", "blank"] = "reject"
    coded: frozenset[str] = frozenset()
    trimmed: bool = False
    typed: bool = False
    any_case: bool = False
    private: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no reader or no way to fail; raises :class:`FaultyFieldError`."""
        if not callable(self.read):
            why = _("{value} is no reader. Give a function, read_date for example.")
            raise FaultyFieldError(self.name, why.format(value=repr(self.read)))
        if self.when_bad not in ("reject", "blank"):
            why = _('when_bad is {value}. It is "reject" or "blank".')
            raise FaultyFieldError(self.name, why.format(value=repr(self.when_bad)))


@dataclass(frozen=True)
class ExtractFile:
    """A file of the extracts, declared.

    ``row_id`` names the column with the row's own number; ``not_before`` pairs of columns of
    which the second date may not lie before the first; ``one_of_each``: rows that repeat an
    earlier row, but for blanks and the case of codes, are excluded as ``exact_duplicate``. What
    is ``watched`` is counted over all rows but repeated ones.
    """

    name: str
    fields: tuple[Field, ...]
    row_id: str | None = None
    not_before: tuple[tuple[str, str], ...] = ()
    one_of_each: bool = True
    sheet: str | None = None
    watched: tuple[Watch, ...] = ()

    def __post_init__(self) -> None:
        """Refuse columns that are not declared, or twice; raises an error of ``mistakes``."""
        fields = self.fields
        if not isinstance(fields, tuple) or not all(isinstance(each, Field) for each in fields):
            why = _("its fields must be a tuple of Field(...); mind the comma after a single one.")
            raise FaultyFieldError(self.name, why)
        names = [field.name for field in fields]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            why = _("column {columns} is declared twice.").format(columns=", ".join(twice))
            raise FaultyFieldError(self.name, why)
        for column in self._columns_named():
            if column not in names:
                raise UndeclaredColumnError(self.name, column, names)

    def _columns_named(self) -> Iterable[str]:
        """Yield the columns that the declaration names beside its fields."""
        if self.row_id is not None:
            yield self.row_id
        for pair in self.not_before:
            yield from pair
        for watch in self.watched:
            yield from watch.columns
