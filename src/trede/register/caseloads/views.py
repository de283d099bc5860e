"""The pages of a team leader."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import assignments_now, clients_of
from trede.register.accounts.models import Team, User
from trede.register.accounts.roles import Domain
from trede.register.caseloads.assigning import Assignment, assign
from trede.register.caseloads.case_management import CaseManagement, model_on
from trede.register.caseloads.forms import AssignForm, NormForm
from trede.register.caseloads.models import CaseloadNorm
from trede.register.caseloads.overview import overview_of
from trede.register.caseloads.transition import (
    assign_to_present,
    transition_of,
    under_other_model,
)
from trede.register.clients.models import Client
from trede.register.project.clock import now, today

AT_ONCE = 200
"""How many clients a page shows to choose from."""
OTHER_MODEL = "other-model"
"""Narrows the list to the clients who are still to be brought over."""


def _team(request: HttpRequest) -> Team:
    team = signed_in(request).team
    if team is None:
        raise PermissionDenied(_("You are in no team; an administrator can put you in one."))
    return team


@require_GET
@page("team")
def show_team(request: HttpRequest) -> HttpResponse:
    """Show the caseloads of the own team."""
    team = _team(request)
    overview = overview_of(team, today())
    transition = transition_of(clients_of(signed_in(request)), today())
    context = {
        "team": team,
        "overview": overview,
        "rungs": sorted({rung for each in overview.caseloads for rung in each.rungs}),
        "transition": transition,
        "is_separated": transition.model is CaseManagement.SEPARATED,
    }
    return render(request, "caseloads/team.html", context)


@require_http_methods(["GET", "POST"])
@page("assign")
def assign_clients(request: HttpRequest) -> HttpResponse:
    """Choose clients of the own team and give them another case manager, or one for each task."""
    _team(request)
    own, model = clients_of(signed_in(request)), model_on(today())
    bringing_over = request.GET.get("which") == OTHER_MODEL
    listed = under_other_model(own, model) if bringing_over else _of_manager(request, own)
    form = AssignForm(
        request.POST or None,
        model=model,
        bringing_over=bringing_over,
        initial={"starts_on": today()},
    )
    chosen = list(own.filter(number__in=request.POST.getlist("client")))
    if request.method == "POST" and form.is_valid():
        if not chosen:
            form.add_error(None, _("Choose at least one client in the list."))
        elif _assigned(request, form, chosen):
            return redirect(reverse("team"))
    pages = Paginator(listed.order_by("number").prefetch_related("identities"), AT_ONCE)
    shown = pages.get_page(request.GET.get("page"))
    every = request.GET.get("choose") == "all" and request.method == "GET"
    context = {
        "form": form,
        "model": model,
        "page": shown,
        "chosen": {client.number for client in (shown.object_list if every else chosen)},
        "bringing_over": bringing_over,
        "manager": request.GET.get("manager", ""),
        "address": _address(request),
    }
    return render(request, "caseloads/assign.html", context, status=422 if form.errors else 200)


def _of_manager(request: HttpRequest, own: QuerySet[Client]) -> QuerySet[Client]:
    manager = request.GET.get("manager", "")
    if not manager:
        return own
    people = assignments_now().filter(case_manager_id=manager).values("person_id")
    return own.filter(person_id__in=people)


def _address(request: HttpRequest) -> str:
    """Return the address of the list without its page, to which a part can be added."""
    asked = request.GET.copy()
    for part in ("page", "choose"):
        asked.pop(part, None)
    return f"?{asked.urlencode()}&" if asked else "?"


def _assigned(request: HttpRequest, form: AssignForm, chosen: list[Client]) -> bool:
    answers, present = form.cleaned_data, form.present()
    assignment = Assignment(
        managers=form.managers(),
        starts_on=answers["starts_on"],
        is_warm=answers["is_warm"],
        reason=answers["reason"],
    )
    author = signed_in(request)
    try:
        if present is not None:
            assign_to_present(chosen, present, assignment, author)
        else:
            assign(chosen, assignment, author)
    except TredeError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _done(len(chosen), assignment.managers))
    return True


def _done(clients: int, managers: Mapping[Domain, User]) -> str:
    if set(managers) == {Domain.INTEGRAL}:
        done = _("{clients} clients now have {name} as case manager.")
        return done.format(clients=clients, name=managers[Domain.INTEGRAL].name)
    if not managers:
        return _("{clients} clients now have one case manager for income and work.").format(
            clients=clients
        )
    named = _("{name} for {domain}")
    who = [named.format(name=user.name, domain=domain.title) for domain, user in managers.items()]
    return _("{clients} clients now have {names}.").format(clients=clients, names=", ".join(who))


@require_http_methods(["GET", "POST"])
@page("norm")
def set_norm(request: HttpRequest) -> HttpResponse:
    """Set the norm for a caseload, with its grounds; earlier norms stay on the page."""
    team, model = _team(request), model_on(today())
    form = NormForm(request.POST or None, team=team, model=model, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        CaseloadNorm.objects.create(
            team=team,
            case_manager=User.objects.filter(username=answers["manager"]).first(),
            domain=answers.get("domain", Domain.INTEGRAL.value),
            clients=answers["clients"],
            grounds=answers["grounds"],
            valid_from=answers["valid_from"],
            author=signed_in(request),
            set_at=now(),
        )
        messages.success(request, _("The norm is set."))
        return redirect(reverse("team"))
    norms = CaseloadNorm.objects.filter(team=team).select_related("case_manager", "author")
    context = {
        "form": form,
        "team": team,
        "norms": [(norm, Domain(norm.domain).title) for norm in norms],
    }
    return render(request, "caseloads/norm.html", context, status=422 if form.errors else 200)
