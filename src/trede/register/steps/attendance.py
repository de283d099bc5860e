"""Whether a client came on a day of a trajectory: to come is part of the plan, absence a signal.

Absence without notice is put on the worklist to be looked into at once: rwi-2004 C7.2, L19;
rekenkamer-amsterdam part 2 L20.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day
from trede.register.steps.fields import ChoiceField, DayField, WordsField
from trede.register.steps.situation import subject_of
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
    refuse,
)

CAME, WITH_NOTICE, WITHOUT_NOTICE = "came", "with_notice", "without_notice"
ABSENCE = "absent_without_notice"
"""The rule of the signal that follows from absence without notice."""


def _ways() -> list[tuple[str, str]]:
    return [
        (CAME, _("the client came")),
        (WITH_NOTICE, _("absent with notice")),
        (WITHOUT_NOTICE, _("absent without notice")),
    ]


class AttendanceForm(StepForm):
    """Which trajectory, which day, came or not, and why not."""

    trajectory_id = ChoiceField()
    day_on = DayField()
    attendance = forms.ChoiceField(choices=_ways, widget=forms.RadioSelect)
    explanation = WordsField(rows=2, required=False)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        offered = [(subject_of(each), describe(each)) for each in _attended(situation)]
        cast("ChoiceField", self.fields["trajectory_id"]).offer(offered, or_nothing=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "trajectory_id": _("Trajectory"),
            "day_on": _("Day"),
            "attendance": _("Did the client come?"),
            "explanation": (_("Why not?"), _("Needed if the client gave notice.")),
        }


class Attendance(Step):
    """A day on which the client was expected."""

    name = "attendance"
    explains = "attendance_day"
    form = AttendanceForm
    touches = ("attendance_days", "trajectories")
    table = "attendance_days"

    def label(self) -> str:
        """Attendance."""
        return _("Attendance")

    def title(self, situation: Situation) -> str:
        """Record or correct."""
        return _("Correct attendance") if situation.subject else _("Record attendance")

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that no trajectory has started."""
        if _attended(situation):
            return None
        return Obstacle(_("No trajectory has started yet."), "trajectory")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Today, in the newest trajectory; or the day that is corrected."""
        known = situation.fact("attendance_days")
        if known is not None:
            return {**known.values, "attendance": _way(known)}
        attended = _attended(situation)
        newest = subject_of(attended[-1]) if attended else None
        return {"day_on": situation.today, "trajectory_id": newest}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the day; absence without notice is put on the worklist."""
        refuse(_refusals(situation, answers))
        known = situation.fact("attendance_days")
        absent = answers["attendance"] != CAME
        values: dict[str, Value] = {
            "trajectory_id": answers["trajectory_id"],
            "day_on": answers["day_on"],
            "present": not absent,
            "with_notice": answers["attendance"] == WITH_NOTICE if absent else None,
            "explanation": answers["explanation"] or None,
        }
        if known is not None:
            journal.correct(known, values)
            return _("The attendance is corrected.")
        own = {"attendance_day_id": new_id(), "person_id": situation.person_id}
        journal.record("attendance_days", {**own, **values})
        if answers["attendance"] != WITHOUT_NOTICE:
            return _("The attendance is recorded.")
        _raise_signal(journal, situation, answers)
        return _("The absence is recorded, and put on the worklist to be looked into.")


def describe(trajectory: Fact) -> str:
    """Name a trajectory: its type and its first day."""
    started_on = trajectory.cell("started_on")
    return _("{type}, since {day}").format(
        type=show_code(str(trajectory.cell("type") or "unknown"), "trajectory_type"),
        day=show_day(started_on if isinstance(started_on, date) else None),
    )


def _attended(situation: Situation) -> Sequence[Fact]:
    """Return the trajectories that have started, oldest first; also ended ones."""
    started = [each for each in situation.file["trajectories"] if each.cell("started_on")]
    return sorted(started, key=lambda each: str(each.cell("started_on")))


def _way(day: Fact) -> str:
    if day.cell("present"):
        return CAME
    return WITH_NOTICE if day.cell("with_notice") else WITHOUT_NOTICE


def _refusals(situation: Situation, answers: Answers) -> Sequence[RefusedError]:
    day, trajectory = answers["day_on"], situation.find("trajectories", answers["trajectory_id"])
    refusals = []
    if day > situation.today:
        refusals.append(RefusedError(_("This day has not come yet."), "day_on"))
    elif trajectory is not None and not _runs_on(trajectory, day):
        message = _("The trajectory did not run on this day.")
        refusals.append(RefusedError(message, "day_on"))
    for other in situation.file["attendance_days"]:
        same = (other.cell("trajectory_id"), other.cell("day_on"))
        if same == (answers["trajectory_id"], day) and subject_of(other) != situation.subject:
            message = _("The attendance of this day is on file already. Correct that one.")
            refusals.append(RefusedError(message, "day_on"))
    if answers["attendance"] == WITH_NOTICE and not answers["explanation"]:
        refusals.append(RefusedError(_("Say why the client did not come."), "explanation"))
    return refusals


def _runs_on(trajectory: Fact, day: date) -> bool:
    started_on, ended_on = trajectory.cell("started_on"), trajectory.cell("ended_on")
    begun = isinstance(started_on, date) and started_on <= day
    return begun and (not isinstance(ended_on, date) or day <= ended_on)


def _raise_signal(journal: Journal, situation: Situation, answers: Answers) -> None:
    description = _("Absent without notice on {day}.").format(day=show_day(answers["day_on"]))
    values: dict[str, Value] = {
        "signal_id": new_id(),
        "person_id": situation.person_id,
        "rule": ABSENCE,
        "description": " ".join(filter(None, (description, answers["explanation"]))),
        "raised_on": situation.today,
    }
    journal.record("signals", values)
