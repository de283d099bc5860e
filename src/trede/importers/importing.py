"""Imports a folder of extracts: rows in, a checked dossier with its account out."""

from collections.abc import Callable, Mapping
from pathlib import Path

from trede.dossier.checks import check_dossier
from trede.dossier.codes import write_codes
from trede.dossier.pseudonyms import Pseudonymiser
from trede.dossier.storage import write_dossier
from trede.importers.accounting import ImportLog
from trede.importers.profile import Profile, Progress, new_import
from trede.language import translate as _


def import_extracts(
    profile: Profile,
    extracts: Path,
    dossier: Path,
    *,
    key: bytes,
    own_codes: Path | None = None,
    replace: bool = False,
    progress: Progress = lambda _step: None,
    check_settings: Callable[[Mapping[str, str]], None] = lambda _settings: None,
) -> ImportLog:
    """Import a folder of extracts into a new dossier and return the account of its rows.

    ``check_settings`` gets what the profile sets, before anything is stored, and raises an error
    if that is of no use. Raises an error of :mod:`trede.importers` or
    :mod:`trede.dossier.storage` and leaves no half dossier if a file cannot be read.
    """
    with write_dossier(dossier, replace=replace) as writer:
        imported = new_import(extracts, Pseudonymiser(key), progress)
        settings = profile.read(imported)
        check_settings(settings)
        log = imported.extracts.log
        log.write_into(imported.facts)
        write_codes(imported.facts, own_codes)
        progress("dossier")
        imported.facts.write(writer)
        progress(_("findings"))
        writer.write("findings", check_dossier(writer.folder))
        writer.finish(profile.name, settings)
    return log
