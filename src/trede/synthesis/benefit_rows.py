"""Rows of benefit spells: applied, decided and started on three days, their ends entered late."""

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import UNKNOWN, Spells
from trede.synthesis.people import Block, Clients, household_ids, parties
from trede.synthesis.randomness import NEVER, Whole, between, choose, happens
from trede.synthesis.rates import (
    BENEFIT_A_MONTH,
    CONTRACT_OF_EXIT,
    DECIDED_WITHIN_THREE_MONTHS,
    EXIT_REASONS,
)
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.versions import correct, finish, later_of, record, split

CONTRACT_KINDS = ("temporary", "permanent", "subsidised", "other_or_unknown")
SCHEMES = ("ABW", "WWB", "PW", "IOAW", "IOAZ")

_STILL_RUNNING = dict.fromkeys(
    ("ends_on", "undated_end", "exit_reason", "destination", "contract_kind")
)
_OLDER_SCHEMES_FROM_DAYS = 50 * 365
_WWB_FROM, _PARTICIPATION_ACT_FROM = 12418, 16436
"""1 January 2004 and 1 January 2015."""


def benefit_tables(block: Block, clients: Clients, spells: Spells) -> dict[str, pa.Table]:
    """Return the table of benefit spells, with what was known of them before they ended."""
    random, size = block.chance("benefit rows"), len(spells.start)
    quick = between(random, 0, 60, size)
    slow = between(random, 95, 220, size)
    taken = np.where(happens(random, DECIDED_WITHIN_THREE_MONTHS, size), quick, slow)
    decided = np.minimum(spells.start + taken, np.minimum(spells.exit, block.period.last_day))
    dated_exit = np.where(spells.undated, NEVER, spells.exit)
    entered = record(random, np.maximum(decided, spells.start), median_days=3)
    ended = record(random, spells.exit, median_days=18, spread=1.0)
    client = pa.array(spells.client)
    contract = np.where(spells.to_work, choose(random, CONTRACT_OF_EXIT, size), -1)
    rows = {
        "spell_id": numbered("S", spells.number(clients)),
        "person_id": clients.id.take(client),
        "household_id": household_ids(clients).take(client),
        "party": parties(clients).take(client),
        "scheme": coded(SCHEMES, _schemes(random, clients, spells)),
        "applied_on": spells.start - between(random, 0, 30, size),
        "decided_on": decided,
        "starts_on": spells.start,
        "ends_on": np.where(dated_exit == NEVER, NEVER, dated_exit + 1),
        "undated_end": coded(("within_12_months",), np.where(spells.undated, 0, -1)),
        "exit_reason": coded(EXIT_REASONS, spells.reason),
        "destination": coded(("employer", "elsewhere"), np.where(spells.to_work, 0, -1)),
        "contract_kind": coded(CONTRACT_KINDS, contract),
        "monthly_amount_cents": between(random, -20_000, 20_000, size) + BENEFIT_A_MONTH,
        "recorded_at": entered,
        "source": "benefit system",
    }
    moments = {"ended_at": later_of(entered, ended)}
    content = split(make_table("benefit_spells", rows, moments), "ended_at", _STILL_RUNNING)
    unknown = coded(EXIT_REASONS, np.full(len(content), UNKNOWN))
    content = correct(random, content, block.period, 0.06, {"exit_reason": unknown})
    return {"benefit_spells": finish("benefit_spells", content)}


def _schemes(random: np.random.Generator, clients: Clients, spells: Spells) -> Whole:
    general = np.searchsorted((_WWB_FROM, _PARTICIPATION_ACT_FROM), spells.start, side="right")
    special = choose(random, (85, 11, 4), len(spells.start))
    leader = clients.leader[spells.client]
    special[spells.start - clients.birth[leader] < _OLDER_SCHEMES_FROM_DAYS] = 0
    special = special[_of_leader(spells, leader)]
    return np.where(special == 0, general, 2 + special)


def _of_leader(spells: Spells, leader: Whole) -> Whole:
    """Return the row of the same spell of the leader: partners are under one scheme."""
    back = spells.client - leader
    row = np.arange(len(back))
    count = np.bincount(spells.client, minlength=int(spells.client.max(initial=0)) + 1)
    return row - back * count[leader]
