"""Providers and the catalogue: prices with their own days, results, and who may see what."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.buying import TODAY, Buyer, SignIn, key_of, provider, put
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.exchange.exporting import refresh_dossier
from trede.register.facts.models import believed
from trede.register.figures.computing import dossier_folder
from trede.register.providers.catalogue import products
from trede.register.providers.results import Result, results_by_contract

pytestmark = pytest.mark.django_db
PRODUCT = {
    "name": "Language and work",
    "type": "schooling",
    "target_group": "newcomers",
    "rung": "3",
    "duration_weeks": "26",
    "capacity": "15",
    "starts_on": "2026-01-01",
}


@pytest.fixture
def browser_with(user_with: Callable[..., User], browser_of: SignIn) -> Callable[..., Browser]:
    def sign_in(role: Role) -> Browser:
        user = user_with(f"some-{role.value}", role)
        user.language = "en"
        user.save()
        return browser_of(user)

    return sign_in


@pytest.fixture
def buyer(browser_with: Callable[..., Browser]) -> Buyer:
    """A purchaser on the page of a provider with one product."""
    buyer = Buyer(browser_with(Role.PURCHASER), f"/aanbieders/{provider('Atlas')}")
    assert buyer.does("product-add", PRODUCT) == []
    return buyer


def priced(buyer: Buyer, euros: str, since: str) -> list[str]:
    answers = {"amount_cents": euros, "vat_cents": "0", "starts_on": since}
    return buyer.does("price", answers, key_of("products", "product_id"))


def test_a_new_price_leaves_the_price_from_before_as_it_was(buyer):
    assert priced(buyer, "2000", "2026-01-01") == []
    assert priced(buyer, "2100,50", "2026-04-01") == []
    (product,) = products(TODAY)
    before, since = product.price_on(TODAY), product.price_on(date(2026, 4, 1))
    assert (before.cell("amount_cents"), since.cell("amount_cents")) == (200_000, 210_050)
    assert product.price_on(date(2025, 12, 31)) is None


def test_a_price_is_not_overwritten(buyer):
    assert priced(buyer, "2000", "2026-01-01") == []
    assert priced(buyer, "1500", "2026-01-01") == [
        "A price holds from 1 Jan 2026 on. Prices are not overwritten: choose a later day."
    ]
    assert believed("product_prices").count() == 1


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.PURCHASER, True),
        (Role.CONTROLLER, True),
        (Role.AUDITOR, True),
        (Role.TEAM_LEADER, True),
        (Role.CASE_MANAGER, False),
    ],
    ids=lambda value: getattr(value, "value", ""),
)
def test_the_catalogue_shows_prices_to_those_who_may_see_cost(buyer, browser_with, role, sees):
    priced(buyer, "2345", "2026-01-01")
    browser = buyer.browser if role is Role.PURCHASER else browser_with(role)
    page = browser.get("/aanbod/").content.decode()
    assert "Language and work" in page
    assert ("2,345.00" in page) is sees


def test_who_opens_contracts_goes_from_the_catalogue_to_the_contract(buyer, browser_with):
    of = {"contract_id": "K1", "provider_id": buyer.page.rsplit("/", 1)[1]}
    put("contracts", name="Guidance north", signed_on=date(2026, 1, 1), **of)
    contracted = {**PRODUCT, "name": "Guidance", "contract_id": "K1"}
    assert buyer.does("product-add", contracted) == []
    link = '<a href="/contracten/K1">Guidance</a>'
    page = buyer.browser.get("/aanbod/").content.decode()
    assert link in page
    assert "of the places that the provider has at the same time" in page
    assert link not in browser_with(Role.CASE_MANAGER).get("/aanbod/").content.decode()


def test_the_catalogue_finds_by_target_group_and_rung(buyer):
    def found(query: str) -> bool:
        page = buyer.browser.get(f"/aanbod/?{query}").content.decode()
        return "Language and work" in page

    assert [found("search=newcomers"), found("rung=3"), found("rung=4")] == [True, True, False]


def test_controller_and_auditor_read_and_change_nothing(buyer, browser_with):
    for role in (Role.CONTROLLER, Role.AUDITOR):
        browser = browser_with(role)
        page = browser.get(buyer.page)
        assert page.status_code == 200
        assert "/taak/" not in page.content.decode()
        assert browser.post(f"{buyer.page}/taak/provider-change", {}).status_code == 403


def test_a_contact_who_left_is_shown_as_such(buyer):
    contact = {"name": "A. Visser", "task": "invoices", "starts_on": "2026-01-01"}
    assert buyer.does("contact-add", contact) == []
    key = key_of("provider_contacts", "provider_contact_id")
    assert buyer.does("contact-change", {**contact, "ends_on": "2026-02-28"}, key) == []
    assert "no longer" in buyer.reads()
    assert key_of("provider_contacts", "ends_on") == "2026-03-01"


def test_a_provider_is_on_file_once(buyer):
    answers = {"name": "Atlas", "affiliation": "private"}
    refused = buyer.browser.post("/aanbieders/nieuw", answers)
    assert refused.status_code == 422
    assert "A provider with this name is on file already." in refused.content.decode()


def test_the_results_of_a_contract_are_those_of_the_measures(buyer):
    del buyer
    put("contracts", contract_id="K1", name="Guidance", rung="3", signed_on=date(2025, 1, 1))
    spells = [("P1", "work"), ("P2", None)]
    for number, (person, reason) in enumerate(spells):
        put("persons", person_id=person, client_number=f"{number:08}", birth_on=date(1980, 1, 1))
        ends_on = date(2025, 12, 1) if reason else None
        put(
            "benefit_spells", spell_id=f"B{number}", person_id=person, scheme="wwb",
            starts_on=date(2025, 1, 1), ends_on=ends_on, exit_reason=reason,
        )  # fmt: skip
        put(
            "participations", participation_id=f"D{number}", person_id=person, contract_id="K1",
            starts_on=date(2025, 2, 1), ends_on=date(2025, 8, 1), status="completed",
            meets_norm=True, approved=True, free_of_charge=True,
        )  # fmt: skip
    assert results_by_contract(TODAY) == {}
    refresh_dossier(dossier_folder(), TODAY)
    assert results_by_contract(TODAY).get("K1") == Result(clients=2, exits=1)
