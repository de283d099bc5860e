"""What stands between an earned amount and its payment: signatures, reports, like activities."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from trede.settlement.calendars import Owed
from trede.settlement.entitlements import Entitlement
from trede.settlement.facts import Facts, Signature
from trede.settlement.lines import Alert, Key, Verdict

Participations = dict[str, list[Entitlement]]


@dataclass(frozen=True)
class Rules:
    """What the municipality holds to beside its contracts.

    ``policy`` replaces the premium policy of the contracts (empty: as agreed);
    ``like_activities`` are watched over all contracts, or only within a group of companies;
    ``premiums_alert`` is the number of premiums for one client that asks for attention.
    """

    policy: Literal[1, 2] | None = None
    like_activities: Literal["all", "group"] = "all"
    premiums_alert: int = 3


def hold_unsigned(entitlements: Iterable[Entitlement], facts: Facts) -> Iterator[Entitlement]:
    """Hold fees while the attendance list of a month up to then lacks a signature.

    A contract says whether anyone's missing signature suspends the list (rekenkamer-amsterdam
    part 2, L4617) or only the client's own.
    """
    for each in entitlements:
        missing = None if each.is_premium else _missing(each, facts)
        if missing is None or each.verdict is not Verdict.DUE:
            yield each
        else:
            held = each.held("signature_missing", month=missing.month_on)
            yield replace(
                held, facts=(*each.facts, f"attendance_signatures/{missing.signature_id}")
            )


def _missing(each: Entitlement, facts: Facts) -> Signature | None:
    suspends = each.terms.missing_signature_suspends
    if suspends == "nothing":
        return None
    own = [
        signature
        for signature in facts.signatures_of.get(each.key.participation_id, ())
        if signature.month_on <= each.earned_on
    ]
    if suspends == "client":
        unsigned = [signature for signature in own if signature.signed_on is None]
    else:
        lists = {signature.list_id for signature in own}
        unsigned = [one for name in lists for one in facts.unsigned_lists.get(name, ())]
    return min(unsigned, key=lambda one: (one.month_on, one.signature_id), default=None)


def hold_unreported(
    entitlements: Iterable[Entitlement], owed: Mapping[str, list[Owed]]
) -> Iterator[Entitlement]:
    """Hold what was earned after the last day of a report that has not come."""
    for each in entitlements:
        overdue = [
            report
            for report in owed.get(each.key.participation_id, ())
            if report.state == "overdue"
            and report.report.holds_payment
            and report.due_on < each.earned_on
        ]
        if overdue and each.verdict is Verdict.DUE:
            first = min(overdue, key=lambda report: report.due_on)
            yield each.held("report_overdue", report=first.titles, day=first.due_on)
        else:
            yield each


def hold_like_activities(
    entitlements: Iterable[Entitlement], paid: Mapping[Key, int], rules: Rules
) -> tuple[list[Entitlement], list[Alert]]:
    """Hold what would be paid beside a like activity of the same client in the same time.

    The participation that first earned something keeps its amounts, by day and not by order of
    entry; the others are held. If another was paid before this came
    to light, the first is held as well.
    """
    found = list(entitlements)
    groups: dict[tuple[str, str], Participations] = defaultdict(lambda: defaultdict(list))
    for each in found:
        if each.activity is not None and each.verdict is not Verdict.REFUSED:
            groups[each.person_id, each.activity][each.key.participation_id].append(each)
    held: dict[Key, Entitlement] = {}
    alerts: list[Alert] = []
    for (person, activity), participations in sorted(groups.items(), key=lambda group: group[0]):
        alerts += _hold_group(person, activity, participations, held, paid, rules)
    return [held.get(each.key, each) for each in found], alerts


def _hold_group(
    person: str,
    activity: str,
    participations: Participations,
    held: dict[Key, Entitlement],
    paid: Mapping[Key, int],
    rules: Rules,
) -> Iterator[Alert]:
    inorder = sorted(participations.values(), key=_place)
    kept: list[list[Entitlement]] = []
    for own in inorder:
        first = next((one for one in kept if _alike(one[0], own[0], rules)), None)
        if first is None:
            kept.append(own)
            continue
        _hold(own, first[0], "like_activity", held)
        if any(paid.get(each.key, 0) > 0 for each in own):
            _hold(first, own[0], "like_activity_paid", held)
        yield Alert(
            "like_activities",
            person,
            (first[0].key.contract_id, own[0].key.contract_id),
            sum(each.cents for each in (*first, *own)),
            own[0].earned_on,
            {"activity": activity, "companies": (first[0].terms.company, own[0].terms.company)},
        )


def _place(own: list[Entitlement]) -> tuple[date, str, str]:
    """Return where a participation stands among like ones: by what it first earned."""
    key = own[0].key
    return (min(each.earned_on for each in own), key.contract_id, key.participation_id)


def _alike(one: Entitlement, other: Entitlement, rules: Rules) -> bool:
    together = one.span is not None and other.span is not None and one.span.overlaps(other.span)
    same_group = one.terms.company_group == other.terms.company_group
    return together and (rules.like_activities == "all" or same_group)


def _hold(
    own: list[Entitlement], other: Entitlement, code: str, held: dict[Key, Entitlement]
) -> None:
    for each in own:
        held[each.key] = each.held(
            code, contract=other.key.contract_id, company=other.terms.company
        )
