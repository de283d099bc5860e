"""The list of clients: one's own, or all for whoever states why."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from trede.register.access.looking import page, signed_in
from trede.register.access.rules import clients_of, may_open
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.clients.searching import find
from trede.register.pages.menu import WITH_CLIENTS
from trede.register.signals.models import Standing

if TYPE_CHECKING:
    from django.db.models import QuerySet

AT_ONCE = 50


@require_GET
@page("clients")
def list_clients(request: HttpRequest) -> HttpResponse:
    """List one's own clients, and say how many more a search finds in the rest of the register.

    Outside the own caseload a list shows name and number only, after a search. A search that finds
    none of one's own goes there at once; ``rest`` in the address asks for it.
    """
    user, text = signed_in(request), request.GET.get("search", "").strip()
    own = find(text, clients_of(user))
    rest = _in_the_rest(user, text)
    everywhere = bool(text) and ("rest" in request.GET or not own.exists())
    found = rest if everywhere else own
    elsewhere = 0 if everywhere or not text else rest.count()
    pages = Paginator(found.order_by("number").prefetch_related("identities"), AT_ONCE)
    shown = pages.get_page(request.GET.get("page"))
    if text and pages.count == 1 and not elsewhere and "rest" not in request.GET:
        return redirect(reverse("dossier", args=[shown.object_list[0].number]))
    people = [client.person_id for client in shown.object_list]
    standings = {each.person_id: each for each in Standing.objects.filter(person_id__in=people)}
    context = {
        "clients": [(client, standings.get(client.person_id)) for client in shown.object_list],
        "page": shown,
        "text": text,
        "everywhere": everywhere,
        "elsewhere": elsewhere,
        "own_found": own.count() if everywhere else pages.count,
        "may_register": may_open(user, "register-client"),
        "has_own": user.has_role(*WITH_CLIENTS),
    }
    return render(request, "clients/clients.html", context)


def _in_the_rest(user: User, text: str) -> "QuerySet[Client]":
    """Return whom a search finds outside the own caseload."""
    known = Client.objects.filter(merged_into__isnull=True)
    return find(text, known.exclude(pk__in=clients_of(user).values("pk")))
