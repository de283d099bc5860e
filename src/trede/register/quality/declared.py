"""What is looked at, as it is declared: fields, events and kinds of contradiction."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from trede.language import in_language

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Field:
    """A field whose completeness matters; ``step`` fills it, ``table`` is the fact that lacks it.

    Without a table the client lacks it, without a step the register has none that fills it.
    """

    name: str
    titles: Texts
    helps: Texts
    table: str | None
    step: str | None

    @property
    def title(self) -> str:
        """What it is called, in the language in use."""
        return in_language(self.titles)

    @property
    def help(self) -> str:
        """Why it matters, in the language in use."""
        return in_language(self.helps)


@dataclass(frozen=True)
class Kind:
    """A kind of contradiction."""

    name: str
    titles: Texts
    helps: Texts

    @property
    def title(self) -> str:
        """What it is called, in the language in use."""
        return in_language(self.titles)

    @property
    def help(self) -> str:
        """What cannot be, in the language in use."""
        return in_language(self.helps)


@cache
def fields() -> Mapping[str, Field]:
    """Return the fields by name, in the order in which they are shown."""
    return {
        name: Field(name, each["title"], each["help"], each.get("table"), each.get("step"))
        for name, each in _read("fields").items()
    }


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the kinds of contradiction by name, in the order in which they are shown."""
    return {
        name: Kind(name, each["title"], each["help"])
        for name, each in _read("contradictions").items()
    }


@cache
def events() -> Mapping[str, Texts]:
    """Return the titles of the events whose recording is timed, by name."""
    return _read("events")


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
