"""The pages about providers and what they offer."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open, may_see_cost
from trede.register.contracts.reading import contracts_of_provider
from trede.register.facts.models import Fact
from trede.register.project.clock import today
from trede.register.providers.catalogue import products
from trede.register.providers.history import history
from trede.register.providers.keeping import ADD, TASKS
from trede.register.providers.pages import take
from trede.register.providers.reading import all_providers, contacts_of, has_ended, successors
from trede.register.providers.results import results_by_contract
from trede.register.referrals.volumes import places_taken
from trede.register.steps.fields import labels


@require_GET
@page("providers")
def list_providers(request: HttpRequest) -> HttpResponse:
    """List providers; ``search`` looks in name, group and specialisation."""
    text, day = request.GET.get("search", "").strip(), today()
    found = [each for each in all_providers().values() if _has(each, text)]
    context = {
        "providers": found,
        "text": text,
        "ended": {each.pk for each in found if has_ended(each, day)},
        "may_change": may_open(signed_in(request), "provider-task"),
    }
    return render(request, "providers/providers.html", context)


def _has(provider: Fact, text: str) -> bool:
    told = (provider.cell(name) for name in ("name", "company_group", "specialisation", "place"))
    return text.casefold() in " ".join(str(each or "") for each in told).casefold()


@require_GET
@page("providers")
def show_provider(request: HttpRequest, key: str) -> HttpResponse:
    """Show one provider: who it is, its contacts, its offer, its contracts, what was changed."""
    providers, day = all_providers(), today()
    if key not in providers:
        raise Http404(key)
    user = signed_in(request)
    context = {
        "provider": providers[key],
        "ended": has_ended(providers[key], day),
        "successors": successors(providers, key),
        "contacts": contacts_of(key),
        "products": products(day, provider_id=key),
        "contracts": contracts_of_provider(key, day),
        "results": results_by_contract(day),
        "sees_cost": may_see_cost(user),
        "may_change": may_open(user, "provider-task"),
        "history": history(_facts_of(key), _labels()),
        "names": _task_titles(),
    }
    return render(request, "providers/provider.html", context)


def _facts_of(key: str) -> Mapping[str, Mapping[str, object]]:
    return {
        "providers": {"provider_id": key},
        "provider_contacts": {"provider_id": key},
        "products": {"provider_id": key},
    }


def _labels() -> Mapping[str, str]:
    return {
        "name": _("Name"),
        "company_group": _("Company group"),
        "affiliation": _("Affiliated or private"),
        "specialisation": _("Specialisation"),
        "place": _("Established in"),
        "ended_by": _("End"),
        "ended_on": _("Last day"),
        "task": _("To turn to for"),
        "email": _("E-mail"),
        "telephone": _("Telephone"),
        "target_group": _("For whom"),
        "method": _("What is done"),
        "capacity": _("Places at the same time"),
        "duration_weeks": _("Usual duration, in weeks"),
    }


def _task_titles() -> Mapping[str, str]:
    return {ADD.name: ADD.title(), **{name: task.title() for name, task in TASKS.items()}}


@require_GET
@page("catalogue")
def show_catalogue(request: HttpRequest) -> HttpResponse:
    """Show what can be had today, with prices for those who may see them."""
    day, rung = today(), request.GET.get("rung", "")
    text = request.GET.get("search", "").strip()
    found = [
        each
        for each in products(day)
        if each.is_offered(day) and each.has(text) and rung in {"", each.fact.cell("rung")}
    ]
    context = {
        "products": found,
        "groups": [
            (_("Where someone can be placed"), [each for each in found if not each.barred]),
            (_("Where nobody can be placed now"), [each for each in found if each.barred]),
        ],
        "text": text,
        "rung": rung,
        "rungs": labels("participation_rung"),
        "taken": places_taken([each.fact for each in found], day),
        "day": day,
        "sees_cost": may_see_cost(signed_in(request)),
        "opens_providers": may_open(signed_in(request), "providers"),
        "opens_contracts": may_open(signed_in(request), "contracts"),
    }
    return render(request, "providers/catalogue.html", context)


@require_http_methods(["GET", "POST"])
@page("provider-task")
def add_provider(request: HttpRequest) -> HttpResponse:
    """Add a provider."""
    trail = [(_("Providers"), reverse("providers"))]
    return take(request, ADD, "", "", lambda _key: reverse("providers"), {"trail": trail})


@require_http_methods(["GET", "POST"])
@page("provider-task")
def take_task(request: HttpRequest, key: str, task: str, part: str = "") -> HttpResponse:
    """Do one task about a provider."""
    provider = all_providers().get(key)
    if provider is None:
        raise Http404(key)
    trail = [
        (_("Providers"), reverse("providers")),
        (str(provider.cell("name")), reverse("provider", args=[key])),
    ]
    back = lambda at: reverse("provider", args=[at])  # noqa: E731 - as short as it gets
    return take(request, TASKS.get(task), key, part, back, {"trail": trail})
