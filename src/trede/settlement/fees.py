"""Fee parts: what was earned by doing the work, as far as the facts prove it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from trede.settlement.entitlements import Entitlement
from trede.settlement.facts import Facts, Participation
from trede.settlement.lines import Key, Reason, Verdict
from trede.settlement.spans import Span
from trede.settlement.terms import Fee, Terms
from trede.settlement.work import judge_work, with_demand


def earned_fees(
    terms: Terms, participation: Participation, rank: int, facts: Facts, day: date
) -> Iterator[Entitlement]:
    """Yield what the fee parts of a contract give for a participation.

    ``rank`` is the client's place among those who began in the same calendar year, from 1.
    """
    for fee in terms.fees:
        for earned in _earned(fee, terms, participation, facts, day):
            yield replace(earned, cents=_tariff(fee, rank))


def _tariff(fee: Fee, rank: int) -> int:
    fitting = [each for each in fee.group_tariffs if rank >= each.from_client]
    return max(fitting, key=lambda each: each.from_client).cents if fitting else fee.cents


def _earned(
    fee: Fee, terms: Terms, participation: Participation, facts: Facts, day: date
) -> Iterator[Entitlement]:
    began = participation.span.starts_on
    base = Entitlement(
        Key(terms.contract_id, participation.participation_id, fee.name),
        participation.person_id,
        terms,
        fee.titles,
        fee.cents,
        Verdict.DUE,
        Reason(f"earned_{fee.part}"),
        began,
        began,
        (f"participations/{participation.participation_id}",),
        activity=fee.activity,
        span=participation.span,
    )
    match fee.part:
        case "start":
            yield base
        case "completion":
            yield from completed(base, participation)
        case "placement":
            yield from _placed(base, fee, participation, facts, day)
        case "aftercare":
            yield from _after_care(base, fee, participation, facts)
        case _:
            yield from _reported(base, fee, facts)


def completed(base: Entitlement, participation: Participation) -> Iterator[Entitlement]:
    """Yield an amount for a participation that ended: to the norm and approved, or why not.

    A result below the norm is never paid (rekenkamer-amsterdam R8); no approval, no payment yet.
    """
    ended = participation.span.ends_on
    if ended is None:
        return
    base = replace(base, earned_on=ended, payable_on=ended)
    if not participation.completed:
        yield base.refused("not_completed")
    elif participation.meets_norm is False:
        yield base.refused("norm_not_met")
    elif participation.meets_norm is None:
        yield base.held("result_not_judged")
    elif participation.approved is not True:
        yield base.held("not_approved")
    else:
        yield base


def _reported(base: Entitlement, fee: Fee, facts: Facts) -> Iterator[Entitlement]:
    received = [
        each
        for each in facts.reports_of.get(base.key.participation_id, ())
        if each.name == fee.report
    ]
    most = fee.at_most if fee.part == "progress" else 1
    for number, report in enumerate(received[:most], start=1):
        yield replace(
            base,
            key=replace(base.key, period=str(number) if fee.part == "progress" else ""),
            earned_on=report.received_on,
            payable_on=report.received_on,
            facts=(*base.facts, f"progress_reports/{report.report_id}"),
        )


def _placed(
    base: Entitlement, fee: Fee, participation: Participation, facts: Facts, day: date
) -> Iterator[Entitlement]:
    assert fee.work is not None  # noqa: S101 - for the types: reading has checked
    judged = judge_work(fee.work, participation, facts, day)
    if not judged.placements:
        return
    verdict, reason, payable_on = with_demand(judged, fee.work)
    yield replace(
        base,
        verdict=Verdict(verdict),
        reason=Reason("earned_placement") if verdict == "due" else reason,
        earned_on=judged.reached_on or judged.placements[0].span.starts_on,
        payable_on=payable_on,
        facts=(*base.facts, *judged.facts),
        no_exit=judged.no_exit,
        judged=judged,
    )


def _after_care(
    base: Entitlement, fee: Fee, participation: Participation, facts: Facts
) -> Iterator[Entitlement]:
    """Yield aftercare: its report, received after work was found."""
    found = [
        each.span.starts_on
        for each in facts.placements_of.get(participation.person_id, ())
        if each.span.starts_on >= participation.span.starts_on
    ]
    for each in _reported(base, fee, facts):
        if found and each.earned_on >= min(found):
            yield replace(each, span=Span(min(found)))
        else:
            yield each.refused("no_work")
