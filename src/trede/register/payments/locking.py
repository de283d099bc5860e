"""Lets one at a time book under a contract, so that nothing is booked twice."""

from trede.register.facts.models import Fact, believed
from trede.register.providers.tasks import GoneError, locked

TRIES = 3


def hold(table: str, **key: object) -> Fact:
    """Return a fact upon which nobody else acts until this change ends; raises GoneError.

    One that was corrected while it was waited for is looked up anew.
    """
    for _try in range(TRIES):
        try:
            return locked(table, **key)
        except GoneError:
            if not believed(table).filter(**key).exists():
                raise
    raise GoneError


def hold_contract(contract_id: str) -> Fact:
    """Return a contract under which nobody else books until this change ends."""
    return hold("contracts", contract_id=contract_id)
