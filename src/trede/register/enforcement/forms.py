"""The forms of enforcement: look into a signal, propose, carry out."""

from collections.abc import Sequence

from django import forms

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.enforcement.scheme import Breach, judge
from trede.register.steps.fields import (
    CodeField,
    DayField,
    EuroField,
    LastDayField,
    WordsField,
)
from trede.register.steps.step import Answers, Situation, StepForm, Words

NO_ACTION, UNFOUNDED, PROPOSE = "no_action_needed", "unfounded", "propose"
BY_SCHEME, WARNING = "scheme", "warning"
MOST_PERCENT = 100


def _conclusions() -> Sequence[tuple[str, str]]:
    return [
        (NO_ACTION, _("no action is needed")),
        (UNFOUNDED, _("the signal was unfounded")),
        (PROPOSE, _("a duty was not met: warn, or propose a sanction")),
    ]


def _ways() -> Sequence[tuple[str, str]]:
    return [(BY_SCHEME, _("what the scheme says")), (WARNING, _("a warning only"))]


class LookForm(StepForm):
    """What looking into it showed, and what follows."""

    looked_into_on = DayField()
    finding = WordsField(rows=3)
    conclusion = forms.ChoiceField(choices=_conclusions, widget=forms.RadioSelect)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "looked_into_on": _("Looked into on"),
            "finding": (
                _("What did it show?"),
                _("Also what the client said about it: hear the client first."),
            ),
            "conclusion": _("What follows?"),
        }


class ProposalForm(StepForm):
    """The duty that was not met and how, and what is proposed within the scheme."""

    duty = CodeField("duty")
    culpability = CodeField("culpability", only=lambda code: code != "culpable")
    trajectory_kind = CodeField("trajectory_type", required=False)
    damage_cents = EuroField()
    damage_since = DayField(required=False)
    way = forms.ChoiceField(choices=_ways, widget=forms.RadioSelect)
    percentage = forms.IntegerField(min_value=0, max_value=MOST_PERCENT, required=False)
    applies_from = DayField(required=False)
    applies_until = LastDayField(required=False)
    motive = WordsField(rows=3)
    terms = {"duty": "work_obligation", "culpability": "culpable"}

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "duty": _("Which duty was not met?"),
            "culpability": (_("How culpable was it?"), _("Weigh what the client said about it.")),
            "trajectory_kind": (
                _("In which kind of trajectory?"),
                _("Needed for a duty of reintegration: the scheme depends on it."),
            ),
            "damage_cents": (
                _("Damage, in euros"),
                _("What was paid too much because of it. Fill in 0 if there is none."),
            ),
            "damage_since": (_("Damage since"), _("Interest is reckoned from this day.")),
            "way": _("What do you propose?"),
            "percentage": (
                _("Percent of the monthly benefit"),
                _("Leave empty to see first what the scheme allows."),
            ),
            "applies_from": (_("First day"), _("Empty: today.")),
            "applies_until": (_("Last day"), _("Empty: as long as the scheme allows.")),
            "motive": (_("Why this, and not more or less?"), _("The client reads this too.")),
        }

    def headings(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Put what happened before what is proposed."""
        happened = ["duty", "culpability", "trajectory_kind", "damage_cents", "damage_since"]
        proposed = ["way", "percentage", "applies_from", "applies_until", "motive"]
        return [(_("What happened"), happened), (_("What is proposed"), proposed)]

    def explained(self) -> Sequence[str]:
        """Return what the scheme says of what was filled in, line by line."""
        needed = {"duty", "culpability", "damage_cents"}
        if not self.is_bound or not hasattr(self, "cleaned_data"):
            return ()
        if any(self.cleaned_data.get(name) is None for name in needed):
            return ()
        try:
            return judge(breach_of(self.situation, self.cleaned_data)).lines()
        except TredeError:
            return ()


class CarryOutForm(StepForm):
    """The day the income side processed the decision."""

    handled_on = DayField()

    def words(self) -> Words:
        """Return labels."""
        return {"handled_on": _("Processed in the benefit on")}


def breach_of(situation: Situation, answers: Answers) -> Breach:
    """Return the breach that was filled in; whether the benefit runs on is in the file."""
    return Breach(
        duty=answers["duty"],
        culpability=answers["culpability"],
        trajectory=answers.get("trajectory_kind"),
        damage_cents=answers["damage_cents"],
        benefit_runs=bool(situation.holding("benefit_spells")),
        on=situation.today,
        damage_since=answers.get("damage_since"),
    )
