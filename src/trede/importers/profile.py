"""A profile: what one kind of extracts looks like and how its rows become facts.

Writing one for another municipality is declaring its files and writing one small function per
file; ``docs/how-to`` shows how.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from trede.dossier.building import DossierBuilder
from trede.dossier.pseudonyms import Pseudonymiser
from trede.importers.accounting import ImportLog
from trede.importers.extracts import ExtractReader

Progress = Callable[[str], None]
"""Told which step begins."""


@dataclass(frozen=True)
class Import:
    """What a profile works with while it imports one folder of extracts."""

    extracts: ExtractReader
    facts: DossierBuilder
    pseudonyms: Pseudonymiser
    progress: Progress

    @property
    def folder(self) -> Path:
        """The folder of extracts."""
        return self.extracts.folder


@dataclass(frozen=True)
class Profile:
    """A kind of extracts that Trede can import.

    ``read`` turns the files into facts and returns the settings that measures take by default on
    the dossier (texts by parameter name). ``file`` is where a profile of one's own stands.
    """

    name: str
    title: str
    read: Callable[[Import], Mapping[str, str]]
    file: Path | None = None


def new_import(folder: Path, pseudonyms: Pseudonymiser, progress: Progress) -> Import:
    """Begin the import of a folder of extracts."""
    return Import(ExtractReader(folder, ImportLog()), DossierBuilder(), pseudonyms, progress)
