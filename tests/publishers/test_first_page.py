"""The first page says whose report it is, which days it is about, and when it was made."""

from dataclasses import replace
from datetime import date

import pytest

from tests.publishers.sample import sample_document
from trede.language import use_language
from trede.publishers.cells import count, things
from trede.publishers.documents import Column, Row, Section, Table
from trede.publishers.reports.about import (
    About,
    Municipalities,
    Span,
    facts_of,
    not_for_publication,
)


def told(about: About, *given, **named) -> list[tuple[str, str]]:
    return [(fact.label, fact.text) for fact in facts_of(about, *given, **named)]


def test_name_inflow_day_of_the_figures_and_day_of_making_are_told():
    assert told(
        About("Voorbeeldstad", date(2006, 11, 22)),
        Municipalities(("0363",)),
        inflow=Span("2005-01-01", "2005-03-31"),
        as_of="2006-03-01",
    ) == [
        ("Gemeente", "Voorbeeldstad"),
        ("Instroom", "1 januari 2005 t/m 31 maart 2005"),
        ("Stand op", "1 maart 2006"),
        ("Gemaakt op", "22 november 2006"),
    ]


def test_days_that_are_not_known_are_left_out():
    assert told(About(), Municipalities(("Voorbeeldstad",)), inflow=Span()) == [
        ("Gemeente", "Voorbeeldstad")
    ]


@pytest.mark.parametrize(
    ("municipalities", "label", "text"),
    [
        (Municipalities(), "Gemeente", "niet vermeld in de bestanden"),
        (Municipalities(("Noord", "Zuid")), "Gemeenten", "Noord, Zuid"),
        (Municipalities(("a", "b", "c", "d")), "Gemeenten", "4"),
        (Municipalities(number=53), "Gemeenten", "53"),
    ],
)
def test_without_a_name_the_files_say_whose_they_are(municipalities, label, text):
    assert told(About(), municipalities) == [(label, text)]


@pytest.mark.parametrize(
    ("span", "in_dutch", "in_english"),
    [
        (Span("2006-01-01", "2006-12-31"), "2006", "2006"),
        (Span("2004-01-01", "2007-12-31"), "2004 – 2007", "2004 – 2007"),
        (Span("2004-01-01", "2006-06-30"), "1 januari 2004 t/m 30 juni 2006",
         "1 January 2004 to 30 June 2006"),
        (Span("2004-02-01"), "vanaf 1 februari 2004", "from 1 February 2004"),
        (Span("", "2004-02-01"), "t/m 1 februari 2004", "up to and including 1 February 2004"),
        (Span(), "", ""),
    ],
)  # fmt: skip
def test_whole_years_are_told_as_years_and_other_days_as_days(span, in_dutch, in_english):
    assert span.text == in_dutch
    use_language("en")
    assert span.text == in_english


def with_number(cell) -> list[str]:
    table = Table("t", "Table", (Column("Closed"),), (Row((cell,)),))
    document = replace(sample_document(), sections=(Section("s", "Section", (table,)),))
    return list(not_for_publication(document))


def test_a_report_with_a_small_number_of_people_is_not_for_publication():
    (warning,) = with_number(count(9))
    assert warning.startswith("Niet voor publicatie: dit rapport bevat kleine aantallen")
    assert with_number(count(10)) == with_number(count(0)) == []


def test_a_small_number_of_contracts_is_no_reason_to_withhold_a_report():
    assert with_number(things(1)) == []
