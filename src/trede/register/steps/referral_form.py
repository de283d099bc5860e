"""The form of a referral: for which trajectory, what is asked, and what will travel."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, cast

from django import forms

from trede.language import translate as _
from trede.register.facts.models import Fact
from trede.register.referrals.places import Place, find_place
from trede.register.referrals.placing import is_open
from trede.register.referrals.travelling import Asking, Travelling, would_travel
from trede.register.referrals.watching import Watch, watch
from trede.register.steps.fields import ChoiceField, DayField, WordsField
from trede.register.steps.situation import subject_of
from trede.register.steps.step import Situation, StepForm, Words
from trede.register.steps.trajectory import describe, is_over
from trede.register.steps.trajectory_offering import stand_of

POSITIVE = "positive"


def to_carry_out(situation: Situation) -> Sequence[Fact]:
    """Return the trajectories that were decided on and are not over, newest first."""
    decided = [each for each in situation.file["trajectories"] if not is_over(each)]
    return [each for each in reversed(decided) if each.cell("decision") == POSITIVE]


def waiting_for(situation: Situation, trajectory: Fact | None) -> Fact | None:
    """Return the referral for a trajectory that waits for an answer, if there is one."""
    key = None if trajectory is None else trajectory.cell("trajectory_id")
    asked = (each for each in situation.file["referrals"] if each.cell("trajectory_id") == key)
    return next((each for each in asked if is_open(each)), None)


def former_of(situation: Situation, trajectory: Fact | None) -> Fact | None:
    """Return the last referral for a trajectory, which a new one follows."""
    key = None if trajectory is None else trajectory.cell("trajectory_id")
    asked = [each for each in situation.file["referrals"] if each.cell("trajectory_id") == key]
    return asked[-1] if asked and key is not None else None


class ReferralForm(StepForm):
    """Which trajectory, what is asked of the provider, and why in spite of what is watched."""

    place = forms.CharField(widget=forms.HiddenInput)
    trajectory_id = ChoiceField()
    question = WordsField(rows=3)
    desired_start_on = DayField(required=False)
    motive = WordsField(rows=2, required=False)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        carried = [(subject_of(each), describe(each)) for each in to_carry_out(situation)]
        cast("ChoiceField", self.fields["trajectory_id"]).offer(carried, or_nothing=False)
        if self.watched is not None and self.watched.warnings:
            self.fields["motive"].required = True
        else:
            del self.fields["motive"]

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "trajectory_id": _("Which trajectory does it carry out?"),
            "question": (
                _("What do you ask of the provider?"),
                _("What must be reached with this client? These words travel as they stand."),
            ),
            "desired_start_on": _("From when can the client begin?"),
            "motive": (
                _("Why here all the same?"),
                _("Kept with the referral, for the purchaser."),
            ),
        }

    def _said(self, name: str) -> str:
        given = self.data.get(name) if self.is_bound else self.initial.get(name)
        return str(given or "")

    @cached_property
    def place_chosen(self) -> Place | None:
        """The place that was chosen; none if there is none yet, or no such place."""
        key = self._said("place")
        return find_place(key, stand_of(self.situation), self.situation.today) if key else None

    @cached_property
    def trajectory(self) -> Fact | None:
        """The trajectory that was chosen; the newest, unless another one was."""
        carried = to_carry_out(self.situation)
        wanted = self._said("trajectory_id")
        chosen = [each for each in carried if subject_of(each) == wanted]
        return next(iter([*chosen, *carried]), None)

    @cached_property
    def watched(self) -> Watch | None:
        """What there is to say about the place that was chosen."""
        if self.place_chosen is None:
            return None
        stand = stand_of(self.situation)
        return watch(self.situation, self.place_chosen, self.trajectory, stand)

    @cached_property
    def travelling(self) -> Sequence[Travelling]:
        """What the provider will be told, as filled in so far."""
        if self.place_chosen is None:
            return ()
        field = self.fields["desired_start_on"]
        try:
            desired = field.clean(self._said("desired_start_on"))
        except forms.ValidationError:
            desired = None
        asking = Asking(
            client=self.situation.client,
            contract=self.place_chosen.contract,
            trajectory=self.trajectory,
            referred_on=self.situation.today,
            question=self._said("question") or _("(what you ask below)"),
            desired_start_on=desired,
        )
        return would_travel(asking)
