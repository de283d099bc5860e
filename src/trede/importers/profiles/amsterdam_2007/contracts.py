"""The register of contracts and providers."""

from trede.importers.profiles.amsterdam_2007 import files
from trede.importers.profiles.amsterdam_2007.delivery import Delivery

SOURCE = "contract register"


def read_contracts(delivery: Delivery) -> None:
    """Read the contracts; a number that occurs again is rejected."""
    seen: set[str] = set()
    for row in delivery.rows(files.contracts(delivery.codes)):
        number = str(row.values["contractnummer"])
        if number in seen:
            delivery.reject(row, "number_used_twice", "contractnummer")
            continue
        seen.add(number)
        provider_id = delivery.provider(row.text("rib"), row.text("bedrijvengroep"), SOURCE)
        delivery.add(
            "contracts",
            SOURCE,
            {
                "contract_id": number,
                "name": row.text("contractnaam"),
                "provider_id": provider_id,
                "signed_by": row.text("opdrachtgever"),
                "registered_in": row.text("systeem"),
                "category": row.text("categorie"),
                "rung": row.text("trede"),
                "signed_on": row.day("datum_ondertekening"),
                "inflow": row.text("instroom"),
                "inflow_closed_on": row.day("datum_instroom_gesloten"),
                "norm_met": row.flag("norm_behaald"),
                "paid": row.flag("betaald"),
                "includes_employment": row.flag("arbeidsovereenkomst_als_onderdeel"),
            },
        )
        delivery.use(row)
