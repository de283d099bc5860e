"""What is due from whom: late first, by week and month, with where it is done."""

from datetime import UTC, date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.register.buying import put
from tests.register.oversight.agreed import BONUS, put_client, put_contract
from trede.register.accounts.roles import Role
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed
from trede.register.oversight.calendar import duties_on
from trede.register.oversight.computing import refresh_oversight
from trede.register.oversight.duties import Kind, in_periods
from trede.register.payments.overview import premiums_to_verify
from trede.register.project.clock import now
from trede.register.signals.settings import settings_on

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
    assert advice.address == "/contracten/K1#extensions"
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


def stamped(moment):
    """Write a moment of the register as an iCalendar does, in universal time."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


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
    (stamp,) = (line for line in told if line.startswith("DTSTAMP:"))
    assert stamp == f"DTSTAMP:{stamped(now())}"
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
    assert before <= 34


def test_the_decision_stays_until_it_is_extended_or_the_end_is_decided():
    put_contract(ends_on=date(2026, 8, 1))
    advice = {"contract_id": "K1", "given_on": date(2026, 1, 1), "grounds": "above target"}
    put("extension_advices", advice_id="A1", advice="extend", answered_on=date(2026, 1, 9),
        answer="followed", reason="it goes well", **advice)  # fmt: skip
    (decision,) = of_kind(Kind.EXTENSION)
    assert decision.is_late(DAY)
    with open_journal(author=None, step="extension") as journal:
        journal.record("contract_extensions", {
            "contract_id": "K1", "decided_on": DAY, "former_ends_on": date(2026, 8, 1),
            "ends_on": date(2027, 8, 1), "motive": "it goes well",
        })  # fmt: skip
        contract = believed("contracts").get(contract_id="K1")
        journal.correct(contract, {"ends_on": date(2027, 8, 1)})
    (decision,) = of_kind(Kind.EXTENSION)
    assert (decision.due_on, decision.is_late(DAY)) == (date(2027, 2, 2), False)


def test_a_malus_on_a_credit_note_waits_there_and_not_as_a_cohort_too():
    put_contract("bonus_malus", BONUS)
    for number in range(4):
        put_client(number, date(2025, 3, 1))
    day = date(2026, 4, 1)
    refresh_oversight(day)
    assert len(of_kind(Kind.COHORT, day)) == 1
    put("invoices", invoice_id="C1", provider_id="R1", contract_id="K1", number="C-1",
        kind="credit", way="register", month_on=date(2026, 4, 1), received_on=day)  # fmt: skip
    put("invoice_lines", invoice_line_id="C1-1", invoice_id="C1", line=1, contract_id="K1",
        term="bonus_malus", period="2025", version=1, amount_cents=-200_000, vat_cents=0,
        claimed_on=day, verdict="due", reason="malus")  # fmt: skip
    assert of_kind(Kind.COHORT, day) == []
    (note,) = of_kind(Kind.INVOICE, day)
    assert (note.title, note.cents) == ("Credit note C-1: to be approved", -200_000)


RESULT = """
[no_cure_less_pay]
price = 3000
effort_percent = 40
[[no_cure_less_pay.results]]
name = "durable"
title = { nl = "duurzaam werk", en = "durable work" }
percent = 100
[no_cure_less_pay.results.work]
months = 6
"""


def test_what_is_to_be_verified_in_the_calendar_is_on_the_page_it_leads_to():
    put_contract("no_cure_less_pay", RESULT)
    person = put_client(1, date(2025, 3, 1), ends_on=date(2025, 9, 1), status="completed",
        meets_norm=True, approved=True)  # fmt: skip
    put("placements", placement_id="W1", person_id=person, financed_by="employer",
        contract_kind="temporary", starts_on=date(2025, 8, 1))  # fmt: skip
    put_claim(2, date(2025, 9, 1))
    refresh_oversight(DAY)
    told = sum(each.number for each in of_kind(Kind.VERIFICATION))
    shown = premiums_to_verify(DAY)
    assert told == len(shown)
    assert "result" in {each.line.key.term for each in shown}


def put_tender(key: str, **values: object) -> None:
    put("tenders", tender_id=key, name=f"Tender {key}", prepared_on=date(2025, 10, 1), **values)
    put("tender_lots", lot_id=f"L{key}", tender_id=key, name="Lot 1",
        estimated_value_cents=1_000_000)  # fmt: skip


def test_tenders_stand_in_the_calendar_with_what_is_next():
    put_tender("T1")
    put_tender("T2", announced_on=date(2026, 1, 1), offers_due_on=date(2026, 3, 1))
    opened = {"announced_on": date(2026, 1, 1), "opened_on": date(2026, 3, 2)}
    put_tender("T3", offers_due_on=date(2026, 3, 1), **opened)
    put("tenders", tender_id="T4", name="Tender T4", prepared_on=date(2025, 10, 1), **opened)
    put("tender_lots", lot_id="LT4", tender_id="T4", name="Lot 1", offer_id="O1",
        awarded_on=date(2026, 3, 20), estimated_value_cents=1_000_000)  # fmt: skip
    told = {(each.title, each.due_on, each.is_late(DAY)) for each in of_kind(Kind.TENDER)}
    assert told == {
        ("Tender to be announced", None, False),
        ("Offers to be opened", date(2026, 3, 2), True),
        ("Award to be decided", None, False),
        ("Result to be published", None, False),
        ("Standstill ends: contract to be drawn up", date(2026, 4, 10), False),
    }


def test_a_tender_in_the_file_has_its_own_name_and_no_provider_yet(purchaser):
    put_tender("T1")
    lines = purchaser.get("/overzicht/agenda.csv?kind=tender").content.decode("utf-8-sig")
    titles, row = (line.split(";") for line in lines.splitlines())
    told = dict(zip(titles, row, strict=True))
    assert (told["provider"], told["name of the contract or tender"]) == ("", "Tender T1")
    assert "Tender T1" in purchaser.get("/overzicht/?kind=tender").content.decode()


def test_a_referral_is_to_be_answered_within_the_term_of_the_signal():
    put_contract()
    put("referrals", referral_id="A1", person_id="P9", contract_id="K1", provider_id="R1",
        referred_on=date(2026, 3, 1), referred_by="bakker", question="work")  # fmt: skip
    (referral,) = of_kind(Kind.REFERRAL)
    days = int(settings_on(DAY).parameters["referral_days"])
    assert referral.due_on == date(2026, 3, 1) + timedelta(days=days)
    assert referral.is_late(DAY)


def test_a_returned_referral_is_the_task_of_a_case_manager():
    put_contract()
    put("referrals", referral_id="A1", person_id="P9", contract_id="K1", provider_id="R1",
        referred_on=date(2026, 3, 1), referred_by="bakker", question="work",
        answered_on=date(2026, 3, 20), answer="returned", reason="no_place")  # fmt: skip
    (referral,) = of_kind(Kind.REFERRAL)
    assert (referral.asked_of, referral.title) == (
        "case_manager", "Returned referrals to be followed up"
    )  # fmt: skip


def test_everyone_sees_the_tasks_of_their_own_role_first(purchaser, user_with, browser_of):
    put_contract(data_agreement_on=None)
    put_invoice("F1", date(2026, 3, 20))
    put("line_approvals", invoice_line_id="LF1", step="performance", approved_on=DAY,
        approved_by="kramer", amount_cents=40_000, version=1)  # fmt: skip
    mine = purchaser.get("/overzicht/").content.decode()
    assert "Data-protection agreement lacks" in mine
    assert "payment to be approved" not in mine
    controller = user_with("blok", Role.CONTROLLER)
    controller.language = "en"
    controller.save()
    browser = browser_of(controller)
    theirs = browser.get("/overzicht/").content.decode()
    assert "payment to be approved" in theirs
    assert "Data-protection agreement lacks" not in theirs
    everybodys = browser.get("/overzicht/?whose=all").content.decode()
    assert "payment to be approved" in everybodys
    assert "Data-protection agreement lacks" in everybodys
    file = browser.get("/overzicht/agenda.csv").content.decode("utf-8-sig")
    assert "payment to be approved" in file
    assert "Data-protection agreement lacks" not in file


def test_late_reports_of_a_contract_are_one_row_and_old_ones_come_last_and_folded(purchaser):
    put_contract()
    put_client(1, date(2025, 1, 1))
    refresh_oversight(DAY)
    late = of_kind(Kind.REPORT)[0]
    assert (late.number, late.due_on) == (4, date(2025, 4, 15))
    assert "the oldest since 15 Apr 2025" in late.detail
    last = in_periods(duties_on(DAY), DAY)[-1]
    assert (last.name, last.number) == ("long", 4)
    page = purchaser.get("/overzicht/?whose=provider").content.decode()
    assert page.index("Reports that are late for more than three months") < page.index(
        "<details><summary>Under 1 contract"
    )


def test_what_can_be_done_now_says_how_many_things_stand_in_how_many_rows(purchaser):
    put_contract()
    put("reconciliations", reconciliation_id="Q1", contract_id="K1", made_on=date(2026, 2, 1),
        made_by="kramer", list_on=date(2026, 1, 31), rows=9, own=8, agreeing=7)  # fmt: skip
    for key in ("Q1A", "Q1B", "Q1C"):
        put("reconciliation_differences", difference_id=key, reconciliation_id="Q1", client="12",
            kind="not_in_register", found_on=date(2026, 2, 1))  # fmt: skip
    page = purchaser.get("/overzicht/?kind=reconciliation").content.decode()
    assert '<span class="muted small">3, in 1 row</span>' in page
    assert "stands together in one row, with its number" in page
