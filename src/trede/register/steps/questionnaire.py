"""The questions of a diagnosis: dated data, and what each kind of question asks and answers.

The file ``policy/questionnaire.toml`` says how a question is declared.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Self

from django import forms

from trede.dossier.codes import lists_in_force
from trede.language import current_language
from trede.language import translate as _
from trede.register.pages.moments import read_day
from trede.register.pages.templating import show_code, show_day
from trede.register.steps.fields import (
    ChoiceField,
    CodeField,
    CodesField,
    DayField,
    WordsField,
    YesNoField,
)
from trede.register.steps.policies import Entry, FaultyPolicyError, entries_of, in_force, own_file

POLICY = "questionnaire"
SEVERAL = ","
"""Stands between the answers to a question that takes several."""


class QuestionKind(Enum):
    """What a question asks for."""

    CHOICE = "choice"
    CODE = "code"
    YES_NO = "yes_no"
    NUMBER = "number"
    DAY = "day"
    WORDS = "words"
    SEVERAL = "several"


@dataclass(frozen=True)
class Question:
    """One question, as it is asked in a period."""

    name: str
    kind: QuestionKind
    section: str
    texts: Mapping[str, str]
    helps: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]
    codes: str
    lowest: int | None
    highest: int | None
    person: str | None
    barriers: Mapping[str, str]

    @classmethod
    def read(cls, entry: Entry) -> Self:
        """Read a question from a policy; raises FaultyPolicyError."""
        try:
            question = cls(
                name=entry["name"],
                kind=QuestionKind(entry["kind"]),
                section=entry["section"],
                texts={"nl": entry["nl"], "en": entry["en"]},
                helps={"nl": entry.get("help_nl", ""), "en": entry.get("help_en", "")},
                options=MappingProxyType({each["code"]: each for each in entry.get("options", ())}),
                codes=entry.get("codes", ""),
                lowest=entry.get("lowest"),
                highest=entry.get("highest"),
                person=entry.get("person"),
                barriers=MappingProxyType(dict(entry.get("barriers", {}))),
            )
        except (KeyError, ValueError) as error:
            why = _("question '{name}': {error}").format(
                name=entry.get("name", "?"), error=f"{type(error).__name__} {error}"
            )
            raise FaultyPolicyError(own_file(POLICY), why) from error
        if question.kind is QuestionKind.CODE and question.codes not in lists_in_force():
            why = _("question '{name}': there is no code list '{codes}'").format(
                name=question.name, codes=question.codes
            )
            raise FaultyPolicyError(own_file(POLICY), why)
        return question

    @property
    def text(self) -> str:
        """The question in the language in use."""
        return self.texts[current_language()]

    @property
    def help_text(self) -> str:
        """The help in the language in use; empty if there is none."""
        return self.helps[current_language()]

    def show(self, answer: str) -> str:
        """Write a stored answer as people read it; one that fits no longer as it was stored."""
        match self.kind:
            case QuestionKind.CHOICE | QuestionKind.SEVERAL:
                return ", ".join(self._option(code) for code in answer.split(SEVERAL))
            case QuestionKind.CODE:
                return show_code(answer, self.codes)
            case QuestionKind.YES_NO:
                return {"yes": _("yes"), "no": _("no")}.get(answer, answer)
            case QuestionKind.DAY:
                return _show_day(answer)
            case QuestionKind.NUMBER | QuestionKind.WORDS:
                return answer

    def make_field(self) -> forms.Field:
        """Return the form field that asks the question; no question need be answered."""
        field: forms.Field = _FIELDS[self.kind](self)
        field.label, field.help_text, field.required = self.text, self.help_text, False
        return field

    def store(self, value: object) -> str | None:
        """Return a cleaned value as it is stored; none if nothing was answered."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return SEVERAL.join(value) or None
        if isinstance(value, date):
            return value.isoformat()
        return None if value in (None, "") else str(value).strip() or None

    def restore(self, answer: str) -> object:
        """Return a stored answer as the form field takes it."""
        return answer.split(SEVERAL) if self.kind is QuestionKind.SEVERAL else answer

    def barrier_of(self, answer: str) -> str | None:
        """Return the barrier that an answer points to, if it does."""
        return next((b for a, b in self.barriers.items() if a in answer.split(SEVERAL)), None)

    def choices(self) -> list[tuple[str, str]]:
        """Return the options with their texts in the language in use."""
        return [(code, each[current_language()]) for code, each in self.options.items()]

    def _option(self, code: str) -> str:
        return self.options[code][current_language()] if code in self.options else code


@dataclass(frozen=True)
class Section:
    """Questions that belong together, under one heading."""

    title: str
    questions: tuple[Question, ...]


def questions_on(day: date) -> Sequence[Question]:
    """Return the questions that are asked on a day, in order; raises FaultyPolicyError."""
    return [Question.read(entry) for entry in in_force(POLICY, "questions", day)]


def sections_on(day: date) -> Sequence[Section]:
    """Return the questions of a day under their headings; those of no section come last."""
    asked = {question.name: question for question in questions_on(day)}
    sections = []
    for entry in in_force(POLICY, "sections", day):
        names = [name for name, each in asked.items() if each.section == entry["name"]]
        found = tuple(asked.pop(name) for name in names)
        sections.append(Section(entry[current_language()], found))
    return [*sections, Section(_("Other questions"), tuple(asked.values()))]


def find_question(name: str) -> Question | None:
    """Return a question by its name, also one that is no longer asked."""
    found = [entry for entry in entries_of(POLICY, "questions") if entry.get("name") == name]
    return Question.read(found[-1]) if found else None


def repeat_within_months(day: date) -> int:
    """Return within how many months a second diagnosis of the same kind is asked about."""
    return int(in_force(POLICY, "questionnaires", day)[0]["repeat_within_months"])


def _show_day(answer: str) -> str:
    day = read_day(answer)
    return answer if day is None else show_day(day)


def _choice(question: Question) -> forms.Field:
    field = ChoiceField()
    field.offer(question.choices())
    return field


def _number(question: Question) -> forms.Field:
    return forms.IntegerField(min_value=question.lowest, max_value=question.highest)


_FIELDS: Mapping[QuestionKind, Callable[[Question], forms.Field]] = MappingProxyType(
    {
        QuestionKind.CHOICE: _choice,
        QuestionKind.CODE: lambda question: CodeField(question.codes, required=False),
        QuestionKind.YES_NO: lambda _question: YesNoField(),
        QuestionKind.NUMBER: _number,
        QuestionKind.DAY: lambda _question: DayField(),
        QuestionKind.WORDS: lambda _question: WordsField(rows=2),
        QuestionKind.SEVERAL: lambda question: CodesField(question.choices),
    }
)
