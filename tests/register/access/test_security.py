"""What every page carries, what a page says when something goes wrong, and when a session ends."""

import os
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from django.http import HttpRequest
from django.test import Client as Browser
from django.urls import path

from tests.register.access.addresses import addresses
from trede.language import use_language
from trede.register.access.middleware import IDLE, LONGEST
from trede.register.accounts.roles import Role
from trede.register.project.environment import make_keys
from trede.register.project.urls import handler400, handler500, urlpatterns

__all__ = ["handler400", "handler500"]

START = datetime(2026, 3, 31, 9, 0)


def fail(request: HttpRequest) -> None:
    """Fail as no page should."""
    raise RuntimeError(request.path)


urlpatterns = [path("fout", fail, name="fail"), *urlpatterns]


def test_every_page_is_kept_by_nobody_and_runs_nothing_of_its_own(user_with, client, browser_of):
    del client
    browser = browser_of(user_with("someone", *Role))
    for address in addresses():
        answer = browser.get(address.example)
        headers = answer.headers
        assert "no-store" in headers["Cache-Control"], address.name
        assert "camera=()" in headers["Permissions-Policy"], address.name
        policy = headers["Content-Security-Policy"].split("; ")
        assert {"script-src 'self'", "style-src 'self'", "default-src 'none'"} <= set(policy)
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        page = "" if answer.streaming else answer.content.decode(errors="replace")
        assert [each for each in (" style=", "<style", " onclick=") if each in page] == []


def test_the_browser_keeps_no_pages_for_going_back(page):
    assert '"historyCacheSize": 0' in page.get("/profiel").content.decode()


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/bestaat-niet", 404, "Deze pagina bestaat niet"),
        ("/gebruikers/", 403, "Deze pagina is niet voor u"),
    ],
)
def test_a_page_that_does_not_open_says_why_and_has_a_way_back(address, status, title, page):
    answer = page.get(address)
    said = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in said
    assert '<a class="button is-primary" href="/">Naar de eerste pagina</a>' in said


def test_a_refusal_names_the_roles_that_may(page):
    said = page.get("/gebruikers/").content.decode()
    assert "Deze pagina is voor: beheerder." in said
    assert "U bent ingelogd als Bakker, klantmanager." in said


def test_nobody_sees_a_plain_page_too(db):
    assert "<h1>Deze pagina bestaat niet</h1>" in Browser().get("/x").content.decode()


def test_an_expired_form_says_that_nothing_was_saved(case_manager):
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(case_manager, backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.post("/profiel", {"language": "en"})
    assert answer.status_code == 403
    assert "<h1>Dit formulier was verlopen</h1>" in answer.content.decode()
    case_manager.refresh_from_db()
    assert case_manager.language == "nl"


@pytest.mark.urls(__name__)
def test_a_failure_says_so_without_details(case_manager):
    browser = Browser(raise_request_exception=False)
    browser.force_login(case_manager, backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.get("/fout")
    said = answer.content.decode()
    assert answer.status_code == 500
    assert "<h1>Hier ging iets mis</h1>" in said
    assert "RuntimeError" not in said


def test_a_name_that_is_not_the_registers_is_refused_plainly(db):
    use_language("en")
    answer = Browser(headers={"host": "example.org"}).get("/inloggen")
    assert answer.status_code == 400
    assert "<h1>This question could not be understood</h1>" in answer.content.decode()


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Put the clock at a moment."""
    monkeypatch.setenv("TREDE_NOW", moment.isoformat())


def test_a_session_ends_after_an_hour_away(page, monkeypatch):
    assert page.get("/werklijst/").status_code == 200
    at(monkeypatch, START + IDLE)
    assert page.get("/werklijst/").status_code == 200
    at(monkeypatch, START + IDLE + IDLE + timedelta(seconds=1))
    assert page.get("/werklijst/").status_code == 302
    said = page.get("/inloggen").content.decode()
    assert "U bent uitgelogd omdat u een tijd weg was." in said


def test_a_session_ends_in_any_case_after_a_day_of_work(page, monkeypatch):
    page.get("/werklijst/")
    for minutes in range(30, int(LONGEST.total_seconds() // 60) + 1, 30):
        at(monkeypatch, START + timedelta(minutes=minutes))
        assert page.get("/profiel").status_code == 200
    at(monkeypatch, START + LONGEST + timedelta(minutes=1))
    assert page.get("/profiel").status_code == 302


def test_django_finds_nothing_to_warn_of_in_a_register_in_production(tmp_path):
    make_keys(tmp_path)
    (tmp_path / "static").mkdir()
    settings = {
        "TREDE_REGISTER": str(tmp_path),
        "TREDE_MODE": "production",
        "TREDE_HOSTS": "trede.example.org",
        "TREDE_MUNICIPALITY": "Gemeente Utrecht",
        "TREDE_OIDC_ISSUER": "https://sign-on.example.org",
        "TREDE_OIDC_CLIENT": "trede",
        "TREDE_OIDC_SECRET": "secret",
        "DJANGO_SETTINGS_MODULE": "trede.register.project.settings",
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TREDE")}
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={**kept, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout
