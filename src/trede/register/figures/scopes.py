"""Over whom a figure is: one's own caseload, the own team, or the whole municipality."""

from enum import Enum

from trede.language import translate as _
from trede.register.access.rules import assignments_now, of_caseload
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role


class Scope(Enum):
    """The people whom a figure is about."""

    OWN = "own"
    TEAM = "team"
    MUNICIPALITY = "municipality"

    @property
    def title(self) -> str:
        """The scope's name in the language in use."""
        return {
            Scope.OWN: _("my clients"),
            Scope.TEAM: _("my team"),
            Scope.MUNICIPALITY: _("the municipality"),
        }[self]


def whom(scope: Scope, user: User) -> str:
    """Say over whom a figure is so that it can be read elsewhere, by whoever gets it."""
    if scope is Scope.TEAM and user.team is not None:
        return _("team {name}").format(name=user.team.name)
    return _("clients of {name}").format(name=user.name) if scope is Scope.OWN else scope.title


def scopes_of(user: User) -> tuple[Scope, ...]:
    """Return the scopes that a user can choose from, the first as default."""
    found = []
    if user.has_role(Role.CASE_MANAGER):
        found.append(Scope.OWN)
    if user.team is not None and user.has_role(Role.CASE_MANAGER, Role.TEAM_LEADER):
        found.append(Scope.TEAM)
    return (*found, Scope.MUNICIPALITY)


def people_in(scope: Scope, user: User) -> tuple[str, ...] | None:
    """Return the people of a scope as it is today; none: everybody."""
    if scope is Scope.MUNICIPALITY:
        return None
    assigned = assignments_now()
    if scope is Scope.OWN:
        assigned = assigned.filter(of_caseload(user))
    else:
        assigned = assigned.filter(team=user.team.name if user.team else "")
    return tuple(sorted(set(assigned.values_list("person_id", flat=True))))
