"""``trede reproduce`` sets every figure beside what was expected, and skips none silently."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import EXAMPLES, Ended, Trede

FILE_STUDY = EXAMPLES / "iwi-2007"
NAMED = ("--municipality", "Voorbeeldstad", "--made-on", "2006-11-22")


def reproduced(trede: Trede, expected: Path, folder: Path, *named: str) -> Ended:
    written = ("--expected", expected, "--output", folder / "report")
    return trede("reproduce", "iwi-2007", FILE_STUDY, *written, *named)


def changed(tmp_path: Path, path: tuple[str, ...], value: object) -> Path:
    content = json.loads((FILE_STUDY / "expected.json").read_text(encoding="utf-8"))
    entry = content
    for key in path[:-1]:
        entry = entry[key]
    entry[path[-1]] = value
    file = tmp_path / "expected.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the file study is reproduced in, once for several tests."""
    return tmp_path_factory.mktemp("reproduced")


@pytest.fixture(scope="module")
def all_equal(trede: Trede, folder: Path) -> Ended:
    """Reproduce the file study beside the figures that must come out of it."""
    return reproduced(trede, FILE_STUDY / "expected.json", folder, *NAMED)


def test_all_equal_ends_well_and_writes_the_report_in_both_languages(
    all_equal: Ended, folder: Path
) -> None:
    assert all_equal.code == 0, all_equal.out[-2000:] + all_equal.err
    assert "0 different, 0 not computed." in all_equal.out
    assert {file.name for file in (folder / "report").iterdir()} == {
        "figures.json",
        *(f"iwi-2007.{lang}.{form}" for lang in ("nl", "en") for form in ("html", "pdf", "xlsx")),
    }


def test_with_extracts_of_others_one_sentence_takes_the_place_of_the_print(
    all_equal: Ended,
) -> None:
    assert "Tabel 2" not in all_equal.out
    assert (
        "These extracts are not those of the audit: of its 209 printed figures 13 come out, fewer "
        "than half. The printed figures are left out."
    ) in all_equal.out


@pytest.mark.reference
def test_the_published_tables_are_printed_beside_the_computed(
    trede: Trede, reference: Callable[[str], Path], tmp_path: Path
) -> None:
    ended = trede("reproduce", "iwi-2007", reference("iwi-2007"), "--output", tmp_path)
    assert "Tabel 2" in ended.out
    assert (
        "Of 209 printed figures 176 come out exactly and 33 differ (0 of them without "
        "explanation); 0 were not computed."
    ) in ended.out


@pytest.mark.usefixtures("all_equal")
def test_the_report_bears_the_name_and_the_day_that_are_given(folder: Path) -> None:
    page = (folder / "report" / "iwi-2007.en.html").read_text(encoding="utf-8")
    assert "<dt>Municipality</dt><dd>Voorbeeldstad</dd>" in page
    assert "<dt>Inflow</dt><dd>1 January 2004 to 31 March 2004</dd>" in page
    assert "<dt>As of</dt><dd>28 February 2005</dd>" in page
    assert "<dt>Made on</dt><dd>22 November 2006</dd>" in page
    assert "Not for publication: this report shows small numbers" in page


def test_a_different_figure_is_named_and_ends_with_1(trede: Trede, tmp_path: Path) -> None:
    ended = reproduced(trede, changed(tmp_path, ("table2", "total", "V1"), 999_999), tmp_path)
    assert ended.code == 1
    assert "different: table2/total/V1: expected 999999, computed " in ended.out
    assert "1 different, 0 not computed." in ended.out


def test_a_figure_that_is_not_computed_is_named_and_ends_with_1(
    trede: Trede, tmp_path: Path
) -> None:
    ended = reproduced(trede, changed(tmp_path, ("table2", "total", "happiness"), 7), tmp_path)
    assert ended.code == 1
    assert "not computed: table2/total/happiness: expected 7" in ended.out


def test_an_expected_file_that_is_no_json_is_refused(trede: Trede, tmp_path: Path) -> None:
    file = tmp_path / "expected.json"
    file.write_text("{", encoding="utf-8")
    ended = reproduced(trede, file, tmp_path)
    assert ended.code == 3
    assert "expected.json" in ended.err


def test_an_unreadable_extract_is_named(trede: Trede, tmp_path: Path) -> None:
    ended = trede("reproduce", "amsterdam-2007", FILE_STUDY, "--output", tmp_path / "report")
    assert ended.code == 3
    assert "codeboek.csv" in ended.err
