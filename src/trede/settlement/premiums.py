"""Premiums: an amount for a result, on a claim, with evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from trede.settlement.entitlements import Entitlement
from trede.settlement.facts import Claim, Facts, Participation
from trede.settlement.lines import Key, Reason, Verdict
from trede.settlement.spans import add_months
from trede.settlement.terms import Policy, Premium, Terms, Work
from trede.settlement.work import Judged, judge_work, with_demand


def claimed_premiums(
    terms: Terms, participation: Participation, facts: Facts, day: date, policy: Policy
) -> Iterator[Entitlement]:
    """Yield what becomes of the premiums that were claimed for a participation.

    A claim made before the result was reached is refused with the first payable day; it stands,
    and counts from that day on.
    """
    claims = facts.claims_of.get(participation.participation_id, ())
    for premium in terms.premiums:
        own = [
            claim
            for claim in claims
            if claim.premium == premium.name and claim.contract_id == terms.contract_id
        ]
        if own:
            base = _base(terms, premium, participation, own)
            yield _judge(base, premium, participation, own, facts, day, policy)
            yield from _again(base, own[1:])


def _base(
    terms: Terms, premium: Premium, participation: Participation, claims: list[Claim]
) -> Entitlement:
    return Entitlement(
        Key(terms.contract_id, participation.participation_id, premium.name),
        participation.person_id,
        terms,
        premium.titles,
        premium.cents,
        Verdict.DUE,
        Reason("premium_earned"),
        claims[0].claimed_on,
        claims[0].claimed_on,
        (f"premium_claims/{claims[0].claim_id}",),
        is_premium=True,
        activity=premium.activity,
        span=participation.span,
        asked_on=claims[0].claimed_on,
    )


def _again(base: Entitlement, claims: Iterable[Claim]) -> Iterator[Entitlement]:
    """Yield a line for every further claim of the same premium: it is never paid twice."""
    for claim in claims:
        again = replace(
            base,
            key=replace(base.key, period=claim.claim_id),
            earned_on=claim.claimed_on,
            facts=(f"premium_claims/{claim.claim_id}",),
        )
        yield again.refused("claimed_before", day=base.earned_on)


def _judge(
    base: Entitlement,
    premium: Premium,
    participation: Participation,
    claims: list[Claim],
    facts: Facts,
    day: date,
    policy: Policy,
) -> Entitlement:
    judged_base, met_on = base, claims[0].claimed_on
    if premium.work is not None:
        work = premium.work
        judged_base, judged = _by_work(base, premium, work, participation, facts, day, policy)
        if judged_base.verdict is not Verdict.DUE:
            return judged_base
        met_on = judged.reached_on or met_on
    if premium.claim_within_months is not None:
        last = add_months(met_on, premium.claim_within_months)
        if claims[0].claimed_on > last:
            return judged_base.refused("claimed_too_late", day=last)
    return _by_evidence(judged_base, premium, claims)


def _by_work(
    base: Entitlement,
    premium: Premium,
    work: Work,
    participation: Participation,
    facts: Facts,
    day: date,
    policy: Policy,
) -> tuple[Entitlement, Judged]:
    """Return the premium judged by the work, at the lower amount if partly off benefit.

    Whoever is fully off benefit was partly so before: the work it stands on is that of then.
    """
    judged = judge_work(work, participation, facts, day, policy)
    entitled = _judged(base, judged, work)
    if premium.cents_if_partly_off is None:
        return entitled, judged
    partly = replace(work, off_benefit="partly")
    other = judge_work(partly, participation, facts, day, policy)
    lower = _judged(replace(base, cents=premium.cents_if_partly_off), other, partly)
    if entitled.verdict is Verdict.DUE:
        return replace(entitled, judged=other), judged
    if lower.verdict is Verdict.DUE:
        return replace(lower, reason=Reason("premium_partly_off")), other
    if lower.verdict is Verdict.HELD and entitled.verdict is Verdict.REFUSED:
        return lower, other
    return entitled, judged


def _judged(base: Entitlement, judged: Judged, work: Work) -> Entitlement:
    verdict, reason, payable_on = with_demand(judged, work)
    payable = max(payable_on, base.earned_on) if payable_on else None
    return replace(
        base,
        verdict=Verdict(verdict),
        reason=base.reason if verdict == "due" else reason,
        earned_on=judged.reached_on or base.earned_on,
        payable_on=payable_on if verdict == "refused" else payable,
        facts=(*base.facts, *judged.facts),
        no_exit=judged.no_exit,
        judged=judged,
    )


def _by_evidence(base: Entitlement, premium: Premium, claims: list[Claim]) -> Entitlement:
    received: dict[str, date] = {}
    for kind, received_on in (each for claim in claims for each in claim.evidence):
        received[kind] = min(received_on, received.get(kind, received_on))
    has = [kind for kind in premium.evidence if kind in received]
    enough = len(has) == len(premium.evidence) if premium.all_evidence else bool(has)
    if premium.evidence and not enough:
        missing = [kind for kind in premium.evidence if kind not in received]
        return base.held("evidence_missing", evidence=tuple(missing), every=premium.all_evidence)
    if not has:
        return base
    days = [received[kind] for kind in has]
    proven = max(days) if premium.all_evidence else min(days)
    return replace(base, payable_on=max(base.payable_on or proven, proven))


def once_per_client(entitlements: Iterable[Entitlement]) -> Iterator[Entitlement]:
    """Let a client earn each premium of a contract once, whatever the number of participations."""
    taken: set[tuple[str, str, str]] = set()
    for each in sorted(entitlements, key=lambda found: found.order):
        who = (each.key.contract_id, each.person_id, each.key.term)
        if not each.is_premium or each.verdict is Verdict.REFUSED:
            yield each
        elif who in taken:
            yield each.refused("once_per_client")
        else:
            taken.add(who)
            yield each


def lower_fees(entitlements: Iterable[Entitlement]) -> Iterator[Entitlement]:
    """Lower the fees that a premium takes the place of; hold them while that premium is held."""
    found = list(entitlements)
    lowered: dict[Key, tuple[int, Entitlement]] = {}
    for each in found:
        if each.is_premium and each.verdict is not Verdict.REFUSED:
            premium = next(p for p in each.terms.premiums if p.name == each.key.term)
            for fee, cents in premium.fees_become.items():
                lowered[Key(each.key.contract_id, each.key.participation_id, fee)] = (cents, each)
    for each in found:
        cents, cause = lowered.get(replace(each.key, period=""), (each.cents, each))
        yield _lowered(each, cents, cause)


def _lowered(fee: Entitlement, cents: int, premium: Entitlement) -> Entitlement:
    if premium is fee or fee.verdict is not Verdict.DUE or cents >= fee.cents:
        return fee
    if premium.verdict is Verdict.HELD:
        return fee.held("premium_pending", premium=premium.titles)
    if cents == 0:
        return fee.refused("lapsed", premium=premium.titles)
    return replace(fee, cents=cents, reason=Reason("lowered", {"premium": premium.titles}))
