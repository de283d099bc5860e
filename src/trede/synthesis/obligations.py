"""Work obligation and exemptions: decided on one day, effective on another, registered late."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.people import Block, Clients
from trede.synthesis.randomness import (
    NEVER,
    Flags,
    Period,
    Whole,
    between,
    choose,
    happens,
    skewed,
    until,
    waiting,
)
from trede.synthesis.rates import (
    EXEMPTION_REASON_WEIGHTS,
    EXEMPTION_REASONS,
    EXEMPTION_REASONS_OF_TODAY,
    LATER_EXEMPTION_A_YEAR,
    OBLIGATION_UNKNOWN,
    PARTIAL_EXEMPTION_AT_INFLOW,
    SHORT_EXEMPTION_AT_INFLOW,
    Course,
)
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import EVIDENCE, written
from trede.synthesis.versions import correct, finish, later_of, record, split

FULL, PARTIAL = 0, 1
WORK_OBLIGATION = ("full", "partially_exempt", "fully_exempt", "unknown")

_PARTIAL_IN_STOCK = 0.25
_OPEN_ENDED = 0.4
_COVERS_A_YEAR = 400
_LAW_OF_TODAY_FROM = 2015
_KINDS, _KINDS_OF_TODAY = (90, 7, 3), (97, 0, 3)
_EVIDENCE_OF_REASON = (0, 1, 2, 3, 3, 2, 1, 2, 3)
"""Which sentences fit the reasons, in their order."""

_REVIEWED_LATE, _NEVER_REVIEWED = 0.12, 0.06
_DAYS_BETWEEN, _BEFORE_THE_END = 365, 30


@dataclass(frozen=True)
class Exemptions:
    """Exemptions of a block: whose spell, from which day to which (exclusive), how far."""

    spell: Whole
    ordinal: Whole
    start: Whole
    end: Whole
    planned_end: Whole
    extent: Whole

    @property
    def cut_short(self) -> Flags:
        """Whether the exemption ended with the benefit, before its planned end."""
        return np.asarray(self.end != self.planned_end, dtype=np.bool_)


def draw_exemptions(block: Block, spells: Spells) -> Exemptions:
    """Draw the exemptions of a block; at most one of each kind per spell."""
    random = block.chance("exemptions")
    draws = (_lasting, _of_stock, _short, _partial, _later)
    drawn = [draw(random, block.period, spells) for draw in draws]
    exit_on = np.where(spells.exit == NEVER, NEVER, spells.exit + 1)
    parts = []
    for ordinal, (start, end, extent) in enumerate(drawn):
        chosen = start <= np.minimum(spells.exit, block.period.last_day)
        row = np.flatnonzero(chosen)
        ends = np.minimum(end, exit_on)[row]
        parts.append((row, np.full(len(row), ordinal), start[row], ends, end[row], extent[row]))
    return Exemptions(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


Draw = tuple[Whole, Whole, Whole]
"""First day, planned first day after it and extent, one for every spell; NEVER for who has none."""


def _lasting(random: np.random.Generator, period: Period, spells: Spells) -> Draw:
    """Full exemptions that hold a year after inflow, or at the exit before that."""
    del period
    size = len(spells.start)
    who = spells.course <= Course.EXEMPT_STAYS
    stays = spells.course == Course.EXEMPT_STAYS
    later = stays & happens(random, 0.2, size)
    soon = np.where(happens(random, 0.55, size), 0, between(random, 1, 60, size))
    delay = np.where(later, between(random, 60, 330, size), soon)
    start = np.minimum(spells.start + delay, spells.exit)
    end = spells.start + _COVERS_A_YEAR + between(random, 0, 700, size)
    end = np.where(happens(random, _OPEN_ENDED, size), NEVER, end)
    return np.where(who, start, NEVER), end, np.full(size, FULL)


def _of_stock(random: np.random.Generator, period: Period, spells: Spells) -> Draw:
    size = len(spells.start)
    who = spells.exempt & (spells.course == Course.STOCK)
    start = between(random, spells.start, period.first_day + 300, size)
    end = np.maximum(start, period.first_day) + between(random, 180, 1100, size)
    end = np.where(happens(random, _OPEN_ENDED, size), NEVER, end)
    extent = np.where(happens(random, _PARTIAL_IN_STOCK, size), PARTIAL, FULL)
    return np.where(who, start, NEVER), end, extent


def _short(random: np.random.Generator, period: Period, spells: Spells) -> Draw:
    """Full exemptions that are over long before the first year is."""
    del period
    size = len(spells.start)
    stays = np.isin(spells.course, (Course.TRAJECTORY_STAYS, Course.STAYS))
    who = stays & happens(random, 2 * SHORT_EXEMPTION_AT_INFLOW, size)
    start = spells.start + between(random, 5, 40, size)
    return np.where(who, start, NEVER), start + between(random, 50, 150, size), np.full(size, FULL)


def _partial(random: np.random.Generator, period: Period, spells: Spells) -> Draw:
    del period
    size = len(spells.start)
    obliged = ~spells.exempt & (spells.course != Course.STOCK)
    who = obliged & happens(random, PARTIAL_EXEMPTION_AT_INFLOW / 0.86, size)
    start = spells.start + between(random, 0, 40, size)
    end = start + between(random, 180, 730, size)
    return np.where(who, start, NEVER), end, np.full(size, PARTIAL)


def _later(random: np.random.Generator, period: Period, spells: Spells) -> Draw:
    """Full exemptions of clients who were obliged during their first year."""
    del period
    size = len(spells.start)
    who = np.isin(spells.course, (Course.TRAJECTORY_STAYS, Course.STAYS))
    rate = np.array(LATER_EXEMPTION_A_YEAR)[spells.phase]
    start = spells.start + _COVERS_A_YEAR + waiting(random, rate, size)
    end = start + between(random, 180, 900, size)
    return np.where(who, start, NEVER), end, np.full(size, FULL)


def obligation_tables(
    block: Block, clients: Clients, spells: Spells, exemptions: Exemptions
) -> dict[str, pa.Table]:
    """Return the table of exemptions."""
    random, size = block.chance("exemption rows"), len(exemptions.start)
    last_day = block.period.last_day
    today = block.period.from_year >= _LAW_OF_TODAY_FROM
    reason = choose(random, EXEMPTION_REASON_WEIGHTS, size)
    decided = until(exemptions.start + between(random, -20, 50, size), last_day)
    known_from = np.where(decided == NEVER, last_day, np.maximum(decided, exemptions.start))
    taken_over = until(known_from + skewed(random, 30, 1.0, size).astype(np.int64), last_day)
    entered = record(random, np.where(taken_over == NEVER, known_from, taken_over), median_days=2)
    cut_on = np.where(exemptions.cut_short, exemptions.end, NEVER)
    cut_taken_over = until(np.minimum(cut_on + between(random, 1, 40, size), NEVER), last_day)
    cut_known = np.where(cut_taken_over == NEVER, np.minimum(cut_on, NEVER), cut_taken_over)
    full = exemptions.extent == FULL
    looked_at, review = _reviews(random, block.period, exemptions)
    number = spells.number(clients)[exemptions.spell] * 10 + exemptions.ordinal
    rows = {
        "exemption_id": numbered("O", number, 10),
        "person_id": clients.id.take(pa.array(spells.client[exemptions.spell])),
        "kind": coded(
            ("individual", "categorical", "de_facto"),
            choose(random, _KINDS_OF_TODAY if today else _KINDS, size),
        ),
        "reason": coded(EXEMPTION_REASONS_OF_TODAY if today else EXEMPTION_REASONS, reason),
        "extent": coded(("full", "partial"), exemptions.extent),
        "waives_accepting_work": np.ones(size, dtype=np.bool_),
        "waives_applying": full | happens(random, 0.6, size),
        "waives_cooperating": full,
        "decided_on": decided,
        "starts_on": exemptions.start,
        "ends_on": exemptions.end,
        "medical_examination": coded(
            ("yes", "no", "not_applicable"),
            np.where(reason == 0, choose(random, (80, 20), size), 2),
        ),
        "found_in": "benefit system",
        "evidence": written(random, EVIDENCE, np.array(_EVIDENCE_OF_REASON)[reason]),
        "review_on": review,
        "taken_over_on": taken_over,
        "end_taken_over_on": cut_taken_over,
        "recorded_at": entered,
        "source": "benefit system",
    }
    moments = {
        "looked_at": later_of(entered, record(random, looked_at, median_days=3)),
        "cut_at": later_of(entered, record(random, cut_known, median_days=3)),
    }
    content = split(make_table("exemptions", rows, moments), "looked_at", {"review_on": None})
    content = split(
        content,
        "cut_at",
        {"ends_on": None, "end_taken_over_on": None},
    )
    wrong = coded(EXEMPTION_REASONS, np.full(len(content), 1))
    content = correct(random, content, block.period, 0.04, {"reason": wrong})
    return {"exemptions": finish("exemptions", content)}


def _reviews(
    random: np.random.Generator, period: Period, exemptions: Exemptions
) -> tuple[Whole, Whole]:
    """Return when exemptions were last looked at, and when they will be; NEVER if they are not.

    An exemption is looked at every year, and a month before its planned end. Some reviews are
    overdue; a few exemptions are never looked at.
    """
    size, start = len(exemptions.start), exemptions.start
    until_day = np.minimum(exemptions.end, period.last_day + 1)
    late = np.where(happens(random, _REVIEWED_LATE, size), between(random, 5, 150, size), 0)
    times = np.maximum((until_day - late - start) // _DAYS_BETWEEN, 0)
    running, dated = exemptions.end > period.last_day, exemptions.planned_end != NEVER
    looked_at = np.where(running & (times > 0), start + times * _DAYS_BETWEEN, NEVER)
    review = start + (times + 1) * _DAYS_BETWEEN
    before_end = exemptions.planned_end - _BEFORE_THE_END
    review = np.where(dated, np.minimum(review, before_end), review)
    reviewed = ~happens(random, _NEVER_REVIEWED, size) & (review > start)
    return np.where(reviewed, looked_at, NEVER), np.where(reviewed, review, NEVER)


def obligations_at_inflow(block: Block, spells: Spells, exemptions: Exemptions) -> Whole:
    """Return for every spell the work obligation recorded at its start, a place in the codes."""
    random, size = block.chance("obligations"), len(spells.start)
    partial = np.zeros(size, dtype=np.bool_)
    partial[exemptions.spell[exemptions.extent == PARTIAL]] = True
    full = np.zeros(size, dtype=np.bool_)
    lasting = (exemptions.extent == FULL) & (exemptions.ordinal <= 1)
    full[exemptions.spell[lasting]] = True
    unknown = happens(random, OBLIGATION_UNKNOWN / 0.75, size)
    return np.select([full, partial, unknown], [2, 1, 3], 0).astype(np.int64)
