"""What must be said with one answer: nobody counted, not yet assessable, not as known then."""

import re

import pytest

from tests.dossiers import SmallDossier
from trede.errors import UsageError
from trede.language import use_language
from trede.measures.declaration import Measure
from trede.measures.library import read_library
from trede.measures.parameters import UnusableValueError
from trede.measures.possible import EndsBeforeItBeginsError, NothingYetError

START = "01-02-2004"
WITHIN_A_TERM = {
    "award_observed", "class", "class_observed", "closed", "durability", "ended_in_term",
    "event_in_time", "exit_in_time", "exit_period", "half_year_observed", "left_after_landmark",
    "left_to_work", "obligation", "position", "position_now", "position_then", "situation",
    "awarded_in_time", "by_any_spell", "fully_observed",
}  # fmt: skip
"""Columns that say what happened within a term after inflow, application or exit."""


@pytest.fixture
def entrants(dossier: SmallDossier) -> SmallDossier:
    """Return a dossier of clients who entered in February 2004 and one who left that spring."""
    dossier.client_on_benefit("stays", START)
    dossier.client_on_benefit("leaves", START, "01-04-2004")
    dossier.client_on_benefit("goes on a trajectory", START)
    dossier.with_trajectory("goes on a trajectory", "01-05-2004")
    return dossier


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"schemes": "XXX"}, 'schemes: "XXX" cannot be used. Allowed: all, ABW'),
        ({"schemes": "ABW,IOAX"}, 'schemes: "IOAX" cannot be used'),
        ({"schemes": "abw"}, "Did you mean ABW"),
        ({"sources": "XXX"}, 'sources: "XXX" cannot be used. Allowed: all, local.'),
        ({"sources": ""}, 'sources: "" cannot be used'),
    ],
)
def test_a_value_that_no_code_list_and_no_row_knows_is_refused(
    entrants: SmallDossier, given: dict[str, str], words: str
) -> None:
    with pytest.raises(UnusableValueError, match=re.escape(words)):
        entrants.remarks("closed_rate", **given)


def test_a_scheme_that_is_a_code_but_that_nobody_has_gives_an_empty_answer_with_the_reason(
    entrants: SmallDossier,
) -> None:
    assert entrants.remarks("closed_rate", schemes="IOAZ") == (
        (
            'The population is empty: there are no rows of "inflow cohort" with schemes IOAZ; in '
            "the table benefit_spells starts_on lies from 2004-02-01 to 2004-02-01."
        ),
    )


@pytest.mark.parametrize(
    ("measure", "given"),
    [
        ("closed_rate", {"inflow_from": "2004-02-01", "inflow_to": "2004-01-31"}),
        ("closed_rate", {"inflow_from": "2004-02-01", "observed_until": "2004-01-31"}),
        ("exit_rate", {"period_from": "2004-02-01", "period_to": "2003-12-31"}),
        ("exit_rate", {"period_from": "2004-02-01", "status_on": "2003-12-31"}),
    ],
)
def test_a_period_that_ends_before_it_begins_is_refused(
    entrants: SmallDossier, measure: str, given: dict[str, str]
) -> None:
    (_from, begins), (name, ends) = given.items()
    expected = f"{name} is {ends} and {_from} is {begins}: that ends before it begins"
    with pytest.raises(EndsBeforeItBeginsError, match=expected):
        entrants.remarks(measure, **given)


def test_a_period_that_begins_after_the_one_the_dossier_proposes_ends_is_refused(
    entrants: SmallDossier,
) -> None:
    entrants.settings["inflow_to"] = "2004-12-31"
    with pytest.raises(EndsBeforeItBeginsError, match="inflow_to is 2004-12-31"):
        entrants.remarks("closed_rate", inflow_from="2005-01-01")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"as_of": "2003-12-31"}, "--as-of 2003-12-31: .* Its first fact is of 2004-02-01"),
        ({"known_at": "1899-12-31"}, "--known-at 1899-12-31: .* Its first fact is of 1900-01-01"),
    ],
)
def test_before_the_first_fact_of_the_dossier_there_is_nothing_to_ask(
    entrants: SmallDossier, given: dict[str, str], words: str
) -> None:
    with pytest.raises(NothingYetError, match=words):
        entrants.remarks("closed_rate", **given)


def test_nobody_entered_in_the_window(entrants: SmallDossier) -> None:
    assert entrants.remarks("closed_rate", inflow_from="2010-01-01", inflow_to="2010-12-31") == (
        (
            'The population is empty: there are no rows of "inflow cohort" with inflow_from '
            "2010-01-01, inflow_to 2010-12-31; in the table benefit_spells starts_on lies from "
            "2004-02-01 to 2004-02-01."
        ),
    )


@pytest.mark.parametrize(
    ("measure", "given", "why"),
    [
        ("confirmed_work", {}, "the dossier holds nothing in its table exit_verifications"),
        ("deliveries", {}, "the dossier holds nothing in its table deliveries"),
        ("exempt_exited", {}, "meets the condition obligation = 'exempt'"),
    ],
)
def test_an_empty_population_says_why(
    entrants: SmallDossier, measure: str, given: dict[str, str], why: str
) -> None:
    (remark,) = entrants.remarks(measure, **given)
    assert remark.startswith("The population is empty: ")
    assert why in remark


def test_what_had_not_happened_yet_is_told_apart_from_what_the_dossier_lacks(
    entrants: SmallDossier,
) -> None:
    entrants.client_on_benefit("long ago", "01-01-1999", "31-12-1999", scheme="IOAW")
    entrants.classified("later", "ladder_amsterdam_2006", "3", "01-06-2005")
    assert entrants.remarks("clients_per_rung", "rung", as_of="2000-01-01") == (
        (
            "The population is empty: none of the 1 rows of the table classifications counts with "
            "as_of 2000-01-01."
        ),
    )


def test_nobody_in_the_denominator_is_said(entrants: SmallDossier) -> None:
    assert entrants.remarks("medical_exemption_without_examination") == (
        "Of the 3 in the population none is in the denominator.",
    )


def test_a_distribution_that_is_not_grouped_says_by_what_to_group(entrants: SmallDossier) -> None:
    assert entrants.remarks("exits_by_reason") == (
        "This measure is a distribution; group it with --by exit_reason.",
    )
    assert entrants.remarks("exits_by_reason", "exit_reason") == ()


@pytest.mark.trap(10)
def test_who_was_observed_for_less_than_the_term_is_counted_in_a_note(
    entrants: SmallDossier,
) -> None:
    assert entrants.ask("closed_rate", as_of="2004-12-31") == {None: (2, 3)}
    assert entrants.remarks("closed_rate", as_of="2004-12-31") == (
        (
            "Not yet assessable: 3 of 3 in the population were observed for less than the whole "
            "term (until 2004-12-31). Of these 2 count in the numerator, 1 in the denominator "
            "only, and 0 in neither."
        ),
    )
    assert entrants.remarks("closed_rate", as_of="2005-02-01") == ()


@pytest.mark.trap(10)
def test_who_is_left_out_because_not_observed_long_enough_is_counted_too(
    entrants: SmallDossier,
) -> None:
    (remark, nobody) = reversed(entrants.remarks("closed_rate_fully_observed", as_of="2004-12-31"))
    assert "0 count in the numerator, 0 in the denominator only, and 3 in neither" in remark
    assert nobody == "Of the 3 in the population none is in the denominator."


@pytest.mark.trap(10)
def test_a_time_after_exit_may_not_be_over_either(entrants: SmallDossier) -> None:
    (remark,) = entrants.remarks("exits_by_durability", "durability", as_of="2004-06-30")
    assert remark.startswith("Not yet assessable: 1 of 1 in the population")
    assert entrants.remarks("exits_by_durability", "durability", as_of="2004-10-01") == ()


def test_a_source_is_known_by_whatever_table_it_is_in(entrants: SmallDossier) -> None:
    entrants.with_trajectory("stays", "01-06-2004", source="mosa")
    (remark,) = entrants.remarks("closed_rate", sources="mosa")
    assert "none of the 3 rows of the table benefit_spells counts with sources mosa" in remark


@pytest.mark.trap(10)
def test_every_measure_that_looks_at_a_term_says_who_was_observed_for_it() -> None:
    library = read_library()
    silent = {
        measure.name
        for measure in library.measures.values()
        if measure.observed is None
        and columns_named(measure) & WITHIN_A_TERM & library.rules[measure.rows].columns.keys()
    }
    assert silent == {"half_year_observed"}, "say with `observed` who was observed for the term"


def columns_named(measure: Measure) -> set[str]:
    """Return the columns of its rule that a measure names; of its place in the analysis, none."""
    texts = [*measure.conditions.values(), measure.spread or "", measure.numerator_sum or ""]
    named = set(re.findall(r"\w+", " ".join(texts)))
    return named - {"position"} if measure.rows == "client_outcome" else named


def test_what_is_published_gets_no_numbers_of_those_not_yet_assessable(
    entrants: SmallDossier,
) -> None:
    (remark,) = entrants.remarks("closed_rate", as_of="2004-12-31", published=True)
    assert re.findall(r"\d+", remark) == ["2004", "12", "31"]


def test_what_is_read_as_it_stands_now_is_named_when_an_earlier_moment_is_asked_for(
    entrants: SmallDossier,
) -> None:
    entrants.classified("stays", "phase", "3", START, registered="01-01-2006")
    entrants.with_full_exemption("stays", START, "01-03-2004", registered="01-06-2004")
    remarks = entrants.remarks("long_term_ratio", known_at="2005-06-01")
    assert "Not as known at 2005-06-01 but as it stands now: phase." in remarks
    assert entrants.remarks("long_term_ratio") == ()


def test_facts_of_which_the_source_does_not_say_when_recorded_are_named(
    entrants: SmallDossier,
) -> None:
    remarks = entrants.remarks("long_term_ratio", known_at="2005-06-01")
    assert remarks[-1] == (
        "The dossier does not say when these facts were recorded, so they count as known since "
        "always: benefit_spells, trajectories."
    )


def test_as_known_at_a_moment_nobody_was_observed_for_longer(dossier: SmallDossier) -> None:
    dossier.client_on_benefit("left later", START, "01-12-2004", end_registered="05-12-2004")
    (remark, *_others) = dossier.remarks("long_term_ratio", known_at="2004-06-01")
    assert remark.startswith("Not yet assessable: 1 of 1")
    assert "(until 2004-06-01)" in remark


def test_remarks_are_in_the_language_in_use(entrants: SmallDossier) -> None:
    use_language("nl")
    (remark,) = entrants.remarks("closed_rate", inflow_from="2010-01-01")
    assert remark.startswith('De populatie is leeg: er zijn geen rijen van "instroomcohort" bij')
    with pytest.raises(UsageError, match="dat eindigt voordat het begint"):
        entrants.remarks("closed_rate", inflow_from="2010-01-01", inflow_to="2009-01-01")
