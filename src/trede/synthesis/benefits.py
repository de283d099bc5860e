"""Spells of benefit: when they start and end, why, and who comes back."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.people import LONGEST_BEFORE_START, Block, Clients, Entry
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
    until,
    waiting,
)
from trede.synthesis.rates import (
    BAND_WITH_TRAJECTORY,
    BAND_WITHOUT_TRAJECTORY,
    COURSES,
    DECIDED_WITHIN_THREE_MONTHS,
    EXEMPT_EXIT_A_YEAR,
    EXIT_BAND,
    EXIT_REASONS,
    LATER_EXIT_A_YEAR,
    LATER_REASON,
    PHASE_AT_INFLOW,
    PHASES,
    RE_ENTRY_A_YEAR,
    REASON_GROUP_BY_PHASE,
    REASON_IN_GROUP,
    RELAPSE_WITHIN_HALF_A_YEAR,
    STOCK_EXEMPT,
    STOCK_EXIT_A_YEAR,
    STOCK_EXIT_BY_AGE,
    STOCK_REASON,
    WORK_ODDS_BY_BAND,
    Course,
)
from trede.synthesis.rows import coded

WORK = EXIT_REASONS.index("work")
UNKNOWN = EXIT_REASONS.index("unknown")
PENSION = EXIT_REASONS.index("state_pension")
OTHER_INCOME = EXIT_REASONS.index("other_income")

_AFTER_A_YEAR = 367
_HALF_A_YEAR = 180
_SHORTEST_GAP = 32
_MOST_SPELLS = 3
_SAME_PHASE_AGAIN = 0.6
_UNDATED = 0.01
_ALONE_ONLY = tuple(map(EXIT_REASONS.index, ("partner", "partner_income", "detention", "death")))
_FOR_GOOD = tuple(
    map(
        EXIT_REASONS.index,
        ("death", "state_pension", "moved_municipality", "moved_benefit_continued", "removal"),
    )
)
_MAY_RETURN = 0.78
"""About the share of the exits that are not for good; the relapse rate is of all exits."""


@dataclass(frozen=True)
class Spells:
    """Spells of benefit of a block, those of one client in order of their ordinal.

    ``exit`` is the last day of benefit, ``reason`` a position in the exit reasons or -1. For an
    undated end the exit is the day that the benefit system does not know. ``applied`` and
    ``decided`` are the days of the application and of the decision on it.
    """

    client: Whole
    ordinal: Whole
    start: Whole
    phase: Whole
    course: Whole
    exempt: Flags
    exit: Whole
    reason: Whole
    undated: Flags
    next_start: Whole
    applied: Whole
    decided: Whole

    @property
    def to_work(self) -> Flags:
        """Whether the spell ended in work."""
        return np.asarray(self.reason == WORK, dtype=np.bool_)

    @property
    def may_return(self) -> Flags:
        """Whether who left may come back: not after death, a pension or a move."""
        return (self.reason >= 0) & ~np.isin(self.reason, _FOR_GOOD) & ~self.undated

    def number(self, clients: Clients) -> Whole:
        """Return a number for every spell that no other spell has."""
        return clients.number[self.client] * 10 + self.ordinal

    def where(self, chosen: Flags) -> "Spells":
        """Return the chosen spells."""
        return Spells(
            **{name: cells[chosen] for name, cells in self.__dict__.items()},
        )


def draw_spells(block: Block, clients: Clients) -> tuple[Spells, Spells]:
    """Draw all spells of benefit of a block: those granted, and those still to be decided on.

    What is not decided on by the last day is an application, and no benefit yet.
    """
    random = block.chance("benefits")
    start = np.where(clients.entry == Entry.WITHOUT_BENEFIT, NEVER, clients.first_start)
    phase, course = clients.phase, clients.course
    rounds: list[Spells] = []
    for ordinal in range(_MOST_SPELLS):
        spells = _draw_round(random, block.period, clients, (start, phase, course), ordinal)
        rounds.append(spells)
        start = spells.next_start
        again = happens(random, _SAME_PHASE_AGAIN, block.size)
        phase = np.where(again, phase, choose(random, PHASE_AT_INFLOW, block.size))[clients.leader]
        course = choose_by(random, COURSES, phase)[clients.leader]
    rounds[-1] = _without_return(rounds[-1])
    spells = _with_decisions(block, clients, _joined(rounds))
    spells = spells.where(spells.start <= block.period.last_day)
    granted = spells.decided <= block.period.last_day
    return spells.where(granted), spells.where(~granted)


def _with_decisions(block: Block, clients: Clients, spells: Spells) -> Spells:
    """Add when was applied and decided, for partners on the same days."""
    random, size = block.chance("decisions"), len(spells.start)
    before = between(random, 0, LONGEST_BEFORE_START, size)
    quick, slow = between(random, 0, 60, size), between(random, 95, 220, size)
    taken = np.where(happens(random, DECIDED_WITHIN_THREE_MONTHS, size), quick, slow)
    row = clients.leader[spells.client] * _MOST_SPELLS + spells.ordinal
    first = clients.first_applied[spells.client]
    applied = np.where(spells.ordinal == 0, first, spells.start - before[row])
    decided = np.minimum(spells.start + taken[row], spells.exit)
    return Spells(**{**spells.__dict__, "applied": applied, "decided": decided})


def _without_return(spells: Spells) -> Spells:
    return Spells(**{**spells.__dict__, "next_start": np.full(len(spells.start), NEVER)})


def _joined(rounds: Sequence[Spells]) -> Spells:
    """Put the rounds together, client by client."""
    joined = {
        name: np.stack([getattr(spells, name) for spells in rounds], axis=1).reshape(-1)
        for name in Spells.__dataclass_fields__
    }
    return Spells(**joined)


def _draw_round(
    random: np.random.Generator,
    period: Period,
    clients: Clients,
    entries: tuple[Whole, Whole, Whole],
    ordinal: int,
) -> Spells:
    """Draw the next spell of everyone; it starts NEVER for who has none."""
    start, phase, course = entries
    size, leader = len(start), clients.leader
    exempt = course <= Course.EXEMPT_STAYS
    exempt |= (course == Course.STOCK) & happens(random, STOCK_EXEMPT, size)[leader]
    band = _exit_bands(random, course)
    leave_on = _exit_days(random, period, clients, (start, phase, course), band, exempt)[leader]
    reason = _exit_reasons(random, phase, course, band)[leader]
    reason = np.where(clients.couple & np.isin(reason, _ALONE_ONLY), OTHER_INCOME, reason)
    pension_on = clients.pension_on[leader] - 1
    reason = np.where(leave_on >= pension_on, PENSION, reason)
    leave_on = until(np.minimum(leave_on, np.maximum(pension_on, start)), period.last_day)
    reason = np.where(leave_on == NEVER, -1, reason)
    undated = happens(random, _UNDATED, size)[leader] & (leave_on < start + _AFTER_A_YEAR)
    undated &= course != Course.STOCK
    return Spells(
        client=np.arange(size),
        ordinal=np.full(size, ordinal),
        start=start,
        phase=phase,
        course=course,
        exempt=exempt,
        exit=leave_on,
        reason=reason,
        undated=undated,
        next_start=_returns(random, period, clients, leave_on, reason, undated)[leader],
        applied=start,
        decided=start,
    )


def _exit_bands(random: np.random.Generator, course: Whole) -> Whole:
    with_trajectory = (course == Course.TRAJECTORY_LEAVES).astype(np.int64)
    weights = np.array([BAND_WITHOUT_TRAJECTORY, BAND_WITH_TRAJECTORY], dtype=np.float64)
    return choose_by(random, weights, with_trajectory)


def _exit_days(
    random: np.random.Generator,
    period: Period,
    clients: Clients,
    entries: tuple[Whole, Whole, Whole],
    band: Whole,
    exempt: Flags,
) -> Whole:
    """Draw the last day of benefit: in the first year, after it, or from the stock."""
    start, phase, course = entries
    size = len(start)
    first, last = EXIT_BAND[band, 0].astype(np.int64), EXIT_BAND[band, 1].astype(np.int64)
    within = start + np.maximum(between(random, first, last, size), 10)
    yearly = np.where(exempt, EXEMPT_EXIT_A_YEAR, np.array(LATER_EXIT_A_YEAR)[phase])
    later = start + _AFTER_A_YEAR + waiting(random, yearly, size)
    age = (period.first_day - clients.birth) / DAYS_A_YEAR
    bounds = np.array([bound for bound, _ in STOCK_EXIT_BY_AGE[:-1]])
    factor = np.array([factor for _, factor in STOCK_EXIT_BY_AGE])[np.searchsorted(bounds, age)]
    stock = period.first_day + waiting(random, STOCK_EXIT_A_YEAR * factor, size)
    leaves = np.isin(course, (Course.EXEMPT_LEAVES, Course.TRAJECTORY_LEAVES, Course.LEAVES))
    day = np.where(leaves, within, np.where(course == Course.STOCK, stock, later))
    return np.where(start == NEVER, NEVER, day)


def _exit_reasons(random: np.random.Generator, phase: Whole, course: Whole, band: Whole) -> Whole:
    size = len(phase)
    odds = np.ones((3, len(REASON_GROUP_BY_PHASE[0])))
    odds[:, 0] = WORK_ODDS_BY_BAND
    weights = REASON_GROUP_BY_PHASE[:, np.newaxis, :] * odds[np.newaxis, :, :]
    group = choose_by(random, weights.reshape(-1, odds.shape[1]), phase * 3 + band)
    early = choose_by(random, REASON_IN_GROUP, group)
    stock = choose(random, STOCK_REASON, size)
    later = choose(random, LATER_REASON, size)
    leaves = np.isin(course, (Course.EXEMPT_LEAVES, Course.TRAJECTORY_LEAVES, Course.LEAVES))
    return np.where(leaves, early, np.where(course == Course.STOCK, stock, later))


def _returns(
    random: np.random.Generator,
    period: Period,
    clients: Clients,
    leave_on: Whole,
    reason: Whole,
    undated: Flags,
) -> Whole:
    """Draw the first day of the next spell, for those who come back in time."""
    size = len(leave_on)
    soon = leave_on + between(random, _SHORTEST_GAP, _HALF_A_YEAR, size)
    later = leave_on + _HALF_A_YEAR + 1 + waiting(random, RE_ENTRY_A_YEAR / _MAY_RETURN, size)
    relapses = happens(random, RELAPSE_WITHIN_HALF_A_YEAR / _MAY_RETURN, size)
    start = until(np.where(relapses, soon, later), period.last_day)
    may = (reason >= 0) & ~np.isin(reason, _FOR_GOOD) & ~undated
    may &= start < clients.pension_on[clients.leader] - 400
    return np.where(may, start, NEVER)


def phases_of(spells: Spells) -> pa.Array:
    """Return the phase at the start of every spell."""
    return coded(PHASES, spells.phase)
