"""The progress report in its fixed form: sent, sent again after it was asked back, taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_day
from trede.register.provider_entrance.agreements import terms_for
from trede.register.provider_entrance.calendars import ASKED_BACK, Due, calendar_of, reports_on
from trede.register.provider_entrance.own import own_participations
from trede.register.provider_entrance.own_task import OwnTask
from trede.register.providers.tasks import About, Answers, GoneError, TaskForm, only
from trede.register.steps.fields import ChoiceField, CodeField, WordsField
from trede.register.steps.form import Words
from trede.register.steps.refusing import RefusedError

INTERIM = "interim"
"""The name of a report that the calendar of the contract does not ask."""
LATE = "provider_report_late"
"""The rule that raises a signal about a report that is late."""
SAID = ("progress", "obstacles", "next_steps", "advice")


class ReportForm(TaskForm):
    """The fixed form of a report."""

    which = ChoiceField()
    progress = WordsField(rows=4)
    obstacles = WordsField(rows=3, required=False)
    next_steps = WordsField(rows=3)
    advice = CodeField("report_advice", as_radio=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.about.part:
            del self.fields["which"]
            return
        asked = [(due.key, _named(due, self.about)) for due in _open(self.about)]
        between = (INTERIM, _("another one, between the dates of the contract"))
        cast("ChoiceField", self.fields["which"]).offer([*asked, between], or_nothing=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "which": (_("Which report?"), _("The dates are those of the contract.")),
            "progress": (
                _("What was reached"),
                _("Since the last report, in facts: what the client did and can do now."),
            ),
            "obstacles": (_("What stands in the way"), _("No medical details.")),
            "next_steps": _("What will be done until the next report"),
            "advice": _("Advice"),
        }


class SendReport(OwnTask):
    """A report is sent; with a part: an unread one is changed, or one asked back is sent again."""

    name = "provider-report"
    table = "progress_reports"
    form = ReportForm

    def title(self) -> str:
        """Send."""
        return _("Report on progress")

    def explanation(self, about: About) -> str:
        """Say why it was asked back."""
        report = self.subject(about)
        if report is None or report.cell("answer") != ASKED_BACK:
            return _("The case manager reads it, and accepts it or asks it back.")
        said = _("Asked back on {day}: “{remark}”. It counts as received when you send it again.")
        return said.format(day=_day(report.cell("answered_on")), remark=remark_of(report))

    def subject(self, about: About) -> Fact | None:
        """Return the report that is changed or sent again."""
        picked = {"report_id": about.part, "participation_id": about.key}
        found: Fact | None = believed("progress_reports").filter(**picked).first()
        return found

    def initial(self, about: About) -> Mapping[str, object]:
        """Return the report as it stands; of a new one what was said of the next steps before."""
        report = self.subject(about)
        if report is not None:
            return report.values
        ready = (due.key for due in _open(about) if due.first_on <= about.today)
        return {"which": next(ready, INTERIM)}

    def obstacle(self, about: About) -> str:
        """Say that the report was accepted."""
        report = self.subject(about)
        if about.part and report is None:
            return str(GoneError())
        if report is not None and report.cell("answer") == "accepted":
            return _("This report was accepted and is not changed any more.")
        return ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the report, received today."""
        said: dict[str, Value] = only(answers, SAID)
        said |= {"received_on": about.today, "written_by": about.author.username}
        report = self.subject(about)
        if report is not None:
            unanswered = dict.fromkeys(("answered_on", "answered_by", "answer", "remark"))
            again = report.cell("answer") == ASKED_BACK
            if not again:
                said["received_on"] = cast("date", report.cell("received_on"))
            journal.correct(report, {**said, **unanswered})
            _settle_late(journal, about, report)
            return _("The report is sent again.") if again else _("The report is changed.")
        name, due_on = _chosen(about, answers["which"])
        own = {"report_id": new_id(), **self.owner(about)}
        report = journal.record("progress_reports", {**own, "name": name, "due_on": due_on, **said})
        _settle_late(journal, about, report)
        return _("The report is sent; the case manager reads it.")


def remark_of(fact: Fact) -> str:
    """Return what was said when something was asked back, without the full stop at its end."""
    return str(fact.cell("remark") or "–").strip().removesuffix(".")


def due_reports(about: About) -> list[Due]:
    """Return the calendar of the participation of a task."""
    participation: Fact | None = (
        own_participations(about.author).filter(participation_id=about.key).first()
    )
    if participation is None:
        return []
    reports = reports_on([participation]).get(about.key, [])
    return calendar_of(participation, terms_for(participation), reports, about.today)


def signal_of(due: Due) -> str:
    """Return the key of the signal that a report is late: one for each day it was due."""
    return f"{LATE}:{due.participation.cell('participation_id')}:{due.key}"


def _chosen(about: About, which: str) -> tuple[str, date | None]:
    if which == INTERIM:
        return INTERIM, None
    for due in _open(about):
        if due.key == which and due.first_on > about.today:
            message = _(
                "This report is about the time until {day} and can be sent from that day on. "
                "Choose the one between the dates if there is something to tell now."
            )
            raise RefusedError(message.format(day=show_day(due.first_on)), "which")
        if due.key == which:
            return due.name, due.due_on
    message = _("This report was sent meanwhile. Open the page again to see what is due.")
    raise RefusedError(message, "which")


def _settle_late(journal: Journal, about: About, report: Fact) -> None:
    """Deal with the signal that this report was late: it is there now."""
    due_on = report.cell("due_on")
    if not isinstance(due_on, date):
        return
    key = f"{LATE}:{about.key}:{report.cell('name')}@{due_on.isoformat()}"
    signal: Fact | None = believed("signals").filter(signal_id=key, handled_on=None).first()
    if signal is not None:
        journal.correct(signal, {"handled_on": about.today})


def _open(about: About) -> list[Due]:
    """Return the reports of the calendar that were not sent."""
    return [each for each in due_reports(about) if each.sent is None]


def _named(due: Due, about: About) -> str:
    last_day = show_day(due.due_on)
    if due.is_late(about.today):
        return _("{report}, was due on {day}").format(report=due.title, day=last_day)
    if due.first_on > about.today:
        said = _("{report}, from {first} until {day}")
        return said.format(report=due.title, first=show_day(due.first_on), day=last_day)
    return _("{report}, due on {day}").format(report=due.title, day=last_day)


def _day(day: object) -> str:
    return show_day(day if isinstance(day, date) else None)
