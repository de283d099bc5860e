"""Curves of exit tell no month that gives a few persons away."""

from hypothesis import given
from hypothesis import strategies as st

from trede.publishers.reports.municipality.exit_months import put_together, told_by_month

TEN = 10


def exits(*by_month: int) -> dict[int, int]:
    return dict(enumerate(by_month))


def test_months_with_enough_exits_are_all_told():
    assert told_by_month(exits(0, *[10] * 12), TEN) == (0, *range(10, 130, 10))


def test_a_month_with_few_exits_is_told_with_the_months_after_it():
    assert told_by_month(exits(0, 12, 4, 5, 3, 0, 0, 0, 0, 0, 0, 0, 0), TEN) == (
        0, 12, None, None, 24, 24, 24, 24, 24, 24, 24, 24, 24,
    )  # fmt: skip


def test_few_exits_at_the_end_of_the_year_hide_the_month_before():
    told = told_by_month(exits(0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 15, 4), TEN)
    assert told == (0, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, None, 39)


@given(st.lists(st.integers(0, 25), min_size=13, max_size=13))
def test_no_two_months_that_are_told_differ_by_a_few_persons(by_month):
    told = told_by_month(exits(*by_month), TEN)
    shown = [0, *(left for left in told if left is not None)]
    steps = {b - a for a in shown for b in shown if b > a}
    total = sum(by_month)
    assert told[-1] == total
    assert all(step >= TEN for step in steps) or 0 < total < TEN


def test_reasons_of_few_clients_are_put_with_the_others():
    by_reason = {"work": exits(40), "moved": exits(4), "personal": exits(8), "other": exits(3)}
    assert put_together(by_reason, "other", TEN) == {"work": exits(40), "other": exits(15)}


def test_if_the_others_are_still_few_the_next_smallest_reason_goes_with_them():
    by_reason = {"work": exits(40), "moved": exits(4), "personal": exits(11)}
    assert put_together(by_reason, "other", TEN) == {"work": exits(40), "other": exits(15)}


def test_of_many_reasons_the_smallest_are_put_together():
    by_reason = {f"reason {n}": exits(100 - n) for n in range(8)}
    together = put_together(by_reason, "other", TEN)
    assert list(together) == [*(f"reason {n}" for n in range(5)), "other"]
    assert sum(sum(found.values()) for found in together.values()) == sum(range(93, 101))


def test_a_reason_without_exits_is_not_told():
    assert put_together({"work": exits(40), "moved": exits(0)}, "other", TEN) == {"work": exits(40)}
