"""What case managers buy for one client outside the contracts."""

import numpy as np
import pyarrow as pa

from trede.synthesis.buying import CONTROLLER, PURCHASER, VAT_PERCENT
from trede.synthesis.case_managers import staff_of
from trede.synthesis.commissioned import Drawn
from trede.synthesis.money import work_budget_ids
from trede.synthesis.randomness import NEVER, between, choose, happens, skewed, until
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import said
from trede.synthesis.versions import finish, later_of, record, split

_BOUGHT = (
    # what, kind, from whom, price in euros, why
    ("werkkleding", "clothes_and_tools", "Bedrijfskleding Oost", 120,
     "Nodig op de eerste werkdag; de werkgever vergoedt het niet."),
    ("heftruckcertificaat", "schooling", "Opleidingscentrum Haven", 450,
     "Vacature ligt klaar; geen contract biedt deze cursus zonder traject."),
    ("fiets", "travel", "Tweewielers Zuid", 180, "De werkplek is niet met de bus te bereiken."),
    ("tien rijlessen", "schooling", "Rijschool Centrum", 520,
     "Rijbewijs is eis van de werkgever; examen is gepland."),
    ("sollicitatiecoach", "guidance", "Bureau Nabij", 750,
     "De contracten hebben deze maand geen plaats."),
    ("capaciteitentest", "examination", "Testcentrum West", 380,
     "Nodig om te kiezen tussen twee opleidingen."),
)  # fmt: skip
_LEAST_CENTS = 1_000
_NO = "Voorliggende voorziening; kan uit de bijzondere bijstand."
_BOUGHT_FOR, _POSITIVE, _UNDECIDED_DAYS = 0.02, 0.85, 30
_DECIDED = ("positive", "negative")
_NOT_PAID = dict.fromkeys(("paid_on", "paid_by"))
_UNDECIDED = {
    **dict.fromkeys(("decided_on", "decided_by", "decision", "explanation")),
    **_NOT_PAID,
}


def own_purchase_tables(drawn: Drawn) -> dict[str, pa.Table]:
    """Return the table of own purchases of the last years, asked for, decided on and paid."""
    random, spells, last = drawn.block.chance("own purchases"), drawn.spells, drawn.last_day
    size = len(spells.start)
    first = np.maximum(np.maximum(spells.start, spells.decided), drawn.block.period.first_day)
    asked = between(random, first, np.minimum(spells.exit, last), size)
    chosen = happens(random, _BOUGHT_FOR, size) & drawn.recent(asked)
    row = np.flatnonzero(chosen & (asked <= np.minimum(spells.exit, last)))
    asked, client, size = asked[row], spells.client[row], len(row)
    what = choose(random, (30, 15, 20, 10, 15, 10), size)
    price = np.array([each[3] for each in _BOUGHT])[what]
    cents = np.maximum(skewed(random, price * 100, 0.25, size).astype(np.int64), _LEAST_CENTS)
    decided = until(asked + between(random, 1, _UNDECIDED_DAYS, size), last)
    refused = ~happens(random, _POSITIVE, size)
    decision = np.where(decided == NEVER, -1, refused.astype(np.int64))
    paid = until(np.where(decision == 0, decided + between(random, 7, 45, size), NEVER), last)
    entered = record(random, asked, median_days=0.5, spread=0.8)
    decided_at = later_of(entered, record(random, decided, median_days=0.5, spread=0.8))
    paid_at = later_of(decided_at, record(random, paid, median_days=1, spread=0.8))
    staff = staff_of(drawn.block)
    manager = staff.manager_on(drawn.clients, drawn.spans, client, asked)
    rows = {
        "purchase_id": numbered("EI", spells.number(drawn.clients)[row], 9),
        "person_id": drawn.persons(client),
        "name": said([each[0] for each in _BOUGHT], what),
        "kind": said([each[1] for each in _BOUGHT], what),
        "supplier": said([each[2] for each in _BOUGHT], what),
        "amount_cents": cents,
        "vat_cents": cents * VAT_PERCENT // 100,
        "budget_id": work_budget_ids(drawn.block.period, asked),
        "motive": said([each[4] for each in _BOUGHT], what),
        "asked_on": asked,
        "asked_by": staff.manager_ids(manager),
        "decided_on": decided,
        "decided_by": coded((PURCHASER,), np.where(decided == NEVER, -1, 0)),
        "decision": coded(_DECIDED, decision),
        "explanation": said((_NO,), np.where(decision == 1, 0, -1)),
        "paid_on": paid,
        "paid_by": coded((CONTROLLER,), np.where(paid == NEVER, -1, 0)),
        "recorded_at": entered,
        "source": "tracking system",
    }
    moments = {"decided_at": decided_at, "paid_at": paid_at}
    content = split(make_table("own_purchases", rows, moments), "decided_at", _UNDECIDED)
    return {"own_purchases": finish("own_purchases", split(content, "paid_at", _NOT_PAID))}
