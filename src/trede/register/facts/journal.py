"""The one door through which facts are written.

A journal is open for one step about one client: everything within succeeds together or not at
all, at one moment, by one author. It records, corrects and withdraws; each row is checked against
the declaration of its table before it is stored.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from trede.dossier.columns import Column, ColumnType, Table
from trede.dossier.tables import TABLES
from trede.errors import TredeError, UsageError
from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.models import Fact, believed, model_of
from trede.register.facts.versions import Change
from trede.register.project.clock import now

Value = str | int | bool | date | datetime | None
REGISTER = "register"
"""The source of facts that are entered in the register itself."""
ROWS_AT_ONCE = 500

_TYPES: Mapping[ColumnType, tuple[type, ...]] = {
    ColumnType.TEXT: (str,),
    ColumnType.DATE: (date,),
    ColumnType.MOMENT: (datetime,),
    ColumnType.WHOLE: (int,),
    ColumnType.CENTS: (int,),
    ColumnType.YES_NO: (bool,),
}


class UnfitFactError(UsageError):
    """A fact does not fit the declaration of its table."""

    def __init__(self, table: str, column: str, why: str) -> None:
        self.table, self.column = table, column
        super().__init__(f"{table}.{column}: {why}")


class AlreadyKnownError(UsageError):
    """A fact with the same key is believed already."""

    def __init__(self, table: str, known: Fact) -> None:
        self.known = known
        super().__init__(
            _("This is on file already ({table}). Correct what is there instead.").format(
                table=table
            )
        )


class ChangedMeanwhileError(TredeError):
    """Someone else changed what a form was filled in upon."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = tuple(changes)
        super().__init__(
            _(
                "While you were filling this in, someone else changed this client's file. "
                "Look at what changed below; save again if yours still holds."
            )
        )


class MergedError(UsageError):
    """Nothing is written any more about a client who turned out to be another."""

    def __init__(self, client: Client) -> None:
        super().__init__(
            _(
                "Client {number} was merged with client {kept}. Nothing was saved; go on there."
            ).format(number=client.number, kept=client.kept.number)
        )


class AlreadyWithdrawnError(ChangedMeanwhileError):
    """The fact that is to be corrected is no longer believed."""


class LastingFactError(UsageError):
    """A row of the books is to be changed: it never is, a mistake is booked back."""

    def __init__(self, table: str) -> None:
        super().__init__(
            _(
                "What is in the books ({table}) is never changed or taken out. Correct it with a "
                "booking of its own."
            ).format(table=table)
        )


@dataclass
class Journal:
    """Facts being written in one change; ``source`` is theirs unless another is named."""

    change: Change
    written: list[Fact] = field(default_factory=list)
    source: str = REGISTER

    def record(self, table: str, values: Mapping[str, Value], source: str | None = None) -> Fact:
        """Record a new fact; raises UnfitFactError and AlreadyKnownError."""
        checked = check_values(TABLES[table], values)
        model = model_of(table)
        key = {name: checked.get(name) for name in TABLES[table].key}
        known = believed(table).filter(**_exactly(key)).first()
        if known is not None:
            raise AlreadyKnownError(table, known)
        said = {"recorded_at": self.change.at, "source": source or self.source}
        fact = model(**checked, **said, recorded_in=self.change)
        fact.save(force_insert=True)
        self._note(fact)
        return fact

    def record_all(self, table: str, rows: Iterable[Mapping[str, Value]]) -> list[Fact]:
        """Record many new facts of a table at once; raises UnfitFactError.

        Their keys are new: the database refuses one that is believed already.
        """
        model, said = model_of(table), {"recorded_at": self.change.at, "source": self.source}
        checked = [check_values(TABLES[table], values) for values in rows]
        facts = [model(**each, **said, recorded_in=self.change) for each in checked]
        stored: list[Fact] = list(model.objects.bulk_create(facts, batch_size=ROWS_AT_ONCE))
        self.written += stored
        if stored and table not in self.change.tables:
            self.change.tables.append(table)
        return stored

    def correct(self, fact: Fact, values: Mapping[str, Value]) -> Fact:
        """Withdraw a fact and record it again with other values; returns it if nothing differs."""
        merged = {**fact.values, **values}
        if merged == fact.values:
            return fact
        self.withdraw(fact)
        return self.record(fact.declared.name, merged)  # type: ignore[arg-type]

    def withdraw(self, fact: Fact) -> None:
        """Withdraw a fact: from now on it is not believed.

        Raises AlreadyWithdrawnError, and LastingFactError for a row of the books.
        """
        if fact.declared.lasting:
            raise LastingFactError(fact.declared.name)
        done = type(fact).objects.current().filter(pk=fact.pk)
        if not done.update(withdrawn_at=self.change.at, withdrawn_in=self.change):
            stored = type(fact).objects.get(pk=fact.pk)
            raise AlreadyWithdrawnError([stored.withdrawn_in] if stored.withdrawn_in else [])
        self._note(fact)

    def _note(self, fact: Fact) -> None:
        self.written.append(fact)
        if fact.declared.name not in self.change.tables:
            self.change.tables.append(fact.declared.name)


Follower = Callable[[Change], None]
_followers: list[Follower] = []


def follow(follower: Follower) -> Follower:
    """Call a function at the end of every change, within its transaction (signals do)."""
    _followers.append(follower)
    return follower


@contextmanager
def open_journal(
    *,
    author: User | None,
    step: str,
    client: Client | None = None,
    reason: str = "",
    seen: int | None = None,
    touches: Sequence[str] = (),
    request: str | None = None,
    source: str = REGISTER,
) -> Iterator[Journal]:
    """Open the journal for one step; everything within is stored together or not at all.

    ``seen`` is the newest change that the form was filled in upon and ``touches`` the tables it
    shows: if another change touched them since, nothing is stored and ChangedMeanwhileError is
    raised; MergedError if the client was merged with another. ``request`` is the caller's own
    number for the step, ``source`` who says what is recorded.
    """
    with transaction.atomic():
        if client is not None:
            locked = Client.objects.select_for_update().get(pk=client.pk)
            if locked.merged_into_id is not None:
                raise MergedError(locked)
            if seen is not None:
                _check_unchanged(client, seen, touches)
        change = Change.objects.create(
            at=now(),
            author=author,
            person_id=client.person_id if client else None,
            step=step,
            reason=reason,
            request=request,
        )
        journal = Journal(change, source=source)
        yield journal
        change.save(update_fields=["tables"])
        for follower in _followers:
            follower(change)


def newest_change(client: Client) -> int:
    """Return the number of the newest change of a client's file, 0 if there is none."""
    changes = Change.objects.filter(person_id=client.person_id)
    return changes.order_by("-id").values_list("id", flat=True).first() or 0


def _check_unchanged(client: Client, seen: int, touches: Sequence[str]) -> None:
    newer = Change.objects.filter(person_id=client.person_id, id__gt=seen).order_by("id")
    changes = [change for change in newer if set(change.tables) & set(touches)]
    if changes:
        raise ChangedMeanwhileError(changes)


def new_id() -> str:
    """Return a key for a new fact."""
    return uuid4().hex


def check_values(table: Table, values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values of a row; raises UnfitFactError where they do not fit the declaration."""
    columns = {column.name: column for column in table.own_columns}
    for name in values:
        if name not in columns:
            raise UnfitFactError(table.name, name, _("there is no such column"))
    for column in columns.values():
        _check_value(table, column, values.get(column.name))
    return dict(values)


def _check_value(table: Table, column: Column, value: Value) -> None:
    if value is None:
        if column.required:
            raise UnfitFactError(table.name, column.name, _("must be filled in"))
        return
    fits = isinstance(value, _TYPES[column.type])
    if column.type in {ColumnType.WHOLE, ColumnType.CENTS}:
        fits = fits and not isinstance(value, bool)
    if column.type is ColumnType.DATE:
        fits = fits and not isinstance(value, datetime)
    if not fits:
        why = _("'{value}' is no {type}").format(value=value, type=column.type.value)
        raise UnfitFactError(table.name, column.name, why)


def _exactly(key: Mapping[str, Value]) -> dict[str, object]:
    return {
        (f"{name}__isnull" if value is None else name): (True if value is None else value)
        for name, value in key.items()
    }
