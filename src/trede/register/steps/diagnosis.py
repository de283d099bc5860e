"""Recording an intake or diagnosis: questions, with the answers that are there already.

Earlier answers, from every source, are shown with their day and source and are kept. What stays
as it was is not recorded again, unless all answers were gone through with the client.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_code, show_day, show_source
from trede.register.steps.fields import ChoiceField, CodeField, DayField, WordsField
from trede.register.steps.questionnaire import (
    Question,
    questions_on,
    repeat_within_months,
    sections_on,
)
from trede.register.steps.situation import subject_of
from trede.register.steps.step import (
    Answers,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
    confirm,
)
from trede.register.steps.terms import months_later

ASKED = "question-"
"""What the names of the questions' fields begin with."""


@dataclass(frozen=True)
class Earlier:
    """An answer that was given before."""

    answer: str
    on: date
    source: str
    fact: Fact


class DiagnosisForm(StepForm):
    """When, which kind, the questions, and the conclusion."""

    diagnosed_on = DayField()
    kind = CodeField("diagnosis_kind")
    provider_id = ChoiceField(required=False)
    finding = WordsField(rows=3)
    all_gone_through = forms.BooleanField(required=False)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        self._offer_providers()
        given = earlier_answers(situation)
        for question in questions_on(situation.today):
            field = question.make_field()
            field.help_text = _with_earlier(question, given.get(question.name, ()))
            self.fields[f"{ASKED}{question.name}"] = field
        self.unmarked = [name for name in self.fields if name.startswith(ASKED)]
        self.terms = {f"{ASKED}education": "start_qualification"}

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "diagnosed_on": _("Day of the conversation"),
            "kind": _("Kind of intake or diagnosis"),
            "provider_id": (_("Made by"), _("Leave empty if the municipality made it.")),
            "finding": (_("Conclusion"), _("In a sentence: what can the client, what is needed?")),
            "all_gone_through": (
                _("All answers were gone through with the client"),
                _("Then answers that stayed the same are recorded again with this day."),
            ),
        }

    def _offer_providers(self) -> None:
        """Let the maker be chosen from the providers on file; ask nothing if there are none."""
        providers = believed("providers").order_by("name").values_list("provider_id", "name")
        named = {key: name or key for key, name in providers}
        known = self.situation.fact("diagnoses")
        if known is not None and (made_by := known.cell("provider_id")) is not None:
            named.setdefault(made_by, made_by)
        if named:
            cast("ChoiceField", self.fields["provider_id"]).offer(list(named.items()))
        else:
            del self.fields["provider_id"]

    def headings(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Return the sections of the questionnaire between the day and the conclusion."""
        sections = [
            (section.title, [f"{ASKED}{each.name}" for each in section.questions])
            for section in sections_on(self.situation.today)
        ]
        last = (_("Conclusion"), ["all_gone_through", "finding"])
        return [("", ["diagnosed_on", "kind", "provider_id"]), *sections, last]


class Diagnosis(Step):
    """An intake or diagnosis with the questions of the municipality."""

    name = "diagnosis"
    explains = "diagnosis"
    form = DiagnosisForm
    touches = ("diagnoses", "answers")
    table = "diagnoses"

    def label(self) -> str:
        """Diagnosis."""
        return _("Diagnosis")

    def title(self, situation: Situation) -> str:
        """Record or correct."""
        return _("Correct a diagnosis") if situation.subject else _("Record a diagnosis")

    def explanation(self, situation: Situation) -> str:
        """Say where the answers come from."""
        rest = _("Questions may stay open.")
        has_known = situation.file["answers"] or _known_of_person(situation)
        if situation.subject or not has_known:
            return rest
        known = _("Answers that were given before are filled in. Change only what is different.")
        return f"{known} {rest}"

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Today, and the newest answer to each question; or the diagnosis to be corrected."""
        diagnosis = situation.fact("diagnoses")
        chosen = earlier_answers(situation, only_in=situation.subject)
        asked = {question.name: question for question in questions_on(situation.today)}
        answers = {
            f"{ASKED}{name}": asked[name].restore(given[0].answer)
            for name, given in chosen.items()
            if name in asked
        }
        own = {"diagnosed_on": situation.today, "kind": "diagnosis"}
        if diagnosis is None:
            answers = {**_known_of_person(situation), **answers}
        return {**answers, **(diagnosis.values if diagnosis is not None else own)}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the diagnosis and what was answered."""
        if answers["diagnosed_on"] > situation.today:
            raise RefusedError(_("This day has not come yet."), "diagnosed_on")
        diagnosis = situation.fact("diagnoses")
        if diagnosis is None:
            _warn_of_repetition(situation, answers)
        names = ("diagnosed_on", "kind", "provider_id", "finding")
        values = {name: answers[name] for name in names if name in answers}
        if diagnosis is not None:
            journal.correct(diagnosis, values)
            _correct_answers(journal, situation, answers)
            return _("The diagnosis is corrected.")
        key = new_id()
        own = {"diagnosis_id": key, "person_id": situation.person_id}
        journal.record("diagnoses", {**own, **values})
        _record_answers(journal, situation, answers, key)
        _fill_in_person(journal, situation, answers)
        return _("The diagnosis is recorded. See whether phase, rung and barriers still hold.")


def earlier_answers(
    situation: Situation, only_in: str | None = None
) -> dict[str, tuple[Earlier, ...]]:
    """Return the answers on file by question, newest first; those of one diagnosis if named."""
    found: dict[str, list[Earlier]] = {}
    for fact in situation.file["answers"]:
        day = fact.cell("answered_on")
        if isinstance(day, date) and only_in in {None, fact.cell("diagnosis_id")}:
            earlier = Earlier(str(fact.cell("answer")), day, fact.source, fact)
            found.setdefault(str(fact.cell("question")), []).insert(0, earlier)
    return {name: tuple(given) for name, given in found.items()}


def _known_of_person(situation: Situation) -> dict[str, object]:
    """Return what is on file of the person, as from a hand-over, by the field that asks it."""
    person = situation.latest("persons")
    known = {
        f"{ASKED}{question.name}": person.cell(question.person)
        for question in questions_on(situation.today)
        if person is not None and question.person
    }
    return {name: value for name, value in known.items() if value is not None}


def _with_earlier(question: Question, given: Sequence[Earlier]) -> str:
    """Return the help of a question with the answers that were given before."""
    lines = [
        _("{day}, {source}: {answer}").format(
            day=show_day(each.on),
            source=show_source(each.source),
            answer=question.show(each.answer),
        )
        for each in given
    ]
    before = (
        _("Answered before: {answers}.").format(answers="; ".join(lines).rstrip("."))
        if lines
        else ""
    )
    return " ".join(filter(None, (question.help_text, before)))


def _answered(answers: Answers, situation: Situation) -> Iterator[tuple[Question, str | None]]:
    for question in questions_on(situation.today):
        yield question, question.store(answers[f"{ASKED}{question.name}"])


def _record_answers(
    journal: Journal, situation: Situation, answers: Answers, diagnosis: str
) -> None:
    """Record what was answered anew; what stayed the same only if all was gone through."""
    given = earlier_answers(situation)
    for question, answer in _answered(answers, situation):
        known = given.get(question.name)
        is_same = known is not None and known[0].answer == answer
        if answer is not None and (not is_same or answers["all_gone_through"]):
            _record(journal, situation, question, answer, diagnosis, answers["diagnosed_on"])


def _correct_answers(journal: Journal, situation: Situation, answers: Answers) -> None:
    """Correct, add and withdraw answers of the diagnosis that is corrected."""
    given = earlier_answers(situation, only_in=situation.subject)
    for question, answer in _answered(answers, situation):
        known = given.get(question.name)
        if known is None:
            if answer is not None and situation.subject is not None:
                day = answers["diagnosed_on"]
                _record(journal, situation, question, answer, situation.subject, day)
        elif answer is None:
            journal.withdraw(known[0].fact)
        else:
            changed = {"answer": answer, "answered_on": answers["diagnosed_on"]}
            journal.correct(known[0].fact, changed)


def _record(
    journal: Journal,
    situation: Situation,
    question: Question,
    answer: str,
    diagnosis: str,
    day: date,
) -> None:
    values: dict[str, Value] = {
        "answer_id": new_id(),
        "person_id": situation.person_id,
        "diagnosis_id": diagnosis,
        "question": question.name,
        "answer": answer,
        "answered_on": day,
    }
    journal.record("answers", values)


def _fill_in_person(journal: Journal, situation: Situation, answers: Answers) -> None:
    """Fill in what is known of the person at intake, where nothing is on file yet."""
    person = situation.latest("persons")
    if person is None:
        return
    found = {
        question.person: answer
        for question, answer in _answered(answers, situation)
        if question.person and answer is not None and person.cell(question.person) is None
    }
    journal.correct(person, found)


def _warn_of_repetition(situation: Situation, answers: Answers) -> None:
    """Ask whether a second diagnosis of the same kind is needed so soon (rwi-2004 L24)."""
    day, months = answers["diagnosed_on"], repeat_within_months(situation.today)
    for fact in reversed(situation.file["diagnoses"]):
        made_on = fact.cell("diagnosed_on")
        if fact.cell("kind") != answers["kind"] or not isinstance(made_on, date):
            continue
        if made_on <= day < months_later(made_on, months):
            kind = show_code(answers["kind"], "diagnosis_kind")
            warning = _(
                "There is a {kind} of {day} on file ({source}). Another one is needed all the same."
            ).format(kind=kind, day=show_day(made_on), source=show_source(fact.source))
            confirm(answers, {f"again-{subject_of(fact)}": warning})
            return
