"""Writes a report in both languages, whichever language the command line speaks."""

from collections.abc import Callable
from pathlib import Path

from trede.language import LANGUAGES, current_language, use_language
from trede.publishers.documents import Document
from trede.publishers.writing import write_report


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
