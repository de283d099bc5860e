"""Revising an own decision: another one takes its place, or the proposal waits again.

What was decided before stays to be seen, with the reason; the income side is told again.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.forms import ChoiceField

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.enforcement.deciding import (
    STEP,
    DecisionForm,
    Proposal,
    decided,
    proposal_of,
    refusals,
)
from trede.register.enforcement.telling import let_lapse, say, tell_income_side
from trede.register.facts.journal import Value, open_journal
from trede.register.facts.models import Fact, believed, model_of
from trede.register.pages.templating import show_day
from trede.register.steps.form import Words
from trede.register.steps.step import Answers, refuse

REVISION = "sanction-revision"
"""The name of a revision in the history of a file."""
TAKE_BACK = "take-back"
NEWEST = 50
TABLE = "sanctions"


class RevisionForm(DecisionForm):
    """What is decided instead, or that the proposal waits again; and why."""

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, proposal=proposal, **kwargs)
        decision = self.fields["decision"]
        if isinstance(decision, ChoiceField):
            back = (TAKE_BACK, _("Take the decision back: the proposal waits again"))
            decision.choices = [*decision.choices, back]  # type: ignore[misc]
        self.fields["motive"].required = True

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            **super().words(),
            "decision": _("What do you decide instead?"),
            "motive": (_("Why do you revise it?"), _("The client reads this in the file.")),
        }


def own_decisions(user: User) -> Sequence[Fact]:
    """Return the newest decisions that a user took here and that still hold."""
    taken = believed(TABLE).filter(
        decided_by=user.username, recorded_in__author=user, recorded_in__step__in=(STEP, REVISION)
    )
    return list(taken.order_by("-decided_on", "-pk")[:NEWEST])


def find_decision(client: Client, key: str, user: User) -> Fact | None:
    """Return a decision that a user took here; none if there is no such."""
    own = believed(TABLE).filter(person_id=client.person_id, sanction_id=key)
    fact: Fact | None = own.filter(
        decided_by=user.username, recorded_in__author=user, recorded_in__step__in=(STEP, REVISION)
    ).first()
    return fact


def decided_upon(client: Client, decision: Fact) -> Proposal:
    """Return the proposal upon which was decided, as it stood then."""
    found = decision
    while (before := _before(found)) is not None:
        revised = found.recorded_in is not None and found.recorded_in.step == REVISION
        found = before
        if not revised:
            break
    return proposal_of(client, found)


def revise(decision: Fact, proposal: Proposal, author: User, day: date, answers: Answers) -> str:
    """Record what is decided instead and tell the income side; return what was done.

    Raises RefusalsError.
    """
    takes_back = answers["decision"] == TAKE_BACK
    if not takes_back:
        refuse(list(refusals(proposal, author, day, answers)))
    with open_journal(
        author=author,
        step=REVISION,
        client=proposal.client,
        reason=answers["motive"],
        seen=answers.get("seen"),
        touches=(TABLE,),
    ) as journal:
        merged: dict[str, Any] = dict(proposal.sanction.values)
        if not takes_back:
            merged |= decided(proposal, author, day, answers)
        merged["notified_on"] = day
        let_lapse(journal, decision, day)
        instead = _("It takes the place of: {decision}, decided on {day}.").format(
            decision=say(decision.values), day=show_day(_decided_on(decision))
        )
        tell_income_side(journal, proposal.client, merged, day, instead_of=instead)
        if takes_back:
            merged["notified_on"] = proposal.sanction.cell("notified_on")
        values: dict[str, Value] = merged
        journal.correct(decision, values)
    if takes_back:
        return _("The decision is taken back; the proposal waits again. The income side is told.")
    return _("{decision}. The income side is told.").format(decision=say(merged))


def _before(fact: Fact) -> Fact | None:
    """Return the version of a sanction that a fact took the place of."""
    if fact.recorded_in is None:
        return None
    key = {"sanction_id": fact.cell("sanction_id")}
    former = model_of(TABLE).objects.filter(withdrawn_in=fact.recorded_in, **key)
    return former.select_related("recorded_in").first()


def _decided_on(decision: Fact) -> date | None:
    day = decision.cell("decided_on")
    return day if isinstance(day, date) else None
