"""Many case managers at work at once: how long pages and saving take, and whether anything is lost.

Serve a register first (``trede register serve``), then, with the same environment:

    python benchmarks/register_load.py prepare
    python benchmarks/register_load.py run --url http://127.0.0.1:8000 --users 50 --seconds 120

``prepare`` makes case managers and divides the clients among them. ``run`` lets users sign in one
after another, and then, all at once, read their worklist, open dossiers and record contacts with a
pause between. It prints the 50th and 95th percentile for each; at the end it counts whether every
contact that was saved is on file. The whole, with a made-up municipality on a PostgreSQL server of
its own:

    python -m benchmarks.register_load_whole --clients 45000 --users 50
"""

import argparse
import os
import random
import re
import statistics
import sys
import threading
import time
from collections import defaultdict
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

PASSWORD = "load-test-of-the-register"  # noqa: S105 - for the test only
PREFIX = "load-"
MARK = "load test"
PAUSE_SECONDS = (1.0, 5.0)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="(\d+)"')
DOSSIER = re.compile(r'href="(/clienten/\d[^"/?]*)"')


class Measured:
    """What took how long, and what failed; shared by all users."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.failures: list[str] = []
        self.saved = 0
        self._lock = threading.Lock()

    def note(self, what: str, seconds: float, failure: str | None) -> None:
        """Note one request."""
        with self._lock:
            if failure:
                self.failures.append(f"{what}: {failure}")
            else:
                self.seconds[what].append(seconds)

    def note_saved(self) -> None:
        """Note a contact that the register said it saved."""
        with self._lock:
            self.saved += 1


class CaseManager(threading.Thread):
    """One case manager at work in a browser of one's own."""

    def __init__(self, url: str, username: str, seconds: int, measured: Measured) -> None:
        super().__init__(daemon=True)
        self._url, self._username, self._seconds = url, username, seconds
        self._spoken_to: set[str] = set()
        self._measured = measured
        self._random = random.Random(username)  # noqa: S311 - choices of a test
        self._browser: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def sign_in(self) -> None:
        """Sign in, as at the start of a day."""
        page = self._ask("sign in (page)", "/inloggen")
        self._ask(
            "sign in",
            "/inloggen",
            {"username": self._username, "password": PASSWORD, **_token(page)},
        )

    def run(self) -> None:
        """Work until the time is up."""
        until = time.monotonic() + self._seconds
        self._pause()
        while time.monotonic() < until:
            self._work()

    def _work(self) -> None:
        worklist = self._ask("worklist", "/werklijst/")
        self._pause()
        dossiers = sorted(set(DOSSIER.findall(worklist)) - self._spoken_to)
        if not dossiers:
            return
        dossier = self._random.choice(dossiers)
        self._spoken_to.add(dossier)
        self._ask("dossier", dossier)
        self._pause()
        form = self._ask("step (page)", f"{dossier}/stap/contact")
        self._pause()
        seen = SEEN.search(form)
        answers = {
            "contact_on": time.strftime("%Y-%m-%d"),
            "kind": "telephone",
            "held": "yes",
            "summary": MARK,
            "seen": seen.group(1) if seen else "",
            **_token(form),
        }
        answer = self._ask("save a step", f"{dossier}/stap/contact", answers)
        if "is-success" in answer:
            self._measured.note_saved()

    def _pause(self) -> None:
        time.sleep(self._random.uniform(*PAUSE_SECONDS))

    def _ask(self, what: str, path: str, answers: dict[str, str] | None = None) -> str:
        data = urlencode(answers).encode() if answers else None
        request = Request(self._url + path, data, {"Referer": self._url})  # noqa: S310
        begun = time.perf_counter()
        failure, text = None, ""
        try:
            with self._browser.open(request, timeout=60) as response:
                text = response.read().decode()
        except HTTPError as error:
            failure = str(error.code)
        except (URLError, TimeoutError, ConnectionError) as error:
            failure = str(error)
        self._measured.note(what, time.perf_counter() - begun, failure)
        return text


def _token(page: str) -> dict[str, str]:
    found = TOKEN.search(page)
    return {"csrfmiddlewaretoken": found.group(1)} if found else {}


def prepare(case_managers: int) -> None:
    """Make case managers with the password of the test and divide the clients among them."""
    from django.contrib.auth.hashers import make_password
    from django.db import connection

    from trede.register.accounts.models import Team, User
    from trede.register.accounts.roles import Domain, Role
    from trede.register.facts.models import believed
    from trede.register.signals.computing import refresh_all

    teams, password = list(Team.objects.all()), make_password(PASSWORD)
    team_of = {number: teams[number % len(teams)] for number in range(case_managers)}
    made = [
        User(
            username=f"{PREFIX}{number:03}",
            name=f"Load {number:03}",
            password=password,
            team=team_of[number],
            roles=[Role.CASE_MANAGER.value],
            domain=Domain.INTEGRAL.value,
        )
        for number in range(case_managers)
    ]
    User.objects.bulk_create(made)
    running = believed("case_manager_assignments").filter(ends_on=None)
    clients = sorted(set(running.values_list("person_id", flat=True)))
    for number, user in enumerate(made):
        own = running.filter(person_id__in=clients[number::case_managers])
        own.update(case_manager_id=user.username, team=team_of[number].name)
    refresh_all()
    with connection.cursor() as cursor:  # what a database does by itself within minutes
        cursor.execute("analyze")
    print(f"{case_managers} case managers can sign in")


def run(url: str, users: int, seconds: int) -> int:
    """Let users work; print what it took; return how many contacts got lost or requests failed."""
    from trede.register.accounts.models import User
    from trede.register.facts.models import believed

    names = list(
        User.objects.filter(username__startswith=PREFIX).values_list("username", flat=True)
    )
    contacts = believed("contacts").filter(summary=MARK)
    before, measured = contacts.count(), Measured()
    at_work = [CaseManager(url, name, seconds, measured) for name in (names * users)[:users]]
    for manager in at_work:
        manager.sign_in()
    for manager in at_work:
        manager.start()
    for manager in at_work:
        manager.join()
    print(f"{'what':16}{'times':>8}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}")
    for what, took in sorted(measured.seconds.items()):
        cuts = statistics.quantiles(took, n=20) if len(took) > 1 else took * 20
        row = (statistics.median(took), cuts[18], max(took))
        print(f"{what:16}{len(took):>8}" + "".join(f"{1000 * each:>9.0f}" for each in row))
    lost = measured.saved - (contacts.count() - before)
    print(f"saved {measured.saved}, lost {lost}, failed requests {len(measured.failures)}")
    for failure in sorted(set(measured.failures))[:10]:
        print("  ", failure)
    return lost + len(measured.failures)


def main(arguments: list[str]) -> int:
    """Prepare or run."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    preparing = commands.add_parser("prepare")
    preparing.add_argument("--case-managers", type=int, default=300)
    running = commands.add_parser("run")
    running.add_argument("--url", default="http://127.0.0.1:8000")
    running.add_argument("--users", type=int, default=50)
    running.add_argument("--seconds", type=int, default=120)
    options: Any = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trede.register.project.settings")
    import django

    django.setup()
    if options.command == "prepare":
        prepare(options.case_managers)
        return 0
    return min(run(options.url, options.users, options.seconds), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
