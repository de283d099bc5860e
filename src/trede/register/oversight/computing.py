"""Makes what is still to come anew, from all facts and terms: once a night, and one at a time.

Settling all takes too long for a page. So it is kept, and of a contract under which something
changed it is made anew when someone looks. Terms that cannot be read are left out and named.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from time import monotonic

from django.db import transaction

from trede.register.facts.models import believed
from trede.register.oversight.models import Behind, Computed, OpenAmount, OpenReport, Prospect
from trede.register.oversight.prospects import Agreed, by_contract, open_reports, still_to_earn
from trede.register.payments.facts import facts_of, participants_of, terms_of
from trede.register.signals.projection import ROWS_AT_ONCE, Difference, project
from trede.settlement.entries import FaultyTermsError
from trede.settlement.facts import Facts
from trede.settlement.lines import Line, Settlement, Verdict
from trede.settlement.settling import settle
from trede.settlement.terms import Terms

Rows = Mapping[tuple[object, ...], tuple[object, ...]]


@dataclass(frozen=True)
class Refreshed:
    """What a run changed in the projections."""

    reports: Difference
    amounts: Difference
    prospects: Difference


def refresh_oversight(day: date) -> Refreshed:
    """Make anew what is still to come, as of a day, and store what differs."""
    began = monotonic()
    seen = list(Behind.objects.values_list("pk", flat=True))
    terms, faults = _readable_terms()
    wanted = _wanted(terms, facts_of(), day)
    with transaction.atomic():
        for start in range(0, len(seen), ROWS_AT_ONCE):
            Behind.objects.filter(pk__in=seen[start : start + ROWS_AT_ONCE]).delete()
        refreshed = Refreshed(
            project(OpenReport, wanted[0]),
            project(OpenAmount, wanted[1]),
            project(Prospect, wanted[2]),
        )
        seconds = round(monotonic() - began, 1)
        Computed.objects.create(day=day, seconds=seconds, fault=" ".join(faults))
        _forget_older()
    return refreshed


def projections_of(contract_id: str, day: date) -> None:
    """Make anew what is still to come under one contract; raises FaultyTermsError.

    As in :func:`trede.register.payments.facts.settle_contracts`, what its clients do under other
    contracts is settled along.
    """
    people = participants_of([contract_id])
    touched = believed("participations").filter(person_id__in=people).order_by()
    keys = {str(key) for key in touched.values_list("contract_id", flat=True).distinct()}
    terms, facts = terms_of({*keys, contract_id}), facts_of(people, [contract_id])
    reports, amounts, prospects = _wanted(terms, facts, day, contract_id)
    among = {"contract_id": contract_id}
    project(OpenReport, reports, among=among)
    project(OpenAmount, amounts, among=among)
    project(Prospect, prospects, among=among)


def _wanted(
    terms: Iterable[Terms], facts: Facts, day: date, contract_id: str | None = None
) -> tuple[Rows, Rows, Rows]:
    """Return the rows of reports, amounts and fees to be earned, of all contracts or of one."""
    agreed = by_contract(terms)
    last = max((each.paid_on for each in facts.payments), default=day)
    settled = settle(tuple(terms), facts, max(day, last))
    made = (_reports(agreed, facts, day), _amounts(settled), _prospects(agreed, facts, settled))
    if contract_id is None:
        return made
    reports, amounts, prospects = made
    return (
        {key: row for key, row in reports.items() if row[0] == contract_id},
        {key: row for key, row in amounts.items() if key[0] == contract_id},
        {key: row for key, row in prospects.items() if row[0] == contract_id},
    )


def last_computed() -> Computed | None:
    """Return when the projections were last made; none if they never were."""
    return Computed.objects.first()


KEPT = 30
"""So many times of making are kept to look back on."""


def _forget_older() -> None:
    newest = Computed.objects.values_list("pk", flat=True)[:KEPT]
    Computed.objects.exclude(pk__in=list(newest)).delete()


def _readable_terms() -> tuple[tuple[Terms, ...], list[str]]:
    """Return the terms of all contracts that can be read, and what is wrong with the others."""
    with suppress(FaultyTermsError):
        return terms_of(), []
    found: list[Terms] = []
    faults = []
    keys = believed("contract_versions").order_by("contract_id").values_list("contract_id")
    for (key,) in keys.distinct():
        try:
            found += terms_of([key])
        except FaultyTermsError as error:
            faults.append(str(error))
    return tuple(found), faults


def _reports(agreed: Agreed, facts: Facts, day: date) -> Rows:
    return {
        (each.participation.participation_id, each.name, each.due_on): (
            each.participation.contract_id,
            each.participation.person_id,
            each.titles["nl"],
            each.titles["en"],
        )
        for each in open_reports(agreed, facts, day)
    }


def _amounts(settled: Settlement) -> Rows:
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    for line in _worth_keeping(settled.lines):
        key = line.key
        row = (key.contract_id, key.participation_id, key.term, key.period, line.reason.code)
        found[row] = (
            line.person_id, line.verdict.value, line.cents, line.since, line.payable_on,
            line.titles["nl"], line.titles["en"],
        )  # fmt: skip
    return found


def _worth_keeping(lines: Iterable[Line]) -> Iterable[Line]:
    """Return what is due or held, and what is refused until a day that is known."""
    return (
        line for line in lines if line.verdict is not Verdict.REFUSED or line.payable_on is not None
    )


def _prospects(agreed: Agreed, facts: Facts, settled: Settlement) -> Rows:
    contracts = {each.participation_id: each.contract_id for each in facts.participations}
    earned = still_to_earn(agreed, facts, settled, settled.day)
    return {(key,): (contracts[key], cents) for key, cents in earned.items()}
