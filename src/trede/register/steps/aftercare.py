"""Aftercare: asking someone who left for work how it goes, at the agreed intervals.

Six monthly contacts, a missed one alerts: rekenkamer-amsterdam part 2 L19; rekenkamer-utrecht E8.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.signals.settings import settings_on
from trede.register.steps.fields import A_DAY, DayField, WordsField
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
)
from trede.register.steps.terms import months_later

KIND = "aftercare"
WORKS, STOPPED, MISSED = "works", "stopped", "missed"


def _ways() -> list[tuple[str, str]]:
    return [
        (WORKS, _("still at work")),
        (STOPPED, _("no longer at work")),
        (MISSED, _("not reached")),
    ]


@dataclass(frozen=True)
class Term:
    """A contact that was agreed for aftercare, and the day it was held, if it was."""

    due_on: date
    held_on: date | None


class AftercareForm(StepForm):
    """How it goes."""

    contact_on = DayField()
    works = forms.ChoiceField(choices=_ways, widget=forms.RadioSelect)
    summary = WordsField(rows=3, required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "contact_on": _("Day of the contact"),
            "works": _("How does it go?"),
            "summary": (_("What was said, in short"), _("What would help to keep the work?")),
        }


class Aftercare(Step):
    """A contact with someone who left for work."""

    name = "aftercare"
    explains = "aftercare"
    form = AftercareForm
    touches = ("contacts",)
    template = "steps/aftercare.html"

    def label(self) -> str:
        """Aftercare."""
        return _("Aftercare")

    def title(self, situation: Situation) -> str:
        """Record it."""
        del situation
        return _("Record aftercare")

    def corrects(self, situation: Situation) -> bool:
        """Correct nothing: a contact is corrected as a contact."""
        del situation
        return False

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that nobody left for work."""
        if work_exit(situation) is not None:
            return None
        return Obstacle(_("The client has not left for work. Record a contact."), "contact")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Today."""
        return {"contact_on": situation.today}

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return the contacts that were agreed, and which were held."""
        return {"terms": aftercare_terms(situation), "left_on": work_exit(situation)}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the contact."""
        day, left_on = answers["contact_on"], work_exit(situation)
        if day > situation.today:
            raise RefusedError(_("This day has not come yet."), "contact_on")
        if left_on is not None and day < left_on:
            raise RefusedError(_("The client was still on benefit on this day."), "contact_on")
        said = f"{dict(_ways())[answers['works']]}."
        values: dict[str, Value] = {
            "contact_id": new_id(),
            "person_id": situation.person_id,
            "contact_on": day,
            "kind": KIND,
            "held": answers["works"] != MISSED,
            "case_manager_id": situation.author.username,
            "summary": " ".join(filter(None, (said, answers["summary"]))),
        }
        journal.record("contacts", values)
        told: dict[str, Any] = {
            WORKS: _("The aftercare is recorded."),
            STOPPED: _("Recorded. Record the end of the work too, and see what the client needs."),
            MISSED: _("Recorded. The contact stays due."),
        }
        return str(told[answers["works"]])


def work_exit(situation: Situation) -> date | None:
    """Return the first day without benefit of a client who left for work; none if none did."""
    if situation.holding("benefit_spells"):
        return None
    days = (
        each.cell("ends_on")
        for each in situation.file["benefit_spells"]
        if each.cell("exit_reason") == "work"
    )
    return max((day for day in days if isinstance(day, date)), default=None)


def aftercare_terms(situation: Situation) -> Sequence[Term]:
    """Return the contacts agreed for aftercare, by the municipality's interval and length."""
    left_on = work_exit(situation)
    if left_on is None:
        return []
    chosen = settings_on(situation.today).parameters
    interval, length = (
        int(chosen[name]) for name in ("aftercare_interval_months", "aftercare_months")
    )
    held = [
        day
        for each in situation.file["contacts"]
        if each.cell("held") and isinstance(day := each.cell("contact_on"), date)
    ]
    terms, before = [], left_on - A_DAY
    for months in range(interval, length + 1, interval):
        due_on = months_later(left_on, months)
        met = next((day for day in sorted(held) if before < day <= due_on), None)
        terms.append(Term(due_on, met))
        before = due_on
    return terms
