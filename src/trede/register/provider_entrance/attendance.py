"""Attendance lists: who was there in a month and signed, one list for each contract and month.

Whoever is on a list without a signature suspends payment where the contract says so, so nobody is
put on it who was not expected.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.journal import Journal, new_id, open_journal
from trede.register.facts.models import Fact, believed
from trede.register.provider_entrance.own import Facts, clients_by_person, own_participations
from trede.register.provider_entrance.own_task import company_of
from trede.register.providers.tasks import OthersWereFirstError
from trede.register.steps.refusing import RefusedError
from trede.settlement.spans import add_months

SIGNED, MISSING, OFF = "signed", "missing", "off"
STATES = (SIGNED, MISSING, OFF)
STEP = "provider-attendance"
ROWS = "attendance_signatures"
MONTHS_BACK = 12


@dataclass(frozen=True)
class Place:
    """A client who took part in a month, and the row on the list if there is one.

    ``doubles`` are further rows for the same client and month, from other sources: they go as soon
    as the list is filled in.
    """

    participation: Fact
    client: Client | None
    row: Fact | None
    doubles: tuple[Fact, ...] = ()

    @property
    def key(self) -> str:
        """The participation."""
        return str(self.participation.cell("participation_id"))

    @property
    def state(self) -> str:
        """Signed, missing, or off the list."""
        if self.row is None:
            return OFF
        return SIGNED if self.row.cell("signed_on") is not None else MISSING


@dataclass(frozen=True)
class AttendanceList:
    """The list of a contract in a month: everyone who took part, on it or not."""

    contract: Fact
    month_on: date
    places: tuple[Place, ...]

    @property
    def list_id(self) -> str:
        """The key of the list: that of who is on it already, whoever made it."""
        known = [str(each.row.cell("list_id")) for each in self.places if each.row is not None]
        return min(known, default=f"{self.contract.cell('contract_id')}:{self.month_on:%Y-%m}")

    @property
    def seen(self) -> int:
        """The newest row: whoever fills in the list does so upon it."""
        rows = (row for each in self.places for row in (each.row, *each.doubles) if row is not None)
        return max((row.pk for row in rows), default=0)

    def number(self, state: str) -> int:
        """Count the clients in a state."""
        return sum(each.state == state for each in self.places)


def month_of(text: str, day: date) -> date:
    """Return the first day of a month written as 2026-03; by default of the month before a day."""
    year, _sign, month = text.partition("-")
    numbers = (year, month)
    if all(each.isascii() and each.isdigit() for each in numbers):
        found = (int(year), int(month))
        if date.min.year < found[0] < date.max.year and 1 <= found[1] <= 12:  # noqa: PLR2004
            return date(*found, 1)
    return add_months(day.replace(day=1), -1)


def months_until(day: date) -> list[date]:
    """Return the months of the past year, the newest first."""
    first = day.replace(day=1)
    return [add_months(first, -back) for back in range(MONTHS_BACK + 1)]


def taking_part_in(user: User, month_on: date) -> Facts:
    """Return the own participations that ran in a month."""
    after = add_months(month_on, 1)
    still = Q(ends_on__isnull=True) | Q(ends_on__gt=month_on)
    return own_participations(user).filter(still, starts_on__lt=after)


def list_of(user: User, contract: Fact, month_on: date) -> AttendanceList:
    """Return the list of a contract in a month, in order of the names of the clients.

    It is the list of that contract and month whatever its key and wherever it came from.
    """
    taking_part = taking_part_in(user, month_on).filter(contract_id=contract.cell("contract_id"))
    clients = clients_by_person(each.cell("person_id") for each in taking_part)
    rows: dict[str, list[Fact]] = defaultdict(list)
    members = taking_part.order_by().values("participation_id")
    for row in believed(ROWS).filter(participation_id__in=members, month_on=month_on):
        rows[str(row.cell("participation_id"))].append(row)
    places = [
        _place(each, clients.get(str(each.cell("person_id"))), rows[participation_id])
        for each in taking_part
        for participation_id in (str(each.cell("participation_id")),)
    ]
    places.sort(key=lambda each: (each.client.listed_name if each.client else "", each.key))
    return AttendanceList(contract, month_on, tuple(places))


def fill_in(
    user: User,
    shown: Sequence[Place],
    found: AttendanceList,
    states: Mapping[str, str],
    signed_on: date,
    today: date,
) -> int:
    """Record what was filled in for the clients shown; return how many changed.

    Raises RefusedError for a day that cannot be, OthersWereFirstError if a row changed meanwhile.
    """
    if signed_on > today or signed_on < found.month_on:
        message = _("Signatures are of a day in or after the month of the list, until today.")
        raise RefusedError(message, "signed_on")
    changed = [each for each in shown if states.get(each.key, each.state) != each.state]
    if not changed:
        return 0
    with open_journal(author=user, step=STEP, source=company_of(user)) as journal:
        for each in changed:
            _write(journal, found, each, states[each.key], signed_on)
    return len(changed)


def check_seen(found: AttendanceList, seen: str) -> None:
    """Raise OthersWereFirstError unless the list is as it was when it was shown."""
    if seen != str(found.seen):
        raise OthersWereFirstError


def lists_to_fill(
    user: User, contracts: Sequence[Fact], month_on: date
) -> Iterator[tuple[Fact, int, int]]:
    """Yield the contracts whose list of a month is not complete: how many signed, of how many."""
    taking_part = taking_part_in(user, month_on)
    for contract in contracts:
        key = contract.cell("contract_id")
        members = taking_part.filter(contract_id=key)
        expected = members.count()
        rows = believed(ROWS).filter(
            participation_id__in=members.values("participation_id"), month_on=month_on
        )
        missing = rows.filter(signed_on__isnull=True).values("participation_id")
        whole = rows.filter(signed_on__isnull=False).exclude(participation_id__in=missing)
        signed = whole.values("participation_id").distinct().count()
        if expected and signed < expected:
            yield contract, signed, expected


def last_day_of(month_on: date) -> date:
    """Return the last day of a month."""
    return add_months(month_on, 1) - timedelta(days=1)


def _place(participation: Fact, client: Client | None, rows: Sequence[Fact]) -> Place:
    """Return the place of a client: a row that lacks its signature goes before one that has it."""
    ordered = sorted(rows, key=lambda row: (_is_signed(row), row.pk))
    return Place(participation, client, next(iter(ordered), None), tuple(ordered[1:]))


def _is_signed(row: Fact) -> bool:
    return row.cell("signed_on") is not None


def _write(journal: Journal, found: AttendanceList, place: Place, state: str, day: date) -> None:
    for double in place.doubles:
        journal.withdraw(double)
    if state == OFF:
        if place.row is not None:
            journal.withdraw(place.row)
        return
    signed_on = day if state == SIGNED else None
    if place.row is not None:
        journal.correct(place.row, {"signed_on": signed_on})
        return
    journal.record(
        ROWS,
        {
            "signature_id": new_id(),
            "person_id": str(place.participation.cell("person_id")),
            "participation_id": place.key,
            "list_id": found.list_id,
            "month_on": found.month_on,
            "signed_on": signed_on,
        },
    )
