"""The pages of a data manager: axe finds nothing, they fit on a phone, they work by keyboard."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.register.browser.conftest import KNOWN, NUMBER, PASSWORD
from tests.register.browser.test_pages_for_everyone import faults
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client, Identity
from trede.register.exchange.exporting import export_dossier
from trede.register.facts.models import model_of
from trede.register.figures.computing import dossier_folder
from trede.register.project.clock import today
from trede.register.quality.merging import Pair, merge

pytestmark = pytest.mark.xdist_group("browser")
Enter = Callable[..., Page]
TWIN = "0041-7724"
PAGES = [
    "/gegevens/",
    "/gegevens/?per=team&delay_per=source",
    "/gegevens/volledigheid/diagnosis",
    "/gegevens/volledigheid/birth",
    "/gegevens/tegenstrijdigheden",
    "/gegevens/gelaten",
    "/gegevens/dubbel?one=0041&other=zzz",
    f"/gegevens/dubbel/{NUMBER}/{TWIN}",
    f"/gegevens/dubbel/{NUMBER}/{TWIN}/samenvoegen",
    "/gegevens/samengevoegd",
    f"/gegevens/burgerservicenummer/{NUMBER}",
    "/gegevens/codelijsten?search=werk",
    "/gegevens/uitwisseling",
]


@pytest.fixture
def twice(file: Client) -> Iterator[Client]:
    """Return a second Pieter Jansen, beside the first; a night has passed."""
    User.objects.create_user("arslan", "Arslan", PASSWORD, roles=(Role.DATA_MANAGER,))
    twin = Client.objects.create(person_id="P2", number=TWIN)
    who = {"family_name": "Jansen", "first_names": "Pieter", "birth_on": date(1985, 2, 28)}
    Identity.objects.create(client=twin, **who, **KNOWN)
    model_of("persons").objects.create(person_id="P2", client_number=TWIN, **KNOWN)
    for nth, value in enumerate("12"):
        row = {"classification_id": f"X{nth}", "scale": "phase", "value": value}
        model_of("classifications").objects.create(
            person_id="P2", starts_on=date(2025, 1, 1), **row, **KNOWN
        )
    shutil.rmtree(dossier_folder(), ignore_errors=True)
    cache.clear()
    export_dossier(dossier_folder(), today())
    yield twin
    shutil.rmtree(dossier_folder())
    cache.clear()


def go(page: Page, path: str) -> None:
    page.goto("/".join(page.url.split("/")[:3]) + path)


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_on_the_pages_of_a_data_manager(
    sign_in: Enter, twice: Client, width: int
) -> None:
    page = sign_in("arslan", width)
    found = []
    for path in PAGES:
        go(page, path)
        found += faults(page)
    assert found == []


def test_axe_finds_nothing_on_a_merge_that_was_made(
    sign_in: Enter, file: Client, twice: Client
) -> None:
    keeper = User.objects.get(username="arslan")
    done = merge(Pair(file, twice), keeper, "Same passport.")
    page = sign_in("arslan")
    go(page, f"/gegevens/samengevoegd/{done.pk}")
    assert faults(page) == []


def test_a_contradiction_is_left_as_it_is_by_keyboard_alone(sign_in: Enter, twice: Client) -> None:
    page = sign_in("arslan")
    go(page, "/gegevens/tegenstrijdigheden")
    page.focus("section.card summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Two files from before, see the paper file.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice.is-success")
    expect(page.locator("section.card .empty")).to_have_count(1)
