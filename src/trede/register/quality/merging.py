"""Merging two clients who are one, and the way back: each in one transaction.

The facts of the one are withdrawn and recorded again under the other; the old number leads to the
client that was kept. Undoing puts everything back; what was added since stays with the client that
was kept.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from trede.errors import UsageError
from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.clients.identities import (
    IDENTITIES,
    contents,
    put_back,
    withdraw_identity,
    write_identity,
)
from trede.register.clients.models import Client, Identity
from trede.register.facts.journal import Journal, open_journal
from trede.register.facts.reading import PERSONAL
from trede.register.facts.versions import Change
from trede.register.project.clock import today
from trede.register.quality.models import Merge
from trede.register.quality.moving import (
    Passage,
    WayBack,
    between,
    go_back,
    move,
    plan_passages,
    plan_return,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

MERGE, UNMERGE = "merge", "unmerge"
TOUCHES = (*PERSONAL, IDENTITIES)


class CannotMergeError(UsageError):
    """These two clients cannot be merged, or not be taken apart again, as things stand."""


@dataclass(frozen=True)
class Pair:
    """Two clients who are one: ``merged`` goes over to ``kept``."""

    kept: Client
    merged: Client


@dataclass(frozen=True)
class Seen:
    """The newest changes that someone saw of both clients."""

    kept: int | None = None
    merged: int | None = None


def plan_merge(pair: Pair) -> list[Passage]:
    """Return what would become of the facts of the client who is merged."""
    return plan_passages(pair.merged.person_id, pair.kept.person_id, today())


def merge(pair: Pair, author: User, reason: str, seen: Seen | None = None) -> Merge:
    """Merge two clients; raises CannotMergeError, and ChangedMeanwhileError if not as seen."""
    with transaction.atomic():
        pair = _lock(pair)
        _check_separate(pair)
        with ExitStack() as stack:
            leaving, arriving = _open(stack, MERGE, author, reason, pair, seen or Seen())
            move(plan_merge(pair), leaving, arriving)
            _join_identities(leaving, arriving, pair)
        Client.objects.filter(pk=pair.merged.pk).update(merged_into=pair.kept)
        return Merge.objects.create(
            kept=pair.kept,
            merged=pair.merged,
            left_in=leaving.change,
            joined_in=arriving.change,
        )


def plan_unmerge(done: Merge) -> WayBack:
    """Return what would go back, and what was added since and stays."""
    return plan_return(done.left_in, done.joined_in, done.kept.person_id)


def unmerge(done: Merge, author: User, reason: str, seen: int | None = None) -> Merge:
    """Take two clients apart again; raises CannotMergeError, and ChangedMeanwhileError."""
    with transaction.atomic():
        done = Merge.objects.select_for_update().get(pk=done.pk)
        pair = _lock(Pair(done.kept, done.merged))
        _check_undoable(done, pair)
        Client.objects.filter(pk=pair.merged.pk).update(merged_into=None)
        with ExitStack() as stack:
            arriving, leaving = _open(stack, UNMERGE, author, reason, pair, Seen(kept=seen))
            go_back(plan_unmerge(done), pair.merged.person_id, leaving, arriving)
            _part_identities(leaving, arriving, done)
        done.undone_in = leaving.change
        done.save(update_fields=["undone_in"])
        return done


def _lock(pair: Pair) -> Pair:
    """Return the two clients as they stand, locked in an order that all keep to."""
    chosen = Client.objects.filter(pk__in=(pair.kept.pk, pair.merged.pk))
    locked = {client.pk: client for client in chosen.select_for_update().order_by("pk")}
    return Pair(locked[pair.kept.pk], locked[pair.merged.pk])


def _check_separate(pair: Pair) -> None:
    if pair.kept.pk == pair.merged.pk:
        raise CannotMergeError(_("This is one and the same client. Choose two clients."))
    for client in (pair.kept, pair.merged):
        if client.merged_into_id is not None:
            raise CannotMergeError(
                _("Client {number} was merged already. Look it up to see into whom.").format(
                    number=client.number
                )
            )


def _check_undoable(done: Merge, pair: Pair) -> None:
    if done.undone_in_id is not None:
        raise CannotMergeError(_("This merge was undone already."))
    if pair.kept.merged_into_id is not None:
        raise CannotMergeError(
            _("Client {number} was itself merged since. Undo that merge first.").format(
                number=pair.kept.number
            )
        )


def _open(
    stack: ExitStack, step: str, author: User, reason: str, pair: Pair, seen: Seen
) -> tuple[Journal, Journal]:
    """Open a change for each of the two, at one moment: first the merged, then the kept."""
    opened = [
        stack.enter_context(
            open_journal(
                author=author,
                step=step,
                client=client,
                reason=reason,
                seen=newest,
                touches=TOUCHES,
            )
        )
        for client, newest in ((pair.merged, seen.merged), (pair.kept, seen.kept))
    ]
    first, second = opened
    at_one_moment(first.change, second.change)
    return first, second


def at_one_moment(first: Change, second: Change) -> None:
    """Let a change have happened at the moment of another, so that nothing is missing between."""
    second.at = first.at
    second.save(update_fields=["at"])


def _join_identities(leaving: Journal, arriving: Journal, pair: Pair) -> None:
    """Withdraw who the one is; what the other lacks is filled in from it."""
    theirs, ours = pair.merged.identity, pair.kept.identity
    if theirs is None:
        return
    said = contents(theirs)
    withdraw_identity(leaving, theirs)
    stood: Mapping[str, object] = contents(ours) if ours is not None else {}
    lacking = {name: value for name, value in said.items() if value and not stood.get(name)}
    if lacking:
        write_identity(arriving, pair.kept, lacking, ours.source if ours else theirs.source)


def _part_identities(leaving: Journal, arriving: Journal, done: Merge) -> None:
    """Put back who the one was; what the other got from it goes, unless it was changed since."""
    for identity in Identity.objects.filter(withdrawn_in=done.left_in):
        put_back(arriving, identity)
    given = Identity.objects.filter(recorded_in=done.joined_in).first()
    now = done.kept.identity
    if given is None or now is None:
        return
    stood = Identity.objects.filter(withdrawn_in=done.joined_in).first()
    if stood is None:
        withdraw_identity(leaving, now)
    else:
        values = between(contents(stood), contents(given), contents(now))
        write_identity(leaving, done.kept, values, stood.source)
