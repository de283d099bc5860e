"""Writes who a client is: the only door to names, numbers and addresses, within a change."""

from collections.abc import Mapping

from django.db.models import QuerySet

from trede.register.clients.models import Client, Identity
from trede.register.facts.journal import REGISTER, AlreadyWithdrawnError, Journal

IDENTITIES = "identities"
"""The name under which a change of who a client is stands among the tables of the change."""
COLUMNS = (
    "family_name",
    "infix",
    "first_names",
    "birth_on",
    "encrypted_number",
    "address",
    "postcode",
    "place",
    "phone",
    "email",
    "language",
)


def contents(identity: Identity) -> dict[str, object]:
    """Return what an identity says."""
    return {name: getattr(identity, name) for name in COLUMNS}


def write_identity(
    journal: Journal, client: Client, values: Mapping[str, object], source: str = REGISTER
) -> Identity | None:
    """Record who a client is, in the place of what was believed; what is not given stays.

    Returns nothing if all of it stood there already.
    """
    known = Identity.objects.current().filter(client=client).first()
    stood = contents(known) if known is not None else {}
    merged = {**stood, **values}
    if known is not None:
        if merged == stood:
            return None
        withdraw_identity(journal, known)
    return _record(journal, client, merged, source)


def withdraw_identity(journal: Journal, identity: Identity) -> None:
    """Withdraw who a client is believed to be; raises AlreadyWithdrawnError."""
    believed = Identity.objects.current().filter(pk=identity.pk)
    change = journal.change
    if not believed.update(withdrawn_at=change.at, withdrawn_in=change):
        raise AlreadyWithdrawnError([])
    _note(journal)


def remove_identities(journal: Journal, client: Client) -> None:
    """Remove who a client is, in every version; only the term for keeping it is a ground for that.

    Facts are withdrawn and never deleted; this is the one exception, and it touches no fact.
    """
    QuerySet(Identity).filter(client=client).delete()
    _note(journal)


def put_back(journal: Journal, identity: Identity) -> Identity:
    """Record again what was withdrawn."""
    return _record(journal, identity.client, contents(identity), identity.source)


def _record(
    journal: Journal, client: Client, values: Mapping[str, object], source: str
) -> Identity:
    identity = Identity(
        client=client,
        recorded_at=journal.change.at,
        recorded_in=journal.change,
        source=source,
        **values,
    )
    identity.save(force_insert=True)
    _note(journal)
    return identity


def _note(journal: Journal) -> None:
    if IDENTITIES not in journal.change.tables:
        journal.change.tables.append(IDENTITIES)
