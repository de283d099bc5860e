"""What of contracts and invoices is a provider's own."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from trede.register.access.rules import of_provider, providers_of
from trede.register.accounts.models import User
from trede.register.facts.models import Fact, believed


def own_contracts(user: User) -> Mapping[str, str]:
    """Return the names of the signed contracts of a user's own company, by key, by name."""
    own = believed("contracts").filter(of_provider(user), signed_on__isnull=False)
    named = own.order_by("name", "contract_id").values_list("contract_id", "name")
    return {key: name or key for key, name in named}


def own_invoices(user: User) -> QuerySet[Any]:
    """Return the invoices and credit notes of a user's own company, the newest first."""
    return believed("invoices").filter(of_provider(user)).order_by("-received_on", "-pk")


def own_invoice(user: User, invoice_id: str) -> Fact | None:
    """Return an invoice of a user's own company by its key."""
    found: Fact | None = own_invoices(user).filter(invoice_id=invoice_id).first()
    return found


def own_provider(user: User, contract_id: str) -> str:
    """Return the provider of a contract, of those for whom a user acts.

    Raises PermissionDenied for contracts of others.
    """
    provider_id = str(believed("contracts").get(contract_id=contract_id).cell("provider_id"))
    if provider_id not in providers_of(user):
        raise PermissionDenied
    return provider_id
