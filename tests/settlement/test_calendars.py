"""Which report is for which day of the calendar of a contract."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.settlement.calendars import pair

MARCH, JUNE, SEPTEMBER = date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30)
CALENDAR = (MARCH, JUNE, SEPTEMBER)
ELSEWHERE, COMING = date(2025, 5, 15), date(2025, 12, 31)


@pytest.mark.parametrize(
    ("meant_for", "found"),
    [
        ((None, None), {MARCH: 0, JUNE: 1}),
        ((JUNE,), {JUNE: 0}),
        ((JUNE, None), {JUNE: 0, MARCH: 1}),
        ((ELSEWHERE, JUNE), {MARCH: 0, JUNE: 1}),
        ((COMING,), {}),
        ((JUNE, JUNE), {JUNE: 0, MARCH: 1}),
        ((), {}),
    ],
    ids=[
        "reports that name no day are for the first days",
        "a report that was asked back leaves its own day open",
        "what names no day fills the day that is left",
        "a day that is not in the calendar is as none",
        "a report ahead of its day waits for it",
        "two for the same day: the other fills what is left",
        "nothing came",
    ],
)
def test_a_report_is_for_the_day_it_names(
    meant_for: Sequence[date | None], found: dict[date, int]
) -> None:
    assert pair(CALENDAR, meant_for) == found


named = st.lists(st.none() | st.sampled_from([*CALENDAR, ELSEWHERE, COMING]), max_size=6)


@given(named)
def test_no_report_is_for_two_days_and_none_is_wasted(meant_for: list[date | None]) -> None:
    found = pair(CALENDAR, meant_for)
    usable = [day for day in meant_for if day != COMING]
    assert len(set(found.values())) == len(found) == min(len(CALENDAR), len(usable))
