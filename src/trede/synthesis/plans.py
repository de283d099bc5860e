"""Plans: with a trajectory and, for some clients, before one is found; signed, or not."""

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
    choose_by,
    happens,
    skewed,
)
from trede.synthesis.rates import TYPE_OF_STAYERS
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import EXPECTED_RESULTS, FITS, MOTIVES, REFUSALS, WISHES, written
from trede.synthesis.trajectories import SOCIAL, Trajectories
from trede.synthesis.versions import finish, later_of, record, split

_PLANNED, _PLANNED_IF_OFFERED = 0.85, 0.4
_WITHOUT_TRAJECTORY = 0.75
_WITHOUT_ROUND = 7
_SIGNED_BY_CLIENT = (0.86, 0.92)
"""Of definitive plans: where the trajectory is over, and where it is not."""

_REFUSES, _DRAFT_WITH_REASONS = 0.4, 0.5
_COSTS = (1_600, 900, 2_800, 4_200, 1_100)
"""Euros, by type of trajectory."""

_GOALS = ("regulier werk", "werk met begeleiding", "maatschappelijke participatie")


@dataclass(frozen=True)
class Plans:
    """Plans of a block: for which type of trajectory, and whether that is over.

    ``last`` is the last day on which anything can be done about it.
    """

    client: Whole
    number: Whole
    type: Whole
    offered: Whole
    drawn_up: Whole
    last: Whole
    over: Flags


def trajectories_with_plan(block: Block, trajectories: Trajectories) -> Flags:
    """Draw which trajectories belong to a plan."""
    share = np.where(trajectories.started == NEVER, _PLANNED_IF_OFFERED, _PLANNED)
    return happens(block.chance("planned"), share, len(share))


def draw_plans(
    block: Block, clients: Clients, spells: Spells, trajectories: Trajectories, has_plan: Flags
) -> Plans:
    """Draw the plans of a block."""
    random, period = block.chance("plans"), block.period
    parts = (
        _of_trajectories(random, period, clients, spells, trajectories, has_plan),
        _without_trajectory(random, period, clients, spells, trajectories.spell[has_plan]),
    )
    names = Plans.__dataclass_fields__
    return Plans(
        **{name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    )


def _of_trajectories(
    random: np.random.Generator,
    period: Period,
    clients: Clients,
    spells: Spells,
    trajectories: Trajectories,
    has_plan: Flags,
) -> Plans:
    row = np.flatnonzero(has_plan)
    spell, offered, started = (
        cells[row] for cells in (trajectories.spell, trajectories.offered, trajectories.started)
    )
    last = np.minimum(spells.exit[spell], period.last_day)
    start = np.where(started == NEVER, offered + 20, started)
    return Plans(
        client=spells.client[spell],
        number=trajectories.number(clients, spells)[row],
        type=trajectories.type[row],
        offered=offered,
        drawn_up=between(random, offered, np.minimum(start, last), len(row)),
        last=last,
        over=trajectories.ended[row] != NEVER,
    )


def _without_trajectory(
    random: np.random.Generator,
    period: Period,
    clients: Clients,
    spells: Spells,
    planned: Whole,
) -> Plans:
    """Return plans of clients on benefit for whom no trajectory was found yet: nothing offered."""
    size = len(spells.start)
    who = happens(random, _WITHOUT_TRAJECTORY, size) & (spells.exit == NEVER)
    who[planned] = False
    drawn_up = np.maximum(spells.decided, period.first_day) + between(random, 5, 150, size)
    row = np.flatnonzero(who & (drawn_up <= period.last_day))
    return Plans(
        client=spells.client[row],
        number=spells.number(clients)[row] * 10 + _WITHOUT_ROUND,
        type=choose_by(random, TYPE_OF_STAYERS, spells.phase[row]),
        offered=np.full(len(row), NEVER),
        drawn_up=drawn_up[row],
        last=np.full(len(row), period.last_day),
        over=np.zeros(len(row), dtype=np.bool_),
    )


def plan_ids(number: Whole) -> pa.Array:
    """Return the identifiers of plans."""
    return numbered("L", number, 10)


def plan_tables(block: Block, clients: Clients, plans: Plans) -> dict[str, pa.Table]:
    """Return the table of plans.

    A plan in draft is not signed, and some definitive ones are not either; some clients say why.
    """
    random, size, over = block.chance("plan rows"), len(plans.client), plans.over
    status = np.where(over, choose(random, (90, 6, 4), size), choose(random, (90, 7, 3), size))
    signed = np.minimum(plans.drawn_up + between(random, 0, 25, size), plans.last)
    definitive = status == 0
    by_client = definitive & happens(random, np.where(over, *_SIGNED_BY_CLIENT), size)
    by_municipality = definitive & happens(random, np.where(over, 0.9, 0.95), size)
    refuses = definitive & ~by_client & happens(random, _REFUSES, size)
    kind = plans.type
    reasoned = np.where(definitive | happens(random, _DRAFT_WITH_REASONS, size), kind, -1)
    entered = record(random, plans.drawn_up, median_days=6)
    rows = {
        "plan_id": plan_ids(plans.number),
        "person_id": clients.id.take(pa.array(plans.client)),
        "status": coded(("definitive", "draft", "global"), status),
        "goal": coded(_GOALS, np.where(kind == SOCIAL, 2, kind // 3)),
        "offered_on": plans.offered,
        "drawn_up_on": plans.drawn_up,
        "client_signed_on": np.where(by_client, signed, NEVER),
        "municipality_signed_on": np.where(by_municipality, signed, NEVER),
        "client_wish": written(random, WISHES, kind),
        "motive": written(random, MOTIVES, reasoned),
        "fit": written(random, FITS, reasoned),
        "expected_result": written(random, EXPECTED_RESULTS, reasoned),
        "expected_cost_cents": _expected_costs(random, kind),
        "refusal": written(random, REFUSALS, np.where(refuses, 0, -1)),
        "recorded_at": entered,
        "source": "tracking system",
    }
    signed_on = np.where(by_client | by_municipality | refuses, signed, NEVER)
    moments = {"signed_at": later_of(entered, record(random, signed_on, median_days=8))}
    content = split(make_table("plans", rows, moments), "signed_at", _BEFORE_SIGNATURES)
    return {"plans": finish("plans", content)}


_BEFORE_SIGNATURES = {
    "status": "draft",
    "client_signed_on": None,
    "municipality_signed_on": None,
    "refusal": None,
}


def _expected_costs(random: np.random.Generator, kind: Whole) -> Whole:
    """Return whole tens of euros, in cents, by type of trajectory."""
    euros = skewed(random, np.array(_COSTS)[kind], 0.3, len(kind))
    return (euros / 10).astype(np.int64) * 1_000
