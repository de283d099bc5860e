"""The same call several times at the very same moment writes once, and is answered the same."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, connections

from tests.register.api.calling import BATCHES, CHANGES, HANDOVERS, CallingSystem, handover
from tests.register.api.test_benefits import APPLIED, GRANTED, STARTED
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.project.environment import make_keys

CALLERS = 4
ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.django_db(transaction=True)
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the SQLite of these tests lives in memory"
)


def at_once(system: CallingSystem, address: str, *contents: object) -> list[tuple[int, object]]:
    """Send contents under one key at the same moment; return what was answered to each."""
    together = Barrier(len(contents))

    def send(content: object) -> tuple[int, object]:
        together.wait()
        try:
            answer = system.post(address, content, key="one")
            return answer.status_code, answer.json()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(contents)) as pool:
        return list(pool.map(send, contents))


@on_postgresql
def test_a_change_sent_by_several_at_once_is_recorded_once(benefits: CallingSystem):
    answers = at_once(benefits, CHANGES, *[STARTED] * CALLERS)
    assert answers == [answers[0]] * CALLERS
    assert answers[0][0] == 201
    assert believed("benefit_spells").count() == 1


@on_postgresql
def test_a_handover_sent_by_several_at_once_is_received_once(uwv: CallingSystem):
    answers = at_once(uwv, HANDOVERS, *[handover()] * CALLERS)
    assert answers == [answers[0]] * CALLERS
    assert Change.objects.filter(step="handover").count() == 1


@on_postgresql
def test_of_two_contents_under_one_key_one_is_recorded(benefits: CallingSystem):
    answers = at_once(benefits, CHANGES, STARTED, {**STARTED, "starts_on": "2025-12-01"})
    assert sorted(status for status, _body in answers) == [201, 422]
    assert believed("benefit_spells").count() == 1


@on_postgresql
def test_a_batch_sent_by_several_at_once_is_recorded_once(benefits: CallingSystem):
    answers = at_once(benefits, BATCHES, *[{"changes": [APPLIED, GRANTED]}] * CALLERS)
    assert [body["saved"] for _status, body in answers] == [2] * CALLERS
    assert believed("applications").count() == believed("benefit_spells").count() == 1


def test_on_a_register_with_a_file_of_sqlite_it_is_so_too(tmp_path: Path):
    make_keys(tmp_path)
    (tmp_path / "static").mkdir()
    settings = {
        "TREDE_REGISTER": str(tmp_path),
        "TREDE_MODE": "demo",
        "TREDE_NOW": "2026-03-31T09:00",
        "DJANGO_SETTINGS_MODULE": "trede.register.project.settings",
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TREDE")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.register.api.four_callers"],
        cwd=ROOT,
        env={**kept, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("[201, 201, 201, 201] 1 change\n", "")
