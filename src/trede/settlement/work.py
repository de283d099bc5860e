"""Judges whether a client reached the work that a contract asks for, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trede.settlement.facts import Benefit, Facts, Participation, Placement, Verification
from trede.settlement.lines import Reason
from trede.settlement.spans import Span, add_months, joined, without
from trede.settlement.terms import Policy, Work

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Judged:
    """The judgement: reached on a day, or expected on one, or not, with the reason.

    ``placements`` are those it was judged by, ``counted`` those that made up the months asked for.
    ``verified_on`` is the day an independent source confirmed it, after it was reached;
    ``contradicted_on`` the day one said otherwise.
    """

    reached_on: date | None
    expected_on: date | None
    reason: Reason
    placements: tuple[Placement, ...] = ()
    verified_on: date | None = None
    contradicted_on: date | None = None
    counted: tuple[Placement, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def stands_on(self) -> date | None:
        """The day from which the work stands: reached, or verified after a source denied it."""
        denied, verified = self.contradicted_on, self.verified_on
        if denied is not None and verified is not None and denied < verified:
            return verified
        return self.reached_on

    @property
    def facts(self) -> tuple[str, ...]:
        """The rows that the judgement rests on: work, benefit and what a source said of them."""
        return (*(f"placements/{each.placement_id}" for each in self.placements), *self.sources)

    @property
    def no_exit(self) -> bool:
        """Tell whether it rests on work that the municipality pays or subsidises."""
        return any(not each.is_exit for each in self.placements)


def judge_work(
    work: Work, participation: Participation, facts: Facts, day: date, policy: Policy = 1
) -> Judged:
    """Return whether the work was reached by a day, from facts as of that day.

    Only work that began with or after the participation counts: whoever had it before did not
    find it through the contract.
    """
    found = [
        each
        for each in facts.placements_of.get(participation.person_id, ())
        if each.span.starts_on >= participation.span.starts_on
    ]
    fitting = [each for each in found if _misfit(each, work, policy) is None]
    if not fitting:
        return Judged(None, None, _why_none(found, work, policy), tuple(found))
    first = min(fitting, key=lambda each: each.span.starts_on)
    benefits = facts.benefits_of.get(participation.person_id, ())
    spans = without(
        joined((each.span for each in fitting), work.longest_gap_days),
        _blocking(work, benefits, first.span.starts_on),
    )
    judged = _over(spans, work, participation, fitting, day)
    judged = replace(judged, sources=tuple(_beside(work, participation, benefits)))
    return judged if judged.reached_on is None else _with_verification(judged, facts)


def _beside(work: Work, participation: Participation, benefits: Iterable[Benefit]) -> Iterator[str]:
    """Yield the rows of the benefit that ran, or began, since the participation began."""
    for each in benefits if work.off_benefit != "not_asked" else ():
        if each.span.ends_on is None or each.span.ends_on > participation.span.starts_on:
            yield f"benefit_spells/{each.spell_id}"


def _misfit(placement: Placement, work: Work, policy: Policy) -> Reason | None:
    """Return why a placement does not count, or nothing if it does."""
    if policy == 2 and not placement.is_exit:  # noqa: PLR2004 - the number of the policy
        return Reason("paid_by_municipality")
    if placement.financed_by not in work.financed_by:
        return Reason("paid_by_municipality")
    if placement.kind not in work.kinds:
        return Reason("kind_of_work", {"kind": placement.kind})
    if work.weekly_hours and placement.weekly_hours is None:
        return Reason("hours_unknown", {"hours": work.weekly_hours})
    if (placement.weekly_hours or 0) < work.weekly_hours:
        return Reason("too_few_hours", {"hours": work.weekly_hours, "has": placement.weekly_hours})
    return None


def _why_none(found: list[Placement], work: Work, policy: Policy) -> Reason:
    for each in sorted(found, key=lambda placement: placement.span.starts_on):
        reason = _misfit(each, work, policy)
        if reason is not None:
            return reason
    return Reason("no_work")


def _blocking(work: Work, benefits: Iterable[Benefit], from_on: date) -> list[Span]:
    """Return the benefit during which work does not count.

    Partly off benefit means on a lower amount than before the work; an amount that is not known
    is taken to be the full one.
    """
    if work.off_benefit == "not_asked":
        return []
    held = list(benefits)
    if work.off_benefit == "fully":
        return [each.span for each in held]
    before = [
        each.monthly_cents
        for each in held
        if each.span.starts_on < from_on and each.monthly_cents is not None
    ]
    full = max(before, default=0)
    return [each.span for each in held if each.monthly_cents is None or each.monthly_cents >= full]


def _over(
    spans: list[Span], work: Work, participation: Participation, fitting: list[Placement], day: date
) -> Judged:
    """Return the first span that lasts long enough, or the one that may come to."""
    last = work.within_months and add_months(participation.span.starts_on, work.within_months)
    too_late = False
    for span in spans:
        reached = add_months(span.starts_on, work.months)
        if span.ends_on is not None and span.ends_on < reached:
            continue
        if last and reached > last:
            too_late = True
            continue
        within = tuple(each for each in fitting if each.span.overlaps(span))
        if reached <= day:
            asked = Span(span.starts_on, max(reached, span.starts_on + ONE_DAY))
            counted = tuple(each for each in within if each.span.overlaps(asked))
            return Judged(reached, None, Reason("met"), within, counted=counted)
        return Judged(None, reached, Reason("too_early", {"months": work.months}), within)
    if too_late:
        return Judged(None, None, Reason("not_within_term", {"day": last}), tuple(fitting))
    on_benefit = not spans
    code = "on_benefit" if on_benefit else "interrupted"
    return Judged(None, None, Reason(code, {"months": work.months}), tuple(fitting))


def _with_verification(judged: Judged, facts: Facts) -> Judged:
    reached, person = judged.reached_on, judged.placements[0].person_id
    assert reached is not None  # noqa: S101 - for the types: the caller has looked
    said = [v for v in facts.verifications_of.get(person, ()) if v.verified_on >= reached]
    seen = [placement.verified_on for placement in judged.placements]
    confirming = [each for each in said if each.at_work]
    confirmed = [each.verified_on for each in confirming]
    confirmed += [each for each in seen if each is not None and each >= reached]
    denying = [each for each in said if not each.at_work]
    first = [min(each, key=_moment) for each in (confirming, denying) if each]
    return replace(
        judged,
        verified_on=min(confirmed, default=None),
        contradicted_on=min((each.verified_on for each in denying), default=None),
        sources=(
            *judged.sources, *(f"exit_verifications/{each.verification_id}" for each in first)
        ),
    )  # fmt: skip


def _moment(each: Verification) -> tuple[date, str]:
    return (each.verified_on, each.verification_id)


def with_demand(judged: Judged, work: Work) -> tuple[str, Reason, date | None]:
    """Return the verdict on work alone: ``refused``, ``held`` or ``due``, why, and first payable.

    Held while it waits for an independent source; refused when that says otherwise.
    """
    if judged.reached_on is None:
        if judged.reason.code == "hours_unknown":
            return "held", judged.reason, None
        return "refused", judged.reason, judged.expected_on
    if not work.verified:
        return "due", judged.reason, judged.reached_on
    if judged.verified_on is not None:
        return "due", judged.reason, judged.verified_on
    if judged.contradicted_on is not None:
        return "refused", Reason("contradicted", {"day": judged.contradicted_on}), None
    return "held", Reason("not_verified", {"day": judged.reached_on}), judged.reached_on
