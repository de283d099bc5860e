"""What must be done once a day: dates pass by themselves, and figures follow the facts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.core.management import call_command

from trede.language import translate as _
from trede.register.exchange.exporting import refresh_dossier
from trede.register.operation.locking import is_held, only_one
from trede.register.operation.models import NightlyRun
from trede.register.oversight.computing import refresh_oversight
from trede.register.project.clock import now
from trede.register.provider_entrance.reminding import remind
from trede.register.referrals.starting import start_due
from trede.register.signals.computing import left_to_the_run, refresh_all

LOCK_FILE = "nightly.lock"
FIGURES = "figures"
"""The folder, within that of the register, of the dossier from which figures are computed."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class NightlyReport:
    """When the nightly run last ended, and how long it took."""

    ended_at: datetime
    seconds: float


class Outcome(Enum):
    """How a nightly run went."""

    DONE = "done"
    FAILED = "failed"
    RUNNING = "running"
    BROKEN_OFF = "broken_off"

    @property
    def title(self) -> str:
        """Return what it is called in the language in use."""
        return _OUTCOMES[self]()


_OUTCOMES = {
    Outcome.DONE: lambda: _("done"),
    Outcome.FAILED: lambda: _("failed"),
    Outcome.RUNNING: lambda: _("still running"),
    Outcome.BROKEN_OFF: lambda: _("broken off"),
}


def run_nightly(today: date, progress: Progress = lambda _step: None) -> NightlyReport:
    """Start what begins today, find late reports, compute what depends on the day, clear sessions.

    One run at a time; raises :class:`trede.register.operation.locking.RunsAlreadyError`. Every run
    is noted, also one that fails.
    """
    with only_one(_folder() / LOCK_FILE):
        run = NightlyRun.objects.create(started_at=now())
        started = monotonic()
        try:
            _do(today, progress)
        except BaseException as error:  # also when it is interrupted
            run.problem = type(error).__name__
            raise
        finally:
            run.ended_at, run.seconds = now(), round(monotonic() - started, 1)
            run.save()
        return NightlyReport(run.ended_at, run.seconds)


def last_nightly() -> NightlyReport | None:
    """Return the report of the last nightly run that did its work; none if there was none."""
    run = NightlyRun.objects.filter(problem="", ended_at__isnull=False).first()
    if run is None or run.ended_at is None:
        return None
    return NightlyReport(run.ended_at, run.seconds or 0)


def newest_runs(number: int) -> list[tuple[NightlyRun, Outcome]]:
    """Return the newest runs, each with how it went."""
    runs = list(NightlyRun.objects.all()[:number])
    is_running = bool(runs) and is_held(_folder() / LOCK_FILE)
    newest = runs[0].pk if runs else None
    return [(run, _outcome(run, may_run=is_running and run.pk == newest)) for run in runs]


def figures_folder() -> Path:
    """Return the folder of the dossier from which figures are computed."""
    return _folder() / FIGURES


def _do(today: date, progress: Progress) -> None:
    progress(_("late reports of providers"))
    with left_to_the_run():
        start_due(today)
        remind(today)
    progress(_("signals"))
    refresh_all(today)
    progress(_("what is due under contracts"))
    refresh_oversight(today)
    progress(_("dossier for figures"))
    refresh_dossier(figures_folder(), today, progress=progress)
    progress(_("old sessions"))
    call_command("clearsessions", verbosity=0)


def _outcome(run: NightlyRun, *, may_run: bool) -> Outcome:
    if run.ended_at is None:
        return Outcome.RUNNING if may_run else Outcome.BROKEN_OFF
    return Outcome.FAILED if run.problem else Outcome.DONE


def _folder() -> Path:
    return Path(settings.ENVIRONMENT.folder)
