"""A report of a provider is late: what the case manager did about it."""

from collections.abc import Mapping, Sequence

from trede.language import translate as _
from trede.register.facts.journal import Journal
from trede.register.facts.models import Fact
from trede.register.steps.fields import WordsField
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
)

RULE = "provider_report_late"


class LateReportForm(StepForm):
    """What was done."""

    finding = WordsField(rows=3)

    def words(self) -> Words:
        """Return label and help."""
        said = _("When did you ask the provider, whom did you speak to, and what was promised?")
        return {"finding": (_("What did you do?"), said)}


class LateReport(Step):
    """The provider was asked where its report is."""

    name = "late-report"
    form = LateReportForm
    touches = ("signals",)
    table = "signals"

    def label(self) -> str:
        """Late report."""
        return _("Late report of a provider")

    def title(self, situation: Situation) -> str:
        """Ask, or correct."""
        if self.corrects(situation):
            return _("Correct what you did about the late report")
        return _("Ask the provider for the late report")

    def explanation(self, situation: Situation) -> str:
        """Say which report it is."""
        signal = _signal(situation)
        return "" if signal is None else str(signal.cell("description") or "")

    def corrects(self, situation: Situation) -> bool:
        """Tell whether it was looked into already."""
        signal = situation.fact("signals")
        return signal is not None and signal.cell("looked_into_on") is not None

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that no report is late."""
        if _signal(situation) is None:
            return Obstacle(_("No report of a provider is late."))
        return None

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return what was done before."""
        signal = situation.fact("signals")
        return {} if signal is None else {"finding": signal.cell("finding")}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record what was done."""
        signal = _signal(situation)
        if signal is None:
            raise RefusedError(_("No report of a provider is late."))
        said = {"looked_into_on": situation.today, "finding": answers["finding"]}
        journal.correct(signal, said)
        return _("Recorded. The provider sees the report as late until it is there.")


def late_reports(situation: Situation) -> Sequence[Fact]:
    """Return the signals of reports that are late and were not looked into."""
    return [
        each
        for each in situation.file["signals"]
        if each.cell("rule") == RULE
        and each.cell("handled_on") is None
        and each.cell("looked_into_on") is None
    ]


def _signal(situation: Situation) -> Fact | None:
    named = situation.fact("signals")
    if situation.subject is not None:
        return named if named is not None and named.cell("rule") == RULE else None
    return next(iter(late_reports(situation)), None)
