"""The budgets that own purchases are paid from: set apart, spent, asked, approved, and left.

Spent is what the ledger (``costs``) says of the period of the budget, for the kinds of cost that
the policy has it pay. The ledger does not tell which of several budgets of one kind paid, so these
answer for it together. An own purchase counts, with VAT, from the moment it is asked for; one that
was turned down no longer does (regioplan-2003 C4, L24, L25).

A budget covers contracts if the policy has it pay the kind of cost as which contracts are booked.
Then what contracts are bound to cost still counts against it too: what is due or held, and the
fees that those who take part now still bring. Places that nobody takes yet do not: they are agreed
for the whole term of a contract, and not for the period of a budget.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, Sum

from trede.language import translate as _
from trede.register.facts.models import Fact, believed
from trede.register.oversight.catching_up import catch_up
from trede.register.oversight.money import expected_in_all
from trede.register.pages.templating import show_code, show_euro
from trede.register.payments.booking import KIND_OF_COST
from trede.register.referrals.travelling import POLICY
from trede.register.steps.policies import Entry, in_force
from trede.register.steps.refusing import RefusedError

POSITIVE, NEGATIVE = "positive", "negative"
_PERCENT = 100


@dataclass(frozen=True)
class Taken:
    """What own purchases take of a budget: asked, approved and not paid yet, and paid."""

    asked: int = 0
    approved: int = 0
    paid: int = 0

    @property
    def unpaid(self) -> int:
        """What is not in the ledger yet."""
        return self.asked + self.approved


@dataclass(frozen=True)
class Budget:
    """A budget: what was set apart, what own purchases take of it, and what the ledger says.

    ``spent_cents`` is what was booked on all budgets of the kind in the period, ``together_cents``
    what they have left together. ``committed_cents`` is what contracts are bound to cost still;
    none if the budget does not cover contracts.
    """

    fact: Fact
    taken: Taken
    spent_cents: int
    together_cents: int
    committed_cents: int | None
    is_one_of_several: bool = False

    @property
    def key(self) -> str:
        """The budget's key."""
        return str(self.fact.cell("budget_id"))

    @property
    def name(self) -> str:
        """What it is for, and of which kind it is."""
        kind = show_code(str(self.fact.cell("kind")), "budget_kind")
        purpose = self.fact.cell("purpose")
        return f"{purpose} ({kind})" if purpose else kind

    @property
    def amount_cents(self) -> int:
        """What was set apart."""
        return _amount(self.fact)

    @property
    def left_cents(self) -> int:
        """What is left: of this budget for own purchases, and of all of the kind for anything."""
        own = self.amount_cents - self.taken.unpaid - self.taken.paid
        return min(own, self.together_cents)


def budgets_on(day: date) -> list[Budget]:
    """Return the budgets that run on a day and may pay for own purchases of some kind, by name."""
    unended = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    running = believed("budgets").filter(unended, starts_on__lte=day)
    kinds = {kind for entry in in_force(POLICY, "budgets", day) for kind in entry["budget_kinds"]}
    found = _read(list(running.filter(kind__in=kinds)), day)
    return sorted(found, key=lambda each: (each.name, each.key))


def budget_of(key: object, day: date, *, but: object = None) -> Budget | None:
    """Return a budget on a day by its key, with what purchases take of it; ``but`` one of them."""
    fact = believed("budgets").filter(budget_id=key).first()
    if fact is None:
        return None
    alike = believed("budgets").filter(
        kind=fact.cell("kind"), starts_on=fact.cell("starts_on"), ends_on=fact.cell("ends_on")
    )
    return next(each for each in _read(list(alike), day, but=but) if each.key == str(key))


def _read(facts: Sequence[Fact], day: date, but: object = None) -> list[Budget]:
    taken = _taken([each.cell("budget_id") for each in facts], but)
    alike: dict[tuple[object, ...], list[Fact]] = {}
    for each in facts:
        alike.setdefault(_period_of(each), []).append(each)
    return [
        Budget(
            each,
            taken.get(str(each.cell("budget_id")), Taken()),
            spent,
            _set_apart(several, taken) - spent - (committed or 0),
            committed,
            is_one_of_several=len(several) > 1,
        )
        for several in alike.values()
        for spent, committed in ((_spent(several[0]), _committed(several[0], day)),)
        for each in several
    ]


def _period_of(fact: Fact) -> tuple[object, ...]:
    return fact.cell("kind"), fact.cell("starts_on"), fact.cell("ends_on")


def _set_apart(alike: Iterable[Fact], taken: Mapping[str, Taken]) -> int:
    """Return what was set apart together, less the own purchases that are not in the ledger yet."""
    return sum(
        _amount(each) - taken.get(str(each.cell("budget_id")), Taken()).unpaid for each in alike
    )


def _spent(budget: Fact) -> int:
    """Return what was booked in the period of a budget, for the kinds of cost it pays."""
    kinds, starts_on = _cost_kinds(budget), budget.cell("starts_on")
    booked = believed("costs").filter(kind__in=kinds, booked_on__gte=starts_on)
    ends_on = budget.cell("ends_on")
    within = booked if ends_on is None else booked.filter(booked_on__lt=ends_on)
    found: int | None = within.aggregate(spent=Sum("amount_cents"))["spent"]
    return found or 0


def _cost_kinds(budget: Fact) -> set[str]:
    """Return the kinds of cost that a budget pays, by the policy of its first day."""
    entries = _entries(budget, budget.cell("starts_on"))
    return {kind for each in entries for kind in each.get("cost_kinds", ())}


def _committed(budget: Fact, day: date) -> int | None:
    """Return what contracts are bound to cost still, if a budget covers them and runs on a day."""
    if KIND_OF_COST not in _cost_kinds(budget):
        return None
    if not _runs(budget, day):
        return 0
    catch_up(day)
    return expected_in_all()


def _runs(budget: Fact, day: date) -> bool:
    starts_on, ends_on = budget.cell("starts_on"), budget.cell("ends_on")
    begun = not isinstance(starts_on, date) or starts_on <= day
    return begun and not (isinstance(ends_on, date) and ends_on <= day)


def _taken(keys: Sequence[object], but: object) -> Mapping[str, Taken]:
    rows = believed("own_purchases").filter(budget_id__in=keys).exclude(purchase_id=but)
    price, approved = F("amount_cents") + F("vat_cents"), Q(decision=POSITIVE)
    summed = (
        rows.order_by()
        .values("budget_id")
        .annotate(
            asked=Sum(price, filter=Q(decision__isnull=True), default=0),
            approved=Sum(price, filter=approved & Q(paid_on__isnull=True), default=0),
            paid=Sum(price, filter=approved & Q(paid_on__isnull=False), default=0),
        )
    )
    return {
        str(each["budget_id"]): Taken(each["asked"], each["approved"], each["paid"])
        for each in summed
    }


def _amount(budget: Fact) -> int:
    amount = budget.cell("amount_cents")
    return amount if isinstance(amount, int) else 0


def _entries(budget: Fact, day: object) -> list[Entry]:
    if not isinstance(day, date):
        return []
    kind = budget.cell("kind")
    return [each for each in in_force(POLICY, "budgets", day) if kind in each["budget_kinds"]]


def check_budget(budget: Budget, kind: str | None, cents: int, day: date) -> None:
    """Refuse what the budget is not for, does not run for, or does not reach to."""
    if not _runs(budget.fact, day):
        raise RefusedError(_("This budget does not run today. Choose another one."), "budget_id")
    if kind not in kinds_paid_from(budget, day):
        message = _("This budget may not pay for {kind}. Choose another one.")
        raise RefusedError(message.format(kind=show_code(kind, "purchase_kind")), "budget_id")
    if cents > budget.left_cents:
        message = _("The price with VAT is {price}; {left} of this budget is left. Lower the price "
                    "or choose another budget.")  # fmt: skip
        said = message.format(price=show_euro(cents), left=show_euro(max(0, budget.left_cents)))
        raise RefusedError(said, "budget_id")


def kinds_paid_from(budget: Budget, day: date) -> list[str]:
    """Return the kinds of purchase that a budget may pay for on a day."""
    return [str(name) for entry in _entries(budget.fact, day) for name in entry["purchase_kinds"]]


def near_the_end(budget: Budget, cents: int, day: date) -> str:
    """Say that little of a budget is left after a purchase; empty if there is enough."""
    most = int(in_force(POLICY, "purchases", day)[-1]["warn_percent"])
    used = budget.amount_cents - budget.left_cents + cents
    if used * _PERCENT < budget.amount_cents * most:
        return ""
    message = _("With this, {used} of {amount} is used: {left} is left until the budget ends.")
    return message.format(
        used=show_euro(used),
        amount=show_euro(budget.amount_cents),
        left=show_euro(budget.amount_cents - used),
    )
