"""A real browser on a running register with one client's file."""

import os
import shutil
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from trede.register.accounts.models import Team, User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client, Identity
from trede.register.facts.models import model_of
from trede.register.signals.computing import refresh_all

PASSWORD = "a password for tests"
KNOWN = {"recorded_at": datetime(2026, 1, 5, 10, 0), "source": "benefit system"}
NUMBER = "0041-7723"
PATIENCE = 10_000
"""Milliseconds to wait for what a page should show: a machine that tests is a busy one."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as it is on this machine; skip where there is none, fail in CI."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        message = "there is no Chromium on this machine: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    # Playwright runs a loop of its own; Django would refuse to be called beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def file(transactional_db: None) -> Client:
    """Pieter Jansen on benefit for almost a year, with a team around him."""
    del transactional_db
    team = Team.objects.create(name="Zuid")
    for username, role in (
        ("bakker", Role.CASE_MANAGER),
        ("smit", Role.TEAM_LEADER),
        ("aman", Role.AUDITOR),
        ("adema", Role.DECIDER),
        ("timmer", Role.ADMINISTRATOR),
    ):
        User.objects.create_user(username, username.title(), PASSWORD, roles=(role,), team=team)
    client = Client.objects.create(person_id="P1", number=NUMBER)
    identity = {"family_name": "Jansen", "first_names": "Pieter", "birth_on": date(1985, 2, 28)}
    Identity.objects.create(client=client, **identity, **KNOWN)
    _facts()
    refresh_all()
    return client


def _facts() -> None:
    def put(table: str, **values: object) -> None:
        model_of(table).objects.create(person_id="P1", **values, **KNOWN)

    put("persons", client_number=NUMBER)
    put(
        "case_manager_assignments",
        role="both",
        case_manager_id="bakker",
        team="Zuid",
        starts_on=date(2025, 4, 22),
    )
    put("benefit_spells", spell_id="S1", scheme="PW", starts_on=date(2025, 4, 17))
    put(
        "classifications",
        classification_id="K1",
        scale="phase",
        value="2",
        starts_on=date(2025, 5, 1),
    )
    put(
        "exemptions",
        exemption_id="E1",
        extent="partial",
        reason="medical",
        waives_applying=True,
        starts_on=date(2025, 8, 1),
        ends_on=date(2025, 11, 15),
    )
    put("contacts", contact_id="C1", contact_on=date(2025, 12, 1), kind="conversation", held=True)
    put("plans", plan_id="L1", status="draft", goal="monteur", drawn_up_on=date(2026, 3, 1))


def _is_complaint(said: ConsoleMessage) -> bool:
    """Tell whether a page has an error; a form that was refused is none, though it is logged."""
    return said.type == "error" and "status of 422" not in said.text


@pytest.fixture
def sign_in(browser: Browser, live_server: object) -> Iterator[object]:
    """Return a function that signs a user in and gives the page; console errors fail the test."""
    opened = []
    complaints: list[str] = []

    def enter(username: str, width: int = 1280) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.on("console", lambda said: _is_complaint(said) and complaints.append(said.text))
        page.goto(f"{live_server.url}/inloggen")
        page.fill("#id_username", username)
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url(lambda url: "/inloggen" not in url)
        opened.append(context)
        return page

    yield enter
    for context in opened:
        context.close()
    assert complaints == []
