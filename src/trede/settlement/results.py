"""No cure, less pay: part of a price for effort, the rest for what came of it.

The result is paid as the difference between its share and the share for effort, so that the two
together never exceed the price. Work that no result of the contract describes is held for people
to decide on: the contract is silent (rwi-2004 E2 leaves shorter contracts and fewer hours open).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from trede.settlement.entitlements import Entitlement
from trede.settlement.facts import Facts, Participation
from trede.settlement.fees import completed
from trede.settlement.lines import Key, Reason, Verdict
from trede.settlement.terms import NoCureLessPay, Share, Terms
from trede.settlement.work import judge_work, with_demand

PERCENT = 100
EFFORT = {"nl": "deel voor inspanning", "en": "share for effort"}
RESULT = {"nl": "deel voor resultaat", "en": "share for result"}


def shares(
    terms: Terms, participation: Participation, facts: Facts, day: date
) -> Iterator[Entitlement]:
    """Yield what is paid for effort and for result; nothing if the contract has no such terms."""
    agreed = terms.no_cure_less_pay
    if agreed is None:
        return
    base = Entitlement(
        Key(terms.contract_id, participation.participation_id, "effort"),
        participation.person_id,
        terms,
        EFFORT,
        agreed.cents * agreed.effort_percent // PERCENT,
        Verdict.DUE,
        Reason("earned_effort", {"percent": agreed.effort_percent}),
        participation.span.starts_on,
        facts=(f"participations/{participation.participation_id}",),
        activity=agreed.activity,
        span=participation.span,
    )
    if base.cents:
        yield from completed(base, participation)
    yield from _result(base, agreed, participation, facts, day)


def _result(
    base: Entitlement, agreed: NoCureLessPay, participation: Participation, facts: Facts, day: date
) -> Iterator[Entitlement]:
    """Yield the best result there is; the work it stands on is that of the first one reached."""
    offers = [_offer(base, agreed, each, participation, facts, day) for each in agreed.results]
    found = [each for each in offers if each is not None]
    for verdict in (Verdict.DUE, Verdict.HELD):
        fitting = [each for each in found if each.verdict is verdict]
        if fitting:
            best = max(fitting, key=lambda each: each.cents)
            yield replace(best, judged=min(fitting, key=lambda each: each.order).judged)
            return
    coming = [each for each in found if each.payable_on is not None]
    if coming:
        yield max(coming, key=lambda each: each.cents)
        return
    works = facts.placements_of.get(participation.person_id, ())
    running = [
        each
        for each in works
        if each.span.starts_on >= participation.span.starts_on and each.span.ends_on is None
    ]
    if found and running:
        most = max(found, key=lambda each: each.cents)
        names = {each.reason.code: each.reason for each in found}
        yield most.held("contract_silent", why=tuple(names))


def _offer(
    base: Entitlement,
    agreed: NoCureLessPay,
    share: Share,
    participation: Participation,
    facts: Facts,
    day: date,
) -> Entitlement | None:
    judged = judge_work(share.work, participation, facts, day)
    if not judged.placements:
        return None
    verdict, reason, payable_on = with_demand(judged, share.work)
    earned = Reason("earned_result", {"percent": share.percent, "result": share.titles})
    return replace(
        base,
        key=replace(base.key, term="result"),
        titles=RESULT,
        cents=agreed.cents * share.percent // PERCENT - base.cents,
        verdict=Verdict(verdict),
        reason=earned if verdict == "due" else reason,
        earned_on=judged.reached_on or judged.placements[0].span.starts_on,
        payable_on=payable_on,
        facts=(*base.facts, *judged.facts),
        no_exit=judged.no_exit,
        judged=judged,
    )
