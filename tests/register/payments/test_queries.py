"""The pages of paying ask the database as often for many clients as for a few."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.register.buying import put
from tests.register.payments.paying import CONTRACT, People, reports_intake, takes_part
from trede.register.accounts.models import User

pytestmark = pytest.mark.django_db
MOST = 40


def fill(people: People, number: int) -> str:
    """Let clients take part, of whom half are invoiced and paid, with a premium that waits."""
    for each in range(number, number * 2):
        key = takes_part(str(each))
        reports_intake(key)
        about = {"person_id": f"P{each}", "participation_id": key, "contract_id": CONTRACT}
        claim = {"claim_id": f"C{each}", "premium": "durable"}
        put("premium_claims", **about, **claim, claimed_on=date(2026, 3, 25))
        work = {"placement_id": f"W{each}", "person_id": f"P{each}", "financed_by": "employer"}
        put("placements", **work, starts_on=date(2025, 9, 20))
    invoice = people.invoice(f"2026-{number}")
    people.approve(invoice)
    people.pay(invoice)
    for each in range(number * 2, number * 3):
        reports_intake(takes_part(str(each)))
    return people.invoice(f"2026-{number}-2")


def queries(browser: Browser, address: str) -> int:
    """Count the queries of a page, the second time it is looked at."""
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_no_page_of_paying_asks_more_when_there_are_more_clients(
    people: People, browser_of: Callable[[User], Browser]
):
    controller, provider = browser_of(people.controller), browser_of(people.provider)

    def counted(invoice: str) -> dict[str, int]:
        pages = {
            "/betalingen/": controller,
            f"/betalingen/contract/{CONTRACT}": controller,
            f"/betalingen/factuur/{invoice}": controller,
            "/betalingen/premies": controller,
            "/betalingen/exporten": controller,
            "/betalingen/grootboek": controller,
            "/aanbieder/facturen/": provider,
            f"/aanbieder/facturen/{invoice}": provider,
            "/aanbieder/facturen/maken": provider,
        }
        found = {page: queries(browser, page) for page, browser in pages.items()}
        return {page.replace(invoice, "one"): number for page, number in found.items()}

    few = counted(fill(people, 2))
    many = counted(fill(people, 20))
    assert many == few
    assert max(many.values()) <= MOST
