"""The code lists in force, to be looked through: the register's own and those that Trede ships."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from trede.dossier.codes import shipped_lists
from trede.language import current_language
from trede.register.exchange.lists import code_lists_in_force


@dataclass(frozen=True)
class ListedCode:
    """One code: its labels, when it may be used, and under which group it falls by grouping."""

    code: str
    label_nl: str
    label_en: str
    valid_from: date | None
    valid_until: date | None
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listed:
    """One list with its codes."""

    name: str
    title_nl: str
    title_en: str
    origin: str
    is_own: bool
    codes: tuple[ListedCode, ...]

    @property
    def title(self) -> str:
        """The title in the language in use."""
        return self.title_nl if current_language() == "nl" else self.title_en

    def finding(self, text: str) -> tuple[ListedCode, ...]:
        """Return the codes in which a text occurs; all of them if it occurs in the list itself."""
        wanted = text.casefold()
        if any(wanted in each.casefold() for each in (self.name, self.title_nl, self.title_en)):
            return self.codes
        return tuple(each for each in self.codes if wanted in _words(each))


def code_lists() -> list[Listed]:
    """Return all lists in force, in order of title."""
    tables = code_lists_in_force()
    groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in tables["code_groups"].to_pylist():
        groups[row["list"], row["code"]].append((row["grouping"], row["group"]))
    by_list: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in tables["codes"].to_pylist():
        by_list[row["list"]].append(row)
    found = [_listed(name, rows, groups) for name, rows in by_list.items()]
    return sorted(found, key=lambda each: each.title.casefold())


def _listed(
    name: str,
    rows: list[dict[str, object]],
    groups: dict[tuple[str, str], list[tuple[str, str]]],
) -> Listed:
    shipped = shipped_lists().get(name)
    codes = [
        ListedCode(
            str(row["code"]),
            str(row["label_nl"]),
            str(row["label_en"]),
            _day(row["valid_from"]),
            _day(row["valid_until"]),
            tuple(sorted(groups[name, str(row["code"])])),
        )
        for row in rows
    ]
    return Listed(
        name,
        shipped.title_nl if shipped else name,
        shipped.title_en if shipped else name,
        str(rows[0]["origin"]),
        any(row["source"] != "trede" for row in rows),
        tuple(sorted(codes, key=lambda each: each.code)),
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _words(code: ListedCode) -> str:
    grouped = (word for pair in code.groups for word in pair)
    return " ".join((code.code, code.label_nl, code.label_en, *grouped)).casefold()
