"""``trede measure`` answers one question, in the form one asks for."""

import csv
import io
import json
from pathlib import Path

import pandas as pd
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
    period = ("--set", "inflow_from=2004-06-01", "--set", "inflow_to=2004-06-30")
    answer = asked(trede, file_study, *period, "--as-of", "2004-05-31")
    assert answer["rows"] == [{"numerator": 0, "denominator": 0, "ratio": None}]
    assert "The population is empty" in answer["notes"][-1]  # type: ignore[index]


def test_before_its_first_fact_a_dossier_is_not_asked(trede: Trede, file_study: Path) -> None:
    options = ("--dossier", file_study, "--as-of", "1990-01-01")
    ended = trede("measure", "closed_rate", *options)
    assert ended.code == 2
    assert "Its first fact is of 2004-01-01" in ended.err


@pytest.mark.trap(2)
def test_the_choices_behind_a_figure_are_shown_with_it(trede: Trede, file_study: Path) -> None:
    options = ("--dossier", file_study, "--set", "closing_event=offered")
    told = trede("measure", "closed_rate", *options).out
    assert "closing_event offered (by default started), " in told
    assert "year anniversary." in told


def test_who_is_not_yet_assessable_is_told_with_the_figure(trede: Trede, file_study: Path) -> None:
    options = ("--dossier", file_study, "--as-of", "2004-12-31")
    assert "Not yet assessable: " in trede("measure", "closed_rate", *options).out
    published = trede("measure", "closed_rate", *options, "--publish").out
    assert "Not everyone was observed for the whole term (until 2004-12-31)" in published


def test_what_does_not_follow_the_moment_is_told_with_the_figure(
    trede: Trede, file_study: Path
) -> None:
    notes = asked(trede, file_study, "--known-at", "2005-01-01")["notes"]
    assert "Not as known at 2005-01-01 but as it stands now: phase." in notes  # type: ignore[operator]


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
        (("--by", "fase"), "Did you mean phase"),
        (("--set", "inflow_form=2004-01-01"), "Did you mean inflow_from"),
        (("--set", "year=anniversry"), "Did you mean anniversary?"),
        (("--set", "schemes=XXX"), '"XXX" cannot be used. Allowed: all, ABW'),
        (("--set", "sources=XXX"), '"XXX" cannot be used. Allowed: all, '),
        (
            ("--set", "inflow_from=2004-06-30", "--set", "inflow_to=2004-06-01"),
            "inflow_to is 2004-06-01 and inflow_from is 2004-06-30: that ends before it begins",
        ),
        (("--threshold", "5"), "--threshold only means something with --publish"),
        (
            ("--set", "year=365_days", "--set", "year=anniversary"),
            'year is given twice, as "365_days" and as "anniversary"',
        ),
        (
            ("--set", "as_of=2004-12-31", "--as-of", "2005-12-31"),
            'as_of is given twice, as "2004-12-31" and as "2005-12-31"',
        ),
        (("--output", "figure.docx"), "Trede writes no files that end in .docx"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_what_would(
    trede: Trede, file_study: Path, options: tuple[str, ...], hint: str
) -> None:
    ended = trede("measure", "closed_rate", "--dossier", file_study, *options)
    assert ended.code == 2
    assert hint in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("closd_rate", "closed_rate"),
        ("sluitingsratio", "closing_ratio"),
        ("Sluitend binnen een jaar", "closed_rate"),
    ],
)
def test_a_misspelled_measure_or_its_title_gets_a_suggestion(
    trede: Trede, file_study: Path, name: str, meant: str
) -> None:
    ended = trede("measure", name, "--dossier", file_study)
    assert ended.code == 2
    assert f"Did you mean {meant}" in ended.err


def test_columns_to_group_by_may_be_named_one_after_another(trede: Trede, file_study: Path) -> None:
    listed = asked(trede, file_study, "--by", "phase,obligation")["rows"]
    assert asked(trede, file_study, "--by", "phase", "--by", "obligation")["rows"] == listed
    assert asked(trede, file_study, "--by", "phase,obligation,phase")["rows"] == listed


def test_the_same_value_given_twice_is_no_contradiction(trede: Trede, file_study: Path) -> None:
    twice = ("--set", "year=365_days", "--set", "year=365_days")
    assert asked(trede, file_study, *twice)["parameters"]["year"] == "365_days"  # type: ignore[index]


@pytest.mark.parametrize(
    ("language", "decimal"), [pytest.param("nl", ",", id="dutch"), pytest.param("en", ".")]
)
def test_csv_has_the_numbers_of_the_language_and_its_definition_beside_it(
    trede: Trede, file_study: Path, tmp_path: Path, language: str, decimal: str
) -> None:
    rows = asked(trede, file_study, "--by", "phase")["rows"]
    file = tmp_path / "closed.csv"
    options = ("--dossier", file_study, "--by", "phase", "--output", file)
    assert trede("measure", "closed_rate", *options, language=language).code == 0
    read = pd.read_csv(file, sep=";", decimal=decimal)
    assert read.to_dict("records") == [pytest.approx(row) for row in rows]  # type: ignore[attr-defined]
    told = (tmp_path / "closed.definition.txt").read_text(encoding="utf-8")
    for part in ("closed_rate", "closing_event", "started", "2005-02-28", "iwi-2007"):
        assert part in told


def test_csv_on_the_screen_tells_its_definition_on_the_error_stream(
    trede: Trede, file_study: Path
) -> None:
    ended = trede("measure", "closed_rate", "--dossier", file_study, "--format", "csv")
    assert ended.out.lstrip("\ufeff").splitlines()[0] == "numerator;denominator;ratio"
    assert "closed_rate: Closed within a year" in ended.err


def test_parquet_carries_its_definition(trede: Trede, file_study: Path, tmp_path: Path) -> None:
    file = tmp_path / "closed.parquet"
    assert trede("measure", "closed_rate", "--dossier", file_study, "--output", file).code == 0
    about = json.loads(pq.read_schema(file).metadata[b"trede"])
    assert about["measure"] == "closed_rate"
    assert about["parameters"]["closing_event"] == "started"


def test_a_mistake_in_an_own_rule_ends_with_3_and_no_traceback(
    trede: Trede, file_study: Path, tmp_path: Path
) -> None:
    (tmp_path / "own_rule.sql").write_text("select person_id from persons", encoding="utf-8")
    options = ("--dossier", file_study, "--library", tmp_path)
    for command in (("measure", "closed_rate", *options), ("measures", "--library", tmp_path)):
        ended = trede(*command)
        assert ended.code == 3
        assert "own_rule.sql, line 1: the head is missing" in ended.err
        assert "Traceback" not in ended.err


def test_an_own_rule_that_fails_on_what_is_in_a_dossier_tells_no_value_of_a_person(
    trede: Trede, file_study: Path, tmp_path: Path
) -> None:
    head = '/*\nnl = "n"\nen = "n"\nsource = "s"\n[columns]\nnumber = "n"\n*/\n'
    query = "select person_id, cast(person_id as bigint) as number from persons"
    (tmp_path / "own_rule.sql").write_text(head + query, encoding="utf-8")
    both = '{ nl = "n", en = "n" }'
    (tmp_path / "measures.toml").write_text(
        f'[own]\ntitle = {both}\ndefinition = {both}\nunit = "person"\nrows = "own_rule"\n'
        'source = "s"\nnumerator = "number > 1"\n',
        encoding="utf-8",
    )
    ended = trede("measure", "own", "--dossier", file_study, "--library", tmp_path)
    assert ended.code == 3
    assert "does not fit what is in this dossier: Could not convert to INT64" in ended.err
    assert "Traceback" not in ended.err


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
