"""Settles contracts on what the register believes, through few questions to the database.

Like activities are watched over all contracts of a client. So the contracts that the clients of
the chosen contracts touch are settled along, on the facts of those clients.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from trede.register.facts.models import believed
from trede.settlement.facts import Facts
from trede.settlement.lines import Settlement
from trede.settlement.rows import TABLES_READ, Row, facts_in, terms_in
from trede.settlement.settling import settle
from trede.settlement.terms import Terms

SHARED = frozenset({"providers"})
"""The tables of a settlement that are about nobody in particular."""


def settle_contracts(contracts: Collection[str], day: date) -> Settlement:
    """Return what is due, held and refused under some contracts on a day."""
    if not contracts:
        return Settlement(day, (), ())
    people = participants_of(contracts)
    touched = believed("participations").filter(person_id__in=people).order_by()
    keys = {str(each) for each in touched.values_list("contract_id", flat=True).distinct()}
    found = settle(terms_of({*keys, *contracts}), facts_of(people, contracts), day)
    return found.of(set(contracts))


def settle_people(people: Iterable[str], day: date) -> Settlement:
    """Return what is said of some people under all their contracts.

    What depends on others, such as the most for a contract and year cohorts, is left out of it: pay
    only upon :func:`settle_contracts`.
    """
    chosen = list(people)
    touched = believed("participations").filter(person_id__in=chosen).order_by()
    keys = {str(each) for each in touched.values_list("contract_id", flat=True).distinct()}
    return settle(terms_of(keys), facts_of(chosen), day)


def settle_all(day: date) -> Settlement:
    """Return what is due, held and refused under all contracts on a day."""
    return settle(terms_of(), facts_of(), day)


def participants_of(contracts: Collection[str]) -> "QuerySet[Any, Any]":
    """Return the people who take or took part in some contracts."""
    found = believed("participations").filter(contract_id__in=contracts).order_by()
    return found.values_list("person_id", flat=True)


def terms_of(contracts: Collection[str] | None = None) -> tuple[Terms, ...]:
    """Return the terms of some contracts or of all; raises FaultyTermsError."""
    rows = believed("contract_versions").order_by("contract_id", "version")
    if contracts is not None:
        rows = rows.filter(contract_id__in=contracts)
    return terms_in(
        (f"{row['contract_id']}, {row['version']}", row)
        for row in rows.values("contract_id", "version", "terms", "ends_on")
    )


def facts_of(
    people: "Collection[str] | QuerySet[Any, Any] | None" = None,
    contracts: Collection[str] = (),
) -> Facts:
    """Return the facts of some people or of everybody.

    With people, what was paid under the contracts named comes along whole: the amounts for cohorts
    are about nobody in particular.
    """

    def rows_of(table: str) -> Iterator[Row]:
        rows = believed(table).order_by("pk")
        if people is not None and table not in SHARED:
            rows = rows.filter(_about(table, people, contracts))
        yield from rows.values(*TABLES_READ[table]).iterator(chunk_size=5000)

    return facts_in(rows_of)


def _about(
    table: str,
    people: "Collection[str] | QuerySet[Any, Any]",
    contracts: Collection[str],
) -> Q:
    """Return what picks the rows of a table about some people.

    What rests on a participation is picked by it: a payment stays with the person it was booked
    for, though the client was merged with another.
    """
    if table != "payments":
        return Q(person_id__in=people)
    theirs = believed("participations").filter(person_id__in=people).order_by()
    own = Q(participation_id__in=theirs.values("participation_id"))
    return own | Q(contract_id__in=contracts)
