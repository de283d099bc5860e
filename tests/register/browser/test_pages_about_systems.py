"""The pages on which an administrator keeps other systems: axe finds nothing, they fit a phone."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page

from tests.register.browser.test_pages_for_everyone import faults
from trede.register.accounts.roles import Scope
from trede.register.api import systems
from trede.register.clients.models import Client

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_on_the_pages_about_systems(
    sign_in: Callable[..., Page], file: Client, width: int
) -> None:
    details = systems.SystemDetails("UWV", "UWV Zuid", None)
    system = systems.add_system(None, "uwv", details)
    right = systems.give_right(None, system, Scope.DOSSIERS, date(2026, 1, 1), None)
    systems.end_right(None, right)
    systems.give_token(None, system, date(2026, 12, 31))
    page = sign_in("timmer", width)
    origin = "/".join(page.url.split("/")[:3])
    found = []
    for path in ("/systemen/", "/systemen/nieuw", f"/systemen/{system.pk}"):
        page.goto(origin + path)
        found += faults(page)
    page.click(f"form[action='/systemen/{system.pk}/sleutel'] button")
    page.wait_for_selector("code")
    found += faults(page)
    assert found == []
