"""What a hand-over left to do: what is missing is asked for, what differs is sorted out."""

from collections.abc import Mapping, Sequence

from trede.language import translate as _
from trede.register.facts.journal import Journal
from trede.register.facts.models import Fact
from trede.register.pages.templating import upper_first
from trede.register.steps.fields import CodeField, DayField, WordsField
from trede.register.steps.situation import subject_of
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
)

INCOMPLETE, DIFFERS, NOTICE = "handover_incomplete", "handover_differs", "handover_notice"
TO_DOS = frozenset({INCOMPLETE, DIFFERS, NOTICE})
"""The rules of the signals that a hand-over leaves; the rule ``raised_signal`` knows the same."""
OUTCOMES = frozenset({"done", "no_action_needed", "passed_on"})


def is_to_do(signal: Fact) -> bool:
    """Tell whether a signal is what a hand-over left to do."""
    return signal.cell("rule") in TO_DOS


class HandoverFollowUpForm(StepForm):
    """What was done about it, and when."""

    handled_on = DayField()
    outcome = CodeField("signal_outcome", only=OUTCOMES.__contains__, as_radio=True)
    finding = WordsField(rows=3)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "handled_on": _("Dealt with on"),
            "outcome": _("What did you do?"),
            "finding": (
                _("What came of it?"),
                _("For instance what the sender supplied, or which of the two was right."),
            ),
        }


class HandoverFollowUp(Step):
    """Deal with what a hand-over left to do: the one that is named, or the oldest."""

    name = "handover-follow-up"
    form = HandoverFollowUpForm
    touches = ("signals",)
    table = "signals"
    template = "steps/handover_follow_up.html"

    def label(self) -> str:
        """Hand-over."""
        return _("Deal with a hand-over")

    def title(self, situation: Situation) -> str:
        """Say what is left to do."""
        titles = {
            INCOMPLETE: _("Ask for what is missing in the hand-over"),
            DIFFERS: _("Sort out what differs in the hand-over"),
            NOTICE: _("Take note of what the sender told"),
        }
        known = self.about(situation)
        return titles[str(known.cell("rule"))] if known is not None else self.label()

    def explanation(self, situation: Situation) -> str:
        """Say what it is."""
        known = self.about(situation)
        return upper_first(str(known.cell("description") or "")) if known is not None else ""

    def corrects(self, situation: Situation) -> bool:
        """Correct nothing: it goes on."""
        del situation
        return False

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that nothing is left to do."""
        if self.about(situation) is None:
            return Obstacle(_("Nothing of a hand-over is left to do."))
        return None

    def about(self, situation: Situation) -> Fact | None:
        """Return what is dealt with."""
        waiting = _waiting(situation)
        if situation.subject is None:
            return waiting[0] if waiting else None
        return next((each for each in waiting if subject_of(each) == situation.subject), None)

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Today."""
        return {"handled_on": situation.today}

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return what else is left to do."""
        about = self.about(situation)
        others = [each for each in _waiting(situation) if each != about]
        return {"others": [(subject_of(each), str(each.cell("description"))) for each in others]}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record what was done."""
        known = self.about(situation)
        if known is None:
            raise RefusedError(_("Nothing of a hand-over is left to do."))
        day = answers["handled_on"]
        if day > situation.today:
            raise RefusedError(_("This day has not come yet."), "handled_on")
        if day.isoformat() < str(known.cell("raised_on")):
            raise RefusedError(_("The hand-over was not there yet on this day."), "handled_on")
        done = {name: answers[name] for name in ("handled_on", "outcome", "finding")}
        journal.correct(known, {**done, "looked_into_on": day})
        return _("Dealt with.")


def _waiting(situation: Situation) -> Sequence[Fact]:
    signals = situation.file["signals"]
    return [each for each in signals if is_to_do(each) and each.cell("handled_on") is None]
