"""A data manager's looks at clients: for the task, and logged like all others."""

from collections.abc import Iterable

from django.http import HttpRequest

from trede.register.access.looking import open_client, signed_in
from trede.register.access.models import Basis, Look
from trede.register.access.rules import KEEPS_DATA
from trede.register.clients.models import Client
from trede.register.project.clock import now, today


def note_looks(request: HttpRequest, clients: Iterable[Client], page: str) -> None:
    """Log that someone saw what is on file of clients, once a day for each page."""
    user = signed_in(request)
    shown = {client.pk: client for client in clients}
    todays = Look.objects.filter(user=user, page=page, basis=Basis.TASK, at__date=today())
    noted = set(todays.filter(client__in=shown).values_list("client_id", flat=True))
    Look.objects.bulk_create(
        Look(at=now(), user=user, client=client, basis=Basis.TASK, page=page)
        for pk, client in shown.items()
        if pk not in noted
    )


def open_for_task(request: HttpRequest, number: str, page: str) -> Client:
    """Return a client whose file is opened to keep it clean; who only reads states a reason.

    Raises ReasonNeededError and MergedAwayError.
    """
    client = Client.objects.filter(number=number, merged_into__isnull=True).first()
    if client is None or not signed_in(request).has_role(*KEEPS_DATA):
        return open_client(request, number)
    note_looks(request, [client], page)
    return client
