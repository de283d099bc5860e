"""What one client costs by the terms of a contract that hold on a day, for the catalogue."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache

from trede.register.facts.models import believed
from trede.settlement.entries import FaultyTermsError
from trede.settlement.reading import parse_terms
from trede.settlement.terms import Terms


def prices_by_terms(contracts: Collection[str], day: date) -> Mapping[str, int]:
    """Return by contract the price, in cents, for who begins on a day.

    A contract without readable terms that hold on that day is left out.
    """
    found: dict[str, int] = {}
    for fact in believed("contract_versions").filter(contract_id__in=contracts):
        terms = _read(str(fact.cell("terms")))
        if terms is not None and terms.holds_on(day):
            found[str(fact.cell("contract_id"))] = price_of(terms)
    return found


def price_of(terms: Terms) -> int:
    """Return the whole price of a trajectory: all parts, each as often as is paid at most."""
    if terms.no_cure_less_pay is not None:
        return terms.no_cure_less_pay.cents
    return sum(fee.cents * (fee.at_most or 1) for fee in terms.fees)


@lru_cache(maxsize=512)
def _read(document: str) -> Terms | None:
    try:
        return parse_terms(document, "contract_versions")
    except FaultyTermsError:
        return None
