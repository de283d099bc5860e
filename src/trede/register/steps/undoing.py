"""The way back: withdraws what a change recorded, and records again what it withdrew.

Nothing is erased: undoing is a change of its own, with an author and a reason, and can be undone
in its turn. It is refused once something else was built upon the change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from trede.dossier.tables import TABLES
from trede.errors import UsageError
from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.clients.identities import contents, put_back, withdraw_identity
from trede.register.clients.models import Client, Identity
from trede.register.facts.journal import Journal, open_journal
from trede.register.facts.models import MODELS, Fact, believed
from trede.register.facts.versions import Change
from trede.register.steps.fields import WordsField
from trede.register.steps.form import LabelledForm, Words

UNDO = "undo"
"""The name of the step in the history of a file."""
ABOUT_TWO = frozenset({"merge", "unmerge", "citizen-number"})
"""Changes that are about two persons, or one under two pseudonyms; they have their own way back."""
DECISIONS = frozenset({"sanction-decision", "sanction-revision"})
"""Decisions on sanctions: whoever took one revises it, and tells the income side again."""

REFERRAL_ANSWERS = frozenset({"referral-accept", "referral-return"})
"""The answers of a provider to a referral: it was told in words that they stand."""

REMOVAL = "retention"
"""The removal of who a client was, after the term for keeping it."""


class BuiltUponError(UsageError):
    """A change cannot be undone, for others were built upon it; ``later`` are those."""

    def __init__(self, later: Sequence[Change]) -> None:
        self.later = tuple(later)
        super().__init__(
            _("This can no longer be undone: later changes were built upon it. Undo those first.")
        )


class UndoneElsewhereError(UsageError):
    """A change about two persons, or a decision, is not undone from a client's file."""

    def __init__(self, step: str) -> None:
        if step in DECISIONS:
            said = _("A decision is revised by whoever took it, under Sanctions.")
        elif step == REMOVAL:
            said = _("What was removed after its term cannot be brought back.")
        else:
            said = _(
                "This change is about two files. A data manager can undo it, under Data: merges on "
                "the page of the merge, a citizen service number by correcting it again."
            )
        super().__init__(said)


class SentByProviderError(UsageError):
    """A change was written by a provider: it is not undone over its head."""

    def __init__(self, step: str) -> None:
        if step in REFERRAL_ANSWERS:
            said = _(
                "The provider answered the referral. End the participation, or refer the client "
                "anew: the provider is then told of it."
            )
        else:
            said = _(
                "A provider sent this, and is not to lose it unseen. Ask a report or plan back "
                "with your answer to it, or contradict work and absence under With providers: "
                "the provider reads your reason."
            )
        super().__init__(said)


class UndoForm(LabelledForm):
    """Why a change is undone; not asked of someone who takes it back at once."""

    reason = WordsField(rows=2)

    def __init__(self, *args: Any, at_once: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not at_once
        self.complete()

    def words(self) -> Words:
        """Return the label."""
        return {"reason": _("Why do you undo this?")}

    def clean_reason(self) -> str:
        """Return the reason."""
        return str(self.cleaned_data["reason"] or _("taken back at once"))


@dataclass(frozen=True)
class Trail:
    """What a change recorded and withdrew, and the later changes that were built upon it."""

    recorded: tuple[Fact | Identity, ...]
    withdrawn: tuple[Fact | Identity, ...]
    later: tuple[Change, ...]


def undo(change: Change, author: User | None, reason: str) -> Change:
    """Undo a change and return the change that did so.

    Raises BuiltUponError, SentByProviderError, and UndoneElsewhereError for a decision and for a
    change that is about two persons.
    """
    if is_by_provider(change):
        raise SentByProviderError(change.step)
    if change.step in {*ABOUT_TWO, *DECISIONS, REMOVAL}:
        raise UndoneElsewhereError(change.step)
    client = Client.objects.filter(person_id=change.person_id).first()
    with open_journal(author=author, step=UNDO, client=client, reason=reason) as journal:
        trail = look_back(change)
        if trail.later:
            raise BuiltUponError(trail.later)
        for row in trail.recorded:
            _withdraw(journal, row)
        for row in trail.withdrawn:
            _record_again(journal, row)
    return journal.change


def is_by_provider(change: Change) -> bool:
    """Tell whether someone of a provider wrote a change."""
    return change.author is not None and bool(change.author.provider_id)


def look_back(change: Change) -> Trail:
    """Return what a change did, and what was built upon it since."""
    rows = [row for model in _models(change) for row in _rows(model, change)]
    own = [row for row in rows if row.recorded_in_id != row.withdrawn_in_id]
    recorded = tuple(_restored(row) for row in own if row.recorded_in_id == change.pk)
    withdrawn = tuple(row for row in own if row.withdrawn_in_id == change.pk)
    later = {row.withdrawn_in for row in recorded if row.withdrawn_in is not None}
    later |= set(_changes_that_refer_to(recorded, withdrawn, change))
    later |= set(_changes_that_replaced(withdrawn, recorded))
    return Trail(recorded, withdrawn, tuple(sorted(later, key=lambda each: each.pk)))


def _restored(row: Fact | Identity) -> Fact | Identity:
    """Return the row itself; or the one that holds now and says just the same.

    There is one if what was built upon the row was undone.
    """
    if row.withdrawn_in is None:
        return row
    if isinstance(row, Identity):
        others = Identity.objects.current().filter(client=row.client)
        return next((each for each in others if contents(each) == contents(row)), row)
    key = {name: row.cell(name) for name in row.declared.key if row.cell(name) is not None}
    same = believed(row.declared.name).filter(**key)
    return next((each for each in same if each.values == row.values), row)


def _models(change: Change) -> Iterator[type[Fact] | type[Identity]]:
    for table in change.tables:
        yield MODELS.get(table, Identity)


def _rows(model: type[Fact] | type[Identity], change: Change) -> list[Fact | Identity]:
    related = model.objects.select_related("recorded_in", "withdrawn_in")
    return [*related.filter(recorded_in=change), *related.filter(withdrawn_in=change)]


def _changes_that_refer_to(
    recorded: Sequence[Fact | Identity], withdrawn: Sequence[Fact | Identity], change: Change
) -> Iterator[Change]:
    """Yield the changes that recorded facts about something that would vanish."""
    kept = {_key(row) for row in withdrawn}
    for row in recorded:
        if not isinstance(row, Fact) or len(row.declared.key) > 1 or _key(row) in kept:
            continue
        for table in TABLES.values():
            columns = [each for each in table.own_columns if each.references == row.declared.name]
            for column in columns:
                value = row.cell(row.declared.key[0])
                named = believed(table.name).filter(**{column.name: value})
                for fact in named.exclude(recorded_in=change).select_related("recorded_in"):
                    if fact.recorded_in is not None:
                        yield fact.recorded_in


def _changes_that_replaced(
    withdrawn: Sequence[Fact | Identity], recorded: Sequence[Fact | Identity]
) -> Iterator[Change]:
    """Yield the changes that recorded anew what would be recorded again."""
    taken_back = {_key(row) for row in recorded}
    for row in withdrawn:
        if not isinstance(row, Fact) or _key(row) in taken_back:
            continue
        same = believed(row.declared.name).filter(
            **{name: row.cell(name) for name in row.declared.key if row.cell(name) is not None}
        )
        for fact in same.select_related("recorded_in"):
            if fact.recorded_in is not None and _key(fact) == _key(row):
                yield fact.recorded_in


def _key(row: Fact | Identity) -> tuple[object, ...]:
    if isinstance(row, Identity):
        return ("identities", row.client_id)
    return (row.declared.name, *(row.cell(name) for name in row.declared.key))


def _withdraw(journal: Journal, row: Fact | Identity) -> None:
    if isinstance(row, Identity):
        withdraw_identity(journal, row)
    else:
        journal.withdraw(row)


def _record_again(journal: Journal, row: Fact | Identity) -> None:
    if isinstance(row, Identity):
        put_back(journal, row)
    else:
        journal.record(row.declared.name, row.values, row.source)  # type: ignore[arg-type]
