"""What is due from a provider now, most pressing first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.models import Fact, believed
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

STILL_ASKED = timedelta(days=366)
"""For so long after its end the reports of a participation are still asked."""


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
class DueNow:
    """All that waits for a provider."""

    referrals: tuple[Waiting, ...]
    reports: tuple[DueOf, ...]
    plans: tuple[Waiting, ...]
    absences: tuple[Waiting, ...]
    talks: tuple[Waiting, ...]
    lists: tuple[tuple[Fact, int, int], ...]
    month_on: date

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
        plans=_waiting(_asked_back(user), "answered_on", day),
        absences=_waiting(_of_own(user, "absences").filter(ends_on=None), "starts_on", day),
        talks=_waiting(_of_own(user, "three_way_talks").filter(held_on=None), "signalled_on", day),
        lists=tuple(lists_to_fill(user, contracts, month_on)),
        month_on=month_on,
    )


def due_reports(user: User, day: date) -> list[DueOf]:
    """Return the reports to send: asked back first, then by their last day."""
    asked = Q(ends_on__isnull=True) | Q(ends_on__gt=day - STILL_ASKED)
    participations = list(own_participations(user).filter(asked, starts_on__lte=day))
    calendars = calendars_of(participations, day)
    found = [due for calendar in calendars.values() for due in calendar if due.is_soon(day)]
    found += _asked_back_between(participations, found)
    found.sort(key=lambda each: (not each.is_asked_back, each.due_on, each.key))
    clients = clients_by_person(each.participation.cell("person_id") for each in found)
    return [DueOf(each, clients.get(str(each.participation.cell("person_id")))) for each in found]


def _asked_back_between(participations: Sequence[Fact], known: Sequence[Due]) -> list[Due]:
    """Return the reports asked back that the calendar does not ask."""
    shown = {each.sent.pk for each in known if each.sent is not None}
    by_key = {str(each.cell("participation_id")): each for each in participations}
    rows = grouped("progress_reports", participations, "received_on", answer=ASKED_BACK)
    return [
        Due(by_key[key], str(row.cell("name")), _between(), answered_on, row)
        for key, found in rows.items()
        for row in found
        if row.pk not in shown and isinstance(answered_on := row.cell("answered_on"), date)
    ]


def _between() -> dict[str, str]:
    return {"nl": "tussentijdse rapportage", "en": "report in between"}


def _asked_back(user: User) -> Facts:
    """Return the plans asked back after which no other was proposed."""
    plans = _of_own(user, "proposed_plans")
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
