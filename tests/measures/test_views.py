"""A rule may look at the rows of another rule under other values of its parameters."""

from pathlib import Path

import pytest

from tests.dossiers import SmallDossier
from trede.measures.composition import compose
from trede.measures.declaration import FaultyDeclarationError
from trede.measures.figures import resolve_parameters
from trede.measures.library import read_library

RULE = """\
/*
nl = "twee"
en = "two"
source = "a test"

[views.other]
rows = "{rows}"
values = {values}

[columns]
person_id = "the client"
*/
select {rows}.person_id
from {rows}
inner join other on other.person_id = {rows}.person_id
"""


def write_rule(folder: Path, rows: str, values: str) -> Path:
    """Write a folder with one rule that has a view."""
    (folder / "own").mkdir()
    (folder / "own" / "two_readings.sql").write_text(RULE.format(rows=rows, values=values))
    return folder


def test_a_view_asks_for_the_parameters_that_it_leaves_open(tmp_path: Path) -> None:
    values = '{ known_at = "$first_query_at", boundary = "exclusive" }'
    library = read_library(write_rule(tmp_path, "cohort", values))
    assert {"boundary", "first_query_at", "year"} <= set(library.parameters_of("two_readings"))
    assert "first_query_at" not in library.parameters_of("cohort")


def test_every_step_of_a_view_has_a_name_of_its_own(tmp_path: Path) -> None:
    library = read_library(write_rule(tmp_path, "cohort", '{ year = "365_days" }'))
    measure = library.measure("long_term_ratio")
    parameters = resolve_parameters(library, measure, {}, {})
    rows = compose(library, "two_readings", parameters)
    assert [step.name for step in rows.steps] == [
        "benefit_spells",
        "cohort",
        "two_readings_other_benefit_spells",
        "two_readings_other",
        "two_readings",
    ]
    steps = {step.name: step.sql for step in rows.steps}
    assert "'365_days'" in steps["two_readings_other"]
    assert "'365_days'" not in steps["cohort"].replace("WHEN '365_days'", "")
    assert "two_readings_other AS other" in steps["two_readings"]


def test_a_view_and_its_rule_see_different_rows(dossier: SmallDossier) -> None:
    dossier.settings["first_query_at"] = "2003-01-01"
    dossier.client_on_benefit("client", "01-02-2002", "01-06-2002", end_registered="15-03-2003")
    assert dossier.rows("found_exempt_since_first_query", "position_then", "position_now") == {
        "client": ("B", "left")
    }


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ('{ nothing = "1" }', "there is no parameter nothing"),
        ('{ known_at = "$nothing" }', "there is no parameter nothing"),
        ('{ known_at = "$boundary" }', "boundary cannot be the value of known_at"),
        ('"everything"', "a view has rows and values"),
    ],
)
def test_a_faulty_view_is_refused_with_the_name_of_its_rule(
    tmp_path: Path, values: str, why: str
) -> None:
    folder = write_rule(tmp_path, "cohort", values)
    with pytest.raises(FaultyDeclarationError, match=f"two_readings.*: .*{why}"):
        read_library(folder)


def test_a_value_that_a_parameter_cannot_have_is_refused(tmp_path: Path) -> None:
    folder = write_rule(tmp_path, "cohort", '{ year = "leap" }')
    with pytest.raises(FaultyDeclarationError, match=r'two_readings.*: Parameter year: "leap"'):
        read_library(folder)


def test_a_view_of_a_rule_that_is_built_on_it_is_refused(tmp_path: Path) -> None:
    folder = write_rule(tmp_path, "two_readings", "{ }")
    with pytest.raises(FaultyDeclarationError, match="is built on itself"):
        read_library(folder)
