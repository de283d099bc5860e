"""Sanctions, and signals that asked for attention."""

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.people import Block, Clients
from trede.synthesis.randomness import NEVER, between, choose, happens, until
from trede.synthesis.rates import EXIT_REASONS
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.versions import finish, later_of, record, split

DUTIES = ("information", "administrative", "accept_work", "apply", "cooperate")
CULPABILITY = ("normal", "reduced", "gross", "intent", "none")
DECISIONS = ("imposed", "warning", "no_sanction", "waived", "suspended")
RULES = ("no_contact_for_half_a_year", "exemption_review_due", "trajectory_over", "report_late")
OUTCOMES = ("done", "no_action_needed", "passed_on", "postponed", "unfounded")

_SANCTIONED = 0.06
_SANCTIONED_BEFORE_INFORMATION_EXIT = 0.5
_SIGNALLED = 0.2
_HANDLED = 0.75


def enforcement_tables(block: Block, clients: Clients, spells: Spells) -> dict[str, pa.Table]:
    """Return the tables of sanctions and signals."""
    random = block.chance("enforcement")
    return {
        "sanctions": _sanctions(random, block, clients, spells),
        "signals": _signals(random, block, clients, spells),
    }


def _sanctions(
    random: np.random.Generator, block: Block, clients: Clients, spells: Spells
) -> pa.Table:
    """Proposals on a day of the benefit; a decision follows, sometimes after the benefit ended."""
    size, last_day = len(spells.start), block.period.last_day
    uninformed = spells.reason == EXIT_REASONS.index("no_information")
    chance = np.where(uninformed, _SANCTIONED_BEFORE_INFORMATION_EXIT, _SANCTIONED)
    row = np.flatnonzero(happens(random, chance, size))
    first = np.maximum(spells.start, block.period.first_day)[row]
    proposed = between(random, first, np.minimum(spells.exit[row], last_day), len(row))
    decided = until(proposed + between(random, 7, 56, len(row)), last_day)
    decision = np.where(decided == NEVER, -1, choose(random, (60, 18, 14, 4, 4), len(row)))
    imposed = decision == 0
    amount = choose(random, (30, 45, 20, 5), len(row))
    applies = np.where(imposed, decided + 15, NEVER)
    entered = record(random, proposed, median_days=3)
    duty = np.where(uninformed[row], 0, choose(random, (35, 15, 10, 20, 20), len(row)))
    rows = {
        "sanction_id": numbered("X", spells.number(clients)[row], 9),
        "person_id": clients.id.take(pa.array(spells.client[row])),
        "duty": coded(DUTIES, duty),
        "culpability": coded(CULPABILITY, choose(random, (60, 22, 6, 2, 10), len(row))),
        "proposed_on": proposed,
        "decided_on": decided,
        "decision": coded(DECISIONS, decision),
        "amount_cents": np.where(imposed, np.array([4825, 9650, 19300, 96500])[amount], NEVER),
        "applies_from": applies,
        "applies_until": np.where(imposed, applies + 30, NEVER),
        "recorded_at": entered,
        "source": "benefit system",
    }
    moments = {"decided_at": later_of(entered, record(random, decided, median_days=4))}
    undecided = dict.fromkeys(
        ("decided_on", "decision", "amount_cents", "applies_from", "applies_until")
    )
    content = split(make_table("sanctions", rows, moments), "decided_at", undecided)
    return finish("sanctions", content)


def _signals(
    random: np.random.Generator, block: Block, clients: Clients, spells: Spells
) -> pa.Table:
    size, last_day = len(spells.start), block.period.last_day
    row = np.flatnonzero(happens(random, _SIGNALLED, size))
    first = np.maximum(spells.start, block.period.first_day)[row]
    raised = between(random, first, np.minimum(spells.exit[row], last_day), len(row))
    handled = until(raised + between(random, 1, 90, len(row)), last_day)
    handled = np.where(happens(random, _HANDLED, len(row)), handled, NEVER)
    outcome = np.where(handled == NEVER, -1, choose(random, (55, 20, 10, 10, 5), len(row)))
    entered = record(random, raised, median_days=0.5)
    rows = {
        "signal_id": numbered("Y", spells.number(clients)[row], 9),
        "person_id": clients.id.take(pa.array(spells.client[row])),
        "rule": coded(RULES, choose(random, (40, 25, 20, 15), len(row))),
        "raised_on": raised,
        "due_on": raised + 28,
        "handled_on": handled,
        "outcome": coded(OUTCOMES, outcome),
        "recorded_at": entered,
        "source": "tracking system",
    }
    moments = {"handled_at": later_of(entered, record(random, handled, median_days=2))}
    content = make_table("signals", rows, moments)
    return finish("signals", split(content, "handled_at", {"handled_on": None, "outcome": None}))
