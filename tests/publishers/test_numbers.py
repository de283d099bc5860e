"""Numbers are rounded half up and written as the reader's language does."""

from fractions import Fraction

import pytest

from trede.publishers.numbers import euro_text, number_text, part_text, percent_text, share_text


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (1258, 0, "1.258", "1,258"),
        (Fraction(137, 2), 0, "69", "69"),
        (Fraction(2059, 30), 1, "68,6", "68.6"),
        (-1234567, 0, "–1.234.567", "–1,234,567"),
        (0.05, 1, "0,1", "0.1"),
        (2.675, 2, "2,68", "2.68"),
        (0, 1, "0,0", "0.0"),
    ],
)
def test_a_number_has_the_separators_of_the_language(value, decimals, dutch, english):
    assert number_text(value, decimals, "nl") == dutch
    assert number_text(value, decimals, "en") == english


def test_a_percentage_is_rounded_from_its_counts():
    assert share_text(741, 1079, 0, "nl") == "69%"
    assert share_text(741, 1079, 1, "nl") == "68,7%"
    assert share_text(1, 200, 0, "nl") == "1%"
    assert percent_text(46.3, 1, "en") == "46.3%"


def test_nothing_to_divide_by_gives_a_dash():
    assert share_text(0, 0) == "–"
    assert share_text(3, None) == "–"


def test_an_amount_stays_on_one_line():
    assert euro_text(17149.99, 0, "nl") == "€\u00a017.150"


def test_a_credit_note_has_its_minus_before_the_euro_sign():
    assert euro_text(-1250, 0, "nl") == "–€\u00a01.250"
    assert euro_text(-0.4, 0, "nl") == "€\u00a00"


def test_all_is_a_hundred_percent_only_if_nothing_is_missing():
    assert part_text(1384, 1384, "nl") == "100%"
    assert part_text(1382, 1384, "nl") == "99,8%"
    assert part_text(99_999, 100_000, "nl") == "99,9%"
    assert part_text(1, 100_000, "nl") == "0,1%"
    assert part_text(0, 1384, "nl") == "0%"
    assert part_text(741, 1079, "nl") == "69%"
