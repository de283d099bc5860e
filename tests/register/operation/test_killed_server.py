"""A server that is killed while people save: what it said was saved is there, and whole."""

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

PASSWORD = "a password for tests"
PEOPLE = 3
UNUSUAL = 422
ROUNDS = 3
CONFIRMATION = re.compile(r'name="(confirm-[^"]+)"')
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|seen)" value="([^"]*)"')
QUESTIONS = {
    "question-debts": "no",
    "question-addiction": "no",
    "question-child_under_5": "yes",
    "question-years_of_experience": "4",
}

PREPARE = f"""
import json
from trede.register.access.rules import assignments_now
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.signals.computing import refresh_all
refresh_all()
people = []
for user in User.objects.order_by("username"):
    if "case_manager" in user.roles:
        user.set_password({PASSWORD!r})
        user.save()
        own = assignments_now().filter(case_manager_id=user.username).values("person_id")
        for client in Client.objects.filter(person_id__in=own)[:{PEOPLE}]:
            people.append([user.username, client.number])
print(json.dumps(people[:{PEOPLE}]))
"""

LOOK_BACK = """
import json
from django.db.models import Count
from trede.register.facts.models import TABLES, Change, believed, model_of
from trede.register.signals.computing import refresh_all
broken = []
for change in Change.objects.filter(step="diagnosis"):
    written = sorted(
        table for table in TABLES if model_of(table).objects.filter(recorded_in=change).exists()
    )
    answers = model_of("answers").objects.filter(recorded_in=change).count()
    if written != sorted(change.tables) or answers != ANSWERS:
        broken.append([change.id, written, change.tables, answers])
found = believed("diagnoses").filter(recorded_in__step="diagnosis")
refreshed = refresh_all()
print(json.dumps({
    "findings": sorted(fact.cell("finding") for fact in found),
    "broken": broken,
    "signals": [refreshed.signals.added, refreshed.signals.changed, refreshed.signals.removed],
}))
""".replace("ANSWERS", str(len(QUESTIONS)))


class Saver(threading.Thread):
    """A case manager who saves one diagnosis after another until the server is gone."""

    def __init__(self, url: str, username: str, number: str, mark: str) -> None:
        super().__init__(daemon=True)
        self.username, self.number, self.mark = username, number, mark
        self.tried: list[str] = []
        self.saved: list[str] = []
        self.refused: list[str] = []
        self.confirmed: dict[str, str] = {}
        self._url = url
        self._browser: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def run(self) -> None:
        """Sign in and save."""
        try:
            self._ask("/inloggen", username=self.username, password=PASSWORD)
            while True:
                self._save(f"{self.mark} {self.number} {len(self.tried)}")
        except HTTPError as error:
            self.refused.append(f"{error.code} {error.url} {error.read().decode()}")
        except (OSError, HTTPException):
            return  # the server was killed

    def _save(self, finding: str) -> None:
        self.tried.append(finding)
        answer = self._ask(
            f"/clienten/{self.number}/stap/diagnosis",
            diagnosed_on="2026-03-31",
            kind="intake",
            finding=finding,
            all_gone_through="on",
            **QUESTIONS,
            **self.confirmed,
        )
        if "is-success" in answer:
            self.saved.append(finding)
        else:
            # That there is a diagnosis already is unusual, and to be confirmed from now on.
            self.confirmed |= dict.fromkeys(CONFIRMATION.findall(answer), "on")
            self.refused += [] if self.confirmed else [finding]

    def _ask(self, path: str, **answers: str) -> str:
        page = self._open(path)
        hidden = dict(HIDDEN.findall(page))
        return self._open(path, urlencode({**hidden, **answers}).encode())

    def _open(self, path: str, data: bytes | None = None) -> str:
        request = Request(self._url + path, data, {"Referer": self._url})  # noqa: S310
        try:
            with self._browser.open(request, timeout=30) as response:
                return str(response.read().decode())
        except HTTPError as error:
            if error.code == UNUSUAL:
                return error.read().decode()
            raise


@contextmanager
def served(register, log: IO[bytes]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve a register in a group of processes of its own; kill what is left of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "trede.cli", "register", "serve", "--port", str(port)]
    server = subprocess.Popen(
        command,
        env={**register.environment, "TREDE_MODE": "demo", "TREDE_WORKERS": "2"},
        stdout=subprocess.DEVNULL,
        stderr=log,
        start_new_session=True,
    )
    try:
        _wait_until_it_listens(port)
        yield f"http://127.0.0.1:{port}", server
    finally:
        _kill(server)


def _wait_until_it_listens(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not start within a minute")


def _kill(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _save_until_killed(
    register, people: list[list[str]], mark: str, after: float, log: IO[bytes]
) -> list[Saver]:
    """Let people save; kill the server some time after the first diagnosis was saved."""
    with served(register, log) as (url, server):
        savers = [Saver(url, username, number, mark) for username, number in people]
        for saver in savers:
            saver.start()
        until = time.monotonic() + 60
        while not any(saver.saved for saver in savers) and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(after)
        _kill(server)
        for saver in savers:
            saver.join()
    return savers


def test_whenever_the_server_is_killed_every_saved_step_is_there_and_whole(
    registers, filled, tmp_path
):
    register = registers.copy(filled)
    people = json.loads(register.python(PREPARE))
    assert len(people) == PEOPLE
    chance = random.Random(20070601)  # noqa: S311
    savers: list[Saver] = []
    with (tmp_path / "server.log").open("wb") as log:
        for number in range(ROUNDS):
            after = chance.uniform(0.2, 1.0)
            savers += _save_until_killed(register, people, f"{number}", after, log)
    on_file = json.loads(register.python(LOOK_BACK))
    said = {finding for saver in savers for finding in saver.saved}
    tried = {finding for saver in savers for finding in saver.tried}
    refused = [why for saver in savers for why in saver.refused]
    assert refused == [], (tmp_path / "server.log").read_text(encoding="utf-8")
    assert len(said) >= ROUNDS
    assert said <= set(on_file["findings"]) <= tried
    assert len(on_file["findings"]) == len(set(on_file["findings"]))
    assert on_file["broken"] == []
    assert on_file["signals"] == [0, 0, 0]
