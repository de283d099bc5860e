"""Who may call what: every endpoint by every right and every role, and what a token is worth."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.register.access.addresses import Address, addresses
from tests.register.api.calling import LAST_DAY, SEARCH, CallingSystem, calling
from trede.language import use_language
from trede.register.access.rules import ENDPOINTS, OPEN_ENDPOINTS, may_call
from trede.register.accounts.administering import set_active
from trede.register.accounts.roles import Role, Scope
from trede.register.api import systems
from trede.register.api.models import Right, Token, WrongToken
from trede.register.api.tokens import MOST_WRONG, WINDOW, digest_of
from trede.register.pages.language import API

pytestmark = pytest.mark.django_db

BY_SENDING = 405
NUMBER = {"citizen_number": "111222333"}


def endpoints() -> list[Address]:
    """Return every address of the API, by walking the addresses of the register."""
    return [each for each in addresses() if each.example.startswith(API)]


def outcome(address: Address, token: str) -> str:
    """Tell how an endpoint answers a token: it opens, it is refused, or asks who calls."""
    headers = {"Authorization": f"Bearer {token}"}
    answer = Browser().get(address.example, headers=headers)
    if answer.status_code == BY_SENDING:
        answer = Browser().post(
            address.example, {}, content_type="application/json", headers=headers
        )
    return {401: "asks who calls", 403: "refused"}.get(answer.status_code, "opens")


def expected(address: Address, scope: Scope) -> str:
    """Return what the rules say of an endpoint and a right."""
    name = address.name.removeprefix("api:")
    return "opens" if scope in ENDPOINTS[name] else "refused"


GUARDED = [each for each in endpoints() if each.name not in {"api:openapi", "api:api-root"}]


def test_every_endpoint_stands_in_the_rules_and_the_other_way_round():
    assert {each.name.removeprefix("api:") for each in GUARDED} == set(ENDPOINTS)
    assert {"openapi"} == OPEN_ENDPOINTS


@pytest.mark.parametrize("scope", Scope, ids=lambda scope: scope.value)
def test_a_right_opens_what_the_rules_say_and_nothing_else(scope, system_named, client):
    del client
    token = calling(system_named("one", "one"), scope).token
    found = {each.name: outcome(each, token) for each in GUARDED}
    assert found == {each.name: expected(each, scope) for each in GUARDED}


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_a_user_of_any_role_calls_only_as_an_other_system(role, system_named, client):
    del client
    system = system_named("one", "one")
    token = calling(system, *Scope).token
    system.user.roles = [role.value]
    system.user.save()
    found = {outcome(each, token) for each in GUARDED}
    assert found == {"opens" if role is Role.SYSTEM else "refused"}


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_who_is_signed_in_on_the_pages_calls_nothing(role, user_with, client, browser_of):
    del client
    browser = browser_of(user_with("someone", role))
    answers = [browser.get(each.example) for each in GUARDED]
    answers = [
        browser.post(each.example, {}, content_type="application/json")
        if answer.status_code == BY_SENDING
        else answer
        for each, answer in zip(GUARDED, answers, strict=True)
    ]
    assert {answer.status_code for answer in answers} == {401}


def test_a_system_without_rights_calls_nothing(system_named, client):
    del client
    token = calling(system_named("one", "one")).token
    assert {outcome(each, token) for each in GUARDED} == {"refused"}


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic abc", "trede_x"])
def test_without_a_token_one_is_asked_for(header: str | None):
    headers = {} if header is None else {"Authorization": header}
    answer = Browser().get("/api/v1/clients/1/dossier", headers=headers)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert not WrongToken.objects.exists()


def test_the_refusal_names_the_right_that_is_lacking(uwv: CallingSystem):
    answer = uwv.post(SEARCH, NUMBER)
    assert answer.status_code == 403
    assert answer.json()["detail"] == (
        "This takes the right benefit-changes / dossiers, which this system does not have today."
    )
    assert answer["WWW-Authenticate"] == 'Bearer error="insufficient_scope"'


def test_a_right_holds_from_its_first_day_to_its_last(system_named, client, monkeypatch):
    del client
    system = system_named("one", "one")
    systems.give_right(None, system, Scope.DOSSIERS, date(2026, 4, 1), date(2026, 4, 3))
    one = CallingSystem(system, systems.give_token(None, system, LAST_DAY))
    found = []
    for day in range(31, 35):
        moment = datetime(2026, 3, 1, 9, 0) + timedelta(days=day - 1)
        monkeypatch.setenv("TREDE_NOW", moment.isoformat())
        found.append(one.post(SEARCH, NUMBER).status_code)
    assert found == [403, 200, 200, 403]


def test_a_right_that_is_ended_ends_at_once_and_stays_on_file(portal: CallingSystem):
    systems.end_right(None, portal.system.rights.get())
    assert portal.post(SEARCH, NUMBER).status_code == 403
    assert Right.objects.get().ends_on == date(2026, 3, 31)


def test_a_right_is_not_given_twice_for_the_same_days(portal: CallingSystem):
    use_language("en")
    with pytest.raises(systems.RightHeldError, match="on these days already"):
        systems.give_right(None, portal.system, Scope.DOSSIERS, date(2026, 6, 1), None)


def test_a_token_is_kept_as_a_hash_only(portal: CallingSystem):
    stored = Token.objects.values().get()
    assert stored["digest"] == digest_of(portal.token)
    assert portal.token not in str(stored)
    assert portal.token.startswith(stored["beginning"])


def test_a_token_works_until_its_last_day(portal: CallingSystem, monkeypatch):
    monkeypatch.setenv("TREDE_NOW", "2026-12-31T23:59")
    assert portal.post(SEARCH, NUMBER).status_code == 200
    monkeypatch.setenv("TREDE_NOW", "2027-01-01T00:00")
    answer = portal.post(SEARCH, NUMBER)
    assert (answer.status_code, answer.json()["detail"]) == (401, "This token has expired.")


def test_a_revoked_token_works_no_more_while_the_new_one_does(portal: CallingSystem):
    newer = CallingSystem(portal.system, systems.give_token(None, portal.system, LAST_DAY))
    systems.revoke_token(None, Token.objects.get(digest=digest_of(portal.token)))
    answer = portal.post(SEARCH, NUMBER)
    assert (answer.status_code, answer.json()["detail"]) == (401, "This token was revoked.")
    assert newer.post(SEARCH, NUMBER).status_code == 200


def test_a_system_whose_access_is_taken_away_calls_nothing(portal: CallingSystem):
    set_active(None, portal.system.user, is_active=False)
    assert portal.post(SEARCH, NUMBER).status_code == 401
    assert not may_call(portal.system.user, set(Scope), "client-search")


@pytest.mark.parametrize("last_on", [date(2026, 3, 30), date(2027, 4, 2)])
def test_a_token_lasts_a_year_at_most(portal: CallingSystem, last_on: date):
    use_language("en")
    with pytest.raises(systems.TooLongError, match="from today until 1 Apr 2027"):
        systems.give_token(None, portal.system, last_on)


def test_it_is_noted_when_a_token_was_last_used(portal: CallingSystem, monkeypatch):
    for minute in ("09:00", "09:00:30", "09:05"):
        monkeypatch.setenv("TREDE_NOW", f"2026-03-31T{minute}")
        portal.post(SEARCH, NUMBER)
    assert Token.objects.get().last_used_at == datetime(2026, 3, 31, 9, 5)


def test_whoever_tries_many_tokens_must_wait_and_keeps_nobody_else_out(
    portal: CallingSystem, monkeypatch
):
    stranger = CallingSystem(portal.system, "trede_guess")
    statuses = [stranger.post(SEARCH, NUMBER).status_code for _try in range(MOST_WRONG + 2)]
    assert statuses == [401] * MOST_WRONG + [429] * 2
    answer = stranger.post(SEARCH, NUMBER)
    assert answer["Retry-After"] == "900"
    assert WrongToken.objects.count() == MOST_WRONG
    assert portal.post(SEARCH, NUMBER).status_code == 200
    later = datetime(2026, 3, 31, 9, 0) + WINDOW
    monkeypatch.setenv("TREDE_NOW", later.isoformat())
    assert stranger.post(SEARCH, NUMBER).status_code == 401
    assert WrongToken.objects.count() == 1


def test_an_address_never_holds_more_than_a_client_number():
    kept = {reverse(each.name, args=["1"]) for each in GUARDED if "0041-7723" in each.example}
    assert kept == {"/api/v1/clients/1/dossier"}
