"""``trede report`` writes the report on a dossier, for a council."""

import re
from pathlib import Path

from tests.cli.conftest import Trede


def page_of(trede: Trede, dossier: Path, folder: Path, *given: object) -> str:
    ended = trede("report", dossier, "--output", folder, *given)
    assert ended.code == 0, ended.err
    return (folder / "report.en.html").read_text(encoding="utf-8")


def test_a_report_withholds_small_numbers_unless_one_asks_for_them(
    trede: Trede, file_study: Path, tmp_path: Path
) -> None:
    careful = page_of(trede, file_study, tmp_path)
    assert "Not for publication" not in careful
    assert "Counts from 1 to 9 are withheld" in careful
    candid = page_of(trede, file_study, tmp_path, "--threshold", 1)
    assert "Not for publication" in candid
    assert "are withheld" not in candid


def test_the_first_page_names_the_municipality_and_the_day_of_making(
    trede: Trede, file_study: Path, tmp_path: Path
) -> None:
    page = page_of(trede, file_study, tmp_path, "--municipality", "Voorbeeldstad")
    assert "<dd>Voorbeeldstad</dd>" in page
    assert re.search(r"<dt>Made on</dt><dd>\d+ \w+ 20\d\d</dd>", page)


def test_a_made_up_municipality_is_said_to_be_made_up(trede: Trede, tmp_path: Path) -> None:
    years = ("--from", 2005, "--to", 2006, "--seed", 1)
    assert trede("synth", "--clients", 200, *years, tmp_path / "made-up").code == 0
    page = page_of(trede, tmp_path / "made-up", tmp_path)
    assert "Made-up figures: these people and this municipality do not exist." in page
    assert "<dd>a made-up municipality</dd>" in page


def test_the_same_day_gives_the_same_report(trede: Trede, file_study: Path, tmp_path: Path) -> None:
    given = ("--made-on", "2006-11-22")
    one = page_of(trede, file_study, tmp_path / "one", *given)
    assert one == page_of(trede, file_study, tmp_path / "other", *given)
