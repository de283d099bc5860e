"""The local policy in readable form: what holds, whose it is, and from when until when."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from trede.language import current_language
from trede.language import translate as _
from trede.register.pages.templating import show_code, show_day, upper_first
from trede.register.steps.policies import (
    FaultyPolicyError,
    PolicyVersion,
    faults_of,
    own_file,
    policies,
    versions_of,
)

TITLE_KEYS = ("nl", "en")
PLACED_ELSEWHERE = frozenset({*TITLE_KEYS, "name", "valid_from", "valid_until"})


@dataclass(frozen=True)
class Line:
    """One entry in words: its title, what it says, whose it is, and when it holds."""

    name: str
    title: str
    says: Sequence[tuple[str, str]]
    is_own: bool
    is_replaced: bool
    holds: bool
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True)
class Policy:
    """A policy: its entries by kind, its own file if there is one, and what is wrong with it."""

    name: str
    title: str
    explanation: str
    kinds: Sequence[tuple[str, Sequence[Line]]]
    changed_at: datetime | None
    problems: tuple[str, ...]

    @property
    def own(self) -> int:
        """How many entries are the municipality's own."""
        return sum(line.is_own for _kind, lines in self.kinds for line in lines)

    @property
    def holding(self) -> int:
        """How many entries hold."""
        return sum(line.holds for _kind, lines in self.kinds for line in lines)


def all_policies(day: date) -> list[Policy]:
    """Return every policy as it stands on a day."""
    return [policy_on(name, day) for name in policies()]


def policy_on(name: str, day: date) -> Policy:
    """Return one policy as it stands on a day; a faulty file is a problem told, not an error."""
    title, explanation = titles()[name]
    file = own_file(name)
    changed_at = datetime.fromtimestamp(file.stat().st_mtime) if file.is_file() else None  # noqa: DTZ006
    try:
        versions, problems = versions_of(name), tuple(map(str, faults_of(name)))
    except FaultyPolicyError as error:
        versions, problems = [], (str(error),)
    kinds: dict[str, list[Line]] = {}
    for each in versions:
        kinds.setdefault(each.kind, []).append(_line(each, day))
    named = [(_kind_title(kind), lines) for kind, lines in kinds.items()]
    return Policy(name, title, explanation, named, changed_at, problems)


def titles() -> Mapping[str, tuple[str, str]]:
    """Return title and explanation of every policy, in the language in use."""
    return {
        "benefits": (_("Applications for benefit"), _("The term of a decision, and first days.")),
        "exemptions": (_("Exemptions"), _("What an exemption from the work obligation must meet.")),
        "extensions": (
            _("Extension of contracts"),
            _("When the register advises to extend a contract."),
        ),
        "handover": (_("Hand-overs"), _("What a hand-over must hold.")),
        "proposals": (
            _("Classification"),
            _("The scales in use, and the rules that propose a value."),
        ),
        "questionnaire": (_("Diagnosis"), _("The questions of a diagnosis.")),
        "referrals": (
            _("Referral and own purchase"),
            _("What travels with a referral, what is watched, and what may be bought."),
        ),
        "retention": (
            _("Retention"),
            _("How long names and numbers of former clients are kept."),
        ),
        "sanctions": (_("Sanctions"), _("The scheme: which breach leads to which sanction.")),
        "tendering": (_("Tenders and contracts"), _("Limits, duties and mandatory clauses.")),
        "trajectories": (_("Trajectories"), _("Local rules about trajectories.")),
        "verification": (_("Verification of exits"), _("The sources that may be used.")),
    }


def _kind_title(kind: str) -> str:
    found = {
        "terms": _("Provisions"),
        "fits": _("For whom offers are"),
        "requirements": _("Requirements"),
        "scales": _("Scales"),
        "rules": _("Rules, the first that fits holds"),
        "questionnaires": _("Questionnaires"),
        "sections": _("Parts"),
        "questions": _("Questions"),
        "sources": _("Sources"),
        "limits": _("Limits"),
        "duties": _("Duties"),
        "splitting": _("Assignments that look split"),
        "clauses": _("Clauses"),
        "travels": _("What travels with a referral"),
        "barriers": _("Barriers"),
        "budgets": _("Budgets"),
        "purchases": _("Own purchase"),
        "extension": _("Advice on extension"),
    }
    return found.get(kind, kind)


def _line(version: PolicyVersion, day: date) -> Line:
    entry = version.entry
    return Line(
        name=entry["name"],
        title=str(entry.get(current_language(), entry["name"])),
        says=list(_says(entry)),
        is_own=version.is_own,
        is_replaced=version.is_replaced,
        holds=version.holds(day),
        valid_from=entry.get("valid_from"),
        valid_until=entry.get("valid_until"),
    )


def _says(entry: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry in words, with their values."""
    other = next(each for each in TITLE_KEYS if each != current_language())
    for key, value in entry.items():
        if (not within and key in PLACED_ELSEWHERE) or key.endswith(f"_{other}"):
            continue
        name = f"{within}{key}"
        if isinstance(value, dict):
            yield from _says(value, f"{name}.")
        else:
            yield _called(name), _shown(name, value)


def _called(name: str) -> str:
    """Return what a field is called; what stands within it keeps the word of the file."""
    field, *within = name.split(".")
    words = _words().get(field)
    called = words[current_language()] if words else field
    return " · ".join((called, *within))


def _shown(name: str, value: object) -> str:
    """Write a value; codes of a list by their labels."""
    codes = _words().get(name.split(".", maxsplit=1)[0], {}).get("list")
    if codes is None:
        return _plain(value)
    values = value if isinstance(value, list) else [value]
    return ", ".join(show_code(str(each), codes) for each in values) or "–"


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    file = Path(__file__).parent / "policy_words.toml"
    fields: Mapping[str, Mapping[str, str]] = tomllib.loads(file.read_text("utf-8"))["fields"]
    return fields


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return show_day(value)
    if isinstance(value, dict):
        return upper_first(", ".join(f"{key} {_plain(each)}" for key, each in value.items()))
    if isinstance(value, list | tuple):
        return "; ".join(_plain(each) for each in value) or "–"
    return str(value)
