"""The most that a contract pays: per client, per calendar year and in all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from trede.settlement.entitlements import Entitlement
from trede.settlement.lines import Key, Reason, Verdict

Scope = tuple[str, str, str]
Limit = tuple[Scope, int | None, str]


@dataclass
class Room:
    """What the caps leave, given what is used of each so far."""

    used: dict[Scope, int] = field(default_factory=lambda: defaultdict(int))

    def use(self, limits: Iterable[Limit], cents: int) -> None:
        """Note that an amount falls under some caps."""
        for scope, _limit, _code in limits:
            self.used[scope] += cents

    def left(self, limits: Iterable[Limit], cents: int) -> tuple[int, Reason]:
        """Return how much of an amount there is room for, and the reason of what there is not."""
        rooms = [
            (max(limit - self.used[scope], 0), code, limit)
            for scope, limit, code in limits
            if limit is not None
        ]
        room, code, limit = min(rooms, default=(cents, "", 0))
        return min(cents, room), Reason(code, {"cents": limit})


def within_caps(
    entitlements: Iterable[Entitlement], paid: Mapping[Key, int]
) -> Iterator[Entitlement]:
    """Cut what is due to what the caps leave, the earliest earned first.

    What was paid and is now held fills the caps too: what there would be room for without it is
    held until that is settled. What is cut off for good follows as refused. A part that is cut
    off stands under the period of the amount with the mark ``waits`` or ``over``.
    """
    found = sorted(entitlements, key=lambda each: each.order)
    doubtful, settled = Room(), Room()
    for each in found:
        if each.verdict is Verdict.HELD and paid.get(each.key, 0) > 0:
            doubtful.use(_limits(each), paid[each.key])
    for each in found:
        if each.verdict is not Verdict.DUE or each.cents <= 0:
            yield each
        else:
            yield from _cut(each, doubtful, settled, paid.get(each.key, 0))


def _cut(each: Entitlement, doubtful: Room, settled: Room, paid: int) -> Iterator[Entitlement]:
    """Yield the parts of an amount: due, held while money in doubt fills the caps, refused.

    Nothing that was paid is held so: beside money in doubt it would go over the cap.
    """
    limits = list(_limits(each))
    granted, filled = doubtful.left(limits, each.cents)
    without_doubt, most = settled.left(limits, each.cents)
    doubtful.use(limits, granted)
    settled.use(limits, without_doubt)
    waits = max(without_doubt - granted, 0) if paid <= granted else 0
    over = each.cents - granted - waits
    in_doubt = Reason("cap_in_doubt", filled.facts)
    parts = [
        ("", granted, each),
        ("waits", waits, _without_day(each, Verdict.HELD, in_doubt)),
        ("over", over, _without_day(each, Verdict.REFUSED, most if most.code else filled)),
    ]
    present = [part for part in parts if part[1]]
    for mark, cents, part in present:
        stands_alone = part is each or len(present) == 1
        period = each.key.period if stands_alone else f"{each.key.period} {mark}".strip()
        yield replace(part, key=replace(each.key, period=period), cents=cents)


def _without_day(each: Entitlement, verdict: Verdict, reason: Reason) -> Entitlement:
    return replace(each, verdict=verdict, reason=reason, payable_on=None)


def _limits(each: Entitlement) -> Iterator[Limit]:
    caps, contract = each.terms.caps, each.key.contract_id
    if each.person_id:
        yield (contract, "client", each.person_id), caps.per_client_cents, "cap_client"
    yield (contract, "year", str(each.earned_on.year)), caps.per_year_cents, "cap_year"
    yield (contract, "contract", ""), caps.per_contract_cents, "cap_contract"
