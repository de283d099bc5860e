"""Files come in many encodings, forms and names; one that cannot be read stops the import."""

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from trede.importers.accounting import ImportLog
from trede.importers.extracts import ExtractFile, ExtractReader, Field, Row, UnreadableFileError
from trede.importers.values import read_cents, read_date

CLIENTS = ExtractFile("clients.csv", (Field("number", required=True), Field("from", read_date)))
HEADING = "number;from"
PAYMENTS = ExtractFile(
    "payments.xlsx",
    (Field("number"), Field("day", read_date), Field("amount", read_cents)),
    sheet="LKS",
)


def read(folder: Path, file: ExtractFile = CLIENTS) -> tuple[list[Row], ImportLog]:
    """Read a file; return its rows and the account of them."""
    reader = ExtractReader(folder, ImportLog())
    rows = []
    for row in reader.rows(file):
        reader.use(row)
        rows.append(row)
    return rows, reader.log


def numbers(folder: Path, content: bytes | str, name: str = "clients.csv") -> list[str | None]:
    """Return the client numbers in a file with this content."""
    encoded = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(encoded)
    return [row.row_id or row.text("number") for row in read(folder)[0]]


def refused(folder: Path, file: ExtractFile = CLIENTS) -> str:
    """Return why a file cannot be read."""
    with pytest.raises(UnreadableFileError) as caught:
        read(folder, file)
    return str(caught.value)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-be-mark"]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends_are_recognised(
    tmp_path: Path, encoding: str, delimiter: str, ending: str
) -> None:
    text = ending.join([HEADING, "Zoë;", "Daniël;"]).replace(";", delimiter)
    encoded = (
        b"\xfe\xff" + text.encode("utf-16-be")
        if encoding == "utf-16-be-mark"
        else text.encode(encoding)
    )
    assert numbers(tmp_path, encoded) == ["Zoë", "Daniël"]


def test_titles_above_the_column_names_are_no_rows(tmp_path: Path) -> None:
    titles = ("sep=;", "Cliënten, per 1 januari, volledig;", ";", "Gemeente Veldwijk;;;")
    assert numbers(tmp_path, "\n".join([*titles, HEADING, "1;01-02-2005", "2;"])) == ["1", "2"]
    rows, log = read(tmp_path)
    assert [row.line for row in rows] == [6, 7]
    assert log.counts("clients.csv") == (2, 2, 0, 0)


def test_column_names_may_stand_between_quotation_marks_and_blanks(tmp_path: Path) -> None:
    assert numbers(tmp_path, '\ufeff"Number","\u00a0FROM "\n"1, 2","01-02-2005"\n') == ["1, 2"]


@pytest.mark.parametrize("name", ["CLIENTS.CSV", "Clients.csv", "clients.CSV"])
def test_a_file_may_be_named_in_capitals(tmp_path: Path, name: str) -> None:
    assert numbers(tmp_path, f"{HEADING}\n1;\n", name) == ["1"]
    assert list(read(tmp_path)[1].read) == ["clients.csv"]


def test_the_name_to_the_letter_goes_before_one_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "CLIENTS.CSV").write_text(f"{HEADING}\n1;\n")
    assert numbers(tmp_path, f"{HEADING}\n2;\n") == ["2"]


def test_two_files_alike_but_for_capitals_stop_the_import(tmp_path: Path) -> None:
    for name in ("CLIENTS.CSV", "Clients.csv"):
        (tmp_path / name).write_text(f"{HEADING}\n1;\n")
    assert "CLIENTS.CSV, Clients.csv, alike but for capitals" in refused(tmp_path)


def test_a_file_behind_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text(f"{HEADING}\n1;\n")
    (tmp_path / "clients.csv").symlink_to(tmp_path / "elsewhere.txt")
    assert [row.text("number") for row in read(tmp_path)[0]] == ["1"]


def test_a_file_with_column_names_only_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text(HEADING)
    rows, log = read(tmp_path)
    assert rows == []
    assert dict(log.read) == {"clients.csv": 0}


def test_a_missing_column_stops_the_import_and_names_it(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text("Title\nNumber;start;end\n1;;\n")
    assert (
        "clients.csv: the column from is missing; found: number, start, end. "
        "Nothing was imported" in refused(tmp_path)
    )


def test_a_column_that_stands_twice_stops_the_import(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text("number;from;From\n1;;\n")
    assert "the column from stands there twice" in refused(tmp_path)


def test_a_missing_file_stops_the_import_and_is_told_with_what_is_like_it(tmp_path: Path) -> None:
    (tmp_path / "client.csv").write_text(HEADING)
    said = refused(tmp_path)
    assert "clients.csv: the file is missing" in said
    assert "Did you mean client.csv?" in said


def test_a_folder_in_place_of_a_file_stops_the_import(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").mkdir()
    assert "this is a folder, where a file is expected" in refused(tmp_path)


def test_a_link_that_leads_nowhere_stops_the_import(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").symlink_to(tmp_path / "gone.csv")
    assert "this is a link to a file that is not there" in refused(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"\n \n\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\x00\x01\x02", "no text in UTF-8, Windows-1252, ISO 8859-1 or UTF-16"),
        (HEADING.encode("utf-16-le"), "no text in UTF-8, Windows-1252, ISO 8859-1 or UTF-16"),
        (HEADING.encode("utf-16") + b"\x00", "begins as UTF-16 and goes on otherwise"),
        (HEADING.encode("utf-32"), "UTF-32 or no text"),
        (b"PK\x03\x04rest", "a workbook or archive, no text. Save the sheet as CSV"),
    ],
)
def test_a_file_that_is_no_table_stops_the_import_and_says_what_it_is(
    tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "clients.csv").write_bytes(content)
    assert said in refused(tmp_path)


def test_an_unclosed_quotation_mark_stops_the_import_and_names_the_line(tmp_path: Path) -> None:
    """A lenient reader would swallow the rest of the file as one cell."""
    (tmp_path / "clients.csv").write_text(f'{HEADING}\n1;\n2;"moved\n3;\n4;\n')
    assert "clients.csv: line 3 cannot be read" in refused(tmp_path)


def test_a_hand_kept_sheet_is_read_from_its_column_names_onwards(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "PAYMENTS.XLSX") as book:
        book.add_worksheet("notes").write("A1", "ask Anna")
        sheet = book.add_worksheet("lks ")
        moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        sheet.merge_range("A1:C1", "Wage subsidies")
        sheet.write_row("A4", ["number", "day", "amount"])
        sheet.write("A5", 17)
        sheet.write_datetime("B5", datetime(2005, 5, 3, 13, 45), moment)
        sheet.write("C5", 1234.5)
        sheet.write_row("A7", ["18", "3 mei 2005", "1.234,50"])
        sheet.write_row("A8", [19, "2005-05-03", -2.675])
    rows, log = read(tmp_path, PAYMENTS)
    assert [
        (row.line, row.text("number"), row.day("day"), row.number("amount")) for row in rows
    ] == [
        (5, "17", date(2005, 5, 3), 123450),
        (7, "18", date(2005, 5, 3), 123450),
        (8, "19", date(2005, 5, 3), -268),
    ]
    assert log.counts("payments.xlsx") == (3, 3, 0, 0)


def test_a_number_in_a_column_of_dates_is_unreadable(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "payments.xlsx") as book:
        sheet = book.add_worksheet("LKS")
        sheet.write_row("A1", ["number", "day", "amount"])
        sheet.write_row("A2", [17, 38475, 1])
    _rows, log = read(tmp_path, PAYMENTS)
    assert [(entry.line, entry.rule, entry.value) for entry in log.not_used] == [
        (2, "unreadable_date", "38475")
    ]


@pytest.mark.parametrize("content", [b"", b"number;day;amount\n", b"PK\x03\x04rest"])
def test_a_file_that_is_no_workbook_stops_the_import(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "payments.xlsx").write_bytes(content)
    assert "payments.xlsx: the workbook cannot be read" in refused(tmp_path, PAYMENTS)
