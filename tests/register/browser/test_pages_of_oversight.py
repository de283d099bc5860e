"""What is due, contracts and a client's money chain: axe finds nothing, and they fit on a phone."""

from datetime import date

import pytest

from tests.register.browser.conftest import NUMBER, PASSWORD
from tests.register.browser.test_pages_for_everyone import Enter, faults
from tests.register.buying import put
from tests.register.oversight.agreed import put_client, put_contract
from tests.register.oversight.one_client import put_contracts, put_money, put_work
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.oversight.computing import refresh_oversight

pytestmark = pytest.mark.xdist_group("browser")
PAGES = [
    "/overzicht/",
    "/overzicht/contracten",
    "/overzicht/contracten/K1",
    f"/overzicht/geldketen/{NUMBER}",
]


@pytest.fixture
def watched(file: Client) -> Client:
    """A contract with a late report and a payment, and a client with a money chain."""
    User.objects.create_user("blok", "Cor Blok", PASSWORD, roles=(Role.CONTROLLER,))
    put_contract(data_agreement_on=None)
    put_client(8, date(2025, 12, 1))
    put("payments", payment_id="B8", contract_id="K1", participation_id="D8", person_id="P8",
        term="intake", amount_cents=40_000, paid_on=date(2026, 2, 1))  # fmt: skip
    put_contracts()
    put_work(file)
    put_money(file)
    refresh_oversight(date(2026, 3, 31))
    return file


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_on_the_pages_of_a_controller(
    sign_in: Enter, watched: Client, width: int
) -> None:
    page = sign_in("blok", width)
    origin = "/".join(page.url.split("/")[:3])
    found = []
    for path in PAGES:
        page.goto(origin + path)
        if "/reden" in page.url:
            page.fill("textarea", "I check an invoice line")
            page.click("main form button.is-primary")
        assert path in page.url
        found += faults(page)
    assert found == []
