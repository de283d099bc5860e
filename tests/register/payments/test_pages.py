"""The pages of paying: what waits, an invoice before two people, exports, books, the provider."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.buying import put
from tests.register.payments.paying import (
    ATLAS,
    BOREAS,
    CONTRACT,
    OTHER,
    People,
    completes,
    corrected,
    paid,
    put_contract,
    reports_intake,
    standing,
    states,
    takes_part,
)
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.facts.models import believed

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Browser]


@pytest.fixture
def purchaser(people: People, browser_of: SignIn) -> Browser:
    return browser_of(people.purchaser)


@pytest.fixture
def controller(people: People, browser_of: SignIn) -> Browser:
    return browser_of(people.controller)


@pytest.fixture
def provider(people: People, browser_of: SignIn) -> Browser:
    return browser_of(people.provider)


def read(browser: Browser, address: str, status: int = 200) -> str:
    """Return what stands on a page."""
    answer = browser.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def post(browser: Browser, address: str, **answers: object) -> str:
    """Send a form and return the page that follows."""
    answer = browser.post(address, answers, follow=True)
    return answer.content.decode()


def test_an_invoice_goes_from_the_provider_through_two_approvals_to_the_books(
    people, provider, purchaser, controller
):
    reports_intake(completes("1"))
    page = read(provider, "/aanbieder/facturen/maken?month=2026-03")
    assert "The intake report was received." in page
    seal = page.split('name="seal" value="')[1].split('"')[0]
    address = f"/aanbieder/facturen/maken?contract={CONTRACT}&month=2026-03"
    assert "The invoice was sent." in post(provider, address, number="2026-7", seal=seal)
    invoice = str(believed("invoices").get().cell("invoice_id"))

    overview = read(purchaser, "/betalingen/")
    assert "€\u00a02,400.00" in overview
    page = post(purchaser, f"/betalingen/factuur/{invoice}/prestatie", all="1")
    assert "Performance approved: 2 lines, € 2,400.00." in page
    page = post(controller, f"/betalingen/factuur/{invoice}/betaling", all="1")
    assert "Paid: 2 lines, € 2,400.00." in page
    assert states(invoice) == ["paid", "paid"]
    assert "The books balance" in read(controller, "/betalingen/grootboek")
    assert "Paid on 31 Mar 2026." in read(provider, f"/aanbieder/facturen/{invoice}")


def test_single_lines_are_approved_and_what_is_not_is_told(people, purchaser, controller):
    key = completes("1")
    reports_intake(key)
    invoice = people.invoice()
    intake, trajectory = standing(invoice)
    page = post(purchaser, f"/betalingen/factuur/{invoice}/prestatie", line=intake.pk)
    assert "Performance approved: 1 line, € 400.00." in page
    chosen = [intake.pk, trajectory.pk]
    page = post(controller, f"/betalingen/factuur/{invoice}/betaling", line=chosen)
    assert "Paid: 1 line, € 400.00." in page
    assert "Line 2 was not approved: The performance was not approved yet." in page
    assert paid() == [400]
    page = post(controller, f"/betalingen/factuur/{invoice}/betaling")
    assert "Tick the lines to approve, or approve all of them." in page


def test_who_approves_the_performance_cannot_approve_payment_and_the_other_way_round(
    people, purchaser, controller
):
    completes("1")
    invoice = people.invoice()
    for browser, address in ((purchaser, "betaling"), (controller, "prestatie")):
        answer = browser.post(f"/betalingen/factuur/{invoice}/{address}", {"all": "1"})
        assert answer.status_code == 403


def test_what_changed_while_the_invoice_waited_is_told_at_payment(people, controller):
    key = completes("1")
    invoice = people.invoice()
    people.approve(invoice)
    corrected("participations", {"meets_norm": False}, participation_id=key)
    page = post(controller, f"/betalingen/factuur/{invoice}/betaling", all="1")
    assert "Line 1: The result does not meet the norm of the contract." in page
    assert paid() == []


def test_a_contract_shows_what_is_due_held_and_refused_with_reason_and_age(people, purchaser):
    completes("1")
    takes_part("2", ends_on=date(2026, 3, 21), status="completed", meets_norm=True)
    takes_part("3", ends_on=date(2026, 3, 21), status="broken_off")
    address = f"/betalingen/contract/{CONTRACT}"
    assert "Completed, to the norm, and approved." in read(purchaser, address)
    held = read(purchaser, f"{address}?verdict=held")
    assert "Payment is not approved." in held
    assert "10 days" in held
    assert "The participation was broken off." in read(purchaser, f"{address}?verdict=refused")


def test_a_credit_note_is_made_where_something_is_to_be_taken_back(people, purchaser):
    key = completes("1")
    people.invoice_and_pay()
    corrected("participations", {"meets_norm": False}, participation_id=key)
    address = f"/betalingen/contract/{CONTRACT}"
    assert "1 amount is to be taken back" in read(purchaser, address)
    page = post(purchaser, f"{address}/creditnota")
    assert "The credit note was made. It waits for both approvals." in page
    assert "Credit note 202603-C001" in page
    assert "There is nothing to take back" in post(purchaser, f"{address}/creditnota")


def test_a_line_is_given_up_with_a_reason_that_the_provider_reads(people, purchaser, provider):
    completes("1")
    invoice = people.invoice()
    (line,) = standing(invoice)
    address = f"/betalingen/regel/{line.pk}/opgeven"
    assert purchaser.post(address, {"reason": ""}).status_code == 422
    assert "will not be paid" in post(purchaser, address, reason="asked twice")
    assert "asked twice" in read(provider, f"/aanbieder/facturen/{invoice}")


def test_premiums_to_verify_are_listed_with_the_day_on_which_they_can_be(
    people, purchaser, user_with, browser_of
):
    for number, began in (("1", date(2025, 9, 20)), ("2", date(2025, 12, 1))):
        key, person = takes_part(number), f"P{number}"
        work = {"placement_id": f"W{number}", "person_id": person, "financed_by": "employer"}
        put("placements", **work, starts_on=began)
        claim = {"claim_id": f"C{number}", "person_id": person, "participation_id": key}
        asked = {"contract_id": CONTRACT, "premium": "durable", "claimed_on": date(2026, 3, 25)}
        put("premium_claims", **claim, **asked)
    page = read(purchaser, "/betalingen/premies")
    assert "20 Mar 2026 · now" in page
    assert "1 Jun 2026" in page
    assert page.index("20 Mar 2026") < page.index("1 Jun 2026")
    assert "/stap/verification" not in page
    keeper = user_with("de vries", Role.DATA_MANAGER)
    premiums = read(browser_of(keeper), "/betalingen/premies")
    assert "/clienten/1/stap/verification" in premiums
    assert 'href="/gegevens/"' in premiums.split("<main")[1]
    assert 'href="/betalingen/premies"' in read(browser_of(keeper), "/gegevens/")


def test_the_file_for_the_finance_system_is_the_same_in_every_language(people, controller):
    reports_intake(completes("1"))
    people.invoice_and_pay()
    post(controller, "/betalingen/exporten/nieuw")
    user = User.objects.get(pk=controller.session["_auth_user_id"])
    files = {}
    for language in ("nl", "en"):
        user.language = language
        user.save()
        answer = controller.get("/betalingen/exporten/20260331-01")
        files[language] = (answer.content, answer["Content-Disposition"])
    assert files["nl"] == files["en"]
    assert files["nl"][1] == 'attachment; filename="betalingen-20260331-01.csv"'


def test_every_payment_leaves_once_in_a_file_that_stays_the_same(people, controller):
    reports_intake(completes("1"))
    people.invoice_and_pay()
    page = post(controller, "/betalingen/exporten/nieuw")
    assert "Export 20260331-01 was made." in page
    first = controller.get("/betalingen/exporten/20260331-01").content
    again = post(controller, "/betalingen/exporten/nieuw")
    assert "Every payment was exported already." in again
    completes("2")
    people.invoice_and_pay("2026-002")
    post(controller, "/betalingen/exporten/nieuw")
    assert controller.get("/betalingen/exporten/20260331-01").content == first
    lines = first.decode("utf-8-sig").splitlines()
    assert lines[0] == (
        "export;betaling;betaald op;aanbieder;factuur;regelnummer;contract;deelname;onderdeel;"
        "periode;bedrag in euro;btw in euro;met btw in euro"
    )
    rows = sorted(line.split(";")[2:] for line in lines[1:3])
    assert rows == [
        ["2026-03-31", ATLAS, "2026-001", "00001", CONTRACT, f"1/{CONTRACT}", "intake", "",
         "400,00", "84,00", "484,00"],
        ["2026-03-31", ATLAS, "2026-001", "00002", CONTRACT, f"1/{CONTRACT}", "trajectory", "",
         "2000,00", "420,00", "2420,00"],
    ]  # fmt: skip
    assert lines[3] == "totaal;2;;;;;;;;;2400,00;504,00;2904,00"
    second = controller.get("/betalingen/exporten/20260331-02").content.decode()
    assert second.splitlines()[-1] == "totaal;1;;;;;;;;;2000,00;420,00;2420,00"
    assert believed("export_lines").count() == 3


def test_the_ledger_is_downloaded_whole_with_its_sum(people, controller):
    completes("1")
    people.invoice_and_pay()
    lines = controller.get("/betalingen/grootboek/bestand").content.decode("utf-8-sig").splitlines()
    assert lines[0] == (
        "booked on;booking;account;amount in euros;contract;name of the contract;what for;period;"
        "client;invoice;payment"
    )
    assert [line.split(";")[2:10] for line in lines[1:]] == [
        ["costs of reintegration", "2000,00", CONTRACT, "Guidance Atlas", "trajectory", "", "1",
         "2026-001"],
        ["recoverable VAT", "420,00", CONTRACT, "Guidance Atlas", "trajectory", "", "1",
         "2026-001"],
        ["creditors", "-2420,00", CONTRACT, "Guidance Atlas", "trajectory", "", "1", "2026-001"],
        ["", "0,00", "", "", "", "", "", ""],
    ]  # fmt: skip


def test_a_provider_sees_and_invoices_only_what_is_of_the_own_company(people, browser_of):
    put_contract(OTHER, BOREAS, "Boreas")
    completes("1")
    completes("2", OTHER)
    invoice = people.invoice()
    boreas = User.objects.create_user("boreas", "Boreas", roles=(Role.PROVIDER,))
    boreas.provider_id = BOREAS
    boreas.language = "en"
    boreas.save()
    browser = browser_of(boreas)
    assert "2026-001" not in read(browser, "/aanbieder/facturen/")
    assert browser.get(f"/aanbieder/facturen/{invoice}").status_code == 404
    address = f"/aanbieder/facturen/maken?contract={CONTRACT}"
    assert browser.get(address).status_code == 404
    answer = browser.post("/aanbieder/facturen/uploaden/antwoord", {"contract": CONTRACT})
    assert answer.status_code == 404
    assert "K-2025-01" not in read(browser, "/aanbieder/facturen/uploaden")


def test_what_changed_since_the_preview_is_not_sent_unseen(people, provider):
    reports_intake(takes_part("1"))
    page = read(provider, "/aanbieder/facturen/maken?month=2026-03")
    seal = page.split('name="seal" value="')[1].split('"')[0]
    completes("2")
    address = f"/aanbieder/facturen/maken?contract={CONTRACT}&month=2026-03"
    page = post(provider, address, number="1", seal=seal)
    assert "What can be invoiced changed while you looked." in page
    assert believed("invoices").count() == 0


def test_the_example_file_names_a_contract_of_the_company_at_its_prices(people, provider):
    text = provider.get("/aanbieder/facturen/uploaden/voorbeeld").content.decode("utf-8-sig")
    assert text.splitlines() == [
        "client;participation;contract;term;period;month;amount;vat",
        f"0041-7723;;{CONTRACT};intake;;2026-03;400,00;84,00",
        f"0041-7723;;{CONTRACT};trajectory;;2026-03;2000,00;420,00",
    ]
