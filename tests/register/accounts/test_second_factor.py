"""The second factor: set up once, asked after the password, before any other page."""

import re
from base64 import b64encode

import pytest
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.register.access.addresses import pages
from trede.register.access.rules import OPEN
from trede.register.accounts.models import AccountChange
from trede.register.accounts.roles import Role

SET_UP = "/inloggen/code/instellen"
ASK = "/inloggen/code"


@pytest.fixture(autouse=True)
def demanded(settings):
    """Ask for a second factor, as every register that is no demonstration does."""
    settings.SECOND_FACTOR = True


def code_of(user, steps: int = 0) -> str:
    """Return what the app of a user shows now, or some steps later."""
    device = TOTPDevice.objects.filter(user=user).latest("pk")
    start = device.t0 - steps * device.step
    return f"{totp(device.bin_key, device.step, start, device.digits):06}"


@pytest.fixture
def secured(case_manager, browser_of):
    """The case manager with an app and backup codes."""
    browser = browser_of(case_manager)
    browser.get(SET_UP)
    shown = browser.post(SET_UP, {"code": code_of(case_manager)}).content.decode()
    return browser, re.findall(r'<code class="pill is-quiet">(\w+)</code>', shown)


def refused_addresses(browser, where: str) -> list[str]:
    """Return the addresses that do not send one to finish signing in, though they should."""
    return [
        address.name
        for address in pages()
        if address.name not in OPEN
        and not browser.get(address.example).headers.get("Location", "").startswith(f"{where}?")
    ]


def test_without_one_only_setting_it_up_opens(user_with, client, browser_of):
    del client
    browser = browser_of(user_with("someone", *Role))
    assert refused_addresses(browser, SET_UP) == ["second-factor-set-up"]


def test_without_giving_it_only_the_question_opens(secured, case_manager, client, browser_of):
    del client, secured
    case_manager.roles = [role.value for role in Role]
    case_manager.save()
    assert refused_addresses(browser_of(case_manager), ASK) == ["second-factor"]


def test_before_it_is_given_there_is_no_menu(case_manager, browser_of):
    page = browser_of(case_manager).get(SET_UP).content.decode()
    assert 'href="/werklijst/"' not in page


def test_it_is_set_up_with_a_picture_without_style_or_script(case_manager, browser_of):
    page = browser_of(case_manager).get(SET_UP).content.decode()
    assert '<img src="data:image/svg+xml;' in page
    assert "style=" not in page
    key = TOTPDevice.objects.get().bin_key
    assert b64encode(key).decode() not in page


def test_a_wrong_first_code_sets_nothing_up(case_manager, browser_of):
    browser = browser_of(case_manager)
    browser.get(SET_UP)
    assert browser.post(SET_UP, {"code": "12"}).status_code == 422
    assert browser.get("/werklijst/").url.startswith(SET_UP)


def test_after_setting_up_everything_opens_and_ten_backup_codes_were_shown_once(
    secured, case_manager
):
    browser, codes = secured
    assert len(set(codes)) == 10
    assert browser.get("/werklijst/").status_code == 200
    profile = browser.get("/profiel").content.decode()
    assert "Er zijn nog 10 reservecodes." in profile
    assert [code for code in codes if code in profile] == []
    logged = AccountChange.objects.values_list("author", "user", "subject", "after")
    assert list(logged) == [(case_manager.pk, case_manager.pk, "second_factor", "yes")]


def test_the_next_time_the_code_is_asked_and_one_goes_on(secured, case_manager, browser_of):
    del secured
    browser = browser_of(case_manager)
    asked = browser.get("/clienten/?search=a")
    assert asked.url == f"{ASK}?next=/clienten/%3Fsearch%3Da"
    given = browser.post(asked.url, {"code": code_of(case_manager, 1), "next": "/clienten/"})
    assert (given.status_code, given.url) == (302, "/clienten/")
    assert browser.get("/clienten/").status_code == 200


def test_a_code_works_once(secured, case_manager, browser_of):
    del secured
    used = code_of(case_manager, 1)
    assert browser_of(case_manager).post(ASK, {"code": used}).status_code == 302
    assert browser_of(case_manager).post(ASK, {"code": used}).status_code == 422


def test_a_backup_code_works_once(secured, case_manager, browser_of):
    _browser, codes = secured
    written = f"{codes[0][:4].upper()} {codes[0][4:]}"
    assert browser_of(case_manager).post(ASK, {"code": written}).status_code == 302
    assert StaticToken.objects.count() == 9
    assert browser_of(case_manager).post(ASK, {"code": codes[0]}).status_code == 422


def test_who_guesses_codes_must_wait_longer_each_time(secured, case_manager, browser_of):
    del secured
    TOTPDevice.objects.update(throttling_failure_count=6)
    browser = browser_of(case_manager)
    browser.post(ASK, {"code": "1"})
    refused = browser.post(ASK, {"code": code_of(case_manager, 1)}).content.decode()
    seconds = int(re.search(r"Wacht (\d+) seconden", refused)[1])
    assert 55 <= seconds <= 65


def test_new_backup_codes_replace_the_old_ones(secured):
    browser, old = secured
    shown = browser.post("/profiel/reservecodes").content.decode()
    new = set(StaticToken.objects.values_list("token", flat=True))
    assert len(new) == 10
    assert new.isdisjoint(old)
    assert [code for code in new if code not in shown] == []


def test_another_phone_takes_the_place_of_the_first(secured, case_manager):
    browser, _codes = secured
    first = TOTPDevice.objects.get()
    browser.get(SET_UP)
    browser.post(SET_UP, {"code": code_of(case_manager)})
    assert list(TOTPDevice.objects.values_list("confirmed", flat=True)) == [True]
    assert not TOTPDevice.objects.filter(pk=first.pk).exists()
    assert browser.get("/werklijst/").status_code == 200


def test_an_administrator_can_let_one_set_up_another(
    secured, case_manager, user_with, settings, browser_of
):
    browser, _codes = secured
    administrator = user_with("timmer", Role.ADMINISTRATOR)
    settings.SECOND_FACTOR = False
    browser_of(administrator).post(f"/gebruikers/{case_manager.pk}/second-factor")
    settings.SECOND_FACTOR = True
    assert (TOTPDevice.objects.count(), StaticToken.objects.count()) == (0, 0)
    assert browser.get("/werklijst/").url == f"{SET_UP}?next=/werklijst/"
