"""A day is read in one way, wherever it was written."""

from datetime import date

import pytest

from trede.register.pages.moments import read_day
from trede.register.steps.fields import DayField

LAST_DAY = date(2026, 12, 31)


@pytest.mark.parametrize("text", ["2026-12-31", "31-12-2026", "31/12/2026", " 31-12-2026 "])
def test_a_day_is_read_as_it_is_written_here_or_by_a_machine(text):
    assert (read_day(text), DayField().clean(text)) == (LAST_DAY, LAST_DAY)


def test_leading_noughts_may_be_left_out():
    assert (read_day("1-3-2026"), read_day("2026-3-1")) == (date(2026, 3, 1), date(2026, 3, 1))


@pytest.mark.parametrize(
    "text", [None, "", "31-02-2026", "2026-13-01", "20261231", "2026-W53-4", "1-2-26", "morgen"]
)
def test_what_is_no_day_is_read_as_none(text):
    assert read_day(text) is None
