"""An auditor rebuilds an amount from the invoice, the chain and the books; a line is sent back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.buying import TODAY, put
from tests.register.payments.paying import (
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
from trede.language import speaking
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.models import believed
from trede.register.oversight.chain import chain_of as chain_in_full
from trede.register.oversight.happenings import Stage
from trede.register.payments.approving import approve_performance, send_back
from trede.register.payments.facts import terms_of
from trede.register.payments.grounds import Grounds, rule_of
from trede.register.payments.invoicing import CREDIT, own_heading
from trede.register.payments.lines import ahead
from trede.register.payments.overview import of_contract
from trede.register.payments.standing import Standing
from trede.register.steps.refusing import RefusedError

pytestmark = pytest.mark.django_db
VERSION = f"/contracten/{CONTRACT}/voorwaarden/1"


@pytest.fixture
def auditor(user_with, browser_of: Callable[[User], Browser]) -> Browser:
    user = user_with("de wit", Role.AUDITOR)
    user.language = "en"
    user.save()
    return browser_of(user)


@pytest.fixture
def controller(people: People, browser_of: Callable[[User], Browser]) -> Browser:
    return browser_of(people.controller)


def read(browser: Browser, address: str) -> str:
    answer = browser.get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def chain_of(browser: Browser, number: str) -> str:
    address = f"/overzicht/geldketen/{number}"
    browser.post(f"/clienten/{number}/reden", {"reason": "I rebuild an amount", "next": address})
    return read(browser, address)


def test_a_paid_line_keeps_the_reason_the_price_and_the_version_it_was_paid_upon(
    people: People, auditor: Browser
):
    completes("1")
    invoice = people.invoice_and_pay()
    page = read(auditor, f"/betalingen/factuur/{invoice}")
    assert "Paid on 31 Mar 2026." in page
    assert "Completed, to the norm, and approved." in page
    assert 'Trajectory: <span class="nowrap">€\u00a02,000.00</span>. When completed' in page
    assert f'href="{VERSION}"' in page
    assert "/overzicht/geldketen/1?from=line#participations-1" in page


def test_the_reason_for_a_payment_stays_that_of_the_day_it_was_paid(people: People):
    key = completes("1")
    people.invoice_and_pay()
    corrected("participations", {"meets_norm": False}, participation_id=key)
    (payment,) = believed("payments")
    ground = Grounds.of(["P1"]).of_payment(payment)
    assert ground is not None
    assert (ground.sentence, ground.version, ground.late) == (
        "Completed, to the norm, and approved.", 1, False
    )  # fmt: skip


def test_terms_that_were_corrected_after_payment_are_shown_as_they_were_paid_upon(people: People):
    completes("1")
    people.invoice_and_pay()
    text = str(believed("contract_versions").get().cell("terms")).replace("2000", "1800")
    corrected("contract_versions", {"terms": text}, contract_id=CONTRACT)
    (payment,) = believed("payments")
    ground = Grounds.of(["P1"]).of_payment(payment)
    assert ground is not None
    assert [entry.cents for entry in ground.rule] == [200_000]


def test_a_payment_from_before_what_it_rests_on_was_recorded_is_rebuilt_and_that_is_said(
    people: People,
):
    line = {"contract_id": CONTRACT, "participation_id": f"1/{CONTRACT}", "term": "trajectory"}
    put("payments", payment_id="B1", amount_cents=200_000, vat_cents=42_000,
        paid_on=date(2026, 3, 20), **line)  # fmt: skip
    completes("1")
    (payment,) = believed("payments")
    ground = Grounds.of(["P1"], [CONTRACT]).of_payment(payment)
    assert ground is not None
    assert (ground.sentence, ground.late) == ("Completed, to the norm, and approved.", True)


def test_the_facts_an_amount_rests_on_stand_with_day_source_and_moment(people: People):
    report = reports_intake(takes_part("1"))
    people.invoice_and_pay()
    (payment,) = believed("payments")
    ground = Grounds.of(["P1"]).of_payment(payment)
    assert ground is not None
    stored = believed("progress_reports").get(report_id=report)
    told = {each.table: (each.on, each.source, each.recorded_at) for each in ground.facts}
    assert told["progress_reports"] == (date(2026, 3, 5), "register", stored.recorded_at)


def test_the_chain_shows_price_rule_version_and_invoice_of_what_was_paid(
    people: People, auditor: Browser
):
    completes("1")
    invoice = people.invoice_and_pay()
    page = chain_of(auditor, "1")
    assert f"/betalingen/factuur/{invoice}" in page
    assert f'href="{VERSION}"' in page
    assert "When completed, to the norm, and approved." in page
    assert f'id="participations-1/{CONTRACT}"' in page
    for name in ("Kramer", "Visser"):
        assert f"{name}<br>" in page


def test_two_approvals_of_one_day_stand_in_the_order_in_which_they_were_given(people: People):
    completes("1")
    people.invoice_and_pay()
    happenings = chain_in_full(Client.objects.get(number="1"), TODAY).happenings
    approved = [each for each in happenings if each.stage is Stage.APPROVED]
    assert [(each.detail, each.who, each.at is not None) for each in approved] == [
        ("performance approved", "kramer", True),
        ("payment approved", "visser", True),
    ]


def test_what_is_refused_is_on_the_chain(people: People, auditor: Browser):
    takes_part("1", ends_on=date(2026, 3, 10), status="broken_off")
    page = chain_of(auditor, "1")
    assert "Refused, and why" in page
    assert "The participation was broken off." in page


def test_a_controller_sends_a_line_back_and_the_purchaser_sees_why(
    people: People, controller: Browser, browser_of: Callable[[User], Browser]
):
    completes("1")
    invoice = people.invoice()
    people.approve(invoice)
    (line,) = standing(invoice)
    assert f"/betalingen/regel/{line.pk}/terugsturen" in read(
        controller, f"/betalingen/factuur/{invoice}"
    )
    address = f"/betalingen/regel/{line.pk}/terugsturen"
    assert controller.post(address, {"reason": ""}).status_code == 422
    told = controller.post(address, {"reason": "no certificate was seen"}, follow=True)
    assert "its performance must be approved anew" in told.content.decode()
    assert states(invoice) == ["due"]
    page = read(browser_of(people.purchaser), f"/betalingen/factuur/{invoice}")
    assert "Sent back by Visser on" in page
    assert "no certificate was seen" in page
    agenda = read(browser_of(people.purchaser), "/overzicht/")
    assert "sent back by Visser: no certificate was seen" in agenda
    people.approve(invoice)
    assert "sent back by" not in read(browser_of(people.purchaser), "/overzicht/?whose=all")
    people.pay(invoice)
    assert paid() == [2000]


def test_only_an_approved_line_that_is_not_paid_is_sent_back_and_not_by_who_approved_it(
    people: People,
):
    completes("1")
    invoice = people.invoice()
    (line,) = standing(invoice)
    with pytest.raises(RefusedError, match="The performance was not approved yet"):
        send_back(people.controller, line.pk, "no", TODAY)
    approve_performance(people.purchaser, invoice, (), TODAY)
    with pytest.raises(RefusedError, match="You approved the performance yourself"):
        send_back(people.purchaser, line.pk, "no", TODAY)
    people.pay(invoice)
    with pytest.raises(RefusedError, match="Paid on 31 Mar 2026"):
        send_back(people.controller, line.pk, "no", TODAY)


def test_an_auditor_begins_at_the_overview(auditor: Browser):
    assert auditor.get("/").url == "/overzicht/"


def test_the_ledger_says_what_for_whom_and_upon_which_invoice(people: People, auditor: Browser):
    completes("1")
    invoice = people.invoice_and_pay()
    page = read(auditor, "/betalingen/grootboek")
    assert "Trajectory" in page
    assert "/overzicht/geldketen/1?from=contract" in page
    assert f'href="/betalingen/factuur/{invoice}">2026-001</a>' in page


def test_the_ledger_is_narrowed_to_a_contract_or_a_month(people: People, auditor: Browser):
    put_contract(OTHER, BOREAS, "Boreas")
    completes("1")
    people.invoice_and_pay()
    address = "/betalingen/grootboek"
    assert "Nothing was booked for this." in read(auditor, f"{address}?contract={OTHER}")
    assert "Nothing was booked for this." in read(auditor, f"{address}?month=2026-02")
    assert "2026-001" in read(auditor, f"{address}?contract={CONTRACT}&month=2026-03")
    file = auditor.get(f"{address}/bestand?month=2026-02").content.decode("utf-8-sig")
    assert file.splitlines()[1:] == ["total;;;0,00;;;;;;;"]


def test_numbers_of_the_municipality_are_one_series_for_all_providers(people: People):
    put_contract(OTHER, BOREAS, "Boreas")
    numbers = []
    for contract, number in ((CONTRACT, "1"), (OTHER, "2")):
        provider = str(believed("contracts").get(contract_id=contract).cell("provider_id"))
        numbers.append(own_heading(provider, contract, TODAY, CREDIT).number)
        put("invoices", invoice_id=number, provider_id=provider, contract_id=contract,
            number=numbers[-1], kind="credit", way="municipality", month_on=TODAY.replace(day=1),
            received_on=TODAY)  # fmt: skip
    assert numbers == ["202603-C001", "202603-C002"]


def test_no_amount_is_told_to_be_payable_from_a_day_that_has_passed(people: People):
    completes("1")
    (chain,) = of_contract(CONTRACT, TODAY).of(Standing.DUE)
    passed = replace(chain.line, payable_on=date(2026, 3, 1))
    assert ahead(passed, TODAY).payable_on is None
    assert ahead(passed, date(2026, 2, 1)).payable_on == date(2026, 3, 1)


def test_what_still_has_to_begin_has_no_age_below_nothing(people: People):
    completes("1")
    (chain,) = of_contract(CONTRACT, TODAY).of(Standing.DUE)
    assert chain.age(date(2026, 3, 1)) == 0


def test_what_is_refused_stands_with_the_participants_of_the_contract(
    people: People, auditor: Browser
):
    takes_part("1", ends_on=date(2026, 3, 10), status="broken_off")
    page = read(auditor, f"/overzicht/contracten/{CONTRACT}")
    assert 'data-title="Refused"><span>€\u00a02,000.00</span>' in page


def test_a_like_activity_is_named_in_words(people: People):
    del people
    with speaking("nl"):
        said = rule_of(terms_of([CONTRACT])[0], "trajectory")[0].says
    assert said[-1].endswith(": begeleiding.")
