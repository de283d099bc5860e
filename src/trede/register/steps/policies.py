"""Local policy as dated data: what Trede ships, with the municipality's own laid over it.

Shipped policy stands in ``steps/policy/<name>.toml``; a municipality puts its own in
``policy/<name>.toml`` in the folder of its register. Entries may carry ``valid_from`` (first day)
and ``valid_until`` (first day no longer). An entry of the municipality replaces the shipped
entries of the same name.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from trede.errors import BadInputError
from trede.language import translate as _
from trede.register.steps.policy_checks import Fault, faults_in

Entry = Mapping[str, Any]
"""One entry of a policy, as it stands in the file."""
SHIPPED = Path(__file__).parent / "policy"
OWN = "policy"
"""The folder with the municipality's own policy, within the folder of the register."""


class FaultyPolicyError(BadInputError):
    """A file with policy cannot be used."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(
            _("{file}: {why}. Mend the file; until then nothing that needs it can be done.").format(
                file=f"{file.parent.name}/{file.name}", why=why.rstrip(".")
            )
        )


def entries_of(policy: str, kind: str) -> Sequence[Entry]:
    """Return the entries of a kind, of all times, in shipped order and then the added ones.

    Raises FaultyPolicyError.
    """
    found: dict[str, list[Entry]] = {}
    for entry in _named(SHIPPED / f"{policy}.toml", kind):
        found.setdefault(entry["name"], []).append(entry)
    own: dict[str, list[Entry]] = {}
    for entry in _named(own_file(policy), kind):
        own.setdefault(entry["name"], []).append(entry)
    return [entry for entries in (found | own).values() for entry in entries]


def faults_of(policy: str) -> list[Fault]:
    """Return what is wrong in a municipality's own file; raises FaultyPolicyError if unreadable."""
    own = _read(own_file(policy))
    if not own:
        return []
    asked = [_read(file).get("questions", ()) for file in _files("questionnaire")]
    questions = [entry for entries in asked for entry in entries]
    return faults_in(policy, _read(SHIPPED / f"{policy}.toml"), own, questions)


def check(policy: str) -> None:
    """Check a municipality's own file; raises FaultyPolicyError with the first thing wrong."""
    faults = faults_of(policy)
    if faults:
        raise FaultyPolicyError(own_file(policy), str(faults[0]))


def _files(policy: str) -> tuple[Path, Path]:
    return SHIPPED / f"{policy}.toml", own_file(policy)


def in_force(policy: str, kind: str, day: date) -> Sequence[Entry]:
    """Return the entries of a kind that are in force on a day, shipped order kept.

    A municipality's own file is checked first: nothing new is decided by a faulty one, while what
    was recorded can still be read. Raises FaultyPolicyError.
    """
    check(policy)
    return [entry for entry in entries_of(policy, kind) if is_in_force(entry, day)]


@dataclass(frozen=True)
class PolicyVersion:
    """An entry as it stands in a file: of what kind, whose, and whether another one replaces it."""

    kind: str
    entry: Entry
    is_own: bool
    is_replaced: bool

    def holds(self, day: date) -> bool:
        """Tell whether it counts on a day."""
        return not self.is_replaced and is_in_force(self.entry, day)


def policies() -> Sequence[str]:
    """Return the names of the policies that Trede ships."""
    return sorted(file.stem for file in SHIPPED.glob("*.toml"))


def versions_of(policy: str) -> Sequence[PolicyVersion]:
    """Return all entries of a policy, of all times, also those that a municipality replaced.

    Raises FaultyPolicyError.
    """
    found: list[PolicyVersion] = []
    own_kinds = [kind for kind in _read(own_file(policy)) if kind not in _kinds(policy)]
    for kind in (*_kinds(policy), *own_kinds):
        own = _named(own_file(policy), kind)
        names = {entry["name"] for entry in own}
        found += [
            PolicyVersion(kind, entry, is_own=False, is_replaced=entry["name"] in names)
            for entry in _named(SHIPPED / f"{policy}.toml", kind)
        ]
        found += [PolicyVersion(kind, entry, is_own=True, is_replaced=False) for entry in own]
    return found


def _kinds(policy: str) -> Sequence[str]:
    return tuple(_read(SHIPPED / f"{policy}.toml"))


def is_in_force(entry: Entry, day: date) -> bool:
    """Tell whether an entry is in force on a day."""
    valid_from, valid_until = entry.get("valid_from"), entry.get("valid_until")
    return (valid_from is None or valid_from <= day) and (valid_until is None or day < valid_until)


def own_file(policy: str) -> Path:
    """Return where a municipality puts its own policy."""
    folder: Path = settings.ENVIRONMENT.folder
    return folder / OWN / f"{policy}.toml"


def _named(file: Path, kind: str) -> Sequence[Entry]:
    entries: Sequence[Entry] = _read(file).get(kind, ())
    if any("name" not in entry for entry in entries):
        raise FaultyPolicyError(file, _("an entry of '{kind}' has no name").format(kind=kind))
    return entries


def _read(file: Path) -> Mapping[str, Any]:
    if not file.is_file():
        return {}
    return _parse(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _parse(file: Path, _changed: int) -> Mapping[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise FaultyPolicyError(file, _("it is not in UTF-8")) from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FaultyPolicyError(file, _unreadable(str(error), text)) from error


def _unreadable(said: str, text: str) -> str:
    """Say where a file cannot be read; the words of the parser help nobody."""
    found = re.search(r"at line (\d+)", said)
    line = found[1] if found else len(text.splitlines())
    return _(
        "line {line} cannot be read. Often a quotation mark, comma or bracket is missing there or "
        "on the line before"
    ).format(line=line)
