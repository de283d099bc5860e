"""Puts facts on file and tells what is on file, in a few words each."""

from collections.abc import Callable
from datetime import date, datetime

from trede.register.clients.identities import contents
from trede.register.clients.models import Client
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed, model_of
from trede.register.facts.reading import PERSONAL

EARLIER = datetime(2026, 2, 2, 9, 30)
Told = set[tuple[object, ...]]


def put(client: Client, table: str, source: str = "benefit system", **values: object) -> None:
    """Put a fact on file as it came from another system, some time ago."""
    known = {"recorded_at": EARLIER, "source": source}
    model_of(table).objects.create(person_id=client.person_id, **values, **known)


def record(client: Client, table: str, **values: object) -> int:
    """Record a fact in the register today; returns the number of the change."""
    with open_journal(author=None, step="test", client=client) as journal:
        journal.record(table, {"person_id": client.person_id, **values})
    return journal.change.pk


def on_file(client: Client) -> Told:
    """Return everything that is believed about a client, and by whom, but for the pseudonym."""
    client = Client.objects.get(pk=client.pk)
    told: Told = set()
    for table in PERSONAL:
        for fact in believed(table).filter(person_id=client.person_id):
            values = {name: value for name, value in fact.values.items() if name != "person_id"}
            told.add((table, fact.source, *sorted(values.items(), key=str)))
    if client.identity is not None:
        told.add(("identity", *sorted(contents(client.identity).items())))
    return told


def benefit(client: Client, key: str, starts_on: date, **values: object) -> None:
    """Put a benefit on file."""
    put(client, "benefit_spells", spell_id=key, scheme="PW", starts_on=starts_on, **values)


Make = Callable[..., Client]
