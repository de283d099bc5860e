"""Two approvers at the very same moment: one books, the other is told, nothing is paid twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.register.payments.paying import ATLAS, CONTRACT, make_people, put_contract
from tests.register.payments.two_approvers import pay_at_once
from trede.register.project.environment import make_keys

ROOT = Path(__file__).parents[3]
OUTCOME = (
    "1 paid; 1 told: Nothing was approved or booked. Line 1: Paid on 31 Mar 2026.; "
    "payments 1, costs 1, entries 3"
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the SQLite of these tests lives in memory"
)
def test_of_two_who_approve_a_payment_at_once_one_books_it():
    put_contract(CONTRACT, ATLAS, "Atlas")
    assert pay_at_once(make_people()) == OUTCOME


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
        [sys.executable, "-m", "tests.register.payments.two_approvers"],
        cwd=ROOT,
        env={**kept, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (f"{OUTCOME}\n", "")
