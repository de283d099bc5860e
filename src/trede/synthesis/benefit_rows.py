"""Rows of benefit spells: applied, decided and started on three days, their ends entered late."""

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import UNKNOWN, Spells
from trede.synthesis.people import Block, Clients, household_ids, parties
from trede.synthesis.randomness import NEVER, between, choose
from trede.synthesis.rates import CONTRACT_OF_EXIT, EXIT_REASONS, benefit_a_month
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.schemes import SCHEMES, schemes_of_spells
from trede.synthesis.versions import correct, finish, later_of, record, split

CONTRACT_KINDS = ("temporary", "permanent", "subsidised", "other_or_unknown")

_STILL_RUNNING = dict.fromkeys(
    ("ends_on", "undated_end", "exit_reason", "destination", "contract_kind")
)


def benefit_tables(block: Block, clients: Clients, spells: Spells) -> dict[str, pa.Table]:
    """Return the table of benefit spells, with what was known of them before they ended."""
    random, size = block.chance("benefit rows"), len(spells.start)
    dated_exit = np.where(spells.undated, NEVER, spells.exit)
    entered = record(random, np.maximum(spells.decided, spells.start), median_days=3)
    ended = record(random, spells.exit, median_days=18, spread=1.0)
    client = pa.array(spells.client)
    contract = np.where(spells.to_work, choose(random, CONTRACT_OF_EXIT, size), -1)
    rows = {
        "spell_id": numbered("S", spells.number(clients)),
        "person_id": clients.id.take(client),
        "household_id": household_ids(clients).take(client),
        "party": parties(clients).take(client),
        "scheme": coded(SCHEMES, schemes_of_spells(block, clients, spells)),
        "applied_on": spells.applied,
        "decided_on": spells.decided,
        "starts_on": spells.start,
        "ends_on": np.where(dated_exit == NEVER, NEVER, dated_exit + 1),
        "undated_end": coded(("within_12_months",), np.where(spells.undated, 0, -1)),
        "exit_reason": coded(EXIT_REASONS, spells.reason),
        "destination": coded(("employer", "elsewhere"), np.where(spells.to_work, 0, -1)),
        "contract_kind": coded(CONTRACT_KINDS, contract),
        "monthly_amount_cents": benefit_a_month(block.period)
        + between(random, -20_000, 20_000, size),
        "recorded_at": entered,
        "source": "benefit system",
    }
    moments = {"ended_at": later_of(entered, ended)}
    content = split(make_table("benefit_spells", rows, moments), "ended_at", _STILL_RUNNING)
    unknown = coded(EXIT_REASONS, np.full(len(content), UNKNOWN))
    content = correct(random, content, block.period, 0.06, {"exit_reason": unknown})
    return {"benefit_spells": finish("benefit_spells", content)}
