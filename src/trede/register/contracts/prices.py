"""What one client costs by the terms of a contract that hold on a day, for the catalogue."""

from collections.abc import Collection, Mapping
from datetime import date

from trede.register.contracts.versions import readable_terms, version_on
from trede.settlement.terms import Terms


def prices_by_terms(contracts: Collection[str], day: date) -> Mapping[str, int]:
    """Return by contract the price, in cents, for who begins on a day.

    A contract without readable terms that hold on that day is left out.
    """
    found: dict[str, int] = {}
    for contract_id, versions in readable_terms(contracts).items():
        held = version_on(versions, day)
        if held is not None:
            found[contract_id] = price_of(held)
    return found


def price_of(terms: Terms) -> int:
    """Return the whole price of a trajectory: all parts, each as often as is paid at most."""
    if terms.no_cure_less_pay is not None:
        return terms.no_cure_less_pay.cents
    return sum(fee.cents * (fee.at_most or 1) for fee in terms.fees)
