"""Rows of trajectories and of the instruments in them."""

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.commissions import Commissions
from trede.synthesis.people import Block, Clients
from trede.synthesis.plans import plan_ids
from trede.synthesis.portfolio import contract_ids, provider_ids
from trede.synthesis.randomness import (
    NEVER,
    Flags,
    Whole,
    between,
    choose,
    choose_by,
    table_of,
)
from trede.synthesis.rates import TRAJECTORY_RESULTS, TRAJECTORY_TYPES
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import MOTIVES, written
from trede.synthesis.sources import delivery_ids
from trede.synthesis.trajectories import GOAL_MET, Trajectories
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
_RUNGS = (3, 4, 4, 4, 2)
_NOT_STARTED = dict.fromkeys(
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
_RUNNING = {"ended_on": None, "result": "running", "goal_met": None}


def trajectory_tables(
    block: Block,
    clients: Clients,
    spells: Spells,
    trajectories: Trajectories,
    commissions: Commissions,
    has_plan: Flags,
) -> dict[str, pa.Table]:
    """Return the tables of trajectories and activities; ``has_plan`` tells which have a plan."""
    random = block.chance("trajectory rows")
    number = trajectories.number(clients, spells)
    person = clients.id.take(pa.array(spells.client[trajectories.spell]))
    cells = (trajectories, commissions, number, person, has_plan)
    return {
        "trajectories": _trajectories(random, block, *cells),
        "activities": _activities(random, block, *cells),
    }


def _trajectories(
    random: np.random.Generator,
    block: Block,
    trajectories: Trajectories,
    commissions: Commissions,
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
        "trajectory_id": trajectory_ids(number),
        "person_id": person,
        "plan_id": plan_ids(np.where(has_plan, number, NEVER)),
        "type": coded(TRAJECTORY_TYPES, trajectories.type),
        "work_first_function": coded(
            ("diagnosis", "habituation", "deterrent"),
            np.where(trajectories.type == 0, choose(random, (4, 4, 2), size), -1),
        ),
        "rung": coded(("1", "2", "3", "4", "5"), np.array(_RUNGS)[trajectories.type] - 1),
        "provider_id": provider_ids(commissions.provider),
        "contract_id": contract_ids(commissions.contract),
        "motive": written(random, MOTIVES, trajectories.type),
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
    content = split(content, "started_at", _NOT_STARTED)
    content = split(content, "ended_at", _RUNNING)
    wrong = coded(TRAJECTORY_TYPES, np.full(len(content), 1))
    return finish("trajectories", correct(random, content, block.period, 0.02, {"type": wrong}))


def _activities(
    random: np.random.Generator,
    block: Block,
    trajectories: Trajectories,
    commissions: Commissions,
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
        "plan_id": plan_ids(np.where(has_plan, number, NEVER)[row]),
        "instrument": coded(INSTRUMENTS, instrument),
        "provider_id": provider_ids(commissions.provider[row]),
        "starts_on": start,
        "ends_on": np.where(ended == NEVER, NEVER, ended + 1),
        "recorded_at": entered,
        "source": "tracking system",
    }
    moments = {"ended_at": later_of(entered, record(random, ended, median_days=15))}
    content = split(make_table("activities", rows, moments), "ended_at", {"ends_on": None})
    return finish("activities", content)


def trajectory_ids(number: Whole) -> pa.Array:
    """Return the identifiers of trajectories."""
    return numbered("T", number, 10)
