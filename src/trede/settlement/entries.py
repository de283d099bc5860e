"""Reads the entries of a contract document one by one, and names what is not right and its remedy.

Every entry must be asked for: one that nobody asks for is refused, with the nearest name.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from trede.dossier.codes import shipped_lists
from trede.errors import BadInputError
from trede.language import LANGUAGES
from trede.language import translate as _

CENTS_IN_A_EURO = 100
MOST = 10**9


class FaultyTermsError(BadInputError):
    """A contract document says something that cannot be carried out; nothing was settled."""

    def __init__(self, where: object, key: str, value: object, remedy: str) -> None:
        shown = _("nothing") if value is None else f"{value}"
        super().__init__(
            _("{file}: {key} is {value}. {remedy} Nothing was settled.").format(
                file=where, key=key, value=shown, remedy=remedy
            )
        )
        self.key, self.shown, self.remedy = key, shown, remedy


class Entries:
    """The entries of a table of a contract document; ``place`` is the way to it."""

    def __init__(self, file: object, content: Mapping[str, object], place: str = "") -> None:
        self._file = file
        self._content = content
        self._place = place
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        """Tell whether there is such an entry."""
        return key in self._content

    def refuse(self, key: str, remedy: str) -> FaultyTermsError:
        """Return the error that an entry cannot be used."""
        return FaultyTermsError(self._file, self._place + key, self._content.get(key), remedy)

    def text(self, key: str) -> str:
        """Return a text that must be there."""
        value = self._value(key)
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(key, _("Give a text."))
        return value.strip()

    def text_or_none(self, key: str) -> str | None:
        """Return a text, or nothing where it is left out."""
        return self.text(key) if self.has(key) else None

    def titles(self, key: str) -> Mapping[str, str]:
        """Return a text in Dutch and English."""
        value = self._value(key)
        if not isinstance(value, dict) or set(value) != set(LANGUAGES):
            raise self.refuse(key, _('Write it in both languages: { nl = "...", en = "..." }.'))
        if not all(isinstance(text, str) and text for text in value.values()):
            raise self.refuse(key, _('Write it in both languages: { nl = "...", en = "..." }.'))
        return {language: str(text) for language, text in value.items()}

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """Return a whole number within bounds; it may only be left out if there is a default."""
        value = self._value(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.refuse(
                key,
                _("Give a whole number from {least} to {most}.").format(least=least, most=most),
            )
        return value

    def whole_or_none(self, key: str, least: int, most: int) -> int | None:
        """Return a whole number, or nothing where it is left out."""
        return self.whole(key, least, most) if self.has(key) else None

    def cents(self, key: str) -> int:
        """Return an amount, written in euros, in cents."""
        value = self._value(key)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            found = Decimal(value) * CENTS_IN_A_EURO
            if found == int(found) and 0 <= found <= MOST * CENTS_IN_A_EURO:
                return int(found)
        raise self.refuse(
            key, _("Give an amount in euros, not below zero, such as 4000 or 4000.50.")
        )

    def cents_or_none(self, key: str) -> int | None:
        """Return an amount in cents, or nothing where it is left out."""
        return self.cents(key) if self.has(key) else None

    def day(self, key: str) -> date:
        """Return a day that must be there."""
        value = self._value(key)
        if type(value) is not date:
            raise self.refuse(key, _("Give a day as 2005-12-31, without quotation marks."))
        return value

    def day_or_none(self, key: str) -> date | None:
        """Return a day, or nothing where it is left out."""
        return self.day(key) if self.has(key) else None

    def yes_no(self, key: str, *, default: bool) -> bool:
        """Return a yes or no."""
        value = self._value(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.refuse(key, _("Write true or false, without quotation marks."))
        return value

    def choice(self, key: str, choices: Sequence[str], default: str | None = None) -> str:
        """Return one of some words."""
        value = self._value(key)
        if value is None and default is not None:
            return default
        if value not in choices:
            raise self.refuse(key, _("Choose from {known}.").format(known=", ".join(choices)))
        return str(value)

    def choices(self, key: str, choices: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
        """Return a list of words, each one of some."""
        value = self._value(key)
        if value is None:
            return tuple(default)
        if not isinstance(value, list) or not value or any(each not in choices for each in value):
            raise self.refuse(
                key, _("Give a list of one or more of: {known}.").format(known=", ".join(choices))
            )
        return tuple(value)

    def codes(self, key: str, code_list: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """Return a list of codes from a code list."""
        known = [code.code for code in shipped_lists()[code_list].codes]
        return self.choices(key, known, default)

    def table(self, key: str) -> "Entries | None":
        """Return a table within this one, or nothing where it is left out."""
        value = self._value(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.refuse(key, _("Make it a table of its own: [{key}].").format(key=key))
        return Entries(self._file, value, f"{self._place}{key}.")

    def tables(self, key: str) -> list["Entries"]:
        """Return the tables of a list, none where it is left out."""
        value = self._value(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            remedy = _("Write each as a table of its own: [[{key}]].").format(key=key)
            raise self.refuse(key, remedy)
        return [
            Entries(self._file, each, f"{self._place}{key}[{each.get('name', number)}].")
            for number, each in enumerate(value, start=1)
        ]

    def names(self) -> list[str]:
        """Return the names of all entries."""
        return list(self._content)

    def finish(self) -> None:
        """Refuse what was never asked for: a misspelled entry would pass unseen."""
        for key in self._content:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, n=3) or sorted(self._asked)
                raise self.refuse(
                    key,
                    _("No contract has an entry of that name. Choose from {known}.").format(
                        known=", ".join(near)
                    ),
                )

    def _value(self, key: str) -> object:
        self._asked.add(key)
        return self._content.get(key)


def read_text(file: Path) -> str:
    """Return the text of a document; raises :class:`FaultyTermsError` where it is no text."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise FaultyTermsError(
            file, _("the text"), _("not UTF-8"), _("Save the file as UTF-8.")
        ) from error
