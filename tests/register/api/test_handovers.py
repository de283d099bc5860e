"""Hand-overs through the API: complete ones are received, of others is said what is missing."""

import pytest

from tests.register.api.calling import (
    HANDOVERS,
    CallingSystem,
    calling,
    errors,
    handover,
)
from trede.register.accounts.models import User
from trede.register.accounts.roles import Scope
from trede.register.api.systems import SystemDetails, change_system, details_of
from trede.register.clients.models import Client, Identity
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.steps.undoing import undo

pytestmark = pytest.mark.django_db


def test_a_complete_handover_is_received_and_gets_a_client_number(uwv: CallingSystem):
    answer = uwv.post(HANDOVERS, handover())
    change = Change.objects.get(step="handover")
    assert (answer.status_code, answer.json()) == (
        201,
        {
            "id": change.pk,
            "state": "received",
            "sender": "UWV Arnhem",
            "reference": "2026-0193",
            "received_at": "2026-03-31T07:00:00Z",
            "client_number": "2026-00001",
            "is_new_client": True,
            "missing": [],
        },
    )
    assert answer["Location"] == f"/api/v1/handovers/{change.pk}"
    assert change.author == uwv.system.user


def test_its_facts_are_those_of_the_sender_and_its_client_goes_to_the_intake(
    uwv: CallingSystem, case_manager: User
):
    uwv.post(HANDOVERS, handover())
    (application,) = believed("applications")
    assert application.source == "UWV Arnhem"
    assert Identity.objects.get().source == "UWV Arnhem"
    assert believed("case_manager_assignments").get().case_manager_id == case_manager.username


def test_of_an_incomplete_handover_is_said_field_by_field_what_is_missing(uwv: CallingSystem):
    person = {"citizen_number": "123456782", "family_name": "Groot"}
    answer = uwv.post(HANDOVERS, handover(person=person, applications_made=None))
    assert answer.status_code == 422
    assert errors(answer) == {
        "#/person/first_names": "first names is missing",
        "#/person/birth_on": "date of birth is missing",
        "#/applications_made": "the overview of applications made is missing",
    }
    problem = answer.json()
    assert problem["type"] == "urn:problem-type:trede:incomplete-hand-over"
    assert problem["detail"] == (
        "Missing: first names, date of birth, the overview of applications made. Nothing was "
        "recorded."
    )
    assert [each["remedy"][:11] for each in problem["errors"]] == ["Fill it in:"] * 2 + [
        "Fill it in."
    ]
    assert not Client.objects.exists()


def test_what_was_agreed_but_is_missing_is_asked_for_if_the_sender_prefers_that(
    uwv: CallingSystem,
):
    answer = uwv.post(HANDOVERS, handover(diagnoses=None), Prefer="handling=lenient")
    assert (answer.status_code, answer["Preference-Applied"]) == (201, "handling=lenient")
    assert answer.json()["state"] == "incomplete"
    assert answer.json()["missing"] == [
        {"pointer": "#/diagnoses", "level": "agreed", "what": "the work intake"}
    ]
    rules = [todo.rule for todo in believed("signals")]
    assert "handover_incomplete" in rules


def test_whom_it_is_about_is_needed_whatever_the_sender_prefers(uwv: CallingSystem):
    answer = uwv.post(HANDOVERS, handover(person={}), Prefer="handling=lenient")
    assert set(errors(answer)) == {
        "#/person/citizen_number",
        "#/person/family_name",
        "#/person/first_names",
        "#/person/birth_on",
    }


def test_all_that_does_not_fit_the_form_is_said_at_once_with_its_place_and_value(
    uwv: CallingSystem,
):
    classes = [{"scale": "phase", "value": "2", "starts_on": "31-12-2026"}]
    answer = uwv.post(
        HANDOVERS, handover(barriers=["childcare", "luck"], classifications=classes, luck=7)
    )
    assert answer.status_code == 422
    assert errors(answer) == {
        "#/classifications/0/starts_on": "is no day; write it as 2026-12-31",
        "#/barriers/1": "'luck' is not in the code list barrier",
        "#/luck": "is not part of the form",
    }
    values = {each["pointer"]: each.get("value") for each in answer.json()["errors"]}
    assert values["#/barriers/1"] == "luck"


def test_a_value_of_another_scale_is_refused_at_its_place(uwv: CallingSystem):
    classes = [{"scale": "phase", "value": "9", "starts_on": "2026-03-19"}]
    answer = uwv.post(HANDOVERS, handover(classifications=classes))
    assert errors(answer) == {"#/classifications/0/value": "'9' is not in the code list phase"}


def test_a_system_sends_under_its_own_name(uwv: CallingSystem):
    answer = uwv.post(HANDOVERS, handover(sender="UWV Zwolle"))
    assert errors(answer) == {"#/sender": "this system sends under the name 'UWV Arnhem'"}


def test_the_same_handover_under_another_key_was_received_before(uwv: CallingSystem):
    first = uwv.post(HANDOVERS, handover())
    answer = uwv.post(HANDOVERS, handover())
    assert (answer.status_code, answer["Location"]) == (409, first["Location"])
    assert answer.json()["type"] == "urn:problem-type:trede:received-before"
    assert Change.objects.filter(step="handover").count() == 1


def test_a_namesake_is_asked_about_without_telling_who_is_on_file(uwv: CallingSystem):
    uwv.post(HANDOVERS, handover())
    person = {**handover()["person"], "citizen_number": "111222333"}
    other = handover(reference="2026-0194", person=person)
    asked = uwv.post(HANDOVERS, other)
    assert asked.status_code == 422
    assert [each["confirm"] for each in asked.json()["errors"]] == ["namesake"]
    assert "2026-00001" not in asked.content.decode()
    answer = uwv.post(HANDOVERS, other, Confirm="namesake")
    assert (answer.status_code, answer.json()["client_number"]) == (201, "2026-00002")


def test_someone_who_is_known_keeps_one_dossier(uwv: CallingSystem):
    uwv.post(HANDOVERS, handover())
    answer = uwv.post(HANDOVERS, handover(reference="2026-0201"))
    assert (answer.status_code, answer.json()["is_new_client"]) == (201, False)
    assert Client.objects.count() == 1


def test_without_a_case_manager_for_new_clients_nothing_is_received(uwv: CallingSystem):
    details = details_of(uwv.system)
    change_system(None, uwv.system, SystemDetails(details.name, details.source, None))
    answer = uwv.post(HANDOVERS, handover())
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:problem-type:trede:no-intake")
    assert not Client.objects.exists()


def test_the_state_of_a_handover_is_read_where_location_says(
    uwv: CallingSystem, case_manager: User
):
    sent = uwv.post(HANDOVERS, handover(diagnoses=None), Prefer="handling=lenient")
    state = uwv.get(sent["Location"]).json()
    assert (state["state"], state["client_number"]) == ("incomplete", "2026-00001")
    undo(Change.objects.get(step="handover"), case_manager, "wrong municipality")
    assert uwv.get(sent["Location"]).json()["state"] == "undone"


def test_a_system_reads_only_what_it_sent_itself(uwv: CallingSystem, system_named):
    sent = uwv.post(HANDOVERS, handover())
    other = calling(system_named("zwolle", "UWV Zwolle"), Scope.HANDOVERS)
    assert other.get(sent["Location"]).status_code == 404


def test_a_birth_that_lies_ahead_is_refused(uwv: CallingSystem):
    person = {**handover()["person"], "birth_on": "2026-04-01"}
    answer = uwv.post(HANDOVERS, handover(person=person))
    assert errors(answer) == {"#/person/birth_on": "This day has not come yet."}


def test_a_case_manager_who_left_gets_no_new_clients(uwv: CallingSystem, case_manager: User):
    case_manager.is_active = False
    case_manager.save()
    assert uwv.post(HANDOVERS, handover()).status_code == 409


def test_policy_that_cannot_be_read_stops_hand_overs_until_it_is_mended(
    uwv: CallingSystem, own_policy
):
    file = own_policy / "handover.toml"
    file.write_text("no toml", encoding="utf-8")
    try:
        failed = uwv.post(HANDOVERS, handover(), key="a")
    finally:
        file.unlink()
    assert (failed.status_code, failed.json()["type"]) == (503, "urn:problem-type:trede:policy")
    assert uwv.post(HANDOVERS, handover(), key="a").status_code == 201
