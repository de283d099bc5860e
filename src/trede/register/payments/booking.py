"""Books a payment: the payment itself, the cost that measures see, and the books in double entry.

A debit is positive, a credit negative; the entries of a booking sum to zero.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from trede.errors import TredeError
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.payments.lines import InvoiceLine

COSTS, VAT, CREDITORS, RECEIVABLES = "costs", "vat", "creditors", "receivables"
KIND_OF_COST = "participation"
Row = dict[str, Value]


class UnbalancedError(TredeError):
    """The entries of a booking do not sum to zero; nothing was booked."""


@dataclass(frozen=True)
class Booking:
    """The rows that one payment puts on file."""

    payment: Row
    cost: Row
    entries: tuple[Row, ...]


def book(journal: Journal, lines: Iterable[InvoiceLine], number: str, day: date) -> None:
    """Book the payment of lines of an invoice.

    A payment has the key of its line, so that the database itself refuses to pay a line twice.
    """
    bookings = [booking_of(line, number, day) for line in lines]
    journal.record_all("payments", (each.payment for each in bookings))
    journal.record_all("costs", (each.cost for each in bookings))
    journal.record_all("ledger_entries", (row for each in bookings for row in each.entries))


def booking_of(line: InvoiceLine, number: str, day: date) -> Booking:
    """Return what the payment of a line puts on file; raises UnbalancedError."""
    entries = tuple(_entries(line, number, day))
    if sum(int(str(each["amount_cents"])) for each in entries):
        raise UnbalancedError(number)
    return Booking(_payment(line, day), _cost(line, number, day), entries)


def _payment(line: InvoiceLine, day: date) -> Row:
    copied = ("contract_id", "participation_id", "person_id", "term", "period")
    return {
        "payment_id": line.pk,
        **_copied(line, copied),
        "amount_cents": line.cents,
        "vat_cents": line.vat_cents,
        "paid_on": day,
        "invoice_line_id": line.pk,
    }


def _cost(line: InvoiceLine, number: str, day: date) -> Row:
    """Return the cost: without VAT, which the municipality recovers."""
    copied = ("contract_id", "participation_id", "person_id")
    return {
        "cost_id": cost_id_of(line.pk),
        "booked_on": day,
        "amount_cents": line.cents,
        "kind": KIND_OF_COST,
        **_copied(line, copied),
        "description": f"{line.fact.cell('term')} · {number}",
    }


def _copied(line: InvoiceLine, names: Iterable[str]) -> Row:
    return {name: cast("Value", line.fact.cell(name)) for name in names}


def cost_id_of(payment_id: str) -> str:
    """Return the key of the cost that a payment is."""
    return f"payment-{payment_id}"


def _entries(line: InvoiceLine, number: str, day: date) -> Iterator[Row]:
    whole = line.cents + line.vat_cents
    against = CREDITORS if whole > 0 else RECEIVABLES
    booking_id = new_id()
    amounts = ((COSTS, line.cents), (VAT, line.vat_cents), (against, -whole))
    for account, cents in amounts:
        if cents:
            yield {
                "entry_id": new_id(),
                "booking_id": booking_id,
                "booked_on": day,
                "account": account,
                "amount_cents": cents,
                "contract_id": str(line.fact.cell("contract_id")),
                "payment_id": line.pk,
                "description": f"{line.fact.cell('term')} · {number}",
            }
