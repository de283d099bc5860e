"""Holds what a second contract would pay for work that another contract pays for already.

A contract pays each of its premiums once for a client; nobody looked over contracts, and one client
brought three premiums (rekenkamer-amsterdam part 1, L8). What is paid for work found, a premium, a
placement fee or a share for result, is for one contract; terms may say that it is paid beside
another (``same_work_elsewhere = "pay"``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from trede.settlement.entitlements import Entitlement
from trede.settlement.lines import Alert, Key, Verdict

Held = dict[Key, Entitlement]


def hold_same_work(
    entitlements: Iterable[Entitlement], paid: Mapping[Key, int]
) -> tuple[list[Entitlement], list[Alert]]:
    """Hold amounts for work that an amount of another contract stood on before.

    The contract whose work first stood, and was claimed, keeps its amounts, by day and not by order
    of entry. If another was paid before this came to light, the first is held as well.
    """
    found = list(entitlements)
    people: dict[str, list[Entitlement]] = defaultdict(list)
    for each in found:
        if each.verdict is not Verdict.REFUSED and _work_of(each):
            people[each.person_id].append(each)
    held: Held = {}
    alerts = [
        alert for _person, own in sorted(people.items()) for alert in _hold_of(own, held, paid)
    ]
    return [held.get(each.key, each) for each in found], alerts


def _hold_of(own: Iterable[Entitlement], held: Held, paid: Mapping[Key, int]) -> Iterator[Alert]:
    kept: list[Entitlement] = []
    for each in sorted(own, key=_place):
        first = next((one for one in kept if _same_work(one, each)), None)
        if first is None or each.terms.same_work_elsewhere == "pay":
            kept.append(each)
            continue
        held[each.key] = _held(each, first, "same_work")
        if paid.get(each.key, 0) > 0:
            held[first.key] = _held(first, each, "same_work_paid")
        yield Alert(
            "paid_for_same_work",
            each.person_id,
            (first.key.contract_id, each.key.contract_id),
            first.cents + each.cents,
            _place(each)[0],
            {"companies": (first.terms.company, each.terms.company)},
        )


def _work_of(each: Entitlement) -> frozenset[str]:
    """Return the placements that an amount stands on; of work not reached, all it looks at."""
    if each.judged is None:
        return frozenset()
    counted = each.judged.counted or each.judged.placements
    return frozenset(one.placement_id for one in counted)


def _same_work(one: Entitlement, other: Entitlement) -> bool:
    differ = one.key.contract_id != other.key.contract_id
    return differ and not _work_of(one).isdisjoint(_work_of(other))


def _place(each: Entitlement) -> tuple[date, str, str, str]:
    """Return where an amount stands among others for the same work: by when it came to stand."""
    stood = each.judged.stands_on if each.judged is not None else None
    first = max(stood or each.earned_on, each.asked_on or date.min)
    return (first, each.key.contract_id, each.key.participation_id, each.key.term)


def _held(each: Entitlement, other: Entitlement, code: str) -> Entitlement:
    """Return it held; what is held already keeps its reason, since that can be mended first."""
    if each.verdict is Verdict.HELD:
        return each
    return each.held(code, contract=other.key.contract_id, company=other.terms.company)
