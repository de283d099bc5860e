"""All rows about a block of clients, drawn together."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from trede.synthesis.benefit_rows import benefit_tables
from trede.synthesis.benefits import draw_spells
from trede.synthesis.enforcement import enforcement_tables
from trede.synthesis.guidance import guidance_tables
from trede.synthesis.ladders import classification_tables
from trede.synthesis.obligations import (
    draw_exemptions,
    obligation_tables,
    obligations_at_inflow,
)
from trede.synthesis.participations import draw_participations, participation_tables
from trede.synthesis.payments import payment_tables
from trede.synthesis.people import Block, draw_clients, people_tables
from trede.synthesis.plans import plan_tables
from trede.synthesis.portfolio import Portfolio
from trede.synthesis.randomness import Period
from trede.synthesis.trajectories import draw_trajectories
from trede.synthesis.work import draw_placements, work_tables

CLIENTS_PER_BLOCK = 25_000
"""What is drawn for a client depends on the seed and on the block, and on nothing else."""


def make_block(
    seed: int, index: int, clients: int, period: Period, portfolio: Portfolio
) -> Mapping[str, pa.Table]:
    """Return the rows of all tables about one block of a municipality with so many clients."""
    first = index * CLIENTS_PER_BLOCK
    numbers = np.arange(first, min(first + CLIENTS_PER_BLOCK, clients), dtype=np.int64)
    block = Block(seed, index, numbers, period)
    people = draw_clients(block)
    spells = draw_spells(block, people)
    exemptions = draw_exemptions(block, spells)
    trajectories = draw_trajectories(block, spells)
    participations = draw_participations(block, people, spells, trajectories, portfolio)
    placements = draw_placements(block, spells)
    obligation = obligations_at_inflow(block, spells, exemptions)
    return {
        **people_tables(block, people),
        **benefit_tables(block, people, spells),
        **obligation_tables(block, people, spells, exemptions),
        **classification_tables(block, people, spells, obligation),
        **plan_tables(block, people, spells, trajectories),
        **participation_tables(block, people, portfolio, participations),
        **payment_tables(block, people, portfolio, participations, placements),
        **work_tables(block, people, spells, placements),
        **guidance_tables(block, people, spells),
        **enforcement_tables(block, people, spells),
    }
