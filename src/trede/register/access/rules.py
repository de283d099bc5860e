"""Who may open which page, and on what ground someone may look at a client: all rules, one place.

Pages are named as in the addresses. A page that is listed neither here nor in ``OPEN`` opens for
nobody. The endpoints of the API are ruled likewise, by the rights of the system that calls.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from trede.register.access.models import Basis
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role, Scope
from trede.register.clients.models import Client
from trede.register.facts.models import believed
from trede.register.project.clock import today

EVERYONE = frozenset(Role) - {Role.SYSTEM}
ADMINISTRATION = frozenset({Role.ADMINISTRATOR})
CONFIGURES = frozenset({Role.DATA_MANAGER, Role.ADMINISTRATOR})
CLIENT_WORK = frozenset({Role.CASE_MANAGER, Role.TEAM_LEADER})
SEES_CLIENTS = CLIENT_WORK | {Role.DECIDER, Role.DATA_MANAGER, Role.AUDITOR}
SEES_FIGURES = frozenset(
    {
        Role.CASE_MANAGER,
        Role.TEAM_LEADER,
        Role.DATA_MANAGER,
        Role.PURCHASER,
        Role.CONTROLLER,
        Role.AUDITOR,
    }
)
SEES_COST = frozenset({Role.TEAM_LEADER, Role.PURCHASER, Role.CONTROLLER, Role.AUDITOR})
REBUILDS_FIGURES = frozenset({Role.AUDITOR, Role.CONTROLLER, Role.DATA_MANAGER})
BUYS = frozenset({Role.PURCHASER})
PAYS = frozenset({Role.CONTROLLER})
PROVIDERS = frozenset({Role.PROVIDER})
READS_CONTRACTS = BUYS | {Role.CONTROLLER, Role.AUDITOR}

KEEPS_DATA = frozenset({Role.DATA_MANAGER})
READS_DATA = KEEPS_DATA | {Role.AUDITOR}
TAKES_STEPS = CLIENT_WORK | KEEPS_DATA

STEPS_OF_DATA_MANAGER = frozenset(
    {
        "personal-details",
        "benefit",
        "benefit-end",
        "unemployment",
        "diagnosis",
        "classification",
        "barriers",
        "exemption",
        "exemption-end",
        "plan",
        "trajectory",
        "trajectory-next",
        "placement",
        "placement-end",
        "verification",
        "contact",
    }
)
"""The steps with which a data manager fills in and corrects what happened. Decisions are not among
them: on an application, an offer or a sanction others decide."""

PAGES: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        "worklist": CLIENT_WORK,
        "clients": SEES_CLIENTS,
        "dossier": SEES_CLIENTS,
        "look-reason": SEES_CLIENTS | READS_CONTRACTS,
        "step": TAKES_STEPS,
        "undo": TAKES_STEPS,
        "register-client": CLIENT_WORK,
        "receive-handover": CLIENT_WORK,
        "paper": CLIENT_WORK | {Role.DECIDER},
        "figures": SEES_FIGURES,
        "figure": SEES_FIGURES,
        "figure-people": CLIENT_WORK | REBUILDS_FIGURES,
        "figure-people-download": REBUILDS_FIGURES,
        "team": frozenset({Role.TEAM_LEADER}),
        "assign": frozenset({Role.TEAM_LEADER}),
        "norm": frozenset({Role.TEAM_LEADER}),
        "configuration": CONFIGURES | {Role.AUDITOR},
        "configure": CONFIGURES,
        "sanctions": frozenset({Role.DECIDER}),
        "sanction": frozenset({Role.DECIDER}),
        "client-looks": SEES_CLIENTS,
        "data": READS_DATA,
        "data-gap": READS_DATA,
        "data-open": KEEPS_DATA,
        "contradictions": READS_DATA,
        "leave-as-is": KEEPS_DATA,
        "on-list-again": KEEPS_DATA,
        "left-as-is": READS_DATA,
        "duplicates": READS_DATA,
        "compare-clients": READS_DATA,
        "merge": KEEPS_DATA,
        "merges": READS_DATA,
        "merge-done": READS_DATA,
        "merge-undo": KEEPS_DATA,
        "citizen-number": KEEPS_DATA,
        "code-lists": READS_DATA,
        "exchanges": READS_DATA,
        "catalogue": READS_CONTRACTS | CLIENT_WORK,
        "providers": READS_CONTRACTS,
        "provider-task": BUYS,
        "tenders": READS_CONTRACTS,
        "tender-task": BUYS,
        "contracts": READS_CONTRACTS,
        "contract-task": BUYS,
        "payments": READS_CONTRACTS,
        "premiums-to-verify": READS_CONTRACTS | KEEPS_DATA,
        "approve-performance": BUYS,
        "approve-payment": PAYS,
        "payment-exports": READS_CONTRACTS,
        "payment-export": PAYS,
        "ledger": READS_CONTRACTS,
        "provider-invoices": PROVIDERS,
        "provider-invoice-make": PROVIDERS,
        "provider-invoice-upload": PROVIDERS,
        "volumes": READS_CONTRACTS,
        "own-purchases": READS_CONTRACTS,
        "own-purchase-decision": BUYS,
        "own-purchase-payment": PAYS,
        "contract-terms": READS_CONTRACTS & SEES_COST,
        "yields": READS_CONTRACTS,
        "reconciliations": READS_CONTRACTS,
        "reconcile": BUYS,
        "calendar": READS_CONTRACTS,
        "contracts-at-a-glance": READS_CONTRACTS & SEES_COST,
        "contract-in-depth": READS_CONTRACTS & SEES_COST,
        "money-chains": READS_CONTRACTS & SEES_COST,
        "money-chain": READS_CONTRACTS & SEES_COST,
        "provider-home": PROVIDERS,
        "provider-clients": PROVIDERS,
        "provider-client": PROVIDERS,
        "provider-reports": PROVIDERS,
        "provider-attendance": PROVIDERS,
        "provider-work": PROVIDERS,
        "provider-evidence": PROVIDERS,
        "evidence": CLIENT_WORK | BUYS | PAYS | {Role.AUDITOR},
        "profile": EVERYONE,
        "password": EVERYONE,
        "second-factor": EVERYONE,
        "second-factor-set-up": EVERYONE,
        "backup-codes": EVERYONE,
        "operation": ADMINISTRATION,
        "users": ADMINISTRATION,
        "user-add": ADMINISTRATION,
        "user": ADMINISTRATION,
        "user-looks": ADMINISTRATION,
        "systems": ADMINISTRATION,
        "system-add": ADMINISTRATION,
        "system": ADMINISTRATION,
    }
)
"""Which roles may open a page. Object-level rules below come on top of this."""

OPEN = frozenset(
    {
        "home",
        "glossary",
        "health",
        "language",
        "sign-in",
        "sign-out",
        "single-sign-on",
        "single-sign-on-answer",
    }
)
"""The addresses that open without signing in. None of them tells anything of a person."""


ENDPOINTS: Mapping[str, frozenset[Scope]] = MappingProxyType(
    {
        "handovers": frozenset({Scope.HANDOVERS}),
        "handover": frozenset({Scope.HANDOVERS}),
        "client-search": frozenset({Scope.DOSSIERS, Scope.BENEFIT_CHANGES}),
        "client-dossier": frozenset({Scope.DOSSIERS}),
        "benefit-changes": frozenset({Scope.BENEFIT_CHANGES}),
        "benefit-change-batches": frozenset({Scope.BENEFIT_CHANGES}),
    }
)
"""Which rights, any of them, let a system call an endpoint of the API. People call none."""

OPEN_ENDPOINTS = frozenset({"openapi"})
"""The endpoints that answer without a token: how the API works, and nothing of a person."""


def may_call(user: User, scopes: Collection[Scope], endpoint: str) -> bool:
    """Tell whether the user of a system, with the rights it has today, may call an endpoint."""
    if not user.is_active or not user.has_role(Role.SYSTEM):
        return False
    return not ENDPOINTS.get(endpoint, frozenset()).isdisjoint(scopes)


NONE = Q(pk__in=())


def may_open(user: User | AnonymousUser, page: str) -> bool:
    """Tell whether a user may open a page."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.has_role(*PAGES.get(page, frozenset()))


def may_see_cost(user: User) -> bool:
    """Tell whether a user may see what a trajectory costs."""
    return user.has_role(*SEES_COST)


def may_rebuild_figures(user: User) -> bool:
    """Tell whether a user gets the whole list of people behind a figure, without their names.

    Who checks figures must be able to count them again. Who may see clients gets client numbers,
    with which a file is opened for a reason; a controller gets pseudonyms only.
    """
    return user.has_role(*REBUILDS_FIGURES)


def may_take(user: User, step: str) -> bool:
    """Tell whether a user may take a step: whoever guides clients any, a data manager some."""
    if user.has_role(*CLIENT_WORK):
        return True
    return user.has_role(*KEEPS_DATA) and step in STEPS_OF_DATA_MANAGER


def ground_to_look(user: User, client: Client) -> Basis | None:
    """Return on what ground a user may look at a client; none: only with a stated reason.

    The own caseload and, for a team leader, the own team need no reason. Anyone else who may see
    clients at all states one, which is logged and shown to the client.
    """
    assigned = assignments_now().filter(person_id=client.person_id)
    if assigned.filter(of_caseload(user)).exists():
        return Basis.OWN_CASELOAD
    return Basis.OWN_TEAM if assigned.filter(of_team(user)).exists() else None


def answers_for(user: User) -> Q:
    """Return what picks, from rows that name a case manager and a team, those of a user.

    This is the one place that says for whom a user answers: a case manager for the own caseload, a
    team leader for the own team. Worklists, lists of clients, figures and grounds to look use it.
    """
    return of_caseload(user) | of_team(user)


def of_caseload(user: User) -> Q:
    """Return what picks the rows of a case manager's own caseload; of none for others."""
    if not user.has_role(Role.CASE_MANAGER):
        return NONE
    return Q(case_manager_id=user.username)


def of_team(user: User) -> Q:
    """Return what picks the rows of a team leader's own team; of none for others."""
    if not user.has_role(Role.TEAM_LEADER) or user.team is None:
        return NONE
    return Q(team=user.team.name)


def clients_of(user: User) -> QuerySet[Client]:
    """Return the clients whom a user meets without stating a reason: own caseload, own team."""
    own = assignments_now().filter(answers_for(user)).values("person_id")
    return Client.objects.filter(person_id__in=own, merged_into__isnull=True)


def of_provider(user: User) -> Q:
    """Return what picks, from rows that name a provider, those of a user's own; of none for others.

    Participations, referrals, contracts and invoices name one. What rests on a participation is
    picked through it. Someone of a provider without a provider sees nothing.
    """
    own = providers_of(user)
    return Q(provider_id__in=own) if own else NONE


def providers_of(user: User) -> frozenset[str]:
    """Return for which providers a user acts: the own company, and those that it took over.

    A company that was taken over goes on in its successor from its last day on.
    """
    if not user.has_role(Role.PROVIDER) or not user.provider_id:
        return frozenset()
    ended = believed("providers").filter(successor_id__isnull=False, ended_on__lte=today())
    taken_over = list(ended.values_list("provider_id", "successor_id"))
    found = {user.provider_id}
    while further := {key for key, heir in taken_over if heir in found} - found:
        found |= further
    return frozenset(found)


def assignments_now() -> QuerySet[Any]:
    """Return the assignments of case managers that hold today."""
    day = today()
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    return believed("case_manager_assignments").filter(running, starts_on__lte=day)
