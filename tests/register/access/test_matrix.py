"""Every address of the register by every role: the table follows from the rules of access."""

import pytest
from django.test import Client as Browser

from tests.register.access.addresses import Address, answer_of, pages
from trede.register.access.rules import OPEN, PAGES
from trede.register.accounts.roles import Role

FOR_ANYONE = {
    "home",
    "glossary",
    "health",
    "language",
    "sign-in",
    "sign-out",
    "single-sign-on",
    "single-sign-on-answer",
}
GUARDED = [address for address in pages() if address.name not in FOR_ANYONE]


def outcome(browser: Browser, address: Address) -> str:
    """Tell how an address answers: it opens, it is refused, or one must sign in."""
    answer = answer_of(browser, address)
    if answer.status_code == 403:
        return "refused"
    to_sign_in = answer.status_code == 302 and answer.url.startswith("/inloggen?next=")
    return "asked to sign in" if to_sign_in else "opens"


def expected(address: Address, *roles: Role) -> str:
    """Return what the rules say of an address and roles."""
    return "opens" if PAGES[address.page] & set(roles) else "refused"


def test_only_these_addresses_open_to_anyone():
    assert OPEN == FOR_ANYONE


def test_every_other_address_belongs_to_a_page_of_the_rules():
    without = [address.name for address in GUARDED if address.page not in PAGES]
    assert without == []


def test_every_page_of_the_rules_exists():
    assert set(PAGES) - {address.page for address in GUARDED} == set()


def test_an_other_system_opens_no_page():
    assert [page for page, roles in PAGES.items() if Role.SYSTEM in roles] == []


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_a_role_opens_what_the_rules_say_and_nothing_else(role, user_with, client, browser_of):
    del client
    browser = browser_of(user_with("someone", role))
    found = {address.name: outcome(browser, address) for address in GUARDED}
    assert found == {address.name: expected(address, role) for address in GUARDED}


def test_nobody_opens_anything(client):
    del client
    found = {address.name: outcome(Browser(), address) for address in GUARDED}
    assert found == {address.name: "asked to sign in" for address in GUARDED}


def test_who_may_no_longer_sign_in_opens_nothing_even_while_signed_in(
    user_with, client, browser_of
):
    del client
    user = user_with("someone", *Role)
    browser = browser_of(user)
    user.is_active = False
    user.save()
    found = {address.name: outcome(browser, address) for address in GUARDED}
    assert found == {address.name: "asked to sign in" for address in GUARDED}


def test_someone_without_a_role_opens_nothing(user_with, client, browser_of):
    del client
    browser = browser_of(user_with("someone"))
    found = {address.name: outcome(browser, address) for address in GUARDED}
    assert found == {address.name: "refused" for address in GUARDED}
