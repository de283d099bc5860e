"""What stands between the client and work: all barriers at once, ticked while they are there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from trede.language import translate as _
from trede.register.facts.journal import Journal
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day, upper_first
from trede.register.steps.diagnosis import earlier_answers
from trede.register.steps.fields import CodeField, CodesField, DayField, LastDayField, labels
from trede.register.steps.questionnaire import find_question
from trede.register.steps.step import Answers, RefusedError, Situation, Step, StepForm, Words


class BarriersForm(StepForm):
    """Which barriers there are, and since when that is known."""

    barriers = CodesField("barrier", required=False)
    changed_on = DayField()

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        hints = pointed_to(situation)
        since = {str(each.cell("barrier")): each for each in situation.holding("barriers")}
        chooser = cast("CodesField", self.fields["barriers"])
        chooser.choices = [
            (code, " ".join(filter(None, (label, _since(since.get(code)), hints.get(code)))))
            for code, label in labels("barrier")
        ]

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "barriers": (
                _("What stands in the way of work?"),
                _("Tick all that is there. Untick what is gone: it ends, and stays in the file."),
            ),
            "changed_on": _("Since when this is known"),
        }


class OneBarrierForm(StepForm):
    """One barrier, to be corrected."""

    barrier = CodeField("barrier")
    starts_on = DayField(required=False)
    ends_on = LastDayField(required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "barrier": _("Barrier"),
            "starts_on": _("First day it is known"),
            "ends_on": (_("Last day it was there"), _("Leave empty if it is still there.")),
        }


class Barriers(Step):
    """All barriers at once."""

    name = "barriers"
    explains = "barrier"
    form = BarriersForm
    touches = ("barriers",)
    table = "barriers"

    def label(self) -> str:
        """Barriers."""
        return _("Barriers")

    def title(self, situation: Situation) -> str:
        """Say or correct."""
        return _("Correct a barrier") if situation.subject else _("Say which barriers there are")

    def form_of(self, situation: Situation) -> type[StepForm]:
        """Return a form for all barriers, or for the one that is corrected."""
        return OneBarrierForm if situation.subject else BarriersForm

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the barriers that are there today, or the one that is corrected."""
        known = situation.fact("barriers")
        if known is not None:
            return known.values
        there = [fact.cell("barrier") for fact in situation.holding("barriers")]
        return {"barriers": there, "changed_on": situation.today}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the barriers that are new and end those that are gone."""
        known = situation.fact("barriers")
        if known is not None:
            return _correct(journal, known, answers)
        day = answers["changed_on"]
        if day > situation.today:
            raise RefusedError(_("This day has not come yet."), "changed_on")
        there = {str(each.cell("barrier")): each for each in situation.holding("barriers")}
        chosen = list(answers["barriers"])
        gone = [fact for barrier, fact in there.items() if barrier not in chosen]
        for fact in gone:
            _end(journal, fact, day)
        new = [barrier for barrier in chosen if barrier not in there]
        for barrier in new:
            _begin(journal, situation, barrier, day)
        return _said(new, [str(fact.cell("barrier")) for fact in gone])


def pointed_to(situation: Situation) -> dict[str, str]:
    """Return the barriers to which the newest answers point, each with the answer."""
    found = {}
    for name, given in earlier_answers(situation).items():
        question = find_question(name)
        barrier = question.barrier_of(given[0].answer) if question is not None else None
        if question is not None and barrier is not None:
            found[barrier] = _("(answered on {day}: {question} {answer})").format(
                day=show_day(given[0].on),
                question=question.text,
                answer=question.show(given[0].answer),
            )
    return found


def _since(fact: Fact | None) -> str:
    starts_on = fact.cell("starts_on") if fact is not None else None
    return _("since {day}").format(day=show_day(starts_on)) if isinstance(starts_on, date) else ""


def _begin(journal: Journal, situation: Situation, barrier: str, day: date) -> None:
    """Record a barrier; one that ended and began anew on the same day runs on."""
    for fact in situation.file["barriers"]:
        if fact.cell("barrier") == barrier and day in {
            fact.cell("starts_on"),
            fact.cell("ends_on"),
        }:
            journal.correct(fact, {"ends_on": None})
            return
    own = {"person_id": situation.person_id, "barrier": barrier}
    journal.record("barriers", {**own, "starts_on": day, "ends_on": None})


def _end(journal: Journal, fact: Fact, day: date) -> None:
    """End a barrier; one that would end before it began was never there."""
    starts_on = fact.cell("starts_on")
    if isinstance(starts_on, date) and starts_on > day:
        message = _("{barrier} is known since {day}: choose that day or a later one.").format(
            barrier=upper_first(show_code(str(fact.cell("barrier")), "barrier")),
            day=show_day(starts_on),
        )
        raise RefusedError(message, "changed_on")
    if starts_on == day:
        journal.withdraw(fact)
    else:
        journal.correct(fact, {"ends_on": day})


def _correct(journal: Journal, known: Fact, answers: Answers) -> str:
    starts_on, ends_on = answers["starts_on"], answers["ends_on"]
    if starts_on is not None and ends_on is not None and ends_on <= starts_on:
        raise RefusedError(_("The last day lies before the first."), "ends_on")
    names = ("barrier", "starts_on", "ends_on")
    journal.correct(known, {name: answers[name] for name in names})
    return _("The barrier is corrected.")


def _said(new: Sequence[str], gone: Sequence[str]) -> str:
    parts = []
    if new:
        named = ", ".join(show_code(each, "barrier") for each in new)
        parts.append(_("Recorded: {barriers}.").format(barriers=named))
    if gone:
        named = ", ".join(show_code(each, "barrier") for each in gone)
        parts.append(_("Gone: {barriers}.").format(barriers=named))
    return " ".join(parts)
