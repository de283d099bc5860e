"""What can be offered to a client, and how it went with earlier clients.

An *offer* is a contract with a provider that still takes clients, or a type of trajectory that
the municipality carries out itself. Whether it fits the client, and why not, is told by
:mod:`trede.register.steps.fitting`; what does not fit comes after what does.

The counts are of trajectories that ended in the last three years, facts as believed now:

- *ended*: trajectories with a last day in that time, whatever the result;
- *to work*: of these, those whose client's benefit ended because of work between the first day
  of the trajectory and six months after its last day; each trajectory counts once;
- *durably*: of those to work whose exit lies ``durable_months`` or longer ago, those without
  benefit again within that term; ``observed`` is how many exits lie that long ago;
- *waiting days*: the median of the days from the offer (if unknown, the decision) to the first
  day, of trajectories that started in that time.

They are gross: they say how it went with those who took part, not what the trajectory did.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median
from typing import Any

from django.core.cache import cache as kept
from django.db.models import Q

from trede.register.facts.models import Fact, believed
from trede.register.providers.reading import all_providers, name_of
from trede.register.providers.usable import asked_of, open_contracts, why_not_yet
from trede.register.steps.fitting import Offered, Stand, misfits
from trede.register.steps.terms import months_later

PERIOD_MONTHS = 36
TO_WORK_MONTHS = 6
FEW = 10
"""Of so few a page gives the counts without a percentage, and says that they are few."""
KEEP_SECONDS = 60 * 60
OFFERED = ("trajectory_id", "person_id", "type", "contract_id")
DAYS = ("offered_on", "decided_on", "started_on", "ended_on")
Key = tuple[str, str]
"""``("contract", contract)`` or, without a contract, ``("type", type)``."""


@dataclass(frozen=True)
class Record:
    """How it went with earlier clients; see the module for what each number means."""

    ended: int = 0
    to_work: int = 0
    durable: int = 0
    observed: int = 0
    started: int = 0
    waiting_days: int | None = None


@dataclass(frozen=True)
class Offer:
    """A contract that takes clients, or a type that the municipality carries out itself."""

    key: Key
    name: str
    rung: str | None
    record: Record
    misfits: tuple[str, ...] = ()
    provider: str | None = None
    category: str | None = None
    places_left: int | None = None
    cost: tuple[tuple[str, int], ...] = ()

    @property
    def fits(self) -> bool:
        """Whether nothing says that it is not for this client."""
        return not self.misfits


@dataclass
class _Counts:
    ended: int = 0
    to_work: int = 0
    durable: int = 0
    observed: int = 0
    waits: list[int] = field(default_factory=list)

    def as_record(self) -> Record:
        """Return what was counted."""
        wait = round(median(self.waits)) if self.waits else None
        parts = (self.ended, self.to_work, self.durable, self.observed, len(self.waits))
        return Record(*parts, waiting_days=wait)


def offers_on(day: date, stand: Stand, durable_months: int) -> Sequence[Offer]:
    """Return what can be offered to someone who stands there: what fits first, then the rest."""
    records = records_on(day, durable_months)
    contracts = open_contracts(day)
    names = [each.cell("contract_id") for each in contracts]
    parties = all_providers()
    terms = _terms(names, day)
    taken = _places_taken(names)
    offers = [
        _of_contract(each, records, _asked(parties, each, day), tuple(why_not_yet(each, day)))
        for each in contracts
    ]
    completed = [_with_terms(each, terms[each.key[1]], taken[each.key[1]]) for each in offers]
    own = [
        Offer(key, key[1], None, record)
        for key, record in sorted(records.items())
        if key[0] == "type" and key[1] != "unknown"
    ]
    told = [
        replace(each, misfits=(*each.misfits, *_misfits(each, stand, day)))
        for each in [*completed, *own]
    ]
    return sorted(told, key=lambda each: (not each.fits, each.key[0]))


def _asked(providers: Mapping[str, Fact], contract: Fact, day: date) -> str | None:
    """Name who is asked under a contract: its provider, or who took over."""
    own = contract.cell("provider_id")
    return None if own is None else name_of(providers, asked_of(providers, str(own), day))


def _misfits(offer: Offer, stand: Stand, day: date) -> tuple[str, ...]:
    kind, name = offer.key
    if kind == "type":
        return misfits(Offered(type=name), stand, day)
    return misfits(Offered(contract=name, category=offer.category, rung=offer.rung), stand, day)


def records_on(day: date, durable_months: int) -> Mapping[Key, Record]:
    """Return how it went with earlier clients, by offer; kept for an hour."""
    key = f"offers:{day}:{durable_months}"
    found: Mapping[Key, Record] | None = kept.get(key)
    if found is None:
        found = count(day, durable_months)
        kept.set(key, found, KEEP_SECONDS)
    return found


def count(day: date, durable_months: int) -> Mapping[Key, Record]:
    """Count the trajectories of the last three years, as the module defines."""
    since = months_later(day, -PERIOD_MONTHS)
    recent = Q(ended_on__gt=since, ended_on__lte=day) | Q(started_on__gt=since, started_on__lte=day)
    rows = list(believed("trajectories").filter(recent).values(*OFFERED, *DAYS))
    exits, entries = _spells({row["person_id"] for row in rows if row["ended_on"]})
    counted: dict[Key, _Counts] = defaultdict(_Counts)
    for row in rows:
        counts = counted[_key(row)]
        asked_on = row["offered_on"] or row["decided_on"]
        if asked_on and row["started_on"] and since < row["started_on"] <= day:
            counts.waits.append((row["started_on"] - asked_on).days)
        if row["ended_on"] and since < row["ended_on"] <= day:
            counts.ended += 1
            _count_work(counts, row, exits[row["person_id"]], entries[row["person_id"]], day,
                        durable_months)  # fmt: skip
    return {key: counts.as_record() for key, counts in counted.items()}


def _key(row: Mapping[str, Any]) -> Key:
    if row["contract_id"]:
        return ("contract", row["contract_id"])
    return ("type", row["type"] or "unknown")


def _count_work(
    counts: _Counts,
    row: Mapping[str, Any],
    exits: Sequence[date],
    entries: Sequence[date],
    day: date,
    durable_months: int,
) -> None:
    """Count a trajectory that was followed by work, and whether that lasted."""
    until = months_later(row["ended_on"], TO_WORK_MONTHS)
    began = row["started_on"] or row["ended_on"]
    left_on = next((each for each in exits if began < each <= until), None)
    if left_on is None:
        return
    counts.to_work += 1
    lasts_until = months_later(left_on, durable_months)
    if lasts_until <= day:
        counts.observed += 1
        counts.durable += not any(left_on <= each < lasts_until for each in entries)


def _spells(people: set[str]) -> tuple[Mapping[str, list[date]], Mapping[str, list[date]]]:
    """Return by person the first days without benefit because of work, and those with benefit."""
    exits: dict[str, list[date]] = defaultdict(list)
    entries: dict[str, list[date]] = defaultdict(list)
    left = believed("benefit_spells").filter(exit_reason="work", ends_on__isnull=False)
    for person, ends_on in left.order_by("ends_on").values_list("person_id", "ends_on"):
        if person in people:
            exits[person].append(ends_on)
    begun = believed("benefit_spells").values_list("person_id", "starts_on")
    for person, starts_on in begun.iterator():
        if person in exits and starts_on is not None:
            entries[person].append(starts_on)
    return exits, entries


def _of_contract(
    contract: Fact, records: Mapping[Key, Record], provider: str | None, misfits: tuple[str, ...]
) -> Offer:
    name, own_rung = str(contract.cell("contract_id")), contract.cell("rung")
    return Offer(
        key=("contract", name),
        name=str(contract.cell("name") or name),
        rung=None if own_rung is None else str(own_rung),
        record=records.get(("contract", name), Record()),
        misfits=misfits,
        provider=provider,
        category=None if contract.cell("category") is None else str(contract.cell("category")),
    )


def _with_terms(offer: Offer, terms: Sequence[Fact], taken: int) -> Offer:
    """Add cost and places left, from the terms of the contract."""
    numbers = (each.cell("number") for each in terms if each.cell("term") == "maximum_clients")
    most = next((number for number in numbers if isinstance(number, int)), None)
    amounts = ((str(each.cell("term")), each.cell("amount_cents")) for each in terms)
    return replace(
        offer,
        places_left=None if most is None else max(0, most - taken),
        cost=tuple((term, cents) for term, cents in amounts if isinstance(cents, int)),
    )


def _terms(contracts: Sequence[object], day: date) -> Mapping[str, list[Fact]]:
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    found: dict[str, list[Fact]] = defaultdict(list)
    held = believed("contract_terms").filter(running, contract_id__in=contracts, starts_on__lte=day)
    for fact in held.order_by("term", "starts_on"):
        found[str(fact.cell("contract_id"))].append(fact)
    return found


def _places_taken(contracts: Sequence[object]) -> Mapping[str, int]:
    """Count the clients who have a place: offered or running, not turned down, not ended."""
    found: dict[str, int] = defaultdict(int)
    running = believed("trajectories").filter(contract_id__in=contracts, ended_on__isnull=True)
    for contract, decision in running.values_list("contract_id", "decision"):
        found[contract] += decision != "negative"
    return found
