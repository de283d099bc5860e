"""A trajectory: offered, decided, started, ended, each on its day and in that order.

One step goes from each to the next and shows only what that needs (iwi-2007 L6, L21); a
trajectory is closed with a result code only (rekenkamer-utrecht L3).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day, upper_first
from trede.register.steps.situation import subject_of
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
    refuse,
)
from trede.register.steps.trajectory_days import ahead, check_days, disorder, unfit
from trede.register.steps.trajectory_forms import (
    CorrectionForm,
    DecisionForm,
    EndForm,
    OfferForm,
    StartForm,
)
from trede.register.steps.trajectory_offering import offer, offer_beside, offer_initial

RESULT_MET = "goal_met"


class Stage(Enum):
    """What comes next for a trajectory."""

    OFFER = OfferForm
    DECIDE = DecisionForm
    START = StartForm
    END = EndForm


def next_stage(trajectory: Fact | None) -> Stage | None:
    """Return what comes next; none if the trajectory is over."""
    if trajectory is None:
        return Stage.OFFER
    if is_over(trajectory):
        return None
    if trajectory.cell("started_on") is not None:
        return Stage.END
    return Stage.START if trajectory.cell("decided_on") is not None else Stage.DECIDE


def is_over(trajectory: Fact) -> bool:
    """Tell whether a trajectory ended or was turned down."""
    return trajectory.cell("ended_on") is not None or trajectory.cell("decision") == "negative"


def open_trajectories(situation: Situation) -> Sequence[Fact]:
    """Return the trajectories that are offered or running, oldest first."""
    return [each for each in situation.file["trajectories"] if not is_over(each)]


class TrajectoryNext(Step):
    """What comes next for the trajectory that is named, or for the newest that is not over."""

    name = "trajectory-next"
    explains = "trajectory"
    form = OfferForm
    touches = ("trajectories",)
    table = "trajectories"
    template = "steps/trajectory.html"

    def label(self) -> str:
        """Trajectory."""
        return _("Trajectory")

    def title(self, situation: Situation) -> str:
        """Say what comes next."""
        titles = {
            Stage.OFFER: _("Offer a trajectory"),
            Stage.DECIDE: _("Decide on a trajectory"),
            Stage.START: _("Let a trajectory start"),
            Stage.END: _("End a trajectory"),
            None: _("Trajectory"),
        }
        return titles[next_stage(self.about(situation))]

    def explanation(self, situation: Situation) -> str:
        """Say which trajectory it is, and where it stands."""
        known = self.about(situation)
        return "" if known is None else describe(known)

    def corrects(self, situation: Situation) -> bool:
        """Correct nothing: it goes on."""
        del situation
        return False

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that the trajectory is over."""
        if next_stage(self.about(situation)) is None:
            return Obstacle(_("This trajectory is over."), "trajectory-offer")
        return None

    def about(self, situation: Situation) -> Fact | None:
        """Return the trajectory that it is about."""
        if situation.subject is not None:
            return situation.fact("trajectories")
        waiting = open_trajectories(situation)
        return waiting[-1] if waiting else None

    def form_of(self, situation: Situation) -> type[StepForm]:
        """Return the form of what comes next."""
        stage = next_stage(self.about(situation))
        return stage.value if stage is not None else EndForm

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Today; for an offer what is known of the client."""
        known = self.about(situation)
        if known is None:
            return offer_initial(situation)
        today = situation.today
        return {"decided_on": today, "started_on": today, "ended_on": today, "happens": "starts"}

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return what can be offered, or the other trajectories that are not over."""
        known = self.about(situation)
        waiting = [each for each in open_trajectories(situation) if each != known]
        others = [(subject_of(each), describe(each)) for each in waiting]
        offering = offer_beside(situation) if known is None else {}
        return {**offering, "others": others, "is_open": known is not None}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the next day of the trajectory."""
        known = self.about(situation)
        if known is None:
            return offer(journal, situation, answers)
        stage = next_stage(known)
        if stage is Stage.DECIDE:
            return _decide(journal, situation, known, answers)
        if stage is Stage.START:
            return _start(journal, situation, known, answers)
        return _end(journal, situation, known, answers)


class Trajectory(TrajectoryNext):
    """What comes next; with a subject, the whole trajectory to be corrected."""

    name = "trajectory"

    def title(self, situation: Situation) -> str:
        """Say what comes next, or correct."""
        return _("Correct a trajectory") if situation.subject else super().title(situation)

    def corrects(self, situation: Situation) -> bool:
        """Correct the trajectory that is named."""
        return situation.subject is not None

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say nothing: there is always something to offer, and what is over can be corrected."""
        del situation
        return None

    def form_of(self, situation: Situation) -> type[StepForm]:
        """Return the form of what comes next, or of the whole trajectory."""
        return CorrectionForm if situation.subject else super().form_of(situation)

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the trajectory that is corrected, or what is known for what comes next."""
        known = situation.fact("trajectories")
        return super().initial(situation) if known is None else known.values

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record what comes next, or the correction."""
        known = situation.fact("trajectories")
        if known is None:
            return super().save(journal, situation, answers)
        names = [name for name in CorrectionForm.base_fields if name != "seen"]
        values: dict[str, Value] = {name: answers[name] or None for name in names}
        refuse([*disorder(values), *ahead(situation, values), *unfit(values)])
        journal.correct(known, {**values, "goal_met": _goal_met(values["result"])})
        return _("The trajectory is corrected.")


class TrajectoryOffer(TrajectoryNext):
    """Offer a trajectory, also if another one runs."""

    name = "trajectory-offer"
    table = ""

    def about(self, situation: Situation) -> Fact | None:
        """Be about a new trajectory."""
        del situation
        return None


def describe(trajectory: Fact) -> str:
    """Say which trajectory it is and where it stands."""
    told = {
        "started_on": _("{type}, started on {day}."),
        "decided_on": _("{type}, decided on {day}, not started."),
        "offered_on": _("{type}, offered on {day}, not decided on."),
    }
    shown = show_code(str(trajectory.cell("type") or "unknown"), "trajectory_type")
    for name, sentence in told.items():
        day = trajectory.cell(name)
        if isinstance(day, date):
            return upper_first(sentence.format(type=shown, day=show_day(day)))
    return upper_first(f"{shown}.")


def _decide(journal: Journal, situation: Situation, known: Fact, answers: Answers) -> str:
    values = {"decided_on": answers["decided_on"], "decision": answers["decision"]}
    check_days(situation, known, values)
    journal.correct(known, values)
    if values["decision"] == "negative":
        return _("The trajectory is turned down.")
    if known.cell("provider_id") is not None:
        return _("Decided. Next: refer the client to the provider, or let it start.")
    return _("Decided. Next: let it start.")


def _start(journal: Journal, situation: Situation, known: Fact, answers: Answers) -> str:
    if answers["happens"] == "starts":
        check_days(situation, known, {"started_on": answers["started_on"]})
        journal.correct(known, {"started_on": answers["started_on"]})
        return _("The trajectory has started.")
    values = {"ended_on": answers["started_on"], "result": answers["result"]}
    if values["result"] is None:
        raise RefusedError(_("Say how it ended: without a result it is not closed."), "result")
    try:
        check_days(situation, known, values)
    except RefusedError as error:
        raise RefusedError(str(error), "started_on") from error
    journal.correct(known, {**values, "goal_met": _goal_met(values["result"])})
    return _("The offer is ended; the trajectory did not start.")


def _end(journal: Journal, situation: Situation, known: Fact, answers: Answers) -> str:
    values = {"ended_on": answers["ended_on"], "result": answers["result"]}
    check_days(situation, known, values)
    journal.correct(known, {**values, "goal_met": _goal_met(values["result"])})
    return _("The trajectory has ended: {result}.").format(
        result=show_code(values["result"], "trajectory_result")
    )


def _goal_met(result: object) -> bool | None:
    return None if result is None else result == RESULT_MET
