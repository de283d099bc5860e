"""Bonus and malus: what a year cohort of participants brings, settled some time after the year.

A cohort is the clients whose participation began in a calendar year, each counted once. A client
is a performance when the work of the contract was reached and verified.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from trede.settlement.entitlements import Entitlement
from trede.settlement.facts import Facts, Participation
from trede.settlement.guards import Rules
from trede.settlement.lines import Key, Reason, Verdict
from trede.settlement.spans import add_months
from trede.settlement.terms import BonusMalus, Policy, Rounding, StagedBonus, Terms, Work
from trede.settlement.work import judge_work, with_demand

PERCENT = 100
BONUS_MALUS = {"nl": "bonus/malus", "en": "bonus/malus"}
BONUS = {"nl": "bonus", "en": "bonus"}


def cohort_amounts(
    participations: Iterable[tuple[Terms, Participation]], facts: Facts, day: date, rules: Rules
) -> Iterator[Entitlement]:
    """Yield the bonus or malus of every year cohort of contracts that have such terms."""
    cohorts: dict[tuple[str, int], list[tuple[Terms, Participation]]] = defaultdict(list)
    for terms, each in participations:
        if terms.bonus_malus is not None or terms.pay_a_little is not None:
            cohorts[terms.contract_id, each.span.starts_on.year].append((terms, each))
    for (_contract, year), members in sorted(cohorts.items(), key=lambda cohort: cohort[0]):
        terms = min((terms for terms, _each in members), key=lambda each: each.starts_on)
        yield _cohort(
            terms,
            year,
            [each for _terms, each in members],
            facts,
            day,
            rules.policy or terms.policy,
        )


def _cohort(
    terms: Terms,
    year: int,
    members: list[Participation],
    facts: Facts,
    day: date,
    policy: Policy,
) -> Entitlement:
    agreed = terms.bonus_malus or terms.pay_a_little
    assert agreed is not None  # noqa: S101 - for the types: the caller has looked
    settled_on = add_months(date(year + 1, 1, 1), agreed.settled_after_months)
    is_malus = isinstance(agreed, BonusMalus)
    people = {each.person_id for each in members}
    reached = _reached(agreed.work, members, facts, day, policy)
    cents, reason = _amount(agreed, len(reached), len(people))
    found = Entitlement(
        Key(terms.contract_id, "", "bonus_malus" if is_malus else "bonus", str(year)),
        "",
        terms,
        BONUS_MALUS if is_malus else BONUS,
        cents,
        Verdict.DUE,
        reason,
        settled_on,
        settled_on,
        tuple(sorted(fact for proofs in reached.values() for fact in proofs)),
    )
    return found if settled_on <= day else found.held("cohort_runs", settled_on, year=year)


def _reached(
    work: Work, members: list[Participation], facts: Facts, day: date, policy: Policy
) -> dict[str, tuple[str, ...]]:
    """Return the clients who reached the work, with what proves it."""
    reached: dict[str, tuple[str, ...]] = {}
    for each in sorted(members, key=lambda one: (one.span.starts_on, one.participation_id)):
        judged = judge_work(work, each, facts, day, policy)
        if with_demand(judged, work)[0] == "due":
            reached.setdefault(each.person_id, judged.facts)
    return reached


def _amount(agreed: BonusMalus | StagedBonus, reached: int, clients: int) -> tuple[int, Reason]:
    if isinstance(agreed, StagedBonus):
        return _staged(agreed, reached, clients)
    target = rounded_percent(agreed.target_percent, clients, agreed.rounding)
    units = reached - target
    facts = {"reached": reached, "clients": clients, "target": target, "units": abs(units)}
    if units < 0:
        return units * agreed.malus_cents, Reason("malus", facts)
    return units * agreed.bonus_cents, Reason("bonus" if units else "on_target", facts)


def _staged(agreed: StagedBonus, reached: int, clients: int) -> tuple[int, Reason]:
    facts: dict[str, object] = {"reached": reached, "clients": clients}
    if PERCENT * reached >= agreed.target_percent * clients:
        return agreed.big_cents, Reason("big_bonus", {**facts, "percent": agreed.target_percent})
    facts["percent"] = agreed.minimum_percent
    if PERCENT * reached >= agreed.minimum_percent * clients:
        return agreed.small_cents, Reason("small_bonus", facts)
    return 0, Reason("below_minimum", facts)


def rounded_percent(percent: int, number: int, rounding: Rounding) -> int:
    """Return so many percent of a number of clients, as a whole number of clients."""
    if rounding == "up":
        return -(-percent * number // PERCENT)
    half = PERCENT // 2 if rounding == "half_up" else 0
    return (percent * number + half) // PERCENT
