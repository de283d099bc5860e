"""The pages on the money of a contract say the same as the payments do, at any moment."""

from datetime import date

import pytest

from tests.register.buying import TODAY, put
from tests.register.oversight.agreed import BONUS, put_client
from tests.register.oversight.agreed import put_contract as put_agreed
from tests.register.payments.paying import (
    CONTRACT,
    completes,
    make_people,
    put_contract,
    reports_intake,
    takes_part,
)
from trede.language import speaking
from trede.register.accounts.roles import Role
from trede.register.contracts.reading import find_contract
from trede.register.oversight.catching_up import behind, catch_up
from trede.register.oversight.computing import refresh_oversight
from trede.register.oversight.depth import terms_money
from trede.register.oversight.glance import glance_of, glances
from trede.register.oversight.models import OpenAmount
from trede.register.oversight.money import Money, held_by_reason, held_in_all, total_of
from trede.register.payments.overview import of_contract, paid_by_contract, what_waits
from trede.register.payments.standing import Standing
from trede.register.yields.advices import end_decided

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with speaking("en"):
        yield


@pytest.fixture
def people():
    put_contract(CONTRACT, "P-atlas", "Atlas")
    return make_people()


def money(key: str = CONTRACT) -> Money:
    return glance_of(find_contract(key, TODAY), TODAY).money


def as_paid(key: str = CONTRACT) -> tuple[int, ...]:
    """Return what the pages on payments say: paid, to be paid, to be taken back, held."""
    found = of_contract(key, TODAY)
    sums = (found.cents(each) for each in (Standing.DUE, Standing.BACK, Standing.HELD))
    return paid_by_contract(key), *sums


def as_seen(key: str = CONTRACT) -> tuple[int, ...]:
    """Return what the pages of the overview say of the same."""
    found = money(key)
    return found.spent, found.due, found.back, found.held


def test_what_is_paid_is_spent_at_once_and_no_longer_due(people, browser_of):
    reports_intake(takes_part("0001"))
    completes("0002")
    refresh_oversight(TODAY)
    assert (money().spent, money().due) == (0, 240_000)
    people.invoice_and_pay()
    browser = browser_of(people.controller)
    page = browser.get("/overzicht/contracten").content.decode()
    assert as_seen() == as_paid() == (240_000, 0, 0, 0)
    assert "€\u00a02,400" in page
    deep = browser.get(f"/overzicht/contracten/{CONTRACT}").content.decode()
    assert "€\u00a02,400.00" in browser.get(f"/betalingen/contract/{CONTRACT}").content.decode()
    assert sum(each.paid for each in terms_money(CONTRACT, [])) == money().spent
    assert "settled today" in deep.casefold()


def test_a_report_that_came_after_the_night_makes_a_fee_due_on_every_page(people, browser_of):
    key = takes_part("0001")
    refresh_oversight(TODAY)
    reports_intake(key)
    assert behind() == {CONTRACT}
    browser_of(people.controller).get(f"/overzicht/contracten/{CONTRACT}")
    assert behind() == set()
    assert as_seen() == as_paid() == (0, 40_000, 0, 0)


def test_a_contract_that_could_not_catch_up_yet_shows_all_of_it_as_it_was(people):
    reports_intake(takes_part("0001"))
    refresh_oversight(TODAY)
    people.invoice_and_pay()
    catch_up(TODAY, seconds=-1)
    assert behind() == {CONTRACT}
    assert (money().spent, money().due) in {(0, 40_000), (40_000, 40_000)}
    catch_up(TODAY)
    assert as_seen() == as_paid() == (40_000, 0, 0, 0)


def test_what_a_client_does_under_one_contract_is_looked_at_under_the_others(people):
    del people
    put_contract("K2", "P-boreas", "Boreas")
    takes_part("0001")
    takes_part("0001", "K2")
    refresh_oversight(TODAY)
    reports_intake("0001/K2")
    assert behind() == {CONTRACT, "K2"}


def test_catching_up_comes_to_the_same_as_the_night(people):
    reports_intake(takes_part("0001"))
    completes("0002")
    takes_part("0003")
    catch_up(TODAY)
    before = list(OpenAmount.objects.order_by("pk").values_list("term", "period", "cents"))
    change = refresh_oversight(TODAY)
    assert before
    assert [(each.added, each.changed, each.removed) for each in (
        change.reports, change.amounts, change.prospects
    )] == [(0, 0, 0)] * 3  # fmt: skip


def test_a_malus_that_still_runs_and_money_in_doubt_are_no_part_of_what_is_held(
    browser_of, user_with
):
    put_agreed("bonus_malus", BONUS)
    put_client(1, date(2025, 12, 1))
    put_client(2, date(2025, 6, 1), ends_on=date(2025, 8, 20), status="completed", meets_norm=True)
    put("payments", payment_id="B1", contract_id="K1", participation_id="D2", person_id="P2",
        term="trajectory", amount_cents=50_000, paid_on=date(2025, 9, 1))  # fmt: skip
    refresh_oversight(TODAY)
    found = of_contract("K1", TODAY)
    seen = money("K1")
    assert (seen.held, -seen.doubt, seen.running) == (
        found.cents(Standing.HELD), found.cents(Standing.DOUBT), found.cents(Standing.RUNNING)
    )  # fmt: skip
    assert seen.running == -100_000
    assert seen.held == sum(each.cents for each in held_by_reason("K1")) == held_in_all()
    assert seen.expected == seen.due + seen.back + seen.held + seen.to_earn
    user = user_with("blok", Role.CONTROLLER)
    user.language = "en"
    user.save()
    browser = browser_of(user)
    for address in ("/betalingen/contract/K1", "/overzicht/contracten/K1", "/overzicht/contracten"):
        page = browser.get(address).content.decode().casefold()
        assert "of a year that still runs" in page
    listed = browser.get("/betalingen/contract/K1?verdict=running").content.decode()
    assert "-\u2060€\u00a01,000.00" in listed


def test_held_is_the_same_sum_on_the_payments_and_at_a_glance(people, browser_of):
    takes_part("0001", ends_on=date(2026, 3, 1), status="completed", meets_norm=True)
    refresh_oversight(TODAY)
    held = total_of(each.money for each in glances(TODAY)).held
    assert held == held_in_all() == of_contract(CONTRACT, TODAY).cents(Standing.HELD) == 200_000
    assert "€\u00a02,000.00" in browser_of(people.controller).get("/betalingen/").content.decode()


def test_what_is_to_be_taken_back_stands_apart_from_what_is_to_be_paid(people, browser_of):
    reports_intake(takes_part("0001"))
    invoice = people.invoice()
    put("invoices", invoice_id="C1", provider_id="P-atlas", contract_id=CONTRACT, number="C-1",
        kind="credit", way="register", month_on=date(2026, 3, 1), received_on=TODAY)  # fmt: skip
    put("invoice_lines", invoice_line_id="C1-1", invoice_id="C1", line=1, contract_id=CONTRACT,
        term="bonus_malus", period="2024", version=1, amount_cents=-3_120_000, vat_cents=0,
        claimed_on=TODAY, verdict="due", reason="malus")  # fmt: skip
    assert invoice
    (waiting,) = what_waits().waiting
    assert (waiting.performance.pay, waiting.performance.back) == (40_000, -3_120_000)
    page = browser_of(people.controller).get("/betalingen/").content.decode()
    assert "€\u00a031,200.00 to be taken back" in page
    assert "-\u2060€\u00a030,800.00" not in page


def test_the_end_is_decided_only_by_following_advice_to_end_or_not_following_another():
    for key, advice, answer in (
        ("A", "extend", "followed"), ("B", "extend", "not_followed"),
        ("C", "do_not_extend", "followed"), ("D", "do_not_extend", "not_followed"),
    ):  # fmt: skip
        put("extension_advices", advice_id=key, contract_id=key, given_on=date(2026, 3, 1),
            advice=advice, grounds="x", answered_on=TODAY, answer=answer, reason="y")  # fmt: skip
    assert end_decided() == {"B", "C"}
    put("contract_extensions", contract_id="B", decided_on=TODAY, former_ends_on=TODAY,
        ends_on=date(2027, 1, 1), motive="after all")  # fmt: skip
    assert end_decided() == {"C"}
