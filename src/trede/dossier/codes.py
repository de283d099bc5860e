"""Code lists: dated data files with Dutch and English labels and their source.

``code_lists/*.toml`` hold the lists that Trede ships; an importer adds the municipality's own.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from trede.dossier.building import Cell, DossierBuilder


@dataclass(frozen=True)
class Code:
    """One code with its labels and the period in which it may be used."""

    code: str
    label_nl: str
    label_en: str
    valid_from: date | None = None
    valid_until: date | None = None
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CodeList:
    """A list of codes with its titles and where it comes from."""

    name: str
    title_nl: str
    title_en: str
    origin: str
    codes: tuple[Code, ...]


@cache
def shipped_lists() -> Mapping[str, CodeList]:
    """Return the code lists that Trede ships, by name."""
    folder = files("trede.dossier").joinpath("code_lists")
    lists = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        for name, content in tomllib.loads(file.read_text(encoding="utf-8")).items():
            lists[name] = _code_list(name, content)
    return MappingProxyType(lists)


def _code_list(name: str, content: Mapping[str, object]) -> CodeList:
    codes = content["codes"]
    assert isinstance(codes, dict)  # noqa: S101 - our own files, checked by a test
    return CodeList(
        name,
        str(content["nl"]),
        str(content["en"]),
        str(content["origin"]),
        tuple(_code(code, entry) for code, entry in codes.items()),
    )


def _code(code: str, entry: Mapping[str, object]) -> Code:
    valid_from, valid_until = entry.get("valid_from"), entry.get("valid_until")
    groups = entry.get("groups")
    return Code(
        code,
        str(entry["nl"]),
        str(entry["en"]),
        valid_from if isinstance(valid_from, date) else None,
        valid_until if isinstance(valid_until, date) else None,
        MappingProxyType(dict(groups) if isinstance(groups, dict) else {}),
    )


def write_codes(facts: DossierBuilder) -> None:
    """Put the shipped code lists into a new dossier, under the groupings that it brought itself."""
    groups = facts.table("code_groups")
    brought = set(zip(groups.cells("list"), groups.cells("grouping"), strict=True))
    for codes in shipped_lists().values():
        for code in codes.codes:
            facts.add("codes", _code_row(codes, code))
            for grouping, group in code.groups.items():
                if (codes.name, grouping) not in brought:
                    row = {"list": codes.name, "grouping": grouping, "code": code.code}
                    facts.add("code_groups", {**row, "group": group, "source": "trede"})


def _code_row(codes: CodeList, code: Code) -> dict[str, Cell]:
    return {
        "list": codes.name,
        "code": code.code,
        "label_nl": code.label_nl,
        "label_en": code.label_en,
        "valid_from": code.valid_from,
        "valid_until": code.valid_until,
        "origin": codes.origin,
        "source": "trede",
    }
