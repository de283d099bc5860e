"""Whether reports came in time: those that the calendar of the terms asked for, and what came.

A report that was asked back was not received until it is sent again (regioplan-2003 L11;
rekenkamer-amsterdam L14: half a year late and unread).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trede.register.contracts.versions import readable_terms, version_on
from trede.register.facts.models import believed
from trede.settlement.calendars import owed_reports
from trede.settlement.facts import Facts
from trede.settlement.rows import TABLES_READ, Row, facts_in
from trede.settlement.terms import Titles


@dataclass(frozen=True)
class Punctuality:
    """Reports of one name: due by now, of which in time, late, and still missing."""

    titles: Titles
    in_time: int
    late: int
    overdue: int

    @property
    def due(self) -> int:
        """How many should have been there."""
        return self.in_time + self.late + self.overdue


def punctuality(contracts: Collection[str], day: date) -> Mapping[str, list[Punctuality]]:
    """Return how punctual the reports of contracts were, by contract; by report in its calendar."""
    terms = {
        key: versions
        for key, versions in readable_terms(contracts).items()
        if any(each.reports for each in versions)
    }
    facts = _facts(terms).as_of(day)
    counted: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    titles: dict[tuple[str, str], Titles] = {}
    for each in facts.participations:
        version = version_on(terms.get(each.contract_id, ()), each.span.starts_on)
        for owed in owed_reports(version, each, facts, day) if version is not None else ():
            counted[each.contract_id][owed.report.name][owed.state] += 1
            titles[each.contract_id, owed.report.name] = owed.titles
    return {
        key: [
            Punctuality(titles[key, name], found["received"], found["late"], found["overdue"])
            for name, found in by_report.items()
        ]
        for key, by_report in counted.items()
    }


def together(reports: Iterable[Punctuality]) -> Punctuality:
    """Return all reports of a contract as one."""
    found = list(reports)
    return Punctuality(
        {},
        sum(each.in_time for each in found),
        sum(each.late for each in found),
        sum(each.overdue for each in found),
    )


def _facts(contracts: Collection[str]) -> Facts:
    """Return participations and reports of contracts; the rest plays no part."""

    def rows_of(table: str) -> Iterable[Row]:
        if table not in {"participations", "progress_reports"}:
            return ()
        own = believed("participations").filter(contract_id__in=list(contracts))
        found = own
        if table == "progress_reports":
            own_keys = own.values("participation_id")
            found = believed(table).filter(participation_id__in=own_keys)
        rows: Iterable[Row] = found.order_by("pk").values(*TABLES_READ[table])
        return rows

    return facts_in(rows_of)
