"""All figures of the set, municipality by municipality."""

from collections.abc import Mapping
from pathlib import Path

from trede.dossier.pseudonyms import Pseudonymiser
from trede.errors import BadInputError
from trede.importers.profile import new_import
from trede.importers.profiles.rwi_2004 import municipality_folders
from trede.importers.study import STUDY, read_study, study_properties
from trede.language import translate as _
from trede.publishers.reproduction.calculator import Calculator, Json, row_of
from trede.publishers.reproduction.rwi_2004.central import (
    DEFAULT,
    central,
    central_variants,
    reconciliation,
)
from trede.publishers.reproduction.rwi_2004.closed_approach import by_phase, variants
from trede.publishers.reproduction.rwi_2004.local import (
    file_study,
    registration,
    table_b31,
    waiting_time,
)

CLIENTS, TRAJECTORIES = "lokaal_clienten.csv", "centraal_mosa.csv"


class SameMunicipalityTwiceError(BadInputError):
    """Two folders of extracts say that they are of the same municipality."""

    def __init__(self, name: str, folders: tuple[Path, Path]) -> None:
        super().__init__(
            _(
                '{first} and {second} both say that they are of "{name}" ({file}). '
                "Remove one of them or mend its name; nothing was computed."
            ).format(first=folders[0], second=folders[1], name=name, file=STUDY.name)
        )


def folders(extracts: Path) -> Mapping[str, Path]:
    """Return the folder of each municipality by its name; of one, if a single one is given.

    Raises :class:`SameMunicipalityTwiceError` and the errors of reading the study.
    """
    found: dict[str, Path] = {}
    for folder in municipality_folders(extracts) or [extracts]:
        name = read_study(new_import(folder, Pseudonymiser(b""), lambda _step: None)).text(
            "gemeente"
        )
        if name in found:
            raise SameMunicipalityTwiceError(name, (found[name], folder))
        found[name] = folder
    return found


def figures(found: Mapping[str, Calculator], described: Mapping[str, Json]) -> dict[str, Json]:
    """Return every figure of the set, in the shape of its ``expected.json``."""
    del described
    return {"municipalities": {name: _municipality(found[name]) for name in found}}


def _municipality(calculator: Calculator) -> Json:
    return {
        "definition": calculator.settings["closing_event"],
        "study": {**study_properties(calculator.settings)},
        "rows": _rows(calculator),
        "local": by_phase(calculator),
        "table_b31": table_b31(calculator),
        "on_benefit_on_the_day_by_any_spell": calculator.total("on_benefit_by_any_spell").numerator,
        "waiting_time": waiting_time(calculator),
        "registration": registration(calculator),
        "file_study": file_study(calculator),
        "variants": variants(calculator),
        "central": central(calculator, **DEFAULT),
        "central_variants": central_variants(calculator),
        "reconciliation": reconciliation(calculator),
    }


def _rows(calculator: Calculator) -> Json:
    everything = {"known_at": "", "sources": "all"}
    read = calculator.counts(["rows_used"], by=("file",), **everything)["rows_used"]
    untidy = calculator.counts(["untidy_rows"], by=("file", "kind"))["untidy_rows"]
    in_the_hague = calculator.settings["central_sources"]
    return {
        "clients": row_of(read, CLIENTS).denominator,
        "cohort": calculator.total("long_term_ratio").denominator,
        "cohort_central": calculator.total("long_term_ratio", sources=in_the_hague).denominator,
        "mosa": row_of(read, TRAJECTORIES).denominator,
        "mosa_not_processed": row_of(untidy, TRAJECTORIES, "not_processed").numerator,
        "mosa_without_number": row_of(untidy, TRAJECTORIES, "citizen_number_missing").numerator,
    }
