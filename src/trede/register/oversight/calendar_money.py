"""What is due about money: invoices, premiums to verify, year cohorts, own purchases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse

from trede.language import current_language
from trede.language import translate as _
from trede.register.accounts.roles import Role
from trede.register.facts.models import Fact, believed
from trede.register.oversight.duties import Duty, Kind
from trede.register.oversight.models import OpenAmount
from trede.register.oversight.parties import Parties
from trede.register.oversight.telling import cents_of, day_of, text_of
from trede.register.pages.templating import upper_first
from trede.register.payments.invoicing import CREDIT
from trede.register.payments.lines import sent_back_among
from trede.register.payments.overview import TO_VERIFY
from trede.register.payments.unpaid import Unpaid, WaitsFor, unpaid, unpaid_lines
from trede.settlement.lines import Verdict

PERFORMANCE = WaitsFor.PERFORMANCE
TERM_OF_PAYMENT = timedelta(days=30)
"""A public body pays within thirty days of the invoice (Burgerlijk Wetboek 6:119b)."""


def invoices(parties: Parties) -> Iterator[Duty]:
    """Yield the invoices with lines that are neither paid nor given up, by what they wait for."""
    waiting: dict[tuple[str, WaitsFor], list[Unpaid]] = {}
    for each in unpaid():
        waiting.setdefault((each.invoice_id, each.waits_for), []).append(each)
    named = {invoice_id for invoice_id, _waits_for in waiting}
    known = {
        text_of(each, "invoice_id"): each
        for each in believed("invoices").filter(invoice_id__in=named)
    }
    returned = _sent_back(own for (_key, waits), own in waiting.items() if waits is PERFORMANCE)
    for (invoice_id, waits_for), own in waiting.items():
        if invoice_id in known:
            detail = returned.get(invoice_id, "") if waits_for is PERFORMANCE else ""
            yield _invoice(parties, known[invoice_id], waits_for, own, detail)


def _sent_back(waiting: Iterable[Sequence[Unpaid]]) -> Mapping[str, str]:
    """Return by invoice why a line of it came back from who pays; the last that did."""
    on = {each.line: each.invoice_id for own in waiting for each in own}
    said = _("sent back by {user}: {reason}")
    lines = believed("invoice_lines").filter(dropped_on__isnull=True)
    returned = sent_back_among(lines.values_list("invoice_line_id", flat=True))
    return {
        on[key]: said.format(user=each.by, reason=each.reason)
        for key, each in returned.items()
        if key in on
    }


_TITLES = {
    ("invoice", WaitsFor.PAYMENT): lambda: _("Invoice {number}: payment to be approved"),
    ("invoice", PERFORMANCE): lambda: _("Invoice {number}: performance to be approved"),
    ("invoice", WaitsFor.HELD): lambda: _("Invoice {number}: lines held"),
    ("invoice", WaitsFor.LAPSED): lambda: _("Invoice {number}: lines that are not right any more"),
    ("credit", WaitsFor.PAYMENT): lambda: _("Credit note {number}: to be taken back"),
    ("credit", PERFORMANCE): lambda: _("Credit note {number}: to be approved"),
    ("credit", WaitsFor.HELD): lambda: _("Credit note {number}: lines held"),
    ("credit", WaitsFor.LAPSED): lambda: _(
        "Credit note {number}: lines that are not right any more"
    ),
}


def _invoice(
    parties: Parties, invoice: Fact, waits_for: WaitsFor, own: Sequence[Unpaid], detail: str
) -> Duty:
    kind = "credit" if invoice.cell("kind") == CREDIT else "invoice"
    since = day_of(invoice, "received_on") or min(each.since for each in own)
    in_time = waits_for in {PERFORMANCE, WaitsFor.PAYMENT}
    return parties.duty(
        Kind.INVOICE, text_of(invoice, "contract_id"),
        _TITLES[kind, waits_for]().format(number=invoice.cell("number")),
        reverse("invoice", args=[text_of(invoice, "invoice_id")]),
        role=Role.CONTROLLER if waits_for is WaitsFor.PAYMENT else Role.PURCHASER,
        provider_id=text_of(invoice, "provider_id"), number=len(own),
        cents=sum(each.cents for each in own), since=since,
        due_on=since + TERM_OF_PAYMENT if in_time else None, detail=detail,
    )  # fmt: skip


def verifications(parties: Parties, day: date) -> Iterator[Duty]:
    """Yield the premiums that an independent source can confirm now, or from a day on."""
    title = f"title_{current_language()}"
    rows = OpenAmount.objects.filter(payable_on__isnull=False, reason__in=TO_VERIFY)
    counted = rows.values("contract_id", title, "payable_on").annotate(
        number=Count("pk"), cents=Sum("cents")
    )
    found: dict[tuple[str, str, date], list[dict[str, Any]]] = {}
    for row in counted.order_by("payable_on"):
        on: date = row["payable_on"]
        week = date.min if on <= day else on - timedelta(days=on.weekday())
        found.setdefault((row["contract_id"], row[title], week), []).append(row)
    for (contract_id, term, _week), own in found.items():
        yield parties.duty(
            Kind.VERIFICATION, contract_id, upper_first(term), reverse("premiums-to-verify"),
            role=Role.DATA_MANAGER, due_on=own[0]["payable_on"], since=own[0]["payable_on"],
            number=sum(row["number"] for row in own), cents=sum(row["cents"] for row in own),
            is_from=True,
        )  # fmt: skip


def cohorts(parties: Parties) -> Iterator[Duty]:
    """Yield the year cohorts whose bonus or malus is to be settled, now or from a day on.

    One that is on an invoice or credit note waits there, and stands here no more.
    """
    columns = ("contract_id", "term", "period")
    asked = set(unpaid_lines().filter(participation_id__isnull=True).values_list(*columns))
    for row in OpenAmount.objects.filter(participation_id="").exclude(period=""):
        if (row.contract_id, row.term, row.period) in asked:
            continue
        settled_on = row.payable_on or row.since
        title = {"nl": row.title_nl, "en": row.title_en}[current_language()]
        due = row.verdict == Verdict.DUE.value
        yield parties.duty(
            Kind.COHORT, row.contract_id,
            _("{title}: clients who began in {year}").format(
                title=upper_first(title), year=row.period
            ),
            reverse("payments-of-contract", args=[row.contract_id]), role=Role.CONTROLLER,
            due_on=settled_on, since=settled_on, cents=row.cents if due else None, is_from=True,
        )  # fmt: skip


def purchases() -> Iterator[Duty]:
    """Yield the own purchases that wait for a decision or for payment."""
    for each in believed("own_purchases").filter(paid_on__isnull=True):
        undecided = each.cell("decided_on") is None
        if not undecided and each.cell("decision") != "positive":
            continue
        since = day_of(each, "asked_on" if undecided else "decided_on")
        text = _("To be decided: {name}") if undecided else _("To be paid: {name}")
        supplier = text_of(each, "supplier")
        yield Duty(
            Kind.PURCHASE, text.format(name=text_of(each, "name")), f"supplier:{supplier}",
            supplier, "", "", reverse("own-purchase", args=[text_of(each, "purchase_id")]),
            since=since, role=Role.PURCHASER if undecided else Role.CONTROLLER,
            cents=cents_of(each),
        )  # fmt: skip
