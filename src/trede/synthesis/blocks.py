"""All rows about a block of clients, drawn together."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from trede.synthesis.applications import application_tables
from trede.synthesis.appointments import appointment_tables, draw_appointments
from trede.synthesis.attendance import attendance_tables
from trede.synthesis.benefit_rows import benefit_tables
from trede.synthesis.benefits import draw_spells
from trede.synthesis.case_managers import case_manager_tables, draw_spans
from trede.synthesis.commissioned import Drawn, under_contract
from trede.synthesis.commissions import draw_commissions
from trede.synthesis.diagnoses import diagnosis_tables
from trede.synthesis.enforcement import enforcement_tables
from trede.synthesis.guidance import guidance_tables
from trede.synthesis.ladders import classification_tables
from trede.synthesis.obligations import (
    draw_exemptions,
    obligation_tables,
    obligations_at_inflow,
)
from trede.synthesis.own_purchases import own_purchase_tables
from trede.synthesis.participations import draw_participations, participation_tables
from trede.synthesis.payments import payment_tables
from trede.synthesis.people import Block, draw_clients, people_tables
from trede.synthesis.plans import draw_plans, plan_tables, trajectories_with_plan
from trede.synthesis.portfolio import Portfolio
from trede.synthesis.premium_claims import claim_tables
from trede.synthesis.presence import presence_tables
from trede.synthesis.proposed_plans import plan_proposal_tables
from trede.synthesis.provider_reports import report_tables
from trede.synthesis.randomness import Period
from trede.synthesis.referrals import referral_tables
from trede.synthesis.trajectories import draw_trajectories
from trede.synthesis.trajectory_rows import trajectory_tables
from trede.synthesis.unemployment import draw_unemployed, unemployment_tables
from trede.synthesis.work import draw_placements, work_tables

CLIENTS_PER_BLOCK = 25_000
"""What is drawn for a client depends on the seed and on the block, and on nothing else."""


def make_block(
    seed: int, index: int, clients: int, period: Period, portfolio: Portfolio
) -> Mapping[str, pa.Table]:
    """Return the rows of all tables about one block of a municipality with so many clients."""
    first = index * CLIENTS_PER_BLOCK
    numbers = np.arange(first, min(first + CLIENTS_PER_BLOCK, clients), dtype=np.int64)
    block = Block(seed, index, numbers, period, clients)
    people = draw_clients(block)
    spells, waiting = draw_spells(block, people)
    exemptions = draw_exemptions(block, spells)
    trajectories = draw_trajectories(block, spells)
    participations = draw_participations(block, people, spells, trajectories, portfolio)
    commissions = draw_commissions(block, portfolio, trajectories, participations)
    placements = draw_placements(block, spells)
    unemployed = draw_unemployed(block, people, spells, placements)
    spans = draw_spans(block, people, spells, waiting, unemployed)
    appointments = draw_appointments(block, people, spells, trajectories, commissions, placements)
    has_plan = trajectories_with_plan(block, trajectories)
    plans = draw_plans(block, people, spells, trajectories, has_plan)
    obligation = obligations_at_inflow(block, spells, exemptions)
    commissioned = under_contract(block, portfolio, trajectories, participations)
    drawn = Drawn(
        block=block,
        clients=people,
        spells=spells,
        spans=spans,
        placements=placements,
        portfolio=portfolio,
        trajectories=trajectories,
        commissions=commissions,
        participations=commissioned,
    )
    return {
        **people_tables(block, people),
        **application_tables(block, people, spells, waiting),
        **benefit_tables(block, people, spells),
        **obligation_tables(block, people, spells, exemptions),
        **unemployment_tables(block, people, unemployed),
        **classification_tables(block, people, spells, obligation),
        **diagnosis_tables(block, people, spells),
        **plan_tables(block, people, plans),
        **trajectory_tables(block, people, spells, trajectories, commissions, has_plan),
        **participation_tables(block, people, portfolio, participations),
        **attendance_tables(block, people, spells, trajectories),
        **payment_tables(block, people, portfolio, participations, placements),
        **work_tables(block, people, spells, placements),
        **case_manager_tables(block, people, spans),
        **appointment_tables(block, people, appointments),
        **guidance_tables(block, people, spells, waiting, placements, appointments, spans),
        **enforcement_tables(block, people, spells, spans),
        **referral_tables(drawn),
        **plan_proposal_tables(drawn),
        **report_tables(drawn),
        **presence_tables(drawn),
        **claim_tables(drawn),
        **own_purchase_tables(drawn),
    }
