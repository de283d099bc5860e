"""Receiving a hand-over: nothing retyped, what is missing becomes a to-do."""

import json
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client as Browser

from tests.register.steps.browsing import errors, filled_in, said, words
from tests.register.steps.taking import Taker, content_of
from trede.register.accounts.models import User
from trede.register.clients.models import Client, Identity
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.steps.handover import HandoverError, read_handover
from trede.register.steps.handover_receiving import (
    NotUsableError,
    ReceivedBeforeError,
    receive,
)
from trede.register.steps.handover_requirements import Completeness, missing_of
from trede.register.steps.undoing import undo

pytestmark = pytest.mark.django_db

ADDRESS = "/clienten/overdracht"
TODAY = date(2026, 3, 31)
COMPLETE = {
    "form": "trede-handover-1",
    "sender": "UWV Arnhem",
    "reference": "2026-0193",
    "sent_on": "2026-03-20",
    "person": {
        "citizen_number": "123456782",
        "family_name": "Groot",
        "infix": "de",
        "first_names": "Hanna",
        "birth_on": "1990-07-14",
        "sex": "female",
        "address": "Dorpsstraat 1",
        "phone": "06 12345678",
        "education": "havo_vwo",
        "last_worked": "less_than_1_year_ago",
    },
    "application": {"applied_on": "2026-03-18", "scheme": "PW"},
    "diagnoses": [
        {
            "kind": "work_intake",
            "diagnosed_on": "2026-03-19",
            "finding": "Can work soon.",
            "answers": {"debts": "no", "outlook": "with_help_within_a_year"},
        }
    ],
    "classifications": [{"scale": "phase", "value": "2", "starts_on": "2026-03-19"}],
    "barriers": ["childcare"],
    "applications_made": [{"on": "2026-03-02", "employer": "Bakkerij", "function": "winkel"}],
    "unemployment_benefit": {"starts_on": "2025-04-01", "last_on": "2026-03-31"},
    "notices": [{"on": "2026-03-10", "description": "Refused an interview."}],
    "warm_handover_on": "2026-03-24",
}


def handover(**changed: object) -> dict[str, object]:
    """Return a complete hand-over with parts changed; none leaves a part out."""
    whole = {**deepcopy(COMPLETE), **changed}
    return {name: part for name, part in whole.items() if part is not None}


@pytest.fixture
def desk(page: Browser, case_manager: User) -> Browser:
    """The case manager's browser, in English."""
    case_manager.language = "en"
    case_manager.save()
    return page


def upload(desk: Browser, content: object):
    """Upload a hand-over."""
    text = content if isinstance(content, str) else json.dumps(content)
    file = BytesIO(text.encode())
    file.name = "handover.json"
    return desk.post(ADDRESS, {"file": file})


def content_on(page) -> str:
    """Return the hand-over that the page keeps."""
    return str(filled_in(page)["content"])


def facts(table: str) -> list[dict[str, object]]:
    """Return all that is believed in a table, with its source."""
    return [{**content_of(fact), "source": fact.source} for fact in believed(table).order_by("pk")]


def test_a_complete_handover_is_received_without_retyping(desk: Browser):
    shown = upload(desk, handover())
    assert shown.status_code == 200
    assert filled_in(shown)["family_name"] == "Groot"
    done = desk.post(ADDRESS, filled_in(shown))
    assert said(done) == ["Hand-over received: it is complete."]
    assert done["Location"] == "/clienten/2026-00001"


def test_everything_in_a_handover_becomes_a_fact_of_its_sender(case_manager: User):
    done = receive(read_handover(handover()), case_manager, case_manager)
    uwv = {"source": "UWV Arnhem"}
    key = believed("diagnoses").get().diagnosis_id
    told = {"answered_on": date(2026, 3, 19), "diagnosis_id": key, **uwv}
    assert (done.is_new, done.missing.completeness, done.differences) == (
        True,
        Completeness.COMPLETE,
        (),
    )
    assert facts("persons") == [
        {
            "client_number": "2026-00001",
            "birth_on": date(1990, 7, 14),
            "sex": "female",
            "education": "havo_vwo",
            "last_worked": "less_than_1_year_ago",
            "intake_information": "yes",
            **uwv,
        }
    ]
    assert facts("applications") == [{"scheme": "PW", "applied_on": date(2026, 3, 18), **uwv}]
    assert facts("diagnoses") == [
        {
            "diagnosed_on": date(2026, 3, 19),
            "kind": "work_intake",
            "finding": "Can work soon.",
            **uwv,
        }
    ]
    overview = {"answer": "2 Mar 2026 · Bakkerij · winkel", "answered_on": date(2026, 3, 20), **uwv}
    assert facts("answers") == [
        {"question": "debts", "answer": "no", **told},
        {"question": "outlook", "answer": "with_help_within_a_year", **told},
        {"question": "applications_made", **overview},
    ]
    assert facts("classifications") == [
        {"scale": "phase", "value": "2", "starts_on": date(2026, 3, 19), **uwv}
    ]
    assert facts("barriers") == [{"barrier": "childcare", "starts_on": date(2026, 3, 20), **uwv}]
    assert facts("unemployment_benefits") == [
        {"starts_on": date(2025, 4, 1), "expected_end_on": date(2026, 4, 1), **uwv}
    ]
    assert [(fact["kind"], fact["held"]) for fact in facts("contacts")] == [("handover", True)]
    assert facts("signals") == [
        {
            "rule": "handover_notice",
            "description": "Refused an interview.",
            "raised_on": date(2026, 3, 10),
            "due_on": date(2026, 4, 7),
            "source": "register",
        }
    ]
    assert Identity.objects.get().source == "UWV Arnhem"


def test_an_incomplete_handover_is_received_and_a_to_do_asks_for_the_rest(desk: Browser):
    lacking = handover(applications_made=None, diagnoses=None, notices=None)
    shown = upload(desk, lacking)
    assert (
        "Missing, a to-do will ask for it: the work intake, the overview of applications"
        in words(shown)
    )
    done = desk.post(ADDRESS, filled_in(shown))
    assert said(done) == [
        "Hand-over received. Still missing: the work intake, the overview of applications made."
    ]
    (todo,) = facts("signals")
    assert (todo["rule"], todo["due_on"]) == ("handover_incomplete", date(2026, 4, 7))
    assert todo["description"] == (
        "Hand-over 2026-0193 of UWV Arnhem is incomplete. Ask for: the work intake, the overview "
        "of applications made."
    )
    assert believed("persons").get().intake_information == "no"


def test_what_is_needed_but_missing_is_filled_in_by_hand_and_the_rest_is_kept(desk: Browser):
    person = {**COMPLETE["person"], "family_name": "", "birth_on": None}
    shown = upload(desk, handover(person=person))
    assert "Fill in what is needed to receive it: family name, date of birth." in words(shown)
    refused = desk.post(ADDRESS, filled_in(shown))
    assert errors(refused).keys() - {""} == {"family_name", "birth_on"}
    typed = {**filled_in(refused), "family_name": "Groot", "birth_on": "1990-07-14"}
    assert desk.post(ADDRESS, typed).status_code == 302
    assert [fact["kind"] for fact in facts("diagnoses")] == ["work_intake"]


def test_three_levels_of_completeness():
    def level(**changed: object) -> Completeness:
        return missing_of(read_handover(handover(**changed)), TODAY).completeness

    person = {**COMPLETE["person"], "phone": ""}
    assert level(person=person) is Completeness.COMPLETE
    assert level(classifications=None) is Completeness.INCOMPLETE
    assert level(person={}) is Completeness.UNUSABLE
    assert missing_of(read_handover(handover(person=person)), TODAY).useful == ("telephone number",)


def test_an_unusable_handover_is_not_received(case_manager: User):
    with pytest.raises(NotUsableError, match="Missing: citizen service number, family name"):
        receive(read_handover(handover(person={})), case_manager, case_manager)
    assert not Client.objects.exists()


def test_a_client_who_is_known_keeps_one_dossier_and_differences_become_a_to_do(
    case_manager: User,
):
    receive(read_handover(handover(notices=None)), case_manager, case_manager)
    person = {**COMPLETE["person"], "address": "Kerkweg 2", "email": "h@example.org"}
    second = handover(
        reference="2026-0201",
        person=person,
        notices=None,
        classifications=[{"scale": "phase", "value": "3", "starts_on": "2026-03-25"}],
    )
    done = receive(read_handover(second), case_manager, case_manager)
    assert (done.is_new, Client.objects.count()) == (False, 1)
    assert done.differences == (
        "on file Dorpsstraat 1, in the hand-over Kerkweg 2",
        "phase: on file phase 2, in the hand-over phase 3",
    )
    identity = Identity.objects.current().get()
    assert (identity.address, identity.email) == ("Dorpsstraat 1", "h@example.org")
    assert [fact["rule"] for fact in facts("signals")] == ["handover_differs"]
    assert len(facts("applications")) == len(facts("classifications")) == 1
    assert believed("case_manager_assignments").count() == 1


def test_the_same_handover_is_received_once(case_manager: User):
    receive(read_handover(handover()), case_manager, case_manager)
    with pytest.raises(ReceivedBeforeError, match="2026-0193 of UWV Arnhem was received before"):
        receive(read_handover(handover()), case_manager, case_manager)
    assert Change.objects.count() == 1


def test_a_handover_can_be_undone_whole(case_manager: User):
    done = receive(read_handover(handover()), case_manager, case_manager)
    undo(done.change, case_manager, "wrong municipality")
    tables = ("persons", "applications", "diagnoses", "answers", "barriers", "signals")
    assert [facts(table) for table in tables] == [[]] * len(tables)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"form": "other"}, ("form", "is another form than trede-handover-1")),
        ({"sender": None}, ("sender", "is missing")),
        ({"reference": " "}, ("reference", "is empty")),
        ({"colour": "red"}, ("colour", "is not part of the form")),
        (
            {"person": {"citizen_number": "123456789"}},
            (
                "person.citizen_number",
                "this is no citizen service number: it does not pass the eleven-proof",
            ),
        ),
        (
            {"person": {"birth_on": "31-02-1990"}},
            ("person.birth_on", "is no day; write it as 2026-12-31"),
        ),
        ({"barriers": ["laziness"]}, ("barriers.1", "'laziness' is not in the code list barrier")),
        (
            {"classifications": [{"scale": "phase", "value": "9", "starts_on": "2026-03-19"}]},
            ("classifications.1.value", "'9' is not in the code list phase"),
        ),
        (
            {"unemployment_benefit": {"starts_on": "2026-04-01", "last_on": "2026-03-01"}},
            ("unemployment_benefit.last_on", "The last day lies before the first."),
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(
    changed: dict[str, object], problem: tuple[str, str]
):
    with pytest.raises(HandoverError) as refused:
        read_handover(handover(**changed))
    assert refused.value.problems == (problem,)


def test_all_that_cannot_be_read_is_said_at_once():
    wrong = handover(sender=None, barriers=["laziness"], person={"birth_on": "soon"})
    with pytest.raises(HandoverError) as refused:
        read_handover(json.dumps(wrong))
    assert {place for place, _why in refused.value.problems} == {
        "sender",
        "barriers.1",
        "person.birth_on",
    }


@pytest.mark.parametrize("text", ["", "no json", "[1]", '{"form": "trede-handover-1"'])
def test_a_file_that_is_no_handover_is_refused_on_the_page(desk: Browser, text: str):
    refused = upload(desk, text or " ")
    assert "The hand-over cannot be read." in errors(refused)["file"]


def test_a_file_is_needed(desk: Browser):
    assert errors(desk.post(ADDRESS, {}))["file"] == "Fill this in."


def test_what_was_tampered_with_between_the_pages_is_refused(desk: Browser):
    shown = upload(desk, handover())
    refused = desk.post(ADDRESS, {**filled_in(shown), "content": "{}"})
    assert refused.status_code == 422
    assert not Client.objects.exists()


def test_a_known_client_is_announced_by_number_only(desk: Browser, case_manager: User):
    receive(read_handover(handover()), case_manager, case_manager)
    shown = upload(desk, handover(reference="2026-0201"))
    assert "known already, under number 2026-00001" in words(shown)
    assert content_on(shown)


def test_the_handover_in_the_documentation_can_be_read_and_is_complete():
    page = Path(__file__).parents[3] / "docs" / "reference" / "hand-over-form.md"
    example = page.read_text(encoding="utf-8").split("```json")[1].split("```")[0]
    assert missing_of(read_handover(example), TODAY).completeness is Completeness.COMPLETE


def test_what_a_handover_left_to_do_is_dealt_with_by_a_step_of_its_own(
    desk: Browser, case_manager: User
):
    received = receive(read_handover(handover(applications_made=None)), case_manager, case_manager)
    taker = Taker(desk, received.client)
    assert "No signal is open" in words(taker.open("enforcement-next"))
    titles = {
        "handover_incomplete": "Ask for what is missing in the hand-over",
        "handover_notice": "Take note of what the sender told",
    }
    todos = taker.believed("signals")
    assert {str(todo.cell("rule")) for todo in todos} == titles.keys()
    for todo in todos:
        key = str(todo.cell("signal_id"))
        assert titles[str(todo.cell("rule"))] in words(taker.open("handover-follow-up", key))
        done = taker.take("handover-follow-up", key, outcome="done", finding="Sent after all.")
        assert said(done)[-1] == "Dealt with."
    assert {each["outcome"] for each in taker.facts("signals")} == {"done"}
    assert "Nothing of a hand-over is left to do" in words(taker.open("handover-follow-up"))


def test_a_handover_to_do_is_on_the_worklist_in_words_of_its_own(desk: Browser, case_manager: User):
    receive(read_handover(handover(applications_made=None)), case_manager, case_manager)
    shown = words(desk.get("/werklijst/"))
    assert "Ask for what is missing, or sort out what differs." in shown
    assert "Look into the signal" not in shown
