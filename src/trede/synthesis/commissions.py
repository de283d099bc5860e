"""Who carries out which trajectory, and under which contract."""

from dataclasses import dataclass

import numpy as np

from trede.synthesis.participations import Participations
from trede.synthesis.people import Block
from trede.synthesis.portfolio import COMPANIES, Portfolio
from trede.synthesis.randomness import NEVER, Whole, choose, happens
from trede.synthesis.trajectories import Trajectories

_WITHOUT_CONTRACT = 0.6


@dataclass(frozen=True)
class Commissions:
    """The company and the contract of every trajectory; NEVER without one.

    A trajectory without a contract is carried out by a company that was asked for this client
    alone, or by the municipality itself.
    """

    provider: Whole
    contract: Whole


def draw_commissions(
    block: Block,
    portfolio: Portfolio,
    trajectories: Trajectories,
    participations: Participations,
) -> Commissions:
    """Return the contract in which the client first takes part; for offers, one that would fit."""
    random, size = block.chance("commissions"), len(trajectories.spell)
    offered = choose(random, portfolio.chance_of_other, size)
    contract = np.where(trajectories.started == NEVER, offered, NEVER)
    inside = np.flatnonzero(
        (participations.trajectory != NEVER) & (participations.contract != NEVER)
    )
    inside = inside[::-1]
    contract[participations.trajectory[inside]] = participations.contract[inside]
    alone = np.where(
        happens(random, _WITHOUT_CONTRACT, size),
        choose(random, np.ones(len(COMPANIES)), size),
        NEVER,
    )
    place = np.where(contract == NEVER, 0, contract)
    return Commissions(np.where(contract == NEVER, alone, portfolio.provider[place]), contract)
