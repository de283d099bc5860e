"""Every row of a file is accounted for, however untidy the file; a hopeless file stops all."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from trede.dossier.building import DossierBuilder
from trede.importers.accounting import ImportLog, NotUsed, RowsNotAccountedForError
from trede.importers.extracts import ExtractFile, ExtractReader, Field, Row, UnreadableFileError
from trede.importers.values import read_cents, read_citizen_number, read_code, read_date

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


def test_a_row_that_repeats_another_to_the_letter_is_excluded(tmp_path: Path) -> None:
    _rows, log = people(tmp_path, "1;;;;WWB", "1;;;;WWB", "1;;;;wwb")
    assert log.counts("people.csv") == (3, 2, 1, 0)
    assert log.not_used == [
        NotUsed("people.csv", 3, "excluded", "exact_duplicate", None, None, "1")
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
    rows, log = people(tmp_path, "", "1;;;;WWB", "", ";;;;")
    assert [(row.line, row.row_id) for row in rows] == [(3, "1")]
    assert log.counts("people.csv") == (1, 1, 0, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_delimiters_are_recognised(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    lines = [HEADING, "Zoë;;;;WWB"]
    text = "\n".join(lines).replace(";", delimiter)
    (tmp_path / "people.csv").write_bytes(text.encode(encoding))
    rows, _log = read(tmp_path)
    assert [row.row_id for row in rows] == ["Zoë"]


def test_columns_may_stand_in_any_order_beside_others(tmp_path: Path) -> None:
    rows, _log = people(tmp_path, "x;WWB;1;;;", heading="extra;Scheme;NUMBER ;to;from;citizen")
    assert [(row.text("number"), row.text("scheme")) for row in rows] == [("1", "WWB")]


def test_a_missing_column_stops_the_import_and_names_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"people\.csv: .*scheme.*number, citizen"):
        people(tmp_path, "1;;;", heading="number;citizen;from;to")


def test_a_missing_file_stops_the_import(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"people\.csv"):
        read(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02"])
def test_a_file_that_is_no_text_stops_the_import(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "people.csv").write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"people\.csv"):
        read(tmp_path)


def test_a_hand_kept_sheet_is_read_from_its_column_names_onwards(tmp_path: Path) -> None:
    payments = ExtractFile(
        "payments.xlsx",
        (Field("number"), Field("day", read_date), Field("amount", read_cents)),
        sheet="LKS",
    )
    with xlsxwriter.Workbook(tmp_path / "payments.xlsx") as book:
        sheet = book.add_worksheet("LKS")
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.write("A1", "Wage subsidies")
        sheet.write_row("A4", ["number", "day", "amount"])
        sheet.write("A5", 17)
        sheet.write_datetime("B5", date(2005, 5, 3), day)  # type: ignore[arg-type]
        sheet.write("C5", 1234.5)
        sheet.write_row("A6", ["18", "3 mei 2005", "1.234,50"])
    rows, log = read(tmp_path, payments)
    assert [
        (row.line, row.text("number"), row.day("day"), row.number("amount")) for row in rows
    ] == [
        (5, "17", date(2005, 5, 3), 123450),
        (6, "18", date(2005, 5, 3), 123450),
    ]
    assert log.counts("payments.xlsx") == (2, 2, 0, 0)


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


def test_an_unclosed_quotation_mark_stops_the_import_and_names_the_line(tmp_path: Path) -> None:
    """A lenient reader would swallow the rest of the file as one cell."""
    lines = (HEADING, "1;;;;WWB", '2;"moved;;;WWB', "3;;;;WWB", "4;;;;WWB")
    (tmp_path / "people.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"people\.csv: line 3"):
        read(tmp_path)


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
