"""Other systems for tests."""

from collections.abc import Callable

import pytest

from tests.register.api.calling import CallingSystem, calling
from trede.register.accounts.models import User
from trede.register.accounts.roles import Scope
from trede.register.api.models import System
from trede.register.api.systems import SystemDetails, add_system
from trede.register.clients.models import Client


@pytest.fixture
def system_named(case_manager: User) -> Callable[..., System]:
    """Make a system whose new clients go to the case manager."""

    def make(username: str, source: str) -> System:
        details = SystemDetails(f"System {username}", source, case_manager)
        return add_system(None, username, details)

    return make


@pytest.fixture
def uwv(system_named: Callable[..., System]) -> CallingSystem:
    """UWV Arnhem, which may send hand-overs."""
    return calling(system_named("uwv", "UWV Arnhem"), Scope.HANDOVERS)


@pytest.fixture
def benefits(system_named: Callable[..., System], client: Client) -> CallingSystem:
    """The benefit system, which may record changes; there is a client."""
    del client
    return calling(system_named("suite", "benefit system"), Scope.BENEFIT_CHANGES)


@pytest.fixture
def portal(system_named: Callable[..., System], client: Client) -> CallingSystem:
    """A portal that may read dossiers; there is a client."""
    del client
    return calling(system_named("portal", "portal"), Scope.DOSSIERS)
