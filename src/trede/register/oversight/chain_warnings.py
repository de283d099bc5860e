"""What in a client's money chain asks for attention.

The settlement says it of several premiums and like activities, by the terms of the contracts. What
was paid is held against the facts of the day it was paid: a premium before the work was reached and
verified, or for work that the municipality itself pays (rekenkamer-amsterdam part 1, L3106-3127,
L3374-3388).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from trede.language import translate as _
from trede.register.oversight.chain import Chain
from trede.register.oversight.happenings import Happening, Stage
from trede.register.pages.templating import show_day, show_euro
from trede.settlement.facts import Participation
from trede.settlement.lines import Verdict
from trede.settlement.sentences import alert_sentence, sentence
from trede.settlement.terms import Terms, Work
from trede.settlement.work import judge_work, with_demand

TOLD = ("several_premiums", "like_activities", "paid_for_same_work", "no_terms")
"""The alerts of a settlement that are about money."""


@dataclass(frozen=True)
class Warning:  # noqa: A001 - the word of the field; nothing here warns as Python does
    """Something to look at: what it is, in a sentence, and the money at stake in cents."""

    kind: str
    sentence: str
    cents: int = 0


def warnings_of(found: Chain) -> list[Warning]:
    """Return what asks for attention, the most money first."""
    told = [*_alerts(found), *_alike(found), *_early(found), *_by_municipality(found)]
    told += _late_reports(found)
    return sorted(told, key=lambda each: -each.cents)


def _alerts(found: Chain) -> Iterator[Warning]:
    for alert in found.settled.alerts:
        if alert.code in TOLD:
            yield Warning(alert.code, alert_sentence(alert), alert.cents)


def _late_reports(found: Chain) -> Iterator[Warning]:
    late = [each for each in found.settled.alerts if each.code == "report_overdue"]
    if late:
        first = min(each.since for each in late)
        text = _("Reports that have not come: {number}; the first was due by {day}.")
        yield Warning("report_overdue", text.format(number=len(late), day=show_day(first)))


def _alike(found: Chain) -> Iterator[Warning]:
    """Yield companies that were both paid for taking part in something of one kind at one time.

    Only where the terms of the contracts did not say so already.
    """
    said = {
        frozenset(alert.contracts)
        for alert in found.settled.alerts
        if alert.code == "like_activities"
    }
    paid = _paid(found)
    parts = [each for each in found.happenings if each.fact.declared.name == "participations"]
    for one, other in combinations(parts, 2):
        both = (paid[one.participation], paid[other.participation])
        differ = one.company != other.company and {one.contract, other.contract} not in said
        if min(both) > 0 and differ and _same_kind(one, other, found) and _together(one, other):
            text = _("{one} and {other} were both paid for {kind} at the same time.")
            names = {"one": one.company.name, "other": other.company.name}
            kind = _kind(one, found) or ""
            yield Warning("paid_alike", text.format(kind=kind, **names), sum(both))


def _paid(found: Chain) -> dict[str, int]:
    """Return what was paid in the end for each participation."""
    paid: dict[str, int] = defaultdict(int)
    for each in found.happenings:
        if each.stage in (Stage.PAID, Stage.TAKEN_BACK) and each.cents and each.participation:
            paid[each.participation] += each.cents
    return paid


def _together(one: Happening, other: Happening) -> bool:
    ends = (one.until or date.max, other.until or date.max)
    return one.on < ends[1] and other.on < ends[0]


def _same_kind(one: Happening, other: Happening, found: Chain) -> bool:
    kind = _kind(one, found)
    return kind is not None and kind == _kind(other, found)


def _kind(each: Happening, found: Chain) -> str | None:
    contract = found.names.contracts.get(each.contract)
    category = contract.cell("category") if contract is not None else None
    return str(category) if category is not None else None


def _early(found: Chain) -> Iterator[Warning]:
    """Yield what was paid for work before the facts of that day allowed it."""
    for each, work, part in _for_work(found):
        known = found.facts.as_of(each.on)
        judged = judge_work(work, part, known, each.on)
        verdict, reason, _payable = with_demand(judged, work)
        if Verdict(verdict) is not Verdict.DUE:
            text = _("{title}: {cents} was paid on {day}, before it was proven. On that day: {why}")
            yield Warning(
                "paid_early",
                text.format(
                    title=each.title, cents=show_euro(each.cents), day=show_day(each.on),
                    why=sentence(reason),
                ),
                each.cents or 0,
            )  # fmt: skip


def _by_municipality(found: Chain) -> Iterator[Warning]:
    """Yield what was paid for work that the municipality pays or subsidises."""
    for each, work, part in _for_work(found):
        judged = judge_work(work, part, found.facts.as_of(found.day), found.day)
        if judged.no_exit:
            text = _(
                "{title}: {cents} was paid for work that the municipality itself pays or "
                "subsidises; that is no exit."
            )
            said = text.format(title=each.title, cents=show_euro(each.cents))
            yield Warning("paid_by_municipality", said, each.cents or 0)


def _for_work(found: Chain) -> Iterator[tuple[Happening, Work, Participation]]:
    """Yield what was paid, and not taken back, for a result at work, with the work agreed."""
    parts = {each.participation_id: each for each in found.facts.participations}
    kept: dict[tuple[str, str, str], int] = defaultdict(int)
    for each in found.happenings:
        if each.stage in (Stage.PAID, Stage.TAKEN_BACK):
            kept[each.participation, each.contract, each.title] += each.cents or 0
    for each in found.happenings:
        left = kept[each.participation, each.contract, each.title]
        part = parts.get(each.participation)
        terms = found.names.terms_for(each.contract, each.participation)
        if each.stage is Stage.PAID and left > 0 and part is not None and terms is not None:
            work = _work_of(terms, str(each.fact.values.get("term")))
            if work is not None:
                yield each, work, part


def _work_of(terms: Terms, term: str) -> Work | None:
    """Return the work that a term of a contract asks for; none if it asks none."""
    works: dict[str, Work | None] = {fee.name: fee.work for fee in terms.fees}
    works |= {premium.name: premium.work for premium in terms.premiums}
    return works.get(term)
