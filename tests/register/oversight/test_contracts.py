"""Contracts at a glance and in depth: money that adds up, volume, results and warnings."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.register.buying import put
from tests.register.oversight.agreed import BONUS, put_client, put_contract
from trede.register.accounts.roles import Role
from trede.register.contracts.reading import MINIMUM
from trede.register.contracts.versions import readable_terms
from trede.register.oversight.computing import last_computed, refresh_oversight
from trede.register.oversight.depth import draw_months, months_of, terms_money
from trede.register.oversight.glance import glances, in_order
from trede.register.oversight.money import Money, held_by_reason, total_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)


@pytest.fixture
def controller(user_with, browser_of):
    user = user_with("blok", Role.CONTROLLER)
    user.language = "en"
    user.save()
    return browser_of(user)


def money(day=DAY) -> Money:
    refresh_oversight(day)
    (found,) = glances(day)
    return found.money


def put_report(number: int, name: str, day: date) -> None:
    put("progress_reports", report_id=f"V{number}-{name}-{day}", participation_id=f"D{number}",
        person_id=f"P{number}", name=name, received_on=day)  # fmt: skip


def put_payment(number: int, cents: int, day: date, term: str = "intake") -> None:
    put("payments", payment_id=f"B{number}-{term}-{day}-{cents}", contract_id="K1",
        participation_id=f"D{number}", person_id=f"P{number}", term=term, amount_cents=cents,
        paid_on=day)  # fmt: skip


def test_who_takes_part_still_brings_the_fees_of_a_completed_trajectory():
    put_contract()
    put_client(1, date(2026, 2, 1))
    assert money() == Money(to_earn=250_000)
    put_report(1, "intake", date(2026, 2, 10))
    assert money() == Money(due=40_000, to_earn=210_000)
    put_payment(1, 40_000, date(2026, 3, 1))
    assert money() == Money(spent=40_000, to_earn=210_000)


def test_what_ended_and_waits_for_approval_is_held_and_no_longer_to_be_earned():
    put_contract()
    put_client(1, date(2025, 6, 1), ends_on=date(2025, 8, 20), status="completed", meets_norm=True)
    assert money() == Money(held=210_000)
    (held,) = held_by_reason("K1")
    assert (held.reason, held.number, held.cents, held.since) == (
        "not_approved", 1, 210_000, date(2025, 8, 20)
    )  # fmt: skip


def test_who_broke_off_brings_nothing_more():
    put_contract()
    put_client(1, date(2025, 6, 1), ends_on=date(2025, 8, 20), status="broken_off")
    assert money() == Money()


def test_an_agreed_minimum_is_committed_while_fewer_clients_came():
    put_contract()
    put("contract_terms", contract_id="K1", term=MINIMUM, starts_on=date(2025, 1, 1), number=10)
    put_client(1, date(2026, 2, 1))
    found = money()
    assert (found.expected, found.minimum, found.committed) == (250_000, 2_500_000, 2_500_000)
    for number in range(2, 13):
        put_client(number, date(2026, 2, 1))
    found = money()
    assert (found.expected, found.committed) == (3_000_000, 3_000_000)


def test_what_a_contract_pays_at_most_limits_what_is_expected_and_is_pointed_out():
    put_contract(more="[caps]\nper_contract = 3000\n")
    for number in (1, 2):
        put_client(number, date(2026, 2, 1))
    put_report(1, "intake", date(2026, 2, 10))
    put_payment(1, 40_000, date(2026, 3, 1))
    found = money()
    assert (found.spent + found.expected, found.most, found.share_of_most) == (
        300_000, 300_000, 100
    )  # fmt: skip
    (contract,) = glances(DAY)
    assert "100% of the most that the contract pays is spent or expected." in contract.warnings


def test_a_cohort_that_still_runs_is_not_counted_as_held():
    put_contract("bonus_malus", BONUS)
    put_client(1, date(2025, 12, 1))
    found = money()
    assert (found.held, found.to_earn) == (0, 250_000)
    assert held_by_reason("K1") == []


def test_money_in_doubt_stands_apart_from_what_is_held():
    put_contract()
    put_client(1, date(2025, 6, 1), ends_on=date(2025, 8, 20), status="completed", meets_norm=True)
    put_payment(1, 210_000, date(2025, 9, 1), "trajectory")
    assert money() == Money(spent=210_000, doubt=210_000)


def test_what_was_paid_after_the_night_is_not_counted_twice():
    put_contract()
    put_client(1, date(2026, 2, 1))
    put_report(1, "intake", date(2026, 2, 10))
    before = money()
    computed = last_computed()
    computed.at = computed.at.replace(year=2025)
    computed.save()
    put_payment(1, 40_000, date(2026, 3, 1))
    (found,) = glances(DAY)
    assert found.money == before


def test_the_totals_are_the_sums_of_the_contracts():
    put_contract()
    put_client(1, date(2026, 2, 1))
    put("contracts", contract_id="K2", name="Taal", provider_id="R1", signed_on=DAY)
    put("payments", payment_id="B9", contract_id="K2", term="fee", amount_cents=12_345,
        paid_on=DAY)  # fmt: skip
    refresh_oversight(DAY)
    found = glances(DAY)
    total = total_of(each.money for each in found)
    assert len(found) == 2
    assert (total.spent, total.expected, total.committed) == (12_345, 250_000, 262_345)
    assert total.expected == total.due + total.held + total.to_earn


def test_terms_that_cannot_be_read_are_named_and_the_others_counted():
    put_contract()
    put_client(1, date(2026, 2, 1))
    put("contracts", contract_id="K2", name="Taal", provider_id="R1", signed_on=DAY)
    put("contract_versions", contract_id="K2", version=1, starts_on=DAY, terms="contract = ")
    refresh_oversight(DAY)
    assert "K2" in last_computed().fault
    assert {each.contract.key: each.money.to_earn for each in glances(DAY)} == {
        "K1": 250_000,
        "K2": 0,
    }


def test_a_contract_that_is_over_stays_in_sight_while_money_is_to_come():
    put_contract(ends_on=date(2026, 3, 1))
    put_client(1, date(2026, 2, 1))
    refresh_oversight(DAY)
    assert [each.contract.key for each in glances(DAY)] == ["K1"]
    put_client(2, date(2025, 2, 1), ends_on=date(2025, 5, 1), status="broken_off")
    assert [each.contract.key for each in glances(DAY, shows_all=True)] == ["K1"]


def test_contracts_are_put_in_the_order_asked_for(controller):
    put_contract()
    put("contracts", contract_id="K2", name="Aan de slag", provider_id="R1", signed_on=DAY)
    put_client(1, date(2026, 2, 1))
    refresh_oversight(DAY)
    found = glances(DAY)
    assert [each.contract.key for each in in_order(found, "name")[0]] == ["K2", "K1"]
    assert [each.contract.key for each in in_order(found, "-expected")[0]] == ["K1", "K2"]
    assert in_order(found, "nonsense")[1] == "-committed"
    page = controller.get("/overzicht/contracten?order=name").content.decode()
    assert page.index("Aan de slag") < page.index("Naar werk")
    assert 'aria-sort="ascending"' in page


def test_the_file_says_what_the_page_says(controller):
    put_contract()
    put_client(1, date(2026, 2, 1))
    refresh_oversight(DAY)
    lines = controller.get("/overzicht/contracten/bestand").content.decode("utf-8-sig")
    head, row = (line.split(";") for line in lines.splitlines())
    told = dict(zip(head, row, strict=True))
    assert (told["contract"], told["committed"], told["spent"], told["expected"]) == (
        "K1", "2500.00", "0.00", "2500.00"
    )  # fmt: skip


def test_payments_are_told_by_month_with_what_was_taken_back():
    put_contract()
    put_client(1, date(2025, 6, 1))
    put_payment(1, 40_000, date(2025, 7, 1))
    put_payment(1, 210_000, date(2025, 10, 9), "trajectory")
    put_payment(1, -210_000, date(2025, 10, 20), "trajectory")
    put_payment(1, -10_000, date(2025, 12, 20))
    assert [(each.first_on.month, each.net, each.until_then) for each in months_of("K1")] == [
        (7, 40_000, 40_000), (10, 0, 40_000), (12, -10_000, 30_000)
    ]  # fmt: skip
    drawn = draw_months(months_of("K1"))
    assert [name in drawn for name in ("Jul 2025", "Aug 2025", "Dec 2025", "€ 400", "-€ 100")] == (
        [True] * 5
    )


def test_each_term_of_a_contract_is_told_with_its_price_and_money(controller):
    put_contract()
    put_client(1, date(2026, 2, 1))
    put_report(1, "intake", date(2026, 2, 10))
    put_payment(1, 30_000, date(2026, 3, 1))
    refresh_oversight(DAY)
    page = controller.get("/overzicht/contracten/K1").content.decode()
    assert "/overzicht/geldketen/0050-0001?from=contract" not in page
    told = [
        (each.term, each.price, each.number, each.paid, each.due)
        for each in terms_money("K1", readable_terms(["K1"])["K1"])
    ]
    assert told == [
        ("intake", 40_000, 1, 30_000, 10_000),
        ("trajectory", 210_000, 0, 0, 0),
        ("durable_work", 150_000, 0, 0, 0),
    ]


def test_a_client_who_was_paid_for_twice_is_one_client():
    put_contract()
    person = put_client(1, date(2025, 2, 1))
    put("participations", participation_id="D1-again", person_id=person, contract_id="K1",
        starts_on=date(2026, 2, 1))  # fmt: skip
    for number, participation in enumerate(("D1", "D1-again")):
        put("payments", payment_id=f"B{number}", contract_id="K1", participation_id=participation,
            person_id=person, term="intake", amount_cents=40_000, vat_cents=0,
            paid_on=date(2026, 3, 1))  # fmt: skip
    (intake,) = (each for each in terms_money("K1", []) if each.term == "intake")
    assert (intake.number, intake.paid) == (1, 80_000)


def test_participants_are_told_by_number_and_lead_to_their_money_chain(
    controller, client_of, case_manager
):
    put_contract()
    client = client_of(case_manager)
    put("participations", participation_id="D1", person_id=client.person_id, contract_id="K1",
        starts_on=date(2025, 12, 1))  # fmt: skip
    refresh_oversight(DAY)
    page = controller.get("/overzicht/contracten/K1").content.decode()
    assert "/overzicht/geldketen/0041-7723?from=contract" in page
    assert "Jansen" not in page
    assert "16 days late" in page
    file = controller.get("/overzicht/contracten/K1/deelnemers").content.decode("utf-8-sig")
    assert file.splitlines()[1] == "D1;0041-7723;2025-12-01;;0.00;0.00;0.00;0.00;2500.00;1"


def test_a_draft_and_an_unknown_contract_have_no_money(controller):
    put_contract(signed_on=None)
    assert controller.get("/overzicht/contracten/K1").status_code == 404
    assert controller.get("/overzicht/contracten/K9").status_code == 404


@pytest.mark.parametrize("address", ["/overzicht/contracten", "/overzicht/contracten/K1"])
def test_more_contracts_and_clients_ask_the_database_no_more(controller, address):
    put_contract()
    put_client(1, date(2025, 12, 1))
    refresh_oversight(DAY)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert controller.get(address).status_code == 200
        return len(asked)

    queries()
    before = queries()
    for number in range(2, 30):
        put_client(number, date(2025, 12, 1))
        put("contracts", contract_id=f"K{number}", name=f"Contract {number}", provider_id="R1",
            signed_on=DAY, ends_on=date(2027, 1, 1))  # fmt: skip
    refresh_oversight(DAY)
    assert queries() == before
    assert before <= 60
