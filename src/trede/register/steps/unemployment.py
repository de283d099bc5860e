"""The dates of a client's unemployment benefit (WW): when it ends, social assistance may follow."""

from collections.abc import Mapping

from trede.language import translate as _
from trede.register.facts.journal import Journal, new_id
from trede.register.pages.templating import show_day
from trede.register.steps.fields import A_DAY, DayField, LastDayField
from trede.register.steps.step import Answers, RefusedError, Situation, Step, StepForm, Words
from trede.register.steps.terms import months_later

TALK_BETWEEN_COACHES, INFORMATION_TALK = 6, 3
"""Months before the end at which one talks about and with the client: rekenkamer-utrecht C2."""


class UnemploymentForm(StepForm):
    """First day, the last day at the latest, and the last day once it has ended."""

    starts_on = DayField()
    expected_end_on = LastDayField()
    ends_on = LastDayField(required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "starts_on": _("First day of unemployment benefit"),
            "expected_end_on": (
                _("Last day at the latest"),
                _("As UWV decided. The talks six and three months before follow from it."),
            ),
            "ends_on": (_("Last day, once it has ended"), _("Leave empty while it runs.")),
        }


class Unemployment(Step):
    """The dates of the unemployment benefit."""

    name = "unemployment"
    explains = "unemployment_benefit"
    form = UnemploymentForm
    touches = ("unemployment_benefits",)
    table = "unemployment_benefits"

    def label(self) -> str:
        """Unemployment benefit."""
        return _("Unemployment benefit")

    def title(self, situation: Situation) -> str:
        """Record or correct."""
        if situation.subject:
            return _("Correct the unemployment benefit")
        return _("Record unemployment benefit")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the dates that are corrected."""
        known = situation.fact("unemployment_benefits")
        return known.values if known is not None else {}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the dates."""
        values = {name: answers[name] for name in ("starts_on", "expected_end_on", "ends_on")}
        for name in ("expected_end_on", "ends_on"):
            if values[name] is not None and values[name] <= values["starts_on"]:
                raise RefusedError(_("The last day lies before the first."), name)
        for other in situation.file["unemployment_benefits"]:
            if other.cell("starts_on") == values["starts_on"] and situation.subject is None:
                raise RefusedError(
                    _("This unemployment benefit is on file already. Correct that one."),
                    "starts_on",
                )
        known = situation.fact("unemployment_benefits")
        if known is not None:
            journal.correct(known, values)
            return _("The unemployment benefit is corrected.")
        own = {"unemployment_id": new_id(), "person_id": situation.person_id}
        journal.record("unemployment_benefits", {**own, **values})
        last = values["expected_end_on"] - A_DAY
        return _(
            "Recorded. Talks about the client from {early}, with the client from {late}."
        ).format(
            early=show_day(months_later(last, -TALK_BETWEEN_COACHES)),
            late=show_day(months_later(last, -INFORMATION_TALK)),
        )
