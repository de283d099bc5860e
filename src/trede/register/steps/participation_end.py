"""The end of a participation with a provider: completed or broken off, and to the norm or not.

The trajectory that it carries out can end with it; a trajectory is closed with a result only.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from trede.language import translate as _
from trede.register.facts.journal import Journal
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.providers.reading import all_providers, name_of
from trede.register.referrals.placing import RUNNING, placed_in
from trede.register.steps.fields import A_DAY, CodeField, LastDayField, YesNoField
from trede.register.steps.one_of import OneOf
from trede.register.steps.situation import holds_on
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    StepForm,
    Words,
)
from trede.register.steps.trajectory import RESULT_MET, is_over
from trede.register.steps.trajectory_days import check_days
from trede.register.steps.trajectory_forms import is_final

COMPLETED = "completed"


class ParticipationEndForm(StepForm):
    """How and when it ended, and whether the trajectory ends with it."""

    status = CodeField("participation_status", only=lambda code: code != RUNNING, as_radio=True)
    ends_on = LastDayField()
    meets_norm = YesNoField(required=False)
    result = CodeField("trajectory_result", only=is_final, required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "status": _("How did it end?"),
            "ends_on": _("Last day"),
            "meets_norm": (
                _("Does the result meet the norm of the contract?"),
                _("Needed if it was completed: what is paid may rest on it."),
            ),
            "result": (
                _("Result of the trajectory"),
                _("Leave empty if the trajectory goes on, with another provider for instance."),
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Ask for the norm where something was completed."""
        cleaned = super().clean()
        if cleaned.get("status") == COMPLETED and cleaned.get("meets_norm") is None:
            message = _("Say whether the norm of the contract was met.")
            self.add_error("meets_norm", message)
        return cleaned


class ParticipationEnd(OneOf):
    """End the participation that is named, or the newest that runs."""

    name = "participation-end"
    form = ParticipationEndForm
    touches = ("participations", "trajectories")
    table = "participations"
    first = "referral"

    def label(self) -> str:
        """End of a participation."""
        return _("End of a participation")

    def title(self, situation: Situation) -> str:
        """Say what the step does."""
        del situation
        return _("End a participation")

    def among(self, situation: Situation) -> Sequence[Fact]:
        """Return the participations that were not ended, without a last day or with one ahead."""
        known = situation.file["participations"]
        return [each for each in known if _is_running(each) and _unended(each, situation.today)]

    def describe(self, fact: Fact) -> str:
        """Say in what the client takes part, with whom, and since when."""
        return _("{name}, {provider}, since {day}.").format(
            name=fact.cell("name") or fact.cell("contract_id") or "–",
            provider=name_of(all_providers(), placed_in(fact)),
            day=show_day(fact.cell("starts_on")),  # type: ignore[arg-type]
        )

    def none_left(self) -> str:
        """Say that no participation runs."""
        return _("No participation runs.")

    def passed(self) -> Obstacle:
        """Say that it has ended; the trajectory may go on."""
        return Obstacle(_("This participation has ended already."), "trajectory-next")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Today is the last day, until something else is said."""
        return {"ends_on": situation.today + A_DAY}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the end, and that of the trajectory if there is a result."""
        known = self.one(situation)
        _check_last_day(situation, known, answers["ends_on"])
        names = ("status", "ends_on", "meets_norm")
        journal.correct(known, {name: answers[name] for name in names})
        if answers["result"] is None:
            return _("The participation has ended; the trajectory goes on.")
        _end_trajectory(journal, situation, known, answers)
        return _("The participation has ended, and the trajectory with it.")


def _is_running(participation: Fact) -> bool:
    """Tell whether no end of a participation was recorded."""
    return participation.cell("status") in {None, RUNNING}


def _unended(participation: Fact, day: date) -> bool:
    ends_on = participation.cell("ends_on")
    return holds_on(participation, day) or not isinstance(ends_on, date)


def _check_last_day(situation: Situation, known: Fact, ends_on: date) -> None:
    starts_on = known.cell("starts_on")
    if ends_on > situation.today + A_DAY:
        raise RefusedError(_("This day has not come yet."), "ends_on")
    if isinstance(starts_on, date) and ends_on <= starts_on:
        message = _("The participation began on {day}. Choose that day or a later one.")
        raise RefusedError(message.format(day=show_day(starts_on)), "ends_on")


def _end_trajectory(journal: Journal, situation: Situation, known: Fact, answers: Answers) -> None:
    trajectory = _trajectory_of(situation, known)
    if trajectory is None:
        message = _("No trajectory that is not over belongs to it. Leave this empty.")
        raise RefusedError(message, "result")
    if trajectory.cell("started_on") is None:
        message = _("The trajectory did not start. Let it start first, or leave this empty.")
        raise RefusedError(message, "result")
    last, result = answers["ends_on"] - A_DAY, answers["result"]
    try:
        check_days(situation, trajectory, {"ended_on": last})
    except RefusedError as error:
        raise RefusedError(str(error), "ends_on") from error
    met = {"ended_on": last, "result": result, "goal_met": result == RESULT_MET}
    journal.correct(trajectory, met)


def _trajectory_of(situation: Situation, participation: Fact) -> Fact | None:
    """Return the trajectory, not over, that a participation carries out.

    That is the one of the referral it came of, or else the newest under the same contract.
    """
    key, contract = participation.cell("participation_id"), participation.cell("contract_id")
    unended = [each for each in situation.file["trajectories"] if not is_over(each)]
    for referral in situation.file["referrals"]:
        if referral.cell("participation_id") == key:
            named = referral.cell("trajectory_id")
            return next((each for each in unended if each.cell("trajectory_id") == named), None)
    under = [each for each in unended if contract and each.cell("contract_id") == contract]
    return under[-1] if under else None
