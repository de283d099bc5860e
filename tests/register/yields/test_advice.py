"""The advice on extension: what the results and the reports say, by dated policy."""

import pytest

from trede.language import speaking
from trede.register.steps.policies import entries_of
from trede.register.yields.advising import weigh
from trede.register.yields.case_mix import Counts
from trede.register.yields.measuring import DURABLE, ContractYield, Counted
from trede.register.yields.punctuality import Punctuality

POLICY = {"least_assessed": 20, "short_points": 0, "punctual_percent": 80}
LIKE_OTHERS = Counts("phase 1", "0-11", 100, 50, 100, 50)
BELOW = Counts("phase 1", "0-11", 100, 20, 100, 50)


def results(placed: int, judged: int, target: int | None, mix: Counts | None) -> ContractYield:
    return ContractYield(
        "K1", "work", {}, {DURABLE: Counted(placed, judged)}, {}, [mix] if mix else [], None, target
    )


def reports(in_time: int, late: int) -> Punctuality:
    return Punctuality({}, in_time, late, 0)


@pytest.mark.parametrize(
    ("found", "came", "advice"),
    [
        (results(42, 100, 42, LIKE_OTHERS), reports(8, 2), "extend"),
        (results(42, 100, 42, LIKE_OTHERS), reports(7, 3), "extend_conditionally"),
        (results(42, 100, 42, LIKE_OTHERS), reports(0, 0), "extend"),
        (results(41, 100, 42, LIKE_OTHERS), reports(10, 0), "extend_conditionally"),
        (results(41, 100, 42, BELOW), reports(10, 0), "do_not_extend"),
        (results(41, 100, 42, None), reports(10, 0), "do_not_extend"),
        (results(10, 100, None, LIKE_OTHERS), reports(10, 0), "extend"),
        (results(10, 100, None, BELOW), reports(10, 0), "do_not_extend"),
        (results(19, 19, 42, None), reports(10, 0), "extend_conditionally"),
        (None, reports(10, 0), "extend_conditionally"),
    ],
)
def test_results_decide_first_and_late_reports_make_conditions(found, came, advice):
    assert weigh(found, came, POLICY).code == advice


def test_the_grounds_name_their_numbers():
    with speaking("en"):
        advice = weigh(results(41, 100, 42, BELOW), reports(7, 3), POLICY)
    assert advice.text == (
        "Durably placed: 41 of 100 (41.0%); the target is 42%. Exits to work within a year: 20 of "
        "100, fewer than the 50.0 that other contracts of the category would have reached with "
        "these clients. Reports in time: 7 of 10 (70.0%); 80% is asked."
    )


def test_a_municipality_may_let_results_stay_some_points_below_the_target():
    lenient = {**POLICY, "short_points": 1}
    assert weigh(results(41, 100, 42, LIKE_OTHERS), reports(1, 0), lenient).code == "extend"


def test_the_shipped_policy_says_what_the_advice_asks_for():
    (entry,) = entries_of("extensions", "extension")
    assert {*POLICY} <= {*entry}
