"""Where clients stand on the scales: phase, work obligation, rungs, target groups."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from trede.synthesis.benefits import Spells, phases_of
from trede.synthesis.obligations import WORK_OBLIGATION
from trede.synthesis.people import Block, Clients, Entry
from trede.synthesis.randomness import (
    DAYS_A_YEAR,
    NEVER,
    Flags,
    Period,
    Whole,
    between,
    choose,
    choose_by,
    happens,
    table_of,
)
from trede.synthesis.rates import PHASES
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import OTHER_THAN_PROPOSED, written
from trede.synthesis.versions import correct, finish, later_of, record, split

RUNGS = ("1", "2", "3", "4", "5", "unassigned")
TARGET_GROUPS = ("youth", "elderly", "single_parent", "former_immigrant", "without_benefit")
REASONS = ("intake", "gesprek met de cliënt", "dossier")
LEVELS = ("1", "2", "3", "4", "5", "6")

_RUNG_OF_PHASE = table_of(
    [
        [3, 8, 35, 38, 16],
        [8, 20, 45, 20, 7],
        [25, 33, 30, 8, 4],
        [63, 24, 9, 3, 1],
        [25, 28, 30, 11, 6],
        [25, 28, 30, 11, 6],
    ]
)
"""rekenkamer-amsterdam F11 (Tabel 4.13): together 39, 26, 22, 9 and 4 percent of those assigned."""

_ASSIGNED, _ASSIGNED_TODAY, _TODAY_FROM = 0.69, 0.95, 2015
"""Amsterdam left a third without a rung; today's municipalities are taken to do better."""

_PROPOSED, _AS_PROPOSED = 0.7, 0.85
_CONFIRMED = 0.8
_UNASSIGNED = len(RUNGS) - 1
_MOVES, _UPWARD = 0.45, 0.7
_PHASE_CHANGES = 0.05
_OF_CLIENT = 9
_YOUNG_UNTIL, _OLD_FROM = 23, 55


@dataclass(frozen=True)
class Part:
    """Classifications of one kind: whose, a number of their own, the value and the days."""

    scale: str
    client: Whole
    number: Whole
    value: pa.Array
    start: Whole
    end: Whole

    def where(self, chosen: Flags) -> "Part":
        """Return the chosen classifications."""
        return Part(
            self.scale,
            self.client[chosen],
            self.number[chosen],
            self.value.filter(pa.array(chosen)),
            self.start[chosen],
            self.end[chosen],
        )


def classification_tables(
    block: Block, clients: Clients, spells: Spells, obligation: Whole
) -> dict[str, pa.Table]:
    """Return the table of classifications."""
    random = block.chance("classifications")
    parts = [
        *_phases(random, block.period, clients, spells),
        _obligations(clients, spells, obligation),
        *_rungs(random, block.period, clients, spells),
        _target_groups(random, clients),
        _levels(random, clients, spells),
    ]
    tables = [_rows(random, block, clients, part) for part in parts]
    return {"classifications": finish("classifications", pa.concat_tables(tables))}


def _phases(
    random: np.random.Generator, period: Period, clients: Clients, spells: Spells
) -> list[Part]:
    """Return the phase at the start of the benefit, and a new one later for some."""
    size, number = len(spells.start), spells.number(clients) * 100
    start, over = spells.start - between(random, 0, 14, size), _day_after(spells.exit)
    again = spells.start + between(random, 150, 700, size)
    changed = happens(random, _PHASE_CHANGES, size)
    changed &= again <= np.minimum(spells.exit, period.last_day)
    first_over = np.where(changed, again, over)
    first = Part("phase", spells.client, number, phases_of(spells), start, first_over)
    value = coded(PHASES, choose(random, (2, 2, 3, 3, 0, 0), size))
    second = Part("phase", spells.client, number + 1, value, again, over)
    return [first, second.where(changed)]


def _obligations(clients: Clients, spells: Spells, obligation: Whole) -> Part:
    number = spells.number(clients) * 100 + 2
    value = coded(WORK_OBLIGATION, obligation)
    return Part(
        "work_obligation", spells.client, number, value, spells.start, _day_after(spells.exit)
    )


def _day_after(last_day: Whole) -> Whole:
    return np.where(last_day == NEVER, NEVER, last_day + 1)


def _rungs(
    random: np.random.Generator, period: Period, clients: Clients, spells: Spells
) -> list[Part]:
    """Return not yet assigned at first, then a rung, for some another one; confirmed each year."""
    size, number = len(spells.start), spells.number(clients) * 100
    first = np.maximum(spells.start, period.first_day)
    over = _day_after(spells.exit)
    share = _ASSIGNED_TODAY if period.from_year >= _TODAY_FROM else _ASSIGNED
    days = between(random, 5, 200, size)
    assigned = np.where(happens(random, share, size), first + days, NEVER)
    moved = assigned + between(random, 180, 720, size)
    moved = np.where(happens(random, _MOVES, size), moved, NEVER)
    rung = choose_by(random, _RUNG_OF_PHASE, spells.phase)
    step = np.where(happens(random, _UPWARD, size), 1, -1)
    other = np.clip(rung + step, 0, _UNASSIGNED - 1)
    moved = np.where(other == rung, NEVER, moved)
    unassigned = np.full(size, _UNASSIGNED)
    now = np.where(moved <= period.last_day, other, rung)
    since = np.where(moved <= period.last_day, moved, assigned)
    again = period.last_day - between(random, 0, 360, size)
    confirmed = happens(random, _CONFIRMED, size) & (over == NEVER) & (again > since + 120)
    again = np.where(confirmed, again, NEVER)
    drawn = (
        (first, assigned, unassigned),
        (assigned, np.minimum(moved, again), rung),
        (np.where(moved < again, moved, NEVER), again, other),
        (again, over, now),
    )
    parts = []
    for place, (start, end, value) in zip((3, 4, 5, 6), drawn, strict=True):
        part = Part(
            "ladder_amsterdam_2006",
            spells.client,
            number + place,
            coded(RUNGS, value),
            start,
            np.minimum(np.where(end > period.last_day, NEVER, end), over),
        )
        parts.append(part.where(start <= np.minimum(spells.exit, period.last_day)))
    return parts


def _target_groups(random: np.random.Generator, clients: Clients) -> Part:
    size = len(clients.number)
    age = (clients.first_start - clients.birth) / DAYS_A_YEAR
    other = np.where(happens(random, 0.25, size), choose(random, (0, 0, 6, 4), size), -1)
    group = np.select(
        [clients.entry == Entry.WITHOUT_BENEFIT, age < _YOUNG_UNTIL, age >= _OLD_FROM],
        [4, 0, 1],
        other,
    )
    number = (clients.number * 10 + _OF_CLIENT) * 100
    start, never = clients.first_start, np.full(size, NEVER)
    part = Part("target_group", np.arange(size), number, coded(TARGET_GROUPS, group), start, never)
    return part.where(group >= 0)


def _levels(random: np.random.Generator, clients: Clients, spells: Spells) -> Part:
    size, number = len(spells.start), spells.number(clients) * 100 + 7
    start = spells.start + between(random, 10, 120, size)
    value = coded(LEVELS, choose(random, (12, 34, 26, 18, 7, 3), size))
    part = Part(
        "participation_ladder", spells.client, number, value, start, _day_after(spells.exit)
    )
    known = happens(random, 0.35, size) & (start <= spells.exit)
    return part.where(known)


def _proposals(random: np.random.Generator, part: Part) -> tuple[pa.Array, Flags]:
    """Return the rungs that rules proposed, and where another one was chosen."""
    size = len(part.start)
    if part.scale != "ladder_amsterdam_2006":
        return pa.nulls(size, pa.string()), np.zeros(size, dtype=np.bool_)
    place = pc.index_in(part.value, pa.array(RUNGS)).to_numpy().astype(np.int64)
    known = (place < _UNASSIGNED) & happens(random, _PROPOSED, size)
    step = np.where(happens(random, _AS_PROPOSED, size), 0, np.where(place == 0, 1, -1))
    return coded(RUNGS, np.where(known, place + step, -1)), known & (step != 0)


def _rows(random: np.random.Generator, block: Block, clients: Clients, part: Part) -> pa.Table:
    part = part.where(part.start <= block.period.last_day)
    entered = record(random, part.start, median_days=10)
    reason = coded(REASONS, choose(random, (55, 30, 15), len(part.start)))
    proposed, differs = _proposals(random, part)
    why = written(random, OTHER_THAN_PROPOSED, np.where(differs, 0, -1))
    rows = {
        "classification_id": numbered("G", part.number, 11),
        "person_id": clients.id.take(pa.array(part.client)),
        "scale": part.scale,
        "value": part.value,
        "reason": pc.coalesce(why.cast(pa.string()), reason),
        "proposed_value": proposed,
        "starts_on": part.start,
        "ends_on": part.end,
        "recorded_at": entered,
        "source": "tracking system",
    }
    moments = {"ended_at": later_of(entered, record(random, part.end, median_days=12))}
    content = split(make_table("classifications", rows, moments), "ended_at", {"ends_on": None})
    if part.scale != "ladder_amsterdam_2006":
        return content
    wrong = coded(RUNGS, np.full(len(content), 0))
    return correct(random, content, block.period, 0.02, {"value": wrong})
