"""Looking at a client: on what ground, with what reason, and who sees that one looked."""

from urllib.parse import unquote

import pytest

from trede.register.access.models import Basis, Look
from trede.register.access.rules import clients_of, ground_to_look
from trede.register.accounts.models import Team
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client

REASON = "I stand in for a colleague."


@pytest.fixture
def colleague(user_with):
    """A case manager of another team."""
    user = user_with("visser", Role.CASE_MANAGER)
    user.team = Team.objects.create(name="Noord")
    user.save()
    return user


def looks() -> list[tuple[str, str, str, str]]:
    """Return who looked, at what, on what ground, with what reason; newest first."""
    found = Look.objects.values_list("user__username", "page", "basis", "reason")
    return list(found)


def test_a_case_manager_opens_the_own_caseload_and_that_is_logged(page, client):
    assert page.get(f"/clienten/{client.number}").status_code == 200
    assert looks() == [("bakker", "dossier", Basis.OWN_CASELOAD, "")]


def test_a_page_is_logged_once_a_day(page, client):
    for _time in range(3):
        page.get(f"/clienten/{client.number}")
    assert len(looks()) == 1


def test_a_team_leader_opens_the_clients_of_the_own_team(team_leader, client, browser_of):
    assert browser_of(team_leader).get(f"/clienten/{client.number}").status_code == 200
    assert looks() == [("smit", "dossier", Basis.OWN_TEAM, "")]


def test_a_team_leader_of_another_team_states_a_reason(user_with, client):
    leader = user_with("kok", Role.TEAM_LEADER)
    leader.team = Team.objects.create(name="Noord")
    leader.save()
    assert ground_to_look(leader, client) is None


@pytest.mark.parametrize(
    "role",
    [Role.CASE_MANAGER, Role.DECIDER, Role.DATA_MANAGER, Role.AUDITOR],
    ids=lambda role: role.value,
)
def test_a_foreign_client_opens_after_a_reason_which_is_logged(role, user_with, client, browser_of):
    user = user_with("visser", role)
    browser, address = browser_of(user), f"/clienten/{client.number}?span=all"
    asked = browser.get(address)
    assert (asked.status_code, unquote(asked.url)) == (
        302,
        f"/clienten/{client.number}/reden?next={address}",
    )
    assert looks() == []
    assert list(clients_of(user)) == []
    stated = browser.post(asked.url, {"reason": REASON, "next": address})
    assert (stated.status_code, stated.url) == (302, address)
    assert browser.get(address).status_code == 200
    assert looks() == [("visser", "dossier", Basis.STATED_REASON, REASON)]


@pytest.mark.parametrize("reason", ["", "  ", "because", "a few     "])
def test_a_reason_that_says_nothing_is_refused(reason, colleague, client, browser_of):
    browser = browser_of(colleague)
    refused = browser.post(f"/clienten/{client.number}/reden", {"reason": reason})
    assert refused.status_code == 422
    assert "Zeg het in ten minste tien tekens." in refused.content.decode()
    assert browser.get(f"/clienten/{client.number}").status_code == 302
    assert looks() == []


def test_a_reason_holds_for_one_client_and_one_day(
    colleague, case_manager, client, client_of, browser_of, monkeypatch
):
    other = client_of(case_manager, "0050-1", "Pietersen")
    browser = browser_of(colleague)
    browser.post(f"/clienten/{client.number}/reden", {"reason": REASON})
    assert browser.get(f"/clienten/{client.number}").status_code == 200
    assert browser.get(f"/clienten/{other.number}").status_code == 302
    monkeypatch.setenv("TREDE_NOW", "2026-04-01T00:01")
    browser = browser_of(colleague)
    assert browser.get(f"/clienten/{client.number}").status_code == 302


def test_a_reason_leads_to_no_other_site(colleague, client, browser_of):
    answer = browser_of(colleague).post(
        f"/clienten/{client.number}/reden", {"reason": REASON, "next": "https://example.org/"}
    )
    assert answer.url == f"/clienten/{client.number}"


def test_every_page_about_a_client_asks_for_a_reason(colleague, client, browser_of):
    browser = browser_of(colleague)
    for part in ("", "/bekeken", "/stap/contact", "/brief/plan"):
        asked = browser.get(f"/clienten/{client.number}{part}")
        assert (part, asked.status_code) == (part, 302)
        assert asked.url.startswith(f"/clienten/{client.number}/reden?next=")


def test_the_dossier_shows_the_newest_looks_and_links_to_all(page, client, user_with, browser_of):
    for number in range(9):
        reason = f"{REASON} {number}"
        browser = browser_of(user_with(f"visser{number}", Role.AUDITOR))
        browser.post(f"/clienten/{client.number}/reden", {"reason": reason})
        browser.get(f"/clienten/{client.number}")
    dossier = page.get(f"/clienten/{client.number}").content.decode()
    assert [f"{REASON} {number}" in dossier for number in range(9)] == [False] * 2 + [True] * 7
    assert f'href="/clienten/{client.number}/bekeken"' in dossier
    everyone = page.get(f"/clienten/{client.number}/bekeken").content.decode()
    assert [f"{REASON} {number}" in everyone for number in range(9)] == [True] * 9


def test_an_administrator_sees_at_whom_a_user_looked_stated_reasons_first(
    colleague, client, client_of, user_with, browser_of
):
    own = client_of(colleague, "0050-1", "Pietersen")
    browser = browser_of(colleague)
    browser.post(f"/clienten/{client.number}/reden", {"reason": REASON})
    browser.get(f"/clienten/{client.number}")
    browser.get(f"/clienten/{own.number}")
    administrator = browser_of(user_with("timmer", Role.ADMINISTRATOR))
    said = administrator.get(f"/gebruikers/{colleague.pk}/bekeken").content.decode()
    assert said.index(client.number) < said.index(REASON) < said.index(own.number)
    assert [name in said for name in ("Jansen", "Pietersen")] == [False, False]
    assert "/clienten/" not in said


def test_an_administrator_sees_no_clients(user_with, client, browser_of):
    administrator = user_with("timmer", Role.ADMINISTRATOR)
    browser = browser_of(administrator)
    assert browser.get(f"/clienten/{client.number}").status_code == 403
    assert browser.get(f"/clienten/{client.number}/reden").status_code == 403
    assert list(clients_of(administrator)) == []
    assert Client.objects.count() == 1
