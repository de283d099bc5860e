"""Exits of a contract beside those of others, with the clients it got."""

from fractions import Fraction

from trede.register.yields.case_mix import Counts, case_mix


def stratum(
    clients: int, exits: int, other_clients: int, other_exits: int, standing: str = "phase 1"
) -> Counts:
    return Counts(standing, "0-11", clients, exits, other_clients, other_exits)


def test_a_contract_with_hard_cases_is_below_others_raw_and_as_expected_for_whom_it_got():
    easy = stratum(10, 6, 90, 54, "phase 1")
    hard = stratum(90, 9, 10, 1, "phase 4")
    mix = case_mix([easy, hard])
    assert (mix.exits, mix.clients) == (15, 100)
    assert (mix.other_exits, mix.other_clients) == (55, 100)
    assert mix.expected == 15
    assert mix.conclusion == "as_expected"
    assert mix.standardised == Fraction(35, 100)
    assert mix.others_standardised == Fraction(35, 100)


def test_strata_in_which_others_had_too_few_are_left_out_of_both_sides():
    mix = case_mix([stratum(30, 10, 100, 50), stratum(5, 5, 9, 0, "phase 4")])
    assert (mix.compared, mix.reached, mix.expected) == (30, 10, 15)
    assert [each.standing for each in mix.too_small] == ["phase 4"]
    assert mix.too_small[0].expected is None


def test_a_difference_within_what_chance_brings_is_no_difference():
    assert case_mix([stratum(100, 41, 100, 50)]).conclusion == "as_expected"
    assert case_mix([stratum(100, 40, 100, 50)]).conclusion == "below"
    assert case_mix([stratum(100, 60, 100, 50)]).conclusion == "above"


def test_of_fewer_than_twenty_clients_nothing_is_concluded():
    assert case_mix([stratum(19, 0, 100, 90)]).conclusion == "too_few"
    assert case_mix([stratum(20, 0, 100, 90)]).conclusion == "below"


def test_nothing_is_concluded_of_less_than_half_of_the_clients():
    few = [stratum(30, 0, 100, 90), stratum(31, 0, 0, 0, "phase 4")]
    assert case_mix(few).conclusion == "too_few"


def test_a_contract_alone_in_its_category_is_compared_with_nobody():
    mix = case_mix([stratum(50, 10, 0, 0)])
    assert (mix.conclusion, mix.standardised, mix.compared) == ("too_few", None, 0)
    assert case_mix([]).conclusion == "too_few"
