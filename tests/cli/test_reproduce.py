"""``trede reproduce`` sets every figure beside what was expected, and skips none silently."""

import json
from pathlib import Path

from tests.cli.conftest import EXAMPLES, Ended, Trede

FILE_STUDY = EXAMPLES / "iwi-2007"


def reproduced(trede: Trede, expected: Path, folder: Path) -> Ended:
    return trede(
        "reproduce", "iwi-2007", FILE_STUDY, "--expected", expected, "--output", folder / "report"
    )


def changed(tmp_path: Path, path: tuple[str, ...], value: object) -> Path:
    content = json.loads((FILE_STUDY / "expected.json").read_text(encoding="utf-8"))
    entry = content
    for key in path[:-1]:
        entry = entry[key]
    entry[path[-1]] = value
    file = tmp_path / "expected.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_all_equal_ends_well_and_writes_the_report_in_both_languages(
    trede: Trede, tmp_path: Path
) -> None:
    ended = reproduced(trede, FILE_STUDY / "expected.json", tmp_path)
    assert ended.code == 0, ended.out[-2000:] + ended.err
    assert "0 different, 0 not computed." in ended.out
    assert {file.name for file in (tmp_path / "report").iterdir()} == {
        "figures.json",
        *(f"iwi-2007.{lang}.{form}" for lang in ("nl", "en") for form in ("html", "pdf", "xlsx")),
    }


def test_the_published_tables_are_printed_beside_the_computed(trede: Trede, tmp_path: Path) -> None:
    ended = reproduced(trede, FILE_STUDY / "expected.json", tmp_path)
    assert "Tabel 2" in ended.out
    assert "These extracts are not those of the source." in ended.out


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
