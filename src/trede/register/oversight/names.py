"""What contracts, companies and terms are called, read at once for all facts of a client."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from trede.language import in_language
from trede.language import translate as _
from trede.register.contracts.versions import version_on
from trede.register.facts.models import Fact, believed
from trede.register.oversight.happenings import NOBODY, Company
from trede.register.payments.words import title_of
from trede.settlement.terms import Terms


@dataclass(frozen=True)
class Names:
    """The contracts and companies of a client's facts, and the terms that were agreed."""

    contracts: Mapping[str, Fact]
    providers: Mapping[str, Fact]
    participations: Mapping[str, Fact]
    terms: Collection[Terms]

    def company(self, provider_id: object) -> Company:
        """Return a company by its key."""
        if not provider_id:
            return NOBODY
        found = self.providers.get(str(provider_id))
        if found is None:
            return Company(str(provider_id), str(provider_id))
        group = str(found.cell("company_group") or "")
        return Company(str(provider_id), str(found.cell("name")), group)

    def company_of_contract(self, contract_id: object) -> Company:
        """Return the company with whom a contract was agreed."""
        found = self.contracts.get(str(contract_id))
        return self.company(found.cell("provider_id")) if found is not None else NOBODY

    def company_of(self, participation_id: object) -> Company:
        """Return who carries a participation out: named by it, or else by its contract."""
        found = self.participations.get(str(participation_id))
        if found is None:
            return NOBODY
        own = found.cell("provider_id")
        return self.company(own) if own else self.company_of_contract(found.cell("contract_id"))

    def contract_of(self, participation_id: object) -> str:
        """Return the contract of a participation."""
        found = self.participations.get(str(participation_id))
        return "" if found is None else str(found.cell("contract_id") or "")

    def contract(self, contract_id: str) -> str:
        """Return the name of a contract, or its key if it has none."""
        found = self.contracts.get(contract_id)
        return contract_id if found is None else str(found.cell("name") or contract_id)

    def terms_for(self, contract_id: str, participation_id: object) -> Terms | None:
        """Return the version under which a participation falls; none if there is none."""
        found = self.participations.get(str(participation_id))
        began = found.cell("starts_on") if found is not None else None
        own = [each for each in self.terms if each.contract_id == contract_id]
        if isinstance(began, date):
            return version_on(own, began)
        return own[-1] if own else None

    def term(self, contract_id: str, participation_id: object, term: str) -> str:
        """Return a term in the words of the contract."""
        return title_of(self.terms_for(contract_id, participation_id), term)

    def report(self, contract_id: str, participation_id: object, name: str) -> str:
        """Return a report in the words of the contract: its own, or of the fee that asks for it."""
        terms = self.terms_for(contract_id, participation_id)
        if terms is not None:
            own = [each.titles for each in terms.reports if each.name == name]
            asked = [each.titles for each in terms.fees if each.report == name]
            if own:
                return in_language(own[0])
            if asked:
                return _("report: {fee}").format(fee=in_language(asked[0]))
        return name.replace("_", " ")


def names_for(
    contracts: Collection[str], participations: Collection[Fact], terms: Collection[Terms]
) -> Names:
    """Read the names of contracts and of all companies."""
    found = believed("contracts").filter(contract_id__in=contracts)
    return Names(
        {str(each.cell("contract_id")): each for each in found},
        {str(each.cell("provider_id")): each for each in believed("providers")},
        {str(each.cell("participation_id")): each for each in participations},
        terms,
    )
