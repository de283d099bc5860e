"""The money of contracts: committed, spent, held and expected, in cents without VAT.

What was paid is read as it is, and what is due or held follows it: see ``catching_up``. Of a
contract that could not catch up yet, what was paid after the last time is not in it, so that the
parts belong together.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet, Sum

from trede.register.facts.models import believed
from trede.register.oversight.catching_up import behind
from trede.register.oversight.computing import last_computed
from trede.register.oversight.models import OpenAmount, Prospect
from trede.register.oversight.prospects import fees_of_one
from trede.register.payments.standing import PICKS, Standing
from trede.settlement.terms import Terms


@dataclass(frozen=True)
class Money:
    """What one contract, or several together, cost and will cost.

    ``due`` is to be paid and ``back`` (below zero) to be taken back. ``held`` was earned or claimed
    and lacks something; ``running`` is the bonus or malus of years that still run, as it stands
    today: it is no part of what is expected. ``doubt``: paid, and would be held today. ``to_earn``:
    fees that running participations still bring if completed. ``minimum``: the agreed minimum of
    clients times the fees of one. ``most`` is what the contract pays at most, if that was agreed.
    """

    spent: int = 0
    due: int = 0
    back: int = 0
    held: int = 0
    doubt: int = 0
    running: int = 0
    to_earn: int = 0
    minimum: int = 0
    most: int | None = None

    @property
    def expected(self) -> int:
        """What still comes on top of what was spent."""
        return self.due + self.back + self.held + self.to_earn

    @property
    def committed(self) -> int:
        """What the municipality is bound to: spent and expected, or else the agreed minimum."""
        return max(self.spent + self.expected, self.minimum)

    @property
    def share_of_most(self) -> int | None:
        """How many percent of what the contract pays at most is spent or expected."""
        return None if not self.most else (self.spent + self.expected) * 100 // self.most

    @property
    def is_open(self) -> bool:
        """Whether anything is still to come, or in doubt."""
        return any((self.due, self.back, self.held, self.to_earn, self.doubt, self.running))


def money_of(
    contracts: Collection[str],
    agreed: Mapping[str, list[Terms]],
    minimums: Mapping[str, int],
    day: date,
) -> dict[str, Money]:
    """Return the money of contracts by key; ``minimums`` are the agreed numbers of clients."""
    amounts, spent, to_earn = _amounts(contracts), _spent(contracts), _to_earn(contracts)
    found = {}
    for key in contracts:
        terms = _in_force(agreed.get(key, ()), day)
        found[key] = replace(
            amounts.get(key, Money()),
            spent=spent.get(key, 0),
            to_earn=to_earn.get(key, 0),
            minimum=minimums.get(key, 0) * fees_of_one(terms) if terms is not None else 0,
            most=terms.caps.per_contract_cents if terms is not None else None,
        )
    return found


def _in_force(versions: Iterable[Terms], day: date) -> Terms | None:
    """Return the version for who begins on a day, or else the last one that began before it."""
    begun = [each for each in versions if each.starts_on <= day]
    holding = [each for each in begun if each.holds_on(day)]
    return (holding or begun or [None])[-1]  # type: ignore[list-item]


def _amounts(contracts: Collection[str]) -> dict[str, Money]:
    rows: QuerySet[Any] = OpenAmount.objects.filter(contract_id__in=contracts)
    sums = {
        each.value: Sum("cents", filter=picked, default=0)
        for each, picked in PICKS.items()
        if each is not Standing.REFUSED
    }
    return {
        row["contract_id"]: Money(
            due=row["due"], back=row["back"], held=row["held"], doubt=-row["doubt"],
            running=row["running"],
        )
        for row in rows.order_by().values("contract_id").annotate(**sums)
    }  # fmt: skip


def _spent(contracts: Collection[str]) -> dict[str, int]:
    rows = believed("payments").filter(contract_id__in=contracts)
    computed = last_computed()
    late = behind(contracts)
    if computed is not None and late:
        rows = rows.exclude(contract_id__in=late, recorded_at__gt=computed.at)
    counted = rows.order_by().values("contract_id").annotate(cents=Sum("amount_cents"))
    return {row["contract_id"]: row["cents"] for row in counted}


def _to_earn(contracts: Collection[str]) -> dict[str, int]:
    rows = Prospect.objects.filter(contract_id__in=contracts).order_by()
    return dict(rows.values_list("contract_id").annotate(total=Sum("cents")))


def total_of(found: Iterable[Money]) -> "Total":
    """Return the money of contracts added up."""
    listed = list(found)
    return Total(
        *(
            sum(getattr(each, name) for each in listed)
            for name in (
                "committed",
                "spent",
                "due",
                "back",
                "held",
                "to_earn",
                "expected",
                "doubt",
                "running",
            )
        )
    )


@dataclass(frozen=True)
class Total:
    """The money of several contracts; each part is the sum of that part of every contract."""

    committed: int = 0
    spent: int = 0
    due: int = 0
    back: int = 0
    held: int = 0
    to_earn: int = 0
    expected: int = 0
    doubt: int = 0
    running: int = 0


def expected_in_all() -> int:
    """Return what still comes under all contracts together, as in :attr:`Money.expected`."""
    picked = PICKS[Standing.DUE] | PICKS[Standing.BACK] | PICKS[Standing.HELD]
    amounts = OpenAmount.objects.filter(picked).aggregate(cents=Sum("cents"))
    to_earn = Prospect.objects.aggregate(cents=Sum("cents"))
    return int(amounts["cents"] or 0) + int(to_earn["cents"] or 0)


def held_in_all() -> int:
    """Return what is held under all contracts together."""
    found = OpenAmount.objects.filter(PICKS[Standing.HELD]).aggregate(cents=Sum("cents"))
    return int(found["cents"] or 0)


@dataclass(frozen=True)
class HeldFor:
    """Amounts under a contract that are held for one reason, and since when the oldest is."""

    reason: str
    number: int
    cents: int
    since: date


def held_by_reason(contract_id: str) -> list[HeldFor]:
    """Return why money is held under a contract, most money first; what is in doubt is no part."""
    rows = OpenAmount.objects.filter(PICKS[Standing.HELD], contract_id=contract_id)
    counted = (
        rows.order_by()
        .values("reason")
        .annotate(number=Count("pk"), total=Sum("cents"), oldest=Min("since"))
    )
    found = [HeldFor(row["reason"], row["number"], row["total"], row["oldest"]) for row in counted]
    return sorted(found, key=lambda each: (-each.cents, each.reason))
