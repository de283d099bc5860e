"""PION, the hirers' payments and the wage-cost subsidies: work that the city pays for."""

from datetime import date

from trede.importers.extracts import Row
from trede.importers.profiles.amsterdam_2007 import files
from trede.importers.profiles.amsterdam_2007.delivery import Delivery

PAYROLL = "PION"
HIRERS = "hiring fees"
SUBSIDIES = "wage subsidies"
TOTAL = "totaal"


def read_postings(delivery: Delivery) -> None:
    """Read the payroll: a month of work and what it cost, without the employer's charges."""
    for row in delivery.rows(files.postings(delivery.codes)):
        month_on = _month(delivery, row)
        person_id = None if month_on is None else delivery.person(row, "sofinummer")
        if person_id is None:
            continue
        number = delivery.numbered(PAYROLL, row)
        delivery.add(
            "attendances",
            PAYROLL,
            {
                "attendance_id": number,
                "person_id": person_id,
                "employment_number": row.row_id,
                "kind": row.text("dienstverband"),
                "month_on": month_on,
            },
        )
        delivery.add(
            "costs",
            PAYROLL,
            {
                "cost_id": number,
                "booked_on": month_on,
                "amount_cents": sum(row.number(part) or 0 for part in files.PAY_COMPONENTS),
                "kind": "posting_pay",
                "person_id": person_id,
                "description": row.text("dienstverband"),
            },
        )
        delivery.use(row)


def read_hiring_fees(delivery: Delivery) -> None:
    """Read what hirers paid, as negative cost; the system does not say for which client."""
    for row in delivery.rows(files.hiring_fees(delivery.codes)):
        month_on = _month(delivery, row)
        if month_on is None:
            continue
        delivery.add(
            "costs",
            HIRERS,
            {
                "cost_id": delivery.numbered(HIRERS, row),
                "booked_on": month_on,
                "amount_cents": -(row.number("bedrag") or 0),
                "kind": "hiring_revenue",
                "description": row.text("dienstverband"),
            },
        )
        delivery.use(row)


def _month(delivery: Delivery, row: Row) -> date | None:
    """Return the first day of the month of a row; reject the row if there is no such month."""
    try:
        return date(row.number("jaar") or 0, row.number("maand") or 0, 1)
    except (ValueError, OverflowError):
        delivery.reject(row, "impossible_date", "maand")
        return None


def read_subsidies(delivery: Delivery) -> None:
    """Read the workbook of wage-cost subsidies, kept by hand, with totals between its rows."""
    for row in delivery.rows(files.SUBSIDIES):
        if _is_total(row):
            delivery.imported.extracts.exclude(row, "subtotal_row")
            continue
        missing = [name for name in ("Nr", "Datum betaald", "Bedrag") if row.values[name] is None]
        if missing:
            delivery.reject(row, "value_missing", ", ".join(missing))
            continue
        person_id = delivery.person(row, "Sofinr")
        if person_id is None:
            continue
        delivery.add(
            "costs",
            SUBSIDIES,
            {
                "cost_id": delivery.numbered(SUBSIDIES, row),
                "booked_on": row.day("Datum betaald"),
                "amount_cents": row.number("Bedrag"),
                "kind": "wage_subsidy",
                "person_id": person_id,
                "description": row.text("Naam werkgever"),
            },
        )
        delivery.use(row)


def _is_total(row: Row) -> bool:
    """Tell whether a row adds up others: it says so in place of a number or an employer.

    An employer may be called so too; its payments have a number and are for someone.
    """
    said = row.text("Nr") or row.text("Naam werkgever") or ""
    return TOTAL in said.casefold() and row.text("Sofinr") is None
