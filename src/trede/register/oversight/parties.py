"""The contracts and the providers, read once for all that is due under them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trede.register.accounts.roles import Role
from trede.register.facts.models import Fact, believed
from trede.register.oversight.duties import Duty, Kind
from trede.register.providers.reading import all_providers, name_of


@dataclass(frozen=True)
class Parties:
    """Contracts and providers by their keys."""

    contracts: Mapping[str, Fact]
    providers: Mapping[str, Fact]

    def name(self, contract_id: str) -> str:
        """Return the name of a contract, or its key if it has none."""
        found = self.contracts.get(contract_id)
        return contract_id if found is None else str(found.cell("name") or contract_id)

    def provider_of(self, contract_id: str) -> str:
        """Return the key of the provider of a contract."""
        found = self.contracts.get(contract_id)
        return "" if found is None else str(found.cell("provider_id") or "")

    def provider(self, provider_id: str) -> str:
        """Return the name of a provider."""
        return name_of(self.providers, provider_id)

    def is_signed(self, contract_id: str) -> bool:
        """Tell whether a contract is no draft."""
        found = self.contracts.get(contract_id)
        return found is not None and found.cell("signed_on") is not None

    def duty(
        self,
        kind: Kind,
        contract_id: str,
        title: str,
        address: str,
        *,
        role: Role | None = Role.PURCHASER,
        provider_id: str = "",
        **more: Any,
    ) -> Duty:
        """Return something due under a contract; from the purchaser unless said otherwise."""
        company = provider_id or self.provider_of(contract_id)
        return Duty(
            kind, title, company, self.provider(company), contract_id, self.name(contract_id),
            address, role=role, **more,
        )  # fmt: skip


def read_parties() -> Parties:
    """Read all contracts and providers."""
    contracts = believed("contracts").order_by("name", "contract_id")
    return Parties({str(each.cell("contract_id")): each for each in contracts}, all_providers())
