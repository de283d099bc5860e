"""The service's rungs of the ladder, and what SUWInet showed of those whose benefit ended."""

from trede.importers.profiles.amsterdam_2007 import files
from trede.importers.profiles.amsterdam_2007.delivery import Delivery
from trede.importers.values import next_day

LADDER = "ladder_amsterdam_2006"
SERVICE = "service stock"
SUWINET = "SUWInet"


def read_rungs(delivery: Delivery) -> None:
    """Read the rungs; clients may be known by client number only."""
    for row in delivery.rows(files.rungs(delivery.codes)):
        rung = row.text("trede")
        if rung is None:
            delivery.reject(row, "value_missing", "trede")
            continue
        number = str(row.values["administratienummer"])
        delivery.add(
            "classifications",
            SERVICE,
            {
                "classification_id": delivery.numbered(SERVICE, row),
                "person_id": delivery.people.by_client_number(number),
                "scale": LADDER,
                "value": rung,
                "starts_on": row.day("datum_vanaf"),
                "ends_on": next_day(row.day("datum_tot")),
            },
        )
        delivery.use(row)


def read_verifications(delivery: Delivery) -> None:
    """Read the look-ups: registered cause beside verified status, each with its date."""
    for row in delivery.rows(files.verifications(delivery.codes)):
        status = row.text("gecontroleerde_status")
        if status is None:
            delivery.reject(row, "value_missing", "gecontroleerde_status")
            continue
        person_id = delivery.person(row, "sofinummer")
        if person_id is None:
            continue
        delivery.add(
            "exit_verifications",
            SUWINET,
            {
                "verification_id": delivery.numbered(SUWINET, row),
                "person_id": person_id,
                "benefit_ended_on": row.day("datum_einde_uitkering"),
                "registered_reason": row.text("geregistreerde_oorzaak") or "unknown",
                "verified_on": row.day("datum_controle"),
                "verified_status": status,
                "verified_with": row.text("bron"),
            },
        )
        delivery.use(row)
