"""Signals that asked for attention, and the sanctions that followed from some."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.case_managers import Spans, staff_of
from trede.synthesis.people import Block, Clients
from trede.synthesis.randomness import (
    NEVER,
    Flags,
    Whole,
    between,
    choose,
    choose_by,
    happens,
    skewed,
    table_of,
    until,
)
from trede.synthesis.rates import EXIT_REASONS, TRAJECTORY_TYPES, benefit_a_month
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import BREACHES, FINDINGS, SANCTION_MOTIVES, written
from trede.synthesis.versions import finish, later_of, record, split

DUTIES = ("information", "administrative", "accept_work", "apply", "cooperate")
CULPABILITY = ("normal", "reduced", "gross", "intent", "none")
DECISIONS = ("imposed", "warning", "no_sanction", "waived", "suspended")
RULES = (
    "no_contact_for_half_a_year",
    "exemption_review_due",
    "trajectory_over",
    "report_late",
    "no_show",
    "income_not_reported",
    "form_missing",
)
OUTCOMES = ("done", "no_action_needed", "passed_on", "postponed", "unfounded")

_RULE_OF_DUTY = table_of(
    [
        [0, 0, 0, 0, 0, 1, 0],
        [0, 0, 0, 0, 0, 0, 1],
        [0, 0, 0, 0, 1, 0, 0],
        [0, 0, 0, 1, 1, 0, 0],
        [0, 0, 0, 0, 1, 0, 0],
    ]
)
_OF_REINTEGRATION = 2
_INFORMATION = DUTIES.index("information")
_SANCTIONED = 0.06
_SANCTIONED_BEFORE_INFORMATION_EXIT = 0.5
_FOLLOWS_FROM_SIGNAL, _DAMAGE = 0.6, 0.6
_DECIDED_LATE = 0.25
_SIGNALLED = 0.2
_HANDLED, _LOOKED_INTO = 0.75, 0.35
_PERCENTAGES = (5, 10, 20, 100)
"""Lowerings, in percent of a month; rwi-2004 E3: at most one month."""

_OPEN_AT_MOST = 120
_DAMAGE_CENTS = 45_000
_INTEREST_PERCENT, _COST_PERCENT = 2, 15
"""Of the damage: made up, as is the damage itself."""


@dataclass(frozen=True)
class Sanctions:
    """Proposals of sanctions; ``signalled`` tells which followed from a signal."""

    spell: Whole
    duty: Whole
    proposed: Whole
    decided: Whole
    signalled: Flags


@dataclass(frozen=True)
class Signals:
    """Signals; ``looked_into`` and ``handled`` are NEVER where that has not been done."""

    spell: Whole
    ordinal: Whole
    rule: Whole
    raised: Whole
    looked_into: Whole
    handled: Whole
    outcome: Whole


def enforcement_tables(
    block: Block, clients: Clients, spells: Spells, spans: Spans
) -> dict[str, pa.Table]:
    """Return the tables of sanctions and signals."""
    random = block.chance("enforcement")
    sanctions = _draw_sanctions(random, block, spells)
    parts = (_draw_signals(random, block, spells), _signals_before(random, spells, sanctions))
    names = Signals.__dataclass_fields__
    signals = Signals(
        **{name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    )
    return {
        "sanctions": _sanction_rows(random, block, clients, spells, spans, sanctions),
        "signals": _signal_rows(random, clients, spells, signals),
    }


def _draw_sanctions(random: np.random.Generator, block: Block, spells: Spells) -> Sanctions:
    """Proposals on a day of the benefit; a decision follows, sometimes after the benefit ended."""
    size, last_day = len(spells.start), block.period.last_day
    uninformed = spells.reason == EXIT_REASONS.index("no_information")
    chance = np.where(uninformed, _SANCTIONED_BEFORE_INFORMATION_EXIT, _SANCTIONED)
    row = np.flatnonzero(happens(random, chance, size))
    first = np.maximum(spells.start, block.period.first_day)[row]
    proposed = between(random, first, np.minimum(spells.exit[row], last_day), len(row))
    taken = between(random, 7, 56, len(row)) + 60 * happens(random, _DECIDED_LATE, len(row))
    decided = until(proposed + taken, last_day)
    duty = np.where(uninformed[row], _INFORMATION, choose(random, (35, 15, 10, 20, 20), len(row)))
    signalled = happens(random, _FOLLOWS_FROM_SIGNAL, len(row))
    return Sanctions(row, duty, proposed, decided, signalled)


def _sanction_rows(
    random: np.random.Generator,
    block: Block,
    clients: Clients,
    spells: Spells,
    spans: Spans,
    sanctions: Sanctions,
) -> pa.Table:
    row, size, decided = sanctions.spell, len(sanctions.spell), sanctions.decided
    decision = np.where(decided == NEVER, -1, choose(random, (60, 18, 14, 4, 4), size))
    imposed, staff = decision == 0, staff_of(block)
    percentage = np.array(_PERCENTAGES)[choose(random, (30, 45, 20, 5), size)]
    amount = percentage * benefit_a_month(block.period) // 100
    applies = np.where(imposed, decided + 15, NEVER)
    entered = record(random, sanctions.proposed, median_days=3)
    manager = staff.manager_on(clients, spans, spells.client[row], sanctions.proposed)
    kind = choose(random, (30, 25, 15, 10, 20), size)
    informed = until(decided + between(random, 0, 6, size), block.period.last_day)
    rows = {
        "sanction_id": numbered("X", spells.number(clients)[row], 9),
        "person_id": clients.id.take(pa.array(spells.client[row])),
        "duty": coded(DUTIES, sanctions.duty),
        "culpability": coded(CULPABILITY, choose(random, (60, 22, 6, 2, 10), size)),
        "signal_id": signal_ids(
            np.where(sanctions.signalled, _signal_numbers(clients, spells, row, 1), NEVER)
        ),
        "trajectory_kind": coded(
            TRAJECTORY_TYPES, np.where(sanctions.duty >= _OF_REINTEGRATION, kind, -1)
        ),
        **_damages_and_claims(random, sanctions),
        "percentage": percentage,
        "motive": written(random, SANCTION_MOTIVES, np.zeros(size, dtype=np.int64)),
        "proposed_by": staff.manager_ids(manager),
        "decided_by": staff.leader_ids(np.where(decided == NEVER, NEVER, manager)),
        "notified_on": np.where(imposed, informed, NEVER),
        "proposed_on": sanctions.proposed,
        "decided_on": decided,
        "decision": coded(DECISIONS, decision),
        "amount_cents": np.where(imposed, amount, NEVER),
        "applies_from": applies,
        "applies_until": np.where(imposed, applies + 30, NEVER),
        "recorded_at": entered,
        "source": "benefit system",
    }
    known = np.where(rows["notified_on"] == NEVER, decided, rows["notified_on"])
    moments = {"decided_at": later_of(entered, record(random, known, median_days=4))}
    undecided = dict.fromkeys(_KNOWN_AT_DECISION)
    content = split(make_table("sanctions", rows, moments), "decided_at", undecided)
    return finish("sanctions", content)


_KNOWN_AT_DECISION = (
    "decided_on",
    "decision",
    "decided_by",
    "notified_on",
    "amount_cents",
    "applies_from",
    "applies_until",
)


def _damages(random: np.random.Generator, sanctions: Sanctions) -> Whole:
    """Return what was paid too much where income or a change was not reported, else nothing."""
    size = len(sanctions.duty)
    harmed = (sanctions.duty == _INFORMATION) & happens(random, _DAMAGE, size)
    cents = skewed(random, _DAMAGE_CENTS, 1.0, size).astype(np.int64)
    return np.where(harmed, cents, np.where(sanctions.duty == _INFORMATION, 0, NEVER))


def _damages_and_claims(random: np.random.Generator, sanctions: Sanctions) -> dict[str, Whole]:
    """Return the damage in cents and what is claimed back of it, with interest and cost."""
    damage = _damages(random, sanctions)
    harmed = damage > 0
    return {
        "damage_cents": damage,
        "claimed_cents": np.where(harmed, damage, NEVER),
        "claimed_interest_cents": np.where(harmed, damage * _INTEREST_PERCENT // 100, NEVER),
        "claimed_cost_cents": np.where(harmed, damage * _COST_PERCENT // 100, NEVER),
    }


def _draw_signals(random: np.random.Generator, block: Block, spells: Spells) -> Signals:
    """Signals of all kinds; some are looked into and not dealt with yet, others neither."""
    last_day = block.period.last_day
    row = np.flatnonzero(happens(random, _SIGNALLED, len(spells.start)))
    size = len(row)
    first = np.maximum(spells.start, block.period.first_day)[row]
    raised = between(random, first, np.minimum(spells.exit[row], last_day), size)
    handled = until(raised + between(random, 1, 90, size), last_day)
    lately = raised > last_day - _OPEN_AT_MOST
    handles = ~lately | happens(random, _HANDLED, size)
    handled = np.where(handles, handled, NEVER)
    looked_into = until(raised + between(random, 1, 40, size), np.minimum(handled, last_day))
    looks = (handled != NEVER) | happens(random, _LOOKED_INTO, size)
    return Signals(
        spell=row,
        ordinal=np.zeros(size, dtype=np.int64),
        rule=choose(random, (30, 20, 16, 12, 12, 6, 4), size),
        raised=raised,
        looked_into=np.where(looks, looked_into, NEVER),
        handled=handled,
        outcome=np.where(handled == NEVER, -1, choose(random, (55, 20, 10, 10, 5), size)),
    )


def _signals_before(random: np.random.Generator, spells: Spells, sanctions: Sanctions) -> Signals:
    """Return the signals that sanctions followed from; dealt with by the proposal."""
    chosen = np.flatnonzero(sanctions.signalled)
    row, handled, size = sanctions.spell[chosen], sanctions.proposed[chosen], len(chosen)
    raised = np.maximum(handled - between(random, 3, 40, size), spells.start[row])
    return Signals(
        spell=row,
        ordinal=np.ones(size, dtype=np.int64),
        rule=choose_by(random, _RULE_OF_DUTY, sanctions.duty[chosen]),
        raised=raised,
        looked_into=between(random, raised, handled, size),
        handled=handled,
        outcome=np.zeros(size, dtype=np.int64),
    )


def _signal_numbers(clients: Clients, spells: Spells, spell: Whole, ordinal: int | Whole) -> Whole:
    return spells.number(clients)[spell] * 10 + ordinal


def signal_ids(number: Whole) -> pa.Array:
    """Return the identifiers of signals."""
    return numbered("Y", number, 10)


def _signal_rows(
    random: np.random.Generator, clients: Clients, spells: Spells, signals: Signals
) -> pa.Table:
    row = signals.spell
    entered = record(random, signals.raised, median_days=0.5)
    found = np.where(signals.looked_into == NEVER, -1, 0)
    rows = {
        "signal_id": signal_ids(_signal_numbers(clients, spells, row, signals.ordinal)),
        "person_id": clients.id.take(pa.array(spells.client[row])),
        "rule": coded(RULES, signals.rule),
        "description": written(random, BREACHES, signals.rule),
        "looked_into_on": signals.looked_into,
        "finding": written(random, FINDINGS, found),
        "raised_on": signals.raised,
        "due_on": signals.raised + 28,
        "handled_on": signals.handled,
        "outcome": coded(OUTCOMES, signals.outcome),
        "recorded_at": entered,
        "source": "tracking system",
    }
    looked_at = later_of(entered, record(random, signals.looked_into, median_days=1))
    handled_at = record(random, signals.handled, median_days=2)
    first = np.where(looked_at == NEVER, entered, looked_at)
    moments = {"looked_at": looked_at, "handled_at": later_of(first, handled_at)}
    content = make_table("signals", rows, moments)
    unhandled: dict[str, str | None] = {"handled_on": None, "outcome": None}
    unseen = {**unhandled, "looked_into_on": None, "finding": None}
    content = split(content, "looked_at", unseen)
    return finish("signals", split(content, "handled_at", unhandled))
