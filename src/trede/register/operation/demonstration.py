"""A register to try: a made-up municipality and a user of every role, in one step."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from trede.dossier.storage import Dossier
from trede.language import translate as _
from trede.register.access.rules import assignments_now
from trede.register.accounts.models import Team, User
from trede.register.accounts.roles import Domain, Role
from trede.register.clients.models import Client
from trede.register.exchange.loading import load_dossier
from trede.register.operation.migrating import migrate
from trede.register.operation.nightly import last_nightly, run_nightly
from trede.synthesis import synthesise

CLIENTS = 3_000
YEARS = 3
SEED = 1
PASSWORD = "welkom-bij-trede"  # noqa: S105 - known to all; only a demonstration has it

OTHERS = {
    "teamleider": ("Tess de Leeuw", Role.TEAM_LEADER),
    "beslisser": ("Boris Adema", Role.DECIDER),
    "gegevensbeheerder": ("Gül Arslan", Role.DATA_MANAGER),
    "inkoper": ("Ilse Kramer", Role.PURCHASER),
    "controller": ("Cor Blok", Role.CONTROLLER),
    "auditor": ("Aya Mansour", Role.AUDITOR),
    "beheerder": ("Bea Timmer", Role.ADMINISTRATOR),
}
"""The users of a demonstration besides its case managers: username, name, role."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class DemonstrationUser:
    """Someone as whom one can sign in."""

    username: str
    name: str
    roles: str
    team: str


def prepare_demonstration(today: date, progress: Progress) -> None:
    """Fill an empty register with a made-up municipality, and bring it up to today.

    A register that holds clients keeps them; the nightly run is done once a day.
    """
    migrate()
    if not Client.objects.exists():
        with TemporaryDirectory() as folder:
            made = Path(folder) / "made-up"
            progress(_("making up a municipality"))
            synthesise(made, CLIENTS, today.year - YEARS, today.year, SEED, progress=progress)
            load_dossier(Dossier(made), as_of=today, made_up_names=True, progress=progress)
    make_users()
    report = last_nightly()
    if report is None or report.ended_at.date() < today:
        run_nightly(today, progress)


def make_users() -> None:
    """Let a user of every role sign in with the demonstration's password, if none does yet."""
    if User.objects.filter(username__in=OTHERS).exists():
        return
    managers = list(_busiest_case_managers())
    for user in managers:
        user.set_password(PASSWORD)
    User.objects.bulk_update(managers, ["password"])
    team = managers[0].team if managers else Team.objects.first()
    for username, (name, role) in OTHERS.items():
        its_team = team if role is Role.TEAM_LEADER else None
        User.objects.create_user(username, name, PASSWORD, roles=(role,), team=its_team)


def demonstration_users() -> list[DemonstrationUser]:
    """Return who can sign in, case managers first."""
    found = [user for user in User.objects.all() if user.has_usable_password()]
    order = [role.value for role in Role]
    found.sort(key=lambda user: (min(map(order.index, user.roles), default=0), user.username))
    return [
        DemonstrationUser(
            user.username, user.name, user.role_titles, user.team.name if user.team else ""
        )
        for user in found
    ]


def _busiest_case_managers() -> Iterator[User]:
    """Yield those with most clients: one who answers for all, one for income, one for work."""
    counted = Counter(assignments_now().values_list("case_manager_id", flat=True))
    users = User.objects.filter(username__in=counted)
    for domain in Domain:
        found = [user for user in users if user.domain == domain.value]
        found.sort(key=lambda user: (-counted[user.username], user.username))
        yield from found[:1]
