"""The page that asks why one looks at a client."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trede.register.access.addresses import next_of
from trede.register.access.looking import page, signed_in, state_reason
from trede.register.access.rules import may_open
from trede.register.clients.models import Client

SHORTEST_REASON = 10


@require_http_methods(["GET", "POST"])
@page("look-reason")
def ask_reason(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why one looks at a client outside the own caseload; the client can read it.

    The page one came from may propose a reason, such as the figure that is being checked. Who opens
    no files looks at what was asked and paid for the client, and is asked about that.
    """
    client = get_object_or_404(Client, number=number)
    reason = request.POST.get("reason", request.GET.get("reason", "")).strip()
    money = reverse("money-chain", args=[number])
    opens_files = may_open(signed_in(request), "dossier")
    onward = next_of(request, reverse("dossier", args=[number]) if opens_files else money)
    if request.method == "POST" and len(reason) >= SHORTEST_REASON:
        state_reason(request, client, reason)
        return redirect(onward)
    context = {
        "client": client,
        "next": onward,
        "reason": reason,
        "looks_at_money": not opens_files or onward.startswith(money),
        "is_short": request.method == "POST",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "access/reason.html", context, status=status)
