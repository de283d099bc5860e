"""``trede import`` and ``trede import-log`` account for every row, or stop and leave nothing."""

import re
import shutil
from pathlib import Path

import pyarrow.parquet as pq
from tests.cli.conftest import EXAMPLES, Trede


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
