"""The provider's pages about invoices: own list, one invoice, made from the register, uploaded.

A provider sees and invoices only what is of the own company. A client is named by number.
"""

import csv
from datetime import date
from io import StringIO

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trede.errors import TredeError
from trede.language import in_language
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.payments.approving import lines_of
from trede.register.payments.book_views import as_file
from trede.register.payments.checking import read_register
from trede.register.payments.example import example_of
from trede.register.payments.forms import SendForm, UploadForm, month_of, months_until
from trede.register.payments.invoicing import (
    FROM_FILE,
    FROM_REGISTER,
    Heading,
    billable,
    send_from_register,
)
from trede.register.payments.lines import client_numbers
from trede.register.payments.overview import totals
from trede.register.payments.own import (
    own_contracts,
    own_invoice,
    own_invoices,
    own_provider,
)
from trede.register.payments.upload_cells import COLUMNS, title_of_column
from trede.register.payments.uploading import (
    Answers,
    WrongLinesError,
    answer,
    read_rows,
    send_from_file,
)
from trede.register.payments.words import sentence_for_provider
from trede.register.project.clock import today
from trede.settlement.lines import Line

AT_ONCE = 50
LINES_AT_ONCE = 100


@require_GET
@page("provider-invoices")
def list_invoices(request: HttpRequest) -> HttpResponse:
    """List the own invoices and the credit notes of the municipality, the newest first."""
    own = own_invoices(signed_in(request))
    shown = Paginator(own, AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "query": "",
        "totals": totals(shown.object_list),
        "contracts": own_contracts(signed_in(request)),
    }
    return render(request, "payments/provider_invoices.html", context)


@require_GET
@page("provider-invoices")
def show_own_invoice(request: HttpRequest, key: str) -> HttpResponse:
    """Show one of the own invoices: how each line stands, in the words of the contract."""
    user = signed_in(request)
    invoice = own_invoice(user, key)
    if invoice is None:
        raise Http404(key)
    lines = lines_of(invoice, today())
    shown = Paginator(lines, LINES_AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "invoice": invoice,
        "contract": own_contracts(user).get(str(invoice.cell("contract_id")), ""),
        "page": shown,
        "lines": shown.object_list,
        "totals": totals([invoice])[key],
    }
    return render(request, "payments/provider_invoice.html", context)


@require_http_methods(["GET", "POST"])
@page("provider-invoice-make")
def make_invoice(request: HttpRequest) -> HttpResponse:
    """Show what can be invoiced for a month from what is registered, and send it."""
    names = own_contracts(signed_in(request))
    chosen = request.GET.get("contract", "")
    contract_id = chosen if chosen in names else next(iter(names), "")
    if chosen and chosen not in names:
        raise Http404(chosen)
    month_on = month_of(request.GET.get("month", ""), today())
    found = billable(contract_id, month_on, today()) if contract_id else None
    form = SendForm(request.POST or None, initial={"seal": found.seal if found else ""})
    form.complete()
    if found is not None and form.is_valid():
        sent = _send(request, form, contract_id, month_on)
        if sent is not None:
            return sent
    shown = (*found.due, *found.held, *found.early) if found is not None else ()
    context = {
        "form": form,
        "found": found,
        "contracts": names,
        "contract_id": contract_id,
        "month": f"{month_on:%Y-%m}",
        "months": months_until(today()),
        "clients": client_numbers(line.person_id for line in shown),
        "sentence": sentence_for_provider,
        "title_of": lambda line: in_language(line.titles),
        "back": reverse("provider-invoices"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "payments/provider_make.html", context, status=status)


def _send(
    request: HttpRequest, form: SendForm, contract_id: str, month_on: date
) -> HttpResponse | None:
    told = form.cleaned_data
    user = signed_in(request)
    heading = Heading(
        own_provider(user, contract_id), contract_id, told["number"], month_on, FROM_REGISTER
    )
    try:
        made = send_from_register(
            user, heading, told["seal"], with_held=told["with_held"], day=today()
        )
    except TredeError as error:
        form.tell(error)
        return None
    messages.success(request, _("The invoice was sent."))
    return redirect("provider-invoice", made)


@require_http_methods(["GET", "POST"])
@page("provider-invoice-upload")
def upload_invoice(request: HttpRequest) -> HttpResponse:
    """Take an invoice from a file: stored if every line is right, else answered line by line."""
    names = own_contracts(signed_in(request))
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*data, contracts=list(names.items()), today=today())
    form.complete()
    answers, content = None, ""
    if form.is_valid():
        sent = form.cleaned_data["file"].read()
        try:
            return _store(request, form, sent)
        except WrongLinesError as error:
            answers, content = error.answers, sent.decode("utf-8-sig")
        except TredeError as error:
            form.tell(error)
    context = {
        "form": form,
        "contracts": names,
        "answers": answers,
        "content": content,
        "columns": COLUMNS,
        "title_of": _title_of,
        "sentence": sentence_for_provider,
        "chosen": form.cleaned_data if form.is_valid() else {},
        "back": reverse("provider-invoices"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "payments/provider_upload.html", context, status=status)


def _title_of(line: Line) -> str:
    return in_language(line.titles)


def _store(request: HttpRequest, form: UploadForm, content: bytes) -> HttpResponse:
    """Store an invoice from a file; raises WrongLinesError with the answers."""
    told, user = form.cleaned_data, signed_in(request)
    rows = read_rows(content)
    heading = Heading(
        own_provider(user, told["contract"]),
        told["contract"],
        told["number"],
        month_of(told["month"], today()),
        FROM_FILE,
    )
    _answers, made = send_from_file(user, heading, rows, today())
    messages.success(request, _("Every line is right. The invoice was sent."))
    return redirect("provider-invoice", made)


@require_POST
@page("provider-invoice-upload")
def download_answer(request: HttpRequest) -> HttpResponse:
    """Give the answer to a file as csv: each line as it was sent, with what is wrong and a remedy.

    The file is laid beside the register again, so that the answer is that of today.
    """
    contract_id = request.POST.get("contract", "")
    if contract_id not in own_contracts(signed_in(request)):
        raise Http404(contract_id)
    try:
        rows = read_rows(request.POST.get("content", "").encode())
    except TredeError as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    month_on = month_of(request.POST.get("month", ""), today())
    answers = answer(rows, read_register(contract_id, today()), month_on)
    return as_file(_answer_file(answers), f"{_('answer')}-{today()}.csv")


def _answer_file(answers: Answers) -> str:
    written = StringIO()
    sheet = csv.writer(written, delimiter=";", lineterminator="\r\n")
    sheet.writerow(map(title_of_column, ("line", *COLUMNS, "answer", "remedy")))
    for each in answers.lines:
        said = each.problem or (_("right") if each.found is None else _said(each.found))
        cells = (each.cells[name] for name in COLUMNS)
        sheet.writerow((each.line, *map(_harmless, cells), said, each.remedy))
    return written.getvalue()


def _said(found: Line) -> str:
    return f"{_('right')}. {sentence_for_provider(found)}"


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; an amount stays as it is."""
    is_formula = cell[:1] in {"=", "+", "@", "\t"} or (cell[:1] == "-" and not cell[1:2].isdigit())
    return f"'{cell}" if is_formula else cell


@require_GET
@page("provider-invoice-upload")
def download_example(request: HttpRequest) -> HttpResponse:
    """Give an example of the file that can be uploaded, under a contract of the own company."""
    written = StringIO()
    sheet = csv.writer(written, delimiter=";", lineterminator="\r\n")
    sheet.writerow(map(title_of_column, COLUMNS))
    sheet.writerows(example_of(list(own_contracts(signed_in(request))), today()))
    return as_file(written.getvalue(), f"{_('example')}.csv")
