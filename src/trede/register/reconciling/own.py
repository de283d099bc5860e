"""Reads what the register has of a contract's clients on a day, to lay beside a list."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from trede.register.clients.models import Client
from trede.register.facts.models import believed
from trede.register.reconciling.comparing import A_DAY, Own, result_of
from trede.register.reconciling.lists import Listed

Works = Mapping[str, list[tuple[date, date | None]]]


def own_side(contract_id: str, list_on: date, listed: Iterable[Listed]) -> list[Own]:
    """Return the participations that began up to a day, each under the number of its client.

    A client who was merged with another may stand on the list under the former number.
    """
    rows = believed("participations").filter(contract_id=contract_id, starts_on__lte=list_on)
    facts = list(rows.order_by("starts_on", "participation_id"))
    persons = {str(each.cell("person_id")) for each in facts}
    numbers = dict(Client.objects.filter(person_id__in=persons).values_list("person_id", "number"))
    numbers |= _former_numbers({each.client for each in listed}, persons)
    works = _works(persons, list_on)
    found = []
    for each in facts:
        person, ends_on = str(each.cell("person_id")), each.cell("ends_on")
        ended = isinstance(ends_on, date) and ends_on - A_DAY <= list_on
        last_on = ends_on - A_DAY if ended and isinstance(ends_on, date) else None
        found.append(
            Own(
                str(each.cell("participation_id")), person, numbers.get(person, person),
                _first_day(each.cell("starts_on")), last_on,
                result_of(each.cell("status"), has_ended=ended), works.get(person, ()),
            )
        )  # fmt: skip
    return found


def _first_day(value: object) -> date:
    return value if isinstance(value, date) else date.min


def _former_numbers(listed: set[str], persons: set[str]) -> dict[str, str]:
    """Return, by person, the number on the list of a client who was merged with another."""
    merged = Client.objects.filter(number__in=listed, merged_into__isnull=False)
    found = {client.kept.person_id: client.number for client in merged}
    return {person: number for person, number in found.items() if person in persons}


def _works(persons: set[str], list_on: date) -> Works:
    found: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    rows = believed("placements").filter(person_id__in=persons, starts_on__lte=list_on)
    for row in rows.order_by("starts_on", "pk"):
        ends_on, first = row.cell("ends_on"), row.cell("starts_on")
        last = ends_on - A_DAY if isinstance(ends_on, date) else None
        if isinstance(first, date):
            found[str(row.cell("person_id"))].append((first, last))
    return found
