"""BVS and M2000: participations of the former social service and the former work company."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from trede.dossier.pseudonyms import passes_eleven_proof
from trede.importers.extracts import Row
from trede.importers.profiles.amsterdam_2007 import files
from trede.importers.profiles.amsterdam_2007.delivery import Delivery
from trede.importers.values import next_day

SOCIAL_SERVICE = "BVS"
WORK_COMPANY = "M2000"


@dataclass(frozen=True)
class Invoiced:
    """Whom and which contract the invoice lines of a participation are about."""

    person_id: str
    contract_id: str | None


def read_social_service(delivery: Delivery) -> None:
    """Read BVS: each participation with its amount, also the free trajectories."""
    numbers: set[str] = set()
    for row in delivery.rows(files.social_service_participations(delivery.codes)):
        person_id = delivery.person(row, "bsn")
        if person_id is None or not _is_new(delivery, row, "deelnamenr", numbers):
            continue
        numbers.add(str(row.row_id))
        _add_participation(delivery, SOCIAL_SERVICE, row, person_id)
        amount = row.number("bedrag")
        if amount is not None:
            _add_cost(delivery, SOCIAL_SERVICE, row, person_id, amount)
        delivery.use(row)


def read_work_company(delivery: Delivery) -> None:
    """Read M2000: participations, and the invoice lines that say what they cost.

    The invoices come first, to see which participations have none; they are booked afterwards.
    """
    invoices = list(delivery.rows(files.INVOICES))
    invoiced = {str(row.values["deelnamenummer"]) for row in invoices}
    file = files.work_company_participations(delivery.codes, invoiced)
    used: dict[str, Invoiced] = {}
    for row in delivery.rows(file):
        person_id = _certain_person(delivery, row)
        if person_id is not None and _is_new(delivery, row, "deelnamenummer", used):
            _add_participation(delivery, WORK_COMPANY, row, person_id)
            used[str(row.row_id)] = Invoiced(person_id, row.text("contractnummer"))
            delivery.use(row)
    log = delivery.imported.extracts.log
    not_used = {str(entry.row_id) for entry in log.not_used if entry.file == file.name}
    _read_invoices(delivery, invoices, used, not_used)


def _read_invoices(
    delivery: Delivery,
    invoices: Iterable[Row],
    used: Mapping[str, Invoiced],
    not_used: Container[str],
) -> None:
    """Book the invoice lines; those of participations that nobody knows are rejected."""
    for row in invoices:
        number = str(row.values["deelnamenummer"])
        if number in used or number in not_used:
            _add_invoice_line(delivery, row, used.get(number))
            delivery.use(row)
        else:
            delivery.reject(row, "unknown_participation", "deelnamenummer")


def _is_new(delivery: Delivery, row: Row, column: str, numbers: Container[str]) -> bool:
    """Tell whether the number of a participation was not used before; reject the row if it was."""
    if row.row_id in numbers:
        delivery.reject(row, "number_used_twice", column)
        return False
    return True


def _certain_person(delivery: Delivery, row: Row) -> str | None:
    """Return whom a row is about, or reject it: numbers in M2000 were typed by hand."""
    column = "sofinummer"
    number = row.text(column)
    if number is not None and not passes_eleven_proof(number):
        delivery.reject(row, "citizen_number_fails_eleven_proof", column)
        return None
    if number is not None and delivery.people.conflicts(row.text("administratienummer"), number):
        delivery.reject(row, "citizen_number_conflicts", column)
        return None
    return delivery.person(row, column)


def _add_participation(delivery: Delivery, source: str, row: Row, person_id: str) -> None:
    own = row.values.get
    contract_id = row.text("contractnummer")
    provider = own("rib")
    free = delivery.codes.codes_for("contractnummer", "free_trajectory")
    delivery.add(
        "participations",
        source,
        {
            "participation_id": f"{source}/{row.row_id}",
            "person_id": person_id,
            "contract_id": contract_id,
            "provider_id": delivery.provider(str(provider), None, source) if provider else None,
            "name": own("trajectnaam"),
            "kind": own("soort"),
            "rung": _rung(row),
            "starts_on": row.day("datum_start"),
            "ends_on": next_day(row.day("datum_einde")),
            "status": row.text("status"),
            "meets_norm": row.flag("resultaat_voldoet_norm"),
            "approved": row.flag("gefiatteerd"),
            "free_of_charge": contract_id in {code.upper() for code in free},
        },
    )


def _rung(row: Row) -> str | None:
    """Return the rung of a participation; a system that has the column but no rung says unknown.

    Only a system without rungs leaves them to the contract.
    """
    return row.text("trede") or "unknown" if "trede" in row.values else None


def _add_cost(delivery: Delivery, source: str, row: Row, person_id: str, amount: int) -> None:
    """Book the amount of a participation on its last day, or its first while it runs."""
    delivery.add(
        "costs",
        source,
        {
            "cost_id": f"{source}/{row.row_id}",
            "booked_on": row.day("datum_einde") or row.day("datum_start"),
            "amount_cents": amount,
            "kind": "participation",
            "person_id": person_id,
            "participation_id": f"{source}/{row.row_id}",
            "contract_id": row.text("contractnummer"),
        },
    )


def _add_invoice_line(delivery: Delivery, row: Row, invoiced: Invoiced | None) -> None:
    """Book an invoice line; of a participation that was not used it is not known for whom."""
    delivery.add(
        "costs",
        WORK_COMPANY,
        {
            "cost_id": f"{WORK_COMPANY}/{row.row_id}/{row.text('regelnummer') or row.line}",
            "booked_on": row.day("datum"),
            "amount_cents": row.number("bedrag"),
            "kind": "participation",
            "person_id": invoiced.person_id if invoiced else None,
            "participation_id": f"{WORK_COMPANY}/{row.values['deelnamenummer']}",
            "contract_id": invoiced.contract_id if invoiced else None,
            "description": row.text("omschrijving"),
        },
    )
