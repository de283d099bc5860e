"""One municipality of the RWI cohort: its own register beside what arrived in The Hague.

The two are kept apart by their source; the citizen service number links them.
"""

from collections.abc import Mapping
from pathlib import Path

from trede.errors import BadInputError
from trede.importers.profile import Import, Profile
from trede.importers.profiles.rwi_2004 import central, local
from trede.importers.profiles.rwi_2004.codes import CLOSING_EVENTS
from trede.importers.raw_rows import find_file
from trede.importers.study import STUDY, Study, UnusableStudyError, read_study
from trede.importers.values import normalise_code
from trede.language import translate as _


class FolderOfMunicipalitiesError(BadInputError):
    """The folder holds the folders of several municipalities; a dossier is of one."""

    def __init__(self, folder: Path, found: list[Path]) -> None:
        super().__init__(
            _(
                "{folder} holds no {file}, but {found} do: these are extracts of several "
                "municipalities. Name the folder of one of them; nothing was imported."
            ).format(folder=folder, file=STUDY.name, found=", ".join(path.name for path in found))
        )


def municipality_folders(extracts: Path) -> list[Path]:
    """Return the folders within a folder that each hold the extracts of one municipality."""
    if not extracts.is_dir():
        return []
    inside = sorted(path for path in extracts.iterdir() if path.is_dir())
    return [folder for folder in inside if find_file(folder, STUDY.name) is not None]


def read(imported: Import) -> Mapping[str, str]:
    """Read the extracts of one municipality into the dossier.

    Raises :class:`FolderOfMunicipalitiesError` for a folder of several, and
    :class:`trede.importers.study.UnusableStudyError` for a study that lacks a property.
    """
    if find_file(imported.folder, STUDY.name) is None and (
        found := municipality_folders(imported.folder)
    ):
        raise FolderOfMunicipalitiesError(imported.folder, found)
    study = read_study(imported)
    settings = _settings(study)
    municipality = study.text("gemeente", [_("the name of the municipality")])
    imported.facts.add("municipalities", {"municipality_id": municipality, "source": local.SOURCE})
    local.read(imported, municipality)
    central.read(imported, municipality)
    return settings


def _settings(study: Study) -> dict[str, str]:
    return {
        **study.settings(),
        "sources": local.SOURCE,
        "schemes": "ABW",
        "inflow_from": study.day("instroom_van"),
        "inflow_to": study.day("instroom_tot_en_met"),
        "exit_measured_on": study.day("meetdatum"),
        "follow_up_on": study.day("vervolgmeting"),
        "observed_until": study.day("vervolgmeting"),
        "first_query_at": study.day("eerste_uitvraag"),
        "known_at": study.day("stand_register"),
        "central_sources": f"{central.BENEFIT_STATISTICS},{central.MONITOR}",
        "central_observed_until": study.day("einde_cbs"),
        "closing_event": _closing_event(study),
        "exemption_moment": "one_year",
        "phase_moment": "earliest",
        "earlier_events": "any",
    }


def _closing_event(study: Study) -> str:
    """Return the event that the municipality itself calls a trajectory."""
    name = "trajectdefinitie"
    definition = study.text(name, CLOSING_EVENTS)
    event = CLOSING_EVENTS.get(normalise_code(definition))
    if event is None:
        raise UnusableStudyError(name, definition, CLOSING_EVENTS)
    return event


PROFILE = Profile("rwi-2004", "Inflow cohort of one municipality, local and central", read)
