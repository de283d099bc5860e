"""Rebuilds what an amount rests on: price and rule of the terms, reason, and the facts behind it.

A payment is looked at as it was made: what was recorded at that moment is settled once more,
without the payment itself. What was put on file only later, such as payments from before the
register, is rebuilt from what is recorded now, and that is said.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast

from django.db.models import Q

from trede.dossier.tables import TABLES
from trede.errors import TredeError
from trede.register.facts.models import Fact, model_of
from trede.register.payments.facts import SHARED
from trede.register.payments.lines import by_key, key_of
from trede.register.payments.resting import CLAIMS, EVIDENCE, SHOWN, Resting, resting
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

Moment = tuple[datetime, int]
"""When something was said: the moment, and the number of the change, which tells apart what was
said in one second."""


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

    def known(self, table: str, moment: Moment | None) -> Iterator[Row]:
        """Yield the rows of a table believed at a moment, or now."""
        return self._believed(self.rows[table], moment)

    @staticmethod
    def _believed(rows: Iterable[Row], moment: Moment | None) -> Iterator[Row]:
        for row in rows:
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

    def row(self, table: str, key: str, moment: Moment | None) -> Row | None:
        """Return a row as it was believed at a moment, or as it is now; none if it was not."""
        return next(self._believed(self._versions.get((table, key), ()), moment), None)

    def evidence(self, claim_id: str, moment: Moment | None) -> Iterable[Row]:
        """Yield what was sent to prove a claim, the first that came first."""
        found = self._believed(self._proofs.get(claim_id, ()), moment)
        return sorted(found, key=lambda row: (cast("date", row["received_on"]), row["pk"]))

    @cached_property
    def _versions(self) -> Mapping[tuple[str, str], Sequence[Row]]:
        """All versions of each row by table and key; what is stored first need not be older."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for table in TABLES_READ:
            if len(TABLES[table].key) == 1:
                (key,) = TABLES[table].key
                for row in self.rows[table]:
                    found[table, str(row[key])].append(row)
        return found

    @cached_property
    def _proofs(self) -> Mapping[str, Sequence[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows[EVIDENCE]:
            found[str(row["claim_id"])].append(row)
        return found


def _moment(row: Row, what: str) -> Moment:
    return cast("datetime", row[f"{what}_at"]), cast("int | None", row[f"{what}_in"]) or 0


def _about(table: str, people: Collection[str]) -> Q:
    return Q() if table in SHARED else Q(person_id__in=people)


def _read(table: str, whom: Q) -> list[dict[str, Any]]:
    declared = TABLES[table]
    own = TABLES_READ.get(table, ("contract_id", "version", "terms", "ends_on"))
    shown = SHOWN.get(table, ())
    begins = (declared.begins,) if declared.begins else ()
    also = ("pk", "source", "recorded_at", "recorded_in", "withdrawn_at", "withdrawn_in")
    columns = dict.fromkeys((*own, *shown, *declared.key, *begins, *also))
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
                return self._ground(line, terms, moment, late=moment is None)
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
        terms = self.terms_now.get((line.key.contract_id, line.version))
        return self._ground(line, terms, None)

    def of_version(self, key: Key, version: int) -> Ground:
        """Return what a version says of an amount of which no more is known."""
        held = self.terms_now.get((key.contract_id, version))
        return Ground(key.contract_id, version, rule_of(held, key.term))

    def _ground(
        self, line: Line, terms: Terms | None, moment: Moment | None, *, late: bool = False
    ) -> Ground:
        rule = rule_of(terms, line.key.term)
        facts = tuple(self._resting(line, terms, moment))
        said = sentence(line.reason)
        return Ground(line.key.contract_id, line.version, rule, said, facts, late)

    def _resting(self, line: Line, terms: Terms | None, moment: Moment | None) -> Iterator[Resting]:
        """Yield the facts behind a line as they stood at a moment; of a claim, also its proof."""
        for fact in line.facts:
            table, _slash, key = fact.partition("/")
            row = self.history.row(table, key, moment)
            if row is None:
                continue
            yield resting(table, row, terms)
            if table == CLAIMS:
                proofs = self.history.evidence(key, moment)
                yield from (resting(EVIDENCE, proof, terms) for proof in proofs)


def _is(terms: Terms, line: Line) -> bool:
    return (terms.contract_id, terms.version) == (line.key.contract_id, line.version)
