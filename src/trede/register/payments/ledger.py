"""Whether the books of payments balance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from trede.register.facts.models import believed
from trede.register.payments.booking import COSTS, VAT


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
