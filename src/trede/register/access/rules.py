"""Who may open which page, and on what ground someone may look at a client: all rules, one place.

Pages are named as in the addresses. A page that is listed neither here nor in ``OPEN`` opens for
nobody.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from trede.register.access.models import Basis
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.models import believed
from trede.register.project.clock import today

EVERYONE = frozenset(Role) - {Role.SYSTEM}
ADMINISTRATION = frozenset({Role.ADMINISTRATOR})
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
SEES_COST = frozenset({Role.TEAM_LEADER, Role.PURCHASER, Role.CONTROLLER})

PAGES: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        "worklist": CLIENT_WORK,
        "clients": SEES_CLIENTS,
        "dossier": SEES_CLIENTS,
        "look-reason": SEES_CLIENTS,
        "step": CLIENT_WORK,
        "undo": CLIENT_WORK,
        "register-client": CLIENT_WORK,
        "receive-handover": CLIENT_WORK,
        "paper": CLIENT_WORK | {Role.DECIDER},
        "figures": SEES_FIGURES,
        "figure": SEES_FIGURES,
        "figure-people": CLIENT_WORK | {Role.AUDITOR, Role.CONTROLLER, Role.DATA_MANAGER},
        "team": frozenset({Role.TEAM_LEADER}),
        "assign": frozenset({Role.TEAM_LEADER}),
        "norm": frozenset({Role.TEAM_LEADER}),
        "sanctions": frozenset({Role.DECIDER}),
        "sanction": frozenset({Role.DECIDER}),
        "client-looks": SEES_CLIENTS,
        "profile": EVERYONE,
        "password": EVERYONE,
        "second-factor": EVERYONE,
        "second-factor-set-up": EVERYONE,
        "backup-codes": EVERYONE,
        "users": ADMINISTRATION,
        "user-add": ADMINISTRATION,
        "user": ADMINISTRATION,
        "user-looks": ADMINISTRATION,
    }
)
"""Which roles may open a page. Object-level rules below come on top of this."""

OPEN = frozenset(
    {
        "home",
        "health",
        "language",
        "sign-in",
        "sign-out",
        "single-sign-on",
        "single-sign-on-answer",
    }
)
"""The addresses that open without signing in. None of them tells anything of a person."""


def may_open(user: User | AnonymousUser, page: str) -> bool:
    """Tell whether a user may open a page."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.has_role(*PAGES.get(page, frozenset()))


def may_see_cost(user: User) -> bool:
    """Tell whether a user may see what a trajectory costs."""
    return user.has_role(*SEES_COST)


def ground_to_look(user: User, client: Client) -> Basis | None:
    """Return on what ground a user may look at a client; none: only with a stated reason.

    The own caseload and, for a team leader, the own team need no reason. Anyone else who may see
    clients at all states one, which is logged and shown to the client.
    """
    assigned = assignments_now().filter(person_id=client.person_id)
    if user.has_role(Role.CASE_MANAGER) and assigned.filter(case_manager_id=user.username).exists():
        return Basis.OWN_CASELOAD
    if user.has_role(Role.TEAM_LEADER) and user.team is not None:
        return Basis.OWN_TEAM if assigned.filter(team=user.team.name).exists() else None
    return None


def clients_of(user: User) -> QuerySet[Client]:
    """Return the clients whom a user meets without stating a reason: own caseload, own team."""
    chosen = Q(pk__in=())
    if user.has_role(Role.CASE_MANAGER):
        chosen |= Q(person_id__in=_people(Q(case_manager_id=user.username)))
    if user.has_role(Role.TEAM_LEADER) and user.team is not None:
        chosen |= Q(person_id__in=_people(Q(team=user.team.name)))
    return Client.objects.filter(chosen, merged_into__isnull=True)


def assignments_now() -> QuerySet[Any]:
    """Return the assignments of case managers that hold today."""
    day = today()
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    return believed("case_manager_assignments").filter(running, starts_on__lte=day)


def _people(which: Q) -> QuerySet[Any]:
    return assignments_now().filter(which).values("person_id")
