"""Amsterdam's five systems: what becomes of faultless rows, and of rows that cannot be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from tests.importers.city_extracts import BEN, City, not_used, untidy
from trede.importers.extracts import UnreadableFileError

Rows = Sequence[Mapping[str, str]]


def test_faultless_extracts_are_used_to_the_last_row(city: City) -> None:
    log = city.has()
    assert not_used(log) == []
    assert untidy(log) == Counter()
    assert set(log.read) == {
        "codeboek.csv",
        "nus_uitkeringen.csv",
        "nus_ontheffingen.csv",
        "contracten.csv",
        "bvs_deelnames.csv",
        "m2000_deelnames.csv",
        "m2000_facturen.csv",
        "pion_detacheringen.csv",
        "inleenvergoedingen.csv",
        "loonkostensubsidies.xlsx",
        "treden.csv",
        "suwinet_controle.csv",
    }
    assert log.read == log.used


def test_each_system_becomes_facts_of_its_own(city: City) -> None:
    city.has()
    assert city.rows(
        "benefit_spells", "scheme", "starts_on", "ends_on", "monthly_amount_cents"
    ) == [("WWB", date(2005, 1, 1), None, 84_203)]
    assert city.rows("exemptions", "reason", "extent", "starts_on", "ends_on") == [
        ("medical", "full", date(2005, 3, 1), date(2005, 6, 1))
    ]
    assert city.rows("participations", "participation_id", "rung", "kind", "ends_on") == [
        ("BVS/1", "3", None, date(2005, 5, 1)),
        ("M2000/1", None, "training", date(2005, 10, 1)),
    ]
    assert sorted(city.rows("costs", "source", "kind", "amount_cents", "booked_on")) == [
        ("BVS", "participation", 123_450, date(2005, 4, 30)),
        ("M2000", "participation", 20_000, date(2005, 10, 1)),
        ("PION", "posting_pay", 110_050, date(2005, 11, 1)),
        ("hiring fees", "hiring_revenue", -30_000, date(2005, 11, 1)),
        ("wage subsidies", "wage_subsidy", 100_050, date(2005, 5, 3)),
    ]
    assert city.rows("attendances", "kind", "month_on") == [("posting", date(2005, 11, 1))]
    assert city.rows("classifications", "scale", "value", "starts_on", "ends_on") == [
        ("ladder_amsterdam_2006", "3", date(2006, 1, 1), date(2006, 7, 1))
    ]
    assert city.rows("exit_verifications", "registered_reason", "verified_status") == [
        ("work", "work")
    ]
    assert city.rows("contracts", "contract_id", "provider_id", "signed_by", "norm_met") == [
        ("B00001", "De Schakel", "social_service", True)
    ]
    assert city.rows("providers", "name", "company_group") == [("De Schakel", "Schakelgroep")]
    assert city.rows("persons", "sex", "birth_on", "identity_doubt") == [
        ("female", date(1964, 2, 29), None)
    ]


@pytest.mark.parametrize(
    ("file", "rows", "found"),
    [
        ("nus_uitkeringen", [{}, {}], ("excluded", "exact_duplicate", None)),
        ("treden", [{}, {}], ("excluded", "exact_duplicate", None)),
        (
            "nus_uitkeringen",
            [{}, {"datum_ingang": "31-06-2005"}],
            ("rejected", "impossible_date", "datum_ingang"),
        ),
        (
            "nus_uitkeringen",
            [{}, {"datum_einde": "00-00-0000"}],
            ("rejected", "impossible_date", "datum_einde"),
        ),
        (
            "nus_uitkeringen",
            [{}, {"datum_einde": "31-12-2004"}],
            ("rejected", "ends_before_it_starts", "datum_einde"),
        ),
        (
            "nus_uitkeringen",
            [{}, {"datum_ingang": ""}],
            ("rejected", "value_missing", "datum_ingang"),
        ),
        (
            "nus_uitkeringen",
            [{}, {"regeling": "XYZ"}],
            ("rejected", "unknown_code", "regeling"),
        ),
        (
            "nus_ontheffingen",
            [{}, {"datum_tot": "29-02-2005", "ontheffingsnummer": "2"}],
            ("rejected", "impossible_date", "datum_tot"),
        ),
        (
            "bvs_deelnames",
            [{}, {"deelnamenr": "2", "datum_einde": "30-02-2006"}],
            ("rejected", "impossible_date", "datum_einde"),
        ),
        (
            "bvs_deelnames",
            [{}, {"rib": "Vakwerf"}],
            ("rejected", "number_used_twice", "deelnamenr"),
        ),
        (
            "m2000_deelnames",
            [{}, {"deelnamenummer": "2", "sofinummer": "900000108"}],
            ("rejected", "citizen_number_fails_eleven_proof", "sofinummer"),
        ),
        (
            "m2000_deelnames",
            [{}, {"deelnamenummer": "2", "sofinummer": BEN}],
            ("rejected", "citizen_number_conflicts", "sofinummer"),
        ),
        (
            "m2000_facturen",
            [{}, {"factuurnummer": "F2", "deelnamenummer": "99"}],
            ("rejected", "unknown_participation", "deelnamenummer"),
        ),
        (
            "pion_detacheringen",
            [{}, {"maand": "13"}],
            ("rejected", "impossible_date", "maand"),
        ),
        (
            "contracten",
            [{}, {"contractnummer": "b00001 ", "rib": "Vakwerf"}],
            ("rejected", "number_used_twice", "contractnummer"),
        ),
    ],
)
def test_a_row_that_cannot_be_is_left_out_with_its_reason(
    city: City, file: str, rows: Rows, found: tuple[str, str, str | None]
) -> None:
    log = city.has(**{file: rows})
    assert not_used(log) == [(f"{file}.csv", 3, *found)]
    assert log.counts(f"{file}.csv")[:2] == (2, 1)


def test_an_impossible_day_of_application_does_not_spoil_the_row(city: City) -> None:
    log = city.has(nus_uitkeringen=[{"datum_aanvraag": "31-06-2005"}])
    assert untidy(log) == {("nus_uitkeringen.csv", "impossible_date", "datum_aanvraag"): 1}
    assert city.rows("benefit_spells", "applied_on") == [(None,)]


def test_a_missing_file_is_told_and_leaves_nothing(city: City) -> None:
    city.has()
    (city.folder / "treden.csv").unlink()
    city.dossier.rename(city.dossier.with_name("former"))
    with pytest.raises(UnreadableFileError, match=r"treden\.csv: the file is missing"):
        city.imported()
    assert not city.dossier.exists()


def test_a_household_lasts_from_the_first_benefit_to_the_last(city: City) -> None:
    city.has(
        nus_uitkeringen=[
            {"datum_ingang": "01-01-2005", "datum_einde": "31-12-2005"},
            {"datum_ingang": "01-01-2003", "datum_einde": "31-12-2003"},
            {"sofinummer": BEN, "administratienummer": "2", "partij": "P"},
        ]
    )
    assert city.rows("households", "household_id") == [("1",)]
    members = city.rows("household_members", "party", "starts_on", "ends_on")
    assert sorted(members, key=str) == [
        ("active", date(2003, 1, 1), date(2006, 1, 1)),
        ("passive", date(2005, 1, 1), None),
    ]


def test_the_same_extracts_give_the_same_dossier(city: City) -> None:
    def stored() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(city.dossier.glob("*"))}

    city.has()
    first = stored()
    city.imported()
    assert stored() == first
