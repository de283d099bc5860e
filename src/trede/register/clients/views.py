"""The list of clients: one's own, or all for whoever states why."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from trede.register.access.looking import page, signed_in
from trede.register.access.rules import clients_of, may_open
from trede.register.clients.models import Client
from trede.register.clients.searching import find
from trede.register.pages.menu import WITH_CLIENTS
from trede.register.signals.models import Standing

AT_ONCE = 50


@require_GET
@page("clients")
def list_clients(request: HttpRequest) -> HttpResponse:
    """List one's own clients; a search that finds none there looks at the whole register.

    Outside the own caseload a list shows name and number only, after a search.
    """
    user, text = signed_in(request), request.GET.get("search", "").strip()
    own = clients_of(user)
    found = find(text, own)
    everywhere = bool(text) and not found.exists()
    if everywhere:
        found = find(text, Client.objects.filter(merged_into__isnull=True))
    pages = Paginator(found.order_by("number").prefetch_related("identities"), AT_ONCE)
    shown = pages.get_page(request.GET.get("page"))
    if text and pages.count == 1:
        return redirect(reverse("dossier", args=[shown.object_list[0].number]))
    people = [client.person_id for client in shown.object_list]
    standings = {each.person_id: each for each in Standing.objects.filter(person_id__in=people)}
    context = {
        "clients": [(client, standings.get(client.person_id)) for client in shown.object_list],
        "page": shown,
        "text": text,
        "everywhere": everywhere,
        "may_register": may_open(user, "register-client"),
        "has_own": user.has_role(*WITH_CLIENTS),
    }
    return render(request, "clients/clients.html", context)
