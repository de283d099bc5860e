"""The pages about volumes, and about what case managers buy themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from trede.language import translate as _
from trede.register.access.looking import log_look, page, signed_in
from trede.register.access.models import Basis
from trede.register.accounts.models import User, names_of
from trede.register.facts.models import Fact
from trede.register.payments.lines import client_numbers
from trede.register.project.clock import today
from trede.register.providers.history import history
from trede.register.providers.pages import take
from trede.register.providers.reading import all_providers, name_of
from trede.register.providers.tasks import About, one
from trede.register.referrals.budgets import Budget, budget_of
from trede.register.referrals.deciding import TASKS, client_of
from trede.register.referrals.purchasing import (
    price_of,
    recurring,
    settled_purchases,
    unpaid_purchases,
    waiting_purchases,
)
from trede.register.referrals.volumes import volumes_on

AT_ONCE = 25


@require_GET
@page("volumes")
def show_volumes(request: HttpRequest) -> HttpResponse:
    """Show what was referred to each contract, against the numbers that were agreed."""
    found, providers = volumes_on(today()), all_providers()
    running = [each for each in found if not each.is_over]
    context = {
        "warned": [(each, each.warnings()) for each in found if each.warnings()],
        "volumes": Paginator(running, AT_ONCE).get_page(request.GET.get("page")),
        "provider_of": lambda each: name_of(providers, each.contract.cell("provider_id")),
    }
    return render(request, "referrals/volumes.html", context)


@dataclass(frozen=True)
class Purchase:
    """A purchase as it is listed: for whom (by number), what it costs, how long it waits."""

    fact: Fact
    number: str
    cents: int
    waited: int

    @property
    def key(self) -> str:
        """The purchase's key."""
        return str(self.fact.cell("purchase_id"))


@require_GET
@page("own-purchases")
def list_purchases(request: HttpRequest) -> HttpResponse:
    """List what waits for a decision or for payment, and what was settled before."""
    day = today()
    pages = Paginator(settled_purchases(), AT_ONCE)
    shown = pages.get_page(request.GET.get("page"))
    waiting, unpaid = waiting_purchases(), unpaid_purchases()
    everyone = [*waiting[:AT_ONCE], *unpaid[:AT_ONCE], *shown]
    context = {
        "waiting": _listed(waiting[:AT_ONCE], day, "asked_on"),
        "unpaid": _listed(unpaid[:AT_ONCE], day, "decided_on"),
        "in_all": {"waiting": len(waiting), "unpaid": len(unpaid)},
        "settled": _listed(list(shown), day, "decided_on"),
        "page": shown,
        "recurring": recurring(day),
        "names": _names(everyone),
    }
    return render(request, "referrals/purchases.html", context)


def _listed(facts: Sequence[Fact], day: date, since: str) -> list[Purchase]:
    numbers = client_numbers(str(each.cell("person_id")) for each in facts)
    return [
        Purchase(
            each,
            numbers.get(str(each.cell("person_id")), "–"),
            price_of(each),
            _days(each, since, day),
        )
        for each in facts
    ]


def _days(fact: Fact, since: str, day: date) -> int:
    began = fact.cell(since)
    return (day - began).days if isinstance(began, date) else 0


def _names(facts: Sequence[Fact]) -> Mapping[str, str]:
    columns = ("asked_by", "decided_by", "paid_by")
    named = {str(each.cell(name)) for each in facts for name in columns if each.cell(name)}
    unknown = {each: _("{username}, not a user here").format(username=each) for each in named}
    return {**unknown, **names_of(named)}


@require_GET
@page("own-purchases")
def show_purchase(request: HttpRequest, key: str) -> HttpResponse:
    """Show one purchase: what is asked and why, what its budget says, what was decided."""
    purchase = _purchase(key)
    _log(signed_in(request), purchase)
    about = About(signed_in(request), today(), key)
    context = {
        "purchase": purchase,
        "cents": price_of(purchase),
        "client": client_of(purchase),
        "budget": _budget(purchase),
        "names": _names([purchase]),
        "tasks": [each for each in TASKS.values() if signed_in(request).has_role(*each.roles)],
        "obstacle": lambda task: task.obstacle(about),
        "history": history({"own_purchases": {"purchase_id": key}}, _labels()),
        "titles": {"own-purchase": _("Asked"), **{n: t.title() for n, t in TASKS.items()}},
    }
    return render(request, "referrals/purchase.html", context)


def _purchase(key: str) -> Fact:
    found = one("own_purchases", purchase_id=key)
    if found is None:
        raise Http404(key)
    return found


def _budget(purchase: Fact) -> Budget | None:
    return budget_of(purchase.cell("budget_id"), today(), but=purchase.cell("purchase_id"))


def _log(user: User, purchase: Fact) -> None:
    """Log that someone looked at what is bought for a client."""
    client = client_of(purchase)
    if client is not None:
        log_look(user, client, Basis.TASK, "", "own-purchase")


def _labels() -> Mapping[str, str]:
    return {
        "name": _("What is bought"),
        "decision": _("Decision"),
        "explanation": _("Why"),
        "paid_on": _("Paid on"),
    }


@require_http_methods(["GET", "POST"])
@page("own-purchase-decision")
def decide_purchase(request: HttpRequest, key: str) -> HttpResponse:
    """Decide on an own purchase."""
    return _take(request, "own-purchase-decision", key)


@require_http_methods(["GET", "POST"])
@page("own-purchase-payment")
def pay_purchase(request: HttpRequest, key: str) -> HttpResponse:
    """Have an own purchase paid."""
    return _take(request, "own-purchase-payment", key)


def _take(request: HttpRequest, name: str, key: str) -> HttpResponse:
    purchase = _purchase(key)
    _log(signed_in(request), purchase)
    trail = [
        (_("Own purchase"), reverse("own-purchases")),
        (str(purchase.cell("name")), reverse("own-purchase", args=[key])),
    ]
    back = reverse("own-purchase", args=[key])
    return take(request, TASKS[name], key, "", lambda _key: back, {"trail": trail})
