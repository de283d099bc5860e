"""Signing in with the municipality's own sign-in: it names a user, and never makes one."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client as Browser

from tests.register.accounts.municipal_sign_on import (
    CLIENT,
    SECRET,
    MunicipalSignOn,
    municipal_sign_on,
)
from trede.register.access.finishing import SINGLE_SIGN_ON
from trede.register.accounts.models import User
from trede.register.project.environment import SingleSignOn

REFUSED = "Het inloggen bij uw gemeente is niet aanvaard"


@pytest.fixture(scope="module")
def running() -> Iterator[MunicipalSignOn]:
    """One sign-in for all tests of this module."""
    with municipal_sign_on() as sign_on:
        yield sign_on


@pytest.fixture
def sign_on(running, settings) -> MunicipalSignOn:
    """A register that is told where the municipality's sign-in is, and asks a second factor."""
    running.username, running.audience = "bakker", CLIENT
    settings.SECOND_FACTOR = True
    settings.SINGLE_SIGN_ON = SingleSignOn(running.issuer, CLIENT, SECRET)
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, SINGLE_SIGN_ON]
    return running


def go_and_return(browser: Browser, sign_on: MunicipalSignOn) -> object:
    """Go to the municipality's sign-in, sign in there, and come back; return the answer."""
    sent = browser.get("/inloggen/gemeente?next=/clienten/")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(sent.url).query).items()}
    assert sent.url.startswith(f"{sign_on.issuer}/authorise?")
    assert (asked["client_id"], asked["scope"]) == (CLIENT, "openid profile")
    assert asked["redirect_uri"] == "http://testserver/inloggen/gemeente/terug"
    sign_on.nonce, sign_on.challenge = asked["nonce"], asked["code_challenge"]
    return browser.get("/inloggen/gemeente/terug", {"code": "1", "state": asked["state"]})


def test_it_opens_the_register_for_the_user_of_that_name(sign_on, case_manager):
    browser = Browser()
    answer = go_and_return(browser, sign_on)
    assert (answer.status_code, answer.url) == (302, "/clienten/")
    assert browser.get("/clienten/").status_code == 200
    assert "Bakker" in browser.get("/profiel").content.decode()
    assert sign_on.refused == []
    case_manager.is_active = False
    case_manager.save()
    assert browser.get("/clienten/").status_code == 302


@pytest.mark.parametrize("username", ["stranger", None, ""])
def test_it_never_makes_a_user(username, sign_on, case_manager):
    sign_on.username = username
    browser = Browser()
    answer = go_and_return(browser, sign_on)
    assert answer.url == "/inloggen"
    assert REFUSED in browser.get("/inloggen").content.decode()
    assert list(User.objects.all()) == [case_manager]


def test_strangers_do_not_keep_others_out(sign_on, case_manager):
    sign_on.username = "stranger"
    for _time in range(6):
        assert go_and_return(Browser(), sign_on).url == "/inloggen"
    sign_on.username = case_manager.username
    assert go_and_return(Browser(), sign_on).url == "/clienten/"


def test_who_may_no_longer_sign_in_stays_out(sign_on, case_manager):
    case_manager.is_active = False
    case_manager.save()
    assert go_and_return(Browser(), sign_on).url == "/inloggen"


def test_a_token_for_another_system_is_refused(sign_on, case_manager):
    del case_manager
    sign_on.audience = "another"
    assert go_and_return(Browser(), sign_on).status_code == 400


def test_an_answer_that_was_not_asked_for_is_refused(sign_on, case_manager):
    del sign_on, case_manager
    answer = Browser().get("/inloggen/gemeente/terug", {"code": "1", "state": "1"})
    assert answer.url == "/inloggen"


def test_a_sign_in_that_does_not_answer_is_said_so(sign_on, settings, db):
    del sign_on
    settings.SINGLE_SIGN_ON = SingleSignOn("http://127.0.0.1:9", CLIENT, SECRET)
    browser = Browser()
    assert browser.get("/inloggen/gemeente").url == "/inloggen"
    assert "antwoordt niet" in browser.get("/inloggen").content.decode()


def test_the_password_still_works_beside_it(sign_on, case_manager):
    del sign_on
    right = {"username": case_manager.username, "password": "a long password"}
    assert Browser().post("/inloggen", right).status_code == 302


def test_where_none_is_configured_there_is_none(db):
    assert "/inloggen/gemeente" not in Browser().get("/inloggen").content.decode()
    assert Browser().get("/inloggen/gemeente").status_code == 404
    assert Browser().get("/inloggen/gemeente/terug").status_code == 404
