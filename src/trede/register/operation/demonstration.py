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
from trede.register.facts.models import believed
from trede.register.operation.demonstration_payments import live_last_quarter
from trede.register.operation.migrating import migrate
from trede.register.operation.nightly import last_nightly, run_nightly
from trede.register.signals.computing import left_to_the_run
from trede.synthesis import synthesise
from trede.synthesis.commissioned import guide_of

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

OF_PROVIDERS = ("aanbieder1", "aanbieder2")
"""The users of the two companies with most running participations."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class DemonstrationUser:
    """Someone as whom one can sign in."""

    username: str
    name: str
    roles: str
    team: str
    """The team, or the company for which someone works."""


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
    make_provider_users()
    if not believed("payments").exists():
        progress(_("invoices and payments of the last months"))
        _live_last_quarter(today)
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


def make_provider_users() -> None:
    """Let someone of each of the two busiest companies sign in, if nobody of a company can yet."""
    if User.objects.filter(username__in=OF_PROVIDERS).exists():
        return
    for username, provider_id in zip(OF_PROVIDERS, _busiest_providers(), strict=False):
        user = User(username=username, name=guide_of(provider_id), provider_id=provider_id)
        user.roles = [Role.PROVIDER.value]
        user.set_password(PASSWORD)
        user.save()


def _live_last_quarter(today: date) -> None:
    users = User.objects.in_bulk(["inkoper", "controller", *OF_PROVIDERS], field_name="username")
    of_companies = [users[name] for name in OF_PROVIDERS if name in users]
    with left_to_the_run():
        live_last_quarter(today, users["inkoper"], users["controller"], of_companies)


def demonstration_users() -> list[DemonstrationUser]:
    """Return who can sign in, case managers first."""
    found = [user for user in User.objects.all() if user.has_usable_password()]
    order = [role.value for role in Role]
    found.sort(key=lambda user: (min(map(order.index, user.roles), default=0), user.username))
    companies = dict(believed("providers").values_list("provider_id", "name"))
    return [
        DemonstrationUser(
            user.username,
            user.name,
            user.role_titles,
            user.team.name if user.team else companies.get(user.provider_id, ""),
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


def _busiest_providers() -> list[str]:
    """Return the companies that exist still, those with most running participations first."""
    open_for_business = believed("providers").filter(ended_on__isnull=True)
    running = believed("participations").filter(ends_on__isnull=True)
    of_providers = running.filter(provider_id__in=open_for_business.values("provider_id"))
    counted = Counter(of_providers.values_list("provider_id", flat=True))
    return sorted(counted, key=lambda provider_id: (-counted[provider_id], provider_id))
