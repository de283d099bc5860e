"""Payments and invoices: axe finds nothing, and they fit on a phone."""

from datetime import date

import pytest

from tests.register.browser.conftest import PASSWORD
from tests.register.browser.test_pages_for_everyone import Enter, faults
from tests.register.payments.paying import (
    ATLAS,
    CONTRACT,
    completes,
    make_people,
    put_contract,
    reports_intake,
    takes_part,
)
from trede.register.clients.models import Client
from trede.register.facts.models import believed

pytestmark = pytest.mark.xdist_group("browser")
OF_A_CONTROLLER = [
    "/betalingen/",
    f"/betalingen/contract/{CONTRACT}",
    f"/betalingen/contract/{CONTRACT}?verdict=held",
    "/betalingen/factuur/{invoice}",
    "/betalingen/premies",
    "/betalingen/exporten",
    "/betalingen/grootboek",
]
OF_A_PROVIDER = [
    "/aanbieder/facturen/",
    "/aanbieder/facturen/{invoice}",
    "/aanbieder/facturen/maken?month=2026-03",
    "/aanbieder/facturen/uploaden",
]
OF_A_PURCHASER = ["/betalingen/factuur/{invoice}", "/betalingen/regel/{line}/opgeven"]


@pytest.fixture
def paid(file: Client) -> Client:
    """An invoice of which a line is paid and one waits, and a line that is held."""
    put_contract(CONTRACT, ATLAS, "Atlas")
    people = make_people()
    for user in (people.provider, people.purchaser, people.controller):
        user.set_password(PASSWORD)
        user.save()
    reports_intake(completes("901"))
    people.invoice_and_pay()
    takes_part("902", ends_on=date(2026, 3, 21), status="completed", meets_norm=True)
    people.invoice("2026-002", with_held=True)
    reports_intake(takes_part("903"))
    return file


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize(
    ("username", "pages"),
    [("visser", OF_A_CONTROLLER), ("kramer", OF_A_PURCHASER), ("atlas", OF_A_PROVIDER)],
)
def test_axe_finds_nothing_on_the_pages_of_payments(
    sign_in: Enter, paid: Client, username: str, pages: list[str], width: int
) -> None:
    line = believed("invoice_lines").order_by("-pk").first()
    keys = {"invoice": line.cell("invoice_id"), "line": line.cell("invoice_line_id")}
    page = sign_in(username, width)
    origin = "/".join(page.url.split("/")[:3])
    found = []
    for path in pages:
        page.goto(origin + path.format(**keys))
        assert path.format(**keys) in page.url
        found += faults(page)
    assert found == []
