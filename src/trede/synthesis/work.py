"""Work after benefit: placements, how long they last, and what was verified afterwards."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.benefit_rows import CONTRACT_KINDS
from trede.synthesis.benefits import UNKNOWN, Spells
from trede.synthesis.people import Block, Clients
from trede.synthesis.randomness import (
    NEVER,
    Flags,
    Whole,
    between,
    choose,
    choose_by,
    happens,
    until,
    waiting,
)
from trede.synthesis.rates import EXIT_REASONS, VERIFIED
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.versions import finish, later_of, record, split

VERIFIED_STATUSES = ("work", "benefit_elsewhere", "none")

_WORK_VERIFIED, _OTHERS_VERIFIED = 0.9, 0.4
_SUBSIDISED = 0.07
_SHORT_LIVED = 0.28
_END_A_YEAR = 0.18
_EMPLOYERS = 400
_FUNCTIONS = (
    "productiewerk",
    "schoonmaak",
    "magazijnwerk",
    "administratie",
    "zorg",
    "keuken",
    "winkel",
)


@dataclass(frozen=True)
class Placements:
    """Jobs after benefit; work with a wage-cost subsidy is financed by the municipality."""

    spell: Whole
    client: Whole
    start: Whole
    ended: Whole
    subsidised: Flags


def draw_placements(block: Block, spells: Spells) -> Placements:
    """Draw the jobs of those who left for work; a job ends before its holder is back on benefit."""
    random = block.chance("placements")
    last_day = block.period.last_day
    row = np.flatnonzero(spells.to_work & ~spells.undated & (spells.exit < last_day))
    size, start = len(row), spells.exit[row] + 1
    short = start + between(random, 20, 181, size)
    lasting = start + 183 + waiting(random, _END_A_YEAR, size)
    ended = np.where(happens(random, _SHORT_LIVED, size), short, lasting)
    ended = until(np.minimum(ended, spells.next_start[row] - 1), last_day)
    return Placements(row, spells.client[row], start, ended, happens(random, _SUBSIDISED, size))


def work_tables(
    block: Block, clients: Clients, spells: Spells, placements: Placements
) -> dict[str, pa.Table]:
    """Return the tables of placements and of verified exits."""
    random = block.chance("work rows")
    return {
        "placements": _placements(random, block, clients, spells, placements),
        "exit_verifications": _verifications(random, block, clients, spells),
    }


def _placements(
    random: np.random.Generator,
    block: Block,
    clients: Clients,
    spells: Spells,
    placements: Placements,
) -> pa.Table:
    size = len(placements.spell)
    kind = np.where(placements.subsidised, 2, choose(random, (60, 25, 0, 15), size))
    checked = placements.start + between(random, 170, 210, size)
    asked = happens(random, _WORK_VERIFIED, size) & (checked < placements.ended)
    verified = until(np.where(asked, checked, NEVER), block.period.last_day)
    entered = record(random, placements.start, median_days=14)
    verified_at = later_of(entered, record(random, verified, median_days=5))
    ended_at = later_of(
        np.where(verified_at == NEVER, entered, verified_at),
        record(random, placements.ended, median_days=30),
    )
    rows = {
        "placement_id": placement_ids(spells.number(clients)[placements.spell]),
        "person_id": clients.id.take(pa.array(placements.client)),
        "employer": numbered("werkgever ", between(random, 1, _EMPLOYERS, size), 3),
        "function": coded(_FUNCTIONS, choose(random, np.ones(len(_FUNCTIONS)), size)),
        "weekly_hours": between(random, 3, 10, size) * 4,
        "contract_kind": coded(CONTRACT_KINDS, kind),
        "financed_by": coded(("employer", "municipality"), placements.subsidised.astype(np.int64)),
        "starts_on": placements.start,
        "ends_on": np.where(placements.ended == NEVER, NEVER, placements.ended + 1),
        "verified_on": verified,
        "verified_with": coded(("SUWInet",), np.where(verified == NEVER, -1, 0)),
        "recorded_at": entered,
        "source": "tracking system",
    }
    moments = {"verified_at": verified_at, "ended_at": ended_at}
    content = make_table("placements", rows, moments)
    content = split(
        content, "verified_at", {"verified_on": None, "verified_with": None, "ends_on": None}
    )
    return finish("placements", split(content, "ended_at", {"ends_on": None}))


def _verifications(
    random: np.random.Generator, block: Block, clients: Clients, spells: Spells
) -> pa.Table:
    """Return what was found half a year later, sometimes not what was registered."""
    verified = spells.exit + between(random, 165, 215, len(spells.exit))
    share = np.where(spells.to_work, _WORK_VERIFIED, _OTHERS_VERIFIED)
    asked = happens(random, share, len(verified)) & ~spells.undated
    row = np.flatnonzero(asked & (verified <= block.period.last_day))
    reason = spells.reason[row]
    found = np.select([spells.to_work[row], reason == UNKNOWN], [0, 2], 1)
    rows = {
        "verification_id": numbered("V", spells.number(clients)[row], 9),
        "person_id": clients.id.take(pa.array(spells.client[row])),
        "benefit_ended_on": spells.exit[row],
        "registered_reason": coded(EXIT_REASONS, reason),
        "verified_on": verified[row],
        "verified_status": coded(VERIFIED_STATUSES, choose_by(random, VERIFIED, found)),
        "verified_with": "SUWInet",
        "recorded_at": record(random, verified[row], median_days=6),
        "source": "central register",
    }
    return finish("exit_verifications", make_table("exit_verifications", rows, {}))


def placement_ids(number: Whole) -> pa.Array:
    """Return the identifiers of placements, one for a spell of benefit."""
    return numbered("B", number, 9)
