"""Plans that companies propose for clients, and what the case manager answers."""

import numpy as np
import pyarrow as pa

from trede.synthesis.commissioned import Drawn
from trede.synthesis.provider_reports import ANSWERS, UNANSWERED
from trede.synthesis.randomness import NEVER, between, happens, until
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.sentences import EXPECTED_RESULTS, said, written
from trede.synthesis.versions import finish, later_of, record, split

_GOALS = (
    "Werk vinden met de ervaring die tijdens het traject wordt opgedaan.",
    "Betaald werk voor ten minste 24 uur per week.",
    "Een diploma of certificaat waar werkgevers om vragen.",
    "Werk met begeleiding dat de cliënt volhoudt.",
    "Twee dagdelen per week buitenshuis actief.",
)
_STEPS = (
    "Kennismaken; drie dagen per week werken; na zes weken bespreken; bemiddelen.",
    "Cv en netwerk; vier sollicitaties per week; gesprekken oefenen; nazorg.",
    "Toets; lessen; stage; examen; bemiddelen.",
    "Belastbaarheid nagaan; werkplek zoeken; begeleiden op de werkplek; afbouwen.",
    "Huisbezoek; activiteit kiezen; samen beginnen; na drie maanden uitbreiden.",
)
"""Goals and steps by type of trajectory."""

_REMARKS = (
    "De stappen volgen niet uit de diagnose; graag aanpassen.",
    "De uren passen niet bij wat de cliënt aankan.",
)
_PLANNED, _ASKED_BACK = 0.8, 0.1


def plan_proposal_tables(drawn: Drawn) -> dict[str, pa.Table]:
    """Return the table of proposed plans, with the version before their answer."""
    random, each = drawn.block.chance("proposed plans"), drawn.participations
    proposed = each.start + between(random, 4, 21, each.size)
    chosen = happens(random, _PLANNED, each.size) & (proposed <= each.last)
    each, proposed = each.where(chosen), proposed[chosen]
    size = each.size
    answered = until(proposed + between(random, 1, 21, size), drawn.last_day)
    asked_back = happens(random, _ASKED_BACK, size)
    answer = np.where(answered == NEVER, -1, asked_back.astype(np.int64))
    entered = record(random, proposed, median_days=0.5, spread=0.8)
    answered_at = later_of(entered, record(random, answered, median_days=1, spread=0.8))
    entered, answered_at = drawn.recorded(entered, answered_at, proposed)
    rows = {
        "proposal_id": numbered("VP", each.number, 11),
        "person_id": drawn.persons(each.client),
        "participation_id": each.ids(),
        "proposed_on": proposed,
        "proposed_by": each.guides(),
        "goal": said(_GOALS, each.type),
        "steps": said(_STEPS, each.type),
        "expected_result": written(random, EXPECTED_RESULTS, each.type),
        "duration_weeks": between(random, 3, 10, size) * 4,
        "weekly_hours": between(random, 2, 8, size) * 4,
        "answered_on": answered,
        "answered_by": drawn.managers_on(each.client, answered),
        "answer": coded(ANSWERS, answer),
        "remark": said(_REMARKS, np.where(answer == 1, each.client % len(_REMARKS), -1)),
        "recorded_at": entered,
        "source": "provider",
    }
    content = make_table("proposed_plans", rows, {"answered_at": answered_at})
    content = split(content, "answered_at", UNANSWERED)
    return {"proposed_plans": finish("proposed_plans", content)}
