"""The plan with the client: drawn up as a draft, made definitive once it says all, then signed.

What a definitive plan must say: rwi-2004 C1.6 and L13; rekenkamer-amsterdam part 2 L4 (the
client's own wish, the motive of the choice, the fit, the cost weighed; a refusal is explained).
"""

from collections.abc import Mapping
from datetime import date

from django import forms

from trede.language import translate as _
from trede.register.dossiers.overview import REPLACED, is_of_before, plan_in
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.steps.fields import DayField, EuroField, WordsField
from trede.register.steps.situation import subject_of
from trede.register.steps.step import (
    Answers,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
    confirm,
    refuse,
)

DRAFT, DEFINITIVE = "draft", "definitive"
CONTENT = ("goal", "client_wish", "motive", "fit", "expected_result", "expected_cost_cents")
"""What a definitive plan must say; each is a field of the form."""


class PlanForm(StepForm):
    """What the plan says; all of it is needed only once the plan is definitive."""

    goal = WordsField(rows=2, required=False)
    client_wish = WordsField(rows=2, required=False)
    motive = WordsField(rows=3, required=False)
    fit = WordsField(rows=3, required=False)
    expected_result = WordsField(rows=2, required=False)
    expected_cost_cents = EuroField(required=False)
    is_definitive = forms.BooleanField(required=False)
    drawn_up_on = DayField(required=False)
    unmarked = (*CONTENT, "is_definitive", "drawn_up_on")

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "goal": (_("Goal"), _("What is it to lead to? The shortest way to regular work.")),
            "client_wish": (_("What does the client want?"), _("In the client's own words.")),
            "motive": (_("Why this way"), _("What else was looked at, and why not that?")),
            "fit": (
                _("How does it fit?"),
                _("The possibilities of the client, and the work that there is in the region."),
            ),
            "expected_result": (_("Expected result"), _("What, and when?")),
            "expected_cost_cents": (
                _("Expected cost, in euros"),
                _("Weighed against the expected result. Fill in 0 if it costs nothing."),
            ),
            "is_definitive": (
                _("The plan is definitive"),
                _("Leave open to save a draft. A definitive plan says all of the above."),
            ),
            "drawn_up_on": (_("Day it was drawn up"), _("Only for a definitive plan.")),
        }


class Plan(Step):
    """Draw up a plan, go on with a draft, or correct a definitive plan."""

    name = "plan"
    explains = "plan"
    form = PlanForm
    touches = ("plans",)
    table = "plans"
    template = "steps/plan.html"

    def label(self) -> str:
        """Plan."""
        return _("Plan")

    def title(self, situation: Situation) -> str:
        """Draw up, go on with a draft, or correct."""
        if self.corrects(situation):
            return _("Correct a plan")
        return _("Go on with the plan") if draft_of(situation) else _("Draw up a plan")

    def explanation(self, situation: Situation) -> str:
        """Say that a draft may be saved."""
        if self.corrects(situation):
            return ""
        return _("Fill it in together with the client. You can save a draft and go on later.")

    def corrects(self, situation: Situation) -> bool:
        """Correct a definitive plan; a draft is simply gone on with."""
        known = situation.fact("plans")
        return known is not None and known.cell("status") != DRAFT

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return the plan that waits to be signed, which a new plan would replace."""
        unsigned = unsigned_plan(situation)
        if unsigned is None:
            return {"unsigned": None}
        runs = next(iter(situation.holding("benefit_spells")), None)
        return {
            "unsigned": subject_of(unsigned),
            "drawn_up_on": unsigned.cell("drawn_up_on"),
            "is_of_before": is_of_before(unsigned, runs),
        }

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the draft, or the plan that is corrected."""
        known = draft_of(situation) or situation.fact("plans")
        if known is None:
            return {"drawn_up_on": situation.today}
        given = {**known.values, "is_definitive": known.cell("status") == DEFINITIVE}
        given["drawn_up_on"] = known.cell("drawn_up_on") or situation.today
        return given

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the draft or the definitive plan."""
        known = draft_of(situation) or situation.fact("plans")
        _check(situation, answers, known)
        unsigned = unsigned_plan(situation)
        if unsigned is not None and answers["is_definitive"]:
            _replace(journal, unsigned, answers)
        values = _values(answers)
        if known is not None:
            journal.correct(known, values)
        else:
            journal.record(
                "plans", {"plan_id": new_id(), "person_id": situation.person_id, **values}
            )
        if self.corrects(situation):
            return _("The plan is corrected.")
        if values["status"] == DRAFT:
            return _("The draft is saved.")
        return _("The plan is definitive. It holds once both have signed.")


def draft_of(situation: Situation) -> Fact | None:
    """Return the draft to go on with: the one named, or the newest plan if it is a draft."""
    known = situation.fact("plans") if situation.subject else plan_in(situation.file["plans"])
    return known if known is not None and known.cell("status") == DRAFT else None


def unsigned_plan(situation: Situation) -> Fact | None:
    """Return the newest definitive plan if it waits to be signed while another is drawn up."""
    if situation.subject is not None and draft_of(situation) is None:
        return None
    newest = plan_in(
        [each for each in situation.file["plans"] if each.cell("status") == DEFINITIVE]
    )
    return newest if newest is not None and not is_settled(newest) else None


def _replace(journal: Journal, unsigned: Fact, answers: Answers) -> None:
    """Put a new plan in the place of one that was never signed, once that is confirmed."""
    drawn_up_on = unsigned.cell("drawn_up_on")
    warning = _(
        "The plan of {day} was not signed. This plan takes its place; the old one stays on file "
        "as replaced."
    ).format(day=show_day(drawn_up_on if isinstance(drawn_up_on, date) else None))
    confirm(answers, {f"replaces-{subject_of(unsigned)}": warning})
    journal.correct(unsigned, {"status": REPLACED})


def is_settled(plan: Fact) -> bool:
    """Tell whether both signed a plan, or the client refused and said why."""
    by_both = plan.cell("client_signed_on") is not None
    return plan.cell("municipality_signed_on") is not None and (
        by_both or plan.cell("refusal") is not None
    )


def holds(plan: Fact) -> bool:
    """Tell whether a plan binds both: definitive, and signed by both (rwi-2004 L13)."""
    signed = ("client_signed_on", "municipality_signed_on")
    return plan.cell("status") == DEFINITIVE and all(plan.cell(name) is not None for name in signed)


def _check(situation: Situation, answers: Answers, known: Fact | None) -> None:
    """Refuse a definitive plan that does not say all, each missing thing at its field."""
    was_definitive = known is not None and known.cell("status") == DEFINITIVE
    if not answers["is_definitive"]:
        if was_definitive:
            message = _("This plan is definitive and stays so. Draw up a new plan instead.")
            raise RefusedError(message, "is_definitive")
        return
    missing = [name for name in CONTENT if answers[name] in {None, ""}]
    refusals = [RefusedError(_missing()[name], name) for name in missing]
    if answers["drawn_up_on"] is None:
        refusals.append(RefusedError(_("Fill in the day it was drawn up."), "drawn_up_on"))
    elif answers["drawn_up_on"] > situation.today:
        refusals.append(RefusedError(_("This day has not come yet."), "drawn_up_on"))
    refuse(refusals)
    if was_definitive and known is not None and known.cell("client_signed_on") is not None:
        warning = _(
            "The client has signed this plan. Only mistakes in writing are corrected; "
            "what is agreed anew needs a new plan."
        )
        confirm(answers, {f"signed-{subject_of(known)}": warning})


def _missing() -> Mapping[str, str]:
    """Say what a definitive plan lacks, by field."""
    return {
        "goal": _("A definitive plan says what it is to lead to."),
        "client_wish": _("A definitive plan says what the client wants."),
        "motive": _("A definitive plan says why this way was chosen."),
        "fit": _("A definitive plan says how it fits the client and the labour market."),
        "expected_result": _("A definitive plan says what result is expected."),
        "expected_cost_cents": _("A definitive plan weighs the cost. Fill in 0 if there is none."),
    }


def _values(answers: Answers) -> dict[str, Value]:
    """Return the facts of a plan; a draft has not been drawn up or offered yet."""
    content: dict[str, Value] = {
        name: None if answers[name] == "" else answers[name] for name in CONTENT
    }
    if not answers["is_definitive"]:
        return {**content, "status": DRAFT, "drawn_up_on": None, "offered_on": None}
    day = answers["drawn_up_on"]
    return {**content, "status": DEFINITIVE, "drawn_up_on": day, "offered_on": day}
