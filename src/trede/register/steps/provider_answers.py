"""Answering what a provider sent: a progress report or a proposed plan is accepted or asked back.

A report that was asked back counts as received only once it is sent again.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar

from trede.language import translate as _
from trede.register.accounts.models import names_of
from trede.register.facts.journal import Journal, Value
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day
from trede.register.providers.reading import all_providers, name_of
from trede.register.steps.fields import CodeField, WordsField
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
)

ACCEPTED, ASKED_BACK = "accepted", "asked_back"


class AnswerForm(StepForm):
    """Accepted or asked back, and what is said of it."""

    answer = CodeField("report_answer", as_radio=True)
    remark = WordsField(rows=3, required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        said = _("Needed when you ask it back: say what lacks. The provider reads this.")
        return {"answer": _("Your answer"), "remark": (_("Remark"), said)}


class Answer(Step):
    """Something of a provider is answered: the one named, or the oldest that waits."""

    form = AnswerForm
    template = "steps/provider_answer.html"
    sent_on: ClassVar[str]
    """The column with the day it was sent."""

    def waiting(self, situation: Situation) -> Fact | None:
        """Return what is answered."""
        if situation.subject is not None:
            return situation.fact(self.table)
        return next(iter(unanswered(situation, self.table)), None)

    def corrects(self, situation: Situation) -> bool:
        """Tell whether it was answered already."""
        fact = situation.fact(self.table)
        return fact is not None and fact.cell("answered_on") is not None

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the answer that is corrected."""
        fact = situation.fact(self.table)
        return {} if fact is None else {name: fact.cell(name) for name in ("answer", "remark")}

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that nothing waits for an answer."""
        return None if self.waiting(situation) is not None else Obstacle(self.nothing())

    @abstractmethod
    def nothing(self) -> str:
        """Say that nothing waits."""

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return what was sent, by whom, and about which participation."""
        fact = self.waiting(situation)
        return {
            "sent": list(_told(fact)) if fact is not None else [],
            "origin": _origin(situation, fact),
        }

    def answer(self, journal: Journal, situation: Situation, answers: Answers) -> Fact:
        """Record the answer; returns what was answered. Raises RefusedError."""
        fact = self.waiting(situation)
        if fact is None:
            raise RefusedError(self.nothing())
        if answers["answer"] == ASKED_BACK and not answers["remark"]:
            message = _("Say what lacks, so that the provider knows what to send.")
            raise RefusedError(message, "remark")
        told: dict[str, Value] = {name: answers[name] or None for name in ("answer", "remark")}
        told |= {"answered_on": situation.today, "answered_by": situation.author.username}
        journal.correct(fact, told)
        return fact


class ReportAnswer(Answer):
    """A progress report is read, and accepted or asked back."""

    name = "report-answer"
    touches = ("progress_reports",)
    table = "progress_reports"
    sent_on = "received_on"

    def label(self) -> str:
        """Report of a provider."""
        return _("Answer to a report")

    def title(self, situation: Situation) -> str:
        """Read or correct."""
        return _("Correct the answer") if self.corrects(situation) else _("Read the report")

    def nothing(self) -> str:
        """Say that no report waits."""
        return _("No report of a provider waits for an answer.")

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the answer."""
        report = self.answer(journal, situation, answers)
        if answers["answer"] == ASKED_BACK:
            return _("Asked back: it counts as received once the provider sends it again.")
        if report.cell("advice") == "stop":
            return _("Accepted. The provider advises to stop: talk with both first.")
        return _("The report is accepted.")


class PlanAnswer(Answer):
    """A plan that a provider proposed is accepted or asked back."""

    name = "plan-answer"
    touches = ("proposed_plans",)
    table = "proposed_plans"
    sent_on = "proposed_on"

    def label(self) -> str:
        """Plan of a provider."""
        return _("Answer to a proposed plan")

    def title(self, situation: Situation) -> str:
        """Answer or correct."""
        return (
            _("Correct the answer") if self.corrects(situation) else _("Answer the proposed plan")
        )

    def nothing(self) -> str:
        """Say that no plan waits."""
        return _("No plan of a provider waits for an answer.")

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the answer."""
        self.answer(journal, situation, answers)
        if answers["answer"] == ASKED_BACK:
            return _("Asked back: the provider proposes another plan.")
        return _("The plan of the provider is accepted. Does the plan towards work still fit?")


def unanswered(situation: Situation, table: str) -> Sequence[Fact]:
    """Return what providers sent that waits for an answer, the oldest first."""
    return [each for each in situation.file[table] if each.cell("answered_on") is None]


def participation_of(situation: Situation, fact: Fact) -> Fact | None:
    """Return the participation that a fact is about."""
    return situation.find("participations", str(fact.cell("participation_id")))


def company_of(situation: Situation, fact: Fact) -> str:
    """Return the name of the company that a fact is about, and what it carries out."""
    participation = participation_of(situation, fact)
    if participation is None:
        return "–"
    company = name_of(all_providers(), participation.cell("provider_id"))
    name = participation.cell("name")
    return f"{company}, {name}" if name else company


def describe(situation: Situation, fact: Fact, day: str) -> str:
    """Say of whom and of when something is."""
    on = fact.cell(day)
    return f"{company_of(situation, fact)}, {show_day(on if isinstance(on, date) else None)}"


def _origin(situation: Situation, fact: Fact | None) -> str:
    if fact is None:
        return ""
    author = str(fact.cell("written_by" if "written_by" in fact.values else "proposed_by") or "")
    name = names_of([author]).get(author, author)
    day = "received_on" if "received_on" in fact.values else "proposed_on"
    return ", ".join(filter(None, (name, describe(situation, fact, day))))


def _told(fact: Fact) -> Iterator[tuple[str, str]]:
    titles = {
        "due_on": _("Was due on"),
        "progress": _("What was reached"),
        "obstacles": _("What stands in the way"),
        "next_steps": _("What will be done until the next report"),
        "advice": _("Advice"),
        "goal": _("Goal"),
        "steps": _("What will be done, in order"),
        "expected_result": _("What it is expected to lead to"),
        "duration_weeks": _("Duration in weeks"),
        "weekly_hours": _("Hours a week"),
    }
    for name, title in titles.items():
        value = fact.values.get(name)
        if name == "advice" and value is not None:
            yield title, show_code(str(value), "report_advice")
        elif isinstance(value, date):
            yield title, show_day(value)
        elif value is not None:
            yield title, str(value)
