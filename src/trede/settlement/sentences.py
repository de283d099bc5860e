"""The reasons of a settlement in sentences, in the words of the contract.

The codes are those of the code list ``settlement_reason``.
"""

from collections.abc import Callable, Mapping
from datetime import date

from trede.dossier.codes import shipped_lists
from trede.language import Language, current_language, day_text, month_text
from trede.language import translate as _
from trede.settlement.lines import Alert, Line, Reason, Verdict

CENTS_IN_A_EURO = 100

TEMPLATES: Mapping[str, Callable[[], str]] = {
    "earned_intake": lambda: _("The intake report was received."),
    "earned_start": lambda: _("The participation began."),
    "earned_progress": lambda: _("The progress report was received."),
    "earned_phase": lambda: _("The report on the end of the phase was received."),
    "earned_completion": lambda: _("Completed, to the norm, and approved."),
    "earned_placement": lambda: _("The work that the contract asks for was found."),
    "earned_aftercare": lambda: _("The report on aftercare was received."),
    "earned_effort": lambda: _(
        "Completed, to the norm, and approved: {percent}% of the price is for effort."
    ),
    "earned_result": lambda: _("Result: {result}. With effort that makes {percent}% of the price."),
    "premium_earned": lambda: _("All conditions of the premium are met."),
    "premium_partly_off": lambda: _("All conditions are met, partly off benefit: lower amount."),
    "lowered": lambda: _("Lowered because this is due: {premium}."),
    "bonus": lambda: _(
        "{reached} of {clients} clients reached the result, {units} above {target}."
    ),
    "on_target": lambda: _("{reached} of {clients} clients reached the result, as agreed."),
    "malus": lambda: _(
        "{reached} of {clients} clients reached the result, {units} below {target}."
    ),
    "small_bonus": lambda: _(
        "{reached} of {clients} clients reached the result, at least the minimum of {percent}%."
    ),
    "big_bonus": lambda: _(
        "{reached} of {clients} clients reached the result, at least the target of {percent}%."
    ),
    "below_minimum": lambda: _(
        "{reached} of {clients} clients reached the result, below the minimum of {percent}%."
    ),
    "cohort_runs": lambda: _("The cohort of {year} is not settled yet."),
    "not_completed": lambda: _("The participation was broken off."),
    "norm_not_met": lambda: _("The result does not meet the norm of the contract."),
    "result_not_judged": lambda: _("Nobody has judged yet whether the result meets the norm."),
    "not_approved": lambda: _("Payment is not approved."),
    "no_work": lambda: _("No work is known that began during or after the participation."),
    "kind_of_work": lambda: _("The contract does not count work of this kind."),
    "paid_by_municipality": lambda: _("The municipality itself pays the work: that is no exit."),
    "hours_unknown": lambda: _(
        "The contract asks for {hours} hours a week; how many there are is not known."
    ),
    "too_few_hours": lambda: _("The contract asks for {hours} hours a week, and these are {has}."),
    "too_early": lambda: _("The contract asks for {months} months of work; they are not over."),
    "not_within_term": lambda: _("The work was not reached by {day}, as the contract asks."),
    "on_benefit": lambda: _("The client was not off benefit for {months} months of work."),
    "interrupted": lambda: _("The work did not last {months} months without interruption."),
    "contradicted": lambda: _(
        "An independent source said on {day} that the client was not at work."
    ),
    "not_verified": lambda: _(
        "Reached on {day}; an independent source has not confirmed it since."
    ),
    "evidence_missing": lambda: _("Evidence is missing: {evidence}."),
    "claimed_before": lambda: _("This premium was claimed on {day} already."),
    "claimed_too_late": lambda: _("The last day to claim this premium was {day}."),
    "once_per_client": lambda: _("This premium is paid once for a client, and was earned before."),
    "lapsed": lambda: _("It lapses because this is due: {premium}."),
    "premium_pending": lambda: _("It lapses or is lowered if this becomes due: {premium}."),
    "contract_silent": lambda: _("The contract does not describe this result: people must decide."),
    "signature_missing": lambda: _("A signature is missing on the attendance list of {month}."),
    "report_overdue": lambda: _("A report is missing that was due by {day}: {report}."),
    "like_activity": lambda: _(
        "A like activity for this client in the same time is paid to {company} under {contract}."
    ),
    "like_activity_paid": lambda: _(
        "A like activity for this client was paid already to {company} under {contract}."
    ),
    "same_work": lambda: _(
        "The work it is for counts for {company} under {contract} already: people must decide."
    ),
    "same_work_paid": lambda: _(
        "The work it is for was paid already to {company} under {contract}: people must decide."
    ),
    "cap_client": lambda: _("More than the most for one client, {cents}."),
    "cap_year": lambda: _("More than the most for a year, {cents}."),
    "cap_contract": lambda: _("More than the most for the contract, {cents}."),
    "cap_in_doubt": lambda: _(
        "The most that the contract pays, {cents}, is filled by what was paid and is in doubt."
    ),
    "rest": lambda: _("{cents} was paid already; this is the rest. {why}"),
    "corrected": lambda: _("More was paid than is right. {why}"),
    "recovery": lambda: _("Paid, and to be taken back. {why}"),
    "paid_in_doubt": lambda: _("Paid, and in doubt. {why}"),
    "no_ground": lambda: _("Paid, and nothing is known any more that it was paid for."),
    "like_activities": lambda: _("Like activities at the same time: {activity}, by {companies}."),
    "paid_for_same_work": lambda: _("Two contracts pay for the same work: {companies}."),
    "several_premiums": lambda: _("{number} premiums for one client."),
    "no_terms": lambda: _("No version of the contract holds on the day {participation} began."),
}
"""Sentence of each reason and alert, in the language in use."""


def sentence(reason: Reason) -> str:
    """Return a reason as a sentence in the language in use."""
    facts = {name: _shown(name, value, reason.facts) for name, value in reason.facts.items()}
    return TEMPLATES[reason.code]().format(**facts)


def line_sentence(line: Line) -> str:
    """Return why a line is due, held or refused, and from when it can be paid."""
    said = [sentence(line.reason)]
    if line.verdict is not Verdict.DUE and line.payable_on is not None:
        said.append(_("First payable on {day}.").format(day=day_text(line.payable_on)))
    if line.no_exit:
        said.append(_("The work counts as no exit: the municipality pays or subsidises it."))
    return " ".join(said)


def alert_sentence(alert: Alert) -> str:
    """Return an alert as a sentence in the language in use."""
    return sentence(Reason(alert.code, {**alert.facts, "day": alert.since}))


def euro_text(cents: int, language: Language | None = None) -> str:
    """Return an amount in euros as the language writes it."""
    euros, rest = divmod(abs(cents), CENTS_IN_A_EURO)
    text = f"{euros:,}.{rest:02d}" if rest else f"{euros:,}"
    if (language or current_language()) == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{'-' if cents < 0 else ''}€ {text}"


_ACTIVITIES: Mapping[str, Callable[[], str]] = {
    "guidance": lambda: _("guidance"),
    "placement": lambda: _("placement at work"),
    "work_experience": lambda: _("work experience"),
    "occupation": lambda: _("occupation"),
    "target_group": lambda: _("guidance of a target group"),
    "mediation": lambda: _("mediation to work"),
    "supported_work": lambda: _("supported work"),
}


def activity_text(activity: str) -> str:
    """Return the name that terms give to an activity as people say it."""
    said = _ACTIVITIES.get(activity)
    return said() if said is not None else activity.replace("_", " ")


def label(code_list: str, code: str) -> str:
    """Return the label of a code of a shipped list in the language in use."""
    found = next(each for each in shipped_lists()[code_list].codes if each.code == code)
    return found.label_nl if current_language() == "nl" else found.label_en


def _shown(name: str, value: object, facts: Mapping[str, object]) -> object:
    if isinstance(value, Reason):
        return sentence(value)
    if isinstance(value, date):
        return month_text(value) if name == "month" else day_text(value)
    if isinstance(value, Mapping):
        return value[current_language()]
    if name == "cents" and isinstance(value, int):
        return euro_text(value)
    if isinstance(value, tuple):
        shown = [label("evidence_kind", each) if name == "evidence" else each for each in value]
        return (_(" and ") if facts.get("every") or name != "evidence" else _(" or ")).join(shown)
    return activity_text(str(value)) if name == "activity" else value
