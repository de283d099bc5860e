"""Former clients whose names, numbers and addresses are past the term for keeping them.

The term is dated policy (``steps/policy/retention.toml``). Removing takes away who the client is,
in every version, and the evidence that providers sent; the facts stay under their pseudonym, so
that figures over earlier years do not change. Each removal is a change in the file, with its
reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from trede.dossier.columns import ColumnType
from trede.dossier.tables import TABLES
from trede.errors import UsageError
from trede.language import translate as _
from trede.register.clients.identities import remove_identities
from trede.register.clients.models import Client, Identity
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed
from trede.register.facts.reading import PERSONAL
from trede.register.pages.templating import show_day
from trede.register.provider_entrance.evidence import remove_evidence
from trede.register.steps.policies import in_force
from trede.register.steps.terms import months_later

STEP = "retention"
"""The name of a removal in the history of a file."""
POLICY = "retention"
MONTHS_A_YEAR = 12
RUNNING: Mapping[str, str] = {
    "benefit_spells": "ends_on",
    "case_manager_assignments": "ends_on",
    "placements": "ends_on",
    "trajectories": "ended_on",
    "unemployment_benefits": "ends_on",
}
"""What keeps someone a client while it has no end: the table, and the column of its end."""


class OtherNumberError(UsageError):
    """The number of clients that was confirmed is not the number that is past the term."""

    def __init__(self, found: int, confirmed: int) -> None:
        super().__init__(
            _(
                "The number of clients past the term is {found}, not {confirmed}; nothing was "
                "removed. Look at the list again and confirm that number."
            ).format(found=found, confirmed=confirmed)
        )


@dataclass(frozen=True)
class PastTerm:
    """A client who is past the term, and the last day on which anything happened."""

    client: Client
    last_day: date


def past_term(today: date) -> list[PastTerm]:
    """Return the clients whose identity may be removed on a day, the longest ago first.

    Raises FaultyPolicyError.
    """
    before = months_later(today, -MONTHS_A_YEAR * years_on(today))
    last_days, running = _last_days(), _running()
    identified = Identity.objects.order_by().values("client")
    found = []
    for client in Client.objects.filter(pk__in=identified).select_related("merged_into"):
        person = client.kept.person_id
        last_day = last_days.get(person) or _known_since(client)
        if person not in running and last_day < before:
            found.append(PastTerm(client, last_day))
    return sorted(found, key=lambda each: (each.last_day, each.client.number))


def years_on(day: date) -> int:
    """Return after how many years an identity may be removed, by the policy of a day."""
    return int(in_force(POLICY, "terms", day)[-1]["years"])


@transaction.atomic
def remove(today: date, confirmed: int) -> Sequence[PastTerm]:
    """Remove the identities that are past the term, all or none; return whose they were.

    ``confirmed`` is the number of clients that was seen in the list; raises OtherNumberError.
    """
    found = past_term(today)
    if len(found) != confirmed:
        raise OtherNumberError(len(found), confirmed)
    for each in found:
        reason = _("Past the term of {years} years; the last day on file is {day}.").format(
            years=years_on(today), day=show_day(each.last_day)
        )
        with open_journal(
            author=None, step=STEP, client=each.client.kept, reason=reason
        ) as journal:
            remove_identities(journal, each.client)
        remove_evidence(each.client.kept.person_id)
    return found


def _last_days() -> dict[str, date]:
    """Return the last day that is named anywhere in what is believed of a person."""
    found: dict[str, date] = {}
    for table in PERSONAL:
        for person, *days in _newest(table):
            known = [day for day in (found.get(person), *days) if day is not None]
            if known:
                found[person] = max(known)
    return found


def _newest(table: str) -> Iterator[tuple[Any, ...]]:
    columns = [c.name for c in TABLES[table].own_columns if c.type is ColumnType.DATE]
    newest = {f"newest_{name}": Max(name) for name in columns if name != "birth_on"}
    grouped = believed(table).order_by().values("person_id").annotate(**newest)
    yield from grouped.values_list("person_id", *newest)


def _running() -> set[str]:
    return {person for table, column in RUNNING.items() for person in _without_end(table, column)}


def _without_end(table: str, column: str) -> Iterator[str]:
    open_ones = believed(table).filter(**{f"{column}__isnull": True})
    if table == "benefit_spells":
        open_ones = open_ones.filter(undated_end__isnull=True)
    yield from open_ones.values_list("person_id", flat=True).distinct()


def _known_since(client: Client) -> date:
    newest: date = max(each.recorded_at for each in client.identities.all()).date()
    return newest
