"""An example of an invoice in a file: under a contract of the own company, at its prices."""

from collections.abc import Iterator, Sequence
from datetime import date

from trede.language import in_language
from trede.register.contracts.versions import readable_terms, version_on
from trede.register.payments.words import titles_in
from trede.settlement.terms import Fee, Terms

CLIENT = "0041-7723"
"""Whom the example is about: a number as clients have it, of nobody in particular."""
AT_MOST = 2
CENTS = 100
PERCENT = 100


def example_of(contracts: Sequence[str], day: date) -> list[tuple[str, ...]]:
    """Return lines as a file has them: a contract's first prices, of who begins on a day.

    The contract is the first that has terms for that day; without one the lines are of the first
    contract, and say no more of it than its number; without any contract there is no line.
    """
    versions = readable_terms(contracts)
    for contract_id in contracts:
        terms = version_on(versions.get(contract_id, ()), day)
        if terms is not None and terms.fees:
            return list(_lines(terms, day))
    return [(CLIENT, "", each, "", "", f"{day:%Y-%m}", "", "") for each in contracts[:1]]


def _lines(terms: Terms, day: date) -> Iterator[tuple[str, ...]]:
    for fee in terms.fees[:AT_MOST]:
        vat_cents = (fee.cents * terms.vat_percent + PERCENT // 2) // PERCENT
        amounts = (_euros(fee.cents), _euros(vat_cents))
        yield (CLIENT, "", terms.contract_id, _called(fee, terms), "", f"{day:%Y-%m}", *amounts)


def _called(fee: Fee, terms: Terms) -> str:
    """Return a fee by its title in the language in use, or by its name if that is of several."""
    titles = [in_language(each).casefold() for each in titles_in(terms).values()]
    title = in_language(fee.titles)
    return title if titles.count(title.casefold()) == 1 else fee.name


def _euros(cents: int) -> str:
    return f"{cents // CENTS},{cents % CENTS:02}"
