"""The pages of a team leader."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import clients_of
from trede.register.accounts.models import Team, User
from trede.register.caseloads.assigning import Assignment, assign
from trede.register.caseloads.forms import AssignForm, NormForm
from trede.register.caseloads.models import CaseloadNorm
from trede.register.caseloads.overview import caseloads_of
from trede.register.clients.models import Client
from trede.register.project.clock import now, today
from trede.register.signals.models import Standing


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
    caseloads = caseloads_of(team, today())
    rungs = sorted({rung for each in caseloads for rung in each.rungs})
    context = {"team": team, "caseloads": caseloads, "rungs": rungs}
    return render(request, "caseloads/team.html", context)


@require_http_methods(["GET", "POST"])
@page("assign")
def assign_clients(request: HttpRequest) -> HttpResponse:
    """Choose clients of the own team and give them another case manager."""
    _team(request)
    own = clients_of(signed_in(request)).prefetch_related("identities")
    manager = request.GET.get("manager", "")
    people = Standing.objects.filter(case_manager_id=manager) if manager else None
    listed = own.filter(person_id__in=people.values("person_id")) if people is not None else own
    form = AssignForm(request.POST or None, initial={"starts_on": today(), "role": "both"})
    chosen = list(own.filter(number__in=request.POST.getlist("client")))
    if request.method == "POST" and form.is_valid():
        if not chosen:
            form.add_error(None, _("Choose at least one client in the list."))
        elif _assigned(request, form, chosen):
            return redirect(reverse("team"))
    context = {
        "form": form,
        "clients": listed.order_by("number")[:500],
        "chosen": {client.number for client in chosen},
        "manager": manager,
    }
    return render(request, "caseloads/assign.html", context, status=422 if form.errors else 200)


def _assigned(request: HttpRequest, form: AssignForm, chosen: list[Client]) -> bool:
    answers = form.cleaned_data
    assignment = Assignment(
        manager=User.objects.get(username=answers["manager"]),
        role=answers["role"],
        starts_on=answers["starts_on"],
        is_warm=answers["is_warm"],
        reason=answers["reason"],
    )
    try:
        assign(chosen, assignment, signed_in(request))
    except TredeError as error:
        form.add_error(None, str(error))
        return False
    done = _("{clients} clients now have {name} as case manager.")
    messages.success(request, done.format(clients=len(chosen), name=assignment.manager.name))
    return True


@require_http_methods(["GET", "POST"])
@page("norm")
def set_norm(request: HttpRequest) -> HttpResponse:
    """Set the norm for a caseload, with its grounds; earlier norms stay on the page."""
    team = _team(request)
    form = NormForm(request.POST or None, team=team, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        CaseloadNorm.objects.create(
            team=team,
            case_manager=User.objects.filter(username=answers["manager"]).first(),
            clients=answers["clients"],
            grounds=answers["grounds"],
            valid_from=answers["valid_from"],
            author=signed_in(request),
            set_at=now(),
        )
        messages.success(request, _("The norm is set."))
        return redirect(reverse("team"))
    norms = CaseloadNorm.objects.filter(team=team).select_related("case_manager", "author")
    context = {"form": form, "team": team, "norms": norms}
    return render(request, "caseloads/norm.html", context, status=422 if form.errors else 200)
