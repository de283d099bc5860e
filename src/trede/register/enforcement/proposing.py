"""Proposing a sanction within the scheme, or giving a warning."""

from collections.abc import Iterator

from trede.language import translate as _
from trede.register.enforcement.forms import NO_ACTION, WARNING, breach_of
from trede.register.enforcement.scheme import (
    CLAIMED,
    REINTEGRATION,
    Action,
    Verdict,
    family_of,
    judge,
)
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.steps.fields import A_DAY
from trede.register.steps.plan import holds
from trede.register.steps.situation import subject_of
from trede.register.steps.step import Answers, RefusedError, Situation, confirm, refuse


def propose(journal: Journal, situation: Situation, signal: Fact, answers: Answers) -> str:
    """Record a warning or a proposal, or close the signal if the scheme asks for nothing."""
    verdict = judge(breach_of(situation, answers))
    handled: dict[str, Value] = {"handled_on": situation.today, "outcome": "done"}
    own: dict[str, Value] = {
        "sanction_id": new_id(),
        "person_id": situation.person_id,
        "signal_id": subject_of(signal),
        "proposed_on": situation.today,
        "proposed_by": situation.author.username,
    }
    if answers["way"] == WARNING:
        journal.record("sanctions", {**own, **_warning(situation, answers)})
        journal.correct(signal, handled)
        return _("The warning is recorded.")
    if verdict.action is Action.NONE:
        journal.correct(signal, {**handled, "outcome": NO_ACTION})
        return _("Closed without a sanction. {why}").format(why=verdict.why)
    values = proposed(verdict, situation, answers)
    confirm(answers, dict(_warnings(situation, answers)))
    journal.record("sanctions", {**own, **values})
    journal.correct(signal, handled)
    return _("Proposed. Someone who may decide on sanctions sees it on their list.")


def _warning(situation: Situation, answers: Answers) -> dict[str, Value]:
    return {
        **_breached(answers),
        "motive": answers["motive"],
        "decided_on": situation.today,
        "decided_by": situation.author.username,
        "decision": "warning",
    }


def _breached(answers: Answers) -> dict[str, Value]:
    names = ("duty", "culpability", "trajectory_kind", "damage_cents")
    return {name: answers[name] for name in names}


def proposed(verdict: Verdict, situation: Situation, answers: Answers) -> dict[str, Value]:
    """Return the facts of a proposal; refuses what the scheme does not allow."""
    refuse(list(_refusals(verdict, situation, answers)))
    first = answers["applies_from"] or situation.today
    days: dict[str, Value] = {"percentage": None, "applies_from": None, "applies_until": None}
    if verdict.action is Action.REDUCE:
        last = answers["applies_until"] or verdict.latest_end(first)
        days = {
            "percentage": answers["percentage"],
            "applies_from": first,
            "applies_until": last,
        }
    elif verdict.recovery_until is not None:
        until = answers["applies_until"] or verdict.recovery_until + A_DAY
        days = {"percentage": None, "applies_from": first, "applies_until": until}
    motive = "\n".join((answers["motive"].replace("\n", " "), *verdict.lines()))
    claim = verdict.claim.columns if verdict.claim else dict.fromkeys(CLAIMED)
    return {**_breached(answers), **days, **claim, "motive": motive}


def _refusals(verdict: Verdict, situation: Situation, answers: Answers) -> Iterator[RefusedError]:
    first = answers["applies_from"] or situation.today
    until = answers["applies_until"]
    if until is not None and until <= first:
        yield RefusedError(_("The last day lies before the first."), "applies_until")
    if verdict.action is Action.REDUCE:
        if not verdict.allows(answers["percentage"]):
            message = _("The scheme allows {least} to {most} percent.")
            said = message.format(least=verdict.percent_from, most=verdict.percent_to)
            yield RefusedError(said, "percentage")
        if until is not None and until > verdict.latest_end(first):
            message = _("A sanction lasts {months} month at most.")
            yield RefusedError(message.format(months=verdict.longest_months), "applies_until")
    elif answers["percentage"] is not None:
        message = _("The scheme lowers no benefit here. Leave this empty.")
        yield RefusedError(message, "percentage")
    since = answers["damage_since"]
    if since is not None and since > situation.today:
        yield RefusedError(_("This day has not come yet."), "damage_since")


def _warnings(situation: Situation, answers: Answers) -> Iterator[tuple[str, str]]:
    """Ask about a plan that does not hold: without signatures no duties (rwi-2004 L13)."""
    binds = any(holds(plan) for plan in situation.file["plans"])
    if family_of(answers["duty"]) == REINTEGRATION and not binds:
        yield (
            "no-plan",
            _(
                "No plan is signed by both, so the duties in it are not established. "
                "The sanction is proposed all the same."
            ),
        )
