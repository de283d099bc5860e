"""What was agreed for a participation: the terms of its contract on the day it began.

A document that cannot be read must not close the entrance: its contract then has no terms here,
and settling says what is wrong with it.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from trede.register.contracts.versions import readable_terms, version_on
from trede.register.facts.models import Fact
from trede.settlement.terms import Premium, Terms

Versions = Mapping[str, Sequence[Terms]]


def terms_for(participation: Fact, versions: Versions | None = None) -> Terms | None:
    """Return the version under which a participation falls; none if there is none of its day.

    ``versions`` are those of its contract among others, if they were read already.
    """
    contract, day = str(participation.cell("contract_id")), participation.cell("starts_on")
    if not isinstance(day, date):
        return None
    known = readable_terms([contract]) if versions is None else versions
    return version_on(known.get(contract, ()), day)


def work_premiums(terms: Terms | None) -> list[Premium]:
    """Return the premiums for work that a contract knows."""
    return [each for each in terms.premiums if each.work is not None] if terms else []
