"""Diagnosis: questions as data, earlier answers from every source shown and kept."""

from datetime import date
from pathlib import Path

import pytest

from tests.register.steps.browsing import errors, fields, filled_in, said, warnings, words
from tests.register.steps.taking import Taker, record
from trede.register.accounts.models import User
from trede.register.facts.journal import open_journal
from trede.register.steps.policies import FaultyPolicyError
from trede.register.steps.questionnaire import QuestionKind, find_question, questions_on

pytestmark = pytest.mark.django_db

ANSWERED = {"question-debts": "yes", "question-last_worked": "never", "finding": "Debts first."}


@pytest.fixture
def handed_over(taker: Taker, case_manager: User) -> Taker:
    """UWV asked about debts on 2 March: there were none."""
    answer = {"answer_id": "A1", "question": "debts", "answer": "no"}
    values = {**answer, "answered_on": date(2026, 3, 2)}
    record(taker.client, case_manager, "answers", values, source="UWV")
    return taker


def test_a_diagnosis_is_recorded_with_its_answers(taker: Taker):
    done = taker.take("diagnosis", **ANSWERED)
    assert said(done) == [
        "The diagnosis is recorded. See whether phase, rung and barriers still hold."
    ]
    (diagnosis,) = taker.believed("diagnoses")
    assert taker.facts("diagnoses") == [
        {"diagnosed_on": date(2026, 3, 31), "kind": "diagnosis", "finding": "Debts first."}
    ]
    own = {"diagnosis_id": diagnosis.diagnosis_id, "answered_on": date(2026, 3, 31)}
    assert taker.facts("answers") == [
        {**own, "question": "last_worked", "answer": "never"},
        {**own, "question": "debts", "answer": "yes"},
    ]


def test_what_is_known_of_the_person_at_intake_is_filled_in_once(taker: Taker):
    taker.take("diagnosis", **ANSWERED)
    assert taker.believed("persons")[0].last_worked == "never"
    later = {"kind": "assessment", "finding": "x", "question-last_worked": "unknown"}
    taker.take("diagnosis", **later)
    assert taker.believed("persons")[0].last_worked == "never"


def test_earlier_answers_are_shown_with_day_and_source_and_filled_in(handed_over: Taker):
    shown = handed_over.open("diagnosis")
    assert "Answered before: 2 Mar 2026, UWV: no." in words(shown)
    assert filled_in(shown)["question-debts"] == "no"


def test_an_answer_that_stayed_the_same_keeps_its_own_day_and_source(handed_over: Taker):
    handed_over.take("diagnosis", finding="Nothing in the way.")
    assert [(each.answer, each.source) for each in handed_over.believed("answers")] == [
        ("no", "UWV")
    ]


def test_answers_that_were_gone_through_are_recorded_with_the_new_day(handed_over: Taker):
    handed_over.take("diagnosis", finding="Nothing in the way.", all_gone_through="on")
    found = [
        (each.answer, each.source, each.answered_on) for each in handed_over.believed("answers")
    ]
    assert found == [("no", "UWV", date(2026, 3, 2)), ("no", "register", date(2026, 3, 31))]


def test_another_answer_is_added_and_the_earlier_one_is_kept(handed_over: Taker):
    handed_over.take("diagnosis", **{"finding": "Debts.", "question-debts": "yes"})
    assert [each.answer for each in handed_over.believed("answers")] == ["no", "yes"]
    again = words(handed_over.open("diagnosis"))
    assert "Answered before: 31 Mar 2026, register: yes; 2 Mar 2026, UWV: no." in again


def test_a_second_diagnosis_of_the_same_kind_so_soon_must_be_confirmed(taker: Taker):
    taker.take("diagnosis", **ANSWERED)
    asked = taker.take("diagnosis", finding="Again.")
    key = taker.believed("diagnoses")[0].diagnosis_id
    assert warnings(asked) == {
        f"confirm-again-{key}": "There is a diagnosis by the municipality of 31 Mar 2026 on file "
        "(register). Another one is needed all the same."
    }
    taker.save("diagnosis", **filled_in(asked), **{f"confirm-again-{key}": "on"})
    assert len(taker.facts("diagnoses")) == 2


def test_what_cannot_be_answered_is_refused_at_the_question(taker: Taker):
    answers = {"question-hours_available": "60", "question-outlook": "soon", "finding": "x"}
    refused = errors(taker.take("diagnosis", **answers))
    assert refused.keys() == {"question-hours_available", "question-outlook"}
    ahead = errors(taker.take("diagnosis", diagnosed_on="2026-04-01", finding="x"))
    assert ahead["diagnosed_on"] == "This day has not come yet."
    assert taker.facts("answers") == []


def test_a_correction_changes_adds_and_withdraws_answers_of_that_diagnosis(taker: Taker):
    taker.take("diagnosis", **ANSWERED)
    subject = taker.believed("diagnoses")[0].diagnosis_id
    corrected = {
        "question-debts": "no",
        "question-last_worked": None,
        "question-motivation": "in_doubt",
        "reason": "wrong form",
    }
    assert said(taker.take("diagnosis", subject, **corrected))[-1] == "The diagnosis is corrected."
    answers = {each.question: each.answer for each in taker.believed("answers")}
    assert answers == {"debts": "no", "motivation": "in_doubt"}
    assert len(taker.versions("answers")) == 4


def test_a_municipality_adds_replaces_and_ends_questions(own_policy: Path, taker: Taker):
    (own_policy / "questionnaire.toml").write_text(
        """
        [[questions]]
        name = "debts"
        section = "situation"
        kind = "choice"
        nl = "Schulden"
        en = "Debts"
        options = [{ code = "solved", nl = "opgelost", en = "solved" }]

        [[questions]]
        name = "addiction"
        section = "situation"
        kind = "yes_no"
        nl = "Verslaving"
        en = "Addiction"
        valid_until = 2026-01-01

        [[questions]]
        name = "driving_licence"
        section = "work"
        kind = "several"
        nl = "Rijbewijzen"
        en = "Driving licences"
        options = [
          { code = "B", nl = "auto", en = "car" },
          { code = "C", nl = "vrachtauto", en = "lorry" },
        ]
        """
    )
    shown = taker.open("diagnosis")
    assert "question-driving_licence" in fields(shown)
    assert "question-addiction" not in fields(shown)
    answers = {"question-driving_licence": ["B", "C"], "question-debts": "solved", "finding": "x"}
    taker.take("diagnosis", **answers)
    found = {each.question: each.answer for each in taker.believed("answers")}
    assert found == {"driving_licence": "B,C", "debts": "solved"}
    assert filled_in(taker.open("diagnosis"))["question-driving_licence"] == ["B", "C"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[[questions]]\nnl = 'x'", "an entry of 'questions' has no name"),
        ("[[questions]\n", "line 1 cannot be read"),
        (
            "[[questions]]\nname = 'x'\nkind = 'guess'\nsection = 'work'\nnl = 'x'\nen = 'x'",
            "guess",
        ),
        (
            "[[questions]]\nname='x'\nkind='code'\nsection='work'\nnl='x'\nen='x'\ncodes='nothing'",
            "'x' codes: \"nothing\" is unknown here",
        ),
    ],
)
def test_a_faulty_questionnaire_says_what_is_wrong_with_it(
    own_policy: Path, content: str, why: str
):
    (own_policy / "questionnaire.toml").write_text(content)
    with pytest.raises(FaultyPolicyError, match=why):
        questions_on(date(2026, 3, 31))


def test_every_shipped_question_can_be_asked_in_both_languages():
    questions = questions_on(date(2026, 3, 31))
    assert {each.kind for each in questions} >= {QuestionKind.CHOICE, QuestionKind.CODE}
    for question in questions:
        assert all(question.texts.values()), question.name
        assert find_question(question.name) == question
        assert question.make_field().required is False


def test_a_faulty_questionnaire_stops_the_step_and_says_whom_to_ask(own_policy: Path, taker: Taker):
    (own_policy / "questionnaire.toml").write_text("[[questions]]\n")
    stopped = taker.open("diagnosis")
    assert stopped.status_code == 503
    assert "Ask the data manager" in words(stopped)
    assert "questionnaire.toml" not in words(stopped)
    assert taker.open("unemployment").status_code == 200


def test_what_was_handed_over_of_a_person_is_filled_in_and_stands_on_the_dossier(
    taker: Taker, case_manager: User
):
    (person,) = taker.believed("persons")
    known = {"education": "mbo_1", "last_worked": "never"}
    with open_journal(author=case_manager, step="earlier", client=taker.client) as journal:
        journal.correct(person, known)
    filled = filled_in(taker.open("diagnosis"))
    assert {name: filled[f"question-{name}"] for name in known} == known
    dossier = words(taker.page.get(f"/clienten/{taker.client.number}"))
    assert "Education vocational level 1 (mbo)" in dossier
    assert "Last worked" in dossier


def test_the_dossier_says_which_talks_are_a_diagnosis(taker: Taker):
    dossier = words(taker.page.get(f"/clienten/{taker.client.number}"))
    assert "Not every intake is a diagnosis. As a diagnosis count: diagnosis by" in dossier
