"""Moves the facts of one person to another within open journals, and knows the way back.

A fact that moves is withdrawn under the one and recorded under the other at the same moment, with
its own source; when it was recorded first follows from its versions. Where the other says something
under the same key already, that stays, and only what it lacks is filled in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from trede.dossier.tables import TABLES
from trede.register.facts.journal import Journal, Value
from trede.register.facts.models import MODELS, Fact, believed, model_of
from trede.register.facts.reading import PERSONAL
from trede.register.facts.versions import Change

Values = Mapping[str, object]
Key = tuple[object, ...]
ASSIGNMENTS = "case_manager_assignments"


@dataclass(frozen=True)
class Passage:
    """What becomes of one fact of a person who turns out to be another.

    ``values`` are recorded under the other in the place of ``known``, which the other has under the
    same key; none: nothing is recorded, since the other says it already.
    """

    fact: Fact
    known: Fact | None
    values: Values | None


def plan_passages(person_id: str, other_id: str, day: date) -> list[Passage]:
    """Return what would become of the facts of a person, on a day."""
    theirs = {key_of(fact): fact for fact in facts_about(other_id)}
    running = _running(theirs.values(), day)
    return [
        _passage(fact, theirs.get(key_of(fact)), other_id, running, day)
        for fact in facts_about(person_id)
    ]


def move(passages: Iterable[Passage], leaving: Journal, arriving: Journal) -> None:
    """Withdraw facts in one journal and record them in the other."""
    for passage in passages:
        leaving.withdraw(passage.fact)
        if passage.values is None:
            continue
        if passage.known is not None:
            arriving.withdraw(passage.known)
        source = (passage.known or passage.fact).source
        _record(arriving, passage.fact.declared.name, passage.values, source)


@dataclass(frozen=True)
class Return:
    """What goes back of one fact: ``now`` is withdrawn, ``values`` are recorded in its place.

    ``before`` is the fact as it was before it moved; ``after`` as it was recorded then.
    """

    before: Fact
    after: Fact | None
    now: Fact | None
    values: Values
    source: str

    @property
    def is_corrected(self) -> bool:
        """Whether it was corrected since it moved."""
        return self.now is not None and self.after is not None and self.now.pk != self.after.pk

    @property
    def was_withdrawn(self) -> bool:
        """Whether it was withdrawn since it moved."""
        return self.after is not None and self.now is None


@dataclass(frozen=True)
class WayBack:
    """What goes back, what is restored of the other, and what was added since and stays."""

    returning: tuple[Return, ...]
    restored: tuple[Return, ...]
    added_since: tuple[Fact, ...]


def plan_return(left_in: Change, joined_in: Change, other_id: str) -> WayBack:
    """Return the way back of facts that moved in two changes, now with ``other_id``."""
    tables = [table for table in MODELS if table in {*left_in.tables, *joined_in.tables}]
    left = _by_key(tables, withdrawn_in=left_in)
    recorded = _by_key(tables, recorded_in=joined_in)
    replaced = _by_key(tables, withdrawn_in=joined_in)
    now = {key_of(fact): fact for fact in facts_about(other_id)}
    returning = tuple(
        _return(fact, None if key in replaced else recorded.get(key), now.get(key))
        for key, fact in left.items()
    )
    restored = tuple(
        _return(fact, recorded.get(key), now[key]) for key, fact in replaced.items() if key in now
    )
    known = {key_of(each.before) for each in (*returning, *restored)}
    since = (fact for fact in now.values() if (fact.recorded_in_id or 0) > joined_in.pk)
    added = tuple(fact for fact in since if key_of(fact) not in known)
    return WayBack(returning, restored, added)


def go_back(way: WayBack, person_id: str, leaving: Journal, arriving: Journal) -> None:
    """Go the way back: facts return to a person, and what the other had is restored."""
    for each in way.returning:
        if each.now is not None and each.after is not None:
            leaving.withdraw(each.now)
        values = {**each.values, "person_id": person_id}
        _record(arriving, each.before.declared.name, values, each.source)
    for each in way.restored:
        if each.now is not None and each.values != each.now.values:
            leaving.withdraw(each.now)
            _record(leaving, each.before.declared.name, each.values, each.source)


def between(before: Values, after: Values, now: Values) -> dict[str, object]:
    """Return what was before, except for the cells that were changed since."""
    return {name: before[name] if now[name] == after[name] else now[name] for name in before}


def facts_about(person_id: str) -> list[Fact]:
    """Return everything that is believed about a person, table by table, oldest first.

    The books are left as they are: a payment stays with the person it was booked for.
    """
    found: list[Fact] = []
    for table in (name for name in PERSONAL if not TABLES[name].lasting):
        found += believed(table).filter(person_id=person_id).order_by("recorded_at", "pk")
    return found


def key_of(fact: Fact) -> Key:
    """Return table and key of a fact without the person it is about."""
    own = (fact.cell(name) for name in fact.declared.key if name != "person_id")
    return (fact.declared.name, *own)


def _passage(
    fact: Fact, known: Fact | None, other_id: str, running: Sequence[Fact], day: date
) -> Passage:
    values = {**fact.values, "person_id": other_id}
    if known is not None:
        stood = known.values
        filled = {name: values[name] if stood[name] is None else stood[name] for name in stood}
        return Passage(fact, known, None if filled == stood else filled)
    if fact.declared.name == ASSIGNMENTS and _meets(fact, running, day):
        ended = {**values, "ends_on": day}
        return Passage(fact, None, ended if cast("date", fact.cell("starts_on")) < day else None)
    return Passage(fact, None, values)


def _running(facts: Iterable[Fact], day: date) -> list[Fact]:
    return [fact for fact in facts if fact.declared.name == ASSIGNMENTS and _runs(fact, day)]


def _runs(fact: Fact, day: date) -> bool:
    ends_on = fact.cell("ends_on")
    return not isinstance(ends_on, date) or ends_on > day


def _meets(fact: Fact, running: Sequence[Fact], day: date) -> bool:
    """Tell whether a running assignment meets one that runs for the same task already."""
    role = fact.cell("role")
    others = {each.cell("role") for each in running}
    return _runs(fact, day) and bool(others & {role, "both"} or (role == "both" and others))


def _return(before: Fact, after: Fact | None, now: Fact | None) -> Return:
    if after is None or now is None:
        return Return(before, after, now, before.values, before.source)
    ours = {"person_id": before.cell("person_id")}
    values = between(before.values, {**after.values, **ours}, {**now.values, **ours})
    source = before.source if now.pk == after.pk else now.source
    return Return(before, after, now, values, source)


def _by_key(tables: Sequence[str], **told: Change) -> dict[Key, Fact]:
    rows = (fact for table in tables for fact in model_of(table).objects.filter(**told))
    return {key_of(fact): fact for fact in rows if fact.recorded_in_id != fact.withdrawn_in_id}


def _record(journal: Journal, table: str, values: Values, source: str) -> None:
    journal.record(table, cast("dict[str, Value]", values), source)
