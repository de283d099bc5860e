"""What is of a provider: participations, referrals, contracts and clients, and no one else's.

All pages of the entrance find what they show through here. What is not of the own company is not
there: the answer is the same whether it exists or not.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from trede.language import translate as _
from trede.register.access.looking import MergedAwayError, log_look, open_client, signed_in
from trede.register.access.models import Basis
from trede.register.access.rules import BUYS, PAYS, of_provider
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_day
from trede.register.referrals.placing import RETURNED

Facts = QuerySet[Any]


class Explained(str):
    """Why something is not there any more, to be read on the page that says so."""

    __slots__ = ()
    is_for_people = True


def own_contracts(user: User) -> Facts:
    """Return the contracts with the user's company."""
    return believed("contracts").filter(of_provider(user))


def own_participations(user: User) -> Facts:
    """Return the participations that the user's company carries out.

    In old data they name no provider: then it is that of the contract.
    """
    contracts = own_contracts(user).values("contract_id")
    through_contract = Q(provider_id__isnull=True, contract_id__in=contracts)
    return believed("participations").filter(of_provider(user) | through_contract)


def own_referrals(user: User) -> Facts:
    """Return the referrals to the user's company."""
    return believed("referrals").filter(of_provider(user))


def waiting_referrals(user: User) -> Facts:
    """Return the referrals that wait for an answer of the user's company."""
    return own_referrals(user).filter(answered_on__isnull=True, recalled_on__isnull=True)


def own_clients(user: User) -> QuerySet[Client]:
    """Return the clients who take or took part with the user's company, or are referred to it.

    A client whom it returned, or who was taken back before an answer, is not among them.
    """
    taking_part = own_participations(user).values("person_id")
    referred = waiting_referrals(user).values("person_id")
    whom = Q(person_id__in=taking_part) | Q(person_id__in=referred)
    return Client.objects.filter(whom, merged_into__isnull=True)


def find_participation(user: User, key: str) -> Fact:
    """Return a participation of the own company; raises Http404."""
    return _found(own_participations(user).filter(participation_id=key), key)


def find_referral(user: User, key: str) -> Fact:
    """Return a referral that waits for the own company's answer; raises Http404.

    Of one that the company answered, or that was taken back, the page says so and no more.
    """
    over = own_referrals(user).filter(referral_id=key).first()
    if over is not None and _why(over):
        raise Http404(Explained(_why(over)))
    return _found(waiting_referrals(user).filter(referral_id=key), key)


def _why(referral: Fact) -> str:
    """Say why a referral waits no more; empty if it does."""
    answered_on, recalled_on = referral.cell("answered_on"), referral.cell("recalled_on")
    if isinstance(recalled_on, date):
        said = _("The municipality took this referral back on {day}.")
        return said.format(day=show_day(recalled_on))
    if not isinstance(answered_on, date):
        return ""
    returned = referral.cell("answer") == RETURNED
    said = (
        _("Your company returned this referral on {day}: nothing is left to answer.")
        if returned
        else _("Your company accepted this referral on {day}: nothing is left to answer.")
    )
    return said.format(day=show_day(answered_on))


def find_contract(user: User, key: str) -> Fact:
    """Return a contract of the own company; raises Http404."""
    return _found(own_contracts(user).filter(contract_id=key), key)


def open_own_client(request: HttpRequest, number: str) -> Client:
    """Return a client of the own company and log the look; raises Http404 and MergedAwayError."""
    user = signed_in(request)
    known = get_object_or_404(Client, number=number)
    kept = known.kept
    client = get_object_or_404(own_clients(user), pk=kept.pk)
    if known != kept:
        raise MergedAwayError(kept)
    log_own_look(request, client)
    return client


def log_own_look(request: HttpRequest, client: Client) -> None:
    """Log that someone of a provider looked at a client who was referred to the company."""
    where = str(getattr(request.resolver_match, "url_name", ""))
    log_look(signed_in(request), client, Basis.REFERRAL, "", where)


def open_for_task(request: HttpRequest, client: Client) -> None:
    """Log that someone of the municipality looks at evidence; who pays needs no other reason.

    Raises ReasonNeededError for a case manager of whom the client is not.
    """
    if signed_in(request).has_role(*BUYS, *PAYS):
        where = str(getattr(request.resolver_match, "url_name", ""))
        log_look(signed_in(request), client, Basis.TASK, "", where)
    else:
        open_client(request, client.number)


def client_of(fact: Fact) -> Client:
    """Return the client whom a fact is about; raises Http404."""
    return get_object_or_404(Client, person_id=fact.cell("person_id"), merged_into__isnull=True)


def clients_by_person(people: Iterable[object]) -> Mapping[str, Client]:
    """Return clients with their names, by the pseudonym under which their facts stand."""
    found = Client.objects.filter(person_id__in={str(each) for each in people})
    return {each.person_id: each for each in found.prefetch_related("identities")}


def _found(facts: Facts, key: str) -> Fact:
    found: Fact | None = facts.first()
    if found is None:
        raise Http404(key)
    return found
