"""What can be offered and placed on a day: one rule for catalogue, trajectory and referral alike.

A contract takes clients if its inflow is open, it holds on that day, its company exists or was
taken over, and of its products, if it names any, one can be had. What keeps clients out for a while
only (first day, signature, data-protection agreement) is told apart: it bars a referral, and an
offer says it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from trede.language import translate as _
from trede.register.contracts.reading import CLOSED, OPEN, STOPPED
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_day, show_last_day
from trede.register.providers.reading import all_providers, has_ended, name_of, successors


def open_contracts(day: date) -> Sequence[Fact]:
    """Return the contracts that take clients on a day, by name."""
    found = list(believed("contracts").filter(inflow=OPEN).order_by("name", "contract_id"))
    providers = all_providers()
    products = products_under([str(each.cell("contract_id")) for each in found])
    return [
        each
        for each in found
        if not any(why_closed(each, providers, products[str(each.cell("contract_id"))], day))
    ]


def why_closed(
    contract: Fact, providers: Mapping[str, Fact], products: Sequence[Fact], day: date
) -> Iterator[str]:
    """Yield why nobody can be placed under a contract on a day: itself, its company, its products.

    ``products`` are all products under the contract, also those that were withdrawn.
    """
    yield from _by_contract(contract, day)
    asked = asked_of(providers, str(contract.cell("provider_id") or ""), day)
    if asked in providers and has_ended(providers[asked], day):
        text = _("{provider} no longer exists and nobody took over. Choose another one.")
        yield text.format(provider=name_of(providers, asked))
    if products and not any(is_offered(each, day) for each in products):
        yield _("No product of this contract is offered now. Choose another contract.")


def _by_contract(contract: Fact, day: date) -> Iterator[str]:
    ends_on, closed_on = contract.cell("ends_on"), contract.cell("inflow_closed_on")
    if isinstance(ends_on, date) and ends_on <= day:
        text = _("This contract ended on {day}. Choose another one.")
        yield text.format(day=show_last_day(ends_on))
    closed = isinstance(closed_on, date) and closed_on < day
    if closed or contract.cell("inflow") in {STOPPED, CLOSED}:
        yield _(
            "The inflow of this contract is stopped: nobody can enter. Choose another one, or ask "
            "the purchaser."
        )
    signed_on = contract.cell("signed_on")
    if isinstance(signed_on, date) and signed_on > day:
        yield _("This contract is not signed: nobody can be placed under it.")


def why_not_yet(contract: Fact, day: date) -> Iterator[str]:
    """Yield what must come first before anyone is placed under a contract."""
    starts_on = contract.cell("starts_on")
    if isinstance(starts_on, date) and day < starts_on:
        yield _("This contract begins on {day}.").format(day=show_day(starts_on))
    if contract.cell("signed_on") is None:
        yield _("This contract is not signed: nobody can be placed under it.")
    if not has_agreement(contract, day):
        yield _(
            "No data-protection agreement is signed, so nothing may be told to this provider. Ask "
            "the purchaser to have it signed and put it with the contract, or choose another one."
        )


def has_agreement(contract: Fact, day: date) -> bool:
    """Tell whether the data-protection agreement of a contract was signed by a day."""
    signed_on = contract.cell("data_agreement_on")
    return isinstance(signed_on, date) and signed_on <= day


def is_offered(product: Fact, day: date) -> bool:
    """Tell whether a product can be had on a day."""
    starts_on, ends_on = product.cell("starts_on"), product.cell("ends_on")
    begun = not isinstance(starts_on, date) or starts_on <= day
    return begun and (not isinstance(ends_on, date) or day < ends_on)


def asked_of(providers: Mapping[str, Fact], provider_id: str, day: date) -> str:
    """Return who is asked under a contract: who took over from a provider that is no more."""
    own = providers.get(provider_id)
    following = successors(providers, provider_id)
    if own is None or not has_ended(own, day) or not following:
        return provider_id
    return str(following[-1].cell("provider_id"))


def products_under(contracts: Collection[str]) -> Mapping[str, list[Fact]]:
    """Return by contract its products, also those that were withdrawn, by name."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for each in believed("products").filter(contract_id__in=contracts).order_by("name"):
        found[str(each.cell("contract_id"))].append(each)
    return found
