"""What happens between the client and the municipality: intakes, conversations, case managers."""

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.people import Block, Clients
from trede.synthesis.randomness import (
    NEVER,
    Flags,
    Whole,
    between,
    choose,
    happens,
    until,
)
from trede.synthesis.rates import BARRIERS_AT_INFLOW, Course
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.versions import correct, finish, later_of, record, split

BARRIERS = (
    "psychological",
    "physical",
    "language",
    "debts",
    "low_education",
    "little_work_experience",
    "childcare",
    "addiction",
    "motivation",
    "other",
)
_BARRIER_WEIGHTS = (38, 22, 14, 8, 5, 4, 3, 2, 2, 2)
"""iwi-2007 M8: psychological by far, then physical, then language."""

CONTACT_KINDS = ("conversation", "progress_talk", "three_way_talk", "telephone", "reexamination")
_CONTACT_CHANCE = (0.95, 0.6, 0.45)
_PICKED_UP = 0.06
_CASELOAD = 70
_HANDED_OVER = 0.3


def guidance_tables(block: Block, clients: Clients, spells: Spells) -> dict[str, pa.Table]:
    """Return the tables of barriers, diagnoses, contacts, pickups and case managers."""
    random = block.chance("guidance")
    return {
        "barriers": _barriers(random, clients, spells),
        "diagnoses": _diagnoses(random, block, clients, spells),
        "contacts": _contacts(random, block, clients, spells),
        "pickups": _pickups(random, block, clients, spells),
        "case_manager_assignments": _case_managers(random, block, clients, spells),
    }


def _barriers(random: np.random.Generator, clients: Clients, spells: Spells) -> pa.Table:
    """None, one or two barriers, known from the first spell of benefit on."""
    first = np.flatnonzero(spells.ordinal == 0)
    count = choose(random, BARRIERS_AT_INFLOW, len(first))
    one = choose(random, _BARRIER_WEIGHTS, len(first))
    another = (one + 1 + choose(random, _BARRIER_WEIGHTS, len(first))) % len(BARRIERS)
    another = np.where(another == one, (one + 1) % len(BARRIERS), another)
    row = np.concatenate([first[count >= 1], first[count > 1]])
    barrier = np.concatenate([one[count >= 1], another[count > 1]])
    start = spells.start[row]
    rows = {
        "person_id": clients.id.take(pa.array(spells.client[row])),
        "barrier": coded(BARRIERS, barrier),
        "starts_on": start,
        "recorded_at": record(random, start, median_days=7),
        "source": "tracking system",
    }
    return finish("barriers", make_table("barriers", rows, {}))


def _diagnoses(
    random: np.random.Generator, block: Block, clients: Clients, spells: Spells
) -> pa.Table:
    size = len(spells.start)
    held_on = np.minimum(spells.start + between(random, 0, 45, size), spells.exit)
    held = happens(random, 0.85, size) & (held_on <= block.period.last_day)
    row = np.flatnonzero(held & (spells.course != Course.STOCK))
    kind = choose(random, (40, 25, 20, 10, 5), len(row))
    kinds = ("intake", "work_intake", "diagnosis", "qualifying_intake", "medical_examination")
    rows = {
        "diagnosis_id": numbered("Q", spells.number(clients)[row], 9),
        "person_id": clients.id.take(pa.array(spells.client[row])),
        "diagnosed_on": held_on[row],
        "kind": coded(kinds, kind),
        "finding": coded(
            ("able to work", "able to work with support", "not able to work yet"),
            choose(random, (40, 35, 25), len(row)),
        ),
        "recorded_at": record(random, held_on[row], median_days=4),
        "source": "tracking system",
    }
    return finish("diagnoses", make_table("diagnoses", rows, {}))


def _contacts(
    random: np.random.Generator, block: Block, clients: Clients, spells: Spells
) -> pa.Table:
    """Return a conversation at the start and a few later ones, spread over the benefit."""
    size, last_day = len(spells.start), block.period.last_day
    first = np.maximum(spells.start, block.period.first_day)
    last = np.minimum(spells.exit, last_day)
    parts: list[tuple[Whole, Whole, Whole]] = []
    for place, chance in enumerate(_CONTACT_CHANCE):
        until_day = np.minimum(first + 30, last) if place == 0 else last
        day = between(random, first, until_day, size)
        row = np.flatnonzero(happens(random, chance, size))
        parts.append((row, np.full(len(row), place), day[row]))
    row, ordinal, day = (np.concatenate(cells) for cells in zip(*parts, strict=True))
    later = 1 + choose(random, (50, 15, 20, 15), len(row))
    rows = {
        "contact_id": numbered("N", spells.number(clients)[row] * 10 + ordinal, 10),
        "person_id": clients.id.take(pa.array(spells.client[row])),
        "contact_on": day,
        "kind": coded(CONTACT_KINDS, np.where(ordinal == 0, 0, later)),
        "held": happens(random, 0.88, len(row)),
        "case_manager_id": _managers(clients, spells.client[row]),
        "recorded_at": record(random, day, median_days=3),
        "source": "tracking system",
    }
    content = make_table("contacts", rows, {})
    wrong = {"kind": coded(CONTACT_KINDS, np.full(len(row), 0))}
    return finish("contacts", correct(random, content, block.period, 0.01, wrong))


def _managers(clients: Clients, client: Whole) -> pa.Array:
    """Return the case managers of clients: one for every so many client numbers."""
    return numbered("CM", clients.number[client] // _CASELOAD, 5)


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


def _case_managers(
    random: np.random.Generator, block: Block, clients: Clients, spells: Spells
) -> pa.Table:
    """Return a case manager for every spell; some clients are handed over to another one."""
    size, last_day = len(spells.start), block.period.last_day
    over = np.where(spells.exit == NEVER, NEVER, spells.exit + 1)
    start = np.maximum(spells.start, block.period.first_day)
    handover = until(start + between(random, 60, 700, size), last_day)
    handover = np.where(happens(random, _HANDED_OVER, size), handover, NEVER)
    handover = np.where(handover < over, handover, NEVER)
    every = np.arange(size)
    followed = np.flatnonzero(handover != NEVER)
    ends = np.minimum(handover, over)
    row = np.concatenate([every, followed])
    second: Flags = np.arange(len(row)) >= size
    starts = np.concatenate([start, handover[followed]])
    ends = np.concatenate([ends, over[followed]])
    entered = record(random, starts, median_days=5)
    manager = np.where(
        second,
        clients.number[spells.client[row]] + 7 * _CASELOAD,
        clients.number[spells.client[row]],
    )
    moved = ~second & (handover[row] != NEVER)
    rows = {
        "person_id": clients.id.take(pa.array(spells.client[row])),
        "role": coded(("both", "income", "work"), choose(random, (60, 25, 15), size)[row]),
        "case_manager_id": numbered("CM", manager // _CASELOAD, 5),
        "team": coded(("north", "centre", "south"), manager // _CASELOAD % 3),
        "starts_on": starts,
        "ends_on": ends,
        "warm_handover": np.where(moved, happens(random, 0.4, len(row)), NEVER),
        "recorded_at": entered,
        "source": "tracking system",
    }
    moments = {"ended_at": later_of(entered, record(random, ends, median_days=10))}
    content = make_table("case_manager_assignments", rows, moments)
    content = split(content, "ended_at", {"ends_on": None, "warm_handover": None})
    return finish("case_manager_assignments", content)
