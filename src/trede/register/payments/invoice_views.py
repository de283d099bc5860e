"""One invoice before the municipality: lines explained, approved twice, sent back or let lapse."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trede.errors import TredeError
from trede.language import translate as _
from trede.language import translate_number as _n
from trede.register.access.looking import page, signed_in
from trede.register.access.rules import may_open
from trede.register.accounts.models import User, names_of
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_euro
from trede.register.payments.approving import (
    Done,
    approve_payment,
    approve_performance,
    drop,
    lines_of,
    payment_approvals,
    send_back,
)
from trede.register.payments.forms import DropForm, SendBackForm
from trede.register.payments.grounds import Ground, Grounds
from trede.register.payments.invoicing import make_credit_note
from trede.register.payments.lines import OPEN, InvoiceLine, State, key_of
from trede.register.payments.views import contract_or_404
from trede.register.project.clock import today
from trede.register.providers.reading import all_providers, name_of
from trede.register.providers.tasks import one

AT_ONCE = 100
Said = Callable[[int], str]
Approve = Callable[[User, str, Collection[str], date], Done]


@require_GET
@page("payments")
def show_invoice(request: HttpRequest, key: str) -> HttpResponse:
    """Show an invoice: each line with its reason, what it rests on, and who approved."""
    invoice = _invoice_or_404(key)
    contract = contract_or_404(str(invoice.cell("contract_id")))
    lines = lines_of(invoice, today())
    shown = Paginator(lines, AT_ONCE).get_page(request.GET.get("page"))
    user, approvals = signed_in(request), payment_approvals(lines)
    context = {
        "invoice": invoice,
        "contract": contract,
        "provider": name_of(all_providers(), invoice.cell("provider_id")),
        "page": shown,
        "lines": shown.object_list,
        "payments": approvals,
        "users": names_of(),
        "grounds": _grounds(list(shown.object_list), approvals),
        "sums": _sums(lines),
        "approves": _approves(user, lines),
        "pays": _pays(user, lines),
        "drops": may_open(user, "approve-performance"),
        "sends_back": may_open(user, "approve-payment"),
        "opens_terms": may_open(user, "contract-terms"),
        "me": user.username,
        "open": OPEN,
        "day": today(),
    }
    return render(request, "payments/invoice.html", context)


def _invoice_or_404(key: str) -> Fact:
    found = one("invoices", invoice_id=key)
    if found is None:
        raise Http404(key)
    return found


def _grounds(lines: Collection[InvoiceLine], approvals: Mapping[str, Fact]) -> dict[str, Ground]:
    """Return what each line rests on: what was paid as it was paid, the others as of today."""
    contracts = {str(each.fact.cell("contract_id")) for each in lines}
    grounds = Grounds.of({str(each.fact.cell("person_id") or "") for each in lines}, contracts)
    return {each.pk: _ground(each, approvals.get(each.pk), grounds) for each in lines}


def _ground(line: InvoiceLine, approval: Fact | None, grounds: Grounds) -> Ground:
    checked = int(str((approval or line.fact).cell("version")))
    if line.payment is not None:
        paid = grounds.of_payment(line.payment, checked)
        return paid or grounds.of_version(key_of(line.fact), checked)
    if line.settled is not None:
        return grounds.of_line(line.settled)
    return grounds.of_version(key_of(line.fact), checked)


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

    def said(number: int) -> str:
        return _n(
            "Performance approved: {number} line, {amount}.",
            "Performance approved: {number} lines, {amount}.",
            number,
        )

    return _approve(request, key, approve_performance, said)


@require_POST
@page("approve-payment")
def post_payment(request: HttpRequest, key: str) -> HttpResponse:
    """Approve the payment of all lines that may be paid, or of those that were ticked."""

    def said(number: int) -> str:
        return _n("Paid: {number} line, {amount}.", "Paid: {number} lines, {amount}.", number)

    return _approve(request, key, approve_payment, said)


def _approve(request: HttpRequest, key: str, approve: Approve, said: Said) -> HttpResponse:
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
    messages.success(request, _told(done, said))
    for each in done.refused:
        refused = _("Line {line} was not approved: {why}")
        messages.warning(request, refused.format(line=each.line, why=each.why))
    return redirect("invoice", key)


def _told(done: Done, said: Said) -> str:
    number = len(done.approved)
    return said(number).format(number=number, amount=show_euro(done.cents))


@dataclass(frozen=True)
class Words:
    """What is said of something done to one line: above the form, and once it was done."""

    title: str
    explanation: str
    done: str


@require_http_methods(["GET", "POST"])
@page("approve-performance")
def drop_line(request: HttpRequest, key: str) -> HttpResponse:
    """Let a line lapse, with the reason."""
    form = DropForm(request.POST if request.method == "POST" else None)
    words = Words(
        _("Let a line lapse"),
        _("Line {line} will not be paid. It can be invoiced anew."),
        _("The line lapsed: it will not be paid."),
    )
    return _act_on_line(request, key, form, drop, words)


@require_http_methods(["GET", "POST"])
@page("approve-payment")
def send_line_back(request: HttpRequest, key: str) -> HttpResponse:
    """Send a line back to who approved its performance, with the reason."""
    form = SendBackForm(request.POST if request.method == "POST" else None)
    words = Words(
        _("Send a line back"),
        _("The approval of the performance of line {line} becomes void: it must be given anew."),
        _("The line was sent back: its performance must be approved anew."),
    )
    return _act_on_line(request, key, form, send_back, words)


def _act_on_line(
    request: HttpRequest,
    key: str,
    form: DropForm,
    act: Callable[[User, str, str, date], InvoiceLine],
    words: Words,
) -> HttpResponse:
    line = one("invoice_lines", invoice_line_id=key)
    if line is None:
        raise Http404(key)
    invoice = _invoice_or_404(str(line.cell("invoice_id")))
    back = reverse("invoice", args=[invoice.cell("invoice_id")])
    form.complete()
    if form.is_valid():
        try:
            act(signed_in(request), key, form.cleaned_data["reason"], today())
        except TredeError as error:
            form.tell(error)
        else:
            messages.success(request, words.done)
            return redirect(back)
    context = {
        "form": form,
        "title": words.title,
        "button": words.title,
        "explanation": words.explanation.format(line=line.cell("line")),
        "obstacle": "",
        "back": back,
        "trail": [
            (_("Payments"), reverse("payments")),
            (str(invoice.cell("number")), back),
        ],
    }
    return render(request, "providers/task.html", context, status=422 if form.is_bound else 200)


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
