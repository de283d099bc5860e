"""What is due from a provider now, most pressing first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.models import Fact, believed
from trede.register.payments.turned_down import TurnedDown, turned_down
from trede.register.provider_entrance.attendance import lists_to_fill
from trede.register.provider_entrance.calendars import ASKED_BACK, Due, calendars_of, grouped
from trede.register.provider_entrance.own import (
    Facts,
    clients_by_person,
    own_contracts,
    own_participations,
    waiting_referrals,
)
from trede.settlement.spans import add_months

TOLD_FOR = timedelta(days=30)
"""So long the first page tells of a claim that was turned down."""


@dataclass(frozen=True)
class Waiting:
    """A fact that waits, with its client and for how many days it has."""

    fact: Fact
    client: Client | None
    days: int


@dataclass(frozen=True)
class DueOf:
    """A report that is due, with its client."""

    due: Due
    client: Client | None


@dataclass(frozen=True)
class NotPaid:
    """A claim that the municipality turned down, with its client."""

    down: TurnedDown
    client: Client | None


@dataclass(frozen=True)
class LateUnder:
    """How many reports are late under one contract, and since when.

    ``of_ended`` of them are of participations that ended; ``holding`` hold payment back.
    """

    contract_id: str
    name: str
    late: int
    of_ended: int
    holding: int
    since: date


@dataclass(frozen=True)
class DueNow:
    """All that waits for a provider."""

    referrals: tuple[Waiting, ...]
    reports: tuple[DueOf, ...]
    plans: tuple[Waiting, ...]
    absences: tuple[Waiting, ...]
    talks: tuple[Waiting, ...]
    lists: tuple[tuple[Fact, int, int], ...]
    month_on: date
    late_under: tuple[LateUnder, ...]
    turned_down: tuple[NotPaid, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Tell whether nothing waits."""
        return not any(
            (self.referrals, self.reports, self.plans, self.absences, self.talks, self.lists)
        )

    def late(self, day: date) -> int:
        """Count the reports whose last day has passed."""
        return sum(each.due.is_late(day) for each in self.reports)


def due_now(user: User, day: date) -> DueNow:
    """Return what waits for the user's company."""
    reports = due_reports(user, day)
    month_on = add_months(day.replace(day=1), -1)
    contracts = list(own_contracts(user).order_by("name", "contract_id"))
    return DueNow(
        referrals=_waiting(waiting_referrals(user), "referred_on", day),
        reports=tuple(reports),
        plans=_waiting(_asked_back(user, day), "answered_on", day),
        absences=_waiting(_of_own(user, "absences").filter(ends_on=None), "starts_on", day),
        talks=_waiting(_of_own(user, "three_way_talks").filter(held_on=None), "signalled_on", day),
        lists=tuple(lists_to_fill(user, contracts, month_on)),
        month_on=month_on,
        late_under=tuple(late_by_contract(reports, contracts, day)),
        turned_down=_turned_down(user, day),
    )


def _turned_down(user: User, day: date) -> tuple[NotPaid, ...]:
    """Return the claims turned down lately, and not claimed anew since, the newest first."""
    own = own_participations(user).values("participation_id")
    since = datetime.combine(day - TOLD_FOR, time.min)
    found = turned_down(participation_id__in=own, withdrawn_at__gte=since)
    told = [each for each in found if not each.is_anew]
    clients = clients_by_person(each.person_id for each in told)
    return tuple(NotPaid(each, clients.get(each.person_id)) for each in told)


def due_reports(user: User, day: date) -> list[DueOf]:
    """Return the reports to send: late ones first, then those asked back, then what comes.

    Those of who takes part stand before those of who no longer does.

    Those of participations that ended stay asked for as long as they have not come: the
    settlement holds money on them, however long ago it was. One that the calendar does not ask is
    not asked for again after the end.
    """
    participations = list(own_participations(user).filter(starts_on__lte=day))
    calendars = calendars_of(participations, day)
    found = [due for calendar in calendars.values() for due in calendar if due.is_soon(day)]
    found += [
        each for each in _asked_back_between(participations, found) if not each.has_ended(day)
    ]
    found.sort(key=lambda each: _urgency(each, day))
    clients = clients_by_person(each.participation.cell("person_id") for each in found)
    return [DueOf(each, clients.get(str(each.participation.cell("person_id")))) for each in found]


def _urgency(due: Due, day: date) -> tuple[bool, bool, bool, date, str]:
    """Return by what a report has its place: late, of who takes part, asked back, oldest first."""
    is_late = due.is_late(day)
    behind = not is_late and not due.is_asked_back
    return not is_late, due.has_ended(day), behind, due.due_on, due.key


def late_by_contract(
    reports: Sequence[DueOf], contracts: Sequence[Fact], day: date
) -> list[LateUnder]:
    """Return what is late under each contract, that which has most of it first."""
    names = {str(each.cell("contract_id")): str(each.cell("name") or "") for each in contracts}
    found: dict[str, list[Due]] = {}
    for each in reports:
        if each.due.is_late(day):
            found.setdefault(each.due.contract_id, []).append(each.due)
    told = [
        LateUnder(
            key, names.get(key) or key, len(late), sum(each.has_ended(day) for each in late),
            sum(each.holds_payment for each in late), min(each.due_on for each in late),
        )
        for key, late in found.items()
    ]  # fmt: skip
    return sorted(told, key=lambda each: (-each.late, each.contract_id))


def _asked_back_between(participations: Sequence[Fact], known: Sequence[Due]) -> list[Due]:
    """Return the reports asked back that the calendar does not ask."""
    shown = {each.sent.pk for each in known if each.sent is not None}
    by_key = {str(each.cell("participation_id")): each for each in participations}
    rows = grouped("progress_reports", participations, "received_on", answer=ASKED_BACK)
    return [
        Due(by_key[key], str(row.cell("name")), _between(), answered_on, row, is_in_calendar=False)
        for key, found in rows.items()
        for row in found
        if row.pk not in shown and isinstance(answered_on := row.cell("answered_on"), date)
    ]


def _between() -> dict[str, str]:
    return {"nl": "tussentijdse rapportage", "en": "report in between"}


def _asked_back(user: User, day: date) -> Facts:
    """Return the plans asked back after which no other was proposed, of who still takes part."""
    running = own_participations(user).filter(Q(ends_on=None) | Q(ends_on__gt=day))
    plans = believed("proposed_plans").filter(
        participation_id__in=running.values("participation_id")
    )
    newest = {
        str(each.cell("participation_id")): each
        for each in plans.order_by("proposed_on", "recorded_at", "pk")
    }
    asked = [each.pk for each in newest.values() if each.cell("answer") == ASKED_BACK]
    return plans.filter(pk__in=asked)


def _of_own(user: User, table: str) -> Facts:
    own = own_participations(user).values("participation_id")
    return believed(table).filter(participation_id__in=own)


def _waiting(facts: Facts, since: str, day: date) -> tuple[Waiting, ...]:
    found = list(facts.order_by(since, "pk"))
    clients = clients_by_person(each.cell("person_id") for each in found)
    return tuple(
        Waiting(each, clients.get(str(each.cell("person_id"))), _days(each.cell(since), day))
        for each in found
    )


def _days(since: object, day: date) -> int:
    return (day - since).days if isinstance(since, date) else 0
