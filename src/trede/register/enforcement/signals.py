"""What may call for enforcement: recorded by hand or raised by a step, and open until settled."""

from collections.abc import Mapping, Sequence
from datetime import date

from django import forms

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.steps.attendance import ABSENCE
from trede.register.steps.fields import DayField, WordsField
from trede.register.steps.handover_follow_up import is_to_do
from trede.register.steps.late_report import RULE as LATE
from trede.register.steps.step import Answers, RefusedError, Situation, Step, StepForm, Words

DECIDED = "sanction_decided"
"""The rule of the signal that tells the income side of a decision."""


def kinds() -> list[tuple[str, str]]:
    """Return what a signal can be about; sources: rwi-2004 C7, C8 and L17, L19."""
    return [
        (ABSENCE, _("absent without notice")),
        ("trajectory_stalled", _("trajectory stalled")),
        ("work_refused", _("work or help refused")),
        ("information_missing", _("information not supplied")),
        ("change_not_reported", _("change in work, income or address not reported")),
        ("other", _("something else")),
    ]


def title_of(rule: str) -> str:
    """Return how people call the rule of a signal; those of other systems by their words."""
    of_other_systems = {
        "income_not_reported": _("income not reported"),
        "form_missing": _("form not handed in"),
        "report_late": _("reported late"),
        "no_show": _("did not show up"),
        "exemption_review_due": _("exemption to be looked at again"),
        "no_contact_for_half_a_year": _("no contact for half a year"),
        "trajectory_over": _("trajectory over"),
    }
    titles = {DECIDED: _("sanction decided"), **of_other_systems, **dict(kinds())}
    return titles.get(rule, rule.replace("_", " "))


class SignalForm(StepForm):
    """What was seen, when."""

    rule = forms.ChoiceField(choices=kinds, widget=forms.RadioSelect)
    description = WordsField(rows=3)
    raised_on = DayField()

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "rule": _("What is it about?"),
            "description": (
                _("What was seen?"),
                _("Only facts, and who told them. What they mean is looked into afterwards."),
            ),
            "raised_on": _("Day it was seen or told"),
        }


class EnforcementSignal(Step):
    """Something that must be looked into."""

    name = "enforcement-signal"
    explains = "signal"
    form = SignalForm
    touches = ("signals",)
    table = "signals"

    def label(self) -> str:
        """Signal."""
        return _("Signal")

    def title(self, situation: Situation) -> str:
        """Record or correct."""
        return _("Correct a signal") if situation.subject else _("Record a signal")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the signal that is corrected, or today."""
        known = situation.fact("signals")
        return known.values if known is not None else {"raised_on": situation.today}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the signal."""
        if answers["raised_on"] > situation.today:
            raise RefusedError(_("This day has not come yet."), "raised_on")
        values: dict[str, Value] = {
            name: answers[name] for name in ("rule", "description", "raised_on")
        }
        known = situation.fact("signals")
        if known is not None:
            journal.correct(known, values)
            return _("The signal is corrected.")
        own = {"signal_id": new_id(), "person_id": situation.person_id}
        journal.record("signals", {**own, **values})
        return _("The signal is recorded. Next: look into it.")


def open_signals(situation: Situation) -> Sequence[Fact]:
    """Return the signals that are not dealt with, oldest first.

    What a hand-over left to do and a provider's late report are no signals about the client.
    """
    return [
        each
        for each in situation.file["signals"]
        if each.cell("handled_on") is None and not is_to_do(each) and each.cell("rule") != LATE
    ]


def describe(signal: Fact) -> str:
    """Say which signal it is."""
    raised_on = signal.cell("raised_on")
    return _("{kind}, {day}: {description}").format(
        kind=title_of(str(signal.cell("rule"))),
        day=show_day(raised_on if isinstance(raised_on, date) else None),
        description=signal.cell("description") or "–",
    )
