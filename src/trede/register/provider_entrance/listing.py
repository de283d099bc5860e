"""The list of a provider's clients: who takes part, in what, and what is next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.clients.searching import find
from trede.register.facts.models import Fact
from trede.register.provider_entrance.calendars import Due, calendars_of, grouped
from trede.register.provider_entrance.own import (
    own_clients,
    own_contracts,
    own_participations,
    waiting_referrals,
)

RUNNING, ENDED, ALL = "running", "ended", "all"


@dataclass(frozen=True)
class Row:
    """A client with the newest own participation, or with a referral that waits."""

    client: Client
    participation: Fact | None
    next_due: Due | None
    is_absent: bool
    is_referred: bool
    takes_part_in: str = ""


def clients_in(user: User, stage: str, text: str, day: date) -> "QuerySet[Client]":
    """Return the own clients in a stage whom a search finds, in order of number."""
    among = own_clients(user)
    still = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    running = own_participations(user).filter(still).values("person_id")
    referred = waiting_referrals(user).values("person_id")
    is_running = Q(person_id__in=running) | Q(person_id__in=referred)
    if stage == RUNNING:
        among = among.filter(is_running)
    elif stage == ENDED:
        among = among.exclude(is_running)
    return find(text, among).order_by("number")


def rows_of(user: User, clients: Sequence[Client], day: date) -> list[Row]:
    """Return the rows of a page of the list."""
    people = [each.person_id for each in clients]
    found = own_participations(user).filter(person_id__in=people).order_by("starts_on", "pk")
    newest = {str(each.cell("person_id")): each for each in found}
    calendars = calendars_of(newest.values(), day)
    away = grouped("absences", newest.values(), "starts_on", ends_on=None)
    referred = waiting_referrals(user).filter(person_id__in=people)
    waiting = set(referred.values_list("person_id", flat=True))
    names = dict(own_contracts(user).values_list("contract_id", "name"))
    return [
        _row(client, newest.get(client.person_id), calendars, set(away), waiting, names)
        for client in clients
    ]


def _row(
    client: Client,
    participation: Fact | None,
    calendars: dict[str, list[Due]],
    away: set[str],
    waiting: set[str],
    names: Mapping[str, str | None],
) -> Row:
    key = str(participation.cell("participation_id")) if participation is not None else ""
    coming = next((each for each in calendars.get(key, ()) if each.is_open), None)
    own = key in away, client.person_id in waiting
    return Row(client, participation, coming, *own, _title(participation, names))


def _title(participation: Fact | None, contracts: Mapping[str, str | None]) -> str:
    """Name what someone takes part in: the contract, as the company knows it, or its own name."""
    if participation is None:
        return ""
    contract = contracts.get(str(participation.cell("contract_id") or ""))
    return contract or str(participation.cell("name") or "")
