"""The health page: whoever watches over the register sees what is wrong, and nothing of people."""

from datetime import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from trede.register.operation.health import Health, examine, remedies
from trede.register.operation.nightly import REPORT_FILE, NightlyReport, _write

pytestmark = [pytest.mark.django_db, pytest.mark.urls("trede.register.operation.urls")]


@pytest.fixture(autouse=True)
def no_report():
    """Start and end without a report of a nightly run."""
    path = settings.ENVIRONMENT.folder / REPORT_FILE
    path.unlink(missing_ok=True)
    yield
    path.unlink(missing_ok=True)


@pytest.fixture
def browser() -> Client:
    """Someone who has not signed in."""
    return Client()


def nightly_ended(moment: str) -> None:
    """Let a nightly run have ended at a moment."""
    _write(NightlyReport(datetime.fromisoformat(moment), 12.5))


def test_a_register_that_works_says_so_to_anyone(browser):
    nightly_ended("2026-03-31T03:10:00")
    answer = browser.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {
        "database": "ok",
        "migrations": "ok",
        "nightly": "ok",
        "nightly_ended_at": "2026-03-31T03:10:00",
    }
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_missed_nightly_run_is_told_but_pages_are_served(browser):
    nightly_ended("2026-03-29T03:10:00")
    answer = browser.get("/health")
    assert (answer.status_code, answer.json()["nightly"]) == (200, "late")


def test_an_administrator_is_told_what_to_do_about_a_missed_nightly_run():
    nightly_ended("2026-03-29T03:10:00")
    assert examine().is_well is False
    assert remedies(examine()) == [
        "The nightly run was missed: run `trede register nightly`, see its timer."
    ]


def test_a_database_of_an_older_version_cannot_serve(browser):
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'signals'")
    answer = browser.get("/health")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "open")


def test_a_database_that_is_away_is_told():
    health = Health("fails", "fails", "ok", None)
    assert not health.can_serve
    assert remedies(health) == [
        "The database does not answer: look at the server that TREDE_DATABASE names."
    ]


def test_the_page_is_only_read(browser):
    assert browser.post("/health").status_code == 405
