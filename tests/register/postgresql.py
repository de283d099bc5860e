"""Runs a command on a PostgreSQL server of its own, which is gone afterwards.

    python tests/register/postgresql.py pytest tests/register

The command finds the server's address in TREDE_DATABASE. An installed server (PostgreSQL 14 or
newer) is looked for in PG_BIN, on the path, and where Debian, Red Hat and Homebrew put it. Started
by root, the server runs as the user ``postgres`` or, without one, as ``nobody``, since PostgreSQL
refuses to run as root.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
)
SETTINGS = "-c listen_addresses='' -c max_wal_size=2GB -c shared_buffers=256MB"
CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"""For tests: what is written may be lost when the machine fails."""


def find_server() -> Path:
    """Return the folder with the server's programs; SystemExit if there is none."""
    named = os.environ.get("PG_BIN")
    on_path = shutil.which("initdb")
    found = [Path(named)] if named else []
    found += [Path(on_path).resolve().parent] if on_path else []
    found += sorted(
        (folder for place in PLACES for folder in Path("/").glob(place)),
        key=lambda folder: [int(part) for part in folder.parts if part.isdigit()],
        reverse=True,
    )
    for folder in found:
        if (folder / "initdb").is_file() and (folder / "pg_ctl").is_file():
            return folder
    sys.exit(
        "No PostgreSQL server is installed. Debian: apt-get install postgresql. Or set PG_BIN."
    )


def _owner() -> Sequence[str]:
    """Return the words that start a command as the one who may run the server."""
    if os.geteuid() != 0:
        return ()
    names = {entry.pw_name for entry in pwd.getpwall()}
    return ("setpriv", "--reuid", _server_user(names), "--clear-groups", "--inh-caps=-all")


def _server_user(names: set[str]) -> str:
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def postgresql(settings: str = CARELESS) -> Iterator[str]:
    """Start a server of one's own; give its address, and remove all of it afterwards."""
    programs, owner = find_server(), _owner()
    folder = Path(tempfile.mkdtemp(prefix="trede-postgresql-"))
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir(mode=0o700)
    if owner:
        names = {entry.pw_name for entry in pwd.getpwall()}
        for path in (folder, data):
            shutil.chown(path, _server_user(names))
    control = [*owner, str(programs / "pg_ctl"), "-D", str(data)]
    try:
        initialise = [*owner, str(programs / "initdb"), "-D", str(data), "-U", "trede"]
        _run([*initialise, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
        _run(
            [
                *control,
                "-w",
                "-l",
                str(folder / "log"),
                "-o",
                f"{SETTINGS} {settings} -k {folder}",
                "start",
            ]
        )
        _run([str(programs / "createdb"), "-h", str(folder), "-U", "trede", "register"])
        place = str(folder).replace("/", "%2F")
        yield f"postgresql://trede@{place}/register"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/")
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def main(command: Sequence[str]) -> int:
    """Run a command with TREDE_DATABASE set; return its exit code."""
    if not command:
        sys.exit(__doc__)
    with postgresql() as address:
        environment = {**os.environ, "TREDE_DATABASE": address}
        return subprocess.run(command, check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
