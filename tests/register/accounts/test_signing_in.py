"""Signing in with a password: the same words whatever was wrong, and waiting after too many."""

import re

import pytest
from axes.models import AccessAttempt
from django.test import Client as Browser

from trede.register.accounts.roles import Role

PASSWORD = "a long password"
WRONG = "Deze naam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw."


def sign_in(username: str, password: str, onward: str = "") -> object:
    """Give a name and a password in a new browser; return the answer."""
    answers = {"username": username, "password": password, "next": onward}
    return Browser().post("/inloggen", answers)


def said(answer: object) -> str:
    """Return what a page says, without the token that differs in each."""
    said = answer.content.decode().split("<main", 1)[1]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", said)


def test_one_goes_on_to_where_one_was_going(case_manager):
    answer = sign_in(case_manager.username, PASSWORD, "/clienten/?search=a")
    assert (answer.status_code, answer.url) == (302, "/clienten/?search=a")


def test_the_whole_address_one_was_going_to_is_kept(db):
    asked = Browser().get("/clienten/?search=a&manager=b")
    assert asked.url == "/inloggen?next=/clienten/%3Fsearch%3Da%26manager%3Db"


def test_one_does_not_go_on_to_another_site(case_manager):
    assert sign_in(case_manager.username, PASSWORD, "https://example.org/").url == "/"


def test_a_part_of_a_page_makes_way_for_signing_in(db):
    asked = Browser().get(
        "/werklijst/?from=50", headers={"HX-Request": "true", "HX-Current-URL": "http://x/figures"}
    )
    assert (asked.status_code, asked.headers["HX-Redirect"]) == (200, "/inloggen?next=/figures")


@pytest.mark.parametrize(
    ("username", "password"),
    [("bakker", "another password"), ("nobody", PASSWORD), ("gone", PASSWORD)],
)
def test_the_words_are_the_same_whatever_was_wrong(username, password, case_manager, user_with):
    del case_manager
    gone = user_with("gone", Role.CASE_MANAGER)
    gone.is_active = False
    gone.save()
    answer = sign_in(username, password)
    assert answer.status_code == 422
    assert WRONG in said(answer)


@pytest.mark.parametrize("username", ["bakker", "nobody"])
def test_after_five_wrong_passwords_one_waits_whether_the_name_exists_or_not(
    username, case_manager
):
    del case_manager
    for wrong in range(4):
        assert sign_in(username, f"wrong {wrong}").status_code == 422
    for written in (username, username.upper(), f" {username} "):
        answer = sign_in(written, PASSWORD if written != username else "wrong")
        assert answer.status_code == 429
        assert "Wacht 15 minuten en probeer het dan opnieuw." in said(answer)
        assert username not in said(answer)


def test_others_are_not_made_to_wait(case_manager, team_leader):
    for wrong in range(5):
        sign_in(case_manager.username, f"wrong {wrong}")
    assert sign_in(team_leader.username, PASSWORD).status_code == 302


def test_signing_in_starts_the_count_anew(case_manager):
    for wrong in range(4):
        sign_in(case_manager.username, f"wrong {wrong}")
    sign_in(case_manager.username, PASSWORD)
    assert AccessAttempt.objects.count() == 0


@pytest.mark.parametrize(
    "role", [role for role in Role if role is not Role.SYSTEM], ids=lambda role: role.value
)
def test_the_first_page_is_the_first_of_the_menu(role, user_with, browser_of):
    answer = browser_of(user_with("someone", role)).get("/", follow=True)
    menu = answer.content.decode().split('<ul class="menu">')[1].split("</ul>")[0]
    (address, _status), *others = answer.redirect_chain
    assert (answer.status_code, others) == (200, [])
    assert menu.index("href=") == menu.index(f'href="{address}" aria-current="page"')


def test_after_signing_out_nothing_opens(page):
    assert page.post("/uitloggen").url == "/inloggen"
    assert page.get("/werklijst/").url == "/inloggen?next=/werklijst/"


def test_signing_out_takes_more_than_following_a_link(page):
    assert page.get("/uitloggen").status_code == 405
    assert page.get("/werklijst/").status_code == 200


def test_the_language_chosen_before_signing_in_becomes_ones_own(case_manager):
    browser = Browser()
    browser.post("/taal", {"language": "en", "next": "/inloggen"})
    browser.post("/inloggen", {"username": case_manager.username, "password": PASSWORD})
    assert "<h1>Your account</h1>" in browser.get("/profiel").content.decode()
    browser.post("/profiel", {"language": "nl"})
    assert "<h1>Uw account</h1>" in browser.get("/profiel").content.decode()


def test_a_language_that_was_not_chosen_leaves_ones_own_as_it_is(case_manager):
    case_manager.language = "en"
    case_manager.save()
    browser = Browser()
    browser.post("/inloggen", {"username": case_manager.username, "password": PASSWORD})
    assert "<h1>Your account</h1>" in browser.get("/profiel").content.decode()
