"""The books of payments: the entries, and whether they balance."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.db.models import QuerySet, Sum

from trede.register.facts.models import believed
from trede.register.payments.booking import COSTS, VAT
from trede.register.payments.exporting import euros

COLUMNS = (
    "booked_on", "booking_id", "account", "amount_cents", "contract_id", "payment_id",
    "description",
)  # fmt: skip


@dataclass(frozen=True)
class Balance:
    """What the books hold, and what is wrong with them.

    ``accounts`` is the sum of each account; ``crooked`` the bookings whose entries do not sum to
    zero; ``unbooked`` the payments whose amount is not what the books say of them.
    """

    accounts: Mapping[str, int]
    crooked: tuple[str, ...]
    unbooked: tuple[str, ...]
    paid_cents: int

    @property
    def difference(self) -> int:
        """The sum of all entries: zero if the books balance."""
        return sum(self.accounts.values())

    @property
    def is_right(self) -> bool:
        """Whether the books balance, and hold every payment."""
        return not (self.difference or self.crooked or self.unbooked)


def balance() -> Balance:
    """Add up the books and lay them beside the payments."""
    entries = believed("ledger_entries").order_by()
    accounts = _sums(entries, "account")
    bookings = _sums(entries, "booking_id")
    booked = _sums(entries.filter(account__in=(COSTS, VAT)), "payment_id")
    payments = {
        row["payment_id"]: row["amount_cents"] + (row["vat_cents"] or 0)
        for row in believed("payments").values("payment_id", "amount_cents", "vat_cents")
    }
    differing = {
        key for key in payments.keys() | booked.keys() if payments.get(key) != booked.get(key)
    }
    return Balance(
        accounts,
        tuple(sorted(key for key, cents in bookings.items() if cents)),
        tuple(sorted(map(str, differing))),
        sum(payments.values()),
    )


def _sums(entries: "QuerySet[Any]", column: str) -> Mapping[str, int]:
    found = entries.values(column).annotate(cents=Sum("amount_cents")).order_by(column)
    return {row[column]: row["cents"] for row in found}


def entries_in_order() -> "QuerySet[Any]":
    """Return the entries, the newest booking first."""
    return believed("ledger_entries").order_by("-booked_on", "booking_id", "pk")


def file_of_ledger() -> Iterator[str]:
    """Yield the whole ledger as lines of csv, the oldest booking first, with its sum at the end."""
    yield _line(COLUMNS)
    total = 0
    rows = believed("ledger_entries").order_by("booked_on", "booking_id", "pk")
    for row in rows.values(*COLUMNS).iterator(chunk_size=5000):
        total += row["amount_cents"]
        shown = {**row, "amount_cents": euros(row["amount_cents"])}
        yield _line([str(shown[name] or "") for name in COLUMNS])
    yield _line(("total", "", "", euros(total), "", "", ""))


def _line(cells: Sequence[str]) -> str:
    written = StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow(cells)
    return written.getvalue()
