"""Receives a hand-over: everything in it becomes facts, with the sender as their source.

Someone who is known already keeps one dossier: what is on file stays, what is new is added, and
what differs becomes a to-do. A hand-over that was received before is not received again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from trede.errors import UsageError
from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.journal import open_journal
from trede.register.facts.versions import Change
from trede.register.project.clock import today
from trede.register.steps.handover import Handover
from trede.register.steps.handover_requirements import Missing, missing_of
from trede.register.steps.handover_writing import write
from trede.register.steps.registering import anchor, check_birth, find_known, warn_of_namesake

STEP = "handover"


class NotUsableError(UsageError):
    """A hand-over lacks what is needed to know whom it is about; ``missing`` says what."""

    def __init__(self, missing: Missing) -> None:
        self.missing = missing
        super().__init__(
            _("This hand-over cannot be received yet. Missing: {missing}.").format(
                missing=", ".join(missing.needed)
            )
        )


class ReceivedBeforeError(UsageError):
    """A hand-over with the same sender and reference was received before."""

    def __init__(self, handover: Handover) -> None:
        super().__init__(
            _(
                "Hand-over {reference} of {sender} was received before; nothing was recorded."
            ).format(reference=handover.reference, sender=handover.sender)
        )


@dataclass(frozen=True)
class Received:
    """What came of a hand-over: whose, in which change, what was missing, what differed."""

    client: Client
    change: Change
    missing: Missing
    is_new: bool
    differences: tuple[str, ...]


def receive(
    handover: Handover,
    author: User | None,
    manager: User | None,
    confirmed: Mapping[str, object] | None = None,
) -> Received:
    """Receive a hand-over; new clients go to the case manager.

    ``confirmed`` holds the warnings that someone has confirmed. Raises NotUsableError,
    ReceivedBeforeError, RefusedError and UnconfirmedError.
    """
    missing = missing_of(handover, today())
    if missing.needed:
        raise NotUsableError(missing)
    request = request_of(handover)
    if Change.objects.filter(request=request).exists():
        raise ReceivedBeforeError(handover)
    person = handover.person.model_dump()
    known = find_known(person["citizen_number"])
    if known is None:
        check_birth(person["birth_on"])
        warn_of_namesake({**person, **(confirmed or {})})
    try:
        with transaction.atomic():
            client = known or anchor(person["citizen_number"])
            with open_journal(author=author, step=STEP, client=client, request=request) as journal:
                differences = write(journal, client, handover, missing, manager)
    except IntegrityError:
        if Change.objects.filter(request=request).exists():
            raise ReceivedBeforeError(handover) from None
        raise
    return Received(client, journal.change, missing, known is None, differences)


def request_of(handover: Handover) -> str:
    """Return the number under which the change of a hand-over is found: its sender's own."""
    return f"{STEP}:{handover.sender}:{handover.reference}"
