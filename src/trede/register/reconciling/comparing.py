"""Lays the list of a provider beside the register: who is on both, and what differs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from trede.register.reconciling.lists import RUNNING, Listed

NEAR = timedelta(days=31)
"""Work that began no further from the day on the list is the same work."""
AFTER = timedelta(days=183)
"""Work that began so long after the end of a participation still counts as its placement."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Own:
    """A participation as the register has it on the day of the list; ``works`` are its jobs."""

    participation_id: str
    person_id: str
    client: str
    starts_on: date
    last_on: date | None
    result: str
    works: Sequence[tuple[date, date | None]] = ()


@dataclass(frozen=True)
class Difference:
    """What the list and the register say otherwise of a client; a kind of ``difference_kind``."""

    client: str
    kind: str
    theirs: str
    ours: str
    person_id: str | None = None
    participation_id: str | None = None


@dataclass(frozen=True)
class Comparison:
    """Clients on the list and in the register, those of whom both say the same, and the rest."""

    listed: int
    own: int
    agreeing: int
    differences: Sequence[Difference]


def compare(listed: Sequence[Listed], own: Sequence[Own]) -> Comparison:
    """Return the comparison, in order of client."""
    theirs, ours = _by_client(listed), _by_client(own)
    differences: list[Difference] = []
    agreeing = 0
    for client in sorted({*theirs, *ours}):
        found = list(_of_client(theirs.get(client, ()), ours.get(client, ())))
        differences += found
        agreeing += not found
    return Comparison(len(theirs), len(ours), agreeing, differences)


def by_kind(differences: Iterable[Difference]) -> Mapping[str, Sequence[Difference]]:
    """Return differences by kind, the rarest kind first: what is rare says most about a list."""
    found: dict[str, list[Difference]] = defaultdict(list)
    for each in differences:
        found[each.kind].append(each)
    return dict(sorted(found.items(), key=lambda one: (len(one[1]), one[0])))


Row = TypeVar("Row", Listed, Own)


def _by_client(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda each: each.starts_on):
        found[row.client].append(row)
    return found


def _of_client(theirs: Sequence[Listed], ours: Sequence[Own]) -> Iterator[Difference]:
    for row, own in _pairs(theirs, ours):
        if own is None and row is not None:
            yield Difference(row.client, "not_in_register", _told(row.starts_on, row.last_on), "")
        elif own is not None and row is None:
            told = _told(own.starts_on, own.last_on)
            keys = (own.person_id, own.participation_id)
            yield Difference(own.client, "not_on_list", "", told, *keys)
        elif own is not None and row is not None:
            yield from _of_pair(row, own)


def _pairs(
    theirs: Sequence[Listed], ours: Sequence[Own]
) -> Iterator[tuple[Listed | None, Own | None]]:
    """Pair rows of a client: those that begin on the same day, then those nearest to each other."""
    left, right = list(theirs), list(ours)
    apart = sorted(
        ((abs(row.starts_on - own.starts_on), place, at) for place, row in enumerate(left)
         for at, own in enumerate(right)),
    )  # fmt: skip
    used_rows, used_own = set[int](), set[int]()
    for _days, place, at in apart:
        if place not in used_rows and at not in used_own:
            used_rows.add(place)
            used_own.add(at)
            yield left[place], right[at]
    yield from ((row, None) for place, row in enumerate(left) if place not in used_rows)
    yield from ((None, own) for at, own in enumerate(right) if at not in used_own)


def _of_pair(row: Listed, own: Own) -> Iterator[Difference]:
    keys = (own.person_id, own.participation_id)
    if row.starts_on != own.starts_on:
        theirs, ours = str(row.starts_on), str(own.starts_on)
        yield Difference(own.client, "other_start", theirs, ours, *keys)
    if row.last_on != own.last_on:
        theirs, ours = _day(row.last_on), _day(own.last_on)
        yield Difference(own.client, "other_end", theirs, ours, *keys)
    if row.result is not None and row.result != own.result:
        yield Difference(own.client, "other_result", row.result, own.result, *keys)
    if row.placed_on is not None and not _is_known(row.placed_on, own.works):
        ours = ", ".join(str(first) for first, _last in own.works)
        yield Difference(own.client, "placement_unknown", str(row.placed_on), ours, *keys)
    first = _placement(own)
    if row.placed_on is None and first is not None:
        yield Difference(own.client, "placement_not_listed", "", str(first), *keys)


def _is_known(day: date, works: Iterable[tuple[date, date | None]]) -> bool:
    """Tell whether the register has work on a day, or work that began about then."""
    return any(
        abs(first - day) <= NEAR or (first <= day and (last is None or day <= last))
        for first, last in works
    )


def _placement(own: Own) -> date | None:
    """Return when work began that belongs to a participation: during it, or soon after."""
    until = date.max if own.last_on is None else own.last_on + AFTER
    found = [first for first, _last in own.works if own.starts_on <= first <= until]
    return min(found, default=None)


def _day(day: date | None) -> str:
    return "" if day is None else str(day)


def _told(first: date, last: date | None) -> str:
    return f"{first} – {_day(last)}".strip()


def result_of(status: object, *, has_ended: bool) -> str:
    """Return the result of a participation as it is on the day of the list."""
    return str(status or RUNNING) if has_ended else RUNNING
