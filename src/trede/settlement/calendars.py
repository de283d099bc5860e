"""The reports that a company owes on a participation, and what became of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Literal

from trede.settlement.facts import Facts, Participation
from trede.settlement.spans import add_months
from trede.settlement.terms import ReportDue, Terms

State = Literal["expected", "received", "late", "overdue"]


@dataclass(frozen=True)
class Owed:
    """One report: when it is due (the last day on which it is in time) and what became of it."""

    report: ReportDue
    due_on: date
    received_on: date | None
    state: State

    @property
    def titles(self) -> Mapping[str, str]:
        """The report in the words of the contract."""
        return self.report.titles


def owed_reports(
    terms: Terms, participation: Participation, facts: Facts, day: date
) -> Iterator[Owed]:
    """Yield the reports whose moment has come by a day, each with what was received for it."""
    received = facts.reports_of.get(participation.participation_id, ())
    for report in terms.reports:
        own = [each for each in received if each.name == report.name]
        within = timedelta(days=report.within_days)
        last_days = [moment + within for moment in _moments(report, participation, day)]
        found = pair(last_days, [each.due_on for each in own])
        for due_on in last_days:
            received_on = own[found[due_on]].received_on if due_on in found else None
            yield Owed(report, due_on, received_on, _state(due_on, received_on, day))


def pair(last_days: Sequence[date], meant_for: Sequence[date | None]) -> Mapping[date, int]:
    """Lay reports, in order of receipt, beside the last days of a calendar.

    ``meant_for`` is the last day that each report names. One that names none, or one that is not
    in the calendar, is for the first day that is left; one for a day still to come waits for it.
    Returns the number of the report by last day.
    """
    found: dict[date, int] = {}
    for number, day in enumerate(meant_for):
        if day is not None and day in last_days:
            found.setdefault(day, number)
    latest = max(last_days, default=date.min)
    others = [
        number
        for number, day in enumerate(meant_for)
        if number not in found.values() and (day is None or day <= latest)
    ]
    left = [day for day in last_days if day not in found]
    return {**found, **dict(zip(left, others, strict=False))}


def _moments(report: ReportDue, participation: Participation, day: date) -> Iterator[date]:
    ended = participation.span.ends_on
    if report.months is None:
        if ended is not None and ended <= day:
            yield ended
        return
    last = min(day, ended or day)
    for number in count(1):
        moment = add_months(participation.span.starts_on, number * report.months)
        if moment > last:
            return
        yield moment
        if not report.repeated:
            return


def _state(due_on: date, received_on: date | None, day: date) -> State:
    if received_on is not None:
        return "received" if received_on <= due_on else "late"
    return "overdue" if day > due_on else "expected"
