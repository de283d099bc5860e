"""Finds the clients for whom anything was asked or paid, by the number of the client."""

from typing import TYPE_CHECKING

from django.db.models import Q

from trede.register.clients.models import Client
from trede.register.facts.models import believed

if TYPE_CHECKING:
    from django.db.models import QuerySet

SHORTEST = 3
"""So much of a number must be given: this is no list of clients."""
_TABLES = ("participations", "referrals", "own_purchases")


def clients_with_chain(text: str) -> "QuerySet[Client]":
    """Return the clients with a money chain whose number begins with a text; none for a short one.

    Names are not searched: who watches over money knows clients by their number.
    """
    if len(text) < SHORTEST:
        return Client.objects.none()
    whom = Q()
    for table in _TABLES:
        whom |= Q(person_id__in=believed(table).order_by().values("person_id"))
    found = Client.objects.filter(whom, merged_into__isnull=True, number__istartswith=text)
    return found.order_by("number")
