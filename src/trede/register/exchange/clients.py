"""Makes a client of every person that a dossier brings, with a number for its address."""

import re
from collections.abc import Iterator
from itertools import count

import pyarrow as pa

from trede.register.clients.models import Client
from trede.register.clients.numbers import NoCitizenNumberError, pseudonym_of

FIRST_MADE_NUMBER = 70_000_001
"""Where numbers begin that the register makes itself; no eight digits start so elsewhere."""

_FIT_FOR_AN_ADDRESS = re.compile(r"[A-Za-z0-9._-]{1,40}")
_AT_ONCE = 2_000


def add_clients(persons: pa.Table) -> int:
    """Make the clients of persons; returns how many.

    A client keeps the municipality's own number. It gets a made one if there is none, if another
    client has it, if it does not fit in an address, or if it is the citizen service number itself.
    """
    last = persons.sort_by([("person_id", "ascending"), ("recorded_at", "ascending")])
    wanted = dict(
        zip(last["person_id"].to_pylist(), last["client_number"].to_pylist(), strict=True)
    )
    known = set(Client.objects.values_list("person_id", flat=True))
    taken = set(Client.objects.values_list("number", flat=True))
    made = _made_numbers(taken | set(wanted.values()))
    clients = []
    for person, number in wanted.items():
        if person in known:
            continue
        fits = number is not None and number not in taken and _may_be_shown(number, person)
        chosen = number if fits else next(made)
        taken.add(chosen)
        clients.append(Client(person_id=person, number=chosen))
    Client.objects.bulk_create(clients, batch_size=_AT_ONCE)
    return len(clients)


def _made_numbers(avoided: set[str | None]) -> Iterator[str]:
    return (str(number) for number in count(FIRST_MADE_NUMBER) if str(number) not in avoided)


def _may_be_shown(number: str, person: str) -> bool:
    if not _FIT_FOR_AN_ADDRESS.fullmatch(number):
        return False
    try:
        return pseudonym_of(number) != person
    except NoCitizenNumberError:
        return True
