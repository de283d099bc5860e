"""Code lists: dated data files with Dutch and English labels and their source.

``code_lists/*.toml`` hold the lists that Trede ships; an importer adds the municipality's own.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from trede.dossier.building import Cell, DossierBuilder
from trede.errors import BadInputError
from trede.language import translate as _


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


class FaultyCodeListError(BadInputError):
    """A file with code lists cannot be read."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(
            _(
                "{file}: {why}. A code list has nl, en and origin, and codes with nl and en each; "
                "see the reference of code lists."
            ).format(file=file, why=why)
        )


@cache
def shipped_lists() -> Mapping[str, CodeList]:
    """Return the code lists that Trede ships, by name."""
    return MappingProxyType(read_lists(Path(__file__).parent / "code_lists"))


def read_lists(folder: Path) -> dict[str, CodeList]:
    """Read the code lists in the ``.toml`` files of a folder; raises FaultyCodeListError."""
    lists = {}
    for file in sorted(folder.glob("*.toml")):
        try:
            for name, content in tomllib.loads(file.read_text(encoding="utf-8")).items():
                lists[name] = _code_list(name, content)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
            raise FaultyCodeListError(file, f"{type(error).__name__}: {error}") from error
    return lists


def lists_in_force(own: Path | None = None) -> Mapping[str, CodeList]:
    """Return the shipped code lists with a municipality's own laid over them, code by code."""
    lists = dict(shipped_lists())
    if own is None:
        return lists
    if not own.is_dir():
        raise FaultyCodeListError(own, _("there is no such folder"))
    for name, codes in read_lists(own).items():
        shipped = lists[name].codes if name in lists else ()
        replaced = {code.code for code in codes.codes}
        kept = tuple(code for code in shipped if code.code not in replaced)
        lists[name] = replace(codes, codes=kept + codes.codes)
    return lists


def _code_list(name: str, content: Mapping[str, object]) -> CodeList:
    codes = content["codes"]
    if not isinstance(codes, dict):
        raise TypeError(f"{name}.codes")
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


def write_codes(facts: DossierBuilder, own: Path | None = None) -> None:
    """Put the code lists in force into a new dossier, beneath the groupings it brought itself."""
    groups = facts.table("code_groups")
    brought = set(zip(groups.cells("list"), groups.cells("grouping"), strict=True))
    for codes in lists_in_force(own).values():
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
