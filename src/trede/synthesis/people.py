"""Who the clients are: how they came in, their ages and households."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pyarrow as pa

from trede.synthesis.randomness import (
    DAYS_A_YEAR,
    NEVER,
    Flags,
    Period,
    Whole,
    between,
    choose,
    choose_by,
    generator,
    happens,
    waiting,
)
from trede.synthesis.rates import (
    AGE_CLASSES,
    AGE_OF_LEAVERS,
    AGE_OF_STAYERS,
    AGE_OF_STOCK,
    COUPLES,
    COURSES,
    INFLOW_A_YEAR,
    PHASE_AT_INFLOW,
    PHASE_OF_STOCK,
    STOCK_AGE_CLASSES,
    WITHOUT_BENEFIT,
    Course,
)
from trede.synthesis.rows import coded, make_table, numbered, pseudonyms
from trede.synthesis.versions import correct, finish, record

COMPOSITIONS = ("single", "single_parent", "couple_without_children", "couple_with_children")
EDUCATION = ("none_or_primary", "vmbo_mavo", "havo_vwo", "mbo_1", "mbo_2_or_higher", "unknown")
LAST_WORKED = (
    "less_than_1_year_ago",
    "part_time_beside_benefit",
    "1_to_3_years_ago",
    "more_than_3_years_ago",
    "never",
    "unknown",
)
YES_NO_UNKNOWN = ("yes", "no", "unknown")

LONGEST_BEFORE_START = 30
"""Days from the application to the first day of benefit, at most."""

_PENSION_AGE, _PENSION_AGE_LATER = 65, 67
_LATER_PENSIONS_FROM = 2015
"""Year from which a dossier takes the later age; between 2013 and 2024 it rose month by month."""


class Entry(IntEnum):
    """How a client came into the dossier."""

    STOCK = 0
    INFLOW = 1
    WITHOUT_BENEFIT = 2


@dataclass(frozen=True)
class Block:
    """A number of clients who are drawn together, of so many ``clients`` in all."""

    seed: int
    index: int
    number: Whole
    period: Period
    clients: int

    @property
    def size(self) -> int:
        """The number of clients."""
        return len(self.number)

    def chance(self, subject: str) -> np.random.Generator:
        """Return the generator of one subject in this block."""
        return generator(self.seed, self.index, subject)


@dataclass(frozen=True)
class Clients:
    """The clients of a block. Partners share the entry, phase, course and benefit of a leader.

    ``first_start`` is the first day of benefit (or of the first activity, without benefit),
    ``first_applied`` the day of the first application, ``pension_on`` the birthday of the pension.
    """

    id: pa.Array
    number: Whole
    leader: Whole
    couple: Flags
    entry: Whole
    first_start: Whole
    first_applied: Whole
    phase: Whole
    course: Whole
    birth: Whole
    pension_on: Whole


def draw_clients(block: Block) -> Clients:
    """Draw the clients of a block."""
    random, size = block.chance("clients"), block.size
    leader, couple = _households(random, size)
    entry = choose(random, _entry_weights(block.period), size)[leader]
    stock = entry == Entry.STOCK
    phase = np.where(
        stock, choose(random, PHASE_OF_STOCK, size), choose(random, PHASE_AT_INFLOW, size)
    )[leader]
    course = np.where(stock, Course.STOCK, choose_by(random, COURSES, phase))[leader]
    age = _ages(random, stock, course)
    start = _first_starts(random, block.period, stock, age)[leader]
    reference = np.where(stock, block.period.first_day, start)
    birth = reference - (age * DAYS_A_YEAR).astype(np.int64) - between(random, 0, 364, size)
    before = between(block.chance("first applications"), 0, LONGEST_BEFORE_START, size)[leader]
    later = block.period.from_year >= _LATER_PENSIONS_FROM
    pension_age = _PENSION_AGE_LATER if later else _PENSION_AGE
    return Clients(
        id=pseudonyms(block.seed, block.number),
        number=block.number,
        leader=leader,
        couple=couple,
        entry=entry,
        first_start=start,
        first_applied=np.where(entry == Entry.WITHOUT_BENEFIT, start, start - before),
        phase=phase,
        course=course,
        birth=birth,
        pension_on=birth + int(pension_age * DAYS_A_YEAR),
    )


def _households(random: np.random.Generator, size: int) -> tuple[Whole, Flags]:
    """Return for everyone whose household it is, and whether it is that of a couple."""
    position = np.arange(size)
    odd = position % 2 == 1
    with_partner = np.repeat(happens(random, COUPLES, (size + 1) // 2), 2)[:size]
    with_partner[size - size % 2 :] = False
    return np.where(odd & with_partner, position - 1, position), with_partner


def _entry_weights(period: Period) -> tuple[float, float, float]:
    inflow = INFLOW_A_YEAR * period.years
    with_benefit = 1 - WITHOUT_BENEFIT
    return (with_benefit / (1 + inflow), with_benefit * inflow / (1 + inflow), WITHOUT_BENEFIT)


def _ages(random: np.random.Generator, stock: Flags, course: Whole) -> Whole:
    """Draw the ages in whole years: of the stock on the first day, of others when they enter."""
    size = len(stock)
    leaves = np.isin(
        course, (Course.EXEMPT_LEAVES, Course.TRAJECTORY_LEAVES, Course.LEAVES)
    ).astype(np.int64)
    position = choose_by(random, np.array([AGE_OF_STAYERS, AGE_OF_LEAVERS]), leaves)
    entering = np.array(AGE_CLASSES)[position]
    staying = np.array(STOCK_AGE_CLASSES)[choose(random, AGE_OF_STOCK, size)]
    classes = np.where(stock[:, np.newaxis], staying, entering)
    return between(random, classes[:, 0], classes[:, 1], size)


def _first_starts(random: np.random.Generator, period: Period, stock: Flags, age: Whole) -> Whole:
    size = len(stock)
    longest = np.maximum((age - 18) * 365, 30)
    duration = np.minimum(30 + waiting(random, 1 / 4.5, size), between(random, 30, longest, size))
    entering = between(random, period.first_day, period.last_day, size)
    return np.where(stock, period.first_day - duration, entering)


def people_tables(block: Block, clients: Clients) -> dict[str, pa.Table]:
    """Return the tables of persons, households and their members."""
    random = block.chance("people")
    composition = _composition(random, clients)
    return {
        "persons": _persons(random, block, clients),
        "households": _household_rows(random, clients, composition),
        "household_members": _members(random, clients),
    }


def _persons(random: np.random.Generator, block: Block, clients: Clients) -> pa.Table:
    size = block.size
    earlier = choose(random, (30, 66, 4), size)
    ended = clients.first_start - between(random, 40, 2500, size)
    sex = choose(random, (52, 48), size)
    education = choose(random, (25, 25, 14, 5, 22, 9), size)
    rows = {
        "person_id": clients.id,
        "client_number": numbered("", clients.number + 10_000_000),
        "municipality_id": "M01",
        "birth_on": clients.birth,
        "sex": coded(("male", "female"), sex),
        "education": coded(EDUCATION, education),
        "last_worked": coded(LAST_WORKED, choose(random, (15, 10, 24, 20, 13, 18), size)),
        "previous_spell_ended_on": np.where(earlier == 0, ended, NEVER),
        "previous_spell": coded(YES_NO_UNKNOWN, earlier),
        "intake_information": coded(("yes", "no"), choose(random, (25, 75), size)),
        "recorded_at": record(random, clients.first_applied, median_days=0.5),
        "source": "benefit system",
    }
    content = make_table("persons", rows, {})
    wrong = {"education": coded(EDUCATION, (education + 1) % len(EDUCATION))}
    return finish("persons", correct(random, content, block.period, 0.01, wrong))


def _composition(random: np.random.Generator, clients: Clients) -> Whole:
    size = len(clients.couple)
    alone = choose(random, (70, 30), size)
    return np.where(clients.couple, 2 + choose(random, (40, 60), size), alone)


def household_ids(clients: Clients) -> pa.Array:
    """Return the household of every client."""
    return numbered("H", clients.number[clients.leader])


def _household_rows(random: np.random.Generator, clients: Clients, composition: Whole) -> pa.Table:
    own = np.flatnonzero(clients.leader == np.arange(len(clients.leader)))
    rows = {
        "household_id": household_ids(clients).take(pa.array(own)),
        "composition": coded(COMPOSITIONS, composition[own]),
        "recorded_at": record(random, clients.first_start[own], median_days=2),
        "source": "benefit system",
    }
    return finish("households", make_table("households", rows, {}))


def parties(clients: Clients) -> pa.Array:
    """Return for every client whether he or she is the active or the passive party."""
    follows = clients.leader != np.arange(len(clients.leader))
    return coded(("active", "passive"), follows.astype(np.int64))


def _members(random: np.random.Generator, clients: Clients) -> pa.Table:
    rows = {
        "household_id": household_ids(clients),
        "person_id": clients.id,
        "party": parties(clients),
        "starts_on": clients.first_start,
        "recorded_at": record(random, clients.first_start, median_days=2),
        "source": "benefit system",
    }
    return finish("household_members", make_table("household_members", rows, {}))
