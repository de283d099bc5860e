"""Reads the terms and their explanations; see ``terms.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from trede.language import LANGUAGES, Language, current_language

FILE = Path(__file__).parent / "terms.toml"


@dataclass(frozen=True)
class Wording:
    """A term in one language, with what it means."""

    term: str
    explanation: str


@dataclass(frozen=True)
class Term:
    """A term of the field by its name, worded in every language."""

    name: str
    wordings: Mapping[Language, Wording]

    @property
    def anchor(self) -> str:
        """Where it stands on the page with all terms."""
        return self.name.replace("_", "-")

    @property
    def word(self) -> str:
        """The term in the language in use."""
        return self.wordings[current_language()].term

    @property
    def explanation(self) -> str:
        """What it means, in the language in use."""
        return self.wordings[current_language()].explanation


@cache
def terms() -> Mapping[str, Term]:
    """Return all terms by name."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return MappingProxyType({name: _term(name, each) for name, each in content.items()})


def in_order() -> list[Term]:
    """Return all terms as a reader of the language in use looks them up."""
    return sorted(terms().values(), key=lambda each: each.word.casefold())


def _term(name: str, entry: Mapping[str, Mapping[str, str]]) -> Term:
    return Term(name, MappingProxyType({each: Wording(**entry[each]) for each in LANGUAGES}))
