"""What every guided tour is made of: people, a clock that moves, steps, and images."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.register.browser.conftest import PATIENCE
from trede.dossier.manifest import MANIFEST_FILE
from trede.register.accounts.models import Team, User
from trede.register.accounts.roles import Role
from trede.register.exchange.exporting import export_dossier
from trede.register.figures.computing import dossier_folder
from trede.register.project.clock import now, today
from trede.register.signals.computing import refresh_all

ROOT = Path(__file__).parents[4]
TUTORIAL = ROOT / "docs" / "tutorial"
SAVE_IN = "TREDE_TOUR_IMAGES"
"""The environment variable that asks to save the images, and says where."""
LARGEST = 150_000
"""Bytes an image may have."""
MOST = 14
"""Images a tour may take."""
WIDTH, HEIGHT = 1120, 720


@dataclass
class Tour:
    """Someone who works in a browser, day after day; ``taken`` are the images so far."""

    enter: Callable[..., Page]
    travel: Callable[[datetime], None]
    images: Path
    names: tuple[str, ...]
    page: Page | None = None
    taken: list[str] = field(default_factory=list)

    def on(self, day: date, username: str) -> Page:
        """Let a day begin: the nightly run is over, and someone signs in."""
        self.travel(datetime.combine(day, time(9, 0)))
        refresh_all()
        self.page = self.enter(username, WIDTH)
        self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        self.page.set_default_timeout(PATIENCE)
        return self.page

    def snap(self, name: str, part: Locator | None = None, top: Locator | None = None) -> None:
        """Take an image of a part of the page, or of the screen from its top or from `top`."""
        assert self.page is not None
        assert name in self.names
        # A click returns as soon as the next page answers: it may not have been read yet.
        self.page.wait_for_load_state()
        self.page.evaluate("document.activeElement.blur()")
        (top or self.page.locator("body")).evaluate("element => element.scrollIntoView()")
        file = self.images / name
        (part or self.page).screenshot(path=file, animations="disabled", caret="hide")
        assert file.stat().st_size < LARGEST, f"{name} is {file.stat().st_size} bytes"
        self.taken.append(name)

    def go_to_step(self, label: str) -> None:
        """Choose a step on the dossier."""
        assert self.page is not None
        self.page.get_by_text("Record something").click()
        self.page.get_by_role("navigation", name="Record something").get_by_role(
            "link", name=label, exact=True
        ).click()

    def save(self, told: str, button: str = "Save") -> None:
        """Save the form; the next page says what was done."""
        assert self.page is not None
        self.page.locator("form.step").get_by_role("button", name=button).click()
        expect(self.page.get_by_role("status").first).to_contain_text(told)

    def fill(self, **answers: str) -> None:
        """Fill in the questions of a form, by the label with which each begins."""
        assert self.page is not None
        for label, words in answers.items():
            self.page.get_by_label(label).first.fill(words)

    def follow(self, *links: str) -> None:
        """Follow links on the page, one after another."""
        assert self.page is not None
        for link in links:
            self.page.get_by_role("main").get_by_role("link", name=link).first.click()

    def choose(self, entry: str) -> Page:
        """Choose an entry of the menu."""
        assert self.page is not None
        menu = self.page.get_by_role("banner").get_by_role("link", name=entry, exact=True)
        menu.first.click()
        return self.page

    def open_dossier(self, number: str, name: str) -> Page:
        """Open the dossier of a client by the search of the menu."""
        assert self.page is not None
        self.page.get_by_label("Search a client by name or number").fill(number)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("heading", name=name)).to_be_visible()
        return self.page


def make_tour(
    enter: Callable[..., Page],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    names: tuple[str, ...],
) -> Tour:
    """Make a tour ready to begin; it saves its images for the docs only when asked."""
    images = Path(os.environ.get(SAVE_IN) or tmp_path)
    images.mkdir(parents=True, exist_ok=True)

    def travel(moment: datetime) -> None:
        monkeypatch.setenv("TREDE_NOW", moment.isoformat(timespec="minutes"))

    return Tour(enter, travel, images, names)


def found_user(username: str, name: str, role: Role, team: Team | None = None) -> User:
    """Let someone sign in, and read English."""
    user = User.objects.create_user(
        username, name, "a password for tests", roles=(role,), team=team
    )
    user.language = "en"
    user.save()
    return user


def export_facts() -> None:
    """Export the facts for the figures, as the nightly run does; the moment is the tour's own."""
    shutil.rmtree(dossier_folder(), ignore_errors=True)
    export_dossier(dossier_folder(), today())
    at = now().timestamp()
    os.utime(dossier_folder() / MANIFEST_FILE, (at, at))
