"""What the commands that write a report share: what is said of it, and in which languages."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TypeVar

import click

from trede.language import LANGUAGES, current_language, use_language
from trede.language import translate as _
from trede.publishers.documents import Document
from trede.publishers.reports.about import About
from trede.publishers.writing import write_report

Answer = TypeVar("Answer")


def about_options(command: Callable[..., Answer]) -> Callable[..., Answer]:
    """Add the options with which one says whose report it is; handed on as ``about``."""

    @click.option(
        "--municipality",
        default="",
        metavar=_("NAME"),
        help=_("Name on the first page, instead of what the files say."),
    )
    @click.option(
        "--made-on",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar=_("DATE"),
        default=lambda: f"{datetime.now():%Y-%m-%d}",  # noqa: DTZ005, TID251 - the user's own day
        show_default=_("today"),
        help=_("Date of making on the first page (yyyy-mm-dd)."),
    )
    @wraps(command)
    def with_about(*given: object, municipality: str, made_on: datetime, **named: object) -> Answer:
        return command(*given, about=About(municipality, made_on.date()), **named)

    return with_about


def write_in_every_language(compose: Callable[[], Document], folder: Path) -> list[Path]:
    """Compose and write a report once per language; return the files."""
    spoken = current_language()
    written: list[Path] = []
    try:
        for language in LANGUAGES:
            use_language(language)
            written += write_report(compose(), folder)
    finally:
        use_language(spoken)
    return written
