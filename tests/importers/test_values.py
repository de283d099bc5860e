"""Cells of extracts are read as Dutch systems write them, and refused when they make no sense."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        "20050503",
        "2005-05-03",
        "3 mei 2005",
        "3 Mei 2005",
        "03-05-2005 00:00:00",
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
        "5 may 2005",
        "vandaag",
        "20051301",
    ],
)
def test_days_that_do_not_exist_are_refused(cell: str) -> None:
    with pytest.raises(UnreadableValueError, match="impossible_date"):
        read_date(cell)


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
    ],
)
def test_amounts_are_read_in_cents(cell: str, cents: int) -> None:
    assert read_cents(cell) == cents


@pytest.mark.parametrize("cell", ["1,234.50", "12,345", "veel", "1.23", "--3", ",5"])
def test_amounts_in_another_notation_are_refused(cell: str) -> None:
    with pytest.raises(UnreadableValueError, match="unreadable_amount"):
        read_cents(cell)


@given(st.integers(-(10**10), 10**10))
def test_every_amount_is_read_back(cents: int) -> None:
    sign, whole, rest = "-" if cents < 0 else "", abs(cents) // 100, abs(cents) % 100
    assert read_cents(f"{sign}{whole},{rest:02d}") == cents
    assert read_cents(f"{sign}{whole:,}".replace(",", ".") + f",{rest:02d}") == cents


@pytest.mark.parametrize("cell", ["0", "000000000", "999999999"])
def test_stand_ins_for_a_missing_citizen_service_number_are_seen_through(cell: str) -> None:
    assert read_citizen_number(cell) is None


def test_a_citizen_service_number_keeps_its_leading_zero() -> None:
    assert read_citizen_number("10000008") == "010000008"


def test_codes_are_found_regardless_of_case() -> None:
    read = read_code({"ARB": "work"})
    assert [read("ARB"), read("arb"), read("Arb")] == ["work"] * 3
    with pytest.raises(UnreadableValueError, match="unknown_code"):
        read("XYZ")


def test_a_code_of_the_municipality_itself_is_kept_where_that_is_allowed() -> None:
    assert read_code_or_keep({"ARB": "work"})("Eigen code") == "Eigen code"


def test_yes_and_no() -> None:
    read = read_yes_no("J", "N")
    assert (read("j"), read("N")) == (True, False)


def test_whole_numbers() -> None:
    assert read_whole("1.085") == 1085
    for cell in ("tien", "1.5", "1_0", "1e3", "12.34"):
        with pytest.raises(UnreadableValueError, match="not_a_number"):
            read_whole(cell)


def test_an_inclusive_last_day_becomes_the_first_day_after() -> None:
    assert next_day(date(2004, 2, 28)) == date(2004, 2, 29)
    assert next_day(None) is None
