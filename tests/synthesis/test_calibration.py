"""A made-up municipality comes out near the rates of the reports."""

from dataclasses import replace

import pytest

from trede.dossier.storage import Dossier
from trede.measures.engines.embedded import embedded_engine
from trede.measures.library import read_library
from trede.publishers.calibrating import calibrate
from trede.publishers.reproduction.calculator import Calculator
from trede.synthesis.calibration import TARGETS, Comparison, Target, compare, targets_for

SETTINGS = {"period_from": "2004-01-01", "period_to": "2007-12-31"}


def test_every_target_is_met(made_up: Dossier):
    with embedded_engine(made_up) as engine:
        calculator = Calculator(read_library(), engine, made_up.manifest.settings)
        figures = calibrate(calculator)
    assert [figure.comparison.target.name for figure in figures] == [t.name for t in TARGETS]
    assert [figure for figure in figures if not figure.comparison.is_near] == []


def test_targets_have_names_of_their_own():
    assert len({target.name for target in TARGETS}) == len(TARGETS)


def test_a_target_about_thirty_months_gets_the_dates_of_that_period():
    (target,) = (t for t in targets_for(SETTINGS) if t.name == "exit_rate/stock")
    assert target.parameters == {
        "period_to": "2006-06-30",
        "status_on": "2006-07-01",
        "cost_status_on": "2006-06-30",
    }


def test_a_target_about_more_than_the_years_of_the_dossier_is_left_out():
    short = targets_for({**SETTINGS, "period_to": "2005-12-31"})
    assert [t for t in short if t.months] == []
    assert len(short) == len([t for t in TARGETS if not t.months])


TARGET = Target("closed", "closed_rate", 70.0, "a report", 2)


@pytest.mark.parametrize(
    ("counts", "found", "is_near"),
    [
        ((69_000, 100_000), 69.0, True),
        ((67_000, 100_000), 67.0, False),
        ((6, 10), 60.0, True),
        ((0, 0), None, False),
    ],
)
def test_a_figure_is_near_within_the_tolerance_and_what_chance_does_to_small_numbers(
    counts: tuple[int, int], found: float | None, is_near: bool
):
    expected = (Comparison(TARGET, *counts, found, is_near),)
    assert compare([TARGET], lambda _target: counts) == expected


def test_money_is_compared_in_euros():
    target = replace(TARGET, value=18_000, tolerance=500, unit="euro")
    expected = (Comparison(target, 36_000_000, 20, 18_000.0, is_near=True),)
    assert compare([target], lambda _target: (36_000_000, 20)) == expected
