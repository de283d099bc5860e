"""Participations in contracts: which contract, to norm or not, approved or not."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.people import Block, Clients, Entry
from trede.synthesis.portfolio import Portfolio, contract_ids, provider_ids
from trede.synthesis.randomness import (
    NEVER,
    Flags,
    Whole,
    between,
    choose,
    happens,
    skewed,
)
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.trajectories import (
    BROKEN_OFF_EXITED,
    BROKEN_OFF_STAYED,
    GOAL_NOT_MET,
    SOCIAL,
    Trajectories,
)
from trede.synthesis.versions import correct, finish, later_of, record, split

COMPLETED, RUNNING, BROKEN_OFF = 0, 1, 2
STATUSES = ("completed", "running", "broken_off")
KINDS = ("training", "activation", "posting", "internship")
POSTING, INTERNSHIP = 2, 3

_NO_CONTRACT = NEVER
_SECOND_IN_TRAJECTORY = 0.65
_OUTSIDE_OF_SOCIAL, _OUTSIDE_OTHERS = 0.45, 0.08
_TO_NORM_IF_GOAL_NOT_MET, _TO_NORM = 0.75, 0.97
_APPROVED = 0.96


@dataclass(frozen=True)
class Participations:
    """Participations of a block.

    ``contract`` is a place in the portfolio, or NEVER for an activity outside the contracts for
    rungs 3 to 5; ``trajectory`` is NEVER for clients without benefit.
    """

    client: Whole
    number: Whole
    trajectory: Whole
    contract: Whole
    kind: Whole
    start: Whole
    ended: Whole
    status: Whole
    meets_norm: Flags
    approved: Flags

    def where(self, chosen: Flags) -> "Participations":
        """Return the chosen participations."""
        return Participations(**{name: cells[chosen] for name, cells in self.__dict__.items()})


def draw_participations(
    block: Block,
    clients: Clients,
    spells: Spells,
    trajectories: Trajectories,
    portfolio: Portfolio,
) -> Participations:
    """Draw the participations of a block, in trajectories and of clients without benefit."""
    random = block.chance("participations")
    within = _in_trajectories(random, block, clients, spells, trajectories)
    outside = _without_benefit(random, block, clients)
    contract = _contracts(random, clients, spells, trajectories, portfolio, within)
    within = Participations(**{**within.__dict__, "contract": contract})
    return Participations(
        **{
            name: np.concatenate([getattr(within, name), getattr(outside, name)])
            for name in Participations.__dataclass_fields__
        }
    )


def _in_trajectories(
    random: np.random.Generator,
    block: Block,
    clients: Clients,
    spells: Spells,
    trajectories: Trajectories,
) -> Participations:
    """One participation for every trajectory that started; often another one follows on it."""
    first = np.flatnonzero(trajectories.started != NEVER)
    start = between(
        random, trajectories.started[first], trajectories.started[first] + 20, len(first)
    )
    last = np.minimum(trajectories.ended[first], block.period.last_day)
    start = np.minimum(start, last)
    halfway = start + between(random, 45, 170, len(first))
    twice = happens(random, _SECOND_IN_TRAJECTORY, len(first)) & (halfway < last)
    row = np.concatenate([first, first[twice]])
    start = np.concatenate([start, halfway[twice] + 1])
    followed = np.concatenate([twice, np.zeros(np.count_nonzero(twice), dtype=np.bool_)])
    second = np.arange(len(row)) >= len(first)
    size = len(row)
    ended = trajectories.ended[row]
    ended[: len(first)] = np.where(twice, halfway, ended[: len(first)])
    result = trajectories.result[row]
    broken = (result == BROKEN_OFF_STAYED) & ~followed
    broken |= (result == BROKEN_OFF_EXITED) & ~followed & happens(random, 0.5, size)
    status = np.select([ended == NEVER, broken], [RUNNING, BROKEN_OFF], COMPLETED)
    unmet = (result == GOAL_NOT_MET) & ~followed
    return Participations(
        client=spells.client[trajectories.spell[row]],
        number=trajectories.number(clients, spells)[row] * 10 + second,
        trajectory=row,
        contract=np.full(size, _NO_CONTRACT),
        kind=np.where(trajectories.type[row] == SOCIAL, 1, choose(random, (6, 4), size)),
        start=start,
        ended=ended,
        status=status,
        meets_norm=happens(random, np.where(unmet, _TO_NORM_IF_GOAL_NOT_MET, _TO_NORM), size),
        approved=happens(random, _APPROVED, size),
    )


def _contracts(
    random: np.random.Generator,
    clients: Clients,
    spells: Spells,
    trajectories: Trajectories,
    portfolio: Portfolio,
    within: Participations,
) -> Whole:
    """Draw the contracts, so that clients who go to work are spread as each contract's rate says.

    Of those who go to work, more take part outside of the contracts (in wage-cost subsidies, for
    instance), so that the contracts together have the share to work that was published.
    """
    size = len(within.client)
    to_work = works_in_the_end(clients, spells)[within.client]
    social = trajectories.type[within.trajectory] == SOCIAL
    outside = happens(random, np.where(social, _OUTSIDE_OF_SOCIAL, _OUTSIDE_OTHERS), size)
    counted = ~outside & (within.status == COMPLETED) & within.meets_norm & within.approved
    workers = int(np.count_nonzero(to_work & counted))
    others = int(np.count_nonzero(~to_work & counted))
    odds = portfolio.share_to_work / (1 - portfolio.share_to_work)
    outside |= to_work & happens(random, 1 - min(1.0, odds * others / max(workers, 1)), size)
    contract = np.where(
        to_work,
        choose(random, portfolio.chance_of_work, size),
        choose(random, portfolio.chance_of_other, size),
    )
    return np.where(outside, _NO_CONTRACT, contract)


def works_in_the_end(clients: Clients, spells: Spells) -> Flags:
    """Return for every client whether the last spell of benefit ended in work."""
    works = np.zeros(len(clients.number), dtype=np.bool_)
    works[spells.client] = spells.to_work
    return works


def _without_benefit(random: np.random.Generator, block: Block, clients: Clients) -> Participations:
    """Return postings and internships of clients who have no benefit."""
    row = np.flatnonzero(clients.entry == Entry.WITHOUT_BENEFIT)
    size, start = len(row), clients.first_start[row]
    ended = start + skewed(random, 280, 0.5, size).astype(np.int64)
    ended = np.where(ended <= block.period.last_day, ended, NEVER)
    return Participations(
        client=row,
        number=clients.number[row] * 1000 + 999,
        trajectory=np.full(size, NEVER),
        contract=np.full(size, _NO_CONTRACT),
        kind=choose(random, (0, 0, 80, 20), size),
        start=start,
        ended=ended,
        status=np.where(ended == NEVER, RUNNING, COMPLETED),
        meets_norm=np.ones(size, dtype=np.bool_),
        approved=np.ones(size, dtype=np.bool_),
    )


def participation_tables(
    block: Block, clients: Clients, portfolio: Portfolio, participations: Participations
) -> dict[str, pa.Table]:
    """Return the table of participations, with what was known of them while they ran."""
    random = block.chance("participation rows")
    inside = participations.contract != _NO_CONTRACT
    place = np.where(inside, participations.contract, 0)
    rung = np.where(inside, portfolio.rung[place] - 1, np.where(participations.kind == 1, 1, 5))
    over = participations.ended != NEVER
    entered = record(random, participations.start, median_days=10)
    rows = {
        "participation_id": participation_ids(participations.number),
        "person_id": clients.id.take(pa.array(participations.client)),
        "contract_id": contract_ids(participations.contract),
        "provider_id": provider_ids(np.where(inside, portfolio.provider[place], NEVER)),
        "name": coded(
            ("activiteit binnen een contract", "ondersteunende activiteit"),
            (~inside).astype(np.int64),
        ),
        "kind": coded(KINDS, participations.kind),
        "rung": coded(("1", "2", "3", "4", "5", "supporting"), rung),
        "starts_on": participations.start,
        "ends_on": np.where(over, participations.ended + 1, NEVER),
        "status": coded(STATUSES, participations.status),
        "meets_norm": np.where(over, participations.meets_norm, NEVER),
        "approved": np.where(over, participations.approved & participations.meets_norm, NEVER),
        "free_of_charge": inside & portfolio.free[place],
        "recorded_at": entered,
        "source": "tracking system",
    }
    moments = {"ended_at": later_of(entered, record(random, participations.ended, median_days=25))}
    running = {"ends_on": None, "status": "running", "meets_norm": None, "approved": None}
    content = split(make_table("participations", rows, moments), "ended_at", running)
    wrong = coded(STATUSES, np.full(len(content), BROKEN_OFF))
    content = correct(random, content, block.period, 0.03, {"status": wrong})
    return {"participations": finish("participations", content)}


def participation_ids(number: Whole) -> pa.Array:
    """Return the identifiers of participations."""
    return numbered("D", number, 11)
