"""Checks a municipality's own policy when it is read, against what Trede ships.

A word that nobody knows would otherwise do nothing, or something else than was meant, without a
word: a rule that asks for an answer that no question gives, a value that is not on its scale.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from trede.dossier.codes import lists_in_force
from trede.language import translate as _
from trede.measures.suggestions import did_you_mean, sentences

Entry = Mapping[str, Any]
Content = Mapping[str, Any]
"""What stands in a file with policy: entries by kind."""

COMMON = frozenset({"name", "nl", "en", "valid_from", "valid_until", "source", "article"})
CONDITION = frozenset({"answer", "fact", "is", "at_least", "at_most"})
FACTS = frozenset(
    {"age", "barriers", "barrier", "exemption", "exemption_reason", "months_on_benefit", "scheme"}
    | {"work", "household", "education", "last_worked"}
)
"""The facts that a rule of proposals can ask for, besides every scale by its name."""
QUESTION_KEYS = frozenset(
    {"name", "kind", "section", "nl", "en", "help_nl", "help_en", "options", "codes"}
    | {"lowest", "highest", "person", "barriers"}
)
QUESTION_KINDS = ("choice", "code", "yes_no", "number", "day", "words", "several")
_WORDS_OF_REFERRALS: Mapping[str, str] = {
    "diagnoser": "referral_watch",
    "like_running": "referral_watch",
    "may_travel": "barrier",
    "budget_kinds": "budget_kind",
    "purchase_kinds": "purchase_kind",
    "cost_kinds": "cost_kind",
}
"""By key: the code list that its words come from."""
AT_MOST = 20
"""So many words to choose from are named."""
OF_SOME = 2
"""From so many shipped entries on, what all of them have is what an entry must have."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in an own file: in which entry, at which key, why, and what to do."""

    entry: str
    key: str
    why: str

    def __str__(self) -> str:
        """Say it in one sentence."""
        where = " ".join(filter(None, (f"'{self.entry}'" if self.entry else "", self.key)))
        return f"{where}: {self.why}" if where else self.why


def faults_in(
    policy: str, shipped: Content, own: Content, questions: Sequence[Entry]
) -> list[Fault]:
    """Return what is wrong in the own content of a policy, in the order of the file."""
    found: list[Fault] = []
    for kind, entries in own.items():
        if kind not in shipped:
            said = _("there is no part '{kind}' in this file. It has: {known}.")
            why = said.format(kind=kind, known=", ".join(shipped))
            found.append(Fault("", kind, sentences(why, did_you_mean(kind, shipped))))
            continue
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
            found.append(Fault("", kind, _("write each entry under [[{kind}]]").format(kind=kind)))
            continue
        for entry in entries:
            found += _in_entry(kind, shipped[kind], entry)
            if policy == "questionnaire" and kind == "questions":
                found += _in_question(entry, shipped, own)
            if policy == "proposals" and kind == "rules":
                found += _in_rule(entry, questions)
            if policy == "referrals":
                found += _in_referrals(kind, entry, shipped[kind])
    return found


def _in_entry(kind: str, shipped: Sequence[Entry], entry: Entry) -> Iterator[Fault]:
    """Yield keys that nobody reads, keys that lack, and values of another sort than is read."""
    if "name" not in entry:
        yield Fault("", "", _("an entry of '{kind}' has no name").format(kind=kind))
        return
    name = str(entry["name"])
    known = COMMON.union(*shipped) | (QUESTION_KEYS if kind == "questions" else frozenset())
    for key, value in entry.items():
        if key not in known:
            why = _("nobody reads this key. Known are: {known}.")
            listed = why.format(known=", ".join(sorted(known)))
            yield Fault(name, key, sentences(listed, did_you_mean(key, known)))
        sorts = {type(each[key]) for each in shipped if key in each}
        if sorts and type(value) not in sorts:
            yield Fault(
                name, key, _("write it as {example}").format(example=_example(key, shipped))
            )
    for key in ("valid_from", "valid_until"):
        if key in entry and type(entry[key]) is not date:
            yield Fault(name, key, _("write it as {example}").format(example="2027-01-01"))
    if len(shipped) >= OF_SOME:
        always = frozenset(shipped[0]).intersection(*shipped)
        for key in sorted(always - entry.keys() - {"valid_from", "valid_until", "source"}):
            yield Fault(name, key, _("is missing"))


def _example(key: str, shipped: Sequence[Entry]) -> str:
    """Return how Trede writes a value of a key."""
    value = next(each[key] for each in shipped if key in each)
    if isinstance(value, bool):
        return "true, false"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _in_question(entry: Entry, shipped: Content, own: Content) -> Iterator[Fault]:
    name = str(entry.get("name", ""))
    sections = [str(each.get("name")) for each in _all(shipped, own, "sections")]
    yield from _one_of(name, "section", [entry.get("section")], sections)
    yield from _one_of(name, "kind", [entry.get("kind")], QUESTION_KINDS)
    if entry.get("kind") == "code":
        yield from _one_of(name, "codes", [entry.get("codes")], lists_in_force())
    if isinstance(entry.get("barriers"), dict):
        yield from _one_of(name, "barriers", entry["barriers"].values(), _codes("barrier"))
        yield from _one_of(name, "barriers", entry["barriers"], answers_to(entry))


def _in_referrals(kind: str, entry: Entry, shipped: Sequence[Entry]) -> Iterator[Fault]:
    """Yield words that nobody knows, and terms of which one is missing."""
    name = str(entry.get("name", ""))
    if kind == "travels":
        yield from _one_of(name, "name", [name], [each["name"] for each in shipped])
    for key, codes in _WORDS_OF_REFERRALS.items():
        value = entry.get(key, [])
        values = value if isinstance(value, list) else [value]
        yield from _one_of(name, key, values, _codes(codes))
    for key in sorted(frozenset(shipped[0]) - COMMON - entry.keys()):
        if len(shipped) < OF_SOME:
            yield Fault(name, key, _("is missing"))


def _in_rule(entry: Entry, questions: Sequence[Entry]) -> Iterator[Fault]:
    name, scale = str(entry.get("name", "")), str(entry.get("scale"))
    if scale not in _codes("scale") or scale not in lists_in_force():
        yield from _one_of(name, "scale", [scale], _codes("scale"))
        return
    yield from _one_of(name, "value", [entry.get("value")], _codes(scale))
    asked = {str(each.get("name")): each for each in questions}
    conditions = entry.get("when")
    for condition in conditions if isinstance(conditions, list) else []:
        if isinstance(condition, dict):
            yield from _in_condition(name, condition, asked)
        else:
            yield Fault(name, "when", _example_of_condition())


def _in_condition(rule: str, condition: Entry, asked: Mapping[str, Entry]) -> Iterator[Fault]:
    yield from _one_of(rule, "when", condition, sorted(CONDITION))
    if not condition.keys() & {"is", "at_least", "at_most"} or not (
        condition.keys() & {"answer", "fact"}
    ):
        yield Fault(rule, "when", _example_of_condition())
        return
    wanted = condition.get("is", [])
    if not isinstance(wanted, list):
        yield Fault(rule, "when", _example_of_condition())
    elif "answer" in condition:
        question = str(condition["answer"])
        yield from _one_of(rule, "when, answer", [question], asked)
        if question in asked:
            yield from _one_of(rule, "when, is", wanted, answers_to(asked[question]))
    else:
        fact, scales = str(condition["fact"]), _codes("scale")
        yield from _one_of(rule, "when, fact", [fact], sorted({*FACTS, *scales}))
        if fact in scales and fact in lists_in_force():
            yield from _one_of(rule, "when, is", wanted, _codes(fact))


def _example_of_condition() -> str:
    example = '{ answer = "outlook", is = ["not_foreseeable"] }'
    return _("write a condition as {example}").format(example=example)


def answers_to(question: Entry) -> Iterable[str]:
    """Return the answers that a question can get; nothing if it can get any."""
    match question.get("kind"):
        case "yes_no":
            return ("yes", "no")
        case "code":
            return _codes(str(question.get("codes")))
        case "choice" | "several":
            options = question.get("options", ())
            return [str(each.get("code")) for each in options if isinstance(each, dict)]
        case _:
            return ()


def _one_of(name: str, key: str, values: Iterable[object], known: Iterable[str]) -> Iterator[Fault]:
    """Yield the values that are not among the known ones; everything is fine if none is known."""
    allowed = [str(each) for each in known]
    for value in values:
        if allowed and str(value) not in allowed:
            said = _('"{value}" is unknown here. Choose from: {known}.')
            listed = said.format(value=value, known=_some(allowed))
            yield Fault(name, key, sentences(listed, did_you_mean(str(value), allowed)))


def _some(known: Sequence[str]) -> str:
    """Return words to choose from, the first ones of many."""
    return ", ".join(known[:AT_MOST]) + (", …" if len(known) > AT_MOST else "")


def _all(shipped: Content, own: Content, kind: str) -> list[Entry]:
    return [*shipped.get(kind, ()), *own.get(kind, ())]


def _codes(codes: str) -> list[str]:
    """Return the codes of a list; none if there is no such list."""
    found = lists_in_force().get(codes)
    return [each.code for each in found.codes] if found else []
