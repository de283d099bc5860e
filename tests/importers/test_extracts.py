"""Every row of a file is accounted for, however untidy the rows."""

from datetime import date
from pathlib import Path

import pytest

from trede.dossier.building import DossierBuilder
from trede.importers.accounting import ImportLog, NotUsed, RowsNotAccountedForError
from trede.importers.extracts import ExtractFile, ExtractReader, Field, Row
from trede.importers.values import read_citizen_number, read_code, read_date

PEOPLE = ExtractFile(
    "people.csv",
    (
        Field("number", required=True),
        Field("citizen", read_citizen_number, private=True),
        Field("from", read_date),
        Field("to", read_date),
        Field("scheme", read_code({"WWB": "WWB"}), coded=frozenset({"WWB"})),
    ),
    row_id="number",
    not_before=(("from", "to"),),
)
HEADING = "number;citizen;from;to;scheme"


def read(folder: Path, file: ExtractFile = PEOPLE) -> tuple[list[Row], ImportLog]:
    reader = ExtractReader(folder, ImportLog())
    rows = []
    for row in reader.rows(file):
        reader.use(row)
        rows.append(row)
    return rows, reader.log


def people(folder: Path, *lines: str, heading: str = HEADING) -> tuple[list[Row], ImportLog]:
    (folder / "people.csv").write_bytes("\r\n".join([heading, *lines, ""]).encode("latin-1"))
    return read(folder)


def test_a_tidy_row_is_read_with_its_line(tmp_path: Path) -> None:
    rows, log = people(tmp_path, "1;123456782;01-02-2005;28-02-2005;WWB")
    assert [(row.line, row.row_id, dict(row.values)) for row in rows] == [
        (
            2,
            "1",
            {
                "number": "1",
                "citizen": "123456782",
                "from": date(2005, 2, 1),
                "to": date(2005, 2, 28),
                "scheme": "WWB",
            },
        )
    ]
    assert log.counts("people.csv") == (1, 1, 0, 0)


def test_an_impossible_date_rejects_the_row_and_says_where(tmp_path: Path) -> None:
    rows, log = people(tmp_path, "1;;31-06-2005;;WWB", "2;;30-06-2005;;WWB")
    assert [row.row_id for row in rows] == ["2"]
    assert log.not_used == [
        NotUsed("people.csv", 2, "rejected", "impossible_date", "from", "31-06-2005", "1")
    ]


def test_an_end_before_the_start_rejects_the_row(tmp_path: Path) -> None:
    _rows, log = people(tmp_path, "1;;02-02-2005;01-02-2005;WWB")
    assert log.not_used == [
        NotUsed("people.csv", 2, "rejected", "ends_before_it_starts", "to", "2005-02-01", "1")
    ]


def test_a_row_that_repeats_another_but_for_blanks_and_case_of_codes_is_excluded(
    tmp_path: Path,
) -> None:
    repeated = ("1;;;;WWB", "1;;;;WWB", "1;;;;wwb", " 1; ;;;WWB ")
    _rows, log = people(tmp_path, *repeated, "a;;;;WWB", "A;;;;WWB")
    assert log.counts("people.csv") == (6, 3, 3, 0)
    assert log.not_used == [
        NotUsed("people.csv", line, "excluded", "exact_duplicate", None, None, "1")
        for line in (3, 4, 5)
    ]


def test_a_date_that_is_written_otherwise_is_called_unreadable(tmp_path: Path) -> None:
    rows, log = people(tmp_path, "1;;01.02.2024;;WWB", "2;;12 March 2024;;WWB")
    assert [row.day("from") for row in rows] == [date(2024, 2, 1)]
    assert log.not_used == [
        NotUsed("people.csv", 3, "rejected", "unreadable_date", "from", "12 March 2024", "2")
    ]


def test_blanks_and_case_do_not_matter_and_are_counted(tmp_path: Path) -> None:
    rows, log = people(tmp_path, "1;;;; wwb ", "2;;;;WWB")
    assert [row.text("scheme") for row in rows] == ["WWB", "WWB"]
    assert log.untidy == {("people.csv", "case_or_blanks", "scheme"): 1}


def test_an_unknown_code_rejects_the_row(tmp_path: Path) -> None:
    _rows, log = people(tmp_path, "1;;;;XYZ")
    assert log.not_used == [
        NotUsed("people.csv", 2, "rejected", "unknown_code", "scheme", "XYZ", "1")
    ]


def test_a_missing_required_value_rejects_the_row(tmp_path: Path) -> None:
    _rows, log = people(tmp_path, ";;;;WWB")
    assert [(entry.rule, entry.column) for entry in log.not_used] == [("value_missing", "number")]


def test_a_row_with_too_few_cells_is_rejected_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows, log = people(tmp_path, "1;;", "2;;;;WWB")
    assert [row.row_id for row in rows] == ["2"]
    assert [(entry.line, entry.rule) for entry in log.not_used] == [(2, "wrong_number_of_cells")]


def test_empty_lines_are_no_rows(tmp_path: Path) -> None:
    rows, log = people(tmp_path, "", "1;;;;WWB", "", ";;;;", " ; ;;;", "\u00a0")
    assert [(row.line, row.row_id) for row in rows] == [(3, "1")]
    assert log.counts("people.csv") == (1, 1, 0, 0)


def test_columns_may_stand_in_any_order_beside_others(tmp_path: Path) -> None:
    rows, _log = people(tmp_path, "x;WWB;1;;;", heading="extra;Scheme;NUMBER ;to;from;citizen")
    assert [(row.text("number"), row.text("scheme")) for row in rows] == [("1", "WWB")]


def test_a_citizen_service_number_never_reaches_the_log(tmp_path: Path) -> None:
    strict = ExtractFile("people.csv", (Field("citizen", read_date, private=True), Field("number")))
    (tmp_path / "people.csv").write_text("citizen;number\n123456782;1\n")
    _rows, log = read(tmp_path, strict)
    assert [entry.value for entry in log.not_used] == ["…"]


def test_a_profile_that_loses_a_row_is_caught(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(f"{HEADING}\n1;;;;WWB\n")
    reader = ExtractReader(tmp_path, ImportLog())
    list(reader.rows(PEOPLE))
    with pytest.raises(
        RowsNotAccountedForError, match=r"people\.csv: 1 rows were read, but 0 used"
    ):
        reader.log.write_into(DossierBuilder())


def test_a_private_value_that_a_profile_passes_on_is_hidden_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(f"{HEADING}\n1;123456789;;;WWB\n", encoding="utf-8")
    reader = ExtractReader(tmp_path, ImportLog())
    for row in reader.rows(PEOPLE):
        reader.reject(row, "citizen_number_fails_eleven_proof", "citizen", row.text("citizen"))
    assert [entry.value for entry in reader.log.not_used] == ["…"]


def test_a_private_number_of_a_row_is_hidden_in_the_log(tmp_path: Path) -> None:
    numbered = ExtractFile("people.csv", (Field("citizen", private=True),), row_id="citizen")
    (tmp_path / "people.csv").write_text("citizen\n123456782\n", encoding="utf-8")
    rows, _log = read(tmp_path, numbered)
    assert [row.row_id for row in rows] == ["…"]


def test_empty_cells_beyond_the_last_column_do_no_harm(tmp_path: Path) -> None:
    rows, log = people(tmp_path, "1;;;;WWB;;", "2;;;;WWB; ;x")
    assert [row.row_id for row in rows] == ["1"]
    assert [(entry.line, entry.rule) for entry in log.not_used] == [(3, "wrong_number_of_cells")]


def test_a_private_date_that_lies_before_the_start_is_hidden_in_the_log(tmp_path: Path) -> None:
    private = (Field("from", read_date), Field("to", read_date, private=True))
    file = ExtractFile("people.csv", private, not_before=(("from", "to"),))
    (tmp_path / "people.csv").write_text("from;to\n02-02-2005;01-02-2005\n", encoding="utf-8")
    _rows, log = read(tmp_path, file)
    assert [(entry.rule, entry.value) for entry in log.not_used] == [("ends_before_it_starts", "…")]
