"""The reports that a company owes on a participation, and what became of each."""

from collections.abc import Iterator, Mapping
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
    """Yield the reports whose moment has come by a day; the nth received is for the nth moment."""
    received = facts.reports_of.get(participation.participation_id, ())
    for report in terms.reports:
        own = [each.received_on for each in received if each.name == report.name]
        for number, moment in enumerate(_moments(report, participation, day)):
            due_on = moment + timedelta(days=report.within_days)
            received_on = own[number] if number < len(own) else None
            yield Owed(report, due_on, received_on, _state(due_on, received_on, day))


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
