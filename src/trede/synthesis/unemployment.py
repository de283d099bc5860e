"""Unemployment benefits (WW): before social assistance, after a job, and instead of assistance."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.people import Block, Clients, Entry
from trede.synthesis.randomness import (
    DAYS_A_YEAR,
    NEVER,
    Flags,
    Period,
    Whole,
    between,
    happens,
    until,
)
from trede.synthesis.rows import make_table, numbered
from trede.synthesis.versions import finish, later_of, record, split
from trede.synthesis.work import Placements

_BEFORE_INFLOW, _AFTER_WORK, _WITHOUT_BENEFIT = 0.3, 0.75, 0.4
_SHORTEST, _LONGEST = 91, 730
"""Werkloosheidswet art. 42: three months to two years (24 months since 2016)."""

_WORKED_LONG_ENOUGH = 182
"""Werkloosheidswet art. 17: 26 of the 36 weeks before."""

_YOUNGEST = int(20 * DAYS_A_YEAR)
_BEFORE, _INSTEAD = 8, 9


@dataclass(frozen=True)
class Unemployed:
    """Unemployment benefits of a block; ``end`` is the first day without, NEVER while it runs.

    ``known`` is the day from which the municipality could know of it.
    """

    client: Whole
    number: Whole
    start: Whole
    expected_end: Whole
    end: Whole
    known: Whole

    @property
    def running(self) -> Flags:
        """Whether the benefit still runs on the last day."""
        return np.asarray(self.end == NEVER, dtype=np.bool_)


def draw_unemployed(
    block: Block, clients: Clients, spells: Spells, placements: Placements
) -> Unemployed:
    """Draw the unemployment benefits of a block; those of one client do not overlap."""
    random, period = block.chance("unemployment"), block.period
    parts = (
        _before_inflow(random, clients),
        _after_work(random, period, clients, spells, placements),
        _instead(random, period, clients),
    )
    names = Unemployed.__dataclass_fields__
    return Unemployed(
        **{name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    )


def _before_inflow(random: np.random.Generator, clients: Clients) -> Unemployed:
    size = len(clients.number)
    end = clients.first_start - between(random, 0, 20, size)
    start = end - between(random, _SHORTEST, _LONGEST, size)
    who = happens(random, _BEFORE_INFLOW, size) & (clients.entry == Entry.INFLOW)
    row = np.flatnonzero(who & (start - clients.birth >= _YOUNGEST))
    number = clients.number[row] * 10 + _BEFORE
    known = np.maximum(clients.first_applied, end - 1)[row]
    return Unemployed(row, number, start[row], end[row], end[row], known)


def _after_work(
    random: np.random.Generator,
    period: Period,
    clients: Clients,
    spells: Spells,
    placements: Placements,
) -> Unemployed:
    """Return the benefits of those whose job ended; at most until they are on assistance again."""
    size, next_start = len(placements.spell), spells.next_start[placements.spell]
    start = np.where(placements.ended == NEVER, NEVER, placements.ended + 1)
    expected = start + between(random, _SHORTEST, _LONGEST, size)
    who = happens(random, _AFTER_WORK, size) & (start < np.minimum(next_start, period.last_day))
    row = np.flatnonzero(who & (placements.ended - placements.start >= _WORKED_LONG_ENOUGH))
    end = until(np.minimum(expected, next_start)[row], period.last_day)
    number = spells.number(clients)[placements.spell[row]]
    return Unemployed(placements.client[row], number, start[row], expected[row], end, start[row])


def _instead(random: np.random.Generator, period: Period, clients: Clients) -> Unemployed:
    """Return the benefits of clients without assistance."""
    who = happens(random, _WITHOUT_BENEFIT, len(clients.number))
    row = np.flatnonzero(who & (clients.entry == Entry.WITHOUT_BENEFIT))
    start = clients.first_start[row] - between(random, 0, 60, len(row))
    expected = start + between(random, _SHORTEST, _LONGEST, len(row))
    number = clients.number[row] * 10 + _INSTEAD
    end = until(expected, period.last_day)
    return Unemployed(row, number, start, expected, end, clients.first_start[row])


def unemployment_tables(
    block: Block, clients: Clients, unemployed: Unemployed
) -> dict[str, pa.Table]:
    """Return the table of unemployment benefits, with what was known before they ended."""
    random = block.chance("unemployment rows")
    entered = record(random, unemployed.known, median_days=4)
    known_as_ended = unemployed.end <= unemployed.known + 1
    over = np.where(known_as_ended, NEVER, unemployed.end)
    rows = {
        "unemployment_id": numbered("WW", unemployed.number, 9),
        "person_id": clients.id.take(pa.array(unemployed.client)),
        "starts_on": unemployed.start,
        "expected_end_on": unemployed.expected_end,
        "ends_on": unemployed.end,
        "recorded_at": entered,
        "source": "central register",
    }
    moments = {"ended_at": later_of(entered, record(random, over, median_days=6))}
    content = make_table("unemployment_benefits", rows, moments)
    content = split(content, "ended_at", {"ends_on": None})
    return {"unemployment_benefits": finish("unemployment_benefits", content)}
