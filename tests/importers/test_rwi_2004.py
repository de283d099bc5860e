"""One municipality of the RWI cohort: what becomes of every row, and since when it is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from trede.dossier.storage import SINCE_ALWAYS, Dossier
from trede.errors import BadInputError
from trede.importers.accounting import ImportLog, NotUsed
from trede.importers.extracts import ExtractFile
from trede.importers.importing import import_extracts
from trede.importers.profiles.rwi_2004 import PROFILE, municipality_folders
from trede.importers.profiles.rwi_2004 import files as rwi
from trede.importers.profiles.rwi_2004.facts import FolderOfMunicipalitiesError
from trede.importers.study import UnusableStudyError
from trede.publishers.reproduction import rwi_2004
from trede.publishers.reproduction.rwi_2004.figures import SameMunicipalityTwiceError

FILES = (
    rwi.CLIENTS,
    rwi.BENEFITS,
    rwi.EXEMPTIONS,
    rwi.PLANS,
    rwi.INSTRUMENTS_IN_USE,
    rwi.TRACKING,
    rwi.CENTRAL_BENEFITS,
    rwi.DELIVERIES,
    rwi.TRAJECTORIES,
)
STUDY = {
    "gemeente": "Gemeente 1",
    "trajectdefinitie": "aanbod",
    "instroom_van": "01-01-2002",
    "instroom_tot_en_met": "30-06-2002",
    "meetdatum": "30-06-2003",
    "vervolgmeting": "31-12-2003",
    "eerste_uitvraag": "01-09-2003",
    "stand_register": "15-01-2004",
    "einde_cbs": "30-06-2003",
}
ANNA = {"clientnummer": "100001", "sofinummer": "999100026"}
BRAM = {"clientnummer": "100002", "sofinummer": "999100051"}
OWN = {"clientnummer": "100001"}
STARTED = {**OWN, "regeling": "Abw", "datum_ingang": "08-06-2002"}


@dataclass
class Extracts:
    """The extracts of one small municipality and what came of importing them."""

    folder: Path
    dossier: Path

    def has(
        self,
        *rows: tuple[ExtractFile, Mapping[str, str]],
        study: Mapping[str, str] | None = None,
    ) -> None:
        """Write all files, with these rows."""
        self.folder.mkdir(exist_ok=True)
        for file in FILES:
            names = [field.name for field in file.fields]
            of_file = [row for found, row in rows if found is file]
            lines = [names, *([row.get(name, "") for name in names] for row in of_file)]
            self._write(file.name, lines)
        properties = {**STUDY, **(study or {})}
        self._write("onderzoek.csv", [["kenmerk", "waarde"], *map(list, properties.items())])

    def _write(self, name: str, lines: list[list[str]]) -> None:
        text = "".join(";".join(cells) + "\r\n" for cells in lines)
        (self.folder / name).write_text(text, encoding="utf-8-sig", newline="")

    def imported(self) -> ImportLog:
        """Import the extracts and return the account of their rows."""
        return import_extracts(PROFILE, self.folder, self.dossier, key=b"k" * 32)

    def rows(self, table: str, *columns: str) -> list[tuple[object, ...]]:
        """Return columns of a table of the dossier, row by row."""
        found = Dossier(self.dossier).read(table).to_pylist()
        return [tuple(row[column] for column in columns) for row in found]


@pytest.fixture
def extracts(tmp_path: Path) -> Extracts:
    """Return an empty municipality."""
    return Extracts(tmp_path / "gemeente1", tmp_path / "dossier")


def test_an_end_registered_later_is_believed_from_that_day(extracts: Extracts) -> None:
    ended = {"datum_einde": "28-12-2002", "datum_registratie_einde": "31-12-2002"}
    extracts.has((rwi.CLIENTS, ANNA), (rwi.BENEFITS, {**STARTED, **ended, "reden_einde": "werk"}))
    assert extracts.imported().counts("lokaal_uitkeringen.csv") == (1, 1, 0, 0)
    registered = datetime(2002, 12, 31)
    columns = ("spell_id", "ends_on", "exit_reason", "recorded_at", "withdrawn_at")
    assert extracts.rows("benefit_spells", *columns) == [
        ("100001/001", None, None, SINCE_ALWAYS, registered),
        ("100001/001", date(2002, 12, 29), "work", registered, None),
    ]


def test_an_end_of_which_the_registration_is_unknown_was_always_known(extracts: Extracts) -> None:
    extracts.has((rwi.CLIENTS, ANNA), (rwi.BENEFITS, {**STARTED, "datum_einde": "28-12-2002"}))
    extracts.imported()
    assert extracts.rows("benefit_spells", "ends_on", "recorded_at", "withdrawn_at") == [
        (date(2002, 12, 29), SINCE_ALWAYS, None)
    ]


def test_the_citizen_number_links_local_and_central_and_is_not_kept(extracts: Extracts) -> None:
    central = {"sofinummer": ANNA["sofinummer"], "regeling": "Abw", "datum_instroom": "20020608"}
    extracts.has((rwi.CLIENTS, ANNA), (rwi.BENEFITS, STARTED), (rwi.CENTRAL_BENEFITS, central))
    extracts.imported()
    ((local, _), (linked, _)) = extracts.rows("benefit_spells", "person_id", "source")
    assert local == linked
    assert extracts.rows("persons", "person_id", "client_number") == [(local, "100001")]
    everything = b"".join(path.read_bytes() for path in extracts.dossier.iterdir())
    assert ANNA["sofinummer"].encode() not in everything


def test_a_client_without_a_usable_number_stays_in_the_cohort(extracts: Extracts) -> None:
    extracts.has(
        (rwi.CLIENTS, {**ANNA, "sofinummer": ""}),
        (rwi.CLIENTS, {**BRAM, "sofinummer": "999100052"}),
        (rwi.CLIENTS, {"clientnummer": "100003", "sofinummer": "999100075"}),
        (rwi.CLIENTS, {"clientnummer": "100004", "sofinummer": "999100075"}),
    )
    assert extracts.imported().counts("lokaal_clienten.csv") == (4, 4, 0, 0)
    assert len(set(extracts.rows("persons", "person_id"))) == 4
    kinds = {
        (kind, rows)
        for file, kind, rows in extracts.rows("import_quality", "file", "kind", "rows")
        if file == "lokaal_clienten.csv"
    }
    assert kinds == {
        ("citizen_number_missing", 1),
        ("citizen_number_fails_eleven_proof", 1),
        ("citizen_number_conflicts", 1),
    }


def test_central_rows_without_a_number_are_rejected(extracts: Extracts) -> None:
    row = {"levering": "2002-1", "datum_trajectaanvang": "20020615", "verwerkt": "nee"}
    extracts.has(
        (rwi.TRAJECTORIES, row),
        (rwi.TRAJECTORIES, row),
        (rwi.TRAJECTORIES, {**row, "sofinummer": "999100026", "verwerkt": "ja"}),
    )
    log = extracts.imported()
    assert log.counts("centraal_mosa.csv") == (3, 1, 0, 2)
    assert [(entry.line, entry.rule, entry.value) for entry in log.not_used] == [
        (2, "citizen_number_missing", None),
        (3, "citizen_number_missing", None),
    ]
    counted = dict(extracts.rows("import_quality", "kind", "rows"))
    assert counted == {"not_processed": 2, "citizen_number_missing": 2}


def test_someone_with_a_wrong_number_counts_centrally_and_is_linked_to_nobody(
    extracts: Extracts,
) -> None:
    wrong = {"sofinummer": "999100027"}
    benefit = {**wrong, "regeling": "Abw", "datum_instroom": "20020608"}
    trajectory = {**wrong, "levering": "2002-1", "datum_trajectaanvang": "20020615"}
    extracts.has(
        (rwi.CLIENTS, {**ANNA, **wrong}),
        (rwi.BENEFITS, STARTED),
        (rwi.CENTRAL_BENEFITS, benefit),
        (rwi.TRAJECTORIES, {**trajectory, "verwerkt": "ja"}),
    )
    assert extracts.imported().not_used == []
    persons = dict(extracts.rows("persons", "source", "person_id"))
    assert persons.keys() == {"local", "cbs"}
    assert set(extracts.rows("benefit_spells", "source", "person_id")) == persons.items()
    assert extracts.rows("trajectories", "person_id") == [(persons["cbs"],)]
    faults = extracts.rows("import_quality", "file", "kind", "rows")
    assert [fault for fault in faults if fault[1].startswith("citizen_number_fails")] == [
        (file, "citizen_number_fails_eleven_proof", 1)
        for file in ("centraal_cbs.csv", "centraal_mosa.csv", "lokaal_clienten.csv")
    ]


def test_someone_only_the_central_register_knows_becomes_a_person(extracts: Extracts) -> None:
    row = {"sofinummer": "999100026", "regeling": "Abw", "datum_instroom": "20020608"}
    extracts.has((rwi.CENTRAL_BENEFITS, {**row, "arbeidsplichtig_na_jaar": "nee"}))
    extracts.imported()
    assert extracts.rows("persons", "client_number", "source") == [(None, "cbs")]
    assert extracts.rows("classifications", "scale", "value", "starts_on", "source") == [
        ("work_obligation", "fully_exempt", date(2002, 6, 8), "cbs")
    ]


def test_rows_that_cannot_be_are_rejected_and_the_rest_is_used(extracts: Extracts) -> None:
    plan = {**OWN, "plannummer": "P1", "soort": "definitief"}
    extracts.has(
        (rwi.CLIENTS, ANNA),
        (rwi.CLIENTS, {**ANNA, "geslacht": "vrouw"}),
        (rwi.BENEFITS, STARTED),
        (rwi.BENEFITS, STARTED),
        (rwi.BENEFITS, {**STARTED, "clientnummer": "999"}),
        (rwi.BENEFITS, {**STARTED, "datum_ingang": "31-06-2002"}),
        (rwi.BENEFITS, {**STARTED, "datum_einde": "07-06-2002"}),
        (rwi.PLANS, plan),
        (rwi.PLANS, {**plan, "doel": "scholing"}),
        (rwi.EXEMPTIONS, {**OWN, "omvang": "half"}),
    )
    log = extracts.imported()
    assert set(log.not_used) == {
        NotUsed(
            "lokaal_clienten.csv",
            3,
            "rejected",
            "number_used_twice",
            "clientnummer",
            "100001",
            "100001",
        ),
        NotUsed("lokaal_uitkeringen.csv", 3, "excluded", "exact_duplicate"),
        NotUsed("lokaal_uitkeringen.csv", 4, "rejected", "unknown_client", "clientnummer", "999"),
        NotUsed(
            "lokaal_uitkeringen.csv", 5, "rejected", "impossible_date", "datum_ingang", "31-06-2002"
        ),
        NotUsed(
            "lokaal_uitkeringen.csv",
            6,
            "rejected",
            "ends_before_it_starts",
            "datum_einde",
            "2002-06-07",
        ),
        NotUsed(
            "lokaal_trajectplannen.csv",
            3,
            "rejected",
            "number_used_twice",
            "plannummer",
            "P1",
            "P1",
        ),
        NotUsed("lokaal_vrijstellingen.csv", 2, "rejected", "unknown_code", "omvang", "half"),
    }
    assert len(extracts.rows("benefit_spells", "spell_id")) == 1


def test_a_tracking_row_is_a_phase_and_perhaps_a_pickup(extracts: Extracts) -> None:
    tracked = {**OWN, "datum_van": "08-06-2002", "datum_registratie": "15-06-2002"}
    extracts.has(
        (rwi.CLIENTS, ANNA),
        (rwi.TRACKING, {**tracked, "fase": "2", "datum_opgepakt": "22-08-2002"}),
        (rwi.TRACKING, {**tracked, "datum_van": "01-09-2002"}),
    )
    extracts.imported()
    registered = datetime(2002, 6, 15)
    assert extracts.rows("classifications", "value", "starts_on", "recorded_at") == [
        ("2", date(2002, 6, 8), registered),
        ("unknown", date(2002, 9, 1), registered),
    ]
    assert extracts.rows("pickups", "picked_up_on", "recorded_at") == [
        (date(2002, 8, 22), registered)
    ]


def test_the_study_becomes_what_measures_take_by_default(extracts: Extracts) -> None:
    extracts.has(study={"trajectdefinitie": " Plan of Instrument "})
    extracts.imported()
    settings = Dossier(extracts.dossier).manifest.settings
    assert {k: v for k, v in settings.items() if not k.startswith("study.")} == {
        "sources": "local",
        "schemes": "ABW",
        "inflow_from": "2002-01-01",
        "inflow_to": "2002-06-30",
        "exit_measured_on": "2003-06-30",
        "follow_up_on": "2003-12-31",
        "observed_until": "2003-12-31",
        "first_query_at": "2003-09-01",
        "known_at": "2004-01-15",
        "central_sources": "cbs,mosa",
        "central_observed_until": "2003-06-30",
        "closing_event": "plan_or_instrument",
        "exemption_moment": "one_year",
        "phase_moment": "earliest",
        "earlier_events": "any",
    }


def test_a_definition_of_trajectory_that_is_not_known_stops_the_import(extracts: Extracts) -> None:
    extracts.has(study={"trajectdefinitie": "gesprek"})
    with pytest.raises(UnusableStudyError, match=r'trajectdefinitie.*"gesprek".*aanbod, plan of'):
        extracts.imported()
    assert not extracts.dossier.exists()


def test_files_of_several_municipalities_may_be_named_in_capitals(tmp_path: Path) -> None:
    for name in ("gemeente1", "gemeente2"):
        Extracts(tmp_path / name, tmp_path / "dossier").has(study={"gemeente": name})
        for path in list((tmp_path / name).iterdir()):
            path.rename(path.with_name(path.name.upper()))
    assert [folder.name for folder in municipality_folders(tmp_path)] == ["gemeente1", "gemeente2"]
    import_extracts(PROFILE, tmp_path / "gemeente1", tmp_path / "dossier", key=b"k" * 32)


def test_a_folder_of_several_municipalities_is_not_one(tmp_path: Path) -> None:
    for name in ("gemeente1", "gemeente2"):
        Extracts(tmp_path / name, tmp_path / "dossier").has(study={"gemeente": name})
    with pytest.raises(FolderOfMunicipalitiesError, match="gemeente1, gemeente2"):
        import_extracts(PROFILE, tmp_path, tmp_path / "dossier", key=b"k" * 32)
    assert dict(rwi_2004.folders(tmp_path)) == {
        "gemeente1": tmp_path / "gemeente1",
        "gemeente2": tmp_path / "gemeente2",
    }


def test_two_folders_of_one_municipality_are_refused(tmp_path: Path) -> None:
    for name in ("juli", "augustus"):
        Extracts(tmp_path / name, tmp_path / "dossier").has()
    with pytest.raises(SameMunicipalityTwiceError, match=r"augustus.*juli.*Gemeente 1"):
        rwi_2004.folders(tmp_path)


def test_a_folder_without_a_study_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInputError, match=r"onderzoek\.csv"):
        import_extracts(PROFILE, tmp_path / "empty", tmp_path / "dossier", key=b"k" * 32)
