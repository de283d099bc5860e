"""One invoice before the municipality: each line explained, approved by two people, or given up."""

from collections.abc import Callable, Collection
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open
from trede.register.accounts.models import User
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_euro
from trede.register.payments.approving import (
    Done,
    approve_payment,
    approve_performance,
    drop,
    lines_of,
)
from trede.register.payments.forms import DropForm
from trede.register.payments.invoicing import make_credit_note
from trede.register.payments.lines import OPEN, InvoiceLine, State
from trede.register.payments.views import contract_or_404
from trede.register.payments.words import facts_in_words
from trede.register.project.clock import today
from trede.register.providers.reading import all_providers, name_of

AT_ONCE = 100
Approve = Callable[[User, str, Collection[str], date], Done]


@require_GET
@page("payments")
def show_invoice(request: HttpRequest, key: str) -> HttpResponse:
    """Show an invoice: each line with its reason, what it rests on, and who approved."""
    invoice = _invoice_or_404(key)
    contract = contract_or_404(str(invoice.cell("contract_id")))
    lines = lines_of(invoice, today())
    shown = Paginator(lines, AT_ONCE).get_page(request.GET.get("page"))
    user = signed_in(request)
    context = {
        "invoice": invoice,
        "contract": contract,
        "provider": name_of(all_providers(), invoice.cell("provider_id")),
        "page": shown,
        "lines": shown.object_list,
        "payments": _approvals(lines),
        "users": {each.username: each.name for each in User.objects.all()},
        "facts": {each.pk: facts_in_words(each.settled) for each in shown.object_list},
        "sums": _sums(lines),
        "approves": _approves(user, lines),
        "pays": _pays(user, lines),
        "drops": may_open(user, "approve-performance"),
        "open": OPEN,
        "day": today(),
    }
    return render(request, "payments/invoice.html", context)


def _invoice_or_404(key: str) -> Fact:
    found: Fact | None = believed("invoices").filter(invoice_id=key).first()
    if found is None:
        raise Http404(key)
    return found


def _approvals(lines: Collection[InvoiceLine]) -> dict[str, Fact]:
    keys = [each.pk for each in lines]
    found = believed("line_approvals").filter(invoice_line_id__in=keys, step="payment")
    return {str(each.cell("invoice_line_id")): each for each in found}


def _sums(lines: Collection[InvoiceLine]) -> dict[State, tuple[int, int]]:
    """Return number and sum of the lines by how they stand, in the order of states."""
    by_state = {state: [each for each in lines if each.state is state] for state in State}
    return {
        state: (len(own), sum(each.cents for each in own)) for state, own in by_state.items() if own
    }


def _approves(user: User, lines: Collection[InvoiceLine]) -> list[str]:
    """Return the lines of which a user may approve the performance."""
    if not may_open(user, "approve-performance"):
        return []
    return [each.pk for each in lines if each.state is State.DUE]


def _pays(user: User, lines: Collection[InvoiceLine]) -> list[str]:
    """Return the lines of which a user may approve the payment."""
    if not may_open(user, "approve-payment"):
        return []
    return [
        each.pk
        for each in lines
        if each.state is State.APPROVED
        and each.performance is not None
        and each.performance.cell("approved_by") != user.username
    ]


@require_POST
@page("approve-performance")
def post_performance(request: HttpRequest, key: str) -> HttpResponse:
    """Approve the performance of all lines that are due, or of those that were ticked."""
    said = _("Performance approved: {number} lines, {amount}.")
    return _approve(request, key, approve_performance, said)


@require_POST
@page("approve-payment")
def post_payment(request: HttpRequest, key: str) -> HttpResponse:
    """Approve the payment of all lines that may be paid, or of those that were ticked."""
    return _approve(request, key, approve_payment, _("Paid: {number} lines, {amount}."))


def _approve(request: HttpRequest, key: str, approve: Approve, said: str) -> HttpResponse:
    _invoice_or_404(key)
    chosen = request.POST.getlist("line")
    if "all" not in request.POST and not chosen:
        messages.error(request, _("Tick the lines to approve, or approve all of them."))
        return redirect("invoice", key)
    try:
        done = approve(signed_in(request), key, () if "all" in request.POST else chosen, today())
    except TredeError as error:
        messages.error(request, str(error))
        return redirect("invoice", key)
    messages.success(request, said.format(number=len(done.approved), amount=show_euro(done.cents)))
    for each in done.refused:
        refused = _("Line {line} was not approved: {why}")
        messages.warning(request, refused.format(line=each.line, why=each.why))
    return redirect("invoice", key)


@require_http_methods(["GET", "POST"])
@page("approve-performance")
def drop_line(request: HttpRequest, key: str) -> HttpResponse:
    """Give up a line, with the reason."""
    line = believed("invoice_lines").filter(invoice_line_id=key).first()
    if line is None:
        raise Http404(key)
    invoice = _invoice_or_404(str(line.cell("invoice_id")))
    back = reverse("invoice", args=[invoice.cell("invoice_id")])
    form = DropForm(request.POST if request.method == "POST" else None)
    form.complete()
    if form.is_valid():
        try:
            drop(signed_in(request), key, form.cleaned_data["reason"], today())
        except TredeError as error:
            form.tell(error)
        else:
            messages.success(request, _("The line was given up: it will not be paid."))
            return redirect(back)
    context = {
        "form": form,
        "title": _("Give up a line"),
        "explanation": _("Line {line} will not be paid. It can be invoiced anew.").format(
            line=line.cell("line")
        ),
        "obstacle": "",
        "back": back,
        "trail": [
            (_("Payments"), reverse("payments")),
            (str(invoice.cell("number")), back),
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "providers/task.html", context, status=status)


@require_POST
@page("approve-performance")
def post_credit_note(request: HttpRequest, key: str) -> HttpResponse:
    """Make a credit note of all that is to be taken back under a contract."""
    contract_or_404(key)
    try:
        made = make_credit_note(signed_in(request), key, today())
    except TredeError as error:
        messages.error(request, str(error))
        return redirect("payments-of-contract", key)
    messages.success(request, _("The credit note was made. It waits for both approvals."))
    return redirect("invoice", made)
