"""Verifying with an independent source where a client went, and whether work lasted.

The independent sources are dated data (``policy/verification.toml``, which explains itself).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

from trede.language import current_language
from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day
from trede.register.steps.fields import A_DAY, ChoiceField, CodeField, DayField
from trede.register.steps.policies import Entry, in_force
from trede.register.steps.relapse import durable_on
from trede.register.steps.situation import holds_on, subject_of
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

POLICY = "verification"
WORK = "work"


class VerificationForm(StepForm):
    """Of which end of benefit, what was found, when, and with which source."""

    spell_id = ChoiceField()
    verified_status = CodeField("verified_status")
    verified_with = ChoiceField()
    verified_on = DayField()
    terms = {"spell_id": "exit", "verified_status": "durable"}

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        ended = [(subject_of(each), _describe(each)) for each in ended_benefits(situation)]
        cast("ChoiceField", self.fields["spell_id"]).offer(ended, or_nothing=False)
        named = [(str(each["name"]), _title(each)) for each in sources_on(situation.today)]
        cast("ChoiceField", self.fields["verified_with"]).offer(named)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "spell_id": _("Which end of benefit?"),
            "verified_status": _("What was found?"),
            "verified_with": (
                _("With which source?"),
                _("One that gains nothing by the answer."),
            ),
            "verified_on": _("Day of the verification"),
        }


class Verification(Step):
    """An exit is verified; half a year later, whether it lasted."""

    name = "verification"
    explains = "exit_verification"
    form = VerificationForm
    touches = ("exit_verifications", "placements", "benefit_spells")
    table = "exit_verifications"

    def label(self) -> str:
        """Return its name."""
        return _("Verified exit")

    def title(self, situation: Situation) -> str:
        """Verify or correct."""
        return _("Correct a verification") if situation.subject else _("Verify an exit")

    def explanation(self, situation: Situation) -> str:
        """Say when it can be durable."""
        ended = ended_benefits(situation)
        left_on = ended[-1].cell("ends_on") if ended else None
        if situation.subject is not None or not isinstance(left_on, date):
            return ""
        if (returned_on := _returned_on(situation, left_on)) is not None:
            return _returned(situation, left_on, returned_on)
        return _("Work since {left} is durable from {day}, if it is verified then.").format(
            left=show_day(left_on), day=show_day(durable_on(left_on, situation.today))
        )

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that no benefit ended."""
        if ended_benefits(situation):
            return None
        return Obstacle(_("No benefit has ended: there is nothing to verify."), "benefit-end")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the newest end and today, or the verification that is corrected."""
        known = situation.fact("exit_verifications")
        if known is None:
            ended = ended_benefits(situation)
            newest = subject_of(ended[-1]) if ended else None
            return {"spell_id": newest, "verified_on": situation.today}
        return {**known.values, **_restored(situation, known)}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record what the source said; work that runs then is verified too."""
        spell = situation.find("benefit_spells", answers["spell_id"])
        if spell is None:
            raise RefusedError(_("No benefit has ended: there is nothing to verify."), "spell_id")
        refuse(list(_refusals(situation, spell, answers)))
        values = _values(situation, spell, answers)
        known = situation.fact("exit_verifications")
        if known is not None:
            journal.correct(known, values)
            return _("The verification is corrected.")
        own = {"verification_id": new_id(), "person_id": situation.person_id}
        journal.record("exit_verifications", {**own, **values})
        if answers["verified_status"] == WORK:
            _verify_work(journal, situation, values)
        return _said(situation, spell, answers)


def ended_benefits(situation: Situation) -> Sequence[Fact]:
    """Return the benefits that have ended on a known day, oldest first."""
    ended = [each for each in situation.file["benefit_spells"] if each.cell("ends_on") is not None]
    return sorted(ended, key=lambda each: str(each.cell("ends_on")))


def _returned_on(situation: Situation, left_on: date) -> date | None:
    """Return the day on which a client who left came back on benefit; none if that did not be."""
    days = (each.cell("starts_on") for each in situation.file["benefit_spells"])
    back = (day for day in days if isinstance(day, date) and left_on <= day)
    return min(back, default=None)


def _returned(situation: Situation, left_on: date, returned_on: date) -> str:
    """Say that a client came back, and what that means for whether work lasted."""
    back = _("The client came back on benefit on {day}.").format(day=show_day(returned_on))
    if returned_on >= durable_on(left_on, situation.today):
        return back
    return f"{back} {_('That is within the term, so this exit was not durable.')}"


def sources_on(day: date) -> Sequence[Entry]:
    """Return the sources that may be chosen on a day."""
    return in_force(POLICY, "sources", day)


def _title(source: Entry) -> str:
    return str(source[current_language()])


def _describe(spell: Fact) -> str:
    ends_on, reason = spell.cell("ends_on"), spell.cell("exit_reason")
    return _("last day {day}, {reason}").format(
        day=show_day(ends_on - A_DAY if isinstance(ends_on, date) else None),
        reason=show_code(str(reason or "unknown"), "exit_reason"),
    )


def _source(situation: Situation, name: str) -> Entry:
    return next(each for each in sources_on(situation.today) if each["name"] == name)


def _restored(situation: Situation, known: Fact) -> dict[str, object]:
    """Return the source and the end of benefit of a verification, as the form has them."""
    ended_on = known.cell("benefit_ended_on")
    spells = (
        subject_of(each)
        for each in ended_benefits(situation)
        if isinstance(ended_on, date) and each.cell("ends_on") == ended_on + A_DAY
    )
    said = known.cell("verified_with")
    names = (each["name"] for each in sources_on(situation.today) if each["nl"] == said)
    return {"spell_id": next(spells, None), "verified_with": next(names, None)}


def _refusals(situation: Situation, spell: Fact, answers: Answers) -> Iterator[RefusedError]:
    left_on = spell.cell("ends_on")
    if answers["verified_on"] > situation.today:
        yield RefusedError(_("This day has not come yet."), "verified_on")
    elif isinstance(left_on, date) and answers["verified_on"] < left_on:
        yield RefusedError(_("The benefit still ran on this day."), "verified_on")
    if not _source(situation, answers["verified_with"])["independent"]:
        message = _("This source is not independent. Verify it with another one.")
        yield RefusedError(message, "verified_with")


def _values(situation: Situation, spell: Fact, answers: Answers) -> dict[str, Value]:
    left_on, reason = spell.cell("ends_on"), spell.cell("exit_reason")
    return {
        "benefit_ended_on": left_on - A_DAY if isinstance(left_on, date) else None,
        "registered_reason": None if reason is None else str(reason),
        "verified_on": answers["verified_on"],
        "verified_status": answers["verified_status"],
        "verified_with": str(_source(situation, answers["verified_with"])["nl"]),
    }


def _verify_work(journal: Journal, situation: Situation, values: Mapping[str, Value]) -> None:
    """Note the source with the work that ran on the day, where no source is noted yet."""
    day = values["verified_on"]
    for fact in situation.file["placements"]:
        if isinstance(day, date) and holds_on(fact, day):
            noted = {name: values[name] for name in ("verified_on", "verified_with")}
            journal.correct(fact, noted)


def _said(situation: Situation, spell: Fact, answers: Answers) -> str:
    left_on = spell.cell("ends_on")
    if answers["verified_status"] != WORK or not isinstance(left_on, date):
        return _("The verification is recorded.")
    lasts_from = durable_on(left_on, situation.today)
    returned_on = _returned_on(situation, left_on)
    if returned_on is not None and returned_on < lasts_from:
        return f"{_('Verified: at work.')} {_returned(situation, left_on, returned_on)}"
    if answers["verified_on"] >= lasts_from:
        return _("Verified: at work, and durably so.")
    return _("Verified: at work. Verify again from {day}: then it is durable.").format(
        day=show_day(lasts_from)
    )
