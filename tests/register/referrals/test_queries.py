"""Pages about referral ask the database as often for many contracts as for a few."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.register.referrals.conftest import put
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client

pytestmark = pytest.mark.django_db
SINCE = date(2026, 1, 5)
PAGES = ("/inkoop/aantallen", "/inkoop/eigen-inkoop", "/aanbod/")
MOST = 60


@pytest.fixture
def everyone(decided: Client, case_manager: User, browser_of: Callable[[User], Browser]) -> Browser:
    """Someone who guides Pieter, and buys as well."""
    del decided
    case_manager.roles = [*case_manager.roles, Role.PURCHASER.value]
    case_manager.save()
    return browser_of(case_manager)


def asked(browser: Browser, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        answer = browser.get(address)
    assert answer.status_code == 200
    return len(found)


def add(number: int, person: str) -> None:
    """Add a contract with a product and a referral, and a purchase."""
    key = f"X{number}"
    put("contracts", contract_id=key, name=key, provider_id="atlas", inflow="open",
        signed_on=SINCE, starts_on=SINCE, data_agreement_on=SINCE, personal_data="a")  # fmt: skip
    put("products", product_id=f"D{key}", provider_id="atlas", contract_id=key, name=key,
        starts_on=SINCE)  # fmt: skip
    put("contract_terms", contract_id=key, term="minimum_clients", number=9, starts_on=SINCE)
    put("referrals", referral_id=key, person_id=person, contract_id=key, provider_id="atlas",
        referred_on=SINCE, referred_by="bakker", question="Work.", answered_on=SINCE,
        answer="returned")  # fmt: skip
    put("own_purchases", purchase_id=key, person_id=person, name="Course", kind="schooling",
        supplier="S", amount_cents=1, vat_cents=0, budget_id="B", motive="m", asked_on=SINCE,
        asked_by="bakker")  # fmt: skip


def test_no_page_asks_more_when_there_is_more(everyone: Browser, decided: Client):
    step = f"/clienten/{decided.number}/stap/referral"
    addresses = (*PAGES, step, f"{step}?place=C-atlas~D-atlas", f"/clienten/{decided.number}")
    add(0, decided.person_id)
    few = {each: asked(everyone, each) for each in addresses}
    for number in range(1, 20):
        add(number, decided.person_id)
    many = {each: asked(everyone, each) for each in addresses}
    assert many == few
    assert max(many[each] for each in addresses[:-1]) <= MOST
