"""An application for benefit, and the decision on it: granted, or not."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, cast

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day
from trede.register.steps.benefit import new_benefit, refused_overlap
from trede.register.steps.fields import ChoiceField, CodeField, DayField, EuroField
from trede.register.steps.policies import Entry, in_force
from trede.register.steps.situation import subject_of
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
    confirm,
    refuse,
)

GRANTED = "granted"


class ApplicationForm(StepForm):
    """For what, and when."""

    scheme = CodeField("scheme")
    applied_on = DayField()
    terms = {"scheme": "scheme"}

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        known = situation.fact("applications")
        if known is not None:
            cast("CodeField", self.fields["scheme"]).keep(known.cell("scheme"))

    def words(self) -> Words:
        """Return labels and helps."""
        weeks = _terms(self.situation)["decision_weeks"]
        return {
            "scheme": _("For which scheme"),
            "applied_on": (
                _("Day of the application"),
                _("The decision is due {weeks} weeks later.").format(weeks=weeks),
            ),
        }


class BenefitApplication(Step):
    """An application."""

    name = "benefit-application"
    explains = "application"
    form = ApplicationForm
    touches = ("applications", "benefit_spells")
    table = "applications"

    def label(self) -> str:
        """Application for benefit."""
        return _("Application for benefit")

    def title(self, situation: Situation) -> str:
        """Record or correct."""
        return _("Correct an application") if situation.subject else _("Record an application")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the application that is corrected; or today, for the general benefit."""
        known = situation.fact("applications")
        if known is not None:
            return known.values
        return {"scheme": "PW", "applied_on": situation.today}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the application."""
        applied_on = answers["applied_on"]
        if applied_on > situation.today:
            raise RefusedError(_("This day has not come yet."), "applied_on")
        known = situation.fact("applications")
        values = {"scheme": answers["scheme"], "applied_on": applied_on}
        if known is not None:
            decided_on = known.cell("decided_on")
            if isinstance(decided_on, date) and decided_on < applied_on:
                raise RefusedError(
                    _("The decision was made on {day}: the application lies before it.").format(
                        day=show_day(decided_on)
                    ),
                    "applied_on",
                )
            journal.correct(known, values)
            granted = _granted(situation, known)
            if granted is not None:
                journal.correct(granted, {"applied_on": applied_on})
            return _("The application is corrected.")
        confirm(answers, dict(_warnings(situation, answers)))
        own = {"application_id": new_id(), "person_id": situation.person_id}
        journal.record("applications", {**own, **values})
        return _("The application is recorded. Decide before {day}.").format(
            day=show_day(due_on(situation, applied_on))
        )


class DecisionForm(StepForm):
    """What was decided; and if granted, from when and how much."""

    application = ChoiceField()
    decision = CodeField("application_decision", as_radio=True)
    decided_on = DayField()
    scheme = CodeField("scheme", required=False)
    starts_on = DayField(required=False)
    monthly_amount_cents = EuroField(required=False)
    unmarked = ("scheme", "starts_on", "monthly_amount_cents")

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        choices = [(subject_of(each), _told(each)) for each in _open_to_decide(situation)]
        if len(choices) == 1:
            del self.fields["application"]
        else:
            cast("ChoiceField", self.fields["application"]).offer(choices, or_nothing=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "application": _("Which application"),
            "decision": _("Decision"),
            "decided_on": _("Day of the decision"),
            "scheme": _("Scheme"),
            "starts_on": (_("First day of benefit"), _("Terms run from this day.")),
            "monthly_amount_cents": _("Amount a month, in euros"),
        }

    def headings(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Put what is asked only for a grant under its own heading."""
        granted = ["scheme", "starts_on", "monthly_amount_cents"]
        return [("", ["application", "decision", "decided_on"]), (_("If granted"), granted)]


class BenefitDecision(Step):
    """The decision on an application; granting it begins a benefit."""

    name = "benefit-decision"
    explains = "application"
    form = DecisionForm
    touches = ("applications", "benefit_spells")
    table = "applications"

    def label(self) -> str:
        """Decision on benefit."""
        return _("Decision on benefit")

    def title(self, situation: Situation) -> str:
        """Decide or correct."""
        if self.corrects(situation):
            return _("Correct the decision on an application")
        return _("Decide on an application")

    def explanation(self, situation: Situation) -> str:
        """Say on what is decided and by when."""
        found = _open_to_decide(situation)
        if len(found) != 1 or found[0].cell("decision") is not None:
            return ""
        applied_on = cast("date", found[0].cell("applied_on"))
        due = due_on(situation, applied_on)
        return _("{application}. The decision is due on {day}.").format(
            application=_told(found[0]), day=show_day(due)
        )

    def corrects(self, situation: Situation) -> bool:
        """Tell whether the application was decided already."""
        known = situation.fact("applications")
        return known is not None and known.cell("decision") is not None

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that nothing waits for a decision."""
        if not _open_to_decide(situation):
            return Obstacle(_("No application waits for a decision."), "benefit-application")
        return None

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return what was applied for; or the decision that is corrected, with its benefit."""
        found = _open_to_decide(situation)
        if not found:
            return {}
        application = found[0]
        benefit = _granted(situation, application)
        first = {"decided_on": situation.today, "starts_on": application.cell("applied_on")}
        known = {k: v for k, v in application.values.items() if v is not None}
        running = {k: v for k, v in benefit.values.items() if v} if benefit is not None else {}
        return {**first, **known, **running, "application": subject_of(application)}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the decision, and begin the benefit if it was granted."""
        application = _chosen(situation, answers)
        benefit = _granted(situation, application)
        _check(situation, application, benefit, answers)
        decided = {"decided_on": answers["decided_on"], "decision": answers["decision"]}
        if answers["decision"] != GRANTED:
            if benefit is not None:
                journal.withdraw(benefit)
            journal.correct(application, {**decided, "spell_id": None})
            decision = show_code(answers["decision"], "application_decision")
            return _("The decision is recorded: {decision}.").format(decision=decision)
        spell = _grant(journal, situation, application, benefit, answers)
        journal.correct(application, {**decided, "spell_id": spell})
        return _("Granted: benefit from {day}.").format(day=show_day(answers["starts_on"]))


def due_on(situation: Situation, applied_on: date) -> date:
    """Return the day by which is decided on an application."""
    return applied_on + timedelta(weeks=int(_terms(situation)["decision_weeks"]))


def _terms(situation: Situation) -> Entry:
    return in_force("benefits", "terms", situation.today)[-1]


def _told(application: Fact) -> str:
    return _("{scheme}, applied on {day}").format(
        scheme=show_code(str(application.cell("scheme") or "unknown"), "scheme"),
        day=show_day(cast("date", application.cell("applied_on"))),
    )


def _open_to_decide(situation: Situation) -> list[Fact]:
    """Return the application that is named, or all that wait for a decision, oldest first."""
    if situation.subject is not None:
        known = situation.fact("applications")
        return [known] if known is not None else []
    return [each for each in situation.file["applications"] if each.cell("decision") is None]


def _chosen(situation: Situation, answers: Answers) -> Fact:
    found = _open_to_decide(situation)
    return next((f for f in found if subject_of(f) == answers.get("application")), found[0])


def _granted(situation: Situation, application: Fact) -> Fact | None:
    spell = application.cell("spell_id")
    return situation.find("benefit_spells", str(spell)) if spell is not None else None


def _warnings(situation: Situation, answers: Answers) -> Sequence[tuple[str, str]]:
    """Return what is unusual about a new application."""
    found = []
    for other in situation.file["applications"]:
        if other.cell("decision") is None and other.cell("scheme") == answers["scheme"]:
            warning = _("An application waits for a decision: {application}. This is another one.")
            said = warning.format(application=_told(other))
            found.append((f"open-{subject_of(other)}", said))
    for benefit in situation.holding("benefit_spells", answers["applied_on"]):
        if benefit.cell("scheme") == answers["scheme"]:
            warning = _("On this day the client already has this benefit. Record it all the same.")
            found.append((f"running-{subject_of(benefit)}", warning))
    return found


def _check(situation: Situation, application: Fact, benefit: Fact | None, answers: Answers) -> None:
    """Refuse days that cannot be, and ask about those that are unusual."""
    applied_on = cast("date", application.cell("applied_on"))
    refusals = []
    if answers["decided_on"] > situation.today:
        refusals.append(RefusedError(_("This day has not come yet."), "decided_on"))
    if answers["decided_on"] < applied_on:
        message = _("The decision lies before the application.")
        refusals.append(RefusedError(message, "decided_on"))
    if answers["decision"] == GRANTED:
        if answers["starts_on"] is None:
            message = _("Fill in from which day benefit is granted.")
            refusals.append(RefusedError(message, "starts_on"))
        else:
            end = benefit.cell("ends_on") if benefit is not None else None
            refusals += refused_overlap(situation, answers["starts_on"], end, benefit)
    refuse(refusals)
    if answers["decision"] == GRANTED and answers["starts_on"] < applied_on:
        scheme = answers["scheme"] or application.cell("scheme")
        if scheme in _terms(situation)["not_before_application"]:
            warning = _(
                "Benefit begins no earlier than the application ({day}), Participatiewet article "
                "44. There are circumstances that justify an earlier day."
            )
            confirm(answers, {"before-application": warning.format(day=show_day(applied_on))})


def _grant(
    journal: Journal,
    situation: Situation,
    application: Fact,
    benefit: Fact | None,
    answers: Answers,
) -> str:
    """Begin the benefit, or correct the one that was granted before; return its key."""
    values: dict[str, Value] = {
        "scheme": answers["scheme"] or str(application.cell("scheme") or "unknown"),
        "applied_on": cast("date", application.cell("applied_on")),
        "decided_on": answers["decided_on"],
        "starts_on": answers["starts_on"],
        "monthly_amount_cents": answers["monthly_amount_cents"],
    }
    if benefit is not None:
        journal.correct(benefit, values)
        return subject_of(benefit)
    begun = journal.record("benefit_spells", {**new_benefit(situation), **values})
    return subject_of(begun)
