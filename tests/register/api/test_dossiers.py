"""Reading a dossier and finding a client: what is told, to whom, and that it is logged."""

from datetime import date

import pytest

from tests.register.api.calling import REASON, SEARCH, CallingSystem, dossier_of, errors
from tests.register.steps.taking import record
from trede.register.access.models import Basis, Look
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.clients.numbers import pseudonym_of
from trede.register.facts.journal import open_journal
from trede.register.facts.models import model_of

pytestmark = pytest.mark.django_db

BENEFIT = {"spell_id": "S1", "party": "active", "scheme": "PW"}


@pytest.fixture
def corrected(client: Client, case_manager: User, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client whose benefit was recorded on 1 March and corrected on 15 March."""
    monkeypatch.setenv("TREDE_NOW", "2026-03-01T12:00")
    values = {**BENEFIT, "starts_on": date(2026, 2, 2)}
    fact = record(client, case_manager, "benefit_spells", values, "benefit system")
    monkeypatch.setenv("TREDE_NOW", "2026-03-15T12:00")
    with open_journal(author=case_manager, step="benefit", client=client) as journal:
        journal.correct(fact, {"starts_on": date(2026, 2, 9)})
    monkeypatch.setenv("TREDE_NOW", "2026-03-31T09:00")
    return client


def test_facts_are_told_with_their_two_times_and_their_source(
    portal: CallingSystem, corrected: Client
):
    answer = portal.read(corrected.number, tables="benefit_spells")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["client_number"], body["as_of"], body["known_at"]) == (
        "0041-7723",
        "2026-03-31",
        None,
    )
    (spell,) = body["facts"]["benefit_spells"]
    assert {name: value for name, value in spell.items() if value is not None} == {
        "spell_id": "S1",
        "party": "active",
        "scheme": "PW",
        "starts_on": "2026-02-09",
        "recorded_at": "2026-03-15T11:00:00Z",
        "source": "register",
    }


@pytest.mark.parametrize("known_at", ["2026-03-10", "2026-03-15T10:59:59Z"])
def test_a_dossier_is_read_as_it_was_known(portal: CallingSystem, corrected: Client, known_at: str):
    answer = portal.read(corrected.number, tables="benefit_spells", known_at=known_at)
    (spell,) = answer.json()["facts"]["benefit_spells"]
    assert (spell["starts_on"], spell["recorded_at"], spell["withdrawn_at"]) == (
        "2026-02-02",
        "2026-03-01T11:00:00Z",
        "2026-03-15T11:00:00Z",
    )


def test_a_dossier_is_read_as_of_a_day(portal: CallingSystem, corrected: Client):
    answer = portal.read(corrected.number, tables="benefit_spells,persons", as_of="2026-02-08")
    assert answer.json()["facts"]["benefit_spells"] == []
    assert len(answer.json()["facts"]["persons"]) == 1


def test_neither_pseudonym_nor_cost_is_told(portal: CallingSystem, client: Client):
    answer = portal.read(client.number)
    assert "costs" not in answer.json()["facts"]
    assert client.person_id not in answer.content.decode()


def test_where_the_source_does_not_say_when_it_was_recorded_nothing_is_made_up(
    portal: CallingSystem, client: Client
):
    model_of("persons").objects.update(recorded_at="1900-01-01 00:00")
    (person,) = portal.read(client.number).json()["facts"]["persons"]
    assert person["recorded_at"] is None


def test_who_read_it_and_why_stands_in_the_log(portal: CallingSystem, client: Client):
    portal.read(client.number)
    looks = Look.objects.values_list("user__username", "client__number", "page", "basis", "reason")
    assert list(looks) == [("portal", client.number, "client-dossier", Basis.STATED_REASON, REASON)]


@pytest.mark.parametrize("reason", [None, "", "because", "     too  "])
def test_without_a_reason_nothing_is_read_and_nothing_is_logged(
    portal: CallingSystem, client: Client, reason: str | None
):
    headers = {} if reason is None else {"Look-Reason": reason}
    answer = portal.get(dossier_of(client.number), **headers)
    assert (answer.status_code, list(errors(answer))) == (400, ["Look-Reason"])
    assert not Look.objects.exists()


def test_a_reason_may_be_written_in_any_language(portal: CallingSystem, client: Client):
    reason = "Coördinatie met cliënt"
    sent = reason.encode().decode("latin-1")
    portal.get(dossier_of(client.number), **{"Look-Reason": sent})
    assert Look.objects.get().reason == reason


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ({"as_of": "31-03-2026"}, "as_of"),
        ({"known_at": "2026-03-15T10:00:00"}, "known_at"),
        ({"known_at": "yesterday"}, "known_at"),
        ({"tables": "costs"}, "tables"),
        ({"as_off": "2026-03-31"}, "as_off"),
    ],
)
def test_a_question_that_cannot_be_understood_is_not_answered_otherwise(
    portal: CallingSystem, client: Client, parameters: dict[str, str], wrong: str
):
    answer = portal.read(client.number, **parameters)
    assert (answer.status_code, list(errors(answer))) == (400, [wrong])


def test_a_client_who_is_not_there_is_not_found(portal: CallingSystem):
    answer = portal.read("9999")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_client_is_found_by_citizen_service_number_and_that_is_logged(
    portal: CallingSystem, client: Client
):
    Client.objects.filter(pk=client.pk).update(person_id=pseudonym_of("123456782"))
    answer = portal.post(SEARCH, {"citizen_number": "123456782"})
    assert (answer.status_code, answer.json()) == (200, {"clients": [{"number": "0041-7723"}]})
    looks = Look.objects.values_list("page", "basis")
    assert list(looks) == [("client-search", Basis.TASK)]


def test_someone_who_is_no_client_is_not_found(portal: CallingSystem):
    answer = portal.post(SEARCH, {"citizen_number": "111222333"})
    assert (answer.status_code, answer.json()) == (200, {"clients": []})
    assert not Look.objects.exists()


def test_a_citizen_service_number_that_cannot_be_is_refused_and_not_repeated(
    portal: CallingSystem,
):
    answer = portal.post(SEARCH, {"citizen_number": "123456789"})
    assert errors(answer) == {
        "#/citizen_number": "this is no citizen service number: it does not pass the eleven-proof"
    }
    assert "123456789" not in answer.content.decode()
