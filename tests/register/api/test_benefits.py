"""What the benefit system tells is recorded by the steps of the pages, one by one or in batches."""

from datetime import date

import pytest

from tests.register.api.calling import BATCHES, CHANGES, CallingSystem, errors
from tests.register.steps.taking import content_of
from trede.register.access.models import Basis, Look
from trede.register.clients.models import Client
from trede.register.clients.numbers import pseudonym_of
from trede.register.facts.models import believed, model_of
from trede.register.facts.versions import Change

pytestmark = pytest.mark.django_db

WHO = {"number": "0041-7723"}
APPLIED = {"kind": "application", "client": WHO, "scheme": "PW", "applied_on": "2026-02-02"}
GRANTED = {
    "kind": "decision",
    "client": WHO,
    "decision": "granted",
    "decided_on": "2026-03-16",
    "starts_on": "2026-02-02",
    "monthly_amount_cents": 134550,
}
ENDED = {
    "kind": "end",
    "client": WHO,
    "last_on": "2026-03-31",
    "exit_reason": "work",
    "contract_kind": "permanent",
}
STARTED = {"kind": "start", "client": WHO, "scheme": "IOAW", "starts_on": "2025-11-01"}


def facts(table: str) -> list[dict[str, object]]:
    """Return what is believed in a table, with its source."""
    return [{**content_of(fact), "source": fact.source} for fact in believed(table).order_by("pk")]


def test_application_decision_and_end_become_facts_of_the_benefit_system(benefits: CallingSystem):
    statuses = [benefits.post(CHANGES, each).status_code for each in (APPLIED, GRANTED, ENDED)]
    assert statuses == [201, 201, 201]
    assert facts("benefit_spells") == [
        {
            "party": "active",
            "scheme": "PW",
            "applied_on": date(2026, 2, 2),
            "decided_on": date(2026, 3, 16),
            "starts_on": date(2026, 2, 2),
            "ends_on": date(2026, 4, 1),
            "exit_reason": "work",
            "contract_kind": "permanent",
            "monthly_amount_cents": 134550,
            "source": "benefit system",
        }
    ]
    assert {fact["source"] for fact in facts("applications")} == {"benefit system"}
    made = Change.objects.exclude(step="earlier").order_by("pk")
    assert [(change.step, change.author) for change in made] == [
        ("benefit-application", benefits.system.user),
        ("benefit-decision", benefits.system.user),
        ("benefit-end", benefits.system.user),
    ]


def test_the_answer_says_what_was_done_and_by_which_key_it_is_found(benefits: CallingSystem):
    answer = benefits.post(CHANGES, STARTED).json()
    assert answer == {
        "outcome": "saved",
        "client_number": "0041-7723",
        "detail": "The benefit is recorded.",
        "benefit": believed("benefit_spells").get().spell_id,
    }


def test_what_stood_there_already_is_said_to_be_unchanged(benefits: CallingSystem):
    key = benefits.post(CHANGES, STARTED).json()["benefit"]
    same = {**STARTED, "corrects": key, "reason": "sent once more"}
    answer = benefits.post(CHANGES, same)
    assert (answer.status_code, answer.json()["outcome"]) == (200, "unchanged")


def test_a_client_is_named_by_citizen_service_number_too(benefits: CallingSystem, client: Client):
    Client.objects.filter(pk=client.pk).update(person_id=pseudonym_of("123456782"))
    moved = model_of("persons").objects.filter(client_number=client.number)
    moved.update(person_id=pseudonym_of("123456782"))
    answer = benefits.post(CHANGES, {**STARTED, "client": {"citizen_number": "123456782"}})
    assert (answer.status_code, answer.json()["client_number"]) == (201, client.number)


def test_the_rules_of_the_pages_hold_with_the_place_the_value_and_the_remedy(
    benefits: CallingSystem,
):
    benefits.post(CHANGES, STARTED)
    answer = benefits.post(CHANGES, {**ENDED, "last_on": "2025-10-01", "contract_kind": None})
    assert answer.status_code == 422
    assert errors(answer) == {
        "#/last_on": "The last day lies before the first.",
        "#/contract_kind": "Choose the kind of contract: whether work lasts depends on it.",
    }
    assert answer.json()["errors"][0] == {
        "pointer": "#/last_on",
        "detail": "The last day lies before the first.",
        "remedy": "Mend it, or leave it out if it is not known.",
        "value": "2025-10-01",
    }


def test_what_is_compulsory_on_the_page_is_so_here(benefits: CallingSystem):
    answer = benefits.post(CHANGES, {"kind": "application", "client": WHO})
    assert errors(answer) == {"#/scheme": "Fill this in.", "#/applied_on": "Fill this in."}


def test_what_cannot_be_done_now_says_why(benefits: CallingSystem):
    assert errors(benefits.post(CHANGES, ENDED)) == {"#": "No benefit runs."}


def test_a_warning_is_confirmed_by_its_name(benefits: CallingSystem):
    benefits.post(CHANGES, APPLIED)
    early = {**GRANTED, "starts_on": "2026-01-15"}
    asked = benefits.post(CHANGES, early)
    (warning,) = asked.json()["errors"]
    assert (warning["confirm"], warning["pointer"]) == ("before-application", "#/confirmed")
    assert "article 44" in warning["detail"]
    answer = benefits.post(CHANGES, {**early, "confirmed": ["before-application"]})
    assert answer.status_code == 201
    assert facts("benefit_spells")[0]["starts_on"] == date(2026, 1, 15)


def test_a_correction_says_why_and_what_it_does_not_name_stays(benefits: CallingSystem):
    benefits.post(CHANGES, APPLIED)
    key = benefits.post(CHANGES, GRANTED).json()["benefit"]
    correction = {"kind": "start", "client": WHO, "corrects": key, "starts_on": "2026-02-09"}
    assert errors(benefits.post(CHANGES, correction)) == {"#/reason": "Fill this in."}
    answer = benefits.post(CHANGES, {**correction, "reason": "decision misread"})
    assert answer.json()["benefit"] == key
    (spell,) = facts("benefit_spells")
    assert (spell["starts_on"], spell["scheme"], spell["monthly_amount_cents"]) == (
        date(2026, 2, 9),
        "PW",
        134550,
    )
    assert Change.objects.latest("pk").reason == "decision misread"


def test_a_correction_of_an_end_leaves_the_benefit_ended(benefits: CallingSystem):
    benefits.post(CHANGES, STARTED)
    key = benefits.post(CHANGES, ENDED).json()["benefit"]
    amount = {"kind": "start", "client": WHO, "corrects": key, "monthly_amount_cents": 90001}
    benefits.post(CHANGES, {**amount, "reason": "amount misread"})
    (spell,) = facts("benefit_spells")
    assert (spell["ends_on"], spell["exit_reason"]) == (date(2026, 4, 1), "work")
    assert spell["monthly_amount_cents"] == 90001


def test_of_two_open_applications_the_key_says_which_is_decided(benefits: CallingSystem):
    first = benefits.post(CHANGES, APPLIED).json()["application"]
    other = {**APPLIED, "applied_on": "2026-03-02", "confirmed": [f"open-{first}"]}
    second = benefits.post(CHANGES, other).json()["application"]
    rejected = {
        "kind": "decision",
        "client": WHO,
        "decision": "rejected",
        "decided_on": "2026-03-20",
    }
    assert errors(benefits.post(CHANGES, rejected)) == {"#/application": "Fill this in."}
    benefits.post(CHANGES, {**rejected, "application": second})
    assert [fact.get("decision") for fact in facts("applications")] == [None, "rejected"]


def test_what_would_be_lost_is_refused(benefits: CallingSystem):
    answer = benefits.post(CHANGES, {**STARTED, "last_on": "2026-03-31", "reason": "because"})
    assert errors(answer) == {
        "#/last_on": "is not asked here",
        "#/reason": "is not asked here",
    }
    assert facts("benefit_spells") == []


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"kind": "sanction"}, {"#/kind": "is none of application, decision, start, end, unemp"}),
        ({"scheme": "XYZ"}, {"#/scheme": "'XYZ' is not in the code list scheme"}),
        ({"starts_on": "yesterday"}, {"#/starts_on": "is no day; write it as 2026-12-31"}),
        ({"monthly_amount_cents": 12.5}, {"#/monthly_amount_cents": "is no whole number"}),
        ({"monthly_amount_cents": -1}, {"#/monthly_amount_cents": "is less than 0"}),
        ({"client": {"number": "9999"}}, {"#/client": "there is no such client"}),
        ({"client": {}}, {"#/client": "give the client number or the citizen service number, one"}),
        ({"corrects": "none", "reason": "x"}, {"#": "What you correct here is no longer on file"}),
        ({"colour": "red"}, {"#/colour": "is not part of the form"}),
    ],
)
def test_what_does_not_fit_is_said_at_its_place(
    benefits: CallingSystem, changed: dict[str, object], wrong: dict[str, str]
):
    answer = benefits.post(CHANGES, {**STARTED, **changed})
    found = {place: detail[: len(wrong.get(place, ""))] for place, detail in errors(answer).items()}
    assert (answer.status_code, found) == (422, wrong)


def test_the_dates_of_an_unemployment_benefit_are_recorded(benefits: CallingSystem):
    dates = {"starts_on": "2025-04-01", "expected_last_on": "2026-06-30"}
    answer = benefits.post(CHANGES, {"kind": "unemployment", "client": WHO, **dates})
    assert set(answer.json()) >= {"unemployment"}
    assert facts("unemployment_benefits") == [
        {
            "starts_on": date(2025, 4, 1),
            "expected_end_on": date(2026, 7, 1),
            "source": "benefit system",
        }
    ]


def test_whoever_changes_a_file_looked_at_it(benefits: CallingSystem):
    benefits.post(CHANGES, STARTED)
    looks = Look.objects.values_list("user__username", "page", "basis")
    assert list(looks) == [("suite", "benefit-changes", Basis.TASK)]


def test_a_batch_accounts_for_every_change_each_apart(benefits: CallingSystem):
    answer = benefits.post(BATCHES, {"changes": [APPLIED, {**GRANTED, "decision": "?"}, GRANTED]})
    body = answer.json()
    assert answer.status_code == 200
    assert {name: body[name] for name in ("sent", "saved", "unchanged", "refused")} == {
        "sent": 3,
        "saved": 2,
        "unchanged": 0,
        "refused": 1,
    }
    assert [each["outcome"] for each in body["results"]] == ["saved", "refused", "saved"]
    problem = body["results"][1]["problem"]
    assert [each["pointer"] for each in problem["errors"]] == ["#/decision"]
    assert len(facts("benefit_spells")) == 1


def test_a_batch_that_is_sent_again_writes_nothing_twice(benefits: CallingSystem):
    first = benefits.post(BATCHES, {"changes": [APPLIED, GRANTED]}, key="batch-1")
    again = benefits.post(BATCHES, {"changes": [APPLIED, GRANTED]}, key="batch-1")
    assert (again.json(), again["Idempotency-Replayed"]) == (first.json(), "true")
    assert len(facts("applications")) == len(facts("benefit_spells")) == 1


@pytest.mark.parametrize("changes", [[], [STARTED] * 201, "all", None])
def test_a_batch_has_one_to_two_hundred_changes(benefits: CallingSystem, changes: object):
    answer = benefits.post(BATCHES, {"changes": changes})
    assert (answer.status_code, list(errors(answer))) == (422, ["#/changes"])
