"""The pages about exports for the finance system, and about the books."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open
from trede.register.accounts.models import names_of
from trede.register.payments.entries import (
    Picked,
    contracts_with_entries,
    entries_in_order,
    file_of_ledger,
    months,
    page_in_words,
    picked,
)
from trede.register.payments.exporting import export, exports, file_of, waiting
from trede.register.payments.ledger import balance
from trede.register.project.clock import today
from trede.register.providers.tasks import one

AT_ONCE = 50
CSV = "text/csv; charset=utf-8"


@require_GET
@page("payment-exports")
def show_exports(request: HttpRequest) -> HttpResponse:
    """Show what left for the finance system, and what waits to leave."""
    number, cents = waiting()
    pages = Paginator(list(exports()), AT_ONCE)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "query": "",
        "number": number,
        "cents": cents,
        "users": names_of(),
        "may_export": may_open(signed_in(request), "payment-export"),
    }
    return render(request, "payments/exports.html", context)


@require_POST
@page("payment-export")
def make_export(request: HttpRequest) -> HttpResponse:
    """Let all payments leave that did not leave yet."""
    try:
        made = export(signed_in(request), today())
    except TredeError as error:
        messages.error(request, str(error))
    else:
        said = _("Export {number} was made. Download it below.")
        messages.success(request, said.format(number=made))
    return redirect("payment-exports")


@require_GET
@page("payment-exports")
def download_export(request: HttpRequest, key: str) -> HttpResponse:
    """Give the file of an export, the same each time and in every language."""
    del request
    if one("payment_exports", export_id=key) is None:
        raise Http404(key)
    return as_file(file_of(key), f"betalingen-{key}.csv")


@require_GET
@page("ledger")
def show_ledger(request: HttpRequest) -> HttpResponse:
    """Show the books, those of a contract or month if asked, and whether they balance."""
    asked = _asked(request)
    shown = Paginator(entries_in_order(asked), AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "balance": balance(),
        "page": shown,
        "entries": page_in_words(shown.object_list),
        "asked": asked,
        "contracts": contracts_with_entries(),
        "months": months(),
    }
    return render(request, "payments/ledger.html", context)


@require_GET
@page("ledger")
def download_ledger(request: HttpRequest) -> HttpResponse:
    """Give the ledger as csv: whole, or what was asked for."""
    return as_file("".join(file_of_ledger(_asked(request))), f"{_('ledger')}-{today()}.csv")


def _asked(request: HttpRequest) -> Picked:
    return picked(request.GET.get("contract", ""), request.GET.get("month", ""))


def as_file(content: str, name: str) -> HttpResponse:
    """Return csv to be kept as a file."""
    answer = HttpResponse(content.encode("utf-8-sig"), content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
