"""Providers, catalogue, tenders and contracts: axe finds nothing, and they fit on a phone."""

from datetime import date

import pytest

from tests.register.browser.conftest import PASSWORD
from tests.register.browser.test_pages_for_everyone import Enter, faults
from tests.register.buying import put
from tests.register.contracts.test_terms import FIRST, SECOND
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client

pytestmark = pytest.mark.xdist_group("browser")
SINCE, OPENED = date(2026, 1, 5), date(2026, 3, 2)
OF_A_PURCHASER = [
    "/aanbieders/",
    "/aanbieders/R1",
    "/aanbieders/nieuw",
    "/aanbieders/R1/taak/provider-end",
    "/aanbod/",
    "/aanbestedingen/",
    "/aanbestedingen/T1",
    "/aanbestedingen/T2",
    "/aanbestedingen/T2/taak/procedure",
    "/aanbestedingen/T1/taak/criterion-add",
    "/aanbestedingen/T1/taak/select/F2",
    "/contracten/",
    "/contracten/K1",
    "/contracten/K2",
    "/contracten/K2/taak/clauses",
    "/contracten/K2/taak/sign",
    "/contracten/K1/taak/inflow",
    "/contracten/K1/voorwaarden",
    "/contracten/K1/voorwaarden/2",
    "/contracten/K1/taak/terms",
    "/contracten/K1/taak/advice",
    "/contracten/K1/taak/advice-answer/A1",
    "/contracten/K1/opbrengst",
    "/contracten/K1/opbrengst/mensen",
    "/contracten/opbrengst",
    "/contracten/K1/lijsten",
    "/contracten/K1/lijsten/nieuw",
    "/contracten/K1/lijsten/V1",
    "/contracten/K1/lijsten/V1/W1",
    "/overzicht/",
    "/overzicht/contracten",
    "/overzicht/contracten/K1",
    "/overzicht/geldketen?number=0041",
]


@pytest.fixture
def bought(file: Client) -> Client:
    """A provider that was taken over, a tender with opened offers, a contract and a draft."""
    User.objects.create_user("kramer", "Ilse Kramer", PASSWORD, roles=(Role.PURCHASER,))
    put("providers", provider_id="R2", name="Baken", affiliation="affiliated")
    put("providers", provider_id="R1", name="Atlas", ended_on=SINCE, ended_by="merger",
        successor_id="R2")  # fmt: skip
    put("provider_contacts", provider_contact_id="A1", provider_id="R1", name="A. Visser",
        email="visser@atlas.example", starts_on=SINCE)  # fmt: skip
    put("products", product_id="D1", provider_id="R1", name="Taal en werk", starts_on=SINCE)
    put("product_prices", product_id="D1", starts_on=SINCE, amount_cents=1, vat_cents=0)
    for key, opened in (("T1", {"opened_on": OPENED}), ("T2", {})):
        put("tenders", tender_id=key, name=f"Opdracht {key}", category="werk", prepared_on=SINCE,
            procedure="private", award_basis="best_offer", **opened)  # fmt: skip
        put("tender_lots", lot_id=f"L{key}", tender_id=key, name="noord",
            estimated_value_cents=40_000_000, form="framework")  # fmt: skip
    put(
        "tender_criteria", criterion_id="C1", tender_id="T1", name="Prijs", kind="price", weight=100
    )
    for key, provider, exclusion in (("F1", "R2", None), ("F2", "R1", "late")):
        put("tender_offers", offer_id=key, lot_id="LT1", provider_id=provider, price_cents=1,
            received_on=SINCE, selected_on=OPENED, exclusion=exclusion)  # fmt: skip
    put("contracts", contract_id="K1", name="Lopend", provider_id="R1", signed_on=SINCE,
        starts_on=SINCE, ends_on=date(2026, 6, 1), inflow="open")  # fmt: skip
    put("contracts", contract_id="K2", name="Concept", provider_id="R2")
    put("contract_evaluations", evaluation_id="E1", contract_id="K1", due_on=SINCE)
    for number, text in ((1, FIRST), (2, SECOND)):
        put("contract_versions", contract_id="K1", version=number, terms=text,
            starts_on=SINCE if number == 1 else date(2026, 7, 1),
            ends_on=date(2026, 7, 1) if number == 1 else None)  # fmt: skip
    put("extension_advices", advice_id="A1", contract_id="K1", given_on=OPENED,
        advice="extend", grounds="Reports in time: 8 of 10 (80%).")  # fmt: skip
    put("reconciliations", reconciliation_id="V1", contract_id="K1", made_on=OPENED,
        made_by="kramer", list_on=OPENED, rows=1, own=0, agreeing=0)  # fmt: skip
    put("reconciliation_differences", difference_id="W1", reconciliation_id="V1", client="0009",
        kind="not_in_register", theirs="2026-01-05 –", found_on=OPENED)  # fmt: skip
    return file


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_on_the_pages_of_a_purchaser(
    sign_in: Enter, bought: Client, width: int
) -> None:
    page = sign_in("kramer", width)
    origin = "/".join(page.url.split("/")[:3])
    found = []
    for path in OF_A_PURCHASER:
        page.goto(origin + path)
        assert path in page.url
        found += faults(page)
    assert found == []
