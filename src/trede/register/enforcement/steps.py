"""The way of a signal: looked into, then no action, a warning, or a proposal by the scheme.

The decision on a proposal is taken elsewhere, by someone who may (``enforcement.deciding``).
"""

from collections.abc import Mapping
from enum import Enum

from trede.language import translate as _
from trede.register.enforcement.forms import (
    BY_SCHEME,
    NO_ACTION,
    PROPOSE,
    UNFOUNDED,
    WARNING,
    CarryOutForm,
    LookForm,
    ProposalForm,
    breach_of,
)
from trede.register.enforcement.proposing import propose, proposed
from trede.register.enforcement.scheme import Action, judge
from trede.register.enforcement.signals import DECIDED, describe, open_signals
from trede.register.facts.journal import Journal, Value
from trede.register.facts.models import Fact
from trede.register.pages.templating import upper_first
from trede.register.steps.situation import subject_of
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
)


class Stage(Enum):
    """What comes next for a signal."""

    LOOK = LookForm
    PROPOSE = ProposalForm
    CARRY_OUT = CarryOutForm


def next_stage(signal: Fact) -> Stage:
    """Return what comes next for a signal that is open."""
    if signal.cell("rule") == DECIDED:
        return Stage.CARRY_OUT
    return Stage.LOOK if signal.cell("looked_into_on") is None else Stage.PROPOSE


class EnforcementNext(Step):
    """What comes next for the signal that is named, or for the oldest that is open."""

    name = "enforcement-next"
    explains = "enforcement"
    form = LookForm
    touches = ("signals", "sanctions")
    table = "signals"
    template = "enforcement/step.html"

    def label(self) -> str:
        """Enforcement."""
        return _("Enforcement")

    def title(self, situation: Situation) -> str:
        """Say what comes next."""
        titles = {
            Stage.LOOK: _("Look into a signal"),
            Stage.PROPOSE: _("Warn, or propose a sanction"),
            Stage.CARRY_OUT: _("Carry out a decision"),
        }
        signal = self.about(situation)
        return _("Enforcement") if signal is None else titles[next_stage(signal)]

    def explanation(self, situation: Situation) -> str:
        """Say which signal it is, and what was found."""
        signal = self.about(situation)
        if signal is None:
            return ""
        return " ".join(filter(None, (upper_first(describe(signal)), signal.cell("finding"))))  # type: ignore[arg-type]

    def corrects(self, situation: Situation) -> bool:
        """Correct nothing: it goes on."""
        del situation
        return False

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that no signal is open."""
        if self.about(situation) is None:
            return Obstacle(_("No signal is open."), "enforcement-signal")
        return None

    def about(self, situation: Situation) -> Fact | None:
        """Return the signal that it is about."""
        waiting = open_signals(situation)
        if situation.subject is None:
            return waiting[0] if waiting else None
        return next((each for each in waiting if subject_of(each) == situation.subject), None)

    def form_of(self, situation: Situation) -> type[StepForm]:
        """Return the form of what comes next."""
        signal = self.about(situation)
        return LookForm if signal is None else next_stage(signal).value

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Today, and the trajectory that runs."""
        today = situation.today
        return {
            "looked_into_on": today,
            "handled_on": today,
            "damage_cents": 0,
            "way": BY_SCHEME,
            "trajectory_kind": _running_kind(situation),
        }

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return the other signals that are open."""
        about = self.about(situation)
        others = [each for each in open_signals(situation) if each != about]
        return {"others": [(subject_of(each), upper_first(describe(each))) for each in others]}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record what comes next."""
        signal = self.about(situation)
        if signal is None:
            raise RefusedError(_("No signal is open."))
        stage = next_stage(signal)
        if stage is Stage.LOOK:
            return _look(journal, situation, signal, answers)
        if stage is Stage.CARRY_OUT:
            return _carry_out(journal, situation, signal, answers)
        return propose(journal, situation, signal, answers)


class Enforcement(EnforcementNext):
    """What comes next; with a subject, a proposal that is not decided yet to be corrected."""

    name = "enforcement"
    table = "sanctions"

    def title(self, situation: Situation) -> str:
        """Say what comes next, or correct."""
        return _("Correct a proposal") if situation.subject else super().title(situation)

    def corrects(self, situation: Situation) -> bool:
        """Correct the proposal that is named."""
        return situation.subject is not None

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that a decision stands, or that no signal is open."""
        known = situation.fact("sanctions")
        if known is None:
            return super().obstacle(situation)
        if known.cell("decided_on") is not None:
            return Obstacle(_("This is decided already; the proposal can no longer be corrected."))
        return None

    def form_of(self, situation: Situation) -> type[StepForm]:
        """Return the form of what comes next, or of the proposal."""
        return ProposalForm if situation.subject else super().form_of(situation)

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the proposal that is corrected."""
        known = situation.fact("sanctions")
        if known is None:
            return super().initial(situation)
        words = str(known.cell("motive") or "").split("\n", 1)[0]
        damage = known.cell("damage_cents") or 0
        return {**known.values, "damage_cents": damage, "way": BY_SCHEME, "motive": words}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record what comes next, or the correction."""
        known = situation.fact("sanctions")
        if known is None:
            return super().save(journal, situation, answers)
        verdict = judge(breach_of(situation, answers))
        if answers["way"] == WARNING or verdict.action is Action.NONE:
            message = _("Let the one who decides turn the proposal down instead.")
            raise RefusedError(message, "way")
        journal.correct(known, proposed(verdict, situation, answers))
        return _("The proposal is corrected.")


def _look(journal: Journal, situation: Situation, signal: Fact, answers: Answers) -> str:
    raised_on, day = str(signal.cell("raised_on")), answers["looked_into_on"]
    if day > situation.today:
        raise RefusedError(_("This day has not come yet."), "looked_into_on")
    if day.isoformat() < raised_on:
        raise RefusedError(_("The signal was not there yet on this day."), "looked_into_on")
    found: dict[str, Value] = {"looked_into_on": day, "finding": answers["finding"]}
    if answers["conclusion"] == PROPOSE:
        journal.correct(signal, found)
        return _("Recorded. Next: warn, or propose a sanction.")
    journal.correct(signal, {**found, "handled_on": day, "outcome": answers["conclusion"]})
    closed = {
        NO_ACTION: _("Recorded: no action is needed."),
        UNFOUNDED: _("Recorded: the signal was unfounded."),
    }
    return closed[answers["conclusion"]]


def _carry_out(journal: Journal, situation: Situation, signal: Fact, answers: Answers) -> str:
    if answers["handled_on"] > situation.today:
        raise RefusedError(_("This day has not come yet."), "handled_on")
    if answers["handled_on"].isoformat() < str(signal.cell("raised_on")):
        raise RefusedError(_("The decision was not taken yet on this day."), "handled_on")
    day = answers["handled_on"]
    done: dict[str, Value] = {"looked_into_on": day, "handled_on": day, "outcome": "done"}
    journal.correct(signal, done)
    return _("The decision is processed in the benefit.")


def _running_kind(situation: Situation) -> str | None:
    """Return the type of the newest trajectory that has started."""
    for trajectory in reversed(situation.file["trajectories"]):
        if trajectory.cell("started_on") is not None and trajectory.cell("ended_on") is None:
            kind = trajectory.cell("type")
            return None if kind is None else str(kind)
    return None
