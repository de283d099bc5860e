"""A benefit that runs: recording it without an application, correcting it, ending it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from trede.language import translate as _
from trede.register.facts.journal import Journal, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day
from trede.register.steps.fields import (
    CodeField,
    DayField,
    EuroField,
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
    refuse,
)

WORK = "work"
"""The exit reason that asks for a kind of contract."""


class BenefitForm(StepForm):
    """Scheme, days, amount, and the end if there is one."""

    scheme = CodeField("scheme")
    applied_on = DayField(required=False)
    decided_on = DayField(required=False)
    starts_on = DayField()
    monthly_amount_cents = EuroField(required=False)
    ends_on = LastDayField(required=False)
    exit_reason = CodeField("exit_reason", required=False)
    destination = LineField(required=False)
    contract_kind = CodeField("contract_kind", required=False)
    terms = {"scheme": "scheme"}

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        known = situation.fact("benefit_spells")
        if known is not None:
            cast("CodeField", self.fields["scheme"]).keep(known.cell("scheme"))
            if known.cell("ends_on") is not None:
                return
        for name in ("ends_on", "exit_reason", "destination", "contract_kind"):
            del self.fields[name]

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "scheme": _("Scheme"),
            "applied_on": _("Day of the application"),
            "decided_on": _("Day of the decision"),
            "starts_on": (_("First day of benefit"), _("Terms run from this day.")),
            "monthly_amount_cents": _("Amount a month, in euros"),
            **end_words(),
        }


class Benefit(Step):
    """A benefit as it is on file."""

    name = "benefit"
    explains = "benefit"
    form = BenefitForm
    touches = ("benefit_spells",)
    table = "benefit_spells"

    def label(self) -> str:
        """Benefit."""
        return _("Benefit")

    def title(self, situation: Situation) -> str:
        """Record or correct."""
        return _("Correct a benefit") if situation.subject else _("Record a running benefit")

    def explanation(self, situation: Situation) -> str:
        """Say what it is not for."""
        if situation.subject:
            return ""
        return _("For a benefit that was granted elsewhere. Otherwise record an application.")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the benefit that is corrected."""
        known = situation.fact("benefit_spells")
        return known.values if known is not None else {}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the benefit, or correct it."""
        known = situation.fact("benefit_spells")
        values = {name: answers[name] for name in answers if name in BenefitForm.base_fields}
        values.pop("seen")
        last = values.get("ends_on", known.cell("ends_on") if known is not None else None)
        refusals = [*_refused_days(values), *_refused_end(values)]
        refuse([*refusals, *refused_overlap(situation, values["starts_on"], last, known)])
        values["destination"] = values.get("destination") or None
        if known is not None:
            journal.correct(known, values)
            return _("The benefit is corrected.")
        journal.record("benefit_spells", {**new_benefit(situation), **values})
        return _("The benefit is recorded.")


class EndForm(StepForm):
    """The last day and the reason."""

    ends_on = LastDayField()
    exit_reason = CodeField("exit_reason")
    destination = LineField(required=False)
    contract_kind = CodeField("contract_kind", required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return end_words()


class BenefitEnd(Step):
    """A benefit ends."""

    name = "benefit-end"
    explains = "exit"
    form = EndForm
    touches = ("benefit_spells",)
    table = "benefit_spells"

    def label(self) -> str:
        """End of benefit."""
        return _("End of benefit")

    def title(self, situation: Situation) -> str:
        """End or correct."""
        if self.corrects(situation):
            return _("Correct the end of a benefit")
        return _("End a benefit")

    def explanation(self, situation: Situation) -> str:
        """Say which benefit ends."""
        known = _ending(situation)
        if known is None:
            return ""
        starts_on = known.cell("starts_on")
        return _("{scheme}, since {day}.").format(
            scheme=show_code(str(known.cell("scheme")), "scheme"),
            day=show_day(starts_on if isinstance(starts_on, date) else None),
        )

    def corrects(self, situation: Situation) -> bool:
        """Tell whether the benefit had ended already."""
        known = situation.fact("benefit_spells")
        return known is not None and known.cell("ends_on") is not None

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that no benefit runs."""
        if _ending(situation) is None:
            return Obstacle(_("No benefit runs."), "benefit-application")
        return None

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the end that is corrected."""
        known = situation.fact("benefit_spells")
        return known.values if known is not None else {}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the end with its reason."""
        known = _ending(situation)
        if known is None:
            raise RefusedError(_("No benefit runs."))
        names = ("ends_on", "exit_reason", "destination", "contract_kind")
        values = {name: answers[name] or None for name in names}
        refuse(list(_refused_end({**values, "starts_on": known.cell("starts_on")})))
        later = refused_overlap(situation, known.cell("starts_on"), values["ends_on"], known)
        refuse([RefusedError(str(each), "ends_on") for each in later])
        journal.correct(known, {**values, "undated_end": None})
        if values["exit_reason"] == WORK and not _has_work(situation, answers["ends_on"]):
            return _("The benefit ends. Record the work too, so that it can be followed.")
        return _("The benefit ends.")


def _has_work(situation: Situation, left_on: date) -> bool:
    """Tell whether work is on file that runs when benefit has ended, or begins after it."""
    return any(
        not isinstance(ended_on := work.cell("ends_on"), date) or ended_on > left_on
        for work in situation.file["placements"]
    )


def end_words() -> dict[str, str | tuple[str, str]]:
    """Return labels and helps of the end of a benefit."""
    return {
        "ends_on": _("Last day of benefit"),
        "exit_reason": _("Reason of the end"),
        "destination": (_("Where to"), _("The employer, the other municipality, the training.")),
        "contract_kind": (_("Kind of contract"), _("Needed if the client leaves for work.")),
    }


def new_benefit(situation: Situation) -> dict[str, str | None]:
    """Return the key and the parties of a new benefit: the client, in the household of today."""
    household = next(iter(situation.holding("household_members")), None)
    return {
        "spell_id": new_id(),
        "person_id": situation.person_id,
        "household_id": str(household.cell("household_id")) if household is not None else None,
        "party": "active",
    }


def refused_overlap(
    situation: Situation, starts_on: object, ends_on: object, known: Fact | None
) -> Iterator[RefusedError]:
    """Yield that another benefit runs on some of the same days, said at the first day."""
    for other in situation.file["benefit_spells"]:
        if known is not None and subject_of(other) == subject_of(known):
            continue
        first, end = other.cell("starts_on"), other.cell("ends_on")
        begins_later = isinstance(first, date) and isinstance(ends_on, date) and ends_on <= first
        ended_before = isinstance(end, date) and isinstance(starts_on, date) and end <= starts_on
        undated = end is None and other.cell("undated_end") is not None
        if not begins_later and not ended_before and not undated:
            message = _("{scheme} runs on these days already, from {day}. End or correct that one.")
            yield RefusedError(
                message.format(
                    scheme=show_code(str(other.cell("scheme")), "scheme"),
                    day=show_day(first if isinstance(first, date) else None),
                ),
                "starts_on",
            )


def _ending(situation: Situation) -> Fact | None:
    """Return the benefit that is to end: the one named, or the newest that runs."""
    if situation.subject is not None:
        return situation.fact("benefit_spells")
    running = [
        fact
        for fact in situation.file["benefit_spells"]
        if fact.cell("ends_on") is None and fact.cell("undated_end") is None
    ]
    return running[-1] if running else None


def _refused_days(values: Mapping[str, Any]) -> Iterator[RefusedError]:
    applied_on, decided_on = values["applied_on"], values["decided_on"]
    if applied_on is not None and decided_on is not None and decided_on < applied_on:
        yield RefusedError(_("The decision lies before the application."), "decided_on")


def _refused_end(values: Mapping[str, Any]) -> Iterator[RefusedError]:
    starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
    if ends_on is None:
        return
    if starts_on is not None and ends_on <= starts_on:
        yield RefusedError(_("The last day lies before the first."), "ends_on")
    if values["exit_reason"] is None:
        yield RefusedError(_("Say why the benefit ended."), "exit_reason")
    if values["exit_reason"] == WORK and values["contract_kind"] is None:
        yield RefusedError(
            _("Choose the kind of contract: whether work lasts depends on it."), "contract_kind"
        )
    if values["exit_reason"] != WORK and values["contract_kind"] is not None:
        yield RefusedError(
            _("There is a contract only if the client left for work."), "exit_reason"
        )
