"""What a version of the terms that reaches back does: whom it moves, and what it costs.

The contract is settled twice on the same day and facts: as its terms stand, and with the new
version beside them. The differences are what storing it would make due, or ask back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trede.register.facts.models import believed
from trede.register.payments.facts import facts_of, participants_of, terms_of
from trede.register.payments.lines import client_numbers
from trede.settlement.lines import Key, Settlement, Verdict
from trede.settlement.settling import settle
from trede.settlement.terms import Terms

MOST = 100
"""So many participations are listed; those with money at stake first."""


@dataclass(frozen=True)
class Money:
    """What changes, in cents without VAT.

    ``extra`` becomes due in addition; ``back`` was paid and is to be taken back; ``less`` is due
    now and is no longer.
    """

    extra: int = 0
    back: int = 0
    less: int = 0

    def __bool__(self) -> bool:
        return bool(self.extra or self.back or self.less)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.extra + other.extra, self.back + other.back, self.less + other.less)


@dataclass(frozen=True)
class Moved:
    """A participation that comes under the new version, or of which the money changes.

    ``client`` is the client's number, empty for what is about a whole year of start; ``is_moved``
    is false for one that keeps its version and is touched only through the most that is paid.
    """

    client: str
    starts_on: date | None
    money: Money
    is_moved: bool = True


@dataclass(frozen=True)
class Reach:
    """All that a version that reaches back moves; ``number`` counts the participations."""

    number: int
    moved: Sequence[Moved]
    money: Money

    @property
    def listed(self) -> Sequence[Moved]:
        """Those that are shown."""
        return self.moved[:MOST]


def reach_of(terms: Terms, day: date) -> Reach:
    """Return what a new version moves, if it is stored on a day. Raises FaultyTermsError."""
    rows = believed("participations").filter(contract_id=terms.contract_id)
    begun = {
        str(key): (str(person), starts_on)
        for key, person, starts_on in rows.values_list("participation_id", "person_id", "starts_on")
    }
    moved = {key for key, (_person, starts_on) in begun.items() if terms.holds_on(starts_on)}
    money = _differences(terms, day)
    touched = moved | money.keys()
    numbers = client_numbers(begun[key][0] for key in touched if key in begun)
    found = [
        Moved(
            client=numbers.get(begun[key][0], "") if key in begun else "",
            starts_on=begun[key][1] if key in begun else None,
            money=money.get(key, Money()),
            is_moved=key in moved,
        )
        for key in touched
    ]
    found.sort(key=lambda each: (not each.money, each.starts_on or date.min, each.client))
    return Reach(len(moved), tuple(found), sum(money.values(), Money()))


def _differences(terms: Terms, day: date) -> Mapping[str, Money]:
    """Return what changes for each participation; those of which nothing does are left out."""
    own = terms.contract_id
    people = {str(each) for each in participants_of([own])}
    touched = believed("participations").filter(person_id__in=people).order_by()
    keys = {str(each) for each in touched.values_list("contract_id", flat=True).distinct()}
    present = terms_of({*keys, own})
    facts = facts_of(people, [own])
    now, then = (
        _due(settle(versions, facts, day).of({own}))
        for versions in (present, (*_ended(present, terms), terms))
    )
    found: dict[str, Money] = defaultdict(Money)
    for key in now.keys() | then.keys():
        if money := _difference(now.get(key, ()), then.get(key, ())):
            found[key.participation_id] += money
    return found


def _ended(present: Iterable[Terms], terms: Terms) -> Iterable[Terms]:
    """Yield the terms that stand, those of the same contract ended where the new ones begin."""
    for each in present:
        is_former = each.contract_id == terms.contract_id
        yield each.until(terms.starts_on) if is_former else each


def _due(settlement: Settlement) -> Mapping[Key, list[int]]:
    found: dict[Key, list[int]] = defaultdict(list)
    for line in settlement.lines:
        if line.verdict is Verdict.DUE:
            found[line.key].append(line.cents)
    return found


def _difference(now: Sequence[int], then: Sequence[int]) -> Money:
    more = sum(then) - sum(now)
    if more >= 0:
        return Money(extra=more)
    asked_back = _asked_back(then) - _asked_back(now)
    back = min(-more, max(0, asked_back))
    return Money(back=back, less=-more - back)


def _asked_back(amounts: Sequence[int]) -> int:
    return -sum(each for each in amounts if each < 0)
