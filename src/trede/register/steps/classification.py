"""Where a client stands: phase, rung, target group, with what the rules propose and why."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from trede.language import translate as _
from trede.register.facts.journal import Journal, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day, upper_first
from trede.register.steps.fields import CodeField, DayField, LastDayField, WordsField, labels
from trede.register.steps.proposals import NoProposal, Proposal, propose, scales_of
from trede.register.steps.situation import holds_on
from trede.register.steps.step import (
    Answers,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
    refuse,
)

EXPLAINED = {"phase": "phase", "target_group": "target_group"}
"""The term of the field that explains a scale; any other scale is a ladder."""
SCALE = "scale-"
"""What the names of the scales' fields begin with."""


class ClassificationForm(StepForm):
    """One field for each scale in use; why, where it differs from what is proposed."""

    starts_on = DayField()
    motive = WordsField(rows=2, required=False)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        for scale in scales_of(situation):
            field = CodeField(scale, required=False, label=upper_first(_title(scale)))
            current = current_on(situation, scale, situation.today)
            if current is not None:
                field.keep(current.cell("value"))
            self.fields[f"{SCALE}{scale}"] = field
        self.unmarked = [*self.fields]
        self.terms = {
            **{f"{SCALE}{each}": EXPLAINED.get(each, "rung") for each in scales_of(situation)},
            "motive": "proposal",
        }

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "starts_on": (
                _("Holds from"),
                _("What held before on the same scale ends on this day."),
            ),
            "motive": (_("Why"), _("Needed where you choose something else than is proposed.")),
        }

    def headings(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Put the scales first."""
        scales = [name for name in self.fields if name.startswith(SCALE)]
        return [("", [*scales, "motive", "starts_on"])]


class OneClassificationForm(StepForm):
    """One classification, to be corrected."""

    value = CodeField("phase")
    starts_on = DayField(required=False)
    ends_on = LastDayField(required=False)
    motive = WordsField(rows=2, required=False)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        known = situation.fact("classifications")
        if known is not None:
            scale = str(known.cell("scale"))
            field = CodeField(scale, label=upper_first(_title(scale)))
            field.keep(known.cell("value"))
            self.fields["value"] = field

    def words(self) -> Words:
        """Return labels."""
        return {
            "starts_on": _("Holds from"),
            "ends_on": (_("Last day it held"), _("Leave empty if it still holds.")),
            "motive": _("Why this value"),
        }


class Classification(Step):
    """Phase, rung and target group at once, each with a proposal."""

    name = "classification"
    explains = "classification"
    form = ClassificationForm
    touches = ("classifications", "answers", "barriers", "exemptions")
    table = "classifications"
    template = "steps/classification.html"

    def label(self) -> str:
        """Phase, rung, target group."""
        return _("Phase, rung and target group")

    def title(self, situation: Situation) -> str:
        """Choose or correct."""
        if situation.subject:
            return _("Correct a phase, rung or target group")
        return _("Choose phase, rung and target group")

    def form_of(self, situation: Situation) -> type[StepForm]:
        """Return a form for all scales, or for the one that is corrected."""
        return OneClassificationForm if situation.subject else ClassificationForm

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return what holds today; what is proposed is shown, and chosen by who decides."""
        known = situation.fact("classifications")
        if known is not None:
            return {**known.values, "reason": None, "motive": known.cell("reason")}
        found: dict[str, object] = {"starts_on": situation.today}
        for scale in scales_of(situation):
            current = current_on(situation, scale, situation.today)
            if current is not None:
                found[f"{SCALE}{scale}"] = current.cell("value")
        return found

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return for each scale what holds today and what is proposed."""
        if situation.subject:
            return {"scales": []}
        return {
            "scales": [
                {
                    "scale": scale,
                    "title": _title(scale),
                    "current": current_on(situation, scale, situation.today),
                    "proposal": propose(situation, scale),
                }
                for scale in scales_of(situation)
            ]
        }

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record what is new on each scale, and end what held before on the same day."""
        known = situation.fact("classifications")
        if known is not None:
            return _correct(journal, known, answers)
        if answers["starts_on"] > situation.today:
            raise RefusedError(_("This day has not come yet."), "starts_on")
        chosen = {
            scale: answers[f"{SCALE}{scale}"]
            for scale in scales_of(situation)
            if answers[f"{SCALE}{scale}"] is not None
        }
        changed = _changed(situation, chosen, answers["starts_on"])
        proposals = {scale: propose(situation, scale) for scale in changed}
        _check_motive(changed, proposals, answers)
        for scale, value in changed.items():
            _record(journal, situation, scale, value, proposals[scale], answers)
        named = ", ".join(
            _named(scale, show_code(value, scale)) for scale, value in changed.items()
        )
        return _("Recorded: {classifications}.").format(classifications=named)


def current_on(situation: Situation, scale: str, day: date) -> Fact | None:
    """Return what holds on a scale on a day; the newest, should there be several."""
    found = [each for each in _on(situation, scale) if holds_on(each, day)]
    return found[-1] if found else None


def _on(situation: Situation, scale: str) -> list[Fact]:
    return [each for each in situation.file["classifications"] if each.cell("scale") == scale]


def _changed(situation: Situation, chosen: Mapping[str, str], day: date) -> dict[str, str]:
    """Return the scales on which something else was chosen than held on the day."""
    refusals, changed = [], {}
    for scale, value in chosen.items():
        held = current_on(situation, scale, day)
        if held is not None and held.cell("value") == value:
            continue
        later = [each for each in _on(situation, scale) if _starts_after(each, day)]
        if later:
            message = _(
                "A later value is on file, from {day}. Correct that one, or choose a later day."
            )
            starts_on = cast("date", later[0].cell("starts_on"))
            refusals.append(RefusedError(message.format(day=show_day(starts_on)), "starts_on"))
        changed[scale] = value
    refuse(refusals[:1])
    return changed


def _starts_after(fact: Fact, day: date) -> bool:
    starts_on = fact.cell("starts_on")
    return isinstance(starts_on, date) and starts_on > day


def _check_motive(
    changed: Mapping[str, str], proposals: Mapping[str, Proposal | NoProposal], answers: Answers
) -> None:
    """Ask why something else was chosen than the rules propose."""
    for scale, value in changed.items():
        proposed = proposals[scale]
        if isinstance(proposed, Proposal) and proposed.value != value and not answers["motive"]:
            message = _(
                "{scale}: the rules propose {proposed}. Say why {chosen} is better for this client."
            )
            said = message.format(
                scale=upper_first(_title(scale)),
                proposed=show_code(proposed.value, scale),
                chosen=show_code(value, scale),
            )
            raise RefusedError(said, "motive")


def _record(
    journal: Journal,
    situation: Situation,
    scale: str,
    value: str,
    proposed: Proposal | NoProposal,
    answers: Answers,
) -> None:
    day = answers["starts_on"]
    follows = isinstance(proposed, Proposal) and proposed.value == value
    why = proposed.why if follows and isinstance(proposed, Proposal) else None
    content = {
        "value": value,
        "starts_on": day,
        "ends_on": None,
        "reason": answers["motive"] or why,
        "proposed_value": proposed.value if isinstance(proposed, Proposal) else None,
    }
    held = current_on(situation, scale, day)
    if held is not None and held.cell("starts_on") == day:
        journal.correct(held, content)
        return
    if held is not None:
        journal.correct(held, {"ends_on": day})
    own = {"classification_id": new_id(), "person_id": situation.person_id, "scale": scale}
    journal.record("classifications", {**own, **content})


def _correct(journal: Journal, known: Fact, answers: Answers) -> str:
    starts_on, ends_on = answers["starts_on"], answers["ends_on"]
    if starts_on is not None and ends_on is not None and ends_on <= starts_on:
        raise RefusedError(_("The last day lies before the first."), "ends_on")
    values = {name: answers[name] for name in ("value", "starts_on", "ends_on")}
    journal.correct(known, {**values, "reason": answers["motive"] or None})
    return _("The classification is corrected.")


def _named(scale: str, value: str) -> str:
    """Return a value with its scale, unless the value says it itself: phase 2."""
    title = _title(scale)
    return value if value.lower().startswith(title.lower()) else f"{title} {value}"


def _title(scale: str) -> str:
    """Return the name of a scale in the language in use."""
    return dict(labels("scale")).get(scale, scale)
