"""Work that two contracts would pay for: one premium is held, and the purchaser decides."""

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
    put_contract,
    settled,
    takes_part,
)
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.facts.models import believed

pytestmark = pytest.mark.django_db
REASON = "The client found this job through the other trajectory."


@pytest.fixture
def both(people: People) -> People:
    """One client at one job, for which Atlas and Boreas both claim their premium."""
    put_contract(OTHER, BOREAS, "Boreas")
    for contract, company, day in (
        (CONTRACT, ATLAS, date(2026, 3, 21)),
        (OTHER, BOREAS, date(2026, 3, 25)),
    ):
        takes_part("1", contract, provider_id=company, participation_id=f"D/{contract}")
        claims(contract, day)
    verified = {"verified_on": date(2026, 3, 24), "verified_with": "UWV"}
    put("placements", placement_id="W", person_id="P1", starts_on=date(2025, 9, 20),
        financed_by="employer", **verified)  # fmt: skip
    return people


def claims(contract: str, day: date) -> None:
    """Let a company claim its premium, with the employment contract."""
    put("premium_claims", claim_id=f"C-{contract}", person_id="P1", contract_id=contract,
        participation_id=f"D/{contract}", premium="durable", claimed_on=day)  # fmt: skip
    put("premium_evidence", evidence_id=f"E-{contract}", claim_id=f"C-{contract}",
        person_id="P1", kind="employment_contract", received_on=day)  # fmt: skip


def turn_down(browser: Browser, contract: str, reason: str = REASON) -> str:
    address = f"/betalingen/claim/C-{contract}/afwijzen"
    return browser.post(address, {"reason": reason}, follow=True).content.decode()


def boreas() -> User:
    user = User.objects.create_user("boreas", "Boreas", roles=(Role.PROVIDER,))
    user.provider_id, user.language = BOREAS, "en"
    user.save()
    return user


def test_the_second_premium_for_one_job_is_held(both: People):
    assert settled() == [("durable", "due", 1500, "premium_earned")]
    assert settled(OTHER) == [("durable", "held", 1500, "same_work")]


def test_the_purchaser_reads_for_whom_it_counts_and_can_turn_a_claim_down(both, browser_of):
    page = browser_of(both.purchaser).get(f"/betalingen/contract/{OTHER}?verdict=held")
    text = page.content.decode()
    assert "The work it is for counts for Atlas under K-2025-01 already" in text
    assert f"/betalingen/claim/C-{OTHER}/afwijzen" in text


def test_once_the_first_claim_is_turned_down_the_second_is_paid(both, browser_of):
    page = turn_down(browser_of(both.purchaser), CONTRACT)
    assert "The claim was turned down: the company reads why." in page
    assert settled() == []
    assert settled(OTHER) == [("durable", "due", 1500, "premium_earned")]
    assert not believed("premium_evidence").filter(claim_id=f"C-{CONTRACT}").exists()


def test_what_was_paid_upon_a_claim_that_is_turned_down_is_taken_back(both, browser_of):
    both.invoice_and_pay()
    turn_down(browser_of(both.purchaser), CONTRACT)
    assert settled() == [("durable", "due", -1500, "no_ground")]


def test_the_company_reads_why_and_nothing_of_the_other_company(both, browser_of):
    turn_down(browser_of(both.purchaser), OTHER)
    page = browser_of(boreas()).get("/aanbieder/clienten/1").content.decode()
    assert "Claim: premium for durable work" in page
    assert REASON in page
    assert "Atlas" not in page


def test_a_claim_is_not_turned_down_without_a_reason(both, browser_of):
    answer = browser_of(both.purchaser).post(f"/betalingen/claim/C-{OTHER}/afwijzen", {})
    assert answer.status_code == 422
    assert believed("premium_claims").filter(claim_id=f"C-{OTHER}").exists()


def test_the_controller_who_pays_turns_no_claim_down(both, browser_of):
    answer = browser_of(both.controller).get(f"/betalingen/claim/C-{OTHER}/afwijzen")
    assert answer.status_code == 403


def test_a_claim_that_is_gone_is_not_found(both, browser_of):
    browser = browser_of(both.purchaser)
    turn_down(browser, OTHER)
    assert browser.get(f"/betalingen/claim/C-{OTHER}/afwijzen").status_code == 404
