"""Amsterdam's five systems: every defect as one small set of files, and what becomes of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.importers.city_extracts import ANNA, BEN, CARLA, PAYMENT, City
from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES
from trede.importers.accounting import ImportLog
from trede.importers.extracts import UnreadableFileError
from trede.importers.profiles.amsterdam_2007.codebook import IncompleteCodebookError

Rows = Sequence[Mapping[str, str]]


@pytest.fixture
def city(tmp_path: Path) -> City:
    """Return a city whose extracts are written and imported when it is told what it has."""
    return City(tmp_path / "extracts", tmp_path / "dossier")


def not_used(log: ImportLog) -> list[tuple[str, int, str, str, str | None]]:
    """Return the rows that were not used, and why."""
    return [
        (entry.file, entry.line, entry.verdict, entry.rule, entry.column) for entry in log.not_used
    ]


def untidy(log: ImportLog) -> Counter[tuple[str, str, str]]:
    """Return what was untidy, as far as there was any."""
    return +log.untidy


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


def test_all_systems_speak_of_the_same_person(city: City) -> None:
    city.has()
    ((person,),) = city.rows("persons", "person_id")
    for table in (
        "benefit_spells",
        "exemptions",
        "participations",
        "attendances",
        "classifications",
        "exit_verifications",
        "household_members",
    ):
        assert {owner for (owner,) in city.rows(table, "person_id")} == {person}
    assert {owner for (owner,) in city.rows("costs", "person_id")} == {person, None}


def test_numbers_and_names_of_citizens_stay_outside(city: City) -> None:
    log = city.has(m2000_deelnames=[{}, {"deelnamenummer": "2", "sofinummer": "98765"}])
    assert [entry.value for entry in log.not_used] == [None]
    dossier = Dossier(city.dossier)
    stored = "".join(str(dossier.read(table).to_pylist()) for table in TABLES)
    assert "00000001" in stored
    for private in (ANNA, "98765", "Bakker"):
        assert private not in stored


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


@pytest.mark.parametrize(
    ("file", "column", "number"),
    [
        ("nus_uitkeringen", "sofinummer", ""),
        ("nus_uitkeringen", "sofinummer", "0"),
        ("bvs_deelnames", "bsn", "000000000"),
        ("m2000_deelnames", "sofinummer", "999999999"),
        ("pion_detacheringen", "sofinummer", " 0 "),
        ("suwinet_controle", "sofinummer", "999999999"),
    ],
)
def test_without_a_citizen_number_a_row_cannot_be_used(
    city: City, file: str, column: str, number: str
) -> None:
    log = city.has(**{file: [{}, {column: number}]})
    rule = ("rejected", "citizen_number_missing", column)
    assert not_used(log) == [(f"{file}.csv", 3, *rule)]


def test_a_client_number_that_the_benefit_system_does_not_know_is_no_conflict(city: City) -> None:
    stranger = {"deelnamenummer": "2", "administratienummer": "77777777", "sofinummer": BEN}
    log = city.has(m2000_deelnames=[{}, stranger])
    assert not_used(log) == []
    assert len(city.rows("persons")) == 2


def test_a_wrong_number_is_told_before_a_conflict(city: City) -> None:
    both = {"deelnamenummer": "2", "sofinummer": "123456780"}
    log = city.has(m2000_deelnames=[{}, both])
    assert [entry.rule for entry in log.not_used] == ["citizen_number_fails_eleven_proof"]


def test_clients_known_by_client_number_only_are_kept_apart(city: City) -> None:
    stranger = {"administratienummer": "00000099"}
    log = city.has(
        treden=[{}, stranger], nus_ontheffingen=[{}, {**stranger, "ontheffingsnummer": "2"}]
    )
    assert not_used(log) == []
    assert sorted(city.rows("persons", "client_number", "identity_doubt")) == [
        ("00000001", None),
        ("00000099", "no_citizen_number"),
    ]
    owners = [owner for (owner,) in city.rows("classifications", "person_id")]
    assert len(set(owners)) == 2
    assert set(owners) == {owner for (owner,) in city.rows("exemptions", "person_id")}


def test_one_number_on_two_parties_is_doubted(city: City) -> None:
    city.has(
        nus_uitkeringen=[
            {"partij": "A"},
            {"partij": "p", "administratienummer": "00000002"},
            {"partij": "P", "administratienummer": "00000003", "sofinummer": BEN},
        ]
    )
    doubts = city.rows("persons", "client_number", "identity_doubt")
    assert sorted(doubts) == [("00000001", "number_on_two_parties"), ("00000003", None)]


def test_an_impossible_day_of_application_does_not_spoil_the_row(city: City) -> None:
    log = city.has(nus_uitkeringen=[{"datum_aanvraag": "31-06-2005"}])
    assert untidy(log) == {("nus_uitkeringen.csv", "impossible_date", "datum_aanvraag"): 1}
    assert city.rows("benefit_spells", "applied_on") == [(None,)]


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


def test_a_missing_file_is_told_and_leaves_nothing(city: City) -> None:
    city.has()
    (city.folder / "treden.csv").unlink()
    city.dossier.rename(city.dossier.with_name("former"))
    with pytest.raises(UnreadableFileError, match=r"treden\.csv: the file is missing"):
        city.imported()
    assert not city.dossier.exists()


def test_free_trajectories_are_known_by_their_contract_number(city: City) -> None:
    free = {"deelnamenr": "2", "contractnummer": " kosteloos", "rib": "", "bedrag": "0,00"}
    city.has(bvs_deelnames=[{}, free])
    found = city.rows("participations", "contract_id", "provider_id", "free_of_charge")
    assert found == [
        ("B00001", "De Schakel", False),
        ("KOSTELOOS", None, True),
        ("M00001", None, False),
    ]
    booked = city.rows("costs", "participation_id", "amount_cents")
    assert ("BVS/2", 0) in booked


def test_invoice_lines_keep_their_sign_and_those_of_unused_participations_nobody(
    city: City,
) -> None:
    log = city.has(
        m2000_deelnames=[{}, {"deelnamenummer": "2", "sofinummer": "0"}],
        m2000_facturen=[
            {},
            {"regelnummer": "2", "bedrag": "-50,00", "omschrijving": "creditnota "},
            {"factuurnummer": "F2", "deelnamenummer": "2", "omschrijving": "INTAKE"},
        ],
    )
    lines = city.rows("costs", "cost_id", "amount_cents", "person_id")
    ((anna,),) = city.rows("persons", "person_id")
    assert [line for line in lines if str(line[0]).startswith("M2000")] == [
        ("M2000/F1/1", 20_000, anna),
        ("M2000/F1/2", -5_000, anna),
        ("M2000/F2/1", 20_000, None),
    ]
    assert untidy(log) == {
        ("m2000_facturen.csv", "case_or_blanks", "omschrijving"): 2,
        ("m2000_facturen.csv", "credit_line", "bedrag"): 1,
    }


def test_the_workbook_is_read_between_its_titles_and_totals(city: City) -> None:
    _number, employer, citizen, name, year, amount, paid = PAYMENT
    city.payments = [
        PAYMENT,
        PAYMENT,
        (2, employer, citizen, name, year, "1.234,50", paid),
        (3, employer, citizen, name, year, amount, "3 mei 2005"),
        (4, employer, int(CARLA), name, year, amount, "03-06-2005"),
        (None, "Subtotaal 2005", None, None, None, 4235.5, None),
        (5, employer, None, name, 2006, amount, paid),
        (6, employer, citizen, name, 2006, amount, "31-06-2006"),
        (7, employer, citizen, name, 2006, amount, None),
        (None, "Totaal generaal", None, None, None, 9999, None),
    ]
    log = city.has()
    file = "loonkostensubsidies.xlsx"
    assert not_used(log) == [
        (file, 7, "excluded", "exact_duplicate", None),
        (file, 11, "excluded", "subtotal_row", None),
        (file, 12, "rejected", "citizen_number_missing", "Sofinr"),
        (file, 13, "rejected", "impossible_date", "Datum betaald"),
        (file, 14, "rejected", "value_missing", "Datum betaald"),
        (file, 15, "excluded", "subtotal_row", None),
    ]
    assert untidy(log) == {
        (file, "entered_as_text", "Bedrag"): 1,
        (file, "entered_as_text", "Datum betaald"): 2,
    }
    paid_out = city.rows("costs", "kind", "amount_cents", "booked_on")
    assert [row[1:] for row in paid_out if row[0] == "wage_subsidy"] == [
        (100_050, date(2005, 5, 3)),
        (123_450, date(2005, 5, 3)),
        (100_050, date(2005, 5, 3)),
        (100_050, date(2005, 6, 3)),
    ]


def test_revenue_of_subsidised_jobs_is_counted_apart(city: City) -> None:
    log = city.has(inleenvergoedingen=[{}, {"dienstverband": "id"}, {"dienstverband": "BANENPOOL"}])
    assert untidy(log) == {
        ("inleenvergoedingen.csv", "subsidised_job", "dienstverband"): 2,
        ("inleenvergoedingen.csv", "case_or_blanks", "dienstverband"): 1,
    }


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
