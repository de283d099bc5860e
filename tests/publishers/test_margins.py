"""Totals of two tables of one report do not tell a small number when they are subtracted."""

import pytest

from trede.publishers.reports.municipality.margins import Margins, inflow_of


def test_a_total_that_leaves_a_few_persons_beside_another_is_not_told():
    margins = Margins(10)
    assert margins.allow({"entrants": 373, "left within a year": 188})
    assert not margins.allow({"left": 192, "left for work": 103}), "four left later"
    assert margins.allow({"left": 198, "left for work": 103})


def test_who_is_fully_exempt_cannot_be_told_from_two_tables():
    margins = Margins(10)
    assert margins.allow({"not fully exempt": 365})
    assert not margins.allow({"entrants": 373, "left within a year": 188})


@pytest.mark.parametrize(("entrants", "allowed"), [(365, True), (366, False), (375, True)])
def test_equal_totals_and_large_differences_are_told(entrants, allowed):
    margins = Margins(10)
    assert margins.allow({"not fully exempt": 365})
    assert margins.allow({"entrants": entrants}) is allowed


def test_totals_of_which_none_is_part_of_the_other_are_not_compared():
    margins = Margins(10)
    assert margins.allow({"not fully exempt": 365})
    assert margins.allow({"successes": 360})


@pytest.mark.parametrize(
    ("entrants", "allowed"), [(51, True), (55, False), (47, False), (70, True)]
)
def test_inflow_by_two_countings_may_not_differ_by_a_few_persons(entrants, allowed):
    margins = Margins(10)
    assert margins.allow({"entrants": entrants})
    assert margins.allow({inflow_of("2004"): 51}) is allowed


def test_the_inflow_of_all_years_together_is_compared_too():
    margins = Margins(10)
    assert margins.allow({"entrants": 105})
    assert not margins.allow({inflow_of("2004"): 51, inflow_of("2005"): 51})


def test_with_a_threshold_of_one_everything_is_told():
    margins = Margins(1)
    assert margins.allow({"entrants": 373})
    assert margins.allow({"not fully exempt": 372})
