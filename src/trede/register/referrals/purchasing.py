"""What a case manager buys for one client outside the contracts: its budget, and what recurs.

A purchase counts against its budget, with VAT, from the moment it is asked for; one that was turned
down no longer does (regioplan-2003 C4, L24, L25).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from trede.language import translate as _
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_code, show_euro
from trede.register.referrals.travelling import POLICY
from trede.register.steps.policies import Entry, in_force
from trede.register.steps.refusing import RefusedError
from trede.register.steps.terms import months_later

POSITIVE, NEGATIVE = "positive", "negative"
_PERCENT = 100


@dataclass(frozen=True)
class Budget:
    """A budget on a day: what was set apart, and what own purchases take of it."""

    fact: Fact
    taken_cents: int

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
        amount = self.fact.cell("amount_cents")
        return amount if isinstance(amount, int) else 0

    @property
    def left_cents(self) -> int:
        """What is left for own purchases."""
        return self.amount_cents - self.taken_cents


def budgets_on(day: date) -> list[Budget]:
    """Return the budgets that run on a day and may pay for own purchases of some kind, by name."""
    unended = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    running = believed("budgets").filter(unended, starts_on__lte=day)
    kinds = {kind for entry in in_force(POLICY, "budgets", day) for kind in entry["budget_kinds"]}
    facts = list(running.filter(kind__in=kinds))
    taken = _taken([each.cell("budget_id") for each in facts])
    found = [Budget(each, taken.get(str(each.cell("budget_id")), 0)) for each in facts]
    return sorted(found, key=lambda each: (each.name, each.key))


def budget_of(key: object, *, but: object = None) -> Budget | None:
    """Return a budget by its key, with what purchases take of it; ``but`` one of them."""
    fact = believed("budgets").filter(budget_id=key).first()
    return None if fact is None else Budget(fact, _taken([key], but=but).get(str(key), 0))


def _taken(keys: Sequence[object], but: object = None) -> Mapping[str, int]:
    undenied = Q(decision__isnull=True) | Q(decision=POSITIVE)
    rows = believed("own_purchases").filter(undenied, budget_id__in=keys).exclude(purchase_id=but)
    summed = rows.order_by().values("budget_id").annotate(a=Sum("amount_cents"), v=Sum("vat_cents"))
    return {each["budget_id"]: each["a"] + each["v"] for each in summed}


def check_budget(budget: Budget, kind: str | None, cents: int, day: date) -> None:
    """Refuse what the budget is not for, does not run for, or does not reach to."""
    starts_on, ends_on = budget.fact.cell("starts_on"), budget.fact.cell("ends_on")
    begun = not isinstance(starts_on, date) or starts_on <= day
    if not begun or (isinstance(ends_on, date) and ends_on <= day):
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
    kind = budget.fact.cell("kind")
    entries = [each for each in in_force(POLICY, "budgets", day) if kind in each["budget_kinds"]]
    return [str(name) for entry in entries for name in entry["purchase_kinds"]]


def near_the_end(budget: Budget, cents: int, day: date) -> str:
    """Say that little of a budget is left after a purchase; empty if there is enough."""
    most = int(_terms(day)["warn_percent"])
    used = budget.taken_cents + cents
    if used * _PERCENT < budget.amount_cents * most:
        return ""
    message = _("With this, {used} of {amount} is used: {left} is left until the budget ends.")
    return message.format(
        used=show_euro(used),
        amount=show_euro(budget.amount_cents),
        left=show_euro(budget.amount_cents - used),
    )


@dataclass(frozen=True)
class Recurring:
    """A kind of purchase that recurs: how often, for how much, and within how many months."""

    kind: str
    times: int
    cents: int
    months: int

    def __str__(self) -> str:
        """Say what it means for the next tender."""
        message = _("{kind}: bought {times} times in {months} months outside the contracts, for "
                    "{price}. Consider it in a tender.")  # fmt: skip
        title = show_code(self.kind, "purchase_kind")
        return message.format(
            kind=title[:1].upper() + title[1:], times=self.times, months=self.months,
            price=show_euro(self.cents),
        )  # fmt: skip


def recurring(day: date) -> list[Recurring]:
    """Return the kinds that were bought so often that a tender is worth it, most often first."""
    terms = _terms(day)
    months, least = int(terms["recurs_months"]), int(terms["recurs_times"])
    since = months_later(day, -months)
    bought = believed("own_purchases").filter(asked_on__gt=since, asked_on__lte=day)
    columns = ("kind", "amount_cents", "vat_cents")
    rows = bought.filter(~Q(decision=NEGATIVE) | Q(decision__isnull=True), kind__isnull=False)
    times: Counter[str] = Counter()
    cents: Counter[str] = Counter()
    for kind, amount, vat in rows.values_list(*columns):
        times[kind] += 1
        cents[kind] += amount + vat
    return [Recurring(k, n, cents[k], months) for k, n in times.most_common() if n >= least]


def _terms(day: date) -> Entry:
    return in_force(POLICY, "purchases", day)[-1]


def price_of(purchase: Fact) -> int:
    """Return the price with VAT, in cents."""
    return sum(_cents(purchase, ("amount_cents", "vat_cents")))


def _cents(purchase: Fact, columns: Sequence[str]) -> Iterator[int]:
    for column in columns:
        value = purchase.cell(column)
        yield value if isinstance(value, int) else 0


def waiting_purchases() -> list[Fact]:
    """Return the purchases that wait for a decision, the oldest first."""
    found = believed("own_purchases").filter(decided_on__isnull=True)
    return list(found.order_by("asked_on", "purchase_id"))


def unpaid_purchases() -> list[Fact]:
    """Return the approved purchases that were not paid yet, the oldest first."""
    found = believed("own_purchases").filter(decision=POSITIVE, paid_on__isnull=True)
    return list(found.order_by("decided_on", "purchase_id"))
