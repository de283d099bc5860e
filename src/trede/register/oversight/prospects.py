"""What is still to come under the terms: reports that are owed, and fees still to be earned.

Pure functions of terms and facts. Fees still to be earned are found by settling once more on facts
as they would be if everyone who takes part today had completed it to the norm, with all the
reports for which a fee is paid. So caps, group tariffs and like activities count as they will.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trede.register.contracts.versions import version_on
from trede.settlement.calendars import owed_reports
from trede.settlement.facts import Facts, Participation, Report
from trede.settlement.lines import Line, Settlement, Verdict
from trede.settlement.settling import settle
from trede.settlement.spans import Span
from trede.settlement.terms import Fee, Terms, Titles

AHEAD = timedelta(days=92)
"""So far ahead the reports that are to come are told."""

Agreed = Mapping[str, list[Terms]]


@dataclass(frozen=True)
class Owing:
    """A report that has not come: of which participation, and its last day."""

    participation: Participation
    name: str
    titles: Titles
    due_on: date


def by_contract(terms: Iterable[Terms]) -> Agreed:
    """Return the versions of each contract."""
    found: dict[str, list[Terms]] = defaultdict(list)
    for each in terms:
        found[each.contract_id].append(each)
    return found


def version_for(agreed: Agreed, each: Participation) -> Terms | None:
    """Return the version under which a participation falls; none if there is none of its day."""
    return version_on(agreed.get(each.contract_id, ()), each.span.starts_on)


def open_reports(agreed: Agreed, facts: Facts, day: date) -> Iterator[Owing]:
    """Yield the reports that have not come: those late, and those due within three months."""
    for each in facts.participations:
        terms = version_for(agreed, each)
        if terms is None or each.span.starts_on > day:
            continue
        for owed in owed_reports(terms, each, facts, day + AHEAD):
            if owed.received_on is None and owed.due_on <= day + AHEAD:
                yield Owing(each, owed.report.name, owed.titles, owed.due_on)


def still_to_earn(
    agreed: Agreed, facts: Facts, settled: Settlement, day: date
) -> Mapping[str, int]:
    """Return by participation the fees that it still brings beyond what is due or held today."""
    versions = [each for own in agreed.values() for each in own]
    completed = settle(versions, as_if_completed(agreed, facts, day), day)
    running = {each.participation_id for each in facts.participations if runs(each, day)}
    then, today = _by_participation(completed.lines), _by_participation(settled.lines)
    return {key: then[key] - today[key] for key in sorted(running) if then[key] != today[key]}


def runs(each: Participation, day: date) -> bool:
    """Tell whether a participation runs on a day."""
    return each.span.starts_on <= day and (each.span.ends_on is None or each.span.ends_on > day)


def is_open(line: Line) -> bool:
    """Tell whether an amount is due or held: not one that was paid and is only in doubt."""
    return line.verdict is Verdict.DUE or (line.verdict is Verdict.HELD and line.cents > 0)


def _by_participation(lines: Iterable[Line]) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in lines:
        if is_open(line) and line.key.participation_id:
            found[line.key.participation_id] += line.cents
    return found


def as_if_completed(agreed: Agreed, facts: Facts, day: date) -> Facts:
    """Return the facts as if everyone who takes part on a day had completed it on that day."""
    reports = list(facts.reports)
    parts = []
    for each in facts.participations:
        terms = version_for(agreed, each) if runs(each, day) else None
        if terms is None:
            parts.append(each)
            continue
        span = Span(each.span.starts_on, max(day, each.span.starts_on))
        parts.append(replace(each, span=span, completed=True, meets_norm=True, approved=True))
        reports += _lacking(terms, each, facts, day)
    return replace(facts, participations=tuple(parts), reports=tuple(reports))


def _lacking(terms: Terms, each: Participation, facts: Facts, day: date) -> Iterator[Report]:
    """Yield the reports for which a fee is paid and that have not come yet."""
    received = Counter(one.name for one in facts.reports_of.get(each.participation_id, ()))
    wanted: dict[str, int] = {}
    for fee in terms.fees:
        if fee.report is not None:
            number = _reports_paid(fee, terms, each, facts, day)
            wanted[fee.report] = max(wanted.get(fee.report, 0), number)
    for name, number in wanted.items():
        for place in range(received[name], number):
            yield Report(f"~{name}-{place}", each.participation_id, name, day)


def _reports_paid(fee: Fee, terms: Terms, each: Participation, facts: Facts, day: date) -> int:
    """Return how many reports a fee is paid for: as agreed, or those of the calendar by a day."""
    if fee.part != "progress":
        return 1
    if fee.at_most is not None:
        return fee.at_most
    owed = owed_reports(terms, each, facts, day)
    return sum(one.report.name == fee.report for one in owed)


def fees_of_one(terms: Terms) -> int:
    """Return what one client costs in fees under a version: all parts once, without premiums.

    Progress is counted as often as agreed at most, once if nothing was agreed. A placement fee and
    aftercare are no part of it: they wait for work.
    """
    fees = sum(
        fee.cents * (fee.at_most or 1 if fee.part == "progress" else 1)
        for fee in terms.fees
        if fee.part not in ("placement", "aftercare")
    )
    agreed = terms.no_cure_less_pay
    return fees + (agreed.cents * agreed.effort_percent // 100 if agreed is not None else 0)
