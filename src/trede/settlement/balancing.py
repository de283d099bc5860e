"""Sets what is right beside what was paid; the difference is to be paid, or taken back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from trede.settlement.entitlements import Entitlement
from trede.settlement.facts import Payment
from trede.settlement.lines import Key, Line, Reason, Verdict
from trede.settlement.terms import Terms

PERCENT = 100
Versions = Mapping[str, list[Terms]]


def paid_by_key(payments: Iterable[Payment], versions: Versions) -> dict[Key, int]:
    """Return what was paid in all for each term, under the contracts given."""
    paid: dict[Key, int] = defaultdict(int)
    for each in payments:
        if each.contract_id in versions:
            key = Key(each.contract_id, each.participation_id, each.term, each.period)
            paid[key] += each.cents
    return dict(paid)


def balance(
    right: Iterable[Entitlement],
    paid: Mapping[Key, int],
    versions: Versions,
    people: Mapping[str, str],
    day: date,
) -> Iterator[Line]:
    """Yield the lines: what is due beyond what was paid, what is held or refused, what goes back.

    What was paid and is refused now goes back; what was paid and is held now is in doubt, and is
    not taken back before that is settled.
    """
    met = set()
    for each in right:
        met.add(each.key)
        yield from _lines(each, paid.get(each.key, 0))
    for key in sorted(paid.keys() - met, key=lambda one: (one.contract_id, str(one))):
        if paid[key]:
            yield _without_ground(key, paid[key], versions[key.contract_id][-1], people, day)


def _lines(each: Entitlement, paid: int) -> Iterator[Line]:
    match each.verdict:
        case Verdict.DUE:
            if each.cents > paid > 0:
                rest = {"cents": paid, "why": each.reason}
                yield _line(each, paid, each.cents, Verdict.DUE, Reason("rest", rest))
            elif each.cents > paid:
                yield _line(each, paid, each.cents, Verdict.DUE, each.reason)
            elif each.cents < paid:
                code = "corrected" if paid > 0 else each.reason.code
                reason = each.reason if code != "corrected" else Reason(code, {"why": each.reason})
                yield _line(each, paid, each.cents, Verdict.DUE, reason)
        case Verdict.HELD:
            if paid > 0:
                doubt = Reason("paid_in_doubt", {"why": each.reason})
                yield _line(each, paid, 0, Verdict.HELD, doubt)
            if each.cents > paid or not paid:
                yield _line(each, paid, each.cents, Verdict.HELD, each.reason)
        case Verdict.REFUSED if paid:
            yield _line(each, paid, 0, Verdict.DUE, Reason("recovery", {"why": each.reason}))
        case Verdict.REFUSED:
            yield _line(each, 0, each.cents, Verdict.REFUSED, each.reason)


def _line(each: Entitlement, before: int, after: int, verdict: Verdict, reason: Reason) -> Line:
    """Return the line that brings what was paid from one amount to another."""
    percent = each.terms.vat_percent
    return Line(
        each.key,
        each.person_id,
        each.terms.version,
        each.titles,
        after - before,
        vat(after, percent) - vat(before, percent),
        verdict,
        reason,
        each.earned_on,
        each.payable_on,
        each.facts,
        each.no_exit,
    )


def _without_ground(
    key: Key, paid: int, terms: Terms, people: Mapping[str, str], day: date
) -> Line:
    person = people.get(key.participation_id, "")
    titles = {"nl": key.term, "en": key.term}
    taxed = -vat(paid, terms.vat_percent)
    return Line(
        key, person, terms.version, titles, -paid, taxed, Verdict.DUE, Reason("no_ground"),
        day, day, (),
    )  # fmt: skip


def vat(cents: int, percent: int) -> int:
    """Return the VAT on an amount, halves away from zero so that a credit mirrors its invoice."""
    whole = (2 * abs(cents) * percent + PERCENT) // (2 * PERCENT)
    return whole if cents >= 0 else -whole
