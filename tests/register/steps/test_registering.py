"""Registering a client: one dossier per person."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.steps.browsing import errors, fields, filled_in, said, warnings, words
from tests.register.steps.taking import content_of
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client, Identity
from trede.register.clients.numbers import decrypt_number, pseudonym_of
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.steps.registering import next_number
from trede.register.steps.undoing import undo

pytestmark = pytest.mark.django_db

ADDRESS = "/clienten/nieuw"
NUMBER, OTHER = "123456782", "111222333"
GROOT = {
    "citizen_number": NUMBER,
    "family_name": "Groot",
    "infix": "de",
    "first_names": "Hanna Maria",
    "birth_on": "1990-07-14",
    "sex": "female",
    "address": "Dorpsstraat 1",
    "postcode": "6661 AA",
    "place": "Elst",
}


@pytest.fixture
def desk(page: Browser, case_manager: User) -> Browser:
    """The case manager's browser, in English."""
    case_manager.language = "en"
    case_manager.save()
    return page


def facts(table: str) -> list[dict[str, object]]:
    """Return all that is believed in a table."""
    return [content_of(fact) for fact in believed(table)]


def register(desk: Browser, **answers: object):
    """Fill in the form as it is shown and save it."""
    filled = {**filled_in(desk.get(ADDRESS)), **GROOT, **answers}
    return desk.post(ADDRESS, {name: each for name, each in filled.items() if each is not None})


def test_a_new_client_gets_a_number_an_identity_and_a_case_manager(desk: Browser):
    done = register(desk)
    assert said(done) == ["Hanna Maria de Groot is registered under number 2026-00001."]
    assert done["Location"] == "/clienten/2026-00001"
    client = Client.objects.get()
    assert client.person_id == pseudonym_of(NUMBER)
    assert facts("persons") == [
        {"client_number": "2026-00001", "birth_on": date(1990, 7, 14), "sex": "female"}
    ]
    own = {"role": "both", "team": "Zuid", "case_manager_id": "bakker"}
    assert facts("case_manager_assignments") == [{**own, "starts_on": date(2026, 3, 31)}]
    identity = Identity.objects.get()
    assert (identity.listed_name, identity.address) == ("Groot, H.M. de", "Dorpsstraat 1")


def test_the_citizen_service_number_is_stored_encrypted_and_shown_nowhere_again(desk: Browser):
    register(desk)
    identity = Identity.objects.get()
    assert NUMBER.encode() not in bytes(identity.encrypted_number)
    assert decrypt_number(identity.encrypted_number) == NUMBER
    for address in (
        "/clienten/",
        "/clienten/2026-00001",
        "/clienten/2026-00001/stap/personal-details",
    ):
        assert NUMBER not in desk.get(address).content.decode()


@pytest.mark.parametrize("number", ["123456789", "12345", "abcdefghi", "000000000"])
def test_a_number_that_fails_the_eleven_proof_is_refused(desk: Browser, number: str):
    assert errors(register(desk, citizen_number=number))["citizen_number"] == (
        "This is no citizen service number: it does not pass the eleven-proof. Check it."
    )
    assert not Client.objects.exists()


def test_what_is_missing_is_said_at_each_field(desk: Browser):
    found = errors(register(desk, family_name=None, birth_on=None, citizen_number=None))
    assert {name: message for name, message in found.items() if name} == {
        "citizen_number": "Fill this in.",
        "family_name": "Fill this in.",
        "birth_on": "Fill this in.",
    }


def test_a_birth_in_the_future_is_refused(desk: Browser):
    assert errors(register(desk, birth_on="2026-04-01"))["birth_on"] == (
        "This day has not come yet."
    )


def test_who_is_known_already_is_found_and_shown_instead_of_doubled(desk: Browser):
    register(desk)
    changes = Change.objects.count()
    done = register(desk, citizen_number="1234.56.782", family_name="Groote")
    assert said(done)[-1] == (
        "This client is known already, under number 2026-00001. Nothing was recorded."
    )
    assert done["Location"] == "/clienten/2026-00001"
    assert (Client.objects.count(), Change.objects.count()) == (1, changes)


def test_someone_of_the_same_name_and_birth_must_be_confirmed_to_be_another(desk: Browser):
    register(desk)
    asked = register(desk, citizen_number=OTHER)
    assert warnings(asked) == {
        "confirm-namesake-2026-00001": "Client 2026-00001 has the same family name and date of "
        "birth, and another citizen service number. This is someone else."
    }
    desk.post(ADDRESS, {**filled_in(asked), "confirm-namesake-2026-00001": "on"})
    assert [client.number for client in Client.objects.all()] == ["2026-00001", "2026-00002"]


def test_a_registration_that_is_undone_leaves_nobody_and_can_be_done_again(
    desk: Browser, case_manager: User
):
    register(desk)
    undone = desk.post(f"/clienten/2026-00001/terug/{Change.objects.get().pk}", {"at_once": "1"})
    assert undone["Location"] == "/clienten/"
    assert (facts("persons"), Identity.objects.current().count()) == ([], 0)
    done = register(desk, family_name="Groote")
    assert done["Location"] == "/clienten/2026-00001"
    assert Client.objects.get().name == "Hanna Maria de Groote"
    assert undo(Change.objects.latest("pk"), case_manager, "again").step == "undo"


def test_a_registration_upon_which_work_was_done_is_not_undone(desk: Browser):
    register(desk)
    change = Change.objects.get()
    page = "/clienten/2026-00001/stap/barriers"
    desk.post(page, {**filled_in(desk.get(page)), "barriers": ["debts"]})
    shown = desk.get(f"/clienten/2026-00001/terug/{change.pk}")
    assert "This can no longer be undone" in words(shown)


def test_a_team_leader_chooses_who_keeps_the_file(
    case_manager: User, team_leader: User, browser_of: Callable[[User], Browser]
):
    browser = browser_of(team_leader)
    assert "case_manager" not in filled_in(browser.get(ADDRESS))
    assert "case_manager" in errors(register(browser, case_manager=None))
    register(browser, case_manager=case_manager.username)
    assert believed("case_manager_assignments").get().case_manager_id == "bakker"


def test_nobody_without_clients_registers_one(
    user_with: Callable[..., User], browser_of: Callable[[User], Browser]
):
    auditor = browser_of(user_with("auditor", Role.AUDITOR))
    assert auditor.get(ADDRESS).status_code == 403
    assert auditor.get("/clienten/overdracht").status_code == 403


def test_numbers_follow_each_other_within_a_year():
    Client.objects.create(person_id="P1", number="2026-00041")
    Client.objects.create(person_id="P2", number="2026-9")
    assert (next_number(2026), next_number(2027)) == ("2026-00042", "2027-00001")


def test_the_form_asks_who_it_is_first(desk: Browser):
    assert fields(desk.get(ADDRESS)) >= {"citizen_number", "family_name", "case_manager"}
