"""Registers of one's own, worked on by the command line as an administrator does."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from trede.synthesis import synthesise

SERVER = os.environ.get("TREDE_DATABASE")
NOW = "2026-03-31T09:00"


@dataclass
class Register:
    """A register in a folder, with a database of its own."""

    folder: Path
    environment: dict[str, str]
    database: str

    def trede(self, *words: object, asked: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of ``trede register``; ``asked`` is what is typed meanwhile."""
        return subprocess.run(
            [sys.executable, "-m", "trede.cli", "--language", "en", "register", *map(str, words)],
            env=self.environment,
            input=asked,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def in_production(self) -> "Register":
        """Return the same register as it is run for real: by the clock."""
        left_out = {"TREDE_MODE", "TREDE_NOW"}
        kept = {name: text for name, text in self.environment.items() if name not in left_out}
        return Register(self.folder, kept, self.database)

    def python(self, program: str) -> str:
        """Run a program within the register; return what it prints."""
        opened = "from trede.cli.opening import open_register; open_register()\n"
        ended = subprocess.run(
            [sys.executable, "-c", opened + program],
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()

    def everything(self) -> dict[str, list[str]]:
        """Return all rows of all tables, in the order of what they say."""
        text = self.python(
            "import json\n"
            "from django.db import connection\n"
            "found = {}\n"
            "with connection.cursor() as cursor:\n"
            "    for name in connection.introspection.table_names(cursor):\n"
            "        if not name.startswith('sqlite_'):\n"
            "            cursor.execute(f'select * from \"{name}\"')\n"
            "            found[name] = sorted(map(repr, cursor.fetchall()))\n"
            "print(json.dumps(found))\n"
        )
        found: dict[str, list[str]] = json.loads(text)
        return found


class Registers:
    """Makes registers; their databases are dropped at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.databases: list[str] = []
        self._empty: Register | None = None

    def place(self) -> Register:
        """Return a place where a register can be made."""
        number = len(self.databases)
        folder = self.folder / f"register-{number}"
        left_out = {"DJANGO_SETTINGS_MODULE", "TREDE_HOSTS", "TREDE_MUNICIPALITY"}
        environment = {name: text for name, text in os.environ.items() if name not in left_out}
        environment |= {"TREDE_REGISTER": str(folder), "TREDE_MODE": "demo", "TREDE_NOW": NOW}
        self.databases.append(f"register_{os.getpid()}_{number}")
        if SERVER:
            address = urlsplit(SERVER)._replace(path=f"/{self.databases[-1]}")
            environment["TREDE_DATABASE"] = urlunsplit(address)
        return Register(folder, environment, self.databases[-1])

    def new(self) -> Register:
        """Make an empty register, with keys of its own."""
        register = self.place()
        if SERVER:
            _on_server(f"create database {register.database}")
        made = register.trede("create", register.folder)
        assert made.returncode == 0, made.stderr
        return register

    def copy(self, original: Register) -> Register:
        """Make a register with the same keys and content."""
        register = self.place()
        if SERVER:
            _on_server(f"create database {register.database} template {original.database}")
        shutil.copytree(original.folder, register.folder)
        return register

    def empty(self) -> Register:
        """Make an empty register, quickly: all of these have the same keys."""
        if self._empty is None:
            self._empty = self.new()
        return self.copy(self._empty)


@pytest.fixture(scope="session")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registers]:
    """Return what makes registers."""
    made = Registers(tmp_path_factory.mktemp("registers"))
    yield made
    if SERVER:
        for name in made.databases:
            _on_server(f"drop database if exists {name} with (force)")


def _on_server(order: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(order)


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of a made-up municipality of 120 clients."""
    folder = tmp_path_factory.mktemp("operation") / "made-up"
    synthesise(folder, 120, 2024, 2026, 1)
    return folder


@pytest.fixture(scope="session")
def filled(registers: Registers, dossier: Path) -> Register:
    """A register with the made-up municipality as of 31 March 2026, which tests leave as it is."""
    register = registers.empty()
    loaded = register.trede("load", dossier, "--as-of", "2026-03-31", "--made-up-names")
    assert loaded.returncode == 0, loaded.stderr
    return register


@pytest.fixture(scope="session")
def filled_rows(filled: Register) -> dict[str, list[str]]:
    """All rows of the filled register."""
    return filled.everything()


@pytest.fixture(autouse=True)
def no_figures_left() -> Iterator[None]:
    """Leave no figures behind: a nightly run makes them for a municipality that is gone after."""
    from trede.register.figures.computing import dossier_folder  # noqa: PLC0415 - needs Django

    yield
    shutil.rmtree(dossier_folder(), ignore_errors=True)
