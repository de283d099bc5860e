"""Premiums that companies ask for placements, with the proof that they send along."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trede.synthesis.agreements import PREMIUM, PREMIUM_MONTHS
from trede.synthesis.commissioned import Commissioned, Drawn
from trede.synthesis.portfolio import contract_ids
from trede.synthesis.randomness import NEVER, Whole, between, happens, months_later, until
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.versions import finish, record
from trede.synthesis.work import placement_ids

EVIDENCE = ("employment_contract", "payslip")
_CLAIMED, _CLAIMED_EARLY, _CLAIMED_UNLASTING = 0.7, 0.12, 0.08
_SENT = (0.9, 0.6)
_SENT_WITHIN = 21


@dataclass(frozen=True)
class Claims:
    """Claims of a block; ``placement`` is a place in the placements."""

    about: Commissioned
    placement: Whole
    claimed: Whole


def claim_tables(drawn: Drawn) -> dict[str, pa.Table]:
    """Return the tables of claims of premiums and of the evidence for them."""
    random = drawn.block.chance("premium claims")
    claims = _claims(random, drawn)
    return {
        "premium_claims": _claim_rows(random, drawn, claims),
        "premium_evidence": _evidence_rows(random, drawn, claims),
    }


def _claims(random: np.random.Generator, drawn: Drawn) -> Claims:
    """Draw the claims: after half a year at work, some earlier, and some for work that ended.

    Work that the municipality pays is claimed too, as if it were work like other.
    """
    placements, last = drawn.placements, drawn.last_day
    found = _last_participation(drawn)[placements.spell]
    size = len(found)
    lasting = months_later(placements.start, PREMIUM_MONTHS)
    later = lasting + between(random, 3, 120, size)
    early = placements.start + between(random, 30, 150, size)
    hasty = happens(random, _CLAIMED_EARLY, size)
    chance = np.where(lasting <= placements.ended, _CLAIMED, _CLAIMED_UNLASTING)
    claimed = until(np.where(hasty, early, later), last)
    chosen = happens(random, chance, size) & (found != NEVER) & (claimed != NEVER)
    row = np.flatnonzero(chosen)
    return Claims(drawn.participations.where(found[row]), row, claimed[row])


def _last_participation(drawn: Drawn) -> Whole:
    """Return for every spell of benefit the last participation in it, or NEVER."""
    each = drawn.participations
    spell = drawn.trajectories.spell[each.trajectory]
    inorder = np.argsort(each.start, kind="stable")
    found = np.full(len(drawn.spells.client), NEVER)
    found[spell[inorder]] = inorder
    return found


def _claim_rows(random: np.random.Generator, drawn: Drawn, claims: Claims) -> pa.Table:
    each = claims.about
    spell = drawn.placements.spell[claims.placement]
    rows = {
        "claim_id": claim_ids(each.number),
        "person_id": drawn.persons(each.client),
        "contract_id": contract_ids(each.contract),
        "participation_id": each.ids(),
        "premium": PREMIUM,
        "claimed_on": claims.claimed,
        "claimed_by": each.guides(),
        "placement_id": placement_ids(drawn.spells.number(drawn.clients)[spell]),
        "recorded_at": record(random, claims.claimed, median_days=0.5, spread=0.8),
        "source": "provider",
    }
    return finish("premium_claims", make_table("premium_claims", rows, {}))


def _evidence_rows(random: np.random.Generator, drawn: Drawn, claims: Claims) -> pa.Table:
    """Return the evidence: of some claims both kinds, of some none."""
    parts = []
    for kind, share in enumerate(_SENT):
        received = claims.claimed + between(random, 0, _SENT_WITHIN, len(claims.claimed))
        sent = happens(random, share, len(received)) & (received <= drawn.last_day)
        each, received = claims.about.where(sent), received[sent]
        number = each.number * 10 + kind
        rows = {
            "evidence_id": numbered("BW", number, 12),
            "person_id": drawn.persons(each.client),
            "claim_id": claim_ids(each.number),
            "kind": coded(EVIDENCE, np.full(each.size, kind)),
            "received_on": received,
            "document": numbered("DOC", number, 12),
            "recorded_at": record(random, received, median_days=0.5, spread=0.8),
            "source": "provider",
        }
        parts.append(make_table("premium_evidence", rows, {}))
    return finish("premium_evidence", pa.concat_tables(parts))


def claim_ids(number: Whole) -> pa.Array:
    """Return the identifiers of claims, one for a participation."""
    return numbered("PC", number, 11)
