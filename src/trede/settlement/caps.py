"""The most that a contract pays: per client, per calendar year and in all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from trede.settlement.entitlements import Entitlement
from trede.settlement.lines import Key, Reason, Verdict

Scope = tuple[str, str, str]


def within_caps(
    entitlements: Iterable[Entitlement], paid: Mapping[Key, int]
) -> Iterator[Entitlement]:
    """Cut what is due to what the caps leave, the earliest earned first.

    What was paid and is now held fills the caps too. What is cut off follows as refused, under
    the period of the amount with the mark ``over``.
    """
    used: dict[Scope, int] = defaultdict(int)
    found = sorted(entitlements, key=lambda each: each.order)
    for each in found:
        if each.verdict is Verdict.HELD and paid.get(each.key, 0) > 0:
            for scope, _limit, _code in _scopes(each):
                used[scope] += paid[each.key]
    for each in found:
        if each.verdict is not Verdict.DUE or each.cents <= 0:
            yield each
            continue
        yield from _cut(each, used)


def _cut(each: Entitlement, used: dict[Scope, int]) -> Iterator[Entitlement]:
    scopes = list(_scopes(each))
    rooms = [
        (max(limit - used[scope], 0), code, limit)
        for scope, limit, code in scopes
        if limit is not None
    ]
    room, code, limit = min(rooms, default=(each.cents, "", 0))
    granted = min(each.cents, room)
    for scope, _limit, _code in scopes:
        used[scope] += granted
    if granted == each.cents:
        yield each
        return
    reason = Reason(code, {"cents": limit})
    if granted:
        yield replace(each, cents=granted)
        over = replace(each.key, period=f"{each.key.period} over".strip())
        yield replace(
            each, key=over, cents=each.cents - granted, verdict=Verdict.REFUSED, reason=reason,
            payable_on=None,
        )  # fmt: skip
    else:
        yield replace(each, verdict=Verdict.REFUSED, reason=reason, payable_on=None)


def _scopes(each: Entitlement) -> Iterator[tuple[Scope, int | None, str]]:
    caps, contract = each.terms.caps, each.key.contract_id
    if each.person_id:
        yield (contract, "client", each.person_id), caps.per_client_cents, "cap_client"
    yield (contract, "year", str(each.earned_on.year)), caps.per_year_cents, "cap_year"
    yield (contract, "contract", ""), caps.per_contract_cents, "cap_contract"
