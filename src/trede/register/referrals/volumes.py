"""How many clients were placed with a contract, against what was agreed; places of a product.

Counted are clients, each once on a contract:

- *placed*: with a participation that began while the agreed number holds, or with a referral that
  waits for an answer; a returned referral, or one that was taken back, leaves its place free;
- *running*: with a participation that runs today or begins later;
- *taken* of a product's places: running participations that came of a referral to it, and
  referrals to it that wait. Without a referral, one counts if its contract has one product only.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from trede.language import translate as _
from trede.register.contracts.reading import MAXIMUM, MINIMUM, SOON
from trede.register.facts.models import Fact, believed
from trede.register.referrals.placing import ACCEPTED, RETURNED

GUARANTEED = "volume"
"""The form of contract in which the minimum is a guaranteed number."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Volume:
    """What was referred to a contract and came of it, against the agreed numbers, on a day."""

    contract: Fact
    day: date
    minimum: int | None = None
    maximum: int | None = None
    referred: int = 0
    unanswered: int = 0
    accepted: int = 0
    returned: int = 0
    recalled: int = 0
    placed: int = 0
    running: int = 0

    @property
    def key(self) -> str:
        """The contract's key."""
        return str(self.contract.cell("contract_id"))

    @property
    def name(self) -> str:
        """The contract's name, or its key if it has none."""
        return str(self.contract.cell("name") or self.key)

    @property
    def places_left(self) -> int | None:
        """How many clients more may be placed; none if there is no maximum."""
        return None if self.maximum is None else max(0, self.maximum - self.placed)

    @property
    def is_full(self) -> bool:
        """Whether one more would be beyond the maximum."""
        return self.maximum is not None and self.placed >= self.maximum

    @property
    def short(self) -> int:
        """How many clients lack to the agreed minimum."""
        return 0 if self.minimum is None else max(0, self.minimum - self.placed)

    @property
    def is_guaranteed(self) -> bool:
        """Whether the minimum is a guaranteed number."""
        return self.contract.cell("form") == GUARANTEED

    @property
    def is_over(self) -> bool:
        """Whether the contract no longer holds."""
        ends_on = self.contract.cell("ends_on")
        return isinstance(ends_on, date) and ends_on <= self.day

    @property
    def ends_soon(self) -> bool:
        """Whether it ends within half a year."""
        ends_on = self.contract.cell("ends_on")
        return isinstance(ends_on, date) and self.day < ends_on <= self.day + SOON

    @property
    def is_below(self) -> bool:
        """Whether it is over, or soon will be, without the agreed number."""
        return self.short > 0 and (self.is_over or self.ends_soon)

    def warnings(self) -> list[str]:
        """Say what about the numbers needs attention."""
        found = []
        if self.maximum is not None and self.placed > self.maximum:
            text = _("{placed} clients were placed; at most {most} were agreed.")
            found.append(text.format(placed=self.placed, most=self.maximum))
        elif self.is_full and not self.is_over:
            found.append(_("All places are taken: who is referred now is one too many."))
        if self.is_below:
            found.append(self._shortage())
        return found

    def _shortage(self) -> str:
        if self.is_over and self.is_guaranteed:
            said = _("Ended {short} clients below the guaranteed number of {minimum}.")
        elif self.is_over:
            said = _("Ended {short} clients below the agreed minimum of {minimum}.")
        elif self.is_guaranteed:
            said = _("Ends soon; {short} of {minimum} guaranteed places are not used yet.")
        else:
            said = _("Ends soon; {short} clients lack to the agreed minimum of {minimum}.")
        return said.format(short=self.short, minimum=self.minimum)


def volume_of(contract: Fact, day: date) -> Volume:
    """Return how many were placed with one contract, as it stands on a day."""
    (volume,) = volumes_of([contract], day).values()
    return volume


def volumes_of(contracts: Sequence[Fact], day: date) -> Mapping[str, Volume]:
    """Return by key how many were placed with contracts, as it stands on a day."""
    keys = [str(each.cell("contract_id")) for each in contracts]
    referrals = _by_contract(_referrals(keys, day))
    participations = _by_contract(_participations(keys))
    agreed = _agreed(keys)
    return {
        key: _volume(contract, day, agreed[key], referrals[key], participations[key])
        for key, contract in zip(keys, contracts, strict=True)
    }


def _referrals(keys: Collection[str], day: date) -> "list[Row]":
    columns = ("contract_id", "person_id", "product_id", "answered_on", "answer", "recalled_on")
    found = believed("referrals").filter(contract_id__in=keys, referred_on__lte=day)
    return list(found.values("referred_on", "participation_id", *columns))


def _participations(keys: Collection[str]) -> "list[Row]":
    columns = ("contract_id", "person_id", "participation_id", "starts_on", "ends_on")
    found = believed("participations").filter(contract_id__in=keys)
    return list(found.values(*columns))


def _by_contract(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["contract_id"]].append(row)
    return found


def _agreed(keys: Collection[str]) -> Mapping[str, list[Row]]:
    numbers = believed("contract_terms").filter(contract_id__in=keys, number__isnull=False)
    columns = ("contract_id", "term", "number", "starts_on", "ends_on")
    chosen = numbers.filter(term__in=(MINIMUM, MAXIMUM)).order_by("starts_on")
    return _by_contract(list(chosen.values(*columns)))


def _volume(
    contract: Fact,
    day: date,
    agreed: Sequence[Row],
    referrals: Sequence[Row],
    participations: Sequence[Row],
) -> Volume:
    held = _held(agreed, day)
    since, until = _period(list(held.values()))
    made = [each for each in referrals if since <= each["referred_on"] < until]
    waiting = {each["person_id"] for each in made if is_waiting(each)}
    began = {
        each["person_id"]
        for each in participations
        if each["starts_on"] is not None and since <= each["starts_on"] < until
    }
    return Volume(
        contract=contract,
        day=day,
        minimum=held[MINIMUM]["number"] if MINIMUM in held else None,
        maximum=held[MAXIMUM]["number"] if MAXIMUM in held else None,
        referred=len(made),
        unanswered=sum(map(is_waiting, made)),
        accepted=sum(each["answer"] == ACCEPTED for each in made),
        returned=sum(each["answer"] == RETURNED for each in made),
        recalled=sum(each["recalled_on"] is not None for each in made),
        placed=len(waiting | began),
        running=len({each["person_id"] for each in participations if runs(each, day)}),
    )


def _held(agreed: Sequence[Row], day: date) -> Mapping[str, Row]:
    """Return by term the number that holds on a day, or else the last that held before it."""
    return {each["term"]: each for each in agreed if each["starts_on"] <= day}


def _period(held: Sequence[Row]) -> tuple[date, date]:
    """Return from when and until when the numbers hold; always, if nothing was agreed."""
    since = min((each["starts_on"] for each in held), default=date.min)
    ends = [each["ends_on"] for each in held]
    return since, max(filter(None, ends), default=date.max) if all(ends) else date.max


def is_waiting(referral: Row) -> bool:
    """Tell whether a referral waits for an answer."""
    return referral["answered_on"] is None and referral["recalled_on"] is None


def runs(participation: Row, day: date) -> bool:
    """Tell whether a participation runs on a day, or is still to begin."""
    ends_on = participation["ends_on"]
    return ends_on is None or ends_on > day


def places_taken(products: Sequence[Fact], day: date) -> Mapping[str, int]:
    """Return by key how many places of products are taken on a day."""
    contracts = {str(each.cell("contract_id")) for each in products if each.cell("contract_id")}
    referrals = _referrals(contracts, day)
    came_of = {each["participation_id"]: each["product_id"] for each in referrals}
    only = _only_products(contracts)
    taken: Counter[str] = Counter()
    for row in _participations(contracts):
        product = came_of.get(row["participation_id"]) or only.get(row["contract_id"])
        if product is not None and runs(row, day):
            taken[product] += 1
    taken.update(each["product_id"] for each in referrals if is_waiting(each))
    return taken


def _only_products(contracts: Collection[str]) -> Mapping[str, str]:
    """Return by contract its product, of contracts that have one only."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = believed("products").filter(contract_id__in=contracts)
    for contract, product in rows.values_list("contract_id", "product_id"):
        found[contract].append(product)
    return {contract: keys[0] for contract, keys in found.items() if len(keys) == 1}


def volumes_on(day: date) -> list[Volume]:
    """Return the signed contracts with their numbers, by name."""
    signed = believed("contracts").filter(Q(signed_on__lte=day))
    contracts = list(signed.order_by("name", "contract_id"))
    return list(volumes_of(contracts, day).values())
