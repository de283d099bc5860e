"""Since when all that an amount rests on is on file: nobody pays upon what is not known yet."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property

from trede.dossier.tables import TABLES
from trede.register.facts.models import believed
from trede.settlement.lines import Line

CLAIMS = "premium_claims"
Days = Mapping[object, date]


class OnFile:
    """The days on which facts were recorded, read once for each table that is asked for."""

    def __init__(self) -> None:
        self._facts: dict[str, Days] = {}

    def since(self, line: Line) -> date:
        """Return the day on which the last of what a line rests on was recorded.

        That is its terms, the facts it names, the evidence of a claim, and the reports that were
        due by then: without those it would have been held.
        """
        named = [fact.partition("/") for fact in line.facts]
        days = [self._of(table).get(key, date.min) for table, _slash, key in named]
        days += [
            self._evidence.get(key, date.min) for table, _slash, key in named if table == CLAIMS
        ]
        days.append(self._terms.get((line.key.contract_id, line.version), date.min))
        days += [
            recorded_on
            for due_on, recorded_on in self._reports.get(line.key.participation_id, ())
            if due_on <= (line.payable_on or line.since)
        ]
        return max(days)

    def _of(self, table: str) -> Days:
        if table not in self._facts:
            (key,) = TABLES[table].key
            self._facts[table] = _latest(believed(table).values_list(key, "recorded_at"))
        return self._facts[table]

    @cached_property
    def _evidence(self) -> Days:
        return _latest(believed("premium_evidence").values_list("claim_id", "recorded_at"))

    @cached_property
    def _terms(self) -> Days:
        rows = believed("contract_versions").values_list("contract_id", "version", "recorded_at")
        return _latest(((contract, version), moment) for contract, version, moment in rows)

    @cached_property
    def _reports(self) -> Mapping[str, list[tuple[date, date]]]:
        """The reports of each participation: when they were due (or came), and were recorded."""
        columns = ("participation_id", "due_on", "received_on", "recorded_at")
        found: dict[str, list[tuple[date, date]]] = {}
        for key, due_on, received_on, moment in believed("progress_reports").values_list(*columns):
            found.setdefault(key, []).append((due_on or received_on, moment.date()))
        return found


def _latest(rows: Iterable[tuple[object, datetime]]) -> Days:
    found: dict[object, date] = {}
    for key, moment in rows:
        found[key] = max(moment.date(), found.get(key, date.min))
    return found
