"""What is due about money: invoices, premiums to verify, year cohorts, own purchases."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet, Sum
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
from trede.register.payments.lines import PERFORMANCE, sent_back_among
from trede.register.payments.overview import TO_VERIFY
from trede.settlement.lines import Verdict

TERM_OF_PAYMENT = timedelta(days=30)
"""A public body pays within thirty days of the invoice (Burgerlijk Wetboek 6:119b)."""


def _open_lines() -> "QuerySet[Any]":
    """Return the lines of invoices and credit notes that are neither paid nor given up."""
    paid = believed("payments").filter(invoice_line_id__isnull=False).values("invoice_line_id")
    lines = believed("invoice_lines").filter(dropped_on__isnull=True)
    return lines.exclude(invoice_line_id__in=paid)


def invoices(parties: Parties) -> Iterator[Duty]:
    """Yield the invoices with lines that are neither paid nor given up, by what they wait for."""
    unpaid = _open_lines()
    approved = believed("line_approvals").filter(step=PERFORMANCE).values("invoice_line_id")
    known = {
        text_of(each, "invoice_id"): each
        for each in believed("invoices").filter(invoice_id__in=unpaid.values("invoice_id"))
    }
    returned = _sent_back(unpaid.exclude(invoice_line_id__in=approved))
    for role, waiting in (
        (Role.CONTROLLER, unpaid.filter(invoice_line_id__in=approved)),
        (Role.PURCHASER, unpaid.exclude(invoice_line_id__in=approved)),
    ):
        counted = waiting.values("invoice_id", "verdict").annotate(
            number=Count("pk"), cents=Sum("amount_cents"), since=Min("claimed_on")
        )
        for row in counted.order_by():
            invoice = known.get(row["invoice_id"])
            if invoice is not None:
                again = role is Role.PURCHASER and row["verdict"] != Verdict.HELD.value
                detail = returned.get(row["invoice_id"], "") if again else ""
                yield _invoice(parties, invoice, role, row, detail)


def _sent_back(waiting: "QuerySet[Any]") -> Mapping[str, str]:
    """Return by invoice why a line of it came back from who pays; the last that did."""
    on = dict(waiting.values_list("invoice_line_id", "invoice_id"))
    said = _("sent back by {user}: {reason}")
    return {
        on[key]: said.format(user=each.by, reason=each.reason)
        for key, each in sent_back_among(waiting.values_list("invoice_line_id", flat=True)).items()
    }


_TITLES = {
    ("invoice", Role.CONTROLLER): lambda: _("Invoice {number}: payment to be approved"),
    ("invoice", Role.PURCHASER): lambda: _("Invoice {number}: performance to be approved"),
    ("credit", Role.CONTROLLER): lambda: _("Credit note {number}: to be taken back"),
    ("credit", Role.PURCHASER): lambda: _("Credit note {number}: to be approved"),
}


def _invoice(parties: Parties, invoice: Fact, role: Role, row: dict[str, Any], detail: str) -> Duty:
    held = row["verdict"] == Verdict.HELD.value and role is Role.PURCHASER
    kind = "credit" if invoice.cell("kind") == CREDIT else "invoice"
    title = _("Invoice {number}: lines held") if held else _TITLES[kind, role]()
    received_on = day_of(invoice, "received_on") or row["since"]
    return parties.duty(
        Kind.INVOICE, text_of(invoice, "contract_id"), title.format(number=invoice.cell("number")),
        reverse("invoice", args=[text_of(invoice, "invoice_id")]), role=role,
        provider_id=text_of(invoice, "provider_id"), number=row["number"], cents=row["cents"],
        since=received_on, due_on=None if held else received_on + TERM_OF_PAYMENT, detail=detail,
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
    asked = set(_open_lines().filter(participation_id__isnull=True).values_list(*columns))
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
