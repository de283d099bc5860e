"""What was agreed for a participation: the terms of its contract on the day it began."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from trede.register.facts.models import Fact, believed
from trede.settlement.entries import FaultyTermsError
from trede.settlement.reading import parse_terms
from trede.settlement.terms import Premium, Terms

Versions = Mapping[str, list[Terms]]


def versions_of(contracts: Iterable[object]) -> Versions:
    """Return the versions of the terms of contracts, by contract, the oldest first."""
    found: dict[str, list[Terms]] = defaultdict(list)
    keys = {str(each) for each in contracts if each is not None}
    rows = believed("contract_versions").filter(contract_id__in=keys)
    for row in rows.order_by("contract_id", "starts_on"):
        terms = _read(str(row.cell("terms")))
        if terms is not None:
            found[str(row.cell("contract_id"))].append(terms)
    return found


def terms_for(participation: Fact, versions: Versions) -> Terms | None:
    """Return the version under which a participation falls; none if there is none of its day."""
    day = participation.cell("starts_on")
    agreed = versions.get(str(participation.cell("contract_id")), ())
    if not isinstance(day, date):
        return None
    return next((terms for terms in agreed if terms.holds_on(day)), None)


def terms_of(participation: Fact) -> Terms | None:
    """Return the version under which one participation falls."""
    return terms_for(participation, versions_of([participation.cell("contract_id")]))


def work_premiums(terms: Terms | None) -> list[Premium]:
    """Return the premiums for work that a contract knows."""
    return [each for each in terms.premiums if each.work is not None] if terms else []


@lru_cache(maxsize=256)
def _read(document: str) -> Terms | None:
    """Return the terms of a document; none if it cannot be read.

    One faulty document must not close the entrance: the page then says that no terms are known,
    and settling says what is wrong with it.
    """
    try:
        return parse_terms(document, "contract_versions")
    except FaultyTermsError:
        return None
