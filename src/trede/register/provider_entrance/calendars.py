"""The reports that are due for participations: what the contract's calendar asks, what came in.

The days are those of the settlement. A report that was asked back counts as received only once it
was sent again. A report that names its day is for that day, whatever came earlier or later.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trede.language import in_language
from trede.register.contracts.versions import readable_terms
from trede.register.facts.models import Fact, believed
from trede.register.provider_entrance.agreements import terms_for
from trede.settlement.calendars import owed_reports, pair
from trede.settlement.facts import Facts, Participation
from trede.settlement.spans import Span
from trede.settlement.terms import Terms

ASKED_BACK = "asked_back"
AHEAD = timedelta(days=400)
"""How far ahead the next report of each kind is looked for."""
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Due:
    """One report that a contract asks: ``sent`` is what came in for it, if anything did."""

    participation: Fact
    name: str
    titles: Mapping[str, str]
    due_on: date
    sent: Fact | None
    holds_payment: bool = False
    is_in_calendar: bool = True
    first_on: date = date.min
    """From when it can be sent: the end of the period it is about."""

    @property
    def title(self) -> str:
        """The report in the words of the contract."""
        return in_language(self.titles)

    @property
    def key(self) -> str:
        """By what a form names it."""
        return f"{self.name}@{self.due_on.isoformat()}"

    @property
    def is_asked_back(self) -> bool:
        """Tell whether the municipality asked it back."""
        return self.sent is not None and self.sent.cell("answer") == ASKED_BACK

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be sent, or to be sent again."""
        return self.sent is None or self.is_asked_back

    def is_late(self, day: date) -> bool:
        """Tell whether it is still to be sent after its last day in the calendar."""
        return self.is_in_calendar and self.is_open and day > self.due_on

    def is_soon(self, day: date) -> bool:
        """Tell whether it is to be sent within two weeks, or should have been."""
        return self.is_open and self.due_on <= day + SOON

    def may_send(self, day: date) -> bool:
        """Tell whether it can be sent on a day: not before its period is over."""
        return self.is_asked_back or self.first_on <= day

    def has_ended(self, day: date) -> bool:
        """Tell whether the participation had ended by a day."""
        ends_on = self.participation.cell("ends_on")
        return isinstance(ends_on, date) and ends_on <= day

    @property
    def contract_id(self) -> str:
        """The contract under which it is asked."""
        return str(self.participation.cell("contract_id") or "")


def calendar_of(
    participation: Fact, terms: Terms | None, reports: Sequence[Fact], day: date
) -> list[Due]:
    """Return the reports asked until a day, and the next one of each kind, by their last day."""
    if terms is None:
        return []
    asked: list[Due] = []
    for name, moments in _moments(participation, terms, day).items():
        own = [each for each in reports if each.cell("name") == name]
        found = pair(moments, [_meant_for(each) for each in own])
        sent = {moment: own[number] for moment, number in found.items()}
        report = next(each for each in terms.reports if each.name == name)
        asked += (
            Due(
                participation, name, report.titles, moment, sent.get(moment), report.holds_payment,
                first_on=moment - timedelta(days=report.within_days),
            )
            for moment in moments
        )  # fmt: skip
    return sorted(asked, key=lambda each: (each.due_on, each.name))


def calendars_of(participations: Iterable[Fact], day: date) -> dict[str, list[Due]]:
    """Return the calendars of many participations at once, by participation."""
    taking_part = list(participations)
    versions = readable_terms({str(each.cell("contract_id")) for each in taking_part})
    received = reports_on(taking_part)
    return {
        key: calendar_of(each, terms_for(each, versions), received.get(key, ()), day)
        for each in taking_part
        for key in (str(each.cell("participation_id")),)
    }


def reports_on(participations: Iterable[Fact]) -> Mapping[str, list[Fact]]:
    """Return the reports on participations, the first received first."""
    return grouped("progress_reports", participations, "received_on")


def grouped(
    table: str, participations: Iterable[Fact], order: str, **picked: object
) -> Mapping[str, list[Fact]]:
    """Return facts of a table that name a participation, by participation, in order of a day."""
    found: dict[str, list[Fact]] = defaultdict(list)
    keys = [str(each.cell("participation_id")) for each in participations]
    for first in range(0, len(keys), 500):
        part = keys[first : first + 500]
        rows = believed(table).filter(participation_id__in=part, **picked)
        for row in rows.order_by(order, "recorded_at", "pk"):
            found[str(row.cell("participation_id"))].append(row)
    return found


def _moments(participation: Fact, terms: Terms, day: date) -> dict[str, list[date]]:
    """Return the last days of each report: those until a day, and one to come."""
    starts_on, ends_on = participation.cell("starts_on"), participation.cell("ends_on")
    if not isinstance(starts_on, date):
        return {}
    span = Span(starts_on, ends_on if isinstance(ends_on, date) else None)
    known = Participation(
        str(participation.cell("participation_id")),
        str(participation.cell("person_id")),
        terms.contract_id,
        span,
    )
    until: dict[str, list[date]] = defaultdict(list)
    within = {each.name: timedelta(days=each.within_days) for each in terms.reports}
    for owed in owed_reports(terms, known, Facts(), day + AHEAD):
        moments, name = until[owed.report.name], owed.report.name
        coming = [each for each in moments if each - within[name] > day]
        if not coming:
            moments.append(owed.due_on)
    return until


def _meant_for(report: Fact) -> date | None:
    due_on = report.cell("due_on")
    return due_on if isinstance(due_on, date) else None
