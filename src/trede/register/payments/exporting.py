"""Payments on their way to the finance system: each leaves once, in a file that stays the same.

The layout is described in ``docs/how-to/pay-a-contract.md``. A file is made from rows that never
change, so that it can be downloaded again. Its headings are part of the layout: they are Dutch for
whoever exports, since a finance system knows columns by them.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from typing import Any

from django.db import IntegrityError
from django.db.models import Count, QuerySet, Sum

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.facts.journal import open_journal
from trede.register.facts.models import Fact, believed
from trede.register.steps.refusing import RefusedError

CENTS = 100
HEADINGS = (
    "export", "betaling", "betaald op", "aanbieder", "factuur", "regelnummer", "contract",
    "deelname", "onderdeel", "periode", "bedrag in euro", "btw in euro", "met btw in euro",
)  # fmt: skip
TOTAL = "totaal"
"""What the last row begins with."""


def waiting() -> tuple[int, int]:
    """Return how many payments were not exported yet, and their sum with VAT."""
    found = _unexported().aggregate(number=Count("pk"), cents=Sum("amount_cents"))
    vat = _unexported().aggregate(cents=Sum("vat_cents"))
    return found["number"], (found["cents"] or 0) + (vat["cents"] or 0)


def export(author: User, day: date) -> str:
    """Let all payments that did not leave yet leave; return the export's key.

    Raises RefusedError if there are none, or if someone else exports at the same moment.
    """
    try:
        return _export(author, day)
    except IntegrityError:
        raise RefusedError(
            _("Someone else made an export at this moment. Look at the list of exports.")
        ) from None


def _export(author: User, day: date) -> str:
    with open_journal(author=author, step="export-payments") as journal:
        payments = list(_unexported().order_by("payment_id"))
        if not payments:
            raise RefusedError(_("Every payment was exported already."))
        number = believed("payment_exports").filter(exported_on=day).count() + 1
        export_id = f"{day:%Y%m%d}-{number:02}"
        journal.record(
            "payment_exports",
            {
                "export_id": export_id,
                "exported_on": day,
                "exported_by": author.username,
                "payments": len(payments),
                "amount_cents": sum(_cents(each) + _vat(each) for each in payments),
            },
        )
        rows = (
            {"payment_id": each.cell("payment_id"), "export_id": export_id, "exported_on": day}
            for each in payments
        )
        journal.record_all("export_lines", rows)
        return export_id


def _unexported() -> "QuerySet[Any]":
    exported = believed("export_lines").values("payment_id")
    return believed("payments").exclude(payment_id__in=exported)


def file_of(export_id: str) -> str:
    """Return the file of an export: the same to the byte, each time and for everyone."""
    left = believed("export_lines").filter(export_id=export_id).values("payment_id")
    payments = list(believed("payments").filter(payment_id__in=left))
    places = _places(payments)
    rows = sorted(_row(export_id, each, places) for each in payments)
    sums = [sum(kind(each) for each in payments) for kind in (_cents, _vat)]
    written = StringIO()
    sheet = csv.writer(written, delimiter=";", lineterminator="\r\n")
    sheet.writerow(HEADINGS)
    sheet.writerows(rows)
    amounts = (*map(euros, sums), euros(sum(sums)))
    sheet.writerow((TOTAL, len(payments), *[""] * 8, *amounts))
    return written.getvalue()


Place = tuple[str, str, str]
"""Provider, number of the invoice and of the line on it."""


def _places(payments: Sequence[Fact]) -> Mapping[str, Place]:
    keys = [str(each.cell("invoice_line_id")) for each in payments]
    lines = believed("invoice_lines").filter(invoice_line_id__in=keys)
    where = lines.values_list("invoice_line_id", "invoice_id", "line")
    invoices = {
        row["invoice_id"]: row
        for row in believed("invoices")
        .filter(invoice_id__in=lines.values("invoice_id"))
        .values("invoice_id", "provider_id", "number")
    }
    return {
        key: (invoices[invoice]["provider_id"], invoices[invoice]["number"], f"{line:05}")
        for key, invoice, line in where
    }


def _row(export_id: str, payment: Fact, places: Mapping[str, Place]) -> tuple[str, ...]:
    place = places.get(str(payment.cell("invoice_line_id")), ("", "", ""))
    told = (str(payment.cell(name) or "") for name in _OWN)
    amounts = (_cents(payment), _vat(payment), _cents(payment) + _vat(payment))
    paid_on = str(payment.cell("paid_on"))
    return (
        export_id,
        str(payment.cell("payment_id")),
        paid_on,
        *place,
        *told,
        *map(euros, amounts),
    )


_OWN = ("contract_id", "participation_id", "term", "period")


def _cents(payment: Fact) -> int:
    return int(str(payment.cell("amount_cents")))


def _vat(payment: Fact) -> int:
    return int(str(payment.cell("vat_cents") or 0))


def euros(cents: int) -> str:
    """Return an amount as finance systems read it: 1234,50, a minus before it if negative."""
    whole, rest = divmod(abs(cents), CENTS)
    return f"{'-' if cents < 0 else ''}{whole},{rest:02}"


def exports() -> Iterator[Fact]:
    """Return the exports that were made, the newest first."""
    yield from believed("payment_exports").order_by("-exported_on", "-export_id")
