"""All that can be said at once to be wrong with a document of terms, with the line of each.

The reader of the settlement stops at the first fault. Who types a document is helped by all: here
its lines are read one after another, and then each of its tables by itself.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from trede.language import translate as _
from trede.settlement.entries import Entries, FaultyTermsError
from trede.settlement.provisions import (
    bonus_malus_of,
    caps_of,
    fee_of,
    no_cure_less_pay_of,
    norm_of,
    premium_of,
    report_of,
    staged_bonus_of,
)
from trede.settlement.reading import parse_terms
from trede.settlement.terms import SameWork, Scheme, Suspends

MOST = 20
"""So many faults are said at once."""
PLACE = re.compile(r"^(?P<why>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
HEADER = re.compile(r"^\s*(?P<many>\[?)\[\s*(?P<path>[\w.]+)\s*\]\]?\s*(?:#.*)?$")
NAME = re.compile(r"^\s*name\s*=\s*[\"'](?P<name>[^\"']*)[\"']")
COMMA = re.compile(r"^\w+\s*=\s*(?:€\s*)?(?P<euros>\d[\d.]*),(?P<cents>\d{1,2})\s*(?:#.*)?$")
"""An amount as people write it: 600,00 or 1.250,5."""
SYNTAX: Mapping[str, Callable[[], str]] = {
    "Expected '=' after": lambda: _("An = is missing between the name of an entry and its value."),
    "Invalid value": lambda: _("This is no value: put a text between quotation marks, write a "
                               "number with a point and without a euro sign."),
    "Expected newline": lambda: _("Something is left over behind the value: one entry on a line."),
    "Illegal character": lambda: _("A text is not closed: end it with a quotation mark on the same "
                                   "line."),
    "Unterminated string": lambda: _("A text is not closed: end it with a quotation mark on the "
                                     "same line."),
    "Expected ']]'": lambda: _("Close the name of a table that may occur more often with ]]."),
    "Expected ']'": lambda: _("Close the name of a table with ]."),
    "Expected": lambda: _("A text is not closed: end it with a quotation mark on the same line."),
    "Cannot overwrite": lambda: _("This entry stands twice in the same table: leave one out."),
    "Cannot declare": lambda: _("This table stands in the document twice: leave one out, or write "
                                "it with [[ and ]] if it may occur more often."),
    "Duplicate inline": lambda: _("The same name stands twice between { and }."),
    "Unclosed array": lambda: _("A list is not closed: end it with ]."),
    "Unclosed inline": lambda: _("A { is not closed: end it with } on the same line."),
    "Invalid initial": lambda: _("The name of an entry is missing, or does not begin with a letter "
                                 "or a number."),
    "Invalid statement": lambda: _("This line is no entry, no table and no remark. Write name = "
                                   "value, or begin a remark with #."),
    "Invalid date": lambda: _("This day or time does not exist. Write a day as 2026-12-31."),
    "Unescaped": lambda: _("Write a \\ within a text twice."),
}  # fmt: skip
"""What the reader of TOML says, by how it begins, in the words of who types a contract."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong; ``line`` is where, if that is known."""

    told: str
    line: int | None = None

    def __str__(self) -> str:
        if self.line is None:
            return self.told
        return _("Line {line}: {told}").format(line=self.line, told=self.told)


def faults_of(text: str, contract_id: str) -> list[Fault]:
    """Return what is wrong with a document, in order of line; nothing if it can be read."""
    found = _of_lines(text)
    if not found:
        found = [_fault(each, text) for each in _of_tables(text, contract_id)]
        found.sort(key=lambda each: each.line or 0)
    return found[:MOST]


def _of_lines(text: str) -> list[Fault]:
    """Return the lines that are no TOML: each is left out once it was named, to read on."""
    lines, found = text.split("\n"), list[Fault]()
    while len(found) < MOST:
        try:
            tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            fault = _syntax(str(error), len(lines))
            line = fault.line or len(lines)
            shown = lines[line - 1].strip()
            told = _comma(shown) or fault.told
            found.append(Fault(f"{told} {f'“{shown}”' if shown else ''}".strip(), line))
            if not shown or "[" in shown.split("=")[0]:
                return found
            lines[line - 1] = ""
        else:
            return found
    return found


def _comma(line: str) -> str:
    """Say how an amount is written, if a line has one with a comma; or else nothing."""
    found = COMMA.match(line)
    if found is None:
        return ""
    amount = f"{re.sub('[.]', '', found['euros'])}.{found['cents']:0<2}"
    return _("Write {amount}: a point stands before the cents, and no comma.").format(amount=amount)


def _syntax(said: str, last: int) -> Fault:
    found = PLACE.match(said)
    why, line = (found["why"], found["line"]) if found else (said, None)
    told = next((words() for start, words in SYNTAX.items() if why.startswith(start)), "")
    return Fault(told or _("This line is not written as TOML."), int(line) if line else last)


def _of_tables(text: str, contract_id: str) -> list[FaultyTermsError]:
    entries = Entries(contract_id, tomllib.loads(text, parse_float=Decimal))
    found: list[FaultyTermsError] = []
    for read in (*_single(entries), *_many(entries, found), entries.finish):
        _try(read, found)
    if not found:
        _try(lambda: parse_terms(text, contract_id), found)
    return found


def _try(read: Callable[[], object], found: list[FaultyTermsError]) -> None:
    try:
        read()
    except FaultyTermsError as error:
        found.append(error)


def _single(entries: Entries) -> Sequence[Callable[[], object]]:
    """Return what reads each entry that occurs once."""
    return (
        lambda: entries.text("contract"),
        lambda: entries.whole("version", 1, 1000),
        lambda: entries.titles("title"),
        lambda: entries.text("company"),
        lambda: entries.text_or_none("company_group"),
        lambda: entries.choice("scheme", get_args(Scheme)),
        lambda: entries.whole("premium_policy", 1, 2),
        lambda: entries.day("valid_from"),
        lambda: entries.day_or_none("valid_until"),
        lambda: entries.text("source"),
        lambda: entries.whole("vat_percent", 0, 100),
        lambda: entries.choice("missing_signature_suspends", get_args(Suspends), "nothing"),
        lambda: entries.choice("same_work_elsewhere", get_args(SameWork), "hold"),
        lambda: entries.yes_no("self_billing", default=False),
        lambda: no_cure_less_pay_of(entries.table("no_cure_less_pay")),
        lambda: bonus_malus_of(entries.table("bonus_malus")),
        lambda: staged_bonus_of(entries.table("pay_a_little")),
        lambda: caps_of(entries.table("caps")),
    )


def _many(entries: Entries, found: list[FaultyTermsError]) -> Iterator[Callable[[], object]]:
    """Yield what reads each table that may occur more often."""
    readers: Mapping[str, Callable[[Entries], object]] = {
        "fees": fee_of, "premiums": premium_of, "reports": report_of, "norms": norm_of,
    }  # fmt: skip
    for name, read in readers.items():
        tables: list[Entries] = []
        _try(lambda name=name, tables=tables: tables.extend(entries.tables(name)), found)  # type: ignore[misc]
        for each in tables:
            yield lambda read=read, each=each: read(each)  # type: ignore[misc]


def _fault(error: FaultyTermsError, text: str) -> Fault:
    missing = error.shown == _("nothing")
    said = _("{key} is missing. {remedy}") if missing else _("{key} is “{value}”. {remedy}")
    told = said.format(key=error.key, value=error.shown, remedy=error.remedy)
    return Fault(told, line_of(text, error.key))


def line_of(text: str, key: str) -> int | None:
    """Return the line of an entry, or of the table that should have it; none if neither is there.

    ``key`` is as the reader names it: ``fees[intake].amount``, ``bonus_malus.work.months``.
    """
    *tables, entry = re.split(r"\.(?![^\[]*\])", key)
    path = ".".join(re.sub(r"\[.*\]", "", each) for each in tables)
    wanted = re.search(r"\[(.*)\]", ".".join(tables))
    at_table: int | None = None
    for place in _places(text):
        if place.path == path and (wanted is None or wanted[1] in place.element):
            at_table = at_table or (place.number if place.is_header else None)
            if re.match(rf"\s*{re.escape(entry)}\s*=", place.text):
                return place.number
        elif place.is_header and place.path == f"{path}.{entry}".strip("."):
            return place.number
    return at_table


@dataclass(frozen=True)
class _Place:
    """A line of a document: in which table it stands, and in which element of a list of them."""

    number: int
    text: str
    path: str
    element: tuple[str, ...]
    is_header: bool


def _places(text: str) -> Iterator[_Place]:
    lines = text.split("\n")
    path, element, root, counts = "", tuple[str, ...](), "", dict[str, int]()
    for number, line in enumerate(lines, start=1):
        header = HEADER.match(line)
        if header:
            path = header["path"]
            if header["many"]:
                counts[path] = counts.get(path, 0) + 1
                root, element = path, (str(counts[path]), *_name(lines[number:]))
            elif not path.startswith(f"{root}.") or not root:
                root, element = "", ()
        yield _Place(number, line, path, element, header is not None)


def _name(lines: Sequence[str]) -> Iterator[str]:
    """Yield the name of an element of a list, as it stands below its header."""
    for line in lines:
        if HEADER.match(line):
            return
        if found := NAME.match(line):
            yield found["name"]
            return
