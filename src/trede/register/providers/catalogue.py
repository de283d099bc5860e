"""The catalogue: what providers offer, for whom, at what price on which day, and with what result.

A price is never changed: a new one begins on its own day, and what held before can be looked up.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trede.register.contracts.prices import prices_by_terms
from trede.register.facts.models import Fact, believed
from trede.register.providers.reading import all_providers, name_of, successors
from trede.register.providers.results import Result, results_by_contract
from trede.register.providers.usable import is_offered, why_closed, why_not_yet


@dataclass(frozen=True)
class Product:
    """What is offered: its facts, by whom, its prices (the newest first) and its result so far."""

    fact: Fact
    provider: str
    prices: Sequence[Fact]
    result: Result | None
    barred: Sequence[str] = ()
    """Why nobody can be placed there now; nothing if someone can."""
    agreed_cents: int | None = None
    """What it costs by the terms of its contract; none if there are none for who begins now."""

    def price_on(self, day: date) -> Fact | None:
        """Return the price that holds on a day: the newest that has begun."""
        return price_on(self.prices, day)

    def cents_on(self, day: date) -> int | None:
        """Return what it costs on a day: by the terms of its contract, or else by its own price."""
        if self.agreed_cents is not None:
            return self.agreed_cents
        price = self.price_on(day)
        cents = price.cell("amount_cents") if price is not None else None
        return cents if isinstance(cents, int) else None

    def is_offered(self, day: date) -> bool:
        """Tell whether it can be had on a day."""
        return is_offered(self.fact, day)

    def has(self, text: str) -> bool:
        """Tell whether a text occurs in what is told of it."""
        told = (self.provider, *(str(self.fact.cell(name) or "") for name in _SEARCHED))
        return text.casefold() in " ".join(told).casefold()


_SEARCHED = ("name", "target_group", "method")


def price_on(prices: Sequence[Fact], day: date) -> Fact | None:
    """Return the price that holds on a day, from prices of one product; none if none has begun."""
    begun = [each for each in prices if _first_day(each) <= day]
    return max(begun, key=_first_day, default=None)


def _first_day(price: Fact) -> date:
    starts_on = price.cell("starts_on")
    return starts_on if isinstance(starts_on, date) else date.min


def products(day: date, **picked: object) -> list[Product]:
    """Return products in order of name, with their results up to a day."""
    found = list(believed("products").filter(**picked).order_by("name", "product_id"))
    prices = _prices([str(each.cell("product_id")) for each in found])
    providers, results = all_providers(), results_by_contract(day)
    keys = {str(each.cell("contract_id")) for each in found}
    contracts, agreed = _contracts(keys), prices_by_terms(keys, day)
    return [
        Product(
            each,
            _who(providers, str(each.cell("provider_id"))),
            prices[str(each.cell("product_id"))],
            results.get(str(each.cell("contract_id"))),
            _barred(contracts.get(str(each.cell("contract_id"))), each, providers, day),
            agreed.get(str(each.cell("contract_id"))),
        )
        for each in found
    ]


def _contracts(keys: Collection[str]) -> Mapping[str, Fact]:
    found = believed("contracts").filter(contract_id__in=keys)
    return {str(each.cell("contract_id")): each for each in found}


def _barred(
    contract: Fact | None, product: Fact, providers: Mapping[str, Fact], day: date
) -> tuple[str, ...]:
    """Return why nobody can be placed under the contract of a product, as a referral would say."""
    if contract is None:
        return ()
    return (*why_closed(contract, providers, [product], day), *why_not_yet(contract, day))


def _who(providers: Mapping[str, Fact], provider_id: str) -> str:
    """Name the provider, and who took over from it."""
    following = [str(each.cell("name")) for each in successors(providers, provider_id)]
    return " → ".join((name_of(providers, provider_id), *following))


def _prices(keys: Sequence[str]) -> Mapping[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for each in believed("product_prices").filter(product_id__in=keys).order_by("-starts_on"):
        found[str(each.cell("product_id"))].append(each)
    return found


def prices_of(product_id: str) -> Sequence[Fact]:
    """Return the prices of a product, the newest first."""
    return _prices([product_id])[product_id]
