"""Computes what asks for attention: for one client after every change, for all every night.

Both run the same query on the same facts and write differences only, so that the projections
can be rebuilt at any time. A change and its signals are one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from trede.register.facts.models import Change, model_of
from trede.register.facts.reading import PERSONAL
from trede.register.project.clock import today
from trede.register.signals.believed_rows import (
    facts_about,
    facts_about_everyone,
    shared_facts,
)
from trede.register.signals.engine import SignalEngine, ready_engine
from trede.register.signals.models import Projection, Signal, Standing
from trede.register.signals.projection import Difference, project
from trede.register.signals.queries import Found, Query, Row, query_on
from trede.register.signals.settings import settings_on

LOOKED_BACK = 500
"""How many of the newest changes are looked at for one that was still under way."""

_left: ContextVar[bool] = ContextVar("left", default=False)


@dataclass(frozen=True)
class Refreshed:
    """What a run changed in the projections."""

    signals: Difference
    standings: Difference


def refresh_client(person_id: str, day: date | None = None) -> Refreshed:
    """Compute one client's signals and standing as of today and store what differs."""
    query = query_on(day or today(), settings_on(day or today()))
    with ready_engine(query, lambda: shared_facts(query.tables)) as engine:
        found = engine.ask_about(facts_about(person_id, query.tables))
    with transaction.atomic():
        return _store(found, person_id)


def refresh_all(day: date | None = None) -> Refreshed:
    """Compute everyone's signals and standing as of today and store what differs.

    Whoever was changed while this ran is computed anew at the end.
    """
    query = query_on(day or today(), settings_on(day or today()))
    seen = _newest_changes()
    found = _compute_all(query)
    with transaction.atomic():
        refreshed = _store(found)
    for person_id in _changed_since(seen):
        refresh_client(person_id, day)
    return refreshed


@contextmanager
def left_to_the_run() -> Iterator[None]:
    """Leave the signals of changes within to the :func:`refresh_all` that follows on them."""
    before = _left.set(True)
    try:
        yield
    finally:
        _left.reset(before)


def refresh_after(change: Change) -> None:
    """Compute the signals of those whom a change is about; the journal calls this."""
    if _left.get():
        return
    for person_id in _persons_of(change):
        refresh_client(person_id)


def _compute_all(query: Query) -> Found:
    with TemporaryDirectory(prefix="trede-signals-") as folder:
        engine = SignalEngine(query, Path(folder) / "facts.duckdb")
        try:
            engine.fill(shared_facts(query.tables))
            engine.fill(facts_about_everyone(query.tables))
            return engine.ask()
        finally:
            engine.close()


def _store(found: Found, person_id: str | None = None) -> Refreshed:
    return Refreshed(
        project(Signal, _rows(Signal, found.signals), person_id),
        project(Standing, _rows(Standing, found.standings), person_id),
    )


def _rows(model: type[Projection], rows: list[Row]) -> dict[tuple[object, ...], tuple[object, ...]]:
    """Return rows by key, with empty text where the rules found nobody or nothing."""
    names = (*model.KEY, *model.VALUES)
    texts = [model._meta.get_field(name).empty_strings_allowed for name in names]  # noqa: SLF001
    split = len(model.KEY)
    told = (
        tuple("" if cell is None and text else cell for cell, text in zip(row, texts, strict=True))
        for row in rows
    )
    return {row[:split]: row[split:] for row in told}


def _persons_of(change: Change) -> set[str]:
    """Return whom a change is about; a change about no one client may touch the facts of many.

    Only tables that signals rest on count: a month's invoices are about thousands of clients.
    """
    if change.person_id is not None:
        return {change.person_id}
    persons: set[str] = set()
    read = query_on(today(), settings_on(today())).tables
    for table in set(change.tables) & set(PERSONAL) & set(read):
        for told in ("recorded_in", "withdrawn_in"):
            touched = model_of(table).objects.filter(**{told: change})
            told_of = (fact.values["person_id"] for fact in touched)
            persons.update(str(person) for person in told_of if person is not None)
    return persons


def _newest_changes() -> set[int]:
    return set(Change.objects.order_by("-id").values_list("id", flat=True)[:LOOKED_BACK])


def _changed_since(seen: set[int]) -> list[str]:
    """Return whose facts were changed by changes that could not be seen before."""
    new = Change.objects.filter(id__gte=min(seen, default=0)).exclude(id__in=seen)
    return sorted({person for change in new for person in _persons_of(change)})
