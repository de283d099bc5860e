"""The made-up extracts in ``examples``: whole audits from them, beside figures worked out apart."""

import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from trede.importers.accounting import ImportLog
from trede.importers.importing import import_extracts
from trede.importers.profiles import find_profile
from trede.publishers.reproduction.comparison import Compared, compare
from trede.publishers.reproduction.reproducing import AUDITS, read_expected, reproduce

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = {
    "iwi-2007": EXAMPLES / "iwi-2007",
    "rwi-2004": EXAMPLES / "rwi-2004" / "gemeente-voorbeeld",
    "amsterdam-2007": EXAMPLES / "amsterdam-2007",
}
KEY = b"a key that is used for tests only"


def imported(profile: str, dossier: Path) -> ImportLog:
    return import_extracts(find_profile(profile), FOLDERS[profile], dossier, key=KEY)


def contents(folder: Path) -> Mapping[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def lines_below_the_heading(file: Path) -> int:
    if file.suffix == ".xlsx":
        with CalamineWorkbook.from_path(file) as workbook:
            rows = workbook.get_sheet_by_name("LKS").to_python()
        heading = next(number for number, row in enumerate(rows) if row[0] == "Nr")
        return len(rows) - heading - 1
    return len(file.read_bytes().splitlines()) - 1


def not_equal(compared: Iterable[Compared]) -> list[tuple[str, object, object]]:
    return [
        (leaf.path, leaf.expected, leaf.computed)
        for leaf in compared
        if leaf.outcome not in ("equal", "no figure")
    ]


@pytest.mark.parametrize("profile", FOLDERS)
def test_every_row_of_every_file_is_used_or_left_out_for_a_reason(profile: str, tmp_path: Path):
    log = imported(profile, tmp_path / "dossier")

    files = [*FOLDERS[profile].glob("*.csv"), *FOLDERS[profile].glob("*.xlsx")]
    assert {file.name: log.read[file.name] for file in files} == {
        file.name: lines_below_the_heading(file) for file in files
    }
    for file in files:
        read, used, excluded, rejected = log.counts(file.name)
        assert read == used + excluded + rejected, file.name


@pytest.mark.parametrize("profile", FOLDERS)
def test_importing_twice_gives_identical_dossiers(profile: str, tmp_path: Path):
    imported(profile, tmp_path / "once")
    imported(profile, tmp_path / "again")

    assert contents(tmp_path / "once") == contents(tmp_path / "again")


@pytest.mark.parametrize("audit", FOLDERS)
def test_every_figure_of_an_audit_is_as_worked_out_apart(audit: str):
    expected = read_expected(EXAMPLES / audit / "expected.json")

    figures = reproduce(AUDITS[audit], EXAMPLES / audit, expected)

    assert not_equal(compare(expected, figures)) == []


def test_the_extracts_are_those_the_script_writes(tmp_path: Path):
    subprocess.run([sys.executable, EXAMPLES / "generate.py", tmp_path], check=True)

    written = contents(tmp_path)
    assert {name for name in written if name.endswith(".xlsx")} == {
        "amsterdam-2007/loonkostensubsidies.xlsx"
    }
    text_files = {name: text for name, text in written.items() if name.endswith(".csv")}
    assert text_files == {name: (EXAMPLES / name).read_bytes() for name in text_files}
