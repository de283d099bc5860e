"""The settlement of contracts on a day: terms and facts in, lines and alerts out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from trede.errors import UsageError
from trede.language import translate as _
from trede.settlement.balancing import balance, paid_by_key
from trede.settlement.calendars import Owed, owed_reports
from trede.settlement.caps import within_caps
from trede.settlement.cohorts import cohort_amounts
from trede.settlement.entitlements import Entitlement
from trede.settlement.facts import Facts, Participation
from trede.settlement.fees import earned_fees
from trede.settlement.guards import (
    Rules,
    hold_like_activities,
    hold_unreported,
    hold_unsigned,
)
from trede.settlement.lines import Alert, Key, Settlement, Verdict
from trede.settlement.premiums import claimed_premiums, lower_fees, once_per_client
from trede.settlement.results import shares
from trede.settlement.same_work import hold_same_work
from trede.settlement.terms import Terms

Agreed = list[tuple[Terms, Participation]]


class EarlierDayError(UsageError):
    """A day was asked for that lies before a payment: its grounds would not be known yet."""

    def __init__(self, day: date, paid_on: date) -> None:
        super().__init__(
            _(
                "There are payments of {paid_on}, after {day}. Settle as of {paid_on} or later: "
                "on an earlier day what they rest on would not be seen."
            ).format(day=day, paid_on=paid_on)
        )


def settle(
    terms: Iterable[Terms], facts: Facts, day: date, rules: Rules | None = None
) -> Settlement:
    """Return what is due, held and refused on a day, under the contracts given.

    Facts of other contracts are left alone. Each amount of the outcome is the difference between
    what the facts give and what was paid, so that settling again after paying gives nothing new.
    Raises :class:`EarlierDayError`.
    """
    rules = rules or Rules()
    latest = max((each.paid_on for each in facts.payments), default=day)
    if latest > day:
        raise EarlierDayError(day, latest)
    known, versions = facts.as_of(day), _versions(terms)
    agreed, unagreed = _agreed(known, versions)
    owed = {
        each.participation_id: list(owed_reports(own, each, known, day)) for own, each in agreed
    }
    paid = paid_by_key(known.payments, versions)
    once, same = hold_same_work(once_per_client(_earned(agreed, known, day, rules)), paid)
    earned = chain(lower_fees(once), cohort_amounts(agreed, known, day, rules))
    passed = hold_unreported(hold_unsigned(earned, known), owed)
    held, alike = hold_like_activities(passed, paid, rules)
    right = list(within_caps(held, paid))
    alerts = [
        *alike,
        *same,
        *_late(agreed, owed),
        *_several_premiums(right, rules),
        *(_no_terms(each) for each in unagreed),
    ]
    people = {each.participation_id: each.person_id for each in known.participations}
    return Settlement(day, tuple(balance(right, paid, versions, people, day)), tuple(alerts))


def _versions(terms: Iterable[Terms]) -> Mapping[str, list[Terms]]:
    versions: dict[str, list[Terms]] = defaultdict(list)
    for each in sorted(terms, key=lambda one: (one.contract_id, one.starts_on)):
        versions[each.contract_id].append(each)
    return versions


def _agreed(
    facts: Facts, versions: Mapping[str, list[Terms]]
) -> tuple[Agreed, list[Participation]]:
    """Return the participations with the version of the day they began, and those without one."""
    agreed: Agreed = []
    unagreed = []
    for each in sorted(
        facts.participations, key=lambda one: (one.span.starts_on, one.participation_id)
    ):
        if each.contract_id in versions:
            fitting = [
                one for one in versions[each.contract_id] if one.holds_on(each.span.starts_on)
            ]
            if fitting:
                agreed.append((fitting[0], each))
            else:
                unagreed.append(each)
    return agreed, unagreed


def _earned(agreed: Agreed, facts: Facts, day: date, rules: Rules) -> Iterator[Entitlement]:
    ranks: dict[tuple[str, int], int] = defaultdict(int)
    for terms, each in agreed:
        year = (terms.contract_id, each.span.starts_on.year)
        ranks[year] += 1
        policy = rules.policy or terms.policy
        yield from earned_fees(terms, each, ranks[year], facts, day)
        yield from shares(terms, each, facts, day)
        yield from claimed_premiums(terms, each, facts, day, policy)


def _late(agreed: Agreed, owed: Mapping[str, list[Owed]]) -> Iterator[Alert]:
    for terms, each in agreed:
        for report in owed[each.participation_id]:
            if report.state == "overdue":
                yield Alert(
                    "report_overdue",
                    each.person_id,
                    (terms.contract_id,),
                    0,
                    report.due_on,
                    {"report": report.titles, "company": terms.company},
                )


def _several_premiums(right: Iterable[Entitlement], rules: Rules) -> Iterator[Alert]:
    """Yield the clients for whom several premiums are due or were paid (part 1, L8)."""
    premiums: dict[str, dict[Key, Entitlement]] = defaultdict(dict)
    for each in right:
        if each.is_premium and each.verdict is not Verdict.REFUSED:
            premiums[each.person_id][each.key] = each
    for person, own in sorted(premiums.items()):
        if len(own) >= rules.premiums_alert:
            yield Alert(
                "several_premiums",
                person,
                tuple(sorted({each.key.contract_id for each in own.values()})),
                sum(each.cents for each in own.values()),
                max(each.earned_on for each in own.values()),
                {"number": len(own)},
            )


def _no_terms(each: Participation) -> Alert:
    return Alert(
        "no_terms",
        each.person_id,
        (each.contract_id,),
        0,
        each.span.starts_on,
        {"participation": each.participation_id},
    )
