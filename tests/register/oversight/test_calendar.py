"""What is due from whom: late first, by week and month, with where it is done."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.register.buying import put
from tests.register.oversight.agreed import BONUS, put_client, put_contract
from trede.register.accounts.roles import Role
from trede.register.oversight.calendar import duties_on
from trede.register.oversight.computing import refresh_oversight
from trede.register.oversight.duties import Kind, in_periods

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)


@pytest.fixture
def purchaser(user_with, browser_of):
    user = user_with("kramer", Role.PURCHASER)
    user.language = "en"
    user.save()
    return browser_of(user)


def of_kind(kind, day=DAY):
    return [each for each in duties_on(day) if each.kind is kind]


def test_reports_that_are_late_stand_together_and_those_to_come_by_week():
    put_contract()
    for number in (1, 2):
        put_client(number, date(2025, 12, 1))
    put_client(3, date(2026, 2, 1))
    refresh_oversight(DAY)
    late, coming, later = of_kind(Kind.REPORT)
    assert (late.due_on, late.number, late.is_late(DAY), late.whom) == (
        date(2026, 3, 15), 2, True, "Atlas"
    )  # fmt: skip
    assert (coming.due_on, coming.number) == (date(2026, 5, 15), 1)
    assert (later.due_on, later.number) == (date(2026, 6, 15), 2)


def test_a_report_that_came_in_today_is_no_longer_asked_for():
    put_contract()
    person = put_client(1, date(2025, 12, 1))
    refresh_oversight(DAY)
    assert of_kind(Kind.REPORT)[0].is_late(DAY)
    with_report = {"participation_id": "D1", "person_id": person, "received_on": DAY}
    put("progress_reports", report_id="V1", name="progress", **with_report)
    refresh_oversight(DAY)
    assert [each.due_on for each in of_kind(Kind.REPORT)] == [date(2026, 6, 15)]


def test_the_end_of_a_contract_is_told_with_the_last_day_to_decide():
    put_contract(ends_on=date(2026, 12, 1))
    (end,), (decision,) = of_kind(Kind.CONTRACT_END), of_kind(Kind.EXTENSION)
    assert (end.due_on, decision.due_on) == (date(2026, 11, 30), date(2026, 6, 4))
    put("extension_advices", advice_id="A1", contract_id="K1", given_on=date(2026, 3, 1),
        advice="extend", grounds="above target")  # fmt: skip
    (advice,) = of_kind(Kind.ADVICE)
    assert (advice.since, advice.due_on, advice.detail) == (date(2026, 3, 1), None, "extend")
    put("extension_advices", advice_id="A2", contract_id="K1", given_on=date(2026, 3, 1),
        advice="extend", grounds="above target", answered_on=date(2026, 3, 20),
        answer="not_followed", reason="a new tender")  # fmt: skip
    assert of_kind(Kind.EXTENSION) == []


def test_meetings_referrals_differences_and_agreements_that_lack_are_told():
    put_contract(data_agreement_on=None)
    put("contract_evaluations", evaluation_id="E1", contract_id="K1", kind="meeting",
        due_on=date(2026, 3, 1))  # fmt: skip
    put("contract_evaluations", evaluation_id="E2", contract_id="K1", due_on=date(2026, 4, 2))
    put("referrals", referral_id="A1", person_id="P9", contract_id="K1", provider_id="R1",
        referred_on=date(2026, 3, 20), referred_by="bakker", question="work")  # fmt: skip
    put("reconciliations", reconciliation_id="Q1", contract_id="K1", made_on=date(2026, 2, 1),
        made_by="kramer", list_on=date(2026, 1, 31), rows=9, own=8, agreeing=7)  # fmt: skip
    for key in ("Q1A", "Q1B"):
        put("reconciliation_differences", difference_id=key, reconciliation_id="Q1", client="12",
            kind="not_in_register", found_on=date(2026, 2, 1))  # fmt: skip
    assert {each.kind: (each.is_late(DAY), each.number, each.whom) for each in duties_on(DAY)} == {
        Kind.MEETING: (True, 1, "purchaser"),
        Kind.EVALUATION: (False, 1, "purchaser"),
        Kind.REFERRAL: (False, 1, "Atlas"),
        Kind.RECONCILIATION: (False, 2, "purchaser"),
        Kind.DATA_AGREEMENT: (True, 1, "purchaser"),
        Kind.CONTRACT_END: (False, 1, "purchaser"),
        Kind.EXTENSION: (False, 1, "purchaser"),
    }


def put_claim(number: int, started_on: date) -> None:
    person = put_client(number, date(2025, 3, 1))
    put("placements", placement_id=f"W{number}", person_id=person, financed_by="employer",
        contract_kind="temporary", starts_on=started_on)  # fmt: skip
    put("premium_claims", claim_id=f"C{number}", person_id=person, contract_id="K1",
        participation_id=f"D{number}", premium="durable_work",
        claimed_on=date(2026, 3, 1))  # fmt: skip


def test_premiums_can_be_verified_from_the_day_the_work_has_lasted_long_enough():
    put_contract()
    put_claim(1, date(2025, 9, 1))
    put_claim(2, date(2025, 11, 10))
    refresh_oversight(DAY)
    now, later = sorted(of_kind(Kind.VERIFICATION), key=lambda each: each.order)
    assert (now.due_on, now.cents, now.is_late(DAY)) == (date(2026, 3, 1), 150_000, False)
    assert (later.due_on, later.is_from) == (date(2026, 5, 10), True)
    names = [period.name for period in in_periods([now, later], DAY)]
    assert names == ["waiting", "m2026-05"]


def test_a_year_cohort_is_told_from_the_day_it_can_be_settled():
    put_contract("bonus_malus", BONUS)
    for number in range(4):
        put_client(number, date(2025, 3, 1))
    refresh_oversight(DAY)
    (cohort,) = of_kind(Kind.COHORT)
    assert (cohort.title, cohort.due_on, cohort.cents, cohort.whom) == (
        "Bonus/malus: clients who began in 2025", date(2026, 4, 1), None, "controller"
    )  # fmt: skip
    refresh_oversight(date(2026, 4, 1))
    (due,) = of_kind(Kind.COHORT, date(2026, 4, 1))
    assert due.cents == -200_000


def put_invoice(key: str, received_on: date, verdict: str = "due") -> None:
    put("invoices", invoice_id=key, provider_id="R1", contract_id="K1", number=f"26-{key}",
        kind="invoice", way="register", month_on=date(2026, 2, 1),
        received_on=received_on)  # fmt: skip
    put("invoice_lines", invoice_line_id=f"L{key}", invoice_id=key, line=1, contract_id="K1",
        participation_id="D1", person_id="P1", term="intake", version=1, amount_cents=40_000,
        vat_cents=8_400, claimed_on=received_on, verdict=verdict,
        reason="earned_intake" if verdict == "due" else "not_approved")  # fmt: skip


def test_invoices_wait_for_the_purchaser_and_then_for_the_controller_thirty_days_in_all():
    put_contract()
    put_invoice("F1", date(2026, 2, 20))
    put_invoice("F2", date(2026, 3, 20))
    put_invoice("F3", date(2026, 3, 25), "held")
    put("line_approvals", invoice_line_id="LF2", step="performance", approved_on=DAY,
        approved_by="kramer", amount_cents=40_000, version=1)  # fmt: skip
    put_invoice("F4", date(2026, 3, 1))
    put("payments", payment_id="B1", contract_id="K1", participation_id="D1", person_id="P1",
        term="intake", amount_cents=40_000, paid_on=DAY, invoice_line_id="LF4")  # fmt: skip
    found = sorted(of_kind(Kind.INVOICE), key=lambda each: each.title)
    assert [(each.title, each.due_on, each.whom) for each in found] == [
        ("Invoice 26-F1: performance to be approved", date(2026, 3, 22), "purchaser"),
        ("Invoice 26-F2: payment to be approved", date(2026, 4, 19), "controller"),
        ("Invoice 26-F3: lines held", None, "purchaser"),
    ]


def test_what_is_due_is_put_in_weeks_and_then_in_months():
    put_contract(ends_on=date(2030, 1, 1))
    for key, days in (("E1", -1), ("E2", 0), ("E3", 7), ("E4", 14), ("E5", 90), ("E6", 900)):
        put("contract_evaluations", evaluation_id=key, contract_id="K1",
            due_on=DAY + timedelta(days=days))  # fmt: skip
    assert [(period.title, period.number) for period in in_periods(duties_on(DAY), DAY)] == [
        ("Too late", 1),
        ("This week: 30 Mar 2026 – 5 Apr 2026", 1),
        ("Next week: 6 Apr 2026 – 12 Apr 2026", 1),
        ("Week 16: 13 Apr 2026 – 19 Apr 2026", 1),
        ("June 2026", 1),
    ]


def test_the_page_is_narrowed_by_kind_and_provider(purchaser):
    put_contract(data_agreement_on=None)
    put("providers", provider_id="R2", name="Baken")
    put("contracts", contract_id="K2", name="Taal", provider_id="R2", signed_on=DAY)
    put("contract_evaluations", evaluation_id="E1", contract_id="K2", due_on=date(2026, 3, 1))
    page = purchaser.get("/overzicht/").content.decode()
    assert "Data-protection agreement lacks" in page
    assert "/contracten/K2/taak/evaluation/E1" in page
    page = purchaser.get("/overzicht/?provider=R1").content.decode()
    assert "/contracten/K2/taak/evaluation/E1" not in page
    page = purchaser.get("/overzicht/?kind=evaluation").content.decode()
    assert "/contracten/K2/taak/evaluation/E1" in page
    assert "Data-protection agreement lacks" not in page


def test_what_is_due_is_taken_along_as_a_list_and_as_an_agenda(purchaser):
    put_contract()
    put("contract_evaluations", evaluation_id="E1", contract_id="K1", due_on=date(2026, 4, 2))
    lines = purchaser.get("/overzicht/agenda.csv?kind=evaluation").content.decode("utf-8-sig")
    assert lines.splitlines()[1:] == [
        "2026-04-02;;evaluation of a contract;Evaluation;;purchaser;Atlas;K1;Naar werk;1;"
    ]
    agenda = purchaser.get("/overzicht/agenda.ics?kind=evaluation")
    assert agenda["Content-Type"] == "text/calendar; charset=utf-8"
    told = agenda.content.decode().split("\r\n")
    assert told[0] == "BEGIN:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20260402" in told
    assert "SUMMARY:Evaluation: Naar werk" in told
    assert max(len(line.encode()) for line in told) <= 75
    assert purchaser.get("/overzicht/agenda.pdf").status_code == 404


def test_more_contracts_and_clients_ask_the_database_no_more(purchaser):
    put_contract()
    put_claim(1, date(2025, 9, 1))
    put_invoice("F1", date(2026, 2, 20))
    refresh_oversight(DAY)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert purchaser.get("/overzicht/").status_code == 200
        return len(asked)

    queries()
    before = queries()
    for number in range(2, 12):
        put_claim(number, date(2025, 9, number))
        put_invoice(f"F{number}", date(2026, 2, number))
        put("contracts", contract_id=f"K{number}", name=f"Contract {number}", provider_id="R1",
            signed_on=DAY, ends_on=date(2027, 1, 1))  # fmt: skip
    refresh_oversight(DAY)
    assert queries() == before
    assert before <= 30
