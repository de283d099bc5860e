"""Mistakes that one makes in a profile: each says what is wrong and what to write instead.

They are raised where the mistake is made; :mod:`trede.importers.own_profiles` adds the file and
the line of the profile.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from trede.language import translate as _


class ProfileMistakeError(ValueError):
    """A profile asks for something that cannot be."""


class UndeclaredColumnError(ProfileMistakeError):
    """A column was asked for that the declaration of the file does not have."""

    def __init__(self, file: str, column: str, declared: Iterable[str]) -> None:
        names = list(declared)
        near = get_close_matches(column, names) or names
        super().__init__(
            _(
                'the declaration of {file} has no column "{column}". Declare it with a Field, or '
                "choose from {near}."
            ).format(file=file, column=column, near=", ".join(near))
        )


class OtherKindOfValueError(ProfileMistakeError):
    """A value was asked for as something that it is not: a date as a text, for example."""

    def __init__(self, file: str, column: str, asked: str, fitting: str) -> None:
        super().__init__(
            _(
                'column "{column}" of {file} is asked for with row.{asked}, but its Field reads '
                "another kind of value: write row.{fitting}."
            ).format(column=column, file=file, asked=asked, fitting=fitting)
        )


class FaultyFieldError(ProfileMistakeError):
    """A Field or ExtractFile is declared in a way that cannot work."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(_("the declaration of {name}: {why}").format(name=name, why=why))


class FaultyReaderError(ProfileMistakeError):
    """The reader of a column broke on a value, or returned what no column can hold."""

    def __init__(self, file: str, column: str, value: str, why: str) -> None:
        super().__init__(
            _(
                'the reader of column "{column}" of {file} cannot deal with "{value}" ({why}). Let '
                "it return a text, whole number, date, yes or no, or none, and raise "
                "UnreadableValueError with a rule for what it cannot read."
            ).format(column=column, file=file, value=value, why=why)
        )
