"""Rows of plans, trajectories and the instruments in them."""

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
    choose_by,
    happens,
    table_of,
)
from trede.synthesis.rates import TRAJECTORY_RESULTS, TRAJECTORY_TYPES
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sources import delivery_ids
from trede.synthesis.trajectories import GOAL_MET, SOCIAL, Trajectories
from trede.synthesis.versions import correct, finish, later_of, record, split

INSTRUMENTS = (
    "work_first",
    "mediation",
    "vacancy_service",
    "application_training",
    "schooling",
    "language_training",
    "work_experience_place",
    "job_coaching",
    "social_activation",
    "debt_counselling",
)
_INSTRUMENT_OF_TYPE = table_of(
    [
        [8, 0, 0, 1, 0, 0, 1, 0, 0, 0],
        [0, 5, 3, 2, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 7, 3, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 5, 5, 0, 0],
        [0, 0, 0, 0, 0, 1, 0, 0, 7, 2],
    ]
)
_PLANNED = 0.85
_RUNGS = (3, 4, 4, 4, 2)
_GOALS = ("regular work", "work with support", "participation")


def plan_tables(
    block: Block, clients: Clients, spells: Spells, trajectories: Trajectories
) -> dict[str, pa.Table]:
    """Return the tables of plans, trajectories and activities."""
    random = block.chance("plan rows")
    number = trajectories.number(clients, spells)
    person = clients.id.take(pa.array(spells.client[trajectories.spell]))
    has_plan = happens(random, np.where(trajectories.started == NEVER, 0.4, _PLANNED), len(number))
    return {
        "plans": _plans(random, block, spells, trajectories, number, person, has_plan),
        "trajectories": _trajectories(random, block, trajectories, number, person, has_plan),
        "activities": _activities(random, block, trajectories, number, person, has_plan),
    }


def _plans(
    random: np.random.Generator,
    block: Block,
    spells: Spells,
    trajectories: Trajectories,
    number: Whole,
    person: pa.Array,
    has_plan: Flags,
) -> pa.Table:
    """Plans; a plan in draft is not signed, and some definitive ones are not either."""
    row = np.flatnonzero(has_plan)
    size, offered = len(row), trajectories.offered[row]
    last = np.minimum(spells.exit[trajectories.spell[row]], block.period.last_day)
    start = np.where(trajectories.started[row] == NEVER, offered + 20, trajectories.started[row])
    drawn_up = between(random, offered, np.minimum(start, last), size)
    status = choose(random, (80, 12, 8), size)
    signed = np.minimum(drawn_up + between(random, 0, 25, size), last)
    by_client = (status == 0) & happens(random, 0.82, size)
    by_municipality = (status == 0) & happens(random, 0.88, size)
    rows = {
        "plan_id": numbered("L", number[row], 10),
        "person_id": person.take(pa.array(row)),
        "status": coded(("definitive", "draft", "global"), status),
        "goal": coded(
            _GOALS, np.where(trajectories.type[row] == SOCIAL, 2, trajectories.type[row] // 3)
        ),
        "offered_on": offered,
        "drawn_up_on": drawn_up,
        "client_signed_on": np.where(by_client, signed, NEVER),
        "municipality_signed_on": np.where(by_municipality, signed, NEVER),
        "source": "tracking system",
        "recorded_at": (entered := record(random, drawn_up, median_days=6)),
    }
    signed_on = np.where(by_client | by_municipality, signed, NEVER)
    moments = {"signed_at": later_of(entered, record(random, signed_on, median_days=8))}
    unsigned = {"status": "draft", "client_signed_on": None, "municipality_signed_on": None}
    content = split(make_table("plans", rows, moments), "signed_at", unsigned)
    return finish("plans", content)


def _trajectories(
    random: np.random.Generator,
    block: Block,
    trajectories: Trajectories,
    number: Whole,
    person: pa.Array,
    has_plan: Flags,
) -> pa.Table:
    """Trajectories, recorded when offered, again when started and again when ended."""
    size = len(number)
    over = trajectories.ended != NEVER
    delivery = delivery_ids(block.period, trajectories.started)
    negative = (trajectories.started == NEVER) & (trajectories.decided != NEVER)
    known_on = np.where(negative, trajectories.decided, trajectories.offered)
    entered = record(random, known_on, median_days=5)
    started_at = later_of(entered, record(random, trajectories.started, median_days=7))
    ended_at = later_of(started_at, record(random, trajectories.ended, median_days=20))
    rows = {
        "trajectory_id": numbered("T", number, 10),
        "person_id": person,
        "plan_id": numbered("L", np.where(has_plan, number, NEVER), 10),
        "type": coded(TRAJECTORY_TYPES, trajectories.type),
        "work_first_function": coded(
            ("diagnosis", "habituation", "deterrent"),
            np.where(trajectories.type == 0, choose(random, (4, 4, 2), size), -1),
        ),
        "rung": coded(("1", "2", "3", "4", "5"), np.array(_RUNGS)[trajectories.type] - 1),
        "offered_on": trajectories.offered,
        "decided_on": trajectories.decided,
        "decision": coded(("positive", "negative"), trajectories.decision),
        "started_on": trajectories.started,
        "ended_on": trajectories.ended,
        "result": coded(TRAJECTORY_RESULTS, trajectories.result),
        "goal_met": np.where(over, trajectories.result == GOAL_MET, NEVER),
        "delivery": delivery,
        "processed": np.where(delivery.is_valid().to_numpy(zero_copy_only=False), 1, NEVER),
        "recorded_at": entered,
        "source": "tracking system",
    }
    content = make_table("trajectories", rows, {"started_at": started_at, "ended_at": ended_at})
    not_started = dict.fromkeys(
        (
            "started_on",
            "ended_on",
            "result",
            "goal_met",
            "delivery",
            "processed",
            "decided_on",
            "decision",
        )
    )
    content = split(content, "started_at", not_started)
    running = {"ended_on": None, "result": "running", "goal_met": None}
    content = split(content, "ended_at", running)
    wrong = coded(TRAJECTORY_TYPES, np.full(len(content), 1))
    return finish("trajectories", correct(random, content, block.period, 0.02, {"type": wrong}))


def _activities(
    random: np.random.Generator,
    block: Block,
    trajectories: Trajectories,
    number: Whole,
    person: pa.Array,
    has_plan: Flags,
) -> pa.Table:
    row = np.flatnonzero(trajectories.started != NEVER)
    size, ended = len(row), trajectories.ended[row]
    last = np.minimum(ended, block.period.last_day)
    start = np.minimum(trajectories.started[row] + between(random, 0, 20, size), last)
    entered = record(random, start, median_days=8)
    instrument = choose_by(random, _INSTRUMENT_OF_TYPE, trajectories.type[row])
    rows = {
        "activity_id": numbered("A", number[row], 10),
        "person_id": person.take(pa.array(row)),
        "plan_id": numbered("L", np.where(has_plan, number, NEVER)[row], 10),
        "instrument": coded(INSTRUMENTS, instrument),
        "provider_id": numbered("R", choose(random, np.ones(12), size), 3),
        "starts_on": start,
        "ends_on": np.where(ended == NEVER, NEVER, ended + 1),
        "recorded_at": entered,
        "source": "tracking system",
    }
    moments = {"ended_at": later_of(entered, record(random, ended, median_days=15))}
    content = split(make_table("activities", rows, moments), "ended_at", {"ends_on": None})
    return finish("activities", content)
