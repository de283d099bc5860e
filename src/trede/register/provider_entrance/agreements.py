"""What was agreed for a participation: the terms of its contract on the day it began.

A document that cannot be read must not close the entrance: its contract then has no terms here,
and settling says what is wrong with it.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from trede.register.contracts.versions import terms_of as terms_by_contract
from trede.register.facts.models import Fact
from trede.settlement.terms import Premium, Terms

Versions = Mapping[str, Sequence[Terms]]


def terms_for(participation: Fact, versions: Versions) -> Terms | None:
    """Return the version under which a participation falls; none if there is none of its day."""
    day = participation.cell("starts_on")
    agreed = versions.get(str(participation.cell("contract_id")), ())
    if not isinstance(day, date):
        return None
    return next((terms for terms in agreed if terms.holds_on(day)), None)


def terms_of(participation: Fact) -> Terms | None:
    """Return the version under which one participation falls."""
    return terms_for(participation, terms_by_contract([str(participation.cell("contract_id"))]))


def work_premiums(terms: Terms | None) -> list[Premium]:
    """Return the premiums for work that a contract knows."""
    return [each for each in terms.premiums if each.work is not None] if terms else []
