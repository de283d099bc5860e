"""Small cells do not leave the house, nor what tells them (trap 14 of the documentation)."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trede.measures.declaration import Measure
from trede.measures.figures import Figure, FigureRow, Question
from trede.publishers.disclosure import UncountedPeopleError, disclose, publishable
from trede.publishers.suppression import (
    DisclosedRow,
    suppress,
    suppress_amounts,
    suppress_spread,
)

SMALL = 3
"""A low threshold keeps the tables of the attacker small enough to try them all."""


def rows(*cells: tuple[str, int, int | None]) -> list[FigureRow]:
    return [FigureRow(tuple(group.split("/")), n, d) for group, n, d in cells]


def shown(result: Sequence[DisclosedRow]) -> list[tuple[str, int | None, int | None]]:
    return [("/".join(map(str, r.group)), r.numerator, r.denominator) for r in result]


def test_a_table_without_small_cells_is_published_as_it_is():
    table = rows(("1", 206, 251), ("2", 134, 175))
    assert shown(suppress(table)) == [("1", 206, 251), ("2", 134, 175)]


def test_one_small_numerator_takes_the_next_smallest_with_it():
    table = rows(("1", 206, 251), ("2", 134, 175), ("3", 4, 140))
    assert shown(suppress(table)) == [("1", 206, 251), ("2", None, 175), ("3", None, 140)]


def test_two_small_numerators_cover_each_other():
    table = rows(("1", 206, 251), ("2", 7, 175), ("3", 4, 140))
    assert shown(suppress(table)) == [("1", 206, 251), ("2", None, 175), ("3", None, 140)]


def test_a_small_complement_is_as_telling_as_a_small_numerator():
    table = rows(("1", 249, 251), ("2", 134, 175))
    assert shown(suppress(table)) == [("1", None, 251), ("2", None, 175)]


def test_a_small_denominator_is_hidden():
    table = rows(("1", 100, 251), ("2", 4, 9), ("3", 60, 175))
    assert shown(suppress(table)) == [("1", 100, 251), ("2", None, None), ("3", None, None)]


def test_a_zero_stays_a_zero():
    table = rows(("1", 206, 251), ("2", 0, 175), ("3", 140, 140), ("4", 0, 0))
    assert shown(suppress(table)) == [(r.group[0], r.numerator, r.denominator) for r in table]


def test_a_zero_is_hidden_only_when_nothing_else_can_cover():
    assert shown(suppress(rows(("1", 4, None), ("2", 0, None)))) == [
        ("1", None, None),
        ("2", None, None),
    ]
    assert shown(suppress(rows(("1", 4, None), ("2", 0, None), ("3", 50, None)))) == [
        ("1", None, None),
        ("2", 0, None),
        ("3", None, None),
    ]


def test_in_two_columns_a_rectangle_is_hidden():
    table = rows(
        ("man/1", 4, None), ("man/2", 40, None), ("man/3", 60, None),
        ("woman/1", 30, None), ("woman/2", 20, None), ("woman/3", 90, None),
    )  # fmt: skip
    hidden = [r.group for r in suppress(table) if r.hidden]
    assert hidden == [("man", "1"), ("man", "2"), ("woman", "1"), ("woman", "2")]


def test_an_empty_combination_can_cover_and_then_appears_as_hidden():
    table = rows(("man/1", 4, None), ("woman/1", 30, None), ("woman/2", 20, None))
    assert shown(suppress(table)) == [
        ("man/1", None, None),
        ("woman/1", None, None),
        ("woman/2", None, None),
        ("man/2", None, None),
    ]


def test_a_count_that_its_total_tells_is_marked_as_exposed():
    (only, *_rest) = suppress(rows(("man/1", 4, None), ("man/2", 0, None), ("woman/1", 0, None)))
    assert (only.numerator, only.exposed) == (None, True)


def test_a_figure_without_groups_is_hidden_if_it_is_small():
    assert suppress([FigureRow((), 4, 251)])[0].numerator is None
    assert suppress([FigureRow((), 40, 251)])[0].numerator == 40


def test_a_distribution_keeps_its_totals():
    table = rows(("V1/1", 40, 80), ("V2/1", 36, 80), ("V3/1", 4, 80))
    assert shown(suppress_spread(table)) == [
        ("V1/1", 40, 80),
        ("V2/1", None, 80),
        ("V3/1", None, 80),
    ]


def test_amounts_over_few_people_are_hidden_with_their_people():
    table = rows(("work", 348_500, 120), ("other", 100_000, 4), ("none", 900_000, 50))
    assert shown(suppress_amounts(table)) == [
        ("work", 348_500, 120),
        ("other", None, None),
        ("none", None, None),
    ]


def test_a_sum_of_amounts_without_people_is_refused():
    measure = Measure(
        "spent", "cost", {}, {}, "euro", "ledger", "test", denominator=None, numerator_sum="amount"
    )
    figure = Figure(Question(measure, {}, ("kind",)), tuple(rows(("fee", 100, None))))
    with pytest.raises(UncountedPeopleError, match="spent"):
        disclose(figure)


def test_a_published_figure_says_which_cells_are_withheld():
    measure = Measure("closed_rate", "closed_approach", {}, {}, "person", "closed_approach", "test")
    figure = Figure(
        Question(measure, {}, ("phase",)),
        tuple(rows(("1", 206, 251), ("2", 134, 175), ("3", 4, 140))),
    )
    assert [row.as_json() for row in publishable(figure).rows] == [
        {"phase": "1", "numerator": 206, "denominator": 251, "ratio": 206 / 251},
        {"phase": "2", "numerator": None, "denominator": 175, "ratio": None, "suppressed": True},
        {"phase": "3", "numerator": None, "denominator": 140, "ratio": None, "suppressed": True},
    ]


# --- the attacker -------------------------------------------------------------------------


def tables(known: Sequence[DisclosedRow], truth: dict, part: str) -> Iterator[dict]:
    """Yield every table of counts with the shown values and all totals of the true one."""
    groups = [row.group for row in known]
    fixed = {row.group: getattr(row, part) for row in known}
    width = len(groups[0])
    columns = [sorted({group[i] for group in groups}) for i in range(width)]
    lines = []
    for axis in (i for i in range(width) if len(columns[i]) > 1):
        rest = [columns[i] if i != axis else [None] for i in range(width)]
        for key in product(*rest):
            members = [
                g for g in groups if all(k is None or k == v for k, v in zip(key, g, strict=True))
            ]
            lines.append((members, sum(truth[g] for g in members)))
    ceiling = {g: min((t for m, t in lines if g in m), default=truth[g] + 1) for g in groups}

    def extend(position: int, found: dict) -> Iterator[dict]:
        if position == len(groups):
            yield dict(found)
            return
        group = groups[position]
        options = range(ceiling[group] + 1) if fixed[group] is None else [fixed[group]]
        for value in options:
            found[group] = value
            if all(fits(members, total, found) for members, total in lines if group in members):
                yield from extend(position + 1, found)
            del found[group]

    def fits(members: list, total: int, found: dict) -> bool:
        so_far = sum(found[g] for g in members if g in found)
        whole = all(g in found for g in members)
        return so_far == total if whole else so_far <= total

    yield from extend(0, {})


def what_an_attacker_finds(known: Sequence[DisclosedRow], table: Sequence[FigureRow]) -> set:
    """Return (group, part) of every hidden count that can have one value only."""
    true = {row.group: row for row in table}
    empty = FigureRow((), 0, None if table[0].denominator is None else 0)
    numbers = {r.group: true.get(r.group, empty) for r in known}
    numerators = list(tables(known, {g: r.numerator for g, r in numbers.items()}, "numerator"))
    if table[0].denominator is None:
        possible = [(n, None) for n in numerators]
    else:
        denominators = list(
            tables(known, {g: r.denominator for g, r in numbers.items()}, "denominator")
        )
        possible = [
            (n, d) for n in numerators for d in denominators if all(n[g] <= d[g] for g in n)
        ]
    found = set()
    for row in known:
        if row.numerator is None and len({n[row.group] for n, _d in possible}) == 1:
            found.add((row.group, "numerator"))
        counts = {d[row.group] for _n, d in possible if d is not None}
        if row.denominator is None and len(counts) == 1:
            found.add((row.group, "denominator"))
    return found


def counted(width: int, length: int, largest: int) -> st.SearchStrategy[list[FigureRow]]:
    groups = [(a, b) for a in "ab"[:width] for b in "123"[:length]]
    return st.lists(st.integers(0, largest), min_size=len(groups), max_size=len(groups)).map(
        lambda ns: [FigureRow(g, n, None) for g, n in zip(groups, ns, strict=True)]
    )


def shared(names: str, largest: int) -> st.SearchStrategy[list[FigureRow]]:
    pair = st.tuples(st.integers(0, largest), st.integers(0, largest)).map(sorted)
    return st.lists(pair, min_size=len(names), max_size=len(names)).map(
        lambda ps: [FigureRow((g,), n, d) for g, (n, d) in zip(names, ps, strict=True)]
    )


@pytest.mark.trap(14)
@settings(max_examples=150, deadline=None)
@given(st.one_of(counted(1, 3, 7), counted(2, 2, 7), counted(2, 3, 5)))
def test_no_hidden_count_can_be_told_from_the_shown_ones_and_all_totals(table):
    known = suppress(table, SMALL)
    exposed = {row.group for row in known if row.exposed}
    assert {group for group, _part in what_an_attacker_finds(known, table)} <= exposed


@settings(max_examples=150, deadline=None)
@given(st.one_of(shared("12", 7), shared("123", 6)))
def test_no_hidden_share_can_be_told_from_the_shown_ones_and_all_totals(table):
    known = suppress(table, SMALL)
    exposed = {row.group for row in known if row.exposed}
    assert {group for group, _part in what_an_attacker_finds(known, table)} <= exposed


@settings(max_examples=150, deadline=None)
@given(st.one_of(counted(1, 3, 7), counted(2, 3, 5)))
def test_only_counts_that_the_totals_tell_by_themselves_are_called_exposed(table):
    known = suppress(table, SMALL)
    nothing_shown = [DisclosedRow(row.group, None, None) for row in known]
    told = {group for group, _part in what_an_attacker_finds(nothing_shown, table)}
    assert {row.group for row in known if row.exposed} <= told


@settings(max_examples=150, deadline=None)
@given(st.one_of(counted(2, 3, 30), shared("1234", 30)))
def test_every_small_count_is_hidden_and_no_shown_count_is_changed(table):
    known = {row.group: row for row in suppress(table)}
    for row in table:
        safe = known[row.group]
        if 0 < row.numerator < 10:
            assert safe.numerator is None
        if row.denominator is not None and 0 < row.denominator - row.numerator < 10:
            assert None in (safe.numerator, safe.denominator)
        assert safe.numerator in (None, row.numerator)
        assert safe.denominator in (None, row.denominator)
