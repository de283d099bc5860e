"""Correcting a citizen service number, with the pseudonym under which the facts stand.

The number makes the pseudonym, so a wrong number means facts under the wrong one, where an extract
of another source would never find them. They move in one transaction; the client keeps its own
number. The wrong pseudonym is free again for whom it belongs to.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import replace

from django.db import transaction

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.clients.identities import write_identity
from trede.register.clients.models import Client
from trede.register.clients.numbers import encrypt_number, pseudonym_of
from trede.register.facts.journal import open_journal
from trede.register.facts.versions import Change
from trede.register.project.clock import today
from trede.register.quality.merging import TOUCHES, at_one_moment
from trede.register.quality.models import Renumbering
from trede.register.quality.moving import Passage, move, plan_passages
from trede.register.steps.refusing import RefusedError

CITIZEN_NUMBER = "citizen-number"


class NumberTakenError(RefusedError):
    """Another client has this citizen service number; the two may be one."""

    def __init__(self, other: Client) -> None:
        self.other = other
        super().__init__(
            _(
                "Client {number} has this citizen service number. If they are one person, compare "
                "and merge the two."
            ).format(number=other.number),
            "citizen_number",
        )


def renumber(
    client: Client, number: str, author: User, reason: str, seen: int | None = None
) -> Change:
    """Give a client the right citizen service number.

    Raises NoCitizenNumberError, NumberTakenError, RefusedError and ChangedMeanwhileError.
    """
    person_id = pseudonym_of(number)
    with transaction.atomic():
        client = Client.objects.select_for_update().get(pk=client.pk)
        _check_free(client, person_id)
        former = copy(client)
        with open_journal(
            author=author,
            step=CITIZEN_NUMBER,
            client=former,
            reason=reason,
            seen=seen,
            touches=TOUCHES,
        ) as leaving:
            if person_id == client.person_id:
                write_identity(leaving, client, {"encrypted_number": encrypt_number(number)})
                return leaving.change
            Client.objects.filter(pk=client.pk).update(person_id=person_id)
            client.person_id = person_id
            with open_journal(
                author=author, step=CITIZEN_NUMBER, client=client, reason=reason
            ) as arriving:
                at_one_moment(leaving.change, arriving.change)
                move(_passages(former, client), leaving, arriving)
                write_identity(arriving, client, {"encrypted_number": encrypt_number(number)})
            Renumbering.objects.create(
                client=client,
                former_person_id=former.person_id,
                person_id=person_id,
                left_in=leaving.change,
                joined_in=arriving.change,
            )
        return arriving.change


def _check_free(client: Client, person_id: str) -> None:
    if client.identity is None:
        raise RefusedError(_("Record the client's name first; the number is kept beside it."))
    other = Client.objects.filter(person_id=person_id).exclude(pk=client.pk).first()
    if other is not None:
        raise NumberTakenError(other.kept)


def _passages(former: Client, client: Client) -> Iterator[Passage]:
    """Yield the passages of all facts; that the number was missing is no longer so."""
    for passage in plan_passages(former.person_id, client.person_id, today()):
        doubt = (passage.values or {}).get("identity_doubt")
        if passage.values is not None and doubt == "no_citizen_number":
            yield replace(passage, values={**passage.values, "identity_doubt": None})
        else:
            yield passage
