"""The pages of those who decide on sanctions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.access.looking import log_look, page, signed_in
from trede.register.access.models import Basis
from trede.register.clients.models import Client
from trede.register.enforcement.deciding import (
    DecisionForm,
    Proposal,
    decide,
    find_proposal,
    proposals_to_decide,
    proposed,
)
from trede.register.facts.journal import newest_change
from trede.register.project.clock import today


@require_GET
@page("sanctions")
def show_proposals(request: HttpRequest) -> HttpResponse:
    """List the proposals to decide on, oldest first."""
    waiting = proposals_to_decide()
    people = [fact.cell("person_id") for fact in waiting]
    clients = {
        client.person_id: client
        for client in Client.objects.filter(person_id__in=people).prefetch_related("identities")
    }
    known = [(fact, clients[str(fact.cell("person_id"))]) for fact in waiting
             if fact.cell("person_id") in clients]  # fmt: skip
    return render(request, "enforcement/proposals.html", {"proposals": known})


@require_http_methods(["GET", "POST"])
@page("sanction")
def decide_sanction(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Show a proposal with its explanation, or record the decision on it."""
    client = get_object_or_404(Client, number=number)
    proposal = find_proposal(client, key)
    if proposal is None:
        raise Http404(key)
    why = _("decides on a proposed sanction")
    log_look(signed_in(request), client, Basis.STATED_REASON, why, "sanction")
    initial = {**proposed(proposal), "seen": newest_change(client)}
    form = DecisionForm(request.POST or None, proposal=proposal, initial=initial)
    if request.method == "POST" and form.is_valid() and _decided(request, proposal, form):
        return redirect(reverse("sanctions"))
    context = {"proposal": proposal, "client": client, "form": form, "back": reverse("sanctions")}
    return render(request, "enforcement/decide.html", context, status=422 if form.errors else 200)


def _decided(request: HttpRequest, proposal: Proposal, form: DecisionForm) -> bool:
    try:
        done = decide(proposal, signed_in(request), today(), form.cleaned_data)
    except TredeError as error:
        form.tell(error)
        return False
    messages.success(request, done)
    return True
