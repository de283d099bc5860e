"""The throw-away PostgreSQL server of the tests comes and goes."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.register import postgresql


def test_a_command_runs_on_a_server_that_is_gone_afterwards():
    try:
        postgresql.find_server()
    except SystemExit as missing:
        pytest.skip(str(missing))
    program = (
        "import os, psycopg\n"
        "address = os.environ['TREDE_DATABASE']\n"
        "with psycopg.connect(address) as connection:\n"
        "    print(address, connection.execute('show server_encoding').fetchone()[0])\n"
        "raise SystemExit(7)\n"
    )
    ended = subprocess.run(
        [sys.executable, postgresql.__file__, sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 7, ended.stderr
    address, encoding = ended.stdout.split()
    assert encoding == "UTF8"
    assert not Path(unquote(urlsplit(address).netloc.partition("@")[2])).exists()


def test_a_missing_server_is_told_with_the_remedy(monkeypatch):
    monkeypatch.setattr(postgresql, "PLACES", ())
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("PG_BIN", raising=False)
    with pytest.raises(SystemExit, match="Debian: apt-get install postgresql"):
        postgresql.find_server()
