"""Where a client can be placed: contracts that take clients, with the products they offer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from trede.language import translate as _
from trede.register.facts.models import Fact, believed
from trede.register.providers.reading import all_providers, name_of
from trede.register.providers.usable import (
    asked_of,
    is_offered,
    open_contracts,
    products_under,
    why_closed,
    why_not_yet,
)
from trede.register.referrals.volumes import Volume, places_taken, volumes_of
from trede.register.steps.fitting import Offered, Stand, misfits
from trede.register.steps.situation import BETWEEN_PARTS


@dataclass(frozen=True)
class Place:
    """A contract, and what of it is asked; why it does not fit the client, if it does not.

    ``provider_id`` is who is asked: who took over, if the provider of the contract is no more.
    ``barred`` says why nobody can be placed there today, by the rule of
    :mod:`trede.register.providers.usable`.
    """

    contract: Fact
    product: Fact | None
    provider_id: str
    provider: str
    volume: Volume
    taken: int = 0
    misfits: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By what the place is named in an address: the contract, and the product if it has one."""
        contract = str(self.contract.cell("contract_id"))
        if self.product is None:
            return contract
        return f"{contract}{BETWEEN_PARTS}{self.product.cell('product_id')}"

    @property
    def name(self) -> str:
        """What it is called: the product, or else the contract."""
        product = self.product.cell("name") if self.product is not None else None
        return str(product or self.volume.name)

    @property
    def rung(self) -> str | None:
        """The rung it works on."""
        own = self.product.cell("rung") if self.product is not None else None
        found = own or self.contract.cell("rung")
        return None if found is None else str(found)

    @property
    def type(self) -> str | None:
        """The type of trajectory it is."""
        own = self.product.cell("type") if self.product is not None else None
        return None if own is None else str(own)

    @property
    def capacity(self) -> int | None:
        """How many can take part at the same time; none if that is not known."""
        own = self.product.cell("capacity") if self.product is not None else None
        return own if isinstance(own, int) else None

    @property
    def places_left(self) -> int | None:
        """How many more can be placed, by the agreed number and by the capacity."""
        room = None if self.capacity is None else max(0, self.capacity - self.taken)
        known = [each for each in (room, self.volume.places_left) if each is not None]
        return min(known, default=None)


def places_for(stand: Stand, day: date) -> list[Place]:
    """Return where someone who stands there can be placed on a day: what fits comes first."""
    found = [
        replace(each, misfits=(*each.barred, *each.misfits))
        for each in _places(open_contracts(day), stand, day)
    ]
    return sorted(found, key=lambda each: (bool(each.misfits), each.name))


def find_place(key: str, stand: Stand, day: date) -> Place | None:
    """Return a place by its key, whether anyone can be placed there or not; none if not there."""
    contract_id, _mark, product_id = key.partition(BETWEEN_PARTS)
    contract = believed("contracts").filter(contract_id=contract_id).first()
    if contract is None:
        return None
    reader = _Reader([contract], stand, day)
    if not product_id:
        return reader.place(contract, None)
    products = reader.products[contract_id]
    chosen = next((each for each in products if each.cell("product_id") == product_id), None)
    return None if chosen is None else reader.place(contract, chosen)


def _places(contracts: Sequence[Fact], stand: Stand, day: date) -> list[Place]:
    reader = _Reader(contracts, stand, day)
    found: list[Place] = []
    for contract in contracts:
        products = reader.products[str(contract.cell("contract_id"))]
        chosen: list[Fact | None] = [each for each in products if is_offered(each, day)]
        found += [reader.place(contract, each) for each in chosen or [None]]
    return found


class _Reader:
    """Reads at once what the places of some contracts need."""

    def __init__(self, contracts: Sequence[Fact], stand: Stand, day: date) -> None:
        self.stand, self.day = stand, day
        self.products = products_under([str(each.cell("contract_id")) for each in contracts])
        offered = [each for found in self.products.values() for each in found]
        self.volumes = volumes_of(contracts, day)
        self.taken = places_taken(offered, day)
        self.providers = all_providers()

    def place(self, contract: Fact, product: Fact | None) -> Place:
        """Return a place."""
        asked = asked_of(self.providers, str(contract.cell("provider_id") or ""), self.day)
        key = str(product.cell("product_id")) if product is not None else ""
        return Place(
            contract=contract,
            product=product,
            provider_id=asked,
            provider=name_of(self.providers, asked),
            volume=self.volumes[str(contract.cell("contract_id"))],
            taken=self.taken.get(key, 0),
            misfits=misfits(_offered(contract, product), self.stand, self.day),
            barred=tuple(self._barred(contract, product)),
        )

    def _barred(self, contract: Fact, product: Fact | None) -> Iterator[str]:
        """Yield why nobody can be placed there: the contract and its company, then the product."""
        products = self.products[str(contract.cell("contract_id"))]
        closed = tuple(why_closed(contract, self.providers, products, self.day))
        yield from closed
        yield from why_not_yet(contract, self.day)
        if product is not None and not is_offered(product, self.day):
            yield _("This product is no longer offered. Choose another one.")
        if product is None and products and not closed:
            yield _("Choose one of the products of this contract.")


def _offered(contract: Fact, product: Fact | None) -> Offered:
    def cell(column: str) -> str | None:
        own = product.cell(column) if product is not None and column != "category" else None
        found = own or (contract.cell(column) if column != "type" else None)
        return None if found is None else str(found)

    return Offered(cell("type"), str(contract.cell("contract_id")), cell("category"), cell("rung"))
