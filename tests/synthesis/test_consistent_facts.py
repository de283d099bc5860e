"""What a made-up municipality says in one table agrees with what it says in another."""

import pytest

from tests.synthesis.conftest import Ask

CONTRADICTIONS = {
    "a benefit was granted on another application": (
        "select count(*) from applications join benefit_spells as spell using (spell_id) "
        "where applications.withdrawn_at is null and spell.withdrawn_at is null and ("
        "applications.applied_on <> spell.applied_on or applications.scheme <> spell.scheme "
        "or applications.decided_on <> spell.decided_on "
        "or applications.person_id <> spell.person_id)"
    ),
    "an application was granted without a benefit": (
        "select count(*) from applications anti join benefit_spells using (spell_id) "
        "where decision = 'granted'"
    ),
    "a benefit began in these years without an application": (
        "select count(*) from benefit_spells anti join applications using (spell_id) "
        "where starts_on >= date '2004-02-01' and benefit_spells.withdrawn_at is null"
    ),
    "an undecided application is followed by benefit": (
        "select count(*) from applications join benefit_spells as spell using (person_id) "
        "where applications.decided_on is null and applications.withdrawn_at is null "
        "and spell.withdrawn_at is null and spell.starts_on >= applications.applied_on"
    ),
    "a talk was held otherwise than agreed": (
        "select count(*) from appointments as agreed join contacts as talk using (contact_id) "
        "where talk.withdrawn_at is null and (talk.contact_on <> agreed.settled_on "
        "or talk.kind <> agreed.kind or talk.person_id <> agreed.person_id or not talk.held "
        "or talk.provider_id is distinct from agreed.provider_id)"
    ),
    "a three-way talk without a company": (
        "select count(*) from appointments where kind = 'three_way_talk' and provider_id is null"
    ),
    "a summary of a talk that was not held": (
        "select count(*) from contacts where not held and summary is not null"
    ),
    "a trajectory under a contract of another company": (
        "select count(*) from trajectories join contracts using (contract_id) "
        "where trajectories.provider_id is distinct from contracts.provider_id"
    ),
    "an attended day outside the trajectory": (
        "select count(*) from attendance_days as day join trajectories as path "
        "using (trajectory_id) where path.withdrawn_at is null and (day.day_on < path.started_on "
        "or day.day_on > path.ended_on or day.person_id <> path.person_id)"
    ),
    "an explanation of someone who was there": (
        "select count(*) from attendance_days "
        "where present and (explanation is not null or with_notice is not null)"
    ),
    "a definitive plan without its reasons": (
        "select count(*) from plans where status = 'definitive' and withdrawn_at is null and ("
        "client_wish is null or motive is null or fit is null or expected_result is null "
        "or expected_cost_cents is null)"
    ),
    "a refusal of who signed": (
        "select count(*) from plans where refusal is not null and client_signed_on is not null"
    ),
    "an unemployment benefit beside assistance": (
        "select count(*) from unemployment_benefits as ww join benefit_spells as spell "
        "using (person_id) where ww.withdrawn_at is null and spell.withdrawn_at is null "
        "and ww.starts_on < spell.ends_on and (ww.ends_on is null or ww.ends_on > spell.starts_on)"
    ),
    "a sanction before its signal was looked into": (
        "select count(*) from sanctions join signals using (signal_id) "
        "where sanctions.withdrawn_at is null and signals.withdrawn_at is null and ("
        "signals.looked_into_on is null or signals.looked_into_on > sanctions.proposed_on "
        "or signals.person_id <> sanctions.person_id)"
    ),
    "an answer after the diagnosis it was given in": (
        "select count(*) from answers join diagnoses using (diagnosis_id) "
        "where answers.answered_on <> diagnoses.diagnosed_on"
    ),
    "an answer at the intake partner after the first day of benefit": (
        "select count(*) from answers where source = 'intake partner' and not exists (select 1 "
        "from benefit_spells as spell where spell.person_id = answers.person_id "
        "and spell.applied_on = answers.answered_on)"
    ),
    "another value than proposed without a reason for it": (
        "select count(*) from classifications where proposed_value <> value "
        "and source <> 'tracking system'"
    ),
    "a decision on a sanction by nobody": (
        "select count(*) from sanctions where (decided_on is null) <> (decided_by is null)"
    ),
    "a review before the exemption": (
        "select count(*) from exemptions where review_on <= starts_on"
    ),
    "a case manager after handover who was not there before": (
        "select count(*) from case_manager_assignments where starts_on >= ends_on"
    ),
}


@pytest.mark.parametrize("contradiction", CONTRADICTIONS)
def test_there_is_not(ask: Ask, contradiction: str):
    assert ask(CONTRADICTIONS[contradiction]) == [(0,)]


def test_a_rung_other_than_proposed_has_a_reason_of_its_own(ask: Ask):
    query = (
        "select distinct reason in ('intake', 'gesprek met de cliënt', 'dossier') "
        "from classifications where scale = 'ladder_amsterdam_2006' and withdrawn_at is null "
        "and recorded_at not in (select recorded_at from classifications "
        "where withdrawn_at is not null) and proposed_value <> value"
    )
    assert ask(query) == [(False,)]


def test_texts_are_a_few_made_up_sentences(ask: Ask):
    columns = {
        "plans": ("client_wish", "motive", "fit", "expected_result", "refusal"),
        "contacts": ("summary",),
        "appointments": ("purpose",),
        "answers": ("answer",),
        "attendance_days": ("explanation",),
        "signals": ("description", "finding"),
        "exemptions": ("evidence",),
    }
    different = {
        f"{table}.{name}": ask(f"select count(distinct {name}) from {table}")
        for table, names in columns.items()
        for name in names
    }
    assert {name for name, ((count,),) in different.items() if not 1 < count <= 25} == set()  # type: ignore[operator]
