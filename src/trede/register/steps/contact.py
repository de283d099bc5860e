"""Recording that there was contact with a client; it settles the talk that was agreed."""

from collections.abc import Mapping
from typing import Any, cast

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.pages.templating import show_code, show_day
from trede.register.steps.appointment import describe, open_appointments
from trede.register.steps.fields import ChoiceField, CodeField, DayField, WordsField, YesNoField
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


class ContactForm(StepForm):
    """When, how, and what was said; which talk it was, if one was agreed."""

    appointment_id = ChoiceField(required=False)
    contact_on = DayField()
    kind = CodeField("contact_kind")
    held = YesNoField()
    summary = WordsField(required=False)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        waiting = [(subject_of(each), describe(each)) for each in open_appointments(situation)]
        if waiting and situation.subject is None:
            cast("ChoiceField", self.fields["appointment_id"]).offer(waiting)
        else:
            del self.fields["appointment_id"]

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "appointment_id": (
                _("Which talk was this?"),
                _("Leave empty if it was not agreed. A talk that was held is settled."),
            ),
            "contact_on": _("Day of the contact"),
            "kind": _("How, and for what"),
            "held": _("Was the client there?"),
            "summary": (
                _("What was said, in short"),
                _("Only what is needed for the way to work. The client can read this."),
            ),
        }


class Contact(Step):
    """A conversation or other contact."""

    name = "contact"
    explains = "contact"
    form = ContactForm
    touches = ("contacts", "appointments")
    table = "contacts"

    def label(self) -> str:
        """Contact."""
        return _("Contact")

    def title(self, situation: Situation) -> str:
        """Record or correct."""
        return _("Correct a contact") if situation.subject else _("Record a contact")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Today, or the contact that is corrected; whether the client came the user says."""
        contact = situation.fact("contacts")
        if contact is not None:
            return contact.values
        usual = {"contact_on": situation.today}
        due = [
            each
            for each in open_appointments(situation)
            if str(each.cell("planned_on")) <= situation.today.isoformat()
        ]
        if not due:
            return usual
        return {**usual, "kind": due[0].cell("kind"), "appointment_id": subject_of(due[0])}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the contact."""
        if answers["contact_on"] > situation.today:
            raise RefusedError(
                _("This day has not come yet. Make an appointment instead."), "contact_on"
            )
        values: dict[str, Value] = {name: answers[name] for name in ("contact_on", "kind", "held")}
        values["summary"] = answers["summary"] or None
        known = situation.fact("contacts")
        if known is not None:
            journal.correct(known, values)
            return _("The contact is corrected.")
        _warn_of_repetition(situation, answers)
        return _record(journal, situation, answers, values)


def _warn_of_repetition(situation: Situation, answers: Answers) -> None:
    """Ask whether a second contact of the same day, kind and author is another one."""
    asked = {
        "contact_on": answers["contact_on"],
        "kind": answers["kind"],
        "case_manager_id": situation.author.username,
    }
    for other in situation.file["contacts"]:
        if all(other.cell(name) == value for name, value in asked.items()):
            warning = _(
                "You recorded a contact on {day} already ({kind}). This was another one."
            ).format(
                kind=show_code(answers["kind"], "contact_kind"),
                day=show_day(answers["contact_on"]),
            )
            confirm(answers, {f"again-{subject_of(other)}": warning})
            return


def _record(
    journal: Journal, situation: Situation, answers: Answers, values: dict[str, Value]
) -> str:
    """Record a new contact, and settle the talk that it was."""
    key = new_id()
    settled = situation.find("appointments", answers.get("appointment_id"))
    if settled is not None:
        values = {**values, "provider_id": str(settled.cell("provider_id") or "") or None}
    identity = {"contact_id": key, "person_id": situation.client.person_id}
    by = {"case_manager_id": situation.author.username}
    journal.record("contacts", {**identity, **values, **by})
    if settled is None:
        return _("The contact is recorded.")
    if not answers["held"]:
        return _("Recorded. The talk stays open: move it, or call it off.")
    journal.correct(settled, {"settled_on": answers["contact_on"], "contact_id": key})
    return _("The contact is recorded, and the talk that was agreed is settled.")
