"""Reads entries of a TOML file, with errors that say where and what to do.

A person wrote the file and will mend it: every mistake is named with its line, and a name that
does not exist with the one that was probably meant.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from trede.language import LANGUAGES
from trede.language import translate as _
from trede.measures.declaration import FaultyDeclarationError
from trede.measures.suggestions import did_you_mean, sentences

Plain = str | int | float


@dataclass(frozen=True)
class Entry:
    """One entry (``[name]``) of a file, or the head of a rule, which has no name.

    ``text`` is the whole file, in which lines are found again.
    """

    file: Path
    name: str
    content: Mapping[str, object]
    text: str

    def words(self, key: str, default: str | None = None) -> str:
        """Return a text; raises :class:`FaultyDeclarationError` if it is absent without default."""
        found = self.content.get(key, default)
        if found is None:
            self.refuse(key, _("{key} is missing").format(key=key))
        if not isinstance(found, str):
            self.refuse(key, _("{key} is a text between quotation marks").format(key=key))
        return found

    def choice(self, key: str, allowed: Iterable[str]) -> str:
        """Return one of the texts that are allowed."""
        found, known = self.words(key), tuple(allowed)
        if found not in known:
            said = _('{key} is "{found}"; choose from {allowed}.').format(
                key=key, found=found, allowed=", ".join(known)
            )
            self.refuse(key, sentences(said, did_you_mean(found, known)))
        return found

    def yes_or_no(self, key: str) -> bool:
        """Return true or false; false if it is absent."""
        found = self.content.get(key, False)
        if not isinstance(found, bool):
            self.refuse(key, _("{key} is true or false, without quotation marks").format(key=key))
        return found

    def list_of_words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty if it is absent."""
        found = self.content.get(key, ())
        if not isinstance(found, list | tuple) or not all(isinstance(each, str) for each in found):
            self.refuse(key, _('{key} is a list of texts, like ["phase"]').format(key=key))
        return tuple(found)

    def both_languages(self, key: str) -> Mapping[str, str]:
        """Return a text in Dutch and in English."""
        found = self.content.get(key)
        if not isinstance(found, dict) or not all(
            isinstance(found.get(language), str) for language in LANGUAGES
        ):
            said = _('{key} is given in both languages: {key} = {{ nl = "...", en = "..." }}')
            self.refuse(key, said.format(key=key))
        return {language: found[language] for language in LANGUAGES}

    def table(self, key: str) -> Mapping[str, object]:
        """Return a table of entries below this one; empty if it is absent."""
        found = self.content.get(key, {})
        if not isinstance(found, dict):
            self.refuse(key, _('{key} is a table, like {{ name = "value" }}').format(key=key))
        return found

    def table_of_words(self, key: str) -> Mapping[str, str]:
        """Return a table of texts; numbers may be written without quotation marks."""
        found = self.table(key)
        for name, value in found.items():
            if not isinstance(value, Plain) or isinstance(value, bool):
                self.refuse(name, _("{key}: {name} is a text").format(key=key, name=name))
        return {name: str(value) for name, value in found.items()}

    def only(self, *allowed: str) -> None:
        """Check that nothing else is said; raises :class:`FaultyDeclarationError`."""
        for key in self.content:
            if key not in allowed:
                said = _("{key} is not known here; known are {allowed}.").format(
                    key=key, allowed=", ".join(allowed)
                )
                self.refuse(key, sentences(said, did_you_mean(key, allowed)))

    def refuse(self, key: str, why: str) -> NoReturn:
        """Raise a :class:`FaultyDeclarationError` at the line where something is said."""
        where = f"{self.file}, {self.name}" if self.name else str(self.file)
        raise FaultyDeclarationError(where, why, self.line_of(key))

    def line_of(self, key: str) -> int | None:
        """Return the line on which a key of this entry stands, else that of the entry itself."""
        named = rf"""["']?{re.escape(key)}["']?\s*="""
        own, of_key = None, None
        inside = not self.name
        for number, line in enumerate(self.text.splitlines(), start=1):
            heading = re.match(r"\s*\[+\s*([^]]+?)\s*]", line)
            if heading is not None:
                path = heading[1].replace('"', "").split(".")
                inside = not self.name or path[0] == self.name
                if inside and path in ([self.name], [self.name, key], [key]):
                    own, of_key = own or number, number if path[-1] == key else of_key
            elif inside and of_key is None and re.match(rf"\s*{named}", line):
                of_key = number
        return of_key or own


def read_text(file: Path) -> str:
    """Return what stands in a file; raises :class:`FaultyDeclarationError` unless it is UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        why = _("the file is not written in UTF-8; save it so in your editor")
        raise FaultyDeclarationError(file, why) from error


def read_toml(file: Path, text: str) -> dict[str, object]:
    """Return the content of a TOML text; raises :class:`FaultyDeclarationError` with the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, line = str(error), None
        if place := re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", said):
            said = said.removesuffix(place[0])
            line = int(place[1]) if place[1] else len(text.splitlines())
        why = _("this is not TOML as it should be: {why}").format(why=said)
        raise FaultyDeclarationError(file, why, line) from error


def read_entries(file: Path) -> Iterator[Entry]:
    """Yield the entries of a TOML file; raises :class:`FaultyDeclarationError`."""
    text = read_text(file)
    for name, content in read_toml(file, text).items():
        if not isinstance(content, dict):
            why = _("{name} stands outside an entry; put it below a line like [name]")
            Entry(file, "", {}, text).refuse(name, why.format(name=name))
        yield Entry(file, name, content, text)
