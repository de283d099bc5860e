"""The municipality's pages about paying: what waits, one contract, the premiums to verify."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open
from trede.register.facts.models import Fact
from trede.register.oversight.catching_up import catch_up
from trede.register.oversight.money import held_in_all
from trede.register.payments.claims import title_claimed
from trede.register.payments.exporting import waiting
from trede.register.payments.lines import client_numbers
from trede.register.payments.overview import (
    Heap,
    invoices_of,
    of_contract,
    paid_by_contract,
    premiums_to_verify,
    totals,
    what_waits,
)
from trede.register.payments.standing import Standing
from trede.register.payments.turned_down import turned_down
from trede.register.project.clock import today
from trede.register.providers.reading import all_providers, name_of
from trede.register.providers.tasks import one

AT_ONCE = 50


@require_GET
@page("payments")
def show_payments(request: HttpRequest) -> HttpResponse:
    """Show by contract what was invoiced and waits, and the newest invoices."""
    catch_up(today())
    overview = what_waits()
    found = overview.waiting
    pages = Paginator(found, AT_ONCE)
    number, cents = waiting()
    newest = list(invoices_of()[:10])
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "performance": _together(each.performance for each in found),
        "payment": _together(each.payment for each in found),
        "held": _together(each.held for each in found),
        "held_in_all": held_in_all(),
        "unexported": number,
        "unexported_cents": cents,
        "newest": newest,
        "totals": totals(newest),
        "names": overview.names,
        "day": today(),
    }
    return render(request, "payments/payments.html", context)


def _together(heaps: Iterable[Heap]) -> Heap:
    found = Heap()
    for each in heaps:
        if each.oldest_on is not None:
            found.add(each.number, each.pay, each.back, each.oldest_on)
    return found


@require_GET
@page("payments")
def show_contract(request: HttpRequest, key: str) -> HttpResponse:
    """Show what is due, held and refused under one contract today, each with its reason."""
    contract = contract_or_404(key)
    found = of_contract(key, today())
    asked = request.GET.get("verdict", "")
    standing = Standing(asked) if asked in {each.value for each in Standing} else Standing.DUE
    pages = Paginator(found.of(standing), AT_ONCE)
    shown = pages.get_page(request.GET.get("page"))
    invoices = Paginator(invoices_of(contract_id=key), AT_ONCE).get_page(
        request.GET.get("invoices")
    )
    down = turned_down(contract_id=key)
    people = {each.person_id for each in down[:AT_ONCE]}
    context = {
        "turned_down": down,
        "at_once": AT_ONCE,
        "title_claimed": title_claimed,
        "contract": contract,
        "provider": name_of(all_providers(), contract.cell("provider_id")),
        "found": found,
        "standing": standing,
        "page": shown,
        "query": f"verdict={standing.value}&",
        "clients": client_numbers({each.line.person_id for each in shown.object_list} | people),
        "paid": paid_by_contract(key),
        "invoices": invoices,
        "totals": totals(invoices.object_list),
        "may_credit": may_open(signed_in(request), "approve-performance"),
        "day": today(),
    }
    return render(request, "payments/contract.html", context)


def contract_or_404(key: str) -> Fact:
    """Return a contract by its key."""
    found = one("contracts", contract_id=key)
    if found is None:
        raise Http404(key)
    return found


@require_GET
@page("premiums-to-verify")
def show_premiums(request: HttpRequest) -> HttpResponse:
    """Show the premiums that wait for an independent source, with the day on which it can be."""
    catch_up(today())
    pages = Paginator(premiums_to_verify(today()), AT_ONCE)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "query": "",
        "opens_clients": may_open(signed_in(request), "step"),
        "opens_contracts": may_open(signed_in(request), "payments"),
        "day": today(),
    }
    return render(request, "payments/premiums.html", context)
