"""What waits to be paid: by contract, under one contract, and the premiums to be verified."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from trede.register.facts.models import Fact, believed
from trede.register.oversight.models import OpenAmount
from trede.register.payments.claims import claim_under
from trede.register.payments.facts import settle_contracts, settle_people
from trede.register.payments.lines import ahead, client_numbers, key_of, open_lines
from trede.register.payments.standing import Standing, standing_of
from trede.register.payments.unpaid import Unpaid, WaitsFor, unpaid
from trede.register.providers.reading import all_providers, name_of
from trede.settlement.lines import Key, Line, Settlement
from trede.settlement.sentences import line_sentence

TO_VERIFY = frozenset({"not_verified", "too_early"})
"""The reasons for which a premium waits for an independent source, or for the day it can."""


@dataclass
class Heap:
    """Lines together: how many, how much without VAT, and since when the oldest waits.

    ``back`` (below zero) is what of it is to be taken back, ``pay`` what is to be paid.
    """

    number: int = 0
    pay: int = 0
    back: int = 0
    oldest_on: date | None = None

    @property
    def cents(self) -> int:
        """What is to be paid less what is to be taken back."""
        return self.pay + self.back

    def add(self, number: int, pay: int, back: int, oldest_on: date) -> None:
        """Put lines on the heap."""
        self.number += number
        self.pay += pay
        self.back += back
        self.oldest_on = min(self.oldest_on or oldest_on, oldest_on)

    def age(self, day: date) -> int:
        """Return how many days the oldest waits."""
        return max((day - self.oldest_on).days, 0) if self.oldest_on is not None else 0


@dataclass
class Waiting:
    """What was invoiced under a contract and is not paid: by what it waits for.

    ``lapsed`` is what cannot be paid as it was asked: the amount is no longer right.
    """

    contract_id: str
    name: str
    provider: str
    performance: Heap = field(default_factory=Heap)
    payment: Heap = field(default_factory=Heap)
    held: Heap = field(default_factory=Heap)
    lapsed: Heap = field(default_factory=Heap)
    reasons: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Overview:
    """What waits by contract, and what contracts are called, with their providers."""

    waiting: Sequence[Waiting]
    names: Mapping[str, str]


def what_waits() -> Overview:
    """Return what waits, the contract with the most money first."""
    providers = all_providers()
    contracts = believed("contracts").values_list("contract_id", "name", "provider_id")
    named = {key: (name or key, name_of(providers, of)) for key, name, of in contracts}
    found: dict[str, Waiting] = {}
    for each in unpaid():
        key = each.contract_id
        _add(found.setdefault(key, Waiting(key, *named.get(key, (key, "–")))), each)
    return Overview(
        sorted(found.values(), key=lambda each: (-_cents(each), each.name)),
        {key: f"{provider} · {name}" for key, (name, provider) in named.items()},
    )


def _cents(each: Waiting) -> int:
    heaps = (each.performance, each.payment, each.held, each.lapsed)
    return sum(heap.pay - heap.back for heap in heaps)


def _add(own: Waiting, each: Unpaid) -> None:
    heap: Heap = getattr(own, each.waits_for.value)
    heap.add(1, max(each.cents, 0), min(each.cents, 0), each.since)
    if each.waits_for is WaitsFor.HELD:
        own.reasons[each.reason] = own.reasons.get(each.reason, 0) + 1


@dataclass(frozen=True)
class Chain:
    """One amount under a contract: what the settlement says, and the invoice line it is on."""

    line: Line
    sentence: str
    invoiced: Fact | None

    @property
    def claim(self) -> str:
        """The key of the claim that it rests on; empty if it rests on none."""
        return claim_under(self.line)

    def age(self, day: date) -> int:
        """Return since how many days it stands so; none while the day is still to come."""
        return max((day - self.line.since).days, 0)


@dataclass(frozen=True)
class OfContract:
    """All amounts under a contract on a day."""

    settlement: Settlement
    chains: Sequence[Chain]

    def of(self, standing: Standing) -> list[Chain]:
        """Return the amounts that stand so, the oldest first."""
        return [each for each in self.chains if standing_of(each.line) is standing]

    def cents(self, standing: Standing) -> int:
        """Return the sum of the amounts that stand so."""
        return sum(each.line.cents for each in self.of(standing))

    @property
    def shown(self) -> list[Standing]:
        """The ways in which amounts stand; the less usual ones only if there are any."""
        always = (Standing.DUE, Standing.HELD, Standing.REFUSED)
        return [each for each in Standing if each in always or self.of(each)]

    @property
    def to_credit(self) -> list[Chain]:
        """What is to be taken back and is on no credit note yet."""
        return [each for each in self.of(Standing.BACK) if each.invoiced is None]


def of_contract(contract_id: str, day: date) -> OfContract:
    """Return what is due, held and refused under a contract."""
    settlement = settle_contracts([contract_id], day)
    invoiced: Mapping[Key, Fact] = {
        key_of(each): each for each in open_lines(contract_id=contract_id)
    }
    chains = [
        Chain(line, line_sentence(line), invoiced.get(line.key))
        for line in sorted(
            (ahead(each, day) for each in settlement.lines),
            key=lambda each: (each.since, str(each.key)),
        )
    ]
    return OfContract(settlement, chains)


@dataclass(frozen=True)
class ToVerify:
    """A premium that waits for an independent source, and from which day that can confirm it."""

    line: Line
    from_on: date
    sentence: str
    client: str
    contract: str

    def can_be(self, day: date) -> bool:
        """Tell whether it can be verified on a day."""
        return self.from_on <= day


def premiums_to_verify(day: date) -> list[ToVerify]:
    """Return what waits for an independent source, the first that can be verified first.

    Premiums that were claimed, and shares that are paid for the result.
    """
    people = {
        *believed("premium_claims").order_by().values_list("person_id", flat=True),
        *OpenAmount.objects.filter(reason__in=TO_VERIFY).values_list("person_id", flat=True),
    }
    lines = [
        line
        for line in settle_people(people, day).lines
        if line.reason.code in TO_VERIFY and line.payable_on is not None
    ]
    numbers = client_numbers(line.person_id for line in lines)
    names = _contract_names()
    found = [
        ToVerify(
            line,
            _reached_on(line),
            line_sentence(line),
            numbers.get(line.person_id, ""),
            names.get(line.key.contract_id, line.key.contract_id),
        )
        for line in lines
    ]
    return sorted(found, key=lambda each: (each.from_on, str(each.line.key)))


def _reached_on(line: Line) -> date:
    """Return the day on which the work was, or will be, reached: what is said before counts not."""
    ahead = line.payable_on if line.reason.code == "too_early" else None
    return ahead or line.since


def _contract_names() -> Mapping[str, str]:
    rows = believed("contracts").values_list("contract_id", "name")
    return {key: name or key for key, name in rows}


def paid_by_contract(contract_id: str) -> int:
    """Return what was paid under a contract, without VAT."""
    found = believed("payments").filter(contract_id=contract_id).aggregate(c=Sum("amount_cents"))
    return int(found["c"] or 0)


def invoices_of(**picked: Any) -> "QuerySet[Any]":
    """Return invoices and credit notes, the newest first."""
    return believed("invoices").filter(**picked).order_by("-received_on", "-pk")


def totals(invoices: Iterable[Fact]) -> Mapping[str, Mapping[str, int]]:
    """Return of invoices how many lines they have, how many are paid or given up, and the sum."""
    keys = [str(each.cell("invoice_id")) for each in invoices]
    lines = believed("invoice_lines").filter(invoice_id__in=keys)
    paid = set(
        believed("payments")
        .filter(invoice_line_id__in=lines.values("invoice_line_id"))
        .values_list("invoice_line_id", flat=True)
    )
    found: dict[str, dict[str, int]] = defaultdict(
        lambda: {"lines": 0, "paid": 0, "dropped": 0, "cents": 0, "vat_cents": 0}
    )
    columns = ("invoice_id", "invoice_line_id", "dropped_on", "amount_cents", "vat_cents")
    for invoice, line, dropped_on, cents, vat_cents in lines.values_list(*columns):
        own = found[invoice]
        own["lines"] += 1
        own["paid"] += line in paid
        own["dropped"] += dropped_on is not None
        own["cents"] += cents
        own["vat_cents"] += vat_cents
    return found
