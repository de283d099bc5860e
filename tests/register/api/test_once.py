"""A call that writes is answered once; sending it again writes nothing and is answered the same."""

import pytest

from tests.register.api.calling import CHANGES, HANDOVERS, CallingSystem, calling, errors, handover
from tests.register.api.test_benefits import APPLIED, STARTED
from trede.register.accounts.roles import Scope
from trede.register.api.models import KeptAnswer
from trede.register.api.once import KEPT_FOR, forget_old_answers
from trede.register.clients.models import Client
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.project.clock import now

pytestmark = pytest.mark.django_db


def test_the_same_call_again_is_answered_the_same_and_writes_nothing(uwv: CallingSystem):
    first = uwv.post(HANDOVERS, handover(), key="a")
    again = uwv.post(HANDOVERS, handover(), key="a")
    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Location"] == first["Location"]
    assert ("Idempotency-Replayed" in first, again["Idempotency-Replayed"]) == (False, "true")
    assert Change.objects.filter(step="handover").count() == 1


def test_the_order_of_names_does_not_make_another_call(benefits: CallingSystem):
    benefits.post(CHANGES, STARTED, key="a")
    again = benefits.post(CHANGES, dict(reversed(STARTED.items())), key="a")
    assert (again.status_code, again["Idempotency-Replayed"]) == (201, "true")
    assert believed("benefit_spells").count() == 1


def test_another_content_under_the_same_key_is_refused(benefits: CallingSystem):
    benefits.post(CHANGES, APPLIED, key="a")
    answer = benefits.post(CHANGES, {**APPLIED, "applied_on": "2026-02-03"}, key="a")
    assert (answer.status_code, answer.json()["type"]) == (
        422,
        "urn:problem-type:trede:key-used-before",
    )
    assert errors(answer) == {"Idempotency-Key": "was used before"}
    assert believed("applications").count() == 1


def test_what_else_was_asked_belongs_to_the_content(uwv: CallingSystem):
    incomplete = handover(diagnoses=None)
    uwv.post(HANDOVERS, incomplete, key="a")
    answer = uwv.post(HANDOVERS, incomplete, key="a", Prefer="handling=lenient")
    assert answer.json()["type"] == "urn:problem-type:trede:key-used-before"


def test_a_refusal_is_an_answer_too(benefits: CallingSystem):
    first = benefits.post(CHANGES, {**STARTED, "scheme": "XYZ"}, key="a")
    again = benefits.post(CHANGES, {**STARTED, "scheme": "XYZ"}, key="a")
    assert (again.status_code, again.json(), again["Content-Type"]) == (
        422,
        first.json(),
        "application/problem+json",
    )


def test_keys_of_one_system_are_not_those_of_another(benefits: CallingSystem, system_named):
    other = calling(system_named("other", "other"), Scope.BENEFIT_CHANGES)
    benefits.post(CHANGES, APPLIED, key="a")
    answer = other.post(CHANGES, STARTED, key="a")
    assert (answer.status_code, "Idempotency-Replayed" in answer) == (201, False)


def test_a_call_that_writes_has_a_key(benefits: CallingSystem):
    for key in ("", "x" * 201):
        answer = benefits.post(CHANGES, STARTED, **{"Idempotency-Key": key})
        assert (answer.status_code, list(errors(answer))) == (400, ["Idempotency-Key"])
    assert not believed("benefit_spells").exists()


def test_a_failure_of_ours_is_no_answer_so_that_it_can_be_sent_again(
    benefits: CallingSystem, own_policy
):
    file = own_policy / "benefits.toml"
    file.write_text("no toml", encoding="utf-8")
    try:
        failed = benefits.post(CHANGES, APPLIED, key="a")
    finally:
        file.unlink()
    assert (failed.status_code, failed.json()["type"]) == (503, "urn:problem-type:trede:policy")
    assert str(own_policy) not in failed.content.decode()
    assert benefits.post(CHANGES, APPLIED, key="a").status_code == 201


def test_what_is_kept_tells_neither_key_nor_content(uwv: CallingSystem):
    uwv.post(HANDOVERS, handover(), key="secret-key")
    kept = str(KeptAnswer.objects.values().get())
    assert [each for each in ("secret-key", "123456782", "Hanna") if each in kept] == []


def test_answers_are_forgotten_after_thirty_days(benefits: CallingSystem, monkeypatch):
    benefits.post(CHANGES, STARTED, key="a")
    assert forget_old_answers() == 0
    later = now() + KEPT_FOR
    monkeypatch.setenv("TREDE_NOW", later.isoformat())
    assert forget_old_answers() == 0
    monkeypatch.setenv("TREDE_NOW", later.replace(minute=1).isoformat())
    assert forget_old_answers() == 1


def test_nothing_is_left_of_a_call_that_is_refused(uwv: CallingSystem):
    uwv.post(HANDOVERS, handover(person={}))
    assert not Client.objects.exists()
    assert not Change.objects.exists()
