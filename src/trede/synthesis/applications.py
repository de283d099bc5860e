"""Applications for benefit: granted, turned down, and those still to be decided on."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.benefits import Spells
from trede.synthesis.people import Block, Clients, Entry
from trede.synthesis.randomness import NEVER, Whole, between, choose, happens
from trede.synthesis.rates import Course
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.schemes import SCHEMES, general_scheme, schemes_of_spells
from trede.synthesis.versions import finish, later_of, record, split

DECISIONS = ("granted", "rejected", "withdrawn", "not_processed")
_UNDECIDED, _GRANTED = -1, 0

_TURNED_DOWN, _TURNED_DOWN_WITHOUT_BENEFIT = 0.12, 0.2
_OF_CLIENT = 9


@dataclass(frozen=True)
class Applications:
    """Applications of a block; ``decision`` is a place in the decisions or -1."""

    client: Whole
    number: Whole
    scheme: Whole
    applied: Whole
    decided: Whole
    decision: Whole
    spell: Whole


def application_tables(
    block: Block, clients: Clients, spells: Spells, waiting: Spells
) -> dict[str, pa.Table]:
    """Return the table of applications, with what was known of them before the decision."""
    random = block.chance("application rows")
    parts = (
        _granted(block, clients, spells),
        _waiting(block, clients, waiting),
        _turned_down(random, block, clients, spells),
    )
    drawn = Applications(
        **{
            name: np.concatenate([getattr(part, name) for part in parts])
            for name in Applications.__dataclass_fields__
        }
    )
    entered = record(random, drawn.applied, median_days=0.7, spread=0.8)
    rows = {
        "application_id": numbered("I", drawn.number, 10),
        "person_id": clients.id.take(pa.array(drawn.client)),
        "scheme": coded(SCHEMES, drawn.scheme),
        "applied_on": drawn.applied,
        "decided_on": drawn.decided,
        "decision": coded(DECISIONS, drawn.decision),
        "spell_id": numbered("S", drawn.spell),
        "recorded_at": entered,
        "source": "benefit system",
    }
    moments = {"decided_at": later_of(entered, record(random, drawn.decided, median_days=2))}
    undecided = dict.fromkeys(("decided_on", "decision", "spell_id"))
    content = split(make_table("applications", rows, moments), "decided_at", undecided)
    return {"applications": finish("applications", content)}


def _granted(block: Block, clients: Clients, spells: Spells) -> Applications:
    """Return the applications for benefit that began within the dossier's years."""
    begun = spells.where(spells.course != Course.STOCK)
    number = begun.number(clients)
    return Applications(
        client=begun.client,
        number=number * 10,
        scheme=schemes_of_spells(block, clients, begun),
        applied=begun.applied,
        decided=begun.decided,
        decision=np.full(len(number), _GRANTED),
        spell=number,
    )


def _waiting(block: Block, clients: Clients, waiting: Spells) -> Applications:
    number = waiting.number(clients)
    never = np.full(len(number), NEVER)
    return Applications(
        client=waiting.client,
        number=number * 10,
        scheme=schemes_of_spells(block, clients, waiting),
        applied=waiting.applied,
        decided=never,
        decision=np.full(len(number), _UNDECIDED),
        spell=never,
    )


def _turned_down(
    random: np.random.Generator, block: Block, clients: Clients, spells: Spells
) -> Applications:
    """Return applications that came to nothing: of former clients, and without benefit."""
    former = np.flatnonzero(happens(random, _TURNED_DOWN, len(spells.start)) & (spells.reason >= 0))
    former = former[spells.next_start[former] == NEVER]
    former = former[spells.may_return[former]]
    alone = happens(random, _TURNED_DOWN_WITHOUT_BENEFIT, block.size)
    without = np.flatnonzero(alone & (clients.entry == Entry.WITHOUT_BENEFIT))
    client = np.concatenate([spells.client[former], without])
    since = np.concatenate([spells.exit[former], clients.first_start[without]])
    size = len(client)
    applied = since + between(random, 20, 400, size)
    decided = applied + between(random, 5, 55, size)
    kept = decided <= block.period.last_day
    decision = choose(random, (0, 70, 15, 15), size)
    number = np.concatenate(
        [spells.number(clients)[former], clients.number[without] * 10 + _OF_CLIENT]
    )
    scheme, none = general_scheme(applied), np.full(size, NEVER)
    cells = (client, number * 10 + 1, scheme, applied, decided, decision, none)
    return Applications(*(each[kept] for each in cells))
