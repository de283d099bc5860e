"""What must be done once a day: dates pass by themselves, and figures follow the facts."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.core.management import call_command

from trede.language import translate as _
from trede.register.exchange.exporting import refresh_dossier
from trede.register.project.clock import now
from trede.register.signals.computing import refresh_all

REPORT_FILE = "nightly.json"
FIGURES = "figures"
"""The folder, within that of the register, of the dossier from which figures are computed."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class NightlyReport:
    """When the nightly run last ended, and how long it took."""

    ended_at: datetime
    seconds: float


def run_nightly(today: date, progress: Progress = lambda _step: None) -> NightlyReport:
    """Compute all signals, refresh the dossier for figures, and clear old sessions."""
    started = monotonic()
    progress(_("signals"))
    refresh_all(today)
    progress(_("dossier for figures"))
    refresh_dossier(figures_folder(), today, progress=progress)
    progress(_("old sessions"))
    call_command("clearsessions", verbosity=0)
    report = NightlyReport(now(), round(monotonic() - started, 1))
    _write(report)
    return report


def last_nightly() -> NightlyReport | None:
    """Return the report of the last nightly run that ended; none if there was none."""
    path = _folder() / REPORT_FILE
    if not path.is_file():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    return NightlyReport(datetime.fromisoformat(content["ended_at"]), content["seconds"])


def figures_folder() -> Path:
    """Return the folder of the dossier from which figures are computed."""
    return _folder() / FIGURES


def _write(report: NightlyReport) -> None:
    content = {"ended_at": report.ended_at.isoformat(), "seconds": report.seconds}
    aside = _folder() / f".{REPORT_FILE}.being-written"
    aside.write_text(json.dumps(content) + "\n", encoding="utf-8")
    aside.replace(_folder() / REPORT_FILE)


def _folder() -> Path:
    return Path(settings.ENVIRONMENT.folder)
