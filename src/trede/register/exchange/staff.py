"""Makes users and teams of the case managers whom a dossier names; none of them can sign in."""

from collections import Counter, defaultdict
from collections.abc import Mapping

import pyarrow as pa

from trede.register.accounts.models import Team, User
from trede.register.accounts.roles import Domain, Role


def add_staff(assignments: pa.Table) -> tuple[int, int]:
    """Make the teams and case managers of assignments; returns how many of each.

    A case manager belongs to the team of the newest assignment, and answers for income, for work
    or for both, after what most assignments say. An administrator gives a name and a password.
    """
    ordered = assignments.sort_by([("starts_on", "ascending"), ("recorded_at", "ascending")])
    teams = _add_teams({name for name in ordered["team"].to_pylist() if name})
    newest: dict[str, str | None] = {}
    roles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in ordered.select(["case_manager_id", "team", "role"]).to_pylist():
        newest[row["case_manager_id"]] = row["team"]
        roles[row["case_manager_id"]][row["role"]] += 1
    known = set(User.objects.values_list("username", flat=True))
    users = [
        _case_manager(name, teams.get(team or ""), roles[name])
        for name, team in sorted(newest.items())
        if name not in known
    ]
    User.objects.bulk_create(users)
    return len(teams), len(users)


def _add_teams(names: set[str]) -> Mapping[str, Team]:
    known = set(Team.objects.values_list("name", flat=True))
    Team.objects.bulk_create(Team(name=name) for name in sorted(names - known))
    return {team.name: team for team in Team.objects.filter(name__in=names)}


def _case_manager(name: str, team: Team | None, roles: Counter[str]) -> User:
    answers_for = roles.most_common(1)[0][0]
    known = {domain.value for domain in Domain}
    domain = answers_for if answers_for in known else Domain.INTEGRAL.value
    user = User(username=name, name=name, team=team, domain=domain)
    user.roles = [Role.CASE_MANAGER.value]
    user.set_unusable_password()
    return user
