"""What happens between the client and the municipality: conversations, and being picked up."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.appointments import AFTERCARE, CONTACT_KINDS, Appointments, contact_ids
from trede.synthesis.benefits import Spells
from trede.synthesis.case_managers import Spans, staff_of
from trede.synthesis.people import Block, Clients, Entry
from trede.synthesis.portfolio import provider_ids
from trede.synthesis.randomness import NEVER, Flags, Period, Whole, between, choose, happens
from trede.synthesis.rates import Course
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import CONTACT_SUMMARIES, written
from trede.synthesis.versions import correct, finish, record
from trede.synthesis.work import Placements

_CONTACT_CHANCE = (0.95, 0.6, 0.45)
_LATELY, _LATELY_DAYS = 0.86, 150
_AFTERCARE = ((25, 40, 0.8), (80, 100, 0.65), (165, 185, 0.5))
_FIRST_TALK = 0.7
_TOOK_PLACE = 0.92
_PICKED_UP = 0.06
_OF_CLIENT = 9
_CONVERSATION, _TELEPHONE = CONTACT_KINDS.index("conversation"), CONTACT_KINDS.index("telephone")


@dataclass(frozen=True)
class Contacts:
    """Contacts of a block; ``held`` is whether the talk took place."""

    client: Whole
    number: Whole
    day: Whole
    kind: Whole
    provider: Whole
    held: Flags


def guidance_tables(
    block: Block,
    clients: Clients,
    spells: Spells,
    waiting: Spells,
    placements: Placements,
    appointments: Appointments,
    spans: Spans,
) -> dict[str, pa.Table]:
    """Return the tables of contacts and pickups."""
    random = block.chance("guidance")
    parts = (
        *_during_benefit(random, block.period, clients, spells),
        _of_the_last_months(random, block.period, clients, spells),
        *_after_work(random, block.period, clients, spells, placements),
        _first_talks(random, block.period, clients, waiting),
        *_without_benefit(random, block.period, clients, spans),
        _as_agreed(appointments),
    )
    names = Contacts.__dataclass_fields__
    contacts = Contacts(
        **{name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    )
    return {
        "contacts": _contact_rows(random, block, clients, spans, contacts),
        "pickups": _pickups(random, block, clients, spells),
    }


def _contacts(
    random: np.random.Generator, client: Whole, number: Whole, day: Whole, kind: Whole
) -> Contacts:
    size = len(client)
    held = happens(random, _TOOK_PLACE, size)
    return Contacts(client, number, day, kind, np.full(size, NEVER), held)


def _later_kinds(random: np.random.Generator, size: int) -> Whole:
    return choose(random, (0, 60, 0, 22, 18), size)


def _during_benefit(
    random: np.random.Generator, period: Period, clients: Clients, spells: Spells
) -> list[Contacts]:
    """Return a conversation at the start and a few later ones, spread over the benefit."""
    size = len(spells.start)
    first = np.maximum(spells.start, period.first_day)
    last = np.minimum(spells.exit, period.last_day)
    parts = []
    for place, chance in enumerate(_CONTACT_CHANCE):
        until_day = np.minimum(first + 30, last) if place == 0 else last
        day = between(random, first, until_day, size)
        row = np.flatnonzero(happens(random, chance, size))
        conversation = np.full(len(row), _CONVERSATION)
        kind = conversation if place == 0 else _later_kinds(random, len(row))
        number = spells.number(clients)[row] * 100 + place
        parts.append(_contacts(random, spells.client[row], number, day[row], kind))
    return parts


def _of_the_last_months(
    random: np.random.Generator, period: Period, clients: Clients, spells: Spells
) -> Contacts:
    """Return a talk of the last months with most of those who are on benefit now."""
    row = np.flatnonzero((spells.exit == NEVER) & happens(random, _LATELY, len(spells.start)))
    day = period.last_day - between(random, 2, _LATELY_DAYS, len(row))
    row, day = row[day >= spells.start[row]], day[day >= spells.start[row]]
    number = spells.number(clients)[row] * 100 + len(_CONTACT_CHANCE)
    return _contacts(random, spells.client[row], number, day, _later_kinds(random, len(row)))


def _after_work(
    random: np.random.Generator,
    period: Period,
    clients: Clients,
    spells: Spells,
    placements: Placements,
) -> list[Contacts]:
    """Return aftercare after a month, three months and half a year, as far as it was given."""
    size, parts = len(placements.spell), []
    last = np.minimum(placements.ended, period.last_day)
    for place, (first_day, last_day, chance) in enumerate(_AFTERCARE):
        day = placements.start + between(random, first_day, last_day, size)
        row = np.flatnonzero(happens(random, chance, size) & (day <= last))
        number = spells.number(clients)[placements.spell[row]] * 100 + 5 + place
        kind = np.full(len(row), AFTERCARE)
        parts.append(_contacts(random, placements.client[row], number, day[row], kind))
    return parts


def _first_talks(
    random: np.random.Generator, period: Period, clients: Clients, waiting: Spells
) -> Contacts:
    """Return first talks with those who wait for the decision on their application."""
    size = len(waiting.client)
    day = waiting.applied + between(random, 3, 25, size)
    row = np.flatnonzero(happens(random, _FIRST_TALK, size) & (day <= period.last_day))
    number = waiting.number(clients)[row] * 100
    kind = np.full(len(row), _CONVERSATION)
    return _contacts(random, waiting.client[row], number, day[row], kind)


def _without_benefit(
    random: np.random.Generator, period: Period, clients: Clients, spans: Spans
) -> list[Contacts]:
    """Return a talk at the start and one of the last months, of clients without benefit."""
    row = np.flatnonzero(clients.entry[spans.client] == Entry.WITHOUT_BENEFIT)
    client, start, end = spans.client[row], spans.start[row], spans.end[row]
    number = (clients.number[client] * 10 + _OF_CLIENT) * 100
    first = start + between(random, 0, 25, len(row))
    lately = period.last_day - between(random, 2, _LATELY_DAYS, len(row))
    lately = np.where((end == NEVER) & happens(random, _LATELY, len(row)), lately, NEVER)
    parts = []
    for place, (day, kind) in enumerate(((first, _CONVERSATION), (lately, _TELEPHONE))):
        chosen = np.flatnonzero((start <= day) & (day <= period.last_day))
        kinds = np.full(len(chosen), kind)
        parts.append(_contacts(random, client[chosen], number[chosen] + place, day[chosen], kinds))
    return parts


def _as_agreed(appointments: Appointments) -> Contacts:
    """Return the talks that were held as agreed."""
    held = appointments.held
    return Contacts(
        appointments.client[held],
        appointments.number[held],
        appointments.settled[held],
        appointments.kind[held],
        appointments.provider[held],
        held[held],
    )


def _contact_rows(
    random: np.random.Generator, block: Block, clients: Clients, spans: Spans, contacts: Contacts
) -> pa.Table:
    staff = staff_of(block)
    manager = staff.manager_on(clients, spans, contacts.client, contacts.day)
    summary = written(random, CONTACT_SUMMARIES, np.where(contacts.held, contacts.kind, -1))
    rows = {
        "contact_id": contact_ids(contacts.number),
        "person_id": clients.id.take(pa.array(contacts.client)),
        "contact_on": contacts.day,
        "kind": coded(CONTACT_KINDS, contacts.kind),
        "held": contacts.held,
        "case_manager_id": staff.manager_ids(manager),
        "provider_id": provider_ids(contacts.provider),
        "summary": summary,
        "recorded_at": record(random, contacts.day, median_days=2),
        "source": "tracking system",
    }
    content = make_table("contacts", rows, {})
    wrong = {"kind": coded(CONTACT_KINDS, np.full(len(contacts.day), _CONVERSATION))}
    return finish("contacts", correct(random, content, block.period, 0.01, wrong))


def _pickups(
    random: np.random.Generator, block: Block, clients: Clients, spells: Spells
) -> pa.Table:
    size = len(spells.start)
    day = spells.start + between(random, 10, 300, size)
    chosen = happens(random, _PICKED_UP, size) & (spells.course != Course.STOCK)
    row = np.flatnonzero(chosen & (day <= np.minimum(spells.exit, block.period.last_day)))
    rows = {
        "pickup_id": numbered("U", spells.number(clients)[row], 9),
        "person_id": clients.id.take(pa.array(spells.client[row])),
        "picked_up_on": day[row],
        "recorded_at": record(random, day[row], median_days=6),
        "source": "tracking system",
    }
    return finish("pickups", make_table("pickups", rows, {}))
