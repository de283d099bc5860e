"""The pages on which an administrator keeps other systems: rights with days, tokens shown once."""

import re
from datetime import date

import pytest
from click.testing import CliRunner, Result

from tests.register.api.calling import SEARCH, CallingSystem
from trede.cli.register_tokens import token
from trede.language import use_language
from trede.register.accounts.changes import changes_of
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.api.models import Right, System, Token

pytestmark = pytest.mark.django_db
NUMBER = {"citizen_number": "111222333"}


@pytest.fixture
def office(user_with, browser_of):
    """The administrator's browser, in English."""
    administrator = user_with("timmer", Role.ADMINISTRATOR)
    administrator.language = "en"
    administrator.save()
    return browser_of(administrator)


def added(office, case_manager: User) -> System:
    """Add a system on the page and return it."""
    details = {"username": "uwv", "name": "UWV", "source": "UWV Zuid", "intake": case_manager.pk}
    answer = office.post("/systemen/nieuw", details)
    system = System.objects.get()
    assert answer.url == f"/systemen/{system.pk}"
    return system


def test_a_system_gets_rights_and_a_token_that_is_shown_once(office, case_manager, client):
    del client
    system = added(office, case_manager)
    address = f"/systemen/{system.pk}"
    right = {"scope": "dossiers", "starts_on": "2026-03-01", "ends_on": "2026-06-30"}
    assert office.post(f"{address}/recht", right).status_code == 302
    given = office.post(f"{address}/sleutel", {"last_on": "2026-12-31"}).content.decode()
    token = re.search(r"<code>(trede_[\w-]+)</code>", given)[1]
    assert CallingSystem(system, token).post(SEARCH, NUMBER).status_code == 200
    shown = office.get(address).content.decode()
    assert token not in shown
    assert token[:10] in shown
    assert "31 Mar 2026, 09:00" in shown
    stored = Right.objects.values_list("scope", "starts_on", "ends_on").get()
    assert stored == ("dossiers", date(2026, 3, 1), date(2026, 7, 1))


def test_a_revoked_token_and_an_ended_right_are_worth_nothing(office, portal):
    address = f"/systemen/{portal.system.pk}"
    office.post(f"{address}/sleutel/{Token.objects.get().pk}")
    assert portal.post(SEARCH, NUMBER).status_code == 401
    office.post(f"{address}/recht/{Right.objects.get().pk}")
    assert Right.objects.get().ends_on == date(2026, 3, 31)
    shown = office.get(address).content.decode()
    assert ("revoked" in shown, "ended" in shown) == (True, True)


def test_whatever_changes_in_a_system_stands_with_its_author(office, case_manager):
    system = added(office, case_manager)
    address = f"/systemen/{system.pk}"
    office.post(f"{address}/recht", {"scope": "hand-overs", "starts_on": "2026-03-31"})
    office.post(f"{address}/sleutel", {"last_on": "2026-12-31"})
    office.post(f"{address}/sleutel/{Token.objects.get().pk}")
    office.post(address, {"name": "UWV", "source": "UWV Oost", "intake": ""})
    beginning = str(Token.objects.get())
    use_language("en")
    said = [(each.author, each.what, each.before, each.after) for each in changes_of(system.user)]
    assert said[::-1] == [
        ("Timmer", "Added", "", "uwv"),
        ("Timmer", "Roles", "", "other system"),
        ("Timmer", "Name as a source", "", "UWV Zuid"),
        ("Timmer", "Case manager of new clients", "", "Bakker"),
        ("Timmer", "Right", "", "send hand-overs, from 31 Mar 2026"),
        ("Timmer", "Token", "", beginning),
        ("Timmer", "Token", beginning, ""),
        ("Timmer", "Name as a source", "UWV Zuid", "UWV Oost"),
        ("Timmer", "Case manager of new clients", "Bakker", ""),
    ]


def test_nobody_signs_in_as_a_system(office, case_manager):
    assert not added(office, case_manager).user.has_usable_password()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": "UWV!"}, "Use small letters, digits, dots and hyphens only."),
        ({"username": "bakker"}, "There is a user bakker already. Choose another name."),
        ({"source": "register"}, "&#39;register&#39; is in use as a source already."),
        ({"source": "UWV: Zuid"}, "Leave out the colon."),
        ({"source": ""}, "This field is required."),
    ],
)
def test_a_system_that_cannot_be_is_refused(office, case_manager, changed, said):
    details = {"username": "uwv", "name": "UWV", "source": "UWV Zuid", "intake": ""}
    answer = office.post("/systemen/nieuw", {**details, **changed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not System.objects.exists()


@pytest.mark.parametrize(
    ("page", "answers", "said"),
    [
        ("recht", {"scope": "dossiers", "starts_on": "2026-05-01"}, "on these days already"),
        ("recht", {"scope": "all", "starts_on": "2026-05-01"}, "Select a valid choice"),
        (
            "recht",
            {"scope": "hand-overs", "starts_on": "2026-05-01", "ends_on": "2026-04-01"},
            "The last day lies before the first.",
        ),
        ("sleutel", {"last_on": "2030-01-01"}, "until 1 Apr 2027 at the latest"),
        ("sleutel", {"last_on": ""}, "This field is required."),
    ],
)
def test_a_right_or_token_that_cannot_be_is_refused(office, portal, page, answers, said):
    answer = office.post(f"/systemen/{portal.system.pk}/{page}", answers)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert (Right.objects.count(), Token.objects.count()) == (1, 1)


def test_the_list_shows_what_a_system_may_do_and_when_it_called(office, portal):
    portal.post(SEARCH, NUMBER)
    CallingSystem(portal.system, "trede_wrong").post(SEARCH, NUMBER)
    shown = " ".join(re.sub(r"<[^>]+>", " ", office.get("/systemen/").content.decode()).split())
    assert "System portal portal read dossiers 31 Dec 2026 31 Mar 2026, 09:00" in shown
    assert "1 calls with a token that does not exist, in the last quarter of an hour." in shown


def test_a_token_of_another_system_is_not_revoked_here(office, portal, system_named):
    other = system_named("other", "other")
    assert office.post(f"/systemen/{other.pk}/sleutel/{Token.objects.get().pk}").status_code == 404
    assert portal.post(SEARCH, NUMBER).status_code == 200


def trede(*words: object) -> Result:
    """Give a command, in English."""
    use_language("en")
    return CliRunner().invoke(token, [str(word) for word in words])


def test_a_token_is_made_and_revoked_from_the_command_line(portal):
    made = trede("portal", "--until", "2026-06-30").output.strip()
    newer = CallingSystem(portal.system, made)
    assert newer.post(SEARCH, NUMBER).status_code == 200
    assert Token.objects.first().last_on == date(2026, 6, 30)
    assert "No token of portal works any more." in trede("portal", "--revoke").output
    assert {each.post(SEARCH, NUMBER).status_code for each in (portal, newer)} == {401}


def test_a_token_for_a_system_that_is_not_there_is_refused(portal):
    refused = trede("portaal").exception
    assert str(refused) == "There is no other system portaal. Choose from portal."
