"""``trede measure`` answers one question, in the form one asks for."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook
from tests.cli.conftest import Trede


def asked(trede: Trede, dossier: Path, *options: object) -> dict[str, object]:
    ended = trede("measure", "closed_rate", "--dossier", dossier, "--format", "json", *options)
    assert ended.code == 0, ended.err
    answer: dict[str, object] = json.loads(ended.out)
    return answer


def test_the_answer_carries_its_definition_window_and_parameters(
    trede: Trede, file_study: Path
) -> None:
    answer = asked(trede, file_study)
    assert list(answer) == [
        "measure",
        "title",
        "definition",
        "unit",
        "window",
        "parameters",
        "rows",
        "notes",
    ]
    assert answer["measure"] == "closed_rate"
    assert answer["title"] == "Closed within a year"
    assert answer["parameters"]["closing_event"] == "started"  # type: ignore[index]
    assert answer["rows"][0].keys() == {"numerator", "denominator", "ratio"}  # type: ignore[index]


def test_groups_add_up_to_the_total(trede: Trede, file_study: Path) -> None:
    total = asked(trede, file_study)["rows"][0]  # type: ignore[index]
    groups = asked(trede, file_study, "--by", "phase")["rows"]
    for part in ("numerator", "denominator"):
        assert sum(row[part] for row in groups) == total[part]  # type: ignore[attr-defined]


def test_the_people_add_up_to_the_figure(trede: Trede, file_study: Path) -> None:
    answer = asked(trede, file_study, "--people")
    total = answer["rows"][0]  # type: ignore[index]
    people = answer["people"]
    assert sum(person["in_numerator"] for person in people) == total["numerator"]  # type: ignore[attr-defined]
    assert sum(person["in_denominator"] for person in people) == total["denominator"]  # type: ignore[attr-defined]


def test_a_parameter_changes_the_definition_and_is_shown(trede: Trede, file_study: Path) -> None:
    answer = asked(trede, file_study, "--set", "closing_event=offered")
    assert answer["parameters"]["closing_event"] == "offered"  # type: ignore[index]


def test_as_of_a_day_before_anyone_entered_nobody_counts(trede: Trede, file_study: Path) -> None:
    assert asked(trede, file_study, "--as-of", "1990-01-01")["rows"] == [
        {"numerator": 0, "denominator": 0, "ratio": None}
    ]


def test_published_figures_withhold_small_cells(trede: Trede, file_study: Path) -> None:
    rows = asked(trede, file_study, "--by", "phase", "--publish")["rows"]
    for row in rows:  # type: ignore[attr-defined]
        if not row.get("suppressed"):
            assert row["numerator"] == 0 or row["numerator"] >= 10
    assert any(row.get("suppressed") for row in rows)  # type: ignore[attr-defined]


def test_people_are_never_published(trede: Trede, file_study: Path) -> None:
    ended = trede("measure", "closed_rate", "--dossier", file_study, "--people", "--publish")
    assert ended.code == 2
    assert "--people" in ended.err


def test_the_same_rows_in_every_form(trede: Trede, file_study: Path, tmp_path: Path) -> None:
    expected = asked(trede, file_study, "--by", "phase")["rows"]
    counts = [(r["phase"], r["numerator"], r["denominator"]) for r in expected]  # type: ignore[attr-defined]
    found = {}
    for form in ("csv", "xlsx", "parquet"):
        file = tmp_path / f"figure.{form}"
        options = ("--by", "phase", "--format", form, "--output", file)
        assert trede("measure", "closed_rate", "--dossier", file_study, *options).code == 0
        found[form] = file
    text = found["csv"].read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(r["phase"], int(r["numerator"]), int(r["denominator"])) for r in rows] == counts
    rows = pq.read_table(found["parquet"]).to_pylist()
    assert [(r["phase"], r["numerator"], r["denominator"]) for r in rows] == counts
    cells = {
        tuple(row[:3])
        for sheet in load_workbook(found["xlsx"])
        for row in sheet.iter_rows(values_only=True)
    }
    assert set(counts) <= cells


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (("--by", "hair_colour"), "phase"),
        (("--set", "year=leap"), "anniversary, 365_days"),
        (("--set", "mood=good"), "closing_event"),
        (("--set", "year"), "PARAMETER=VALUE"),
        (("--as-of", "31-02-2005"), "yyyy-mm-dd"),
        (("--known-at", "yesterday"), "yyyy-mm-dd"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_what_would(
    trede: Trede, file_study: Path, options: tuple[str, ...], hint: str
) -> None:
    ended = trede("measure", "closed_rate", "--dossier", file_study, *options)
    assert ended.code == 2
    assert hint in ended.err
    assert "Traceback" not in ended.err


def test_a_misspelled_measure_gets_a_suggestion(trede: Trede, file_study: Path) -> None:
    ended = trede("measure", "closd_rate", "--dossier", file_study)
    assert ended.code == 2
    assert "closed_rate" in ended.err


def test_a_folder_that_is_no_dossier(trede: Trede, tmp_path: Path) -> None:
    ended = trede("measure", "closed_rate", "--dossier", tmp_path)
    assert ended.code == 3
    assert "manifest.json" in ended.err


def test_dutch_is_the_language_unless_asked_otherwise(trede: Trede, file_study: Path) -> None:
    ended = trede("measure", "closed_rate", "--dossier", file_study, language="nl")
    assert "Sluitend binnen een jaar" in ended.out


@pytest.mark.parametrize("column", ["person_id", "starts_on"])
def test_published_figures_single_no_one_out(trede: Trede, file_study: Path, column: str) -> None:
    options = ("--by", column, "--publish")
    ended = trede("measure", "closed_rate", "--dossier", file_study, *options)
    assert ended.code == 2
    assert column in ended.err


def test_a_file_gets_the_form_that_its_name_asks_for(
    trede: Trede, file_study: Path, tmp_path: Path
) -> None:
    file = tmp_path / "figure.json"
    assert trede("measure", "closed_rate", "--dossier", file_study, "--output", file).code == 0
    assert json.loads(file.read_text(encoding="utf-8"))["measure"] == "closed_rate"


def test_a_file_that_cannot_be_written_ends_with_3(
    trede: Trede, file_study: Path, tmp_path: Path
) -> None:
    file = tmp_path / "nowhere" / "figure.csv"
    ended = trede("measure", "closed_rate", "--dossier", file_study, "--output", file)
    assert ended.code == 3
    assert "nowhere" in ended.err
    assert "Traceback" not in ended.err


def test_observation_ends_on_the_day_looked_at(trede: Trede, file_study: Path) -> None:
    answer = asked(trede, file_study, "--as-of", "2004-06-30")
    assert answer["window"]["observed_until"] == "2004-06-30"  # type: ignore[index]
