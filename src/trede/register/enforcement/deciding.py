"""Deciding on a proposal, by someone who may; the income side is told in the same change.

Four eyes where the terms ask for it: who proposed does not decide. A suspension is decided twice:
the right is suspended, and after the recovery term it is closed (rwi-2004 E3.2, L16).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.enforcement.forms import MOST_PERCENT
from trede.register.enforcement.scheme import (
    CLAIMED,
    Action,
    Breach,
    Verdict,
    judge_or_leave_open,
    terms_on,
)
from trede.register.enforcement.telling import tell_income_side
from trede.register.facts.journal import Value, open_journal
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_code, upper_first
from trede.register.steps.fields import CodeField, DayField, LastDayField, WordsField
from trede.register.steps.form import LabelledForm, Words
from trede.register.steps.situation import holds_on
from trede.register.steps.step import Answers, RefusedError, refuse

STEP = "sanction-decision"
"""The name of the decision in the history of a file."""
SUSPENDED, IMPOSED, RECLAIMED = "suspended", "imposed", "reclaimed"
TURNED_DOWN = ("warning", "waived", "no_sanction")
AFTER_SUSPENSION = ("application_not_processed", "benefit_ended", "no_sanction")
BY_ACTION = {Action.REDUCE: IMPOSED, Action.SUSPEND: SUSPENDED, Action.RECLAIM: RECLAIMED}


@dataclass(frozen=True)
class Proposal:
    """A proposal that waits for a decision, with what the scheme says of it."""

    sanction: Fact
    client: Client
    verdict: Verdict
    monthly_cents: int | None

    @property
    def is_suspended(self) -> bool:
        """Whether the right is suspended, so that the recovery term must be closed."""
        return self.sanction.cell("decision") == SUSPENDED

    @property
    def decisions(self) -> tuple[str, ...]:
        """What can be decided; what is proposed comes first."""
        if self.is_suspended:
            return AFTER_SUSPENSION
        if not self.verdict.rule:
            return (*BY_ACTION.values(), *TURNED_DOWN)
        proposed = BY_ACTION.get(self.verdict.action)
        return ((proposed,) if proposed else ()) + TURNED_DOWN

    @property
    def motive(self) -> Sequence[str]:
        """Why it was proposed, and what the scheme said of it, line by line."""
        return str(self.sanction.cell("motive") or "").split("\n")


class DecisionForm(LabelledForm):
    """What is decided; why, where it departs from the proposal."""

    decision = CodeField("sanction_decision", as_radio=True)
    percentage = forms.IntegerField(min_value=0, max_value=MOST_PERCENT, required=False)
    applies_from = DayField(required=False)
    applies_until = LastDayField(required=False)
    motive = WordsField(rows=3, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [
            (code, upper_first(show_code(code, "sanction_decision"))) for code in proposal.decisions
        ]
        self.fields["decision"].choices = titles  # type: ignore[attr-defined]
        if proposal.verdict.action is not Action.REDUCE or proposal.is_suspended:
            del self.fields["percentage"]
        if proposal.verdict.action is Action.RECLAIM or proposal.is_suspended:
            del self.fields["applies_from"], self.fields["applies_until"]
        self.complete()

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "decision": _("What do you decide?"),
            "percentage": _("Percent of the monthly benefit"),
            "applies_from": _("First day"),
            "applies_until": _("Last day"),
            "motive": (_("Why"), _("Needed where you depart from the proposal.")),
        }


def proposals_to_decide() -> Sequence[Fact]:
    """Return the proposals without a decision and the suspensions to close, oldest first."""
    waiting = Q(decided_on__isnull=True) | Q(decision=SUSPENDED)
    return list(believed("sanctions").filter(waiting).order_by("proposed_on", "sanction_id"))


def find_proposal(client: Client, key: str) -> Proposal | None:
    """Return a proposal of a client that waits for a decision; none if there is no such."""
    own = believed("sanctions").filter(person_id=client.person_id, sanction_id=key)
    sanction = next((each for each in own if _waits(each)), None)
    return None if sanction is None else proposal_of(client, sanction)


def proposal_of(client: Client, sanction: Fact) -> Proposal:
    """Return a proposal with what the scheme says of it, and the benefit of its day."""
    proposed_on = sanction.cell("proposed_on")
    day = proposed_on if isinstance(proposed_on, date) else date.min
    benefits = believed("benefit_spells").filter(person_id=client.person_id)
    running = [each for each in benefits if holds_on(each, day)]
    amounts = [each.cell("monthly_amount_cents") for each in running]
    monthly = next((each for each in amounts if isinstance(each, int)), None)
    verdict = judge_or_leave_open(_breach(sanction, day, bool(running)))
    return Proposal(sanction, client, verdict, monthly)


def proposed(proposal: Proposal) -> Mapping[str, object]:
    """Return what is filled in before anything is decided: what was proposed."""
    names = ("percentage", "applies_from", "applies_until")
    return {
        "decision": proposal.decisions[0],
        **{name: proposal.sanction.cell(name) for name in names},
    }


def decide(proposal: Proposal, author: User, day: date, answers: Answers) -> str:
    """Record the decision and tell the income side; return what was done. Raises RefusalsError."""
    refuse(list(refusals(proposal, author, day, answers)))
    with open_journal(
        author=author,
        step=STEP,
        client=proposal.client,
        reason=answers["motive"] or "",
        seen=answers.get("seen"),
        touches=("sanctions",),
    ) as journal:
        values = decided(proposal, author, day, answers)
        told = proposal.is_suspended or answers["decision"] not in TURNED_DOWN
        if told:
            values["notified_on"] = day
            tell_income_side(journal, proposal.client, {**proposal.sanction.values, **values}, day)
        journal.correct(proposal.sanction, values)
    named = upper_first(show_code(answers["decision"], "sanction_decision"))
    if told:
        return _("{decision}. The income side is told.").format(decision=named)
    return _("{decision}.").format(decision=named)


def _waits(sanction: Fact) -> bool:
    return sanction.cell("decided_on") is None or sanction.cell("decision") == SUSPENDED


def _breach(sanction: Fact, day: date, benefit_runs: bool) -> Breach:
    damage, kind = sanction.cell("damage_cents"), sanction.cell("trajectory_kind")
    return Breach(
        duty=str(sanction.cell("duty") or "unknown"),
        culpability=str(sanction.cell("culpability") or "unknown"),
        trajectory=None if kind is None else str(kind),
        damage_cents=damage if isinstance(damage, int) else 0,
        benefit_runs=benefit_runs,
        on=day,
    )


def refusals(
    proposal: Proposal, author: User, day: date, answers: Answers
) -> Iterator[RefusedError]:
    """Yield why something may not be decided."""
    if terms_on(day).four_eyes and proposal.sanction.cell("proposed_by") == author.username:
        yield RefusedError(_("Four eyes: you proposed this, so someone else decides."), "decision")
    departs = answers["decision"] != proposal.decisions[0]
    if answers["decision"] == IMPOSED:
        yield from _refused_sanction(proposal, answers)
        departs = departs or answers["percentage"] != proposal.sanction.cell("percentage")
    if departs and not proposal.is_suspended and not answers["motive"]:
        yield RefusedError(_("Say why you depart from the proposal."), "motive")


def _refused_sanction(proposal: Proposal, answers: Answers) -> Iterator[RefusedError]:
    verdict, first, until = proposal.verdict, answers["applies_from"], answers["applies_until"]
    if not verdict.allows(answers["percentage"]):
        message = _("The scheme allows {least} to {most} percent.")
        said = message.format(least=verdict.percent_from, most=verdict.percent_to)
        yield RefusedError(said, "percentage")
    if first is None:
        yield RefusedError(_("Fill in the first day."), "applies_from")
    elif until is None or until <= first:
        yield RefusedError(_("Fill in a last day after the first."), "applies_until")
    elif until > verdict.latest_end(first):
        message = _("A sanction lasts {months} month at most.")
        yield RefusedError(message.format(months=verdict.longest_months), "applies_until")


def decided(proposal: Proposal, author: User, day: date, answers: Answers) -> dict[str, Value]:
    """Return the facts of a decision, upon those of the proposal."""
    values: dict[str, Value] = {
        "decision": answers["decision"],
        "decided_on": day,
        "decided_by": author.username,
    }
    if answers["decision"] in {IMPOSED, SUSPENDED}:
        values |= {name: answers[name] for name in ("applies_from", "applies_until")}
    if answers["decision"] == IMPOSED:
        values["percentage"] = answers["percentage"]
        if proposal.monthly_cents is not None:
            lowering = 2 * proposal.monthly_cents * answers["percentage"] + MOST_PERCENT
            values["amount_cents"] = lowering // (2 * MOST_PERCENT)
    return {**values, **_claimed(proposal, answers["decision"])}


def _claimed(proposal: Proposal, decision: str) -> Mapping[str, int | None]:
    """Return what is claimed: as proposed, or by the scheme if the proposal says nothing of it."""
    if decision not in {IMPOSED, RECLAIMED}:
        return dict.fromkeys(CLAIMED)
    stored = {name: proposal.sanction.cell(name) for name in CLAIMED}
    if any(cents is not None for cents in stored.values()) or proposal.verdict.claim is None:
        return {name: cents if isinstance(cents, int) else None for name, cents in stored.items()}
    return proposal.verdict.claim.columns
