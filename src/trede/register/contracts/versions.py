"""Reads the versions of a contract's terms: what each says, from when, and what rests on it.

A participation keeps the version of the day it began. A later version ends the one before it on
the day it starts; the document of the former stays as it was agreed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from trede.register.contracts.differing import all_changes
from trede.register.facts.models import Fact, believed
from trede.settlement.describing import Changed, Chapter, describe
from trede.settlement.entries import FaultyTermsError
from trede.settlement.rows import terms_in
from trede.settlement.terms import Terms


@dataclass(frozen=True)
class Version:
    """A version of the terms of a contract as it is on file.

    ``terms`` is empty and ``fault`` says why if its document cannot be read. ``began`` counts the
    participations that keep it, ``waiting`` their invoice lines that are neither paid nor given up:
    it judges those, also where they were handed in under another version.
    """

    fact: Fact
    terms: Terms | None
    fault: str
    began: int
    waiting: int
    changed: tuple[Changed, ...] = ()

    @property
    def number(self) -> int:
        """Its number, from 1."""
        return int(str(self.fact.cell("version")))

    @property
    def starts_on(self) -> date:
        """First day on which it holds for those who begin."""
        return _day(self.fact, "starts_on") or date.min

    @property
    def ends_on(self) -> date | None:
        """First day on which it no longer does."""
        return self.terms.ends_on if self.terms else _day(self.fact, "ends_on")

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """What it says, by subject."""
        return describe(self.terms) if self.terms else ()

    def holds_on(self, day: date) -> bool:
        """Tell whether who begins on a day comes under it."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


def versions_of(contract_id: str) -> list[Version]:
    """Return the versions of a contract's terms, the first first."""
    facts = list(believed("contract_versions").filter(contract_id=contract_id))
    facts.sort(key=lambda each: (_day(each, "starts_on") or date.min, str(each.cell("version"))))
    read = [_read(each) for each in facts]
    began = _began(contract_id, facts, [terms for terms, _fault in read])
    holds = [
        (int(str(fact.cell("version"))), *_days(fact, terms))
        for fact, (terms, _fault) in zip(facts, read, strict=True)
    ]
    waiting = _waiting(contract_id, holds)
    found: list[Version] = []
    for fact, (terms, fault) in zip(facts, read, strict=True):
        former = next((each.terms for each in reversed(found) if each.terms), None)
        changed = all_changes(former, terms) if former and terms else ()
        number = int(str(fact.cell("version")))
        found.append(Version(fact, terms, fault, began[number], waiting[number], changed))
    return found


def readable_terms(contracts: Iterable[str] | None = None) -> Mapping[str, list[Terms]]:
    """Return the terms of contracts or of all, the first first; without unreadable documents.

    Whoever settles must not pass over a document: :func:`trede.register.payments.facts.terms_of`.
    """
    found: dict[str, list[Terms]] = {}
    facts = believed("contract_versions").order_by("starts_on", "version")
    if contracts is not None:
        facts = facts.filter(contract_id__in=list(contracts))
    for fact in facts:
        terms, _fault = _read(fact)
        if terms is not None:
            found.setdefault(str(fact.cell("contract_id")), []).append(terms)
    return found


def version_on(versions: Iterable[Terms], day: date) -> Terms | None:
    """Return the version, of those of one contract, that holds for who begins on a day, if any."""
    return next((each for each in versions if each.holds_on(day)), None)


def _waiting(contract_id: str, holds: Sequence[tuple[int, date, date | None]]) -> Mapping[int, int]:
    """Count the invoice lines that are neither paid nor given up, by the version that judges them.

    That is the version of the day on which the participation began; a line about nobody in
    particular is counted with the version it was checked against.
    """
    counted: Counter[int] = Counter()
    rows = _open_lines(contract_id).values_list("participation_id", "version")
    begun = believed("participations").filter(contract_id=contract_id)
    starts = dict(begun.values_list("participation_id", "starts_on"))
    for participation_id, checked_against in rows:
        began = starts.get(participation_id)
        fitting = (
            number
            for number, starts_on, ends_on in holds
            if began is not None and starts_on <= began and (ends_on is None or began < ends_on)
        )
        counted[next(fitting, checked_against)] += 1
    return counted


def _open_lines(contract_id: str) -> "QuerySet[Any, Any]":
    paid = believed("payments").filter(contract_id=contract_id, invoice_line_id__isnull=False)
    lines = believed("invoice_lines").filter(contract_id=contract_id, dropped_on__isnull=True)
    return lines.exclude(invoice_line_id__in=paid.values("invoice_line_id"))


def moved_by(contract_id: str, starts_on: date, until: date | None) -> tuple[int, int]:
    """Count who began from a day on, and their invoice lines that wait: they come under others."""
    began = believed("participations").filter(contract_id=contract_id, starts_on__gte=starts_on)
    if until is not None:
        began = began.filter(starts_on__lt=until)
    begun = began.values("participation_id")
    waiting = _open_lines(contract_id).filter(participation_id__in=begun)
    return began.count(), waiting.count()


def _began(
    contract_id: str, facts: Sequence[Fact], terms: Sequence[Terms | None]
) -> Mapping[int, int]:
    """Count the participations that keep each version, by the day they began, in one question."""
    counts = {}
    for fact, read in zip(facts, terms, strict=True):
        starts_on, ends_on = _days(fact, read)
        within = Q(starts_on__gte=starts_on)
        if ends_on is not None:
            within &= Q(starts_on__lt=ends_on)
        counts[f"v{fact.cell('version')}"] = Count("pk", filter=within)
    if not counts:
        return {}
    found = believed("participations").filter(contract_id=contract_id).aggregate(**counts)
    return {int(name.removeprefix("v")): number for name, number in found.items()}


def _days(fact: Fact, terms: Terms | None) -> tuple[date, date | None]:
    """Return the first day of a version, and the first on which it no longer holds."""
    return _day(fact, "starts_on") or date.min, terms.ends_on if terms else _day(fact, "ends_on")


def _read(fact: Fact) -> tuple[Terms | None, str]:
    try:
        (terms,) = terms_in([(f"{fact.cell('contract_id')}, {fact.cell('version')}", fact.values)])
    except FaultyTermsError as error:
        return None, str(error)
    return terms, ""


def _day(fact: Fact, column: str) -> date | None:
    value = fact.cell(column)
    return value if isinstance(value, date) else None
