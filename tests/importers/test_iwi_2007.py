"""The file study: every defect of its files as one small file, and what becomes of the rows."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from trede.dossier.storage import Dossier
from trede.importers.accounting import ImportLog, NotUsed
from trede.importers.extracts import UnreadableFileError
from trede.importers.importing import import_extracts
from trede.importers.profiles.iwi_2007 import PROFILE
from trede.importers.profiles.iwi_2007.files import FILES
from trede.importers.study import UnusableStudyError
from trede.measures.engines.embedded import embedded_engine
from trede.measures.library import read_library
from trede.publishers.reproduction import iwi_2007
from trede.publishers.reproduction.calculator import Calculator, Json
from trede.publishers.reproduction.paths import figure_at

COLUMNS = [field.name for field in FILES.fields]
COMPLETE = {
    "gemeente": "Gemeente 1",
    "dossiernummer": "D01-00001",
    "geboortedatum": "29-02-1980",
    "fase_intake": "1",
    "datum_ingang": "10-01-2005",
    "arbeidsplicht": "volledig",
    "traject": "nee",
    "uitgestroomd": "nee",
}
SAMPLE = """\
gemeente;omvang;regio;g4;instroom_2004;cluster;bedrijfsverzamelgebouw;dossiers_getrokken;dossiers_verloren;dossiers_onderzocht
Gemeente 1;Groot;Oost;nee;1.250;;ja;3;1;2
"""
LOST = "gemeente;dossiernummer\nGemeente 1;D01-00099\n"
REASONS = """\
reden_uitstroom;groep_tabel3;groep_keten;groep_figuur15;uit_de_keten
werk;Werk;Werk;Werk;ja
verhuisd naar andere gemeente;Persoonlijk;Andere uitkering;Verhuisd;nee
emigratie;Persoonlijk;Persoonlijk;Overig;ja
"""
STUDY = """\
kenmerk;waarde
onderzoek;In de bijstand, en dan
instroom_van;01-01-2005
instroom_tot_en_met;31-03-2005
einde_waarneming;01-03-2006
"""


@dataclass
class Study:
    """The extracts of a small file study and what came of importing them."""

    folder: Path
    dossier: Path

    def has(self, *files: Mapping[str, str], **texts: str) -> None:
        """Write the files of the study; each of ``files`` changes a complete client file."""
        lines = io.StringIO()
        writer = csv.DictWriter(lines, COLUMNS, restval="", delimiter=";")
        writer.writeheader()
        writer.writerows({**COMPLETE, **file} for file in files)
        standard = {
            "dossiers": lines.getvalue(),
            "steekproef": SAMPLE,
            "verloren_dossiers": LOST,
            "codes_reden_uitstroom": REASONS,
            "onderzoek": STUDY,
        }
        for name, text in {**standard, **texts}.items():
            self.rewrite(name, text.encode("utf-8-sig"))

    def rewrite(self, name: str, content: bytes) -> None:
        """Write one file of the study as it stands."""
        (self.folder / f"{name}.csv").write_bytes(content)

    def imported(self) -> ImportLog:
        """Import the study and return the account of its rows."""
        return import_extracts(PROFILE, self.folder, self.dossier, key=b"k" * 32, replace=True)

    def rows(self, table: str) -> list[dict[str, object]]:
        """Return the rows of a table of the dossier."""
        found: list[dict[str, object]] = Dossier(self.dossier).read(table).to_pylist()
        return found

    def figure(self, path: str) -> Json:
        """Compute one figure of the report from the dossier."""
        dossier = Dossier(self.dossier)
        block = path.partition("/")[0]
        with embedded_engine(dossier) as engine:
            calculator = Calculator(read_library(), engine, dossier.manifest.settings)
            return figure_at({block: iwi_2007.BLOCKS[block](calculator)}, path)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Return an empty study."""
    folder = tmp_path / "extracts"
    folder.mkdir()
    return Study(folder, tmp_path / "dossier")


def number(text: str) -> dict[str, str]:
    """Return the change that gives a client file another number."""
    return {"dossiernummer": text}


def test_a_complete_file_becomes_a_client_on_benefit(study: Study) -> None:
    study.has({"datum_uitstroom": "28-02-2005", "uitgestroomd": "ja", "reden_uitstroom": "werk"})
    assert study.imported().counts("dossiers.csv") == (1, 1, 0, 0)
    (spell,) = study.rows("benefit_spells")
    shown = ("starts_on", "ends_on", "undated_end", "exit_reason")
    assert [str(spell[name]) for name in shown] == ["2005-01-10", "2005-03-01", "None", "work"]


def test_an_incomplete_file_is_excluded_and_told_by_what_is_missing(study: Study) -> None:
    study.has(
        {},
        {**number("D01-00003"), "traject": "", "fase_intake": " "},
        {**number("D01-00002"), "uitgestroomd": ""},
    )
    log = study.imported()
    assert log.not_used == [
        NotUsed(
            "dossiers.csv",
            3,
            "excluded",
            "incomplete",
            "fase_intake, traject",
            row_id="D01-00003",
        ),
        NotUsed("dossiers.csv", 4, "excluded", "incomplete", "uitgestroomd", row_id="D01-00002"),
    ]
    assert study.figure("rows") == {
        "in_file": 3,
        "complete": 1,
        "incomplete": 2,
        "lost": 1,
        "drawn": 4,
        "incomplete_by_variable": {
            "datum_ingang": 0,
            "fase_intake": 1,
            "arbeidsplicht": 0,
            "traject": 1,
            "uitgestroomd": 1,
        },
        "incomplete_files": ["D01-00002", "D01-00003"],
    }


@pytest.mark.parametrize(
    ("change", "rule", "column", "value"),
    [
        ({"datum_ingang": "30-02-2005"}, "impossible_date", "datum_ingang", "30-02-2005"),
        ({"datum_uitstroom": "29-02-2005"}, "impossible_date", "datum_uitstroom", "29-02-2005"),
        ({"datum_trajectstart": "1-13-2005"}, "impossible_date", "datum_trajectstart", "1-13-2005"),
        ({"uitgestroomd": "misschien"}, "unknown_code", "uitgestroomd", "misschien"),
        ({"traject": "gepland"}, "unknown_code", "traject", "gepland"),
        ({"dossiernummer": " "}, "value_missing", "dossiernummer", " "),
    ],
)
def test_what_decides_the_figures_and_cannot_be_read_rejects_the_row(
    study: Study, change: Mapping[str, str], rule: str, column: str, value: str
) -> None:
    study.has({**number("D01-00002"), **change}, {})
    log = study.imported()
    assert [(row.rule, row.column, row.value) for row in log.not_used] == [(rule, column, value)]
    assert log.counts("dossiers.csv") == (2, 1, 0, 1)


def test_a_birth_date_that_cannot_be_read_leaves_the_age_unknown(study: Study) -> None:
    study.has({"geboortedatum": "31-06-1980"})
    log = study.imported()
    assert log.counts("dossiers.csv") == (1, 1, 0, 0)
    assert log.untidy == {("dossiers.csv", "impossible_date", "geboortedatum"): 1}
    assert study.rows("persons")[0]["birth_on"] is None


def test_codes_are_found_whatever_their_case_and_own_codes_are_kept(study: Study) -> None:
    study.has(
        {
            "traject": "JA",
            "datum_trajectstart": "01-02-2005",
            "type_traject": "work first ",
            "uitgestroomd": "Ja",
            "datum_uitstroom": "01-03-2005",
            "reden_uitstroom": "emigratie",
            "belemmeringen": "Taal|taal|eenzaamheid",
        }
    )
    study.imported()
    assert study.rows("trajectories")[0]["type"] == "work_first"
    assert sorted(str(row["barrier"]) for row in study.rows("barriers")) == [
        "eenzaamheid",
        "language",
    ]
    assert study.figure("exits/by_fine_reason/emigratie/n") == 1
    assert study.figure("exits/by_tabel3_group/Persoonlijk/n") == 1
    assert study.figure("exits/chain_exits/n") == 1
    assert study.figure("inflow/barriers_type/eenzaamheid/n") == 1
    assert study.figure("inflow/barriers_number/>=2/n") == 1


def test_a_reason_that_the_codes_file_does_not_have_is_an_exit_in_no_group(study: Study) -> None:
    study.has(
        {"uitgestroomd": "ja", "datum_uitstroom": "01-03-2005", "reden_uitstroom": "detentie"}
    )
    study.imported()
    assert study.figure("exits/exits") == 1
    assert study.figure("exits/by_tabel3_group") == {
        "Werk": {"n": 0, "d": 1, "pct": 0, "pct1": 0.0},
        "Persoonlijk": {"n": 0, "d": 1, "pct": 0, "pct1": 0.0},
        "Andere uitkering": {"n": 0, "d": 1, "pct": 0, "pct1": 0.0},
    }


def test_a_reason_that_is_grouped_twice_keeps_its_first_group(study: Study) -> None:
    study.has(
        {"uitgestroomd": "ja", "datum_uitstroom": "01-03-2005", "reden_uitstroom": "werk"},
        codes_reden_uitstroom=REASONS + "Werk;Persoonlijk;Persoonlijk;Overig;nee\n",
    )
    log = study.imported()
    assert [(row.line, row.rule, row.column) for row in log.not_used] == [
        (5, "number_used_twice", "reden_uitstroom")
    ]
    assert study.figure("exits/work_of_clients/n") == 1


def test_a_phase_that_the_study_does_not_have_counts_as_other(study: Study) -> None:
    study.has({"fase_intake": "5"}, {**number("D01-00002"), "fase_intake": "nog niet bepaald"})
    assert study.imported().untidy == {("dossiers.csv", "unknown_code", "fase_intake"): 1}
    assert study.figure("inflow/phase/overig/n") == 2


def test_a_row_that_stands_there_twice_is_counted_once(study: Study) -> None:
    study.has({}, {}, {"geslacht": "man"})
    log = study.imported()
    assert [(row.line, row.verdict, row.rule) for row in log.not_used] == [
        (3, "excluded", "exact_duplicate"),
        (4, "rejected", "number_used_twice"),
    ]
    assert log.counts("dossiers.csv") == (3, 1, 1, 1)


def test_a_row_with_too_few_cells_is_rejected(study: Study) -> None:
    study.has({})
    path = study.folder / "dossiers.csv"
    path.write_bytes(path.read_bytes() + b"Gemeente 1;Groot\r\n")
    log = study.imported()
    assert [(row.line, row.rule) for row in log.not_used] == [(3, "wrong_number_of_cells")]


def test_a_missing_column_stops_the_import_and_leaves_nothing(study: Study) -> None:
    study.has({}, verloren_dossiers="gemeente\nGemeente 1\n")
    with pytest.raises(UnreadableFileError, match="dossiernummer"):
        study.imported()
    assert list(study.dossier.parent.iterdir()) == [study.folder]


def test_a_missing_file_stops_the_import(study: Study) -> None:
    study.has({})
    (study.folder / "steekproef.csv").unlink()
    with pytest.raises(UnreadableFileError, match=r"steekproef\.csv"):
        study.imported()


@pytest.mark.parametrize(
    ("last_day", "wrong"),
    [("01-13-2006", '"01-13-2006" cannot be used'), ("", "the property is missing")],
)
def test_a_study_without_its_last_day_stops_the_import(
    study: Study, last_day: str, wrong: str
) -> None:
    study.has({}, onderzoek=STUDY.replace("01-03-2006", last_day))
    said = rf'onderzoek\.csv, row "einde_waarneming": {wrong}\. Expected: a date as 31-12-2004'
    with pytest.raises(UnusableStudyError, match=said):
        study.imported()


def test_of_a_property_that_stands_there_twice_the_first_counts(study: Study) -> None:
    study.has({}, onderzoek=STUDY + "Einde_Waarneming ;01-03-2007\r\n")
    log = study.imported()
    assert [(entry.rule, entry.value) for entry in log.not_used] == [
        ("number_used_twice", "einde_waarneming")
    ]
    assert Dossier(study.dossier).manifest.settings["observed_until"] == "2006-03-01"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
def test_the_files_may_be_utf_8_with_or_without_mark_or_latin(study: Study, encoding: str) -> None:
    study.has({})
    text = (study.folder / "dossiers.csv").read_text(encoding="utf-8-sig")
    study.rewrite("dossiers", text.replace("Gemeente 1", "Súdwest").encode(encoding))
    study.imported()
    assert study.rows("persons")[0]["municipality_id"] == "Súdwest"


def test_an_exit_without_a_day_keeps_what_is_known_of_the_time(study: Study) -> None:
    left = {"uitgestroomd": "ja", "reden_uitstroom": "werk"}
    study.has(
        {**left, "uitstroom_zonder_datum": "binnen 12 maanden"},
        {**left, **number("D2"), "uitstroom_zonder_datum": "na 12 maanden"},
        {**left, **number("D3")},
        {**left, **number("D4"), "uitstroom_zonder_datum": "in het voorjaar"},
        {**left, **number("D5"), "datum_uitstroom": "01-03-2005"},
    )
    study.imported()
    assert study.figure("exits/by_period/undated <=12/exits") == 1
    assert study.figure("exits/by_period/undated >12/exits") == 3
    assert study.figure("exits/dated_exits") == 1


def test_an_exit_day_of_someone_who_did_not_leave_is_not_an_exit(study: Study) -> None:
    study.has({"datum_uitstroom": "01-03-2005"})
    study.imported()
    assert study.figure("exits/exits") == 0
    assert study.figure("exits/work_of_exits") == {"n": 0, "d": 0, "pct": None, "pct1": None}


def test_a_re_entry_before_the_benefit_itself_is_noted_and_left_out(study: Study) -> None:
    left = {"uitgestroomd": "ja", "datum_uitstroom": "01-03-2005"}
    study.has(
        {**left, "datum_herinstroom": "10-01-2005"},
        {**left, **number("D2"), "datum_herinstroom": "01-09-2005"},
    )
    log = study.imported()
    assert log.untidy == {("dossiers.csv", "not_after_the_start", "datum_herinstroom"): 1}
    assert study.figure("durability/all_exits") == {
        "durable": 1,
        "relapse": 1,
        "not_assessable": 0,
        "undated": 0,
    }


def test_every_complete_file_is_analysed_also_outside_the_period_of_the_sample(
    study: Study,
) -> None:
    study.has({"datum_ingang": "31-12-2004"}, {**number("D2"), "datum_ingang": "01-04-2005"})
    study.imported()
    assert study.figure("table2/total/total") == 2


def test_the_study_tells_its_own_dates(study: Study) -> None:
    study.has({})
    study.imported()
    assert study.figure("study") == {
        "onderzoek": "In de bijstand, en dan",
        "instroom_van": "2005-01-01",
        "instroom_tot_en_met": "2005-03-31",
        "einde_waarneming": "2006-03-01",
    }


def test_a_study_without_files_has_empty_shares(study: Study) -> None:
    study.has()
    assert study.imported().counts("dossiers.csv") == (0, 0, 0, 0)
    assert study.figure("table2/1/closed_rate") == {"n": 0, "d": 0, "pct": None, "pct1": None}
    assert study.figure("table3/tabel3/Geen traject/exit") == {
        "n": 0,
        "d": 0,
        "pct": None,
        "pct1": None,
    }
