"""Invoice lines that are not paid, each with what it waits for by what is kept of the settlement.

What is due or held is kept for all contracts; see ``oversight.catching_up``. So the list of all
that waits says the same as the invoices, without settling every contract for it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from trede.register.contracts.versions import readable_terms
from trede.register.facts.models import believed
from trede.register.oversight.models import Behind, Computed, OpenAmount
from trede.register.payments.lines import PERFORMANCE
from trede.settlement.lines import Key, Verdict

if TYPE_CHECKING:
    from django.db.models import QuerySet

_DUE, _HELD = Verdict.DUE.value, Verdict.HELD.value


class WaitsFor(Enum):
    """What a line waits for; ``lapsed``: its amount is no longer right, so it will not be paid."""

    PERFORMANCE = "performance"
    PAYMENT = "payment"
    HELD = "held"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Unpaid:
    """A line that is not paid: what was asked, without VAT, since when, and what it waits for.

    ``reason`` is why it is held, or stood so when it came.
    """

    line: str
    invoice_id: str
    contract_id: str
    cents: int
    since: date
    waits_for: WaitsFor
    reason: str


@dataclass(frozen=True)
class _Kept:
    """What the settlement says of an amount, as it is kept."""

    verdict: str
    cents: int
    reason: str

    @property
    def rank(self) -> int:
        """What counts if there are several: what is due before what is held or in doubt."""
        return 0 if self.verdict == _DUE else 1 + (self.cents < 0) if self.verdict == _HELD else 3


def unpaid() -> Iterator[Unpaid]:
    """Yield the lines that are neither paid nor given up, in as many questions for many as for one.

    Of a contract that was not settled since something changed, a line stands as it came.
    """
    lines = unpaid_lines()
    kept, settled = _kept(lines), _settled(lines)
    approvals = believed("line_approvals").filter(
        step=PERFORMANCE, invoice_line_id__in=lines.values("invoice_line_id")
    )
    approved = dict(approvals.values_list("invoice_line_id", "amount_cents"))
    columns = (
        "contract_id", "participation_id", "term", "period", "invoice_line_id", "invoice_id",
        "amount_cents", "claimed_on", "verdict", "reason",
    )  # fmt: skip
    for row in lines.order_by("pk").values(*columns):
        known = row["contract_id"] in settled
        asked = _Kept(row["verdict"], row["amount_cents"], row["reason"])
        stands = kept.get(_key(row)) if known else asked
        cents = approved.get(row["invoice_line_id"])
        waits_for = _waits_for(asked, stands, cents, as_it_came=not known)
        reason = (stands or asked).reason
        yield Unpaid(
            row["invoice_line_id"], row["invoice_id"], row["contract_id"], asked.cents,
            row["claimed_on"], waits_for, reason,
        )  # fmt: skip


def _waits_for(
    asked: _Kept, stands: _Kept | None, approved: int | None, *, as_it_came: bool
) -> WaitsFor:
    if as_it_came and approved is not None:
        return WaitsFor.PAYMENT
    if stands is None or stands.verdict not in {_DUE, _HELD}:
        return WaitsFor.LAPSED
    if stands.verdict == _HELD:
        return WaitsFor.HELD
    if stands.cents != asked.cents:
        return WaitsFor.LAPSED
    return WaitsFor.PAYMENT if approved == stands.cents else WaitsFor.PERFORMANCE


def unpaid_lines() -> "QuerySet[Any]":
    """Return the lines of invoices and credit notes that are neither paid nor given up."""
    paid = believed("payments").filter(invoice_line_id__isnull=False).values("invoice_line_id")
    lines = believed("invoice_lines").filter(dropped_on__isnull=True).order_by()
    return lines.exclude(invoice_line_id__in=paid)


def _settled(lines: "QuerySet[Any]") -> set[str]:
    """Return the contracts of lines of which what is kept is up to date."""
    if not Computed.objects.exists():
        return set()
    behind = Behind.objects.values_list("contract_id", flat=True)
    contracts = {str(key) for key in lines.values_list("contract_id", flat=True).distinct()}
    return set(readable_terms(contracts)) - set(behind)


def _kept(lines: "QuerySet[Any]") -> Mapping[Key, _Kept]:
    columns = ("contract_id", "participation_id", "term", "period", "verdict", "cents", "reason")
    rows = OpenAmount.objects.filter(contract_id__in=lines.values("contract_id"))
    found: dict[Key, _Kept] = {}
    for row in rows.order_by("pk").values(*columns):
        key, each = _key(row), _Kept(row["verdict"], row["cents"], row["reason"])
        known = found.get(key)
        if known is None or each.rank < known.rank:
            found[key] = each
    return found


def _key(row: Mapping[str, Any]) -> Key:
    columns = ("contract_id", "participation_id", "term", "period")
    return Key(*(str(row[each] or "") for each in columns))
