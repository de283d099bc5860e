"""Work: with whom, how many hours, on which contract, and who pays for it.

Work financed by the municipality is never regular work (rekenkamer-amsterdam E2, L3106-3110).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms

from trede.language import translate as _
from trede.register.facts.journal import Journal, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.steps.fields import (
    A_DAY,
    CodeField,
    DayField,
    LastDayField,
    LineField,
)
from trede.register.steps.situation import subject_of
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
    confirm,
    refuse,
)

EMPLOYER, SUBSIDISED = "employer", "subsidised"
MOST_HOURS = 80


class PlacementForm(StepForm):
    """The job."""

    employer = LineField()
    function = LineField()
    weekly_hours = forms.IntegerField(min_value=1, max_value=MOST_HOURS)
    contract_kind = CodeField("contract_kind")
    financed_by = CodeField("financed_by", as_radio=True)
    starts_on = DayField()
    ends_on = LastDayField(required=False)
    terms = {"financed_by": "regular_work"}

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        wrong = _("Fill in whole hours a week, from 1 to {most}.").format(most=MOST_HOURS)
        names = ("invalid", "min_value", "max_value")
        self.fields["weekly_hours"].error_messages.update(dict.fromkeys(names, wrong))
        for validator in self.fields["weekly_hours"].validators:
            validator.message = wrong  # type: ignore[attr-defined]

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "employer": _("Employer"),
            "function": _("What work is it?"),
            "weekly_hours": _("Hours a week"),
            "contract_kind": _("Kind of contract"),
            "financed_by": (
                _("Who pays the wage?"),
                _("Regular work is paid by the employer. What the municipality pays is not."),
            ),
            "starts_on": _("First day of work"),
            "ends_on": (_("Last day of work"), _("Leave empty if it is not known.")),
        }


class Placement(Step):
    """A job begins, or is corrected."""

    name = "placement"
    explains = "placement"
    form = PlacementForm
    touches = ("placements",)
    table = "placements"
    template = "steps/placement.html"

    def label(self) -> str:
        """Work."""
        return _("Work")

    def title(self, situation: Situation) -> str:
        """Record or correct."""
        return _("Correct work") if situation.subject else _("Record work")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the work that is corrected."""
        known = situation.fact("placements")
        return known.values if known is not None else {"starts_on": situation.today}

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return the work there is, and whether it is regular."""
        running = [each for each in situation.holding("placements") if not _is(each, situation)]
        return {"running": [(subject_of(each), each, is_regular(each)) for each in running]}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the work."""
        known = situation.fact("placements")
        refuse(list(_refusals(answers)))
        confirm(answers, dict(_warnings(situation, answers)))
        values = {name: answers[name] for name in PlacementForm.base_fields if name != "seen"}
        if known is not None:
            journal.correct(known, values)
            return _("The work is corrected.")
        own = {"placement_id": new_id(), "person_id": situation.person_id}
        placed = journal.record("placements", {**own, **values})
        kind = _("regular work") if is_regular(placed) else _("no regular work")
        if situation.holding("benefit_spells", answers["starts_on"]):
            return _("Recorded: {kind}. Does the benefit end? Record that too.").format(kind=kind)
        return _("Recorded: {kind}.").format(kind=kind)


class PlacementEndForm(StepForm):
    """The last day of work."""

    ends_on = LastDayField()

    def words(self) -> Words:
        """Return labels."""
        return {"ends_on": _("Last day of work")}


class PlacementEnd(Step):
    """Work ends."""

    name = "placement-end"
    explains = "placement"
    form = PlacementEndForm
    touches = ("placements",)
    table = "placements"

    def label(self) -> str:
        """End of work."""
        return _("End of work")

    def title(self, situation: Situation) -> str:
        """End or correct."""
        return _("Correct the end of work") if self.corrects(situation) else _("End work")

    def explanation(self, situation: Situation) -> str:
        """Say which work ends."""
        known = _ending(situation)
        return describe(known) if known is not None else ""

    def corrects(self, situation: Situation) -> bool:
        """Tell whether the work had ended already."""
        known = situation.fact("placements")
        return known is not None and known.cell("ends_on") is not None

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that there is no work to end, or that one must be chosen."""
        if _ending(situation) is not None:
            return None
        if situation.holding("placements"):
            return Obstacle(_("The client has several jobs. Choose one in the dossier."))
        return Obstacle(_("There is no work to end."), "placement")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Today, or the end that is corrected."""
        known = situation.fact("placements")
        ended = known.cell("ends_on") if known is not None else None
        return {"ends_on": ended or situation.today + A_DAY}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the last day."""
        known = _ending(situation)
        if known is None:
            raise RefusedError(_("There is no work to end."))
        starts_on = known.cell("starts_on")
        if isinstance(starts_on, date) and answers["ends_on"] <= starts_on:
            raise RefusedError(_("The last day lies before the first."), "ends_on")
        journal.correct(known, {"ends_on": answers["ends_on"]})
        return _("The work ends.")


def is_regular(placement: Fact) -> bool:
    """Tell whether work is regular: paid by the employer, without subsidy."""
    paid_by_employer = placement.cell("financed_by") == EMPLOYER
    return paid_by_employer and placement.cell("contract_kind") != SUBSIDISED


def describe(placement: Fact) -> str:
    """Say which work it is."""
    starts_on = placement.cell("starts_on")
    return _("{employer}, {function}, since {day}.").format(
        employer=placement.cell("employer") or "–",
        function=placement.cell("function") or "–",
        day=show_day(starts_on if isinstance(starts_on, date) else None),
    )


def _is(placement: Fact, situation: Situation) -> bool:
    return subject_of(placement) == situation.subject


def _ending(situation: Situation) -> Fact | None:
    """Return the work that is named, or the only work there is."""
    if situation.subject is not None:
        return situation.fact("placements")
    running = situation.holding("placements")
    return running[0] if len(running) == 1 else None


def _refusals(answers: Answers) -> Iterator[RefusedError]:
    if answers["ends_on"] is not None and answers["ends_on"] <= answers["starts_on"]:
        yield RefusedError(_("The last day lies before the first."), "ends_on")
    if answers["contract_kind"] == SUBSIDISED and answers["financed_by"] == EMPLOYER:
        message = _("The municipality pays for a subsidised contract. Change one of the two.")
        yield RefusedError(message, "financed_by")


def _warnings(situation: Situation, answers: Answers) -> Iterator[tuple[str, str]]:
    """Ask about work that runs already with the same employer."""
    for other in situation.holding("placements", answers["starts_on"]):
        same = other.cell("employer") == answers["employer"]
        if same and not _is(other, situation):
            warning = _("There is work with this employer on file already: {work} Both hold.")
            yield f"again-{subject_of(other)}", warning.format(work=describe(other))
