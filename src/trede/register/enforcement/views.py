"""The pages of those who decide on sanctions."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.access.looking import log_look, page, signed_in
from trede.register.access.models import Basis
from trede.register.accounts.models import names_of
from trede.register.clients.models import Client
from trede.register.enforcement.deciding import (
    DecisionForm,
    Proposal,
    decide,
    find_proposal,
    proposals_to_decide,
    proposed,
)
from trede.register.enforcement.revising import (
    RevisionForm,
    decided_upon,
    find_decision,
    own_decisions,
    revise,
)
from trede.register.enforcement.telling import say
from trede.register.facts.journal import newest_change
from trede.register.facts.models import Fact
from trede.register.project.clock import today


@require_GET
@page("sanctions")
def show_proposals(request: HttpRequest) -> HttpResponse:
    """List the proposals to decide on, oldest first."""
    waiting, taken = proposals_to_decide(), own_decisions(signed_in(request))
    context = {
        "proposals": _with_clients(waiting),
        "decisions": _with_clients(taken),
        "say": say,
        "names": names_of(str(f.cell("proposed_by")) for f in waiting),
    }
    return render(request, "enforcement/proposals.html", context)


def _with_clients(sanctions: Sequence[Fact]) -> list[tuple[Fact, Client]]:
    people = [fact.cell("person_id") for fact in sanctions]
    found = Client.objects.filter(person_id__in=people).prefetch_related("identities")
    clients = {client.person_id: client for client in found}
    named = ((fact, clients.get(str(fact.cell("person_id")))) for fact in sanctions)
    return [(fact, client) for fact, client in named if client is not None]


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
    context = {
        "proposal": proposal,
        "client": client,
        "form": form,
        "back": reverse("sanctions"),
        "names": names_of([str(proposal.sanction.cell("proposed_by"))]),
    }
    return render(request, "enforcement/decide.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("sanction")
def revise_decision(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Show an own decision upon its proposal, or record what takes its place."""
    client, user = get_object_or_404(Client, number=number), signed_in(request)
    decision = find_decision(client, key, user)
    if decision is None:
        raise Http404(key)
    log_look(user, client, Basis.STATED_REASON, _("revises an own decision"), "sanction")
    proposal = decided_upon(client, decision)
    initial = {**decision.values, "motive": "", "seen": newest_change(client)}
    form = RevisionForm(request.POST or None, proposal=proposal, initial=initial)
    if request.method == "POST" and form.is_valid() and _decided(request, proposal, form, decision):
        return redirect(reverse("sanctions"))
    context = {
        "proposal": proposal,
        "decision": decision,
        "say": say,
        "client": client,
        "form": form,
        "back": reverse("sanctions"),
        "names": names_of([str(proposal.sanction.cell("proposed_by"))]),
    }
    return render(request, "enforcement/revise.html", context, status=422 if form.errors else 200)


def _decided(
    request: HttpRequest, proposal: Proposal, form: DecisionForm, decision: Fact | None = None
) -> bool:
    user, answers = signed_in(request), form.cleaned_data
    try:
        if decision is None:
            done = decide(proposal, user, today(), answers)
        else:
            done = revise(decision, proposal, user, today(), answers)
    except TredeError as error:
        form.tell(error)
        return False
    messages.success(request, done)
    return True
