"""Amsterdam's five systems: codes in every spelling, as the codebook of the city has them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from tests.importers.city_extracts import ANNA, City, not_used, untidy
from trede.importers.profiles.amsterdam_2007.codebook import IncompleteCodebookError

Rows = Sequence[Mapping[str, str]]


def test_an_ended_benefit_without_a_cause_ended_for_an_unknown_reason(city: City) -> None:
    log = city.has(
        nus_uitkeringen=[
            {"datum_einde": "31-05-2005", "beeindigingsoorzaak": ""},
            {"datum_einde": "31-06-2005", "beeindigingsoorzaak": "?"},
            {"datum_einde": "31-08-2005", "beeindigingsoorzaak": " ?"},
            {"datum_einde": "31-10-2005", "beeindigingsoorzaak": "onb"},
            {"datum_einde": "", "beeindigingsoorzaak": ""},
        ]
    )
    file = "nus_uitkeringen.csv"
    assert untidy(log) == {
        (file, "ended_without_cause", "beeindigingsoorzaak"): 3,
        (file, "case_or_blanks", "beeindigingsoorzaak"): 2,
    }
    reasons = sorted(city.rows("benefit_spells", "ends_on", "exit_reason"), key=str)
    assert reasons == [
        (None, None),
        (date(2005, 11, 1), "unknown"),
        (date(2005, 6, 1), "unknown"),
        (date(2005, 9, 1), "unknown"),
    ]


def test_codes_are_read_regardless_of_blanks_and_case_and_counted(city: City) -> None:
    rows: Rows = [
        {"deelnamenr": "1"},
        {"deelnamenr": "2", "status": "afgerond ", "trede": " 3"},
        {"deelnamenr": "3", "contractnummer": "b00001", "bsn": f"{ANNA} "},
        {"deelnamenr": "3", "contractnummer": "b00001", "bsn": f"{ANNA} "},
        {"deelnamenr": "4", "gefiatteerd": "j", "datum_einde": "31-06-2005", "rib": ""},
    ]
    log = city.has(bvs_deelnames=rows)
    file = "bvs_deelnames.csv"
    assert untidy(log) == {
        (file, "case_or_blanks", "status"): 1,
        (file, "case_or_blanks", "trede"): 1,
        (file, "case_or_blanks", "contractnummer"): 1,
        (file, "case_or_blanks", "gefiatteerd"): 1,
        (file, "blanks_around", "bsn"): 1,
        (file, "no_provider", "rib"): 1,
    }
    found = city.rows("participations", "status", "rung", "contract_id")
    assert found[:3] == [("completed", "3", "B00001")] * 3


def test_another_city_has_other_codes_with_the_same_meanings(city: City) -> None:
    city.codebook = city.codebook.replace("ARB=work", "W1=work").replace("J=yes", "1=yes")
    yes = {"resultaat_voldoet_norm": "1", "gefiatteerd": "1"}
    log = city.has(
        bvs_deelnames=[yes],
        m2000_deelnames=[{**yes, "gefiatteerd": "N"}],
        contracten=[{"norm_behaald": "1", "betaald": "1"}],
        suwinet_controle=[{"geregistreerde_oorzaak": "w1"}],
    )
    assert untidy(log) == {
        ("m2000_deelnames.csv", "not_approved", "gefiatteerd"): 1,
        ("suwinet_controle.csv", "case_or_blanks", "geregistreerde_oorzaak"): 1,
    }
    assert city.rows("exit_verifications", "registered_reason") == [("work",)]
    assert city.rows("participations", "meets_norm", "approved") == [(True, True), (True, False)]


def test_a_codebook_without_a_list_is_told_and_leaves_nothing(city: City) -> None:
    lines = city.codebook.splitlines()
    city.codebook = "\n".join(line for line in lines if not line.startswith(("jn", "soort")))
    with pytest.raises(IncompleteCodebookError, match=r"codeboek\.csv: the codes of jn, soort"):
        city.has()
    assert not city.dossier.exists()


def test_a_row_that_repeats_another_in_another_spelling_counts_once(city: City) -> None:
    spelt = {"regeling": " wwb", "geslacht": "v ", "sofinummer": f"{ANNA} "}
    invoice = {"omschrijving": "INTAKE "}
    log = city.has(nus_uitkeringen=[{}, spelt], m2000_facturen=[{}, invoice])
    assert not_used(log) == [
        ("nus_uitkeringen.csv", 3, "excluded", "exact_duplicate", None),
        ("m2000_facturen.csv", 3, "excluded", "exact_duplicate", None),
    ]
    assert untidy(log) == Counter()
    assert len(city.rows("benefit_spells")) == 1


def test_of_a_code_that_stands_in_the_codebook_twice_the_first_counts(city: City) -> None:
    city.codebook += "beeindigingsoorzaak arb=death\n"
    ended = {"datum_einde": "31-12-2005", "beeindigingsoorzaak": "ARB"}
    log = city.has(nus_uitkeringen=[ended])
    assert [entry[2:] for entry in not_used(log)] == [("rejected", "number_used_twice", "code")]
    assert city.rows("benefit_spells", "exit_reason") == [("work",)]
