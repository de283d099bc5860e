"""What was changed about a thing, when, by whom and why: read from the versions of its facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from trede.dossier.columns import Column, ColumnType
from trede.language import translate as _
from trede.register.facts.models import Fact, model_of
from trede.register.facts.versions import Change
from trede.register.pages.templating import show_code, show_day, show_euro
from trede.register.steps.registry import label_of

Labels = Mapping[str, str]
"""What columns are called on pages; a column without a label is left out of the history."""


@dataclass(frozen=True)
class Entry:
    """One change: when, by whom, what was done, why, and what stood there before and after.

    ``named`` says what was done in words, for what is no task of the thing itself.
    """

    at: datetime
    author: str
    step: str
    named: str
    reason: str
    lines: Sequence[tuple[str, str, str]]


def history(facts: Mapping[str, Mapping[str, object]], labels: Labels) -> list[Entry]:
    """Return the changes of facts, the newest first; ``facts`` gives by table what picks them."""
    lines: dict[int, list[tuple[str, str, str]]] = {}
    changes: dict[int, Change] = {}
    for table, picked in facts.items():
        versions = model_of(table).objects.filter(**picked)
        for change, before, after in _steps(list(_with_changes(versions))):
            changes[change.pk] = change
            lines.setdefault(change.pk, []).extend(_lines(before, after, labels))
    newest_first = sorted(changes, reverse=True)
    return [_entry(changes[pk], lines[pk]) for pk in newest_first]


def _with_changes(versions: object) -> Sequence[Fact]:
    found: Sequence[Fact] = versions.select_related(  # type: ignore[attr-defined]
        "recorded_in__author", "withdrawn_in__author"
    ).order_by("pk")
    return found


def _steps(versions: Sequence[Fact]) -> list[tuple[Change, Fact | None, Fact | None]]:
    """Pair each version with the one it took the place of, by the change that did it."""
    ended = {(fact.withdrawn_in_id, _key(fact)): fact for fact in versions if fact.withdrawn_in}
    steps: list[tuple[Change, Fact | None, Fact | None]] = []
    for fact in versions:
        if fact.recorded_in is not None:
            before = ended.pop((fact.recorded_in_id, _key(fact)), None)
            steps.append((fact.recorded_in, before, fact))
    removed = [(fact.withdrawn_in, fact, None) for fact in ended.values() if fact.withdrawn_in]
    return [*steps, *removed]


def _key(fact: Fact) -> tuple[object, ...]:
    return tuple(fact.cell(name) for name in fact.declared.key)


def _lines(before: Fact | None, after: Fact | None, labels: Labels) -> list[tuple[str, str, str]]:
    declared = (after or before).declared  # type: ignore[union-attr]
    found = []
    for column in declared.own_columns:
        was, is_now = (_shown(column, fact) for fact in (before, after))
        if column.name in labels and was != is_now:
            found.append((labels[column.name], was, is_now))
    return found


def _shown(column: Column, fact: Fact | None) -> str:
    value = fact.cell(column.name) if fact is not None else None
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return show_day(value)
    if isinstance(value, int) and column.type is ColumnType.CENTS:
        return show_euro(value)
    return show_code(str(value), column.codes) if column.codes else str(value)


def _entry(change: Change, lines: Sequence[tuple[str, str, str]]) -> Entry:
    author = change.author.name if change.author else _("the register")
    return Entry(change.at, author, change.step, label_of(change), change.reason, tuple(lines))
