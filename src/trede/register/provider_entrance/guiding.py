"""What a provider tells while it guides a client: the plan, absence, that something is wrong."""

from collections.abc import Mapping
from datetime import date

from django import forms

from trede.language import translate as _
from trede.register.facts.journal import Journal, new_id
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_day
from trede.register.provider_entrance.own_task import OwnTask
from trede.register.provider_entrance.reporting import remark_of
from trede.register.providers.tasks import About, Answers, GoneError, TaskForm, only
from trede.register.steps.fields import CodeField, DayField, WordsField, YesNoField
from trede.register.steps.form import Words
from trede.register.steps.refusing import RefusedError

LONGEST_PLAN, MOST_HOURS = 260, 60


class PlanForm(TaskForm):
    """A plan in short."""

    goal = WordsField(rows=2)
    steps = WordsField(rows=5)
    expected_result = WordsField(rows=2, required=False)
    duration_weeks = forms.IntegerField(min_value=1, max_value=LONGEST_PLAN)
    weekly_hours = forms.IntegerField(min_value=1, max_value=MOST_HOURS)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "goal": (_("Goal"), _("What work or step is it to lead to?")),
            "steps": (_("What will be done, in order"), _("One step a line.")),
            "expected_result": _("What it is expected to lead to"),
            "duration_weeks": _("Duration in weeks"),
            "weekly_hours": _("Hours a week"),
        }


class ProposePlan(OwnTask):
    """The plan is proposed to the case manager, or again after it was asked back."""

    name = "provider-plan"
    table = "proposed_plans"
    form = PlanForm

    def title(self) -> str:
        """Propose."""
        return _("Propose the plan")

    def explanation(self, about: About) -> str:
        """Say what happens with it, and what was said of the last one."""
        said = _("Make it together with the client. The case manager answers it.")
        last = latest_plan(about.key)
        if last is not None and last.cell("answer") == "asked_back":
            remark = _("Asked back on {day}: “{remark}”.").format(
                day=_day(last.cell("answered_on")), remark=remark_of(last)
            )
            return f"{remark} {said}"
        return said

    def initial(self, about: About) -> Mapping[str, object]:
        """Return what was proposed before."""
        last = latest_plan(about.key)
        return last.values if last is not None else {}

    def obstacle(self, about: About) -> str:
        """Say that a plan still waits for its answer, or that the participation is over."""
        if over := self.over(about):
            return over
        last = latest_plan(about.key)
        if last is not None and last.cell("answered_on") is None:
            return _(
                "The plan of {day} waits for its answer. Take it back first to propose another one."
            ).format(day=_day(last.cell("proposed_on")))
        return ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the proposal."""
        names = ("goal", "steps", "expected_result", "duration_weeks", "weekly_hours")
        journal.record(
            "proposed_plans",
            {
                "proposal_id": new_id(),
                **self.owner(about),
                "proposed_on": about.today,
                "proposed_by": about.author.username,
                **only(answers, names),
            },
        )
        return _("The plan is proposed; the case manager answers it.")


class AbsenceForm(TaskForm):
    """That a client does not come, and since when."""

    kind = CodeField("absence_kind", as_radio=True)
    starts_on = DayField()
    ends_on = DayField(required=False)
    with_notice = YesNoField()
    explanation = WordsField(rows=2, required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "kind": _("What is it?"),
            "starts_on": _("First day of absence"),
            "ends_on": (_("First day back"), _("Leave empty while the client is away.")),
            "with_notice": _("Had the client given notice?"),
            "explanation": (
                _("What is known about it"),
                _("Do not write what someone is ill with: that is not yours to record."),
            ),
        }


class ReportAbsence(OwnTask):
    """A client does not come."""

    name = "provider-absence"
    table = "absences"
    form = AbsenceForm

    def title(self) -> str:
        """Report."""
        return _("Report absence or illness")

    def explanation(self, about: About) -> str:
        """Say why at once."""
        del about
        return _("Report it on the day itself: then something can still be done about it.")

    def initial(self, about: About) -> Mapping[str, object]:
        """Today."""
        return {"starts_on": about.today}

    def obstacle(self, about: About) -> str:
        """Say that the client is absent already, or takes part no more."""
        known = open_absence(about.key)
        if known is None:
            return self.over(about)
        return _("The client is reported absent since {day}. Record when that ends.").format(
            day=_day(known.cell("starts_on"))
        )

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the absence."""
        _check_absence(self.participation(about), about, answers)
        named = only(answers, ("kind", "starts_on", "ends_on", "with_notice", "explanation"))
        journal.record(
            "absences",
            {
                "absence_id": new_id(),
                **self.owner(about),
                **named,
                "reported_on": about.today,
                "reported_by": about.author.username,
            },
        )
        return _("The absence is reported; the case manager sees it at once.")


class BackForm(TaskForm):
    """When a client was back."""

    ends_on = DayField()

    def words(self) -> Words:
        """Return the label."""
        return {"ends_on": _("First day back")}


class EndAbsence(OwnTask):
    """A client is back."""

    name = "provider-absence-end"
    form = BackForm
    needs_part = True

    def title(self) -> str:
        """Record."""
        return _("The client is back")

    def subject(self, about: About) -> Fact | None:
        """Return the absence."""
        return _own("absences", "absence_id", about)

    def initial(self, about: About) -> Mapping[str, object]:
        """Today."""
        return {"ends_on": about.today}

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the first day back."""
        absence = self.subject(about)
        if absence is None:
            raise GoneError
        starts_on, back_on = absence.cell("starts_on"), answers["ends_on"]
        if isinstance(starts_on, date) and back_on <= starts_on:
            raise RefusedError(_("The client was away on that day: choose a later one."), "ends_on")
        if back_on > about.today:
            raise RefusedError(_("This day has not come yet."), "ends_on")
        journal.correct(absence, {"ends_on": back_on})
        return _("Recorded: the client is back.")


def _is_for_a_provider(reason: str) -> bool:
    """Tell whether a provider can ask for a talk about it: not that it falls short itself."""
    return reason != "provider_fails"


class SignalForm(TaskForm):
    """What is wrong."""

    reason = CodeField("talk_reason", only=_is_for_a_provider, as_radio=True)
    explanation = WordsField(rows=4)

    def words(self) -> Words:
        """Return labels and helps."""
        said = _("Facts and days, as the client may read them. No medical details.")
        return {
            "reason": _("What is it about?"),
            "explanation": (_("What happened?"), said),
        }


class AskForTalk(OwnTask):
    """Something goes wrong: the three of them must talk."""

    name = "provider-signal"
    table = "three_way_talks"
    form = SignalForm

    def title(self) -> str:
        """Ask."""
        return _("Ask for a three-way talk")

    def explanation(self, about: About) -> str:
        """Say what follows."""
        del about
        return _(
            "The case manager plans a talk of client, company and case manager, and records its "
            "result. Until then nothing changes for the client."
        )

    def obstacle(self, about: About) -> str:
        """Say that a talk is on its way, or that the participation is over."""
        if over := self.over(about):
            return over
        if believed("three_way_talks").filter(participation_id=about.key, held_on=None).exists():
            return _("A talk was asked for already and is still to be held.")
        return ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the signal."""
        journal.record(
            "three_way_talks",
            {
                "talk_id": new_id(),
                **self.owner(about),
                "signalled_on": about.today,
                "signalled_by": about.author.username,
                **only(answers, ("reason", "explanation")),
            },
        )
        return _("The case manager is asked to plan a talk.")


def latest_plan(participation_id: str) -> Fact | None:
    """Return the plan that was proposed last for a participation."""
    found = believed("proposed_plans").filter(participation_id=participation_id)
    last: Fact | None = found.order_by("-proposed_on", "-recorded_at", "-pk").first()
    return last


def open_absence(participation_id: str) -> Fact | None:
    """Return the absence that still lasts."""
    found = believed("absences").filter(participation_id=participation_id, ends_on=None)
    last: Fact | None = found.order_by("-starts_on", "-pk").first()
    return last


def _own(table: str, key: str, about: About) -> Fact | None:
    picked = {key: about.part, "participation_id": about.key}
    found: Fact | None = believed(table).filter(**picked).first()
    return found


def _check_absence(participation: Fact, about: About, answers: Answers) -> None:
    starts_on, ends_on = answers["starts_on"], answers["ends_on"]
    began_on = participation.cell("starts_on")
    if starts_on > about.today and answers["kind"] in {"no_show", "illness"}:
        raise RefusedError(_("This day has not come yet."), "starts_on")
    if isinstance(began_on, date) and starts_on < began_on:
        raise RefusedError(_("The client did not take part yet on this day."), "starts_on")
    if ends_on is not None and ends_on <= starts_on:
        raise RefusedError(_("The client was away on that day: choose a later one."), "ends_on")
    alike = believed("absences").filter(participation_id=about.key, starts_on=starts_on)
    if alike.exists():
        raise RefusedError(_("An absence from this day on is reported already."), "starts_on")


def _day(day: object) -> str:
    return show_day(day if isinstance(day, date) else None)
