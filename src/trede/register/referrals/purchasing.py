"""What a case manager buys for one client outside the contracts: what is odd, and what recurs.

Its budget is told by :mod:`trede.register.referrals.budgets` (regioplan-2003 C4, L24, L25).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from trede.language import translate as _
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_code, show_euro
from trede.register.providers.reading import all_providers
from trede.register.referrals.budgets import NEGATIVE, POSITIVE
from trede.register.referrals.travelling import POLICY
from trede.register.steps.policies import Entry, in_force
from trede.register.steps.refusing import RefusedError
from trede.register.steps.terms import months_later

HIGHEST_VAT_PERCENT = 21
"""The general rate of VAT since 1 October 2012; no other rate is higher."""
_PERCENT = 100
_LEGAL_FORMS = (" b.v.", " bv", " n.v.", " nv")


def check_vat(amount_cents: int, vat_cents: int) -> None:
    """Refuse more VAT than any rate makes, rounded up to a whole cent."""
    most = -(-amount_cents * HIGHEST_VAT_PERCENT // _PERCENT)
    if vat_cents > most:
        message = _("VAT is at most {percent}% of the price: {most}. Check both amounts.")
        said = message.format(percent=HIGHEST_VAT_PERCENT, most=show_euro(most))
        raise RefusedError(said, "vat_cents")


def odd_about(person_id: str, answers: Mapping[str, Any], day: date) -> dict[str, str]:
    """Return what is odd about a purchase that is asked for: had already, or under contract."""
    found = {}
    if _was_asked(person_id, answers, day):
        found["again"] = _(
            "The same was asked for this client today or yesterday, at the same price. Confirm "
            "only if it is bought twice."
        )
    names = _contracts_with(answers["supplier"], day)
    if names:
        message = _("The municipality has a contract with {supplier}: {contracts}. Refer the "
                    "client there if it covers this.")  # fmt: skip
        said = {"supplier": answers["supplier"], "contracts": ", ".join(names)}
        found["contracted"] = message.format(**said)
    return found


def _was_asked(person_id: str, answers: Mapping[str, Any], day: date) -> bool:
    own = ("amount_cents", "vat_cents", "kind")
    like = believed("own_purchases").filter(
        ~Q(decision=NEGATIVE) | Q(decision__isnull=True),
        person_id=person_id,
        asked_on__gte=day - timedelta(days=1),
        name__iexact=answers["name"],
        supplier__iexact=answers["supplier"],
        **{name: answers[name] for name in own},
    )
    return bool(like.exists())


def _contracts_with(supplier: str, day: date) -> list[str]:
    """Return the names of the contracts that hold on a day with a company of this name."""
    named = {
        key for key, each in all_providers().items() if _bare(each.cell("name")) == _bare(supplier)
    }
    held = believed("contracts").filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day), provider_id__in=named, signed_on__lte=day
    )
    return [str(name or key) for key, name in held.values_list("contract_id", "name")]


def _bare(name: object) -> str:
    bare = " ".join(str(name).casefold().split())
    for form in _LEGAL_FORMS:
        bare = bare.removesuffix(form)
    return bare


@dataclass(frozen=True)
class Recurring:
    """A kind of purchase that recurs: how often it was approved, for how much, in so many months.

    What was asked for and is not decided yet is told apart.
    """

    kind: str
    times: int
    cents: int
    months: int
    asked: int = 0

    def __str__(self) -> str:
        """Say what it means for the next tender."""
        message = _("{kind}: bought {times} times in {months} months outside the contracts, for "
                    "{price}. Consider it in a tender.")  # fmt: skip
        title = show_code(self.kind, "purchase_kind")
        said = message.format(
            kind=title[:1].upper() + title[1:], times=self.times, months=self.months,
            price=show_euro(self.cents),
        )  # fmt: skip
        if not self.asked:
            return said
        return f"{said} {_('Waiting for a decision: {asked} more.').format(asked=self.asked)}"


def recurring(day: date) -> list[Recurring]:
    """Return the kinds that were bought so often that a tender is worth it, most often first.

    Only what was approved counts as bought.
    """
    terms = _terms(day)
    months, least = int(terms["recurs_months"]), int(terms["recurs_times"])
    since = months_later(day, -months)
    lately = believed("own_purchases").filter(asked_on__gt=since, asked_on__lte=day)
    columns = ("kind", "amount_cents", "vat_cents")
    times: Counter[str] = Counter()
    cents: Counter[str] = Counter()
    bought = lately.filter(decision=POSITIVE, kind__isnull=False)
    for kind, amount, vat in bought.values_list(*columns):
        times[kind] += 1
        cents[kind] += amount + vat
    waits = Counter(lately.filter(decided_on__isnull=True).values_list("kind", flat=True))
    return [
        Recurring(kind, number, cents[kind], months, waits[kind])
        for kind, number in times.most_common()
        if number >= least
    ]


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


def settled_purchases() -> "QuerySet[Any]":
    """Return the purchases that were refused or paid, the last of them first."""
    found = believed("own_purchases").filter(decided_on__isnull=False)
    found = found.exclude(decision=POSITIVE, paid_on__isnull=True)
    return found.order_by(Coalesce("paid_on", "decided_on").desc(), "purchase_id")
