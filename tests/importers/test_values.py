"""Cells of extracts are read as Dutch systems write them, and refused when they make no sense."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.dossier.codes import shipped_lists
from trede.importers.values import (
    MONTHS,
    UnreadableValueError,
    next_day,
    read_cents,
    read_citizen_number,
    read_code,
    read_code_or_keep,
    read_date,
    read_whole,
    read_yes_no,
)


@pytest.mark.parametrize(
    "cell",
    [
        "03-05-2005",
        "3-5-2005",
        "3/5/2005",
        "03.05.2005",
        "20050503",
        "2005-05-03",
        "2005-5-3",
        "2005/05/03",
        "2005.05.03",
        "3 mei 2005",
        "3 Mei 2005",
        "3\u00a0mei  2005",
        "03-mei-2005",
        "03-05-2005 00:00:00",
        "3-5-2005 9:30",
        "2005-05-03T13:45:00.123",
        "20050503 13:45",
    ],
)
def test_dates_are_read_as_they_are_written(cell: str) -> None:
    assert read_date(cell) == date(2005, 5, 3)


@pytest.mark.parametrize(
    "cell",
    [
        "31-06-2005",
        "30-02-2006",
        "00-00-0000",
        "29-02-2005",
        "1-1-0999",
        "1-13-2005",
        "00000000",
        "20051301",
        "30 februari 2005",
    ],
)
def test_days_that_do_not_exist_are_impossible(cell: str) -> None:
    with pytest.raises(UnreadableValueError, match="impossible_date"):
        read_date(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "12 March 2024",
        "01-02-05",
        "38412",
        "03052005",
        "20052005",
        "May 5, 2005",
        "2005-05",
        "vandaag",
        "03-05-2005 ochtend",
    ],
)
def test_days_that_are_written_otherwise_are_unreadable_and_not_called_impossible(
    cell: str,
) -> None:
    with pytest.raises(UnreadableValueError, match="unreadable_date"):
        read_date(cell)


def test_the_forms_that_are_told_to_be_read_are_read() -> None:
    codes = {code.code: code for code in shipped_lists()["import_rule"].codes}
    told = codes["unreadable_date"].label_nl.partition("schrijf hem als ")[2]
    assert {read_date(form) for form in re.split(", | of ", told)} == {date(2024, 12, 31)}


@given(st.dates(date(1850, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_back_from_every_notation(day: date) -> None:
    written = (f"{day:%d-%m-%Y}", f"{day:%Y%m%d}", f"{day.day} {MONTHS[day.month - 1]} {day.year}")
    assert [read_date(cell) for cell in written] == [day] * 3


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        ("0,00", 0),
        ("524,58", 52458),
        ("1.234,50", 123450),
        ("-12", -1200),
        ("12-", -1200),
        ("€ 3,5", 350),
        ("1234567", 123456700),
        ("1 234,50", 123450),
        ("1\u00a0234\u00a0567,5", 123456750),
        ("€ -12,00", -1200),
        ("-€ 12,00", -1200),
        ("- 12,00", -1200),
        ("€\u00a01.234,50", 123450),
        ("12,50 €", 1250),
        ("EUR 12,50", 1250),
        ("€ 12,00-", -1200),
    ],
)
def test_amounts_are_read_in_cents(cell: str, cents: int) -> None:
    assert read_cents(cell) == cents


@pytest.mark.parametrize(
    "cell",
    ["1,234.50", "12,345", "veel", "1.23", "--3", "-3-", ",5", "12.34", "1 23,4", "9" * 20],
)
def test_amounts_in_another_notation_are_refused(cell: str) -> None:
    with pytest.raises(UnreadableValueError, match="unreadable_amount"):
        read_cents(cell)


@given(st.integers(-(10**10), 10**10))
def test_every_amount_is_read_back(cents: int) -> None:
    sign, whole, rest = "-" if cents < 0 else "", abs(cents) // 100, abs(cents) % 100
    assert read_cents(f"{sign}{whole},{rest:02d}") == cents
    assert read_cents(f"{sign}{whole:,}".replace(",", ".") + f",{rest:02d}") == cents


@pytest.mark.parametrize("cell", ["0", "000000000", "999999999", "onbekend", "-", "0000.00.000"])
def test_stand_ins_for_a_missing_citizen_service_number_are_seen_through(cell: str) -> None:
    assert read_citizen_number(cell) is None


def test_a_citizen_service_number_keeps_its_leading_zero() -> None:
    assert read_citizen_number("10000008") == "010000008"


def test_a_citizen_service_number_may_be_written_in_groups() -> None:
    assert [read_citizen_number(cell) for cell in ("1234.56.782", "123 456 782")] == [
        "123456782"
    ] * 2


def test_codes_are_found_regardless_of_case() -> None:
    read = read_code({"ARB": "work"})
    assert [read("ARB"), read("arb"), read("Arb")] == ["work"] * 3
    spaced = read_code({"57,5 jaar e.o.": "older"})
    assert [spaced("57,5\u00a0jaar e.o."), spaced("57,5  JAAR e.o.")] == ["older"] * 2
    with pytest.raises(UnreadableValueError, match="unknown_code"):
        read("XYZ")


def test_a_code_of_the_municipality_itself_is_kept_where_that_is_allowed() -> None:
    assert read_code_or_keep({"ARB": "work"})("Eigen code") == "Eigen code"


def test_yes_and_no() -> None:
    read = read_yes_no("J", "N")
    assert (read("j"), read("N")) == (True, False)


def test_whole_numbers() -> None:
    assert read_whole("1.085") == 1085
    for cell in ("tien", "1.5", "1_0", "1e3", "12.34", "9" * 20):
        with pytest.raises(UnreadableValueError, match="not_a_number"):
            read_whole(cell)


def test_an_inclusive_last_day_becomes_the_first_day_after() -> None:
    assert next_day(date(2004, 2, 28)) == date(2004, 2, 29)
    assert next_day(None) is None
