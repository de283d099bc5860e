"""Granting, correcting and ending an exemption from the work obligation.

Individual, temporary and with reasons; what the law of the day allows stands in
``exemption_terms``.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from trede.language import translate as _
from trede.register.facts.journal import Journal, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_code, show_day, upper_first
from trede.register.steps.exemption_terms import DUTIES, ExemptionTerms, terms_on
from trede.register.steps.fields import (
    A_DAY,
    CodeField,
    CodesField,
    DayField,
    LastDayField,
    WordsField,
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


def duty_titles() -> list[tuple[str, str]]:
    """Return the duties that can be waived, with what people call them."""
    titles = (_("accept work"), _("apply for work"), _("cooperate with reintegration"))
    return list(zip(DUTIES, titles, strict=True))


class ExemptionForm(StepForm):
    """Why, from which duties, on what evidence, from when until when."""

    ground = CodeField("exemption_reason")
    decided_on = DayField()
    duties = CodesField(duty_titles, required=False)
    evidence = WordsField(rows=3)
    medical_examination = CodeField("yes_no_unknown", as_radio=True)
    kind = CodeField("exemption_kind", as_radio=True)
    starts_on = DayField()
    ends_on = LastDayField(required=False)
    review_on = DayField(required=False)
    terms = {"duties": "work_obligation"}

    unmarked = ("duties", "ends_on", "review_on")

    def words(self) -> Words:
        """Return labels and helps."""
        terms = terms_on(self.situation.today)
        return {
            "ground": _("Reason"),
            "duties": (
                _("Which duties are waived?"),
                _("All three is a full exemption. Leave empty for what is usual for the reason."),
            ),
            "evidence": (
                _("What holds for this client, and how do you know?"),
                _("The circumstances of this client and the papers that show them."),
            ),
            "medical_examination": _("Was there a medical examination?"),
            "starts_on": _("First day"),
            "ends_on": (_("Last day"), _("An exemption is temporary. The duties revive after it.")),
            "review_on": (
                _("Look at it again on"),
                _("Empty: {months} months after the first day, or on the last.").format(
                    months=terms.review_months
                ),
            ),
            "decided_on": _("Day of the decision"),
            "kind": _("For whom does it hold?"),
        }


class Exemption(Step):
    """An exemption of one client, for a time."""

    name = "exemption"
    explains = "exemption"
    form = ExemptionForm
    touches = ("exemptions",)
    table = "exemptions"
    template = "steps/exemption.html"

    def label(self) -> str:
        """Exemption."""
        return _("Exemption")

    def title(self, situation: Situation) -> str:
        """Grant or correct."""
        return _("Correct an exemption") if situation.subject else _("Grant an exemption")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return the exemption that is corrected; or today, for one person."""
        known = situation.fact("exemptions")
        if known is None:
            return {
                "decided_on": situation.today,
                "starts_on": situation.today,
                "kind": "individual",
                "medical_examination": "not_applicable",
            }
        waived = [duty for duty in DUTIES if known.cell(duty) or known.cell("extent") == "full"]
        return {**known.values, "reason": None, "ground": known.cell("reason"), "duties": waived}

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return the exemptions that hold or lie ahead."""
        return {
            "exemptions": [
                fact
                for fact in situation.file["exemptions"]
                if not _is_over(fact, situation.today) and subject_of(fact) != situation.subject
            ]
        }

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the exemption if the law of the day of the decision allows it."""
        if answers["decided_on"] > situation.today:
            raise RefusedError(_("This day has not come yet."), "decided_on")
        terms = terms_on(answers["decided_on"])
        values = _values(answers, terms)
        refuse(list(terms.refusals(values)))
        overlap = (_overlap(each) for each in _overlapping(situation, values))
        confirm(answers, dict([*terms.warnings(values), *overlap]))
        known = situation.fact("exemptions")
        if known is not None:
            journal.correct(known, values)
            return _("The exemption is corrected.")
        own = {"exemption_id": new_id(), "person_id": situation.person_id}
        journal.record("exemptions", {**own, **values})
        return _("The exemption is granted: {extent}, looked at again by {day}.").format(
            extent=show_code(str(values["extent"]), "exemption_extent"),
            day=show_day(values["review_on"] if isinstance(values["review_on"], date) else None),
        )


class EndForm(StepForm):
    """The last day."""

    ends_on = LastDayField()

    def words(self) -> Words:
        """Return labels and helps."""
        return {"ends_on": (_("Last day"), _("From the day after, the duties apply again."))}


class ExemptionEnd(Step):
    """An exemption ends earlier, or is prolonged no further."""

    name = "exemption-end"
    explains = "exemption"
    form = EndForm
    touches = ("exemptions",)
    table = "exemptions"

    def label(self) -> str:
        """End of an exemption."""
        return _("End of an exemption")

    def title(self, situation: Situation) -> str:
        """End it."""
        del situation
        return _("End an exemption")

    def explanation(self, situation: Situation) -> str:
        """Say which exemption ends."""
        known = _running(situation)
        if known is None:
            return ""
        starts_on = known.cell("starts_on")
        return _("{extent}, since {day}: {reason}.").format(
            extent=upper_first(show_code(str(known.cell("extent")), "exemption_extent")),
            day=show_day(starts_on if isinstance(starts_on, date) else None),
            reason=show_code(str(known.cell("reason") or "unknown"), "exemption_reason"),
        )

    def corrects(self, situation: Situation) -> bool:
        """Correct nothing: an exemption that ends was not wrong before."""
        del situation
        return False

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say that there is nothing to end, or that one must be chosen."""
        if _running(situation) is not None:
            return None
        if situation.holding("exemptions"):
            return Obstacle(_("Several exemptions hold today. Choose one in the dossier."))
        return Obstacle(_("No exemption holds today."), "exemption")

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Today is its last day."""
        return {"ends_on": situation.today + A_DAY}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the last day."""
        known = _running(situation)
        if known is None:
            raise RefusedError(_("No exemption holds today."))
        starts_on = known.cell("starts_on")
        if isinstance(starts_on, date) and answers["ends_on"] <= starts_on:
            raise RefusedError(_("The last day lies before the first."), "ends_on")
        journal.correct(known, {"ends_on": answers["ends_on"]})
        return _("The exemption ends; from {day} the duties apply again.").format(
            day=show_day(answers["ends_on"])
        )


def _running(situation: Situation) -> Fact | None:
    """Return the exemption that is to end: the one named, or the only one that holds."""
    if situation.subject is not None:
        return situation.fact("exemptions")
    running = situation.holding("exemptions")
    return running[0] if len(running) == 1 else None


def _values(answers: Answers, terms: ExemptionTerms) -> dict[str, str | bool | date | None]:
    """Return the facts of an exemption: duties as the reason has them, extent from the duties."""
    duties = answers["duties"] or terms.usual_duties.get(answers["ground"], ())
    waived = {duty: duty in duties for duty in DUTIES}
    names = ("kind", "evidence", "medical_examination", "starts_on", "ends_on", "decided_on")
    review_on = answers["review_on"] or terms.review_day(answers["starts_on"], answers["ends_on"])
    return {
        **{name: answers[name] for name in names},
        **waived,
        "reason": answers["ground"],
        "extent": "full" if all(waived.values()) else "partial",
        "review_on": review_on,
    }


def _overlapping(situation: Situation, values: Mapping[str, object]) -> Sequence[Fact]:
    """Return the exemptions that hold on some of the same days."""
    starts_on, ends_on = values["starts_on"], values["ends_on"]
    return [
        fact
        for fact in situation.file["exemptions"]
        if subject_of(fact) != situation.subject
        and _begins_before(fact, ends_on)
        and (isinstance(starts_on, date) and not _is_over(fact, starts_on))
    ]


def _begins_before(fact: Fact, day: object) -> bool:
    starts_on = fact.cell("starts_on")
    return not isinstance(starts_on, date) or not isinstance(day, date) or starts_on < day


def _is_over(fact: Fact, day: date) -> bool:
    ends_on = fact.cell("ends_on")
    return isinstance(ends_on, date) and ends_on <= day


def _overlap(fact: Fact) -> tuple[str, str]:
    """Return the warning about an exemption that holds on the same days."""
    starts_on, ends_on = fact.cell("starts_on"), fact.cell("ends_on")
    warning = _(
        "On some of these days another exemption holds: {extent}, {reason}, {first} – {last}. "
        "Both hold."
    ).format(
        extent=show_code(str(fact.cell("extent")), "exemption_extent"),
        reason=show_code(str(fact.cell("reason") or "unknown"), "exemption_reason"),
        first=show_day(starts_on if isinstance(starts_on, date) else None),
        last=show_day(ends_on - A_DAY if isinstance(ends_on, date) else None, _("open-ended")),
    )
    return f"overlap-{subject_of(fact)}", warning
