"""What municipality and company write to each other of clients comes in the order it happened."""

from collections import Counter
from datetime import date

import pytest

from tests.synthesis.conftest import Ask
from trede.dossier.storage import Dossier
from trede.settlement.calendars import owed_reports
from trede.settlement.dossiers import facts_of, terms_of
from trede.settlement.lines import Verdict
from trede.settlement.settling import settle

LAST_DAY = date(2007, 12, 31)
BELIEVED = (
    "with {table} as (select * from {table} where withdrawn_at is null), participation as "
    "(select * from participations where withdrawn_at is null) select count(*) "
)


def about(table: str) -> str:
    """Return the start of a query that counts rows of a table with their participation."""
    believed = BELIEVED.format(table=table)
    return f"{believed} from {table} join participation using (participation_id) where "


IMPOSSIBLE = {
    "a participation under a contract without the referral that opened it": (
        "select count(*) from participations anti join (select * from referrals "
        "where answer = 'accepted' and withdrawn_at is null) using (participation_id) "
        "where contract_id is not null and withdrawn_at is null"
    ),
    "a participation opened by two referrals": (
        "select count(*) from (select participation_id from referrals where withdrawn_at is null "
        "and participation_id is not null group by participation_id having count(*) > 1)"
    ),
    "a referral accepted after the participation began, or by another company": (
        about("referrals") + "referrals.answered_on > participation.starts_on "
        "or referrals.provider_id <> participation.provider_id "
        "or referrals.contract_id <> participation.contract_id "
        "or referrals.person_id <> participation.person_id"
    ),
    "a referral answered before it was made": (
        "select count(*) from referrals "
        "where answered_on < referred_on or recalled_on < referred_on"
    ),
    "a referral that was returned or taken back and opened a participation": (
        "select count(*) from referrals where participation_id is not null "
        "and (answer <> 'accepted' or recalled_on is not null)"
    ),
    "a returned referral without a reason": (
        "select count(*) from referrals where (answer = 'returned') <> (reason is not null)"
    ),
    "a referral that follows one that was not returned, later, by another company": (
        "select count(*) from referrals as next join referrals as former "
        "on former.referral_id = next.former_id where former.withdrawn_at is null "
        "and (former.answer <> 'returned' or former.answered_on > next.referred_on "
        "or former.provider_id = next.provider_id or former.person_id <> next.person_id)"
    ),
    "a plan proposed before the participation or after it": (
        about("proposed_plans") + "proposed_on < participation.starts_on "
        "or proposed_on >= participation.ends_on "
        "or proposed_plans.person_id <> participation.person_id"
    ),
    "a plan answered before it was proposed": (
        "select count(*) from proposed_plans where answered_on < proposed_on"
    ),
    "a report before the participation, or on nothing under a contract": (
        about("progress_reports") + "received_on <= participation.starts_on "
        "or participation.contract_id is null "
        "or progress_reports.person_id <> participation.person_id"
    ),
    "a report answered before it came in": (
        "select count(*) from progress_reports where answered_on < received_on"
    ),
    "a report before the moment it is about": (
        "select count(*) from progress_reports where received_on < due_on - 21"
    ),
    "a list signed before its month, or about a month without participation": (
        about("attendance_signatures") + "signed_on < month_on "
        "or month_on >= coalesce(participation.ends_on, date '2008-01-01') "
        "or cast(month_on + interval 1 month as date) <= participation.starts_on"
    ),
    "two contracts or two months on one list": (
        "select count(*) from (select list_id from attendance_signatures join participations "
        "using (participation_id) group by list_id "
        "having count(distinct month_on) > 1 or count(distinct contract_id) > 1)"
    ),
    "an absence outside the participation": (
        about("absences") + "absences.starts_on < participation.starts_on "
        "or absences.starts_on >= participation.ends_on "
        "or absences.ends_on > participation.ends_on or reported_on < absences.starts_on"
    ),
    "a talk before its signal, or a signal outside the participation": (
        about("three_way_talks") + "held_on < signalled_on "
        "or signalled_on < participation.starts_on or signalled_on >= participation.ends_on"
    ),
    "a premium claimed before the work, or for work of someone else": (
        "select count(*) from premium_claims as claim join placements as job using (placement_id) "
        "join participations as part using (participation_id) where job.withdrawn_at is null "
        "and part.withdrawn_at is null and (claimed_on <= job.starts_on "
        "or claim.person_id <> job.person_id or claim.person_id <> part.person_id "
        "or claim.contract_id <> part.contract_id or job.starts_on < part.starts_on)"
    ),
    "evidence that came before the claim": (
        "select count(*) from premium_evidence join premium_claims using (claim_id) "
        "where received_on < claimed_on "
        "or premium_evidence.person_id <> premium_claims.person_id"
    ),
    "a purchase outside benefit, decided before it was asked for, or paid without approval": (
        "select count(*) from own_purchases as bought where decided_on < asked_on "
        "or paid_on < decided_on or (paid_on is not null and decision <> 'positive') "
        "or not exists (select 1 from benefit_spells as spell "
        "where spell.person_id = bought.person_id and spell.starts_on <= asked_on "
        "and (spell.ends_on is null or spell.ends_on > asked_on))"
    ),
    "a purchase from the budget of another year or another purpose": (
        "select count(*) from own_purchases join budgets using (budget_id) "
        "where budgets.kind <> 'work' or asked_on < budgets.starts_on "
        "or asked_on >= budgets.ends_on"
    ),
    "advice on a contract answered before it was given": (
        "select count(*) from extension_advices where answered_on < given_on"
    ),
    "versions of a contract that overlap, or leave days between them": (
        "select count(*) from (select *, lead(starts_on) over (partition by contract_id "
        "order by starts_on) as next_on from contract_versions where withdrawn_at is null) "
        "where ends_on is distinct from next_on"
    ),
    "a participation that no version of its contract is for": (
        "select count(*) from participations as part where contract_id is not null "
        "and withdrawn_at is null and not exists (select 1 from contract_versions as version "
        "where version.contract_id = part.contract_id and version.withdrawn_at is null "
        "and version.starts_on <= part.starts_on "
        "and (version.ends_on is null or version.ends_on > part.starts_on))"
    ),
}


@pytest.mark.parametrize("impossible", IMPOSSIBLE)
def test_there_is_not(ask: Ask, impossible: str):
    assert ask(IMPOSSIBLE[impossible]) == [(0,)]


def test_the_first_version_of_a_contract_says_what_its_terms_on_file_say(
    ask: Ask, made_up: Dossier
):
    query = (
        "select contract_id, max(amount_cents) filter (term = 'fee'), "
        "max(amount_cents) filter (term = 'exit_premium_regular_work'), "
        "max(number) filter (term = 'success_target') from contract_terms group by contract_id"
    )
    on_file = {key: agreed for key, *agreed in ask(query)}
    written = {}
    for terms in terms_of(made_up):
        if terms.version == 1:
            fees = sum(fee.cents * (fee.at_most or 1) for fee in terms.fees)
            price = terms.no_cure_less_pay.cents if terms.no_cure_less_pay else fees
            (premium,), (norm,) = terms.premiums, terms.norms
            written[terms.contract_id] = [price, premium.cents, norm.percent]
    assert written == on_file


def test_a_second_version_has_the_price_of_the_catalogue_and_the_motive(ask: Ask, made_up: Dossier):
    query = (
        "select contract_id, starts_on, price.amount_cents, price.motive "
        "from product_prices as price join products using (product_id) "
        "join contract_versions as version using (contract_id) "
        "where version.version = 2 and version.withdrawn_at is null "
        "and version.starts_on = price.starts_on and version.motive = price.motive"
    )
    query = query.replace("contract_id, starts_on", "contract_id, price.starts_on", 1)
    on_file = {key: (day, cents) for key, day, cents, _motive in ask(query)}
    second = {
        terms.contract_id: (
            terms.starts_on,
            terms.no_cure_less_pay.cents
            if terms.no_cure_less_pay
            else sum(fee.cents * (fee.at_most or 1) for fee in terms.fees),
        )
        for terms in terms_of(made_up)
        if terms.version == 2
    }
    assert second
    assert second == on_file


def test_contracts_are_paid_by_several_schemes(made_up: Dossier):
    schemes = {terms.scheme for terms in terms_of(made_up)}
    assert schemes == {"input", "no_cure_less_pay", "bonus_malus", "pay_a_little"}


def test_every_contract_settles_with_amounts_due_held_and_refused(made_up: Dossier):
    settlement = settle(terms_of(made_up), facts_of(made_up), LAST_DAY)
    verdicts = Counter(line.verdict for line in settlement.lines)
    assert {verdict for verdict, lines in verdicts.items() if lines > 100} == set(Verdict)
    reasons = {line.reason.code for line in settlement.lines}
    assert reasons >= {
        "earned_start",
        "earned_progress",
        "earned_completion",
        "earned_effort",
        "premium_earned",
        "malus",
        "too_early",
        "paid_by_municipality",
        "report_overdue",
        "signature_missing",
        "evidence_missing",
    }
    alerts = {alert.code for alert in settlement.alerts}
    assert alerts == {"report_overdue", "paid_for_same_work"}


def test_reports_are_made_at_the_dates_of_the_calendar_some_late_some_missing(made_up: Dossier):
    terms, facts = terms_of(made_up), facts_of(made_up)
    states: Counter[str] = Counter()
    for each in facts.participations:
        own = next(
            one
            for one in terms
            if one.contract_id == each.contract_id and one.holds_on(each.span.starts_on)
        )
        states.update(owed.state for owed in owed_reports(own, each, facts, LAST_DAY))
    total = sum(states.values())
    shares = {state: 100 * number // total for state, number in states.items()}
    assert shares["received"] in range(60, 85)
    assert shares["late"] in range(15, 35)
    assert shares["overdue"] in range(3, 12)


def test_a_report_that_was_asked_back_came_in_again_as_the_same_report(ask: Ask):
    query = (
        "select count(*) > 20, bool_and(again.received_on > asked.answered_on) "
        "from progress_reports as asked join progress_reports as again using (report_id) "
        "where asked.answer = 'asked_back' and again.recorded_at = asked.withdrawn_at"
    )
    assert ask(query) == [(True, True)]


def test_a_premium_is_claimed_for_lasting_work_mostly(ask: Ask):
    query = (
        "select count(*) filter (claimed_on >= job.starts_on + 181) * 100 // count(*), "
        "count(*) filter (job.financed_by = 'municipality') > 5 from premium_claims "
        "join placements as job using (placement_id) where job.withdrawn_at is null"
    )
    ((lasting, paid_by_municipality),) = ask(query)
    assert lasting in range(75, 97)
    assert paid_by_municipality


GONE = "(select provider_id from providers where ended_on is not null and withdrawn_at is null)"
CONTRADICTED = {
    "terms that were agreed after they began to hold": (
        "select count(*) from contract_versions where agreed_on > starts_on"
    ),
    "an open contract of a company that ended": (
        f"select count(*) from contracts where provider_id in {GONE} "
        "and withdrawn_at is null and inflow <> 'closed'"
    ),
    "a referral that waits for a company that ended": (
        f"select count(*) from referrals where provider_id in {GONE} and withdrawn_at is null "
        "and answered_on is null and recalled_on is null"
    ),
    "advice to extend with a company that ended": (
        f"select count(*) from extension_advices join contracts using (contract_id) "
        f"where provider_id in {GONE} and contracts.withdrawn_at is null "
        "and advice <> 'do_not_extend'"
    ),
    "advice upon a result that the figures may contradict": (
        "select count(*) from extension_advices "
        "where regexp_matches(grounds, 'streefwaarde|resultaat|op tijd|te laat')"
    ),
    "a result that does not meet the norm and was approved": (
        "select count(*) from participations where approved and not meets_norm"
    ),
    "a participation with a name in English": (
        "select count(*) from participations where name like '%activity%'"
    ),
}


@pytest.mark.parametrize("contradicted", CONTRADICTED)
def test_facts_do_not_contradict(ask: Ask, contradicted: str):
    assert ask(CONTRADICTED[contradicted]) == [(0,)]


def test_companies_belong_to_the_group_that_bears_their_name(ask: Ask):
    query = (
        "select distinct name, company_group from providers where regexp_matches(name, "
        "'^(Meander|Kompas|Noorderlicht) ') order by name"
    )
    assert ask(query) == [
        ("Kompas Arbeid", "Kompas Holding"),
        ("Meander Zorg en Werk", "Meander Groep"),
        ("Noorderlicht Werk", "Noordergroep"),
    ]


def test_a_malus_is_in_proportion_to_what_a_contract_pays(made_up: Dossier):
    for terms in terms_of(made_up):
        if terms.bonus_malus is not None:
            fees = sum(fee.cents * (fee.at_most or 1) for fee in terms.fees)
            assert terms.bonus_malus.malus_cents * 5 <= fees
