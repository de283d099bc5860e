"""The money of contracts: committed, spent, held and expected, in cents without VAT.

All of it stands as of the last time that the projections were made, so that the parts belong
together: what was paid after that is not in it yet.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Min, Q, Sum

from trede.register.facts.models import believed
from trede.register.oversight.computing import last_computed
from trede.register.oversight.models import OpenAmount, Prospect
from trede.register.oversight.prospects import fees_of_one
from trede.settlement.lines import Verdict
from trede.settlement.terms import Terms

COHORT_RUNS = "cohort_runs"


@dataclass(frozen=True)
class Money:
    """What one contract, or several together, cost and will cost.

    ``to_earn``: fees that running participations still bring if completed. ``minimum``: the agreed
    minimum of clients times the fees of one. ``doubt``: paid, and would be held today. ``most`` is
    what the contract pays at most, if that was agreed.
    """

    spent: int = 0
    due: int = 0
    held: int = 0
    doubt: int = 0
    to_earn: int = 0
    minimum: int = 0
    most: int | None = None

    @property
    def expected(self) -> int:
        """What still comes on top of what was spent."""
        return self.due + self.held + self.to_earn

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
        return bool(self.expected or self.doubt)


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
    due, held = Q(verdict=Verdict.DUE.value), Q(verdict=Verdict.HELD.value)
    rows = OpenAmount.objects.filter(contract_id__in=contracts).exclude(reason=COHORT_RUNS)
    counted = (
        rows.order_by()
        .values("contract_id")
        .annotate(
            due=Sum("cents", filter=due, default=0),
            held=Sum("cents", filter=held & Q(cents__gt=0), default=0),
            doubt=Sum("cents", filter=held & Q(cents__lt=0), default=0),
        )
    )
    return {
        row["contract_id"]: Money(due=row["due"], held=row["held"], doubt=-row["doubt"])
        for row in counted
    }


def _spent(contracts: Collection[str]) -> dict[str, int]:
    rows = believed("payments").filter(contract_id__in=contracts)
    computed = last_computed()
    if computed is not None:
        rows = rows.filter(recorded_at__lte=computed.at)
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
            for name in ("committed", "spent", "due", "held", "to_earn", "expected", "doubt")
        )
    )


@dataclass(frozen=True)
class Total:
    """The money of several contracts; each part is the sum of that part of every contract."""

    committed: int = 0
    spent: int = 0
    due: int = 0
    held: int = 0
    to_earn: int = 0
    expected: int = 0
    doubt: int = 0


@dataclass(frozen=True)
class HeldFor:
    """Amounts under a contract that are held for one reason, and since when the oldest is."""

    reason: str
    number: int
    cents: int
    since: date


def held_by_reason(contract_id: str) -> list[HeldFor]:
    """Return why money is held under a contract, most money first; what is in doubt is no part."""
    rows = OpenAmount.objects.filter(
        contract_id=contract_id, verdict=Verdict.HELD.value, cents__gte=0
    ).exclude(reason=COHORT_RUNS)
    counted = (
        rows.order_by()
        .values("reason")
        .annotate(number=Count("pk"), total=Sum("cents"), oldest=Min("since"))
    )
    found = [HeldFor(row["reason"], row["number"], row["total"], row["oldest"]) for row in counted]
    return sorted(found, key=lambda each: (-each.cents, each.reason))
