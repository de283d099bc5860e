"""Plans and trajectories: offered, decided, started and ended, only while on benefit.

Who leaves early has no trajectory because there was no time for one: comparing exit with and
without a trajectory therefore favours those without (immortal time).
"""

from dataclasses import dataclass

import numpy as np

from trede.synthesis.benefits import Spells
from trede.synthesis.people import Block, Clients
from trede.synthesis.randomness import (
    NEVER,
    Flags,
    Period,
    Whole,
    between,
    choose,
    choose_by,
    happens,
    skewed,
    until,
    waiting,
)
from trede.synthesis.rates import (
    EXEMPT_TRAJECTORY_A_YEAR,
    EXEMPT_WITH_TRAJECTORY,
    LATE_TRAJECTORY_A_YEAR,
    LATER_TRAJECTORY_A_YEAR,
    MONTHS_OF_TRAJECTORY,
    OFFER_NOT_STARTED,
    RESULT_OF_STAYERS,
    START_TERM,
    START_TERM_BY_PHASE,
    STOCK_TRAJECTORY_A_YEAR,
    TRAJECTORY_RESULTS,
    TRAJECTORY_TYPES,
    TYPE_OF_LEAVERS,
    TYPE_OF_STAYERS,
    WORK_SHARE_BY_TYPE,
    Course,
)

SOCIAL = TRAJECTORY_TYPES.index("social")
GOAL_MET = TRAJECTORY_RESULTS.index("goal_met")
GOAL_NOT_MET = TRAJECTORY_RESULTS.index("goal_not_met")
BROKEN_OFF_STAYED = TRAJECTORY_RESULTS.index("broken_off_stayed")
BROKEN_OFF_EXITED = TRAJECTORY_RESULTS.index("broken_off_exited")
RUNNING = TRAJECTORY_RESULTS.index("running")
POSITIVE, NEGATIVE, UNDECIDED = 0, 1, -1

_AFTER_A_YEAR = 369
_ROUNDS = 3
_OFFER_ROUND, COMING_ROUND = 9, 8
_DAYS_A_MONTH = 30.4
_PAUSE = 30
_STOCK_OFFERS = 0.03
_COMING = 0.07
"""Clients on benefit whose trajectory has been offered and starts after the last day."""

_OVER_BEFORE_EXIT = 0.35


@dataclass(frozen=True)
class Trajectories:
    """Trajectories of a block; those that never started are offers only.

    ``decision`` is POSITIVE, NEGATIVE or UNDECIDED; ``result`` a place in the results or -1.
    """

    spell: Whole
    ordinal: Whole
    type: Whole
    offered: Whole
    decided: Whole
    decision: Whole
    started: Whole
    ended: Whole
    result: Whole

    def number(self, clients: Clients, spells: Spells) -> Whole:
        """Return a number for every trajectory that no other trajectory has."""
        return spells.number(clients)[self.spell] * 10 + self.ordinal


def draw_trajectories(block: Block, spells: Spells) -> Trajectories:
    """Draw the trajectories of a block, spell by spell in rounds, and the offers not taken up."""
    random = block.chance("trajectories")
    started = _first_starts(random, block.period, spells)
    parts = [
        _offers(random, block.period, spells),
        _about_to_start(block.chance("coming trajectories"), block.period, spells),
    ]
    for ordinal in range(_ROUNDS):
        drawn = _started(random, block.period, spells, started, ordinal)
        parts.append(_chosen(drawn, started != NEVER))
        started = _follow_up_starts(random, block.period, spells, drawn.ended)
    joined = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in Trajectories.__dataclass_fields__
    }
    return Trajectories(**joined)


def _chosen(drawn: Trajectories, chosen: Flags) -> Trajectories:
    return Trajectories(**{name: cells[chosen] for name, cells in drawn.__dict__.items()})


def _while_on_benefit(period: Period, spells: Spells, day: Whole) -> Whole:
    """Return the days on which the client is still on benefit, within the dossier's years."""
    return np.where(day <= np.minimum(spells.exit, period.last_day), day, NEVER)


def _first_starts(random: np.random.Generator, period: Period, spells: Spells) -> Whole:
    """Draw the first day of the first trajectory of every spell; NEVER without one."""
    size, course = len(spells.start), spells.course
    leaves = course == Course.TRAJECTORY_LEAVES
    room = np.where(leaves, np.minimum(spells.exit - spells.start, 350) - 4, 0)
    before_exit = spells.start + 2 + (room * random.random(size) ** 1.2).astype(np.int64)
    term = START_TERM[choose_by(random, START_TERM_BY_PHASE, spells.phase)].astype(np.int64)
    in_year = spells.start + between(random, term[:, 0], term[:, 1], size)
    late = spells.start + _AFTER_A_YEAR + waiting(random, LATE_TRAJECTORY_A_YEAR, size)
    exempt = np.where(
        happens(random, EXEMPT_WITH_TRAJECTORY, size),
        between(random, spells.start + 20, np.minimum(spells.exit, spells.start + 350), size),
        NEVER,
    )
    rate = _later_rate(spells)
    stock = period.first_day - 300 + waiting(random, rate, size)
    stock = np.where(stock >= spells.start + _PAUSE, stock, NEVER)
    day = np.select(
        [course <= Course.EXEMPT_STAYS, leaves, course == Course.TRAJECTORY_STAYS],
        [exempt, before_exit, in_year],
        np.select([course == Course.STAYS, course == Course.STOCK], [late, stock], NEVER),
    )
    return _while_on_benefit(period, spells, day)


def _later_rate(spells: Spells) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    entered = np.array(LATER_TRAJECTORY_A_YEAR)[spells.phase]
    stock = np.array(STOCK_TRAJECTORY_A_YEAR)[spells.phase]
    obliged = np.where(spells.course == Course.STOCK, stock, entered)
    return np.where(spells.exempt, EXEMPT_TRAJECTORY_A_YEAR, obliged)


def _follow_up_starts(
    random: np.random.Generator, period: Period, spells: Spells, ended: Whole
) -> Whole:
    day = ended + _PAUSE + waiting(random, _later_rate(spells), len(ended))
    return _while_on_benefit(period, spells, day)


def _started(
    random: np.random.Generator, period: Period, spells: Spells, started: Whole, ordinal: int
) -> Trajectories:
    """Draw everything about trajectories that start on the given days, one for every spell."""
    size = len(started)
    soon = (spells.exit != NEVER) & (spells.exit <= started + 365)
    kind = _types(random, spells, soon)
    median = np.array(MONTHS_OF_TRAJECTORY)[kind] * _DAYS_A_MONTH
    planned = started + np.maximum(skewed(random, 1, 0.4, size) * median, 20).astype(np.int64)
    over = between(random, started, spells.exit, size)
    planned = np.where(soon & happens(random, _OVER_BEFORE_EXIT, size), over, planned)
    ended = np.minimum(planned, spells.exit)
    ended = np.where((started == NEVER) | (ended > period.last_day), NEVER, ended)
    offered = np.maximum(spells.start, started - between(random, 7, 75, size))
    decided = between(random, offered, started, size)
    return Trajectories(
        spell=np.arange(size),
        ordinal=np.full(size, ordinal),
        type=kind,
        offered=offered,
        decided=decided,
        decision=np.full(size, POSITIVE),
        started=started,
        ended=ended,
        result=_results(random, spells, planned, ended),
    )


def _types(random: np.random.Generator, spells: Spells, soon: Flags) -> Whole:
    """Draw the types; among those who leave soon, work goes with some types more than others."""
    to_work = np.array(WORK_SHARE_BY_TYPE)
    weights = np.concatenate(
        [TYPE_OF_STAYERS, TYPE_OF_LEAVERS * to_work, TYPE_OF_LEAVERS * (1 - to_work)]
    )
    row = np.where(soon, np.where(spells.to_work, 1, 2), 0)
    return choose_by(random, weights, row * len(TYPE_OF_STAYERS) + spells.phase)


def _results(random: np.random.Generator, spells: Spells, planned: Whole, ended: Whole) -> Whole:
    size = len(ended)
    stayed = choose(random, RESULT_OF_STAYERS, size)
    at_work = np.where(happens(random, 0.55, size), GOAL_MET, BROKEN_OFF_EXITED)
    exited = np.where(spells.to_work, at_work, BROKEN_OFF_EXITED)
    result = np.where(spells.exit <= planned, exited, stayed)
    return np.where(ended == NEVER, RUNNING, result)


def _offers(random: np.random.Generator, period: Period, spells: Spells) -> Trajectories:
    """Draw offers that no trajectory followed on."""
    size = len(spells.start)
    stock = spells.course == Course.STOCK
    open_or_gone = np.isin(spells.course, (Course.LEAVES, Course.STAYS))
    chance = np.where(open_or_gone, OFFER_NOT_STARTED, np.where(stock, _STOCK_OFFERS, 0.0))
    first = np.where(stock, np.maximum(spells.start, period.first_day), spells.start + 5)
    offered = between(random, first, np.minimum(spells.exit, first + 330), size)
    offered = np.where(happens(random, chance, size), offered, NEVER)
    offered = _while_on_benefit(period, spells, offered)
    decided = _while_on_benefit(period, spells, offered + between(random, 3, 40, size))
    decided = np.where(happens(random, 0.5, size), decided, NEVER)
    never = np.full(size, NEVER)
    drawn = Trajectories(
        spell=np.arange(size),
        ordinal=np.full(size, _OFFER_ROUND),
        type=choose_by(random, TYPE_OF_STAYERS, spells.phase),
        offered=offered,
        decided=decided,
        decision=np.where(decided == NEVER, UNDECIDED, NEGATIVE),
        started=never,
        ended=never,
        result=np.full(size, -1),
    )
    return _chosen(drawn, offered != NEVER)


def _about_to_start(random: np.random.Generator, period: Period, spells: Spells) -> Trajectories:
    """Draw offers of the last months; most were decided on, and none has started yet."""
    size, never = len(spells.start), np.full(len(spells.start), NEVER)
    offered = period.last_day - between(random, 1, 75, size)
    who = happens(random, _COMING, size) & (spells.exit == NEVER) & ~spells.exempt
    who &= (offered > spells.start + 10) & (offered > spells.decided)
    decided = until(offered + between(random, 2, 30, size), period.last_day)
    drawn = Trajectories(
        spell=np.arange(size),
        ordinal=np.full(size, COMING_ROUND),
        type=choose_by(random, TYPE_OF_STAYERS, spells.phase),
        offered=offered,
        decided=decided,
        decision=np.where(decided == NEVER, UNDECIDED, POSITIVE),
        started=never,
        ended=never,
        result=np.full(size, -1),
    )
    return _chosen(drawn, who)
