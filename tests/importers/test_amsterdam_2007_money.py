"""Amsterdam's five systems: invoices, payroll, subsidies and revenue."""

from datetime import date

from tests.importers.city_extracts import CARLA, PAYMENT, City, not_used, untidy


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


def test_totals_are_found_wherever_they_stand_and_employers_are_not_taken_for_one(
    city: City,
) -> None:
    number, _employer, citizen, name, year, amount, paid = PAYMENT
    city.payments = [
        (None, "Sub-totaal januari", None, None, None, 1000.5, None),
        ("Eindtotaal", None, None, None, None, 1000.5, None),
        (number, "Totaalbouw", citizen, name, year, amount, paid),
        (None, "Totaalbouw", citizen, name, year, amount, paid),
    ]
    log = city.has()
    file = "loonkostensubsidies.xlsx"
    assert not_used(log) == [
        (file, 6, "excluded", "subtotal_row", None),
        (file, 7, "excluded", "subtotal_row", None),
        (file, 9, "rejected", "value_missing", "Nr"),
    ]


def test_revenue_of_subsidised_jobs_is_counted_apart(city: City) -> None:
    log = city.has(inleenvergoedingen=[{}, {"dienstverband": "id"}, {"dienstverband": "BANENPOOL"}])
    assert untidy(log) == {
        ("inleenvergoedingen.csv", "subsidised_job", "dienstverband"): 2,
        ("inleenvergoedingen.csv", "case_or_blanks", "dienstverband"): 1,
    }


def test_participations_without_an_invoice_are_counted_used_or_not(city: City) -> None:
    """Postings and internships are paid through the payroll and have no invoice."""
    numbers: dict[str, dict[str, str]] = {
        "2": {},
        "3": {"sofinummer": "0"},
        "4": {"datum_start": "31-06-2005"},
        "5": {"soort": " det"},
        "6": {"soort": "STG"},
        "7": {"administratienummer": ""},
    }
    rows = [{"deelnamenummer": number, **row} for number, row in numbers.items()]
    invoices = [{}, {"factuurnummer": "F7", "deelnamenummer": " 7"}]
    log = city.has(m2000_deelnames=[{}, *rows, rows[0]], m2000_facturen=invoices)
    assert log.untidy["m2000_deelnames.csv", "not_invoiced", "deelnamenummer"] == 3
