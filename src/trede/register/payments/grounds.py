"""Rebuilds what an amount rests on: price and rule of the terms, reason, and the facts behind it.

A payment is looked at as it was made: what was recorded at that moment is settled once more,
without the payment itself. What was put on file only later, such as payments from before the
register, is rebuilt from what is recorded now, and that is said.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast

from django.db.models import Q

from trede.dossier.tables import TABLES
from trede.errors import TredeError
from trede.language import in_language
from trede.language import translate as _
from trede.register.facts.models import Fact, model_of
from trede.register.pages.templating import show_code, show_day, show_last_day
from trede.register.payments.facts import SHARED
from trede.register.payments.lines import by_key, key_of
from trede.register.payments.words import title_of
from trede.settlement.describing import Entry, describe
from trede.settlement.facts import Facts
from trede.settlement.lines import Key, Line, Verdict
from trede.settlement.rows import TABLES_READ, Row, facts_in, terms_in
from trede.settlement.sentences import sentence
from trede.settlement.settling import settle
from trede.settlement.terms import Terms

_OF_SCHEMES: Mapping[str, tuple[str, ...]] = {
    "effort": ("price",),
    "result": ("price", "result:"),
    "bonus_malus": ("bonus", "malus"),
    "bonus": ("small_bonus", "big_bonus"),
}
_TITLES = {
    "participations": lambda: _("took part"),
    "placements": lambda: _("at work"),
    "benefit_spells": lambda: _("benefit"),
    "exit_verifications": lambda: _("verification by an independent source"),
    "attendance_signatures": lambda: _("attendance list"),
}
_DAYS = {"participations": "ends_on", "placements": "verified_on"}
"""What is said beside the first day: the end of taking part, and the day work was confirmed."""
REPORTS, CLAIMS = "progress_reports", "premium_claims"
IN_CHAIN = frozenset({*_TITLES, REPORTS, CLAIMS}) - {"benefit_spells"}


Moment = tuple[datetime, int]
"""When something was said: the moment, and the number of the change, which tells apart what was
said in one second."""


@dataclass(frozen=True)
class Resting:
    """A fact that an amount rests on: what it is, of which day, said by whom, recorded when."""

    table: str
    key: str
    title: str
    on: date | None
    beside: str
    source: str
    recorded_at: datetime

    @property
    def is_in_chain(self) -> bool:
        """Whether it stands in the money chain of the client, where one can go."""
        return self.table in IN_CHAIN


@dataclass(frozen=True)
class Ground:
    """What an amount rests on; ``late`` if only what was recorded later explains it.

    ``rule`` is what the contract says of it, ``version`` the version of the terms.
    """

    contract_id: str
    version: int
    rule: tuple[Entry, ...]
    sentence: str = ""
    facts: tuple[Resting, ...] = ()
    late: bool = False


def rule_of(terms: Terms | None, term: str) -> tuple[Entry, ...]:
    """Return what a version says of a term: its price and when it is paid; nothing if not known."""
    if terms is None:
        return ()
    entries = [entry for chapter in describe(terms) for entry in chapter.entries]
    wanted = (f"fee:{term}", f"premium:{term}", *_OF_SCHEMES.get(term, ()))
    return tuple(
        entry
        for entry in entries
        if entry.key in wanted or (entry.key.startswith("result:") and "result:" in wanted)
    )


@dataclass(frozen=True)
class History:
    """All rows that settlements about some people read, also those no longer believed."""

    rows: Mapping[str, Sequence[Row]]

    @classmethod
    def of(cls, people: Collection[str], contracts: Collection[str] = ()) -> "History":
        """Read the rows about some people, and the terms of all contracts that they touch."""
        rows = {table: _read(table, _about(table, people)) for table in TABLES_READ}
        keys = {str(row["contract_id"]) for row in rows["participations"]} | set(contracts)
        rows["contract_versions"] = _read("contract_versions", Q(contract_id__in=keys))
        return cls(rows)

    def known(self, table: str, moment: Moment | None) -> Iterable[Row]:
        """Yield the rows believed at a moment, or now."""
        for row in self.rows[table]:
            withdrawn = row["withdrawn_at"] is not None
            if moment is None:
                if not withdrawn:
                    yield row
            elif _moment(row, "recorded") <= moment and (
                not withdrawn or _moment(row, "withdrawn") > moment
            ):
                yield row

    def terms_at(self, moment: Moment | None) -> tuple[Terms, ...]:
        """Return the terms as they stood at a moment, or now; raises FaultyTermsError."""
        rows = sorted(
            self.known("contract_versions", moment),
            key=lambda row: (str(row["contract_id"]), cast("int", row["version"])),
        )
        return terms_in((f"{row['contract_id']}, {row['version']}", row) for row in rows)

    def facts_before(self, payment: Fact, moment: Moment | None) -> Facts:
        """Return the facts as they stood at a moment, with what was paid before a payment."""
        until = (cast("date", payment.cell("paid_on")), payment.pk)

        def rows_of(table: str) -> Iterable[Row]:
            rows = self.known(table, moment)
            if table != "payments":
                return rows
            return (row for row in rows if (row["paid_on"], row["pk"]) < until)

        return facts_in(rows_of)

    @cached_property
    def newest(self) -> Mapping[tuple[str, str], Row]:
        """The last version of each row by table and key."""
        found: dict[tuple[str, str], Row] = {}
        for table, rows in self.rows.items():
            if table in TABLES_READ and len(TABLES[table].key) == 1:
                (key,) = TABLES[table].key
                for row in rows:
                    found[table, str(row[key])] = row
        return found


def _moment(row: Row, what: str) -> Moment:
    return cast("datetime", row[f"{what}_at"]), cast("int | None", row[f"{what}_in"]) or 0


def _about(table: str, people: Collection[str]) -> Q:
    return Q() if table in SHARED else Q(person_id__in=people)


def _read(table: str, whom: Q) -> list[dict[str, Any]]:
    declared = TABLES[table]
    own = TABLES_READ.get(table, ("contract_id", "version", "terms", "ends_on"))
    begins = (declared.begins,) if declared.begins else ()
    also = ("pk", "source", "recorded_at", "recorded_in", "withdrawn_at", "withdrawn_in")
    columns = dict.fromkeys((*own, *declared.key, *begins, *also))
    return list(model_of(table).objects.filter(whom).order_by("pk").values(*columns))


@dataclass(frozen=True)
class Grounds:
    """Says what amounts about some people rest on."""

    history: History

    @classmethod
    def of(cls, people: Iterable[str], contracts: Collection[str] = ()) -> "Grounds":
        """Read what is needed, in as many questions for many people as for one."""
        return cls(History.of({each for each in people if each}, contracts))

    @cached_property
    def terms_now(self) -> Mapping[tuple[str, int], Terms]:
        """The terms as they stand now by contract and version; none if they cannot be read."""
        try:
            terms = self.history.terms_at(None)
        except TredeError:
            return {}
        return {(each.contract_id, each.version): each for each in terms}

    def of_payment(self, payment: Fact, version: object = None) -> Ground | None:
        """Return what a payment rested on; none if nothing is known of it any more."""
        for moment in ((payment.recorded_at, payment.recorded_in_id or 0), None):
            found = self._rebuilt(payment, moment)
            if found is not None:
                line, terms = found
                return self._ground(line, terms, late=moment is None)
        key = key_of(payment)
        number = version if isinstance(version, int) else None
        held = self.terms_now.get((key.contract_id, number)) if number is not None else None
        if held is None:
            return None
        return Ground(key.contract_id, held.version, rule_of(held, key.term))

    def _rebuilt(self, payment: Fact, moment: Moment | None) -> tuple[Line, Terms | None] | None:
        paid_on = cast("date", payment.cell("paid_on"))
        try:
            terms = self.history.terms_at(moment)
            facts = self.history.facts_before(payment, moment)
            settled = settle(terms, facts, paid_on)
        except TredeError:
            return None
        line = by_key(settled).get(key_of(payment))
        if line is None or line.verdict is not Verdict.DUE:
            return None
        return line, next((each for each in terms if _is(each, line)), None)

    def of_line(self, line: Line) -> Ground:
        """Return what an amount of the settlement of today rests on."""
        return self._ground(line, self.terms_now.get((line.key.contract_id, line.version)))

    def of_version(self, key: Key, version: int) -> Ground:
        """Return what a version says of an amount of which no more is known."""
        held = self.terms_now.get((key.contract_id, version))
        return Ground(key.contract_id, version, rule_of(held, key.term))

    def _ground(self, line: Line, terms: Terms | None, *, late: bool = False) -> Ground:
        rule = rule_of(terms, line.key.term)
        found = (self._resting(each, terms) for each in line.facts)
        facts = tuple(each for each in found if each is not None)
        said = sentence(line.reason)
        return Ground(line.key.contract_id, line.version, rule, said, facts, late)

    def _resting(self, fact: str, terms: Terms | None) -> Resting | None:
        table, _slash, key = fact.partition("/")
        row = self.history.newest.get((table, key))
        if row is None:
            return None
        begins = TABLES[table].begins
        return Resting(
            table, key, _title(table, row, terms),
            cast("date | None", row[begins]) if begins else None, _beside(table, row),
            str(row["source"]), cast("datetime", row["recorded_at"]),
        )  # fmt: skip


def _is(terms: Terms, line: Line) -> bool:
    return (terms.contract_id, terms.version) == (line.key.contract_id, line.version)


def _title(table: str, row: Row, terms: Terms | None) -> str:
    if table == REPORTS:
        return _("report “{title}”").format(title=_report(str(row["name"]), terms))
    if table == CLAIMS:
        return _("claim of {premium}").format(premium=title_of(terms, str(row["premium"])))
    said = _TITLES.get(table)
    return said() if said is not None else table


def _report(name: str, terms: Terms | None) -> str:
    for each in terms.reports if terms is not None else ():
        if each.name == name:
            return in_language(each.titles)
    for fee in terms.fees if terms is not None else ():
        if fee.report == name:
            return in_language(fee.titles)
    return name.replace("_", " ")


def _beside(table: str, row: Row) -> str:
    day = row.get(_DAYS.get(table, ""))
    said = []
    if table == "participations" and row["status"] is not None:
        said.append(show_code(str(row["status"]), "participation_status"))
    if isinstance(day, date):
        if table == "placements":
            said.append(_("confirmed on {day}").format(day=show_day(day)))
        else:
            said.append(_("until {day}").format(day=show_last_day(day)))
    return ", ".join(said)
