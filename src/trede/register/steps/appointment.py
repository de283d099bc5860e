"""A talk that is agreed: with the client, or with the company at the table too (driegesprek).

An appointment stays open until a contact settles it, or until it is called off
(rwi-2004 C7.3, L19; rekenkamer-amsterdam part 2 L20).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_code, show_day, upper_first
from trede.register.steps.fields import ChoiceField, CodeField, DayField, WordsField
from trede.register.steps.situation import subject_of
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
    refuse,
)

THREE_WAY = "three_way_talk"


class AppointmentForm(StepForm):
    """What kind of talk, with whom, when, about what."""

    kind = CodeField("contact_kind", only=lambda code: code != "written")
    provider_id = ChoiceField(required=False)
    planned_on = DayField()
    purpose = WordsField(rows=2)
    terms = {"kind": "three_way_talk"}

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        providers = believed("providers").order_by("name").values_list("provider_id", "name")
        known = situation.fact("appointments")
        named = {key: name or key for key, name in providers}
        if known is not None and (with_whom := known.cell("provider_id")) is not None:
            named.setdefault(str(with_whom), str(with_whom))
        if named:
            cast("ChoiceField", self.fields["provider_id"]).offer(list(named.items()))
        else:
            del self.fields["provider_id"]

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "kind": _("What kind of talk"),
            "provider_id": (_("Company at the table"), _("Needed for a three-way talk.")),
            "planned_on": _("Day of the talk"),
            "purpose": (_("What is it about?"), _("For instance: staying away, or progress.")),
        }


class Appointment(Step):
    """Agree a talk, or move one."""

    name = "appointment"
    explains = "appointment"
    form = AppointmentForm
    touches = ("appointments",)
    table = "appointments"
    template = "steps/appointment.html"

    def label(self) -> str:
        """Appointment."""
        return _("Appointment")

    def title(self, situation: Situation) -> str:
        """Agree or move."""
        return _("Move or correct an appointment") if situation.subject else _("Agree a talk")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Propose a three-way talk with the company of the running trajectory."""
        known = situation.fact("appointments")
        if known is not None:
            return known.values
        return {"kind": THREE_WAY, "provider_id": _company(situation)}

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return the talks that are still to be held."""
        waiting = [each for each in open_appointments(situation) if not _is(each, situation)]
        return {"waiting": [(subject_of(each), describe(each)) for each in waiting]}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record what is agreed."""
        known = situation.fact("appointments")
        refuse(_refusals(situation, answers, known))
        values: dict[str, Value] = {
            "kind": answers["kind"],
            "provider_id": answers.get("provider_id"),
            "planned_on": answers["planned_on"],
            "purpose": answers["purpose"],
        }
        if known is not None:
            journal.correct(known, values)
            return _("The appointment is corrected.")
        own = {"appointment_id": new_id(), "person_id": situation.person_id}
        journal.record("appointments", {**own, **values, "agreed_on": situation.today})
        return _("Agreed for {day}. It stays open until a contact settles it.").format(
            day=show_day(answers["planned_on"])
        )


class CallOffForm(StepForm):
    """The day it was called off."""

    settled_on = DayField()

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "settled_on": (
                _("Called off on"),
                _("Is it to be held on another day? Then move it instead."),
            )
        }


class AppointmentOff(Step):
    """A talk that was agreed is called off."""

    name = "appointment-off"
    explains = "appointment"
    form = CallOffForm
    touches = ("appointments",)
    table = "appointments"

    def label(self) -> str:
        """Appointment called off."""
        return _("Appointment called off")

    def title(self, situation: Situation) -> str:
        """Call it off."""
        del situation
        return _("Call off an appointment")

    def explanation(self, situation: Situation) -> str:
        """Say which one."""
        known = _to_settle(situation)
        return describe(known) if known is not None else ""

    def corrects(self, situation: Situation) -> bool:
        """Correct nothing: what is called off was agreed all the same."""
        del situation
        return False

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that nothing is open."""
        if _to_settle(situation) is None:
            return Obstacle(_("No appointment is open."), "appointment")
        return None

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Today."""
        return {"settled_on": situation.today}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the day."""
        known = _to_settle(situation)
        if known is None:
            raise RefusedError(_("No appointment is open."))
        agreed_on = known.cell("agreed_on")
        if answers["settled_on"] > situation.today:
            raise RefusedError(_("This day has not come yet."), "settled_on")
        if isinstance(agreed_on, date) and answers["settled_on"] < agreed_on:
            raise RefusedError(_("It was not agreed yet on this day."), "settled_on")
        journal.correct(known, {"settled_on": answers["settled_on"]})
        return _("The appointment is called off.")


def open_appointments(situation: Situation) -> Sequence[Fact]:
    """Return the appointments that no contact settled and that were not called off."""
    waiting = [each for each in situation.file["appointments"] if each.cell("settled_on") is None]
    return sorted(waiting, key=lambda each: str(each.cell("planned_on")))


def describe(appointment: Fact) -> str:
    """Say which appointment it is."""
    planned_on = appointment.cell("planned_on")
    return upper_first(
        _("{kind}, {day}: {purpose}").format(
            kind=show_code(str(appointment.cell("kind")), "contact_kind"),
            day=show_day(planned_on if isinstance(planned_on, date) else None),
            purpose=appointment.cell("purpose") or "–",
        )
    )


def _is(appointment: Fact, situation: Situation) -> bool:
    return subject_of(appointment) == situation.subject


def _to_settle(situation: Situation) -> Fact | None:
    """Return the appointment that is named, or the only one that is open."""
    waiting = open_appointments(situation)
    if situation.subject is not None:
        return next((each for each in waiting if _is(each, situation)), None)
    return waiting[0] if len(waiting) == 1 else None


def _company(situation: Situation) -> str | None:
    """Return the company of the newest trajectory that is not over."""
    for trajectory in reversed(situation.file["trajectories"]):
        if trajectory.cell("ended_on") is None and trajectory.cell("provider_id") is not None:
            return str(trajectory.cell("provider_id"))
    return None


def _refusals(situation: Situation, answers: Answers, known: Fact | None) -> Sequence[RefusedError]:
    refusals = []
    moved = known is None or known.cell("planned_on") != answers["planned_on"]
    is_settled = known is not None and known.cell("settled_on") is not None
    if moved and not is_settled and answers["planned_on"] < situation.today:
        message = _("This day has passed. Record the contact instead, or choose a later day.")
        refusals.append(RefusedError(message, "planned_on"))
    lacks_company = "provider_id" in answers and answers["provider_id"] is None
    if answers["kind"] == THREE_WAY and lacks_company:
        message = _("Choose the company that sits at the table.")
        refusals.append(RefusedError(message, "provider_id"))
    return refusals
