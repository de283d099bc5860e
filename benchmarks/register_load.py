"""Many case managers at work at once: how long pages and saving take, and whether anything is lost.

Serve a register first (``trede register serve``), then, with the same environment:

    python benchmarks/register_load.py prepare
    python benchmarks/register_load.py run --url http://127.0.0.1:8000 --users 50 --seconds 120

``prepare`` gives every case manager a password for the test. ``run`` lets users sign in, read their
worklist, open dossiers and record contacts with a pause between, and prints the 50th and 95th
percentile for each; at the end it counts whether every contact that was saved is on file.
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
MARK = "load test"
PAUSE_SECONDS = (1.0, 5.0)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="(\d+)"')
DOSSIER = re.compile(r'href="(/clienten/[^"/?]+)"')


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

    def __init__(self, url: str, username: str, until: float, measured: Measured) -> None:
        super().__init__(daemon=True)
        self._url, self._username, self._until = url, username, until
        self._measured = measured
        self._random = random.Random(username)  # noqa: S311 - choices of a test
        self._browser: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def run(self) -> None:
        """Sign in and work until the time is up."""
        page = self._ask("sign in (page)", "/inloggen")
        self._ask(
            "sign in",
            "/inloggen",
            {"username": self._username, "password": PASSWORD, **_token(page)},
        )
        while time.monotonic() < self._until:
            self._work()

    def _work(self) -> None:
        worklist = self._ask("worklist", "/werklijst/")
        self._pause()
        dossiers = sorted(set(DOSSIER.findall(worklist)))
        if not dossiers:
            return
        dossier = self._random.choice(dossiers)
        self._ask("dossier", dossier)
        self._pause()
        form = self._ask("step (page)", f"{dossier}/stap/contact")
        self._pause()
        seen = SEEN.search(form)
        answers = {
            "contact_on": time.strftime("%Y-%m-%d"),
            "kind": "telephone",
            "held": "on",
            "summary": MARK,
            "seen": seen.group(1) if seen else "",
            **_token(form),
        }
        answer = self._ask("save a step", f"{dossier}/stap/contact", answers)
        if answer and "is-success" in answer:
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


def prepare() -> None:
    """Give every case manager the password of the test."""
    from trede.register.accounts.models import User

    users = [user for user in User.objects.all() if "case_manager" in user.roles]
    for user in users[:1]:
        user.set_password(PASSWORD)
    for user in users:
        user.password, user.is_active = users[0].password, True
        user.save()
    print(f"{len(users)} case managers can sign in")


def run(url: str, users: int, seconds: int) -> int:
    """Let users work; print what it took; return how many contacts got lost or requests failed."""
    from trede.register.accounts.models import User
    from trede.register.facts.models import believed

    names = [user.username for user in User.objects.all() if "case_manager" in user.roles]
    contacts = believed("contacts").filter(summary=MARK)
    before, measured = contacts.count(), Measured()
    until = time.monotonic() + seconds
    at_work = [CaseManager(url, name, until, measured) for name in (names * users)[:users]]
    for manager in at_work:
        manager.start()
        time.sleep(0.05)
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
    commands.add_parser("prepare")
    running = commands.add_parser("run")
    running.add_argument("--url", default="http://127.0.0.1:8000")
    running.add_argument("--users", type=int, default=50)
    running.add_argument("--seconds", type=int, default=120)
    options: Any = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trede.register.project.settings")
    import django

    django.setup()
    if options.command == "prepare":
        prepare()
        return 0
    return min(run(options.url, options.users, options.seconds), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
