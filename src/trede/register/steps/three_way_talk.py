"""The talk of client, provider and case manager: signalled, planned, and held with its result."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day
from trede.register.steps.fields import ChoiceField, CodeField, DayField, WordsField
from trede.register.steps.provider_answers import company_of
from trede.register.steps.situation import subject_of
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
)

TABLE = "three_way_talks"


class TalkForm(StepForm):
    """What is wrong, with which provider, and when the three will talk."""

    participation_id = ChoiceField()
    reason = CodeField("talk_reason", as_radio=True)
    explanation = WordsField(rows=3)
    planned_on = DayField(required=False)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        found = [(subject_of(each), _named(situation, each)) for each in guided(situation)]
        field = cast("ChoiceField", self.fields["participation_id"])
        field.offer(found, or_nothing=len(found) != 1)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "participation_id": _("With which provider?"),
            "reason": _("What is it about?"),
            "explanation": (
                _("What happened?"),
                _("The client can read this. The provider sees the cause, not this text."),
            ),
            "planned_on": (_("Day of the talk"), _("Leave empty if it is still to be planned.")),
        }


class ThreeWayTalk(Step):
    """The case manager signals that something goes wrong, and plans the talk."""

    name = "three-way-talk"
    form = TalkForm
    touches = (TABLE,)

    def label(self) -> str:
        """Three-way talk."""
        return _("Three-way talk")

    def title(self, situation: Situation) -> str:
        """Plan."""
        del situation
        return _("Plan a three-way talk")

    def explanation(self, situation: Situation) -> str:
        """Say what it is for."""
        del situation
        return _(
            "Client, provider and case manager talk before anything is decided upon a signal: "
            "what one of them says is checked with the others."
        )

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that nobody guides the client, or that a talk is on its way."""
        if not guided(situation):
            return Obstacle(_("No provider guides this client now."))
        return None

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the signal."""
        for talk in open_talks(situation):
            if talk.cell("participation_id") == answers["participation_id"]:
                message = _("A talk with this provider is on its way already. Plan or close that.")
                raise RefusedError(message, "participation_id")
        named = ("participation_id", "reason", "explanation", "planned_on")
        journal.record(
            TABLE,
            {
                "talk_id": new_id(),
                "person_id": situation.person_id,
                "signalled_on": situation.today,
                "signalled_by": situation.author.username,
                **{name: answers[name] or None for name in named},
            },
        )
        if answers["planned_on"] is None:
            return _("Recorded. Plan the day of the talk next.")
        return _("The talk is planned; the provider sees the day.")


class TalkNextForm(StepForm):
    """When it will be, or what came of it."""

    planned_on = DayField(required=False)
    held_on = DayField(required=False)
    result = CodeField("talk_result", required=False)
    agreement = WordsField(rows=3, required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "planned_on": _("Day of the talk"),
            "held_on": (_("Held on"), _("Leave empty while it is still to come.")),
            "result": _("What becomes of it"),
            "agreement": (_("What was agreed"), _("Client and provider can read this.")),
        }


class ThreeWayTalkNext(Step):
    """A talk gets its day, or its result."""

    name = "three-way-talk-next"
    form = TalkNextForm
    touches = (TABLE,)
    table = TABLE

    def label(self) -> str:
        """Three-way talk."""
        return _("Course of a three-way talk")

    def title(self, situation: Situation) -> str:
        """Plan, record or correct."""
        if self.corrects(situation):
            return _("Correct the three-way talk")
        return _("Plan the three-way talk, or record its result")

    def explanation(self, situation: Situation) -> str:
        """Say what it is about, and who asked for it."""
        talk = _talk(situation)
        return "" if talk is None else _told(situation, talk)

    def corrects(self, situation: Situation) -> bool:
        """Tell whether it was held already."""
        talk = situation.fact(TABLE)
        return talk is not None and talk.cell("held_on") is not None

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that no talk is to be held."""
        if _talk(situation) is None:
            return Obstacle(_("No three-way talk is to be held."), "three-way-talk")
        return None

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return what is known of it."""
        talk = _talk(situation)
        return {} if talk is None else talk.values

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the day, or the result."""
        talk = _talk(situation)
        if talk is None:
            raise RefusedError(_("No three-way talk is to be held."))
        _check(talk, situation, answers)
        names = ("planned_on", "held_on", "result", "agreement")
        values: dict[str, Value] = {name: answers[name] or None for name in names}
        journal.correct(talk, values)
        if answers["held_on"] is None:
            return _("The talk is planned; the provider sees the day.")
        further = {
            "other_provider": _("Recorded. End the participation here, and refer the client anew."),
            "stop": _("Recorded. End the trajectory with its reason."),
            "sanction": _("Recorded. A sanction is proposed under Enforcement, and decided apart."),
            "adjust": _("Recorded. The provider proposes a plan that fits."),
        }
        return further.get(str(answers["result"]), _("Recorded: it goes on as agreed."))


def guided(situation: Situation) -> Sequence[Fact]:
    """Return the participations that run with a provider."""
    return [
        each
        for each in situation.holding("participations")
        if each.cell("provider_id") is not None or each.cell("contract_id") is not None
    ]


def open_talks(situation: Situation) -> Sequence[Fact]:
    """Return the talks that are still to be held, the oldest signal first."""
    return [each for each in situation.file[TABLE] if each.cell("held_on") is None]


def _talk(situation: Situation) -> Fact | None:
    if situation.subject is not None:
        return situation.fact(TABLE)
    return next(iter(open_talks(situation)), None)


def _named(situation: Situation, participation: Fact) -> str:
    return company_of(situation, participation)


def _told(situation: Situation, talk: Fact) -> str:
    on = talk.cell("signalled_on")
    said = _("{company}. {reason}, signalled on {day}. {explanation}").format(
        company=company_of(situation, talk),
        reason=show_code(str(talk.cell("reason")), "talk_reason").capitalize(),
        day=show_day(on if isinstance(on, date) else None),
        explanation=talk.cell("explanation") or "",
    )
    return said.strip()


def _check(talk: Fact, situation: Situation, answers: Answers) -> None:
    held_on, signalled_on = answers["held_on"], talk.cell("signalled_on")
    if held_on is None and answers["planned_on"] is None:
        raise RefusedError(_("Fill in when the talk will be, or when it was."), "planned_on")
    if held_on is None and (answers["result"] or answers["agreement"]):
        raise RefusedError(_("Fill in on which day the talk was held."), "held_on")
    if held_on is None:
        return
    if held_on > situation.today:
        raise RefusedError(_("This day has not come yet."), "held_on")
    if isinstance(signalled_on, date) and held_on < signalled_on:
        raise RefusedError(_("This day lies before the signal."), "held_on")
    if answers["result"] is None:
        raise RefusedError(_("Choose what becomes of it."), "result")
    if not answers["agreement"]:
        raise RefusedError(_("Write what was agreed."), "agreement")
