"""What the municipality's scheme says of a breach of a duty, explained line by line.

The scheme is dated data (``steps/policy/sanctions.toml``, which explains itself).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from trede.dossier.codes import lists_in_force
from trede.language import current_language
from trede.language import translate as _
from trede.register.pages.templating import show_code, show_day, show_euro, upper_first
from trede.register.steps.policies import Entry, FaultyPolicyError, in_force, own_file
from trede.register.steps.refusing import RefusedError
from trede.register.steps.terms import months_later

POLICY = "sanctions"
DAYS_A_YEAR, PERCENT = 365, 100
REINTEGRATION = "reintegration"
CLAIMED = ("claimed_cents", "claimed_interest_cents", "claimed_cost_cents")
"""The columns of a sanction that hold what is claimed."""


class Action(Enum):
    """What the scheme proposes."""

    NONE = "none"
    REDUCE = "reduce"
    SUSPEND = "suspend"
    RECLAIM = "reclaim"


@dataclass(frozen=True)
class Terms:
    """The terms of a municipality; the fields are explained in the policy's file."""

    four_eyes: bool
    longest_months: int
    recovery_weeks: int
    interest_percent: int
    administration_cost_cents: int


@dataclass(frozen=True)
class Breach:
    """A duty that was not met: how, to what damage, and whether the benefit runs on."""

    duty: str
    culpability: str
    trajectory: str | None
    damage_cents: int
    benefit_runs: bool
    on: date
    damage_since: date | None = None


@dataclass(frozen=True)
class Claim:
    """What is claimed back, in cents."""

    damage: int
    interest: int
    costs: int
    interest_days: int

    @property
    def total(self) -> int:
        """The whole claim."""
        return self.damage + self.interest + self.costs

    @property
    def columns(self) -> Mapping[str, int]:
        """The claim as the table of sanctions holds it."""
        return dict(zip(CLAIMED, (self.damage, self.interest, self.costs), strict=True))


@dataclass(frozen=True)
class Verdict:
    """What the scheme says of a breach: the action, within what, and why."""

    action: Action
    rule: str
    why: str
    source: str
    percent_from: int
    percent_to: int
    longest_months: int
    recovery_until: date | None
    claim: Claim | None
    breach: Breach

    def allows(self, percentage: int | None) -> bool:
        """Tell whether a percentage lies within the range."""
        return percentage is not None and self.percent_from <= percentage <= self.percent_to

    def latest_end(self, first: date) -> date:
        """Return the first day after the longest sanction that begins on a day."""
        return months_later(first, self.longest_months)

    def lines(self) -> tuple[str, ...]:
        """Say line by line what follows from what."""
        return tuple(_lines(self))


def terms_on(day: date) -> Terms:
    """Return the terms in force on a day; raises FaultyPolicyError if there are none."""
    found = in_force(POLICY, "terms", day)
    if not found:
        why = _("there are no terms for {day}").format(day=show_day(day))
        raise FaultyPolicyError(own_file(POLICY), why)
    try:
        return Terms(**{name: found[-1][name] for name in Terms.__dataclass_fields__})
    except KeyError as error:
        why = _("the terms '{name}' lack {column}").format(name=found[-1]["name"], column=error)
        raise FaultyPolicyError(own_file(POLICY), why) from error


def judge(breach: Breach) -> Verdict:
    """Return what the scheme says; raises RefusedError where it says nothing."""
    family = family_of(breach.duty)
    if breach.culpability == "unknown":
        raise RefusedError(_("Find out first how culpable it was."), "culpability")
    if family == REINTEGRATION and breach.trajectory in {None, "unknown"}:
        message = _("Choose the kind of trajectory: the scheme depends on it.")
        raise RefusedError(message, "trajectory_kind")
    for rule in in_force(POLICY, "rules", breach.on):
        if _fits(rule, breach, family):
            return _verdict(rule, breach, terms_on(breach.on))
    message = _("The scheme of the municipality says nothing about this. Ask who keeps the scheme.")
    raise RefusedError(message, "duty")


def judge_or_leave_open(breach: Breach) -> Verdict:
    """Return what the scheme says; if it says nothing, a verdict that leaves the choice open.

    Proposals that came from another system may lack what the scheme asks for.
    """
    try:
        return judge(breach)
    except RefusedError as error:
        open_rule = {
            "name": "",
            "action": Action.REDUCE.value,
            "percent_to": PERCENT,
            "reclaims": breach.damage_cents > 0,
            current_language(): str(error),
            "source": "",
        }
        return _verdict(open_rule, breach, terms_on(breach.on))


def family_of(duty: str) -> str:
    """Return the kind of duty that a duty belongs to."""
    found = (code for code in lists_in_force()["duty"].codes if code.code == duty)
    return next((code.groups["family"] for code in found), duty)


def _fits(rule: Entry, breach: Breach, family: str) -> bool:
    has: Mapping[str, tuple[Any, Any]] = {
        "damage": (rule.get("damage"), "some" if breach.damage_cents else "none"),
        "benefit": (rule.get("benefit"), "runs" if breach.benefit_runs else "ended"),
    }
    return (
        family in rule["families"]
        and ("trajectories" not in rule or breach.trajectory in rule["trajectories"])
        and ("culpability" not in rule or breach.culpability in rule["culpability"])
        and all(asked in {None, found} for asked, found in has.values())
    )


def _verdict(rule: Entry, breach: Breach, terms: Terms) -> Verdict:
    action = Action(rule["action"])
    recovery = timedelta(weeks=terms.recovery_weeks)
    return Verdict(
        action=action,
        rule=rule["name"],
        why=rule[current_language()],
        source=rule["source"],
        percent_from=rule.get("percent_from", 0),
        percent_to=rule.get("percent_to", 0),
        longest_months=terms.longest_months,
        recovery_until=breach.on + recovery if action is Action.SUSPEND else None,
        claim=_claim(rule, breach, terms) if rule.get("reclaims") else None,
        breach=breach,
    )


def _claim(rule: Entry, breach: Breach, terms: Terms) -> Claim:
    """Return what is claimed: interest is simple, by the day, rounded half up to a cent."""
    since = breach.damage_since or breach.on
    days = max(0, (breach.on - since).days) if rule.get("interest") else 0
    yearly = breach.damage_cents * terms.interest_percent * days
    whole = DAYS_A_YEAR * PERCENT
    return Claim(
        damage=breach.damage_cents,
        interest=(2 * yearly + whole) // (2 * whole),
        costs=terms.administration_cost_cents if rule.get("costs") else 0,
        interest_days=days,
    )


def _lines(verdict: Verdict) -> Iterator[str]:
    breach = verdict.breach
    yield _("{duty}; {culpability}; damage {damage}; the benefit {runs}.").format(
        duty=upper_first(show_code(breach.duty, "duty")),
        culpability=show_code(breach.culpability, "culpability"),
        damage=show_euro(breach.damage_cents),
        runs=_("runs on") if breach.benefit_runs else _("has ended"),
    )
    yield f"{verdict.why} ({verdict.source})"
    if verdict.action is Action.REDUCE:
        yield _("{least} to {most} percent of the monthly benefit, {months} month at most.").format(
            least=verdict.percent_from, most=verdict.percent_to, months=verdict.longest_months
        )
    if verdict.recovery_until is not None:
        yield _("Recovery term: until {day}.").format(day=show_day(verdict.recovery_until))
    if verdict.claim is not None:
        yield from _lines_of_claim(verdict.claim)


def _lines_of_claim(claim: Claim) -> Iterator[str]:
    yield _("Claimed back: damage {damage}.").format(damage=show_euro(claim.damage))
    if claim.interest_days:
        yield _("Interest over {days} days: {amount}.").format(
            days=claim.interest_days, amount=show_euro(claim.interest)
        )
    if claim.costs:
        yield _("Administration cost: {amount}.").format(amount=show_euro(claim.costs))
    if claim.total != claim.damage:
        yield _("Together: {amount}.").format(amount=show_euro(claim.total))
