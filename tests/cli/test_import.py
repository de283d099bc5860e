"""``trede import`` and ``trede import-log`` account for every row, or stop and leave nothing."""

import re
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.cli.conftest import EXAMPLES, Ended, Trede

OWN_PROFILE = """\
from trede.importers.extracts import ExtractFile, Field
from trede.importers.profile import Profile

CLIENTS = ExtractFile("clients.csv", (Field("number", required=True),), row_id="number")


def read(imported):
    for row in imported.extracts.rows(CLIENTS):
        number = row.text("number")
        if number == "0":
            imported.extracts.reject(row, "unknown_client", "number")
            continue
        imported.facts.add("persons", {"person_id": number, "source": "own"})
        imported.facts.add("barriers", {"person_id": number, "barrier": "taal", "source": "own"})
        imported.extracts.use(row)
    return {"inflow_from": "2024-01-01", "study.name": "own"}


PROFILE = Profile("own", "Own extracts", read)
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a folder with a profile of one's own and its extracts."""
    (tmp_path / "own.py").write_text(OWN_PROFILE)
    (tmp_path / "extracts").mkdir()
    (tmp_path / "extracts" / "clients.csv").write_text("number\n1\n0\n")
    return tmp_path


def import_own(trede: Trede, own: Path, right: str = "", wrong: str = "") -> Ended:
    """Import with the own profile, with a mistake in it."""
    (own / "own.py").write_text(OWN_PROFILE.replace(right, wrong))
    return trede("import", own / "own.py", own / "extracts", own / "a dossier")


def test_the_account_of_all_files_is_printed_and_kept(trede: Trede, file_study: Path) -> None:
    log = trede("import-log", file_study)
    assert log.code == 0
    rows = re.findall(r"^(\S+\.csv) +(\d+) +(\d+) +(\d+) +(\d+)$", log.out, re.MULTILINE)
    assert {row[0] for row in rows} == {
        "codes_reden_uitstroom.csv",
        "dossiers.csv",
        "onderzoek.csv",
        "steekproef.csv",
        "verloren_dossiers.csv",
    }
    for _file, read, used, excluded, rejected in rows:
        assert int(read) == int(used) + int(excluded) + int(rejected)


def test_every_row_that_was_not_used_is_shown_with_its_line(trede: Trede, file_study: Path) -> None:
    log = trede("import-log", file_study, "--rows", "--file", "dossiers.csv")
    assert re.search(r"^dossiers\.csv +\d+ +\S+ +excluded +incomplete", log.out, re.MULTILINE)


def test_importing_twice_gives_the_same_files(
    trede: Trede, file_study: Path, tmp_path: Path
) -> None:
    assert trede("import", "iwi-2007", EXAMPLES / "iwi-2007", tmp_path / "again").code == 0
    one, two = (
        {path.name: path.read_bytes() for path in folder.iterdir()}
        for folder in (file_study, tmp_path / "again")
    )
    assert one == two


def test_a_missing_file_stops_everything_and_leaves_nothing(trede: Trede, tmp_path: Path) -> None:
    extracts = tmp_path / "extracts"
    shutil.copytree(EXAMPLES / "iwi-2007", extracts)
    (extracts / "dossiers.csv").unlink()
    ended = trede("import", "iwi-2007", extracts, tmp_path / "dossier")
    assert ended.code == 3
    assert "dossiers.csv" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["extracts"]


def test_an_existing_dossier_is_kept(trede: Trede, file_study: Path) -> None:
    ended = trede("import", "iwi-2007", EXAMPLES / "iwi-2007", file_study)
    assert ended.code == 2
    assert "--replace" in ended.err


def test_an_unknown_profile_is_answered_with_the_known_ones(trede: Trede, tmp_path: Path) -> None:
    ended = trede("import", "utrecht-2010", EXAMPLES / "iwi-2007", tmp_path / "d")
    assert ended.code == 2
    assert "iwi-2007, rwi-2004, amsterdam-2007" in ended.err


def test_the_dossier_holds_no_citizen_service_number(trede: Trede, tmp_path: Path) -> None:
    extracts = EXAMPLES / "rwi-2004" / "gemeente-voorbeeld"
    assert trede("import", "rwi-2004", extracts, tmp_path / "d").code == 0
    clients = (extracts / "lokaal_clienten.csv").read_text(encoding="utf-8-sig").splitlines()
    numbers = {line.split(";")[1].strip() for line in clients[1:]} - {""}
    held = "".join(
        str(pq.read_table(part).to_pydict()) for part in (tmp_path / "d").glob("*.parquet")
    )
    assert [number for number in numbers if number in held] == []


def test_a_misspelt_setting_stops_the_import_with_the_names_that_are_meant(
    trede: Trede, own: Path
) -> None:
    ended = import_own(trede, own, "inflow_from", "inflow_form")
    assert ended.code == 3
    assert f'{own / "own.py"}: the setting "inflow_form" cannot be used' in ended.err
    assert "inflow_from" in ended.err
    assert {path.name for path in own.iterdir()} == {"own.py", "extracts"}


def test_a_setting_of_a_value_that_cannot_be_stops_the_import(trede: Trede, own: Path) -> None:
    ended = import_own(trede, own, "2024-01-01", "2024-13-01")
    assert ended.code == 3
    assert '"2024-13-01"' in ended.err
    assert not (own / "a dossier").exists()


def test_a_setting_for_a_measure_of_ones_own_is_no_mistake(trede: Trede, own: Path) -> None:
    library = own / "library"
    library.mkdir()
    (library / "parameters.toml").write_text(
        '[term]\ntype = "whole"\ndefault = "3"\nnl = "termijn"\nen = "term"\n'
    )
    (own / "own.py").write_text(OWN_PROFILE.replace('"inflow_from": "2024-01-01"', '"term": "4"'))
    arguments = ("import", own / "own.py", own / "extracts", own / "a dossier")
    assert trede(*arguments, "--library", library).code == 0


def test_a_mistake_in_ones_own_profile_ends_with_its_line_and_stores_nothing(
    trede: Trede, own: Path
) -> None:
    ended = import_own(trede, own, '"persons"', '"person"')
    assert ended.code == 3
    assert "Traceback" not in ended.err
    assert f'{own / "own.py"}, line 13: there is no table "person"' in ended.err
    assert not (own / "a dossier").exists()


def test_commands_that_are_suggested_can_be_typed_though_a_path_has_blanks(
    trede: Trede, own: Path
) -> None:
    ended = import_own(trede, own)
    assert ended.code == 0, ended.err
    quoted = f"'{own / 'a dossier'}'"
    assert f"`trede import-log {quoted} --rows`" in ended.out
    assert f"`trede check {quoted}`" in ended.out
    assert f"`trede check {quoted} --all`" in trede("check", own / "a dossier").out


def test_a_file_without_rows_is_in_the_log_and_warned_of(trede: Trede, own: Path) -> None:
    (own / "extracts" / "clients.csv").write_text("number\n")
    ended = import_own(trede, own)
    assert ended.code == 0
    assert re.search(r"^clients\.csv +0 +0 +0 +0$", ended.out, re.MULTILINE)
    assert "Warning: clients.csv has column names and no rows" in ended.err
    assert "Warning: clients.csv" in trede("import-log", own / "a dossier").err


def test_the_log_of_a_file_that_was_not_imported_names_those_that_were(
    trede: Trede, file_study: Path
) -> None:
    ended = trede("import-log", file_study, "--file", "dosiers.csv")
    assert ended.code == 2
    assert 'The file "dosiers.csv" was not imported' in ended.err
    assert "codes_reden_uitstroom.csv, dossiers.csv" in ended.err


def test_the_help_says_what_a_profile_is(trede: Trede) -> None:
    ended = trede("import", "--help")
    told = " ".join(ended.out.split())
    assert "iwi-2007, rwi-2004, amsterdam-2007, or the path of a Python file" in told
    assert "trede import profiles/veldwijk.py extracts dossier" in told


def test_the_dossier_one_stands_in_can_be_replaced(
    trede: Trede, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert import_own(trede, own).code == 0
    monkeypatch.chdir(own / "a dossier")
    ended = trede("import", own / "own.py", own / "extracts", ".", "--replace")
    assert ended.code == 0, ended.err
    assert ". is ready" in ended.out
