"""Claims that were turned down are seen, with a way back, and the company reads why."""

from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.buying import TODAY, put
from tests.register.payments.paying import (
    ATLAS,
    BOREAS,
    CONTRACT,
    People,
    put_contract,
    settled,
    standing,
    takes_part,
    withdrawn,
)
from tests.register.payments.test_two_contracts import REASON, turn_down
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.models import Fact, believed
from trede.register.oversight.chain import chain_of

pytestmark = pytest.mark.django_db
PAGE = f"/betalingen/contract/{CONTRACT}"
BACK = f"/betalingen/claim/C-{CONTRACT}/herstellen"
WHY_BACK = "It was the right job after all."


@pytest.fixture
def claimed(people: People) -> People:
    """Atlas claims its premium for a client at work since half a year, verified."""
    takes_part("1", provider_id=ATLAS, participation_id="D1")
    put("premium_claims", claim_id=f"C-{CONTRACT}", person_id="P1", contract_id=CONTRACT,
        participation_id="D1", premium="durable", claimed_on=date(2026, 3, 21),
        claimed_by="atlas", placement_id="W")  # fmt: skip
    put("premium_evidence", evidence_id="E1", claim_id=f"C-{CONTRACT}", person_id="P1",
        kind="employment_contract", received_on=date(2026, 3, 21), document="F1")  # fmt: skip
    verified = {"verified_on": date(2026, 3, 24), "verified_with": "UWV"}
    put("placements", placement_id="W", person_id="P1", starts_on=date(2025, 9, 20),
        financed_by="employer", **verified)  # fmt: skip
    return people


def on_file() -> list[dict[str, object]]:
    found: list[Fact] = [*believed("premium_claims"), *believed("premium_evidence")]
    return [each.values for each in found]


def let_stand(browser: Browser, reason: str = WHY_BACK) -> str:
    return browser.post(BACK, {"reason": reason}, follow=True).content.decode()


def test_a_claim_that_was_turned_down_is_seen_with_its_client_amount_and_reason(
    claimed, browser_of
):
    browser = browser_of(claimed.purchaser)
    claimed.invoice()
    assert "Claims that were turned down" not in browser.get(PAGE).content.decode()
    turn_down(browser, CONTRACT)
    page = browser.get(PAGE).content.decode()
    section = page.split('id="turned-down"')[1].split("</section>")[0]
    for told in ("Premium for durable work", "1,500.00", REASON, "Kramer", "31 Mar 2026", ">1</a>"):
        assert told in section, told
    assert BACK in section


def test_the_controller_sees_it_too_but_without_the_way_back(claimed, browser_of):
    turn_down(browser_of(claimed.purchaser), CONTRACT)
    browser = browser_of(claimed.controller)
    page = browser.get(PAGE).content.decode()
    assert REASON in page
    assert BACK not in page
    assert browser.get(BACK).status_code == 403


def test_a_claim_that_stands_again_is_on_file_as_it_was_with_its_evidence(claimed, browser_of):
    before, browser = on_file(), browser_of(claimed.purchaser)
    turn_down(browser, CONTRACT)
    assert on_file() == []
    assert REASON in browser.get(BACK).content.decode()
    page = let_stand(browser)
    assert "The claim stands again, with its evidence." in page
    assert REASON not in page
    assert on_file() == before
    assert settled() == [("durable", "due", 1500, "premium_earned")]
    assert browser.get(BACK).status_code == 404


def test_a_claim_does_not_stand_again_without_a_reason(claimed, browser_of):
    browser = browser_of(claimed.purchaser)
    turn_down(browser, CONTRACT)
    assert browser.post(BACK, {}).status_code == 422
    assert on_file() == []


def test_a_claim_whose_work_is_gone_meanwhile_stands_again_without_it(claimed, browser_of):
    browser = browser_of(claimed.purchaser)
    turn_down(browser, CONTRACT)
    withdrawn("placements", placement_id="W")
    let_stand(browser)
    assert believed("premium_claims").get().cell("placement_id") is None


def test_what_was_claimed_anew_meanwhile_has_no_way_back(claimed, browser_of):
    browser = browser_of(claimed.purchaser)
    turn_down(browser, CONTRACT)
    put("premium_claims", claim_id="C2", person_id="P1", contract_id=CONTRACT,
        participation_id="D1", premium="durable", claimed_on=date(2026, 3, 30))  # fmt: skip
    page = browser.get(PAGE).content.decode()
    assert "claimed anew since" in page
    assert BACK not in page
    assert "that claim counts" in let_stand(browser)
    assert believed("premium_claims").get().cell("claim_id") == "C2"


def test_the_money_chain_tells_the_claim_the_refusal_and_that_it_stands_again(claimed, browser_of):
    def told() -> list[tuple[str, str, str, str]]:
        found = chain_of(Client.objects.get(number="1"), TODAY).happenings
        return [
            (each.title, str(each.on), each.who, each.detail)
            for each in found
            if each.fact.declared.name == "premium_claims"
        ]

    browser = browser_of(claimed.purchaser)
    turn_down(browser, CONTRACT)
    premium, day = "premium for durable work", "2026-03-31"
    asked = (f"Claimed: {premium}", "2026-03-21", "atlas", "")
    down = (f"Claim turned down: {premium}", day, "kramer", REASON)
    assert told() == [asked, down]
    let_stand(browser)
    assert told() == [asked, down, (f"Claim stands again: {premium}", day, "kramer", WHY_BACK)]


def test_the_line_of_the_company_says_that_the_claim_was_turned_down_and_why(claimed, browser_of):
    invoice = claimed.invoice()
    turn_down(browser_of(claimed.purchaser), CONTRACT)
    (line,) = standing(invoice)
    told = f"The claim was turned down on 31 Mar 2026: {REASON}"
    assert (line.state.value, line.sentence, line.sentence_for_provider) == (
        "refused",
        told,
        told,
    )
    page = browser_of(claimed.provider).get(f"/aanbieder/facturen/{invoice}").content.decode()
    assert told in page
    let_stand(browser_of(claimed.purchaser))
    assert [each.state.value for each in standing(invoice)] == ["due"]


def test_the_first_page_of_the_company_tells_it_for_thirty_days(claimed, browser_of, monkeypatch):
    turn_down(browser_of(claimed.purchaser), CONTRACT)
    page = browser_of(claimed.provider).get("/aanbieder/vandaag").content.decode()
    assert "Claims that were turned down" in page
    assert REASON in page
    for day, is_told in (("2026-04-30", True), ("2026-05-01", False)):
        monkeypatch.setenv("TREDE_NOW", f"{day}T09:00")
        later = browser_of(claimed.provider).get("/aanbieder/vandaag").content.decode()
        assert (REASON in later) is is_told, day


def test_the_first_page_of_another_company_tells_nothing_of_it(claimed, browser_of):
    put_contract("K-2025-09", BOREAS, "Boreas")
    user = User.objects.create_user("boreas", "Boreas", roles=(Role.PROVIDER,))
    user.provider_id, user.language = BOREAS, "en"
    user.save()
    turn_down(browser_of(claimed.purchaser), CONTRACT)
    assert REASON not in browser_of(user).get("/aanbieder/vandaag").content.decode()


def test_the_company_reads_that_its_claim_stands_again(claimed, browser_of):
    browser = browser_of(claimed.purchaser)
    turn_down(browser, CONTRACT)
    let_stand(browser)
    page = browser_of(claimed.provider).get("/aanbieder/clienten/1").content.decode()
    assert "stands again" in page
    assert WHY_BACK in page
