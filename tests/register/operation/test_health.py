"""The health page: whoever watches over the register sees what is wrong, and nothing of people."""

import shutil
import subprocess
import sys
from datetime import date, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from trede.register.operation import nightly
from trede.register.operation.health import Health, examine, remedies
from trede.register.operation.locking import RunsAlreadyError, only_one
from trede.register.operation.models import NightlyRun
from trede.register.operation.nightly import LOCK_FILE, Outcome, newest_runs, run_nightly

pytestmark = [pytest.mark.django_db, pytest.mark.urls("trede.register.operation.urls")]
LOCK = settings.ENVIRONMENT.folder / LOCK_FILE


@pytest.fixture
def no_figures():
    """Remove afterwards the dossier for figures that a nightly run makes."""
    yield
    shutil.rmtree(nightly.figures_folder(), ignore_errors=True)


@pytest.fixture
def browser() -> Client:
    """Someone who has not signed in."""
    return Client()


def nightly_ended(moment: str) -> None:
    """Let a nightly run have ended at a moment."""
    ended_at = datetime.fromisoformat(moment)
    NightlyRun.objects.create(started_at=ended_at, ended_at=ended_at, seconds=12.5)


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
    health = Health("fails", "fails", "fails", None)
    assert not health.can_serve
    assert remedies(health) == [
        "The database does not answer: look at the server that TREDE_DATABASE names."
    ]


def test_the_page_is_only_read(browser):
    assert browser.post("/health").status_code == 405


def test_a_second_nightly_run_is_locked_out_with_a_clear_message():
    with only_one(LOCK), pytest.raises(RunsAlreadyError, match="is at work already"):
        run_nightly(date(2026, 3, 31))
    assert not NightlyRun.objects.exists()


def test_a_run_that_was_killed_leaves_no_lock_behind():
    hold = (
        "import sys, time; from pathlib import Path\n"
        "from trede.register.operation.locking import only_one\n"
        "with only_one(Path(sys.argv[1])):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(LOCK)], stdout=subprocess.PIPE, encoding="utf-8"
    ) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(RunsAlreadyError), only_one(LOCK):
            pass
        other.kill()
    with only_one(LOCK):
        pass


@pytest.mark.usefixtures("no_figures")
def test_every_run_is_kept_with_how_it_went(monkeypatch):
    run_nightly(date(2026, 3, 31))

    def fail(_today):
        raise OSError("disk full")

    monkeypatch.setattr(nightly, "refresh_all", fail)
    with pytest.raises(OSError, match="disk full"):
        run_nightly(date(2026, 3, 31))
    NightlyRun.objects.create(started_at=datetime(2026, 3, 31, 3, 0))
    assert [outcome for _run, outcome in newest_runs(3)] == [
        Outcome.BROKEN_OFF,
        Outcome.FAILED,
        Outcome.DONE,
    ]
    with only_one(LOCK):
        assert newest_runs(1)[0][1] is Outcome.RUNNING
    last = nightly.last_nightly()
    assert last is not None
    assert last.ended_at == NightlyRun.objects.filter(problem="").last().ended_at
