"""The load test as a whole: a made-up municipality, its register on a database, people at work.

    python -m benchmarks.register_load_whole --clients 45000 --case-managers 300 --users 50
    python -m benchmarks.register_load_whole --sqlite --clients 2000 --case-managers 15 --users 10

Everything is made in a temporary folder and removed afterwards. PostgreSQL must be installed; its
server is one of its own, which keeps what it confirmed also when the machine fails.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from tests.register.postgresql import postgresql

TREDE = (sys.executable, "-m", "trede.cli", "--language", "en", "register")
YEARS = 3
SECONDS_TO_START = 60


def main(arguments: Sequence[str]) -> int:
    """Make all of it, let people work, and return 1 if anything was lost."""
    options = _options().parse_args(arguments)
    database = nullcontext(None) if options.sqlite else postgresql("")
    with tempfile.TemporaryDirectory(prefix="trede-load-") as folder, database as address:
        environment = _environment(Path(folder), address, options.workers)
        _fill(Path(folder), environment, options.clients)
        _script(environment, "prepare", "--case-managers", options.case_managers)
        with _served(environment) as url:
            work = ("--url", url, "--users", options.users, "--seconds", options.seconds)
            return _script(environment, "run", *work)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sqlite", action="store_true", help="on SQLite, not on PostgreSQL")
    parser.add_argument("--clients", type=int, default=45_000)
    parser.add_argument("--case-managers", type=int, default=300)
    parser.add_argument("--users", type=int, default=50, help="at work at once")
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--workers", type=int, default=3)
    return parser


def _environment(folder: Path, address: str | None, workers: int) -> dict[str, str]:
    """Return the settings of the register: a demonstration, so that a password is enough."""
    own: dict[str, Any] = {
        "TREDE_REGISTER": folder / "register",
        "TREDE_MODE": "demo",
        "TREDE_WORKERS": workers,
        **({"TREDE_DATABASE": address} if address else {}),
    }
    return {**os.environ, **{name: str(text) for name, text in own.items()}}


def _fill(folder: Path, environment: Mapping[str, str], clients: int) -> None:
    until = int(time.strftime("%Y"))
    years = ("--from", until - YEARS, "--to", until)
    _do(environment, *TREDE[:-1], "synth", folder / "made-up", "--clients", clients, *years)
    _do(environment, *TREDE, "create", folder / "register")
    today = time.strftime("%Y-%m-%d")
    _do(environment, *TREDE, "load", folder / "made-up", "--as-of", today, "--made-up-names")
    _do(environment, *TREDE, "nightly")


def _do(environment: Mapping[str, str], *words: object) -> None:
    begun = time.monotonic()
    subprocess.run([str(word) for word in words], env=environment, check=True, capture_output=True)
    print(f"{' '.join(map(str, words[4:7]))}: {time.monotonic() - begun:.0f} s", flush=True)


def _script(environment: Mapping[str, str], *words: object) -> int:
    command = [sys.executable, "-m", "benchmarks.register_load", *map(str, words)]
    return subprocess.run(command, env=environment, check=False).returncode


@contextmanager
def _served(environment: Mapping[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*TREDE, "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_until_it_listens(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait_until_it_listens(port: int) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"the server did not start within {SECONDS_TO_START} seconds")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
