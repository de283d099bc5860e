"""Printed figures stand beside the computed ones, and each difference is explained."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from trede.language import use_language
from trede.publishers.reproduction.published import (
    Cell,
    Deviation,
    PrintedCell,
    compare_cell,
    compare_with_print,
    read_deviations,
    read_published,
)
from trede.publishers.reproduction.reproducing import read_expected

OPEN = PrintedCell("Tabel 2", "Open", "Totaal", "total/open", "328", "count", "L308", counted=False)
MISPRINT = Deviation(
    "open", {}, "328", ("total/open",), "misprint in the source", {"nl": "Telt niet op."}
)


@pytest.fixture(autouse=True)
def _dutch():
    use_language("nl")


def compared(printed: str, shown: str, value: object) -> Cell:
    cell = replace(OPEN, printed=printed, shown=shown)
    return compare_cell(cell, {"total": {"open": value}})


@pytest.mark.parametrize(
    ("printed", "shown", "value", "computed", "outcome"),
    [
        ("338", "count", 338, 338, "equal"),
        ("328", "count", 338, 338, "different"),
        ("11.3", "percent1", 11.35, Fraction("11.4"), "different"),
        ("17149", "euro", 17149.5, 17150, "different"),
        ("16", "euro_million", 16447597.04, 16, "equal"),
        ("0.7", "euro_million", 664818.0, Fraction("0.7"), "equal"),
        ("21.2", "euro_million", 21250000, Fraction("21.3"), "different"),
        ("", "count", 860, 860, "not printed"),
        ("", "euro", None, None, "not printed"),
        ("95", "percent", None, None, "not computed"),
    ],
)
def test_a_computed_value_is_rounded_half_up_to_what_was_printed(
    printed, shown, value, computed, outcome
):
    cell = compared(printed, shown, value)
    assert (cell.computed, cell.outcome) == (computed, outcome)


def test_a_cell_without_a_path_is_not_computed():
    assert compare_cell(replace(OPEN, path=""), {"total": {"open": 328}}).outcome == "not computed"


def test_a_percentage_is_computed_from_counts_and_rounded_half_up_once():
    figures = {"left": 23, "stayed": 177}
    cell = replace(OPEN, path="left", of="left + stayed", printed="12", shown="percent")
    assert compare_cell(cell, figures).computed == 12, "23 of 200 is 11.5%"
    rest = replace(OPEN, path="stayed - left", printed="154")
    assert compare_cell(rest, figures).outcome == "equal"


def test_a_percentage_of_nobody_is_not_computed():
    cell = replace(OPEN, path="left", of="all", printed="12", shown="percent")
    assert compare_cell(cell, {"left": 0, "all": 0}).outcome == "not computed"


def test_a_percentage_is_explained_by_a_deviation_that_names_both_counts():
    cell = replace(OPEN, path="left", of="all", printed="12", shown="percent")
    figures = {"left": 10, "all": 100}
    named = replace(MISPRINT, paths=("left of all",))
    assert compare_cell(cell, figures, [named]).deviation == named
    assert compare_cell(cell, figures, [replace(MISPRINT, paths=("left",))]).deviation is None


@pytest.mark.parametrize("audit", ["iwi-2007", "rwi-2004", "amsterdam-2007"])
def test_every_printed_figure_has_a_computed_counterpart(audit):
    assert [cell for cell in read_published(audit) if cell.printed and not cell.path] == []


def test_a_slash_within_a_key_is_escaped():
    cell = replace(OPEN, path="total/t%2Fm 18", printed="68")
    assert compare_cell(cell, {"total": {"t/m 18": 68}}).outcome == "equal"


def test_a_difference_is_classified_by_the_deviation_that_names_its_path():
    figures = {"total": {"open": 338}}
    explained = compare_cell(OPEN, figures, [MISPRINT])
    assert explained.deviation_class == "misprint in the source"
    assert explained.as_text() == [
        "Tabel 2",
        "Open",
        "Totaal",
        "328",
        "338",
        "drukfout in de bron: Telt niet op.",
    ]
    assert compare_cell(OPEN, figures).deviation_class == "unexplained"
    assert compare_cell(OPEN, {"total": {"open": 328}}, [MISPRINT]).deviation_class is None


def test_of_several_deviations_the_one_that_names_the_number_explains():
    other = replace(MISPRINT, name="other", printed="40 / 35", deviation_class="rounding")
    found = compare_cell(OPEN, {"total": {"open": 338}}, [other, MISPRINT])
    assert found.deviation == MISPRINT


@pytest.mark.parametrize("audit", ["iwi-2007", "rwi-2004", "amsterdam-2007"])
def test_the_files_of_an_audit_are_whole(audit):
    printed, deviations = read_published(audit), read_deviations(audit)
    named = {path for deviation in deviations for path in deviation.paths}
    assert len({deviation.name for deviation in deviations}) == len(deviations)
    assert all(d.why["nl"] and d.why["en"] and d.where["nl"] and d.where["en"] for d in deviations)
    assert all(Fraction(cell.printed) >= 0 for cell in printed if cell.printed)
    assert "" not in named


@pytest.mark.reference
@pytest.mark.parametrize(
    ("audit", "outcomes", "classes"),
    [
        (
            "iwi-2007",
            {"equal": 176, "different": 33},
            {
                "rounding": 22,
                "other definition": 7,
                "not reproducible": 3,
                "misprint in the source": 1,
            },
        ),
        (
            "rwi-2004",
            {"equal": 66, "not printed": 6, "different": 2},
            {"misprint in the source": 2},
        ),
        (
            "amsterdam-2007",
            {"equal": 498, "different": 30, "not printed": 10},
            {
                "rounding": 18,
                "misprint in the source": 6,
                "not reproducible": 4,
                "other definition": 2,
            },
        ),
    ],
)
def test_every_difference_of_the_published_sets_is_explained(reference, audit, outcomes, classes):
    figures = read_expected(reference(audit) / "expected.json")
    cells = compare_with_print(audit, figures)
    assert Counter(cell.outcome for cell in cells) == outcomes
    assert Counter(c.deviation_class for c in cells if c.outcome == "different") == classes


@pytest.mark.trap(15)
@pytest.mark.reference
def test_the_misprinted_total_of_open_clients_is_reported_not_copied(reference):
    figures = read_expected(reference("iwi-2007") / "expected.json")
    (total,) = (
        cell
        for cell in compare_with_print("iwi-2007", figures)
        if cell.printed.path == "table2/total/open"
    )
    assert (total.printed.text, total.text) == ("328", "338")
    assert total.deviation_class == "misprint in the source"


def test_extracts_are_of_another_municipality_if_fewer_than_half_of_the_print_comes_out():
    figures = {"table2": {"total": {"open": 5, "closed": 7, "V1": 3}}}
    cells = compare_with_print("iwi-2007", figures)
    assert {cell.deviation_class for cell in cells} == {None, "other extracts"}
    named_otherwise = compare_with_print("rwi-2004", {"municipalities": {"Voorbeeldstad": {}}})
    assert all(cell.other_extracts for cell in named_otherwise)
