"""Days on which clients were expected at their trajectory, and whether they came."""

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.people import Block, Clients
from trede.synthesis.randomness import NEVER, Flags, Period, Whole, choose, happens
from trede.synthesis.rows import make_table, numbered
from trede.synthesis.sentences import ABSENCES, written
from trede.synthesis.trajectories import Trajectories
from trede.synthesis.versions import finish, record

_WEEKS = 13
"""Attendance is kept for this long: the municipality began to ask for it in the last quarter."""

_KEPT = 0.75
_COMES, _GIVES_NOTICE, _EXPLAINED = 0.88, 0.6, 0.7
_WEEKDAYS = 5
_MONDAY = 4
"""1 January 1970 was a Thursday, so four days later was a Monday."""


def attendance_tables(
    block: Block, clients: Clients, spells: Spells, trajectories: Trajectories
) -> dict[str, pa.Table]:
    """Return the table of days at trajectories."""
    random = block.chance("attendance days")
    row, week, day = _days(random, block.period, trajectories)
    size = len(row)
    comes = happens(random, _COMES, size)
    notice: Flags = happens(random, _GIVES_NOTICE, size)
    told = ~comes & happens(random, _EXPLAINED, size)
    number = trajectories.number(clients, spells)[row] * 100 + week
    rows = {
        "attendance_day_id": numbered("AW", number, 12),
        "person_id": clients.id.take(pa.array(spells.client[trajectories.spell[row]])),
        "trajectory_id": numbered("T", trajectories.number(clients, spells)[row], 10),
        "day_on": day,
        "present": comes,
        "with_notice": np.where(comes, NEVER, notice),
        "explanation": written(random, ABSENCES, np.where(told, np.where(notice, 0, 1), -1)),
        "recorded_at": record(random, day, median_days=1, spread=0.8),
        "source": "provider",
    }
    return {"attendance_days": finish("attendance_days", make_table("attendance_days", rows, {}))}


def _days(
    random: np.random.Generator, period: Period, trajectories: Trajectories
) -> tuple[Whole, Whole, Whole]:
    """Return trajectory, week and day: every week on the same working day."""
    first = period.last_day - 7 * _WEEKS + 1
    size = len(trajectories.started)
    seen = (trajectories.started <= period.last_day) & (trajectories.ended >= first)
    chosen = np.flatnonzero(seen & happens(random, _KEPT, size))
    weekday = choose(random, np.ones(_WEEKDAYS), len(chosen))
    monday = first - (first - _MONDAY) % 7
    row, week = np.repeat(chosen, _WEEKS + 1), np.tile(np.arange(_WEEKS + 1), len(chosen))
    day = monday + 7 * week + np.repeat(weekday, _WEEKS + 1)
    last = np.minimum(trajectories.ended[row], period.last_day)
    expected = (day >= np.maximum(trajectories.started[row], first)) & (day <= last)
    return row[expected], week[expected], day[expected]
