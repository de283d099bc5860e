"""People of the register for tests: a team, users of each role, a client with a file."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from shutil import rmtree

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client as Browser
from pytest_django.plugin import DjangoDbBlocker

from trede.register.accounts.models import Team, User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client, Identity
from trede.register.facts.models import model_of
from trede.register.project.clock import now

SINCE = datetime(2026, 1, 5, 10, 0)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """End what threads left open before PostgreSQL drops the database of the tests."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where datname = current_database() and pid <> pg_backend_pid()"
            )


@pytest.fixture
def own_policy() -> Iterator[Path]:
    """The folder in which a municipality puts its own policy; gone afterwards."""
    folder = Path(settings.ENVIRONMENT.folder) / "policy"
    folder.mkdir(exist_ok=True)
    yield folder
    rmtree(folder)


@pytest.fixture
def team(db: None) -> Team:
    """Team South."""
    del db
    return Team.objects.create(name="Zuid")


@pytest.fixture
def user_with(team: Team) -> Callable[..., User]:
    """Make a user of team South with roles."""

    def make(username: str, *roles: Role) -> User:
        return User.objects.create_user(
            username, username.title(), "a long password", roles=roles, team=team
        )

    return make


@pytest.fixture
def case_manager(user_with: Callable[..., User]) -> User:
    """A case manager."""
    return user_with("bakker", Role.CASE_MANAGER)


@pytest.fixture
def team_leader(user_with: Callable[..., User]) -> User:
    """The team leader."""
    return user_with("smit", Role.TEAM_LEADER)


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """Make a client whose file a case manager keeps since 5 January 2026."""

    def make(manager: User, number: str = "0041-7723", family_name: str = "Jansen") -> Client:
        person = f"P{number}"
        known = {"recorded_at": SINCE, "source": "register"}
        model_of("persons").objects.create(person_id=person, client_number=number, **known)
        model_of("case_manager_assignments").objects.create(
            person_id=person,
            role="both",
            case_manager_id=manager.username,
            team=manager.team.name,
            starts_on=SINCE.date(),
            **known,
        )
        client = Client.objects.create(person_id=person, number=number)
        Identity.objects.create(
            client=client,
            family_name=family_name,
            first_names="Pieter",
            birth_on=date(1985, 2, 28),
            **known,
        )
        return client

    return make


@pytest.fixture
def client(case_manager: User, client_of: Callable[..., Client]) -> Client:
    """Pieter Jansen, in the caseload of the case manager."""
    return client_of(case_manager)


@pytest.fixture
def browser_of() -> Callable[[User], Browser]:
    """Return a browser in which a user has signed in."""

    def sign_in(user: User) -> Browser:
        browser = Browser()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return sign_in


@pytest.fixture
def page(case_manager: User, browser_of: Callable[[User], Browser]) -> Browser:
    """The case manager's browser."""
    return browser_of(case_manager)


@pytest.fixture
def moment() -> datetime:
    """The moment at which the tests' clock stands still."""
    return now()
