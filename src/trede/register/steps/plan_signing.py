"""Signing a plan: both with their day, or the client refuses and says why."""

from collections.abc import Iterator, Mapping
from datetime import date

from trede.language import translate as _
from trede.register.facts.journal import Journal
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.steps.fields import DayField, WordsField
from trede.register.steps.plan import DEFINITIVE, is_settled
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

SIGNATURES = ("municipality_signed_on", "client_signed_on")


class SigningForm(StepForm):
    """Two days, or one day and why the client refuses."""

    municipality_signed_on = DayField(required=False)
    client_signed_on = DayField(required=False)
    refusal = WordsField(rows=3, required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "municipality_signed_on": _("The municipality signed on"),
            "client_signed_on": (_("The client signed on"), _("Leave empty while it is awaited.")),
            "refusal": (
                _("Why does the client not sign?"),
                _("Only if the client refuses, in the client's own words."),
            ),
        }


class PlanSigning(Step):
    """The newest definitive plan, or the one named, is signed."""

    name = "plan-signing"
    explains = "plan"
    form = SigningForm
    touches = ("plans",)
    table = "plans"

    def label(self) -> str:
        """Signatures of the plan."""
        return _("Signatures of the plan")

    def title(self, situation: Situation) -> str:
        """Sign or correct."""
        return _("Correct the signatures") if self.corrects(situation) else _("Sign the plan")

    def explanation(self, situation: Situation) -> str:
        """Say which plan, and from when it holds."""
        plan = _plan(situation)
        if plan is None:
            return ""
        drawn_up_on = plan.cell("drawn_up_on")
        return _("The plan of {day}: {goal} It holds once both have signed.").format(
            day=show_day(drawn_up_on if isinstance(drawn_up_on, date) else None),
            goal=f"{str(plan.cell('goal') or '').rstrip('.')}.",
        )

    def corrects(self, situation: Situation) -> bool:
        """Tell whether the plan was signed or refused already."""
        plan = situation.fact("plans")
        return plan is not None and is_settled(plan)

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that there is no plan to sign."""
        plan = _plan(situation)
        if plan is None:
            return Obstacle(_("There is no definitive plan to sign."), "plan")
        if situation.subject is None and is_settled(plan):
            return Obstacle(_("The newest plan is signed already."), "plan")
        return None

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the signatures that are there."""
        plan = _plan(situation)
        if plan is None:
            return {}
        return {name: plan.cell(name) for name in (*SIGNATURES, "refusal")}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record who signed when, or why the client did not."""
        plan = _plan(situation)
        if plan is None:
            raise RefusedError(_("There is no definitive plan to sign."))
        refuse(list(_refusals(plan, situation, answers)))
        values = {name: answers[name] or None for name in (*SIGNATURES, "refusal")}
        signed = journal.correct(plan, values)
        if values["refusal"] is not None:
            return _("The refusal is recorded with the client's explanation.")
        if is_settled(signed):
            return _("Both have signed: the plan holds.")
        return _("Recorded. The plan holds once both have signed.")


def _plan(situation: Situation) -> Fact | None:
    """Return the plan to sign: the one named, or the newest that is definitive."""
    named = situation.fact("plans")
    if situation.subject is not None:
        return named if named is not None and named.cell("status") == DEFINITIVE else None
    definitive = [each for each in situation.file["plans"] if each.cell("status") == DEFINITIVE]
    return definitive[-1] if definitive else None


def _refusals(plan: Fact, situation: Situation, answers: Answers) -> Iterator[RefusedError]:
    drawn_up_on = plan.cell("drawn_up_on")
    for name in SIGNATURES:
        day = answers[name]
        if day is not None and day > situation.today:
            yield RefusedError(_("This day has not come yet."), name)
        if day is not None and isinstance(drawn_up_on, date) and day < drawn_up_on:
            yield RefusedError(_("The plan was not drawn up yet on this day."), name)
    if answers["client_signed_on"] is not None and answers["refusal"]:
        yield RefusedError(
            _("The client cannot both sign and refuse. Leave one of the two empty."), "refusal"
        )
    if answers["refusal"] and answers["municipality_signed_on"] is None:
        yield RefusedError(
            _("Fill in when the municipality signed: the offer to the client stands."),
            "municipality_signed_on",
        )
    if not any(answers[name] for name in (*SIGNATURES, "refusal")):
        yield RefusedError(_("Fill in who signed, or why the client does not."), SIGNATURES[0])
