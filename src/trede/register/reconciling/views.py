"""The pages about lists of providers."""

import csv
from collections import Counter
from datetime import date
from io import StringIO

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open
from trede.register.contracts.reading import Contract, find_contract
from trede.register.facts.models import Fact
from trede.register.figures.downloading import MARK
from trede.register.pages.templating import show_code, show_day
from trede.register.project.clock import today
from trede.register.providers.pages import take
from trede.register.providers.tasks import one
from trede.register.reconciling.comparing import by_kind
from trede.register.reconciling.keeping import RECONCILE, WITHDRAW
from trede.register.reconciling.reading import (
    count_open,
    differences_of,
    lists_of,
    withdrawn_lists,
)
from trede.register.reconciling.settling import SETTLE, SETTLE_SEVERAL, said_by, told, would_say

AT_ONCE = 100
SHOWN_FIRST = 8
"""So many differences of each kind are shown before a list is stored."""
CSV = "text/csv; charset=utf-8"


def _contract(key: str) -> Contract:
    contract = find_contract(key, today())
    if contract is None:
        raise Http404(key)
    return contract


def _reconciliation(key: str, number: str) -> Fact:
    found = one("reconciliations", contract_id=key, reconciliation_id=number)
    if found is None:
        raise Http404(number)
    return found


def _trail(contract: Contract) -> list[tuple[str, str]]:
    return [
        (_("Contracts"), reverse("contracts")),
        (contract.name, reverse("contract", args=[contract.key])),
        (_("Lists of the provider"), reverse("reconciliations", args=[contract.key])),
    ]


@require_GET
@page("reconciliations")
def list_reconciliations(request: HttpRequest, key: str) -> HttpResponse:
    """List the lists that were laid beside the register, the newest first."""
    contract = _contract(key)
    found = lists_of(key)
    context = {
        "contract": contract,
        "trail": _trail(contract)[:-1],
        "reconciliations": found,
        "open": count_open(found),
        "withdrawn": withdrawn_lists(key),
        "may_change": may_open(signed_in(request), "reconcile"),
    }
    return render(request, "reconciling/reconciliations.html", context)


@require_GET
@page("reconciliations")
def show_reconciliation(request: HttpRequest, key: str, number: str) -> HttpResponse:
    """Show one list beside the register: all differences, client by client."""
    contract, found = _contract(key), _reconciliation(key, number)
    differences = differences_of(number)
    only_open = request.GET.get("show") == "open"
    kept = [each for each in differences if not only_open or each.cell("settled_on") is None]
    context = {
        "contract": contract,
        "trail": _trail(contract),
        "reconciliation": found,
        "kinds": Counter(str(each.cell("kind")) for each in differences),
        "open_kinds": Counter(
            str(each.cell("kind")) for each in differences if each.cell("settled_on") is None
        ),
        "open": sum(each.cell("settled_on") is None for each in differences),
        "only_open": only_open,
        "page": Paginator(kept, AT_ONCE).get_page(request.GET.get("page")),
        "query": "show=open" if only_open else "",
        "told": told,
        "may_change": may_open(signed_in(request), "reconcile"),
    }
    return render(request, "reconciling/reconciliation.html", context)


@require_GET
@page("reconciliations")
def download_reconciliation(request: HttpRequest, key: str, number: str) -> HttpResponse:
    """Download the differences, with how each was settled."""
    del request
    _contract(key)
    found = _reconciliation(key, number)
    written = StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow(
        [_("client"), _("difference"), _("the list"), _("the register"), _("settled on"),
         _("how it was settled")]
    )  # fmt: skip
    for each in differences_of(number):
        kind = show_code(str(each.cell("kind")), "difference_kind")
        sides = (_plain(said_by(each, side)) for side in ("theirs", "ours"))
        settled = (_plain(str(each.cell(name) or "")) for name in ("settled_on", "settlement"))
        writer.writerow([_plain(str(each.cell("client"))), kind, *sides, *settled])
    response = HttpResponse(MARK + written.getvalue(), content_type=CSV)
    name = f"{_('differences')}-{found.cell('list_on')}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _plain(text: str) -> str:
    """Keep a spreadsheet from taking a text of others for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "@", "-"} and len(text) > 1 else text


@require_http_methods(["GET", "POST"])
@page("reconcile")
def reconcile(request: HttpRequest, key: str) -> HttpResponse:
    """Lay a list of the provider beside the register."""
    contract = _contract(key)
    address = reverse("reconciliations", args=[key])
    context = {
        "trail": _trail(contract),
        "contract": contract,
        "would_say": would_say,
        "by_kind": by_kind,
        "at_once": SHOWN_FIRST,
    }
    template = "reconciling/new.html"
    return take(request, RECONCILE, key, "", lambda _key: address, context, template)


@require_http_methods(["GET", "POST"])
@page("reconcile")
def withdraw(request: HttpRequest, key: str, number: str) -> HttpResponse:
    """Withdraw a list with its differences."""
    contract = _contract(key)
    _reconciliation(key, number)
    address = reverse("reconciliations", args=[key])
    context = {"trail": _trail(contract), "button": _("Withdraw this list")}
    return take(request, WITHDRAW, key, number, lambda _key: address, context)


@require_http_methods(["GET", "POST"])
@page("reconcile")
def settle_several(request: HttpRequest, key: str, number: str, kind: str) -> HttpResponse:
    """Settle several differences of a kind at once."""
    address = reverse("reconciliation", args=[key, number])
    context = {"trail": _trail_of_list(key, number)}
    return take(request, SETTLE_SEVERAL, number, kind, lambda _key: address, context)


@require_http_methods(["GET", "POST"])
@page("reconcile")
def settle(request: HttpRequest, key: str, number: str, difference: str) -> HttpResponse:
    """Settle a difference."""
    address = reverse("reconciliation", args=[key, number])
    context = {"trail": _trail_of_list(key, number)}
    return take(request, SETTLE, number, difference, lambda _key: address, context)


def _trail_of_list(key: str, number: str) -> list[tuple[str, str]]:
    contract, found = _contract(key), _reconciliation(key, number)
    list_on = found.cell("list_on")
    said = _("List of {day}").format(day=show_day(list_on if isinstance(list_on, date) else None))
    return [*_trail(contract), (said, reverse("reconciliation", args=[key, number]))]
