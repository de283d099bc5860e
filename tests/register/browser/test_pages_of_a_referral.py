"""Referral, its volumes and own purchase: axe finds nothing, and they fit on a phone."""

from datetime import date

import pytest

from tests.register.browser.conftest import NUMBER, PASSWORD
from tests.register.browser.test_pages_for_everyone import Enter, faults
from tests.register.buying import put
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client

pytestmark = pytest.mark.xdist_group("browser")
SINCE = date(2026, 1, 5)
STEP = f"/clienten/{NUMBER}/stap"
OF_A_CASE_MANAGER = [
    f"/clienten/{NUMBER}",
    f"{STEP}/referral",
    f"{STEP}/referral?place=K1~D1",
    f"{STEP}/referral?place=K2",
    f"{STEP}/referral-recall",
    f"{STEP}/participation-end",
    f"{STEP}/own-purchase",
]
OF_A_PURCHASER = [
    "/inkoop/aantallen",
    "/inkoop/eigen-inkoop",
    "/inkoop/eigen-inkoop/A1",
    "/inkoop/eigen-inkoop/A1/besluit",
    "/inkoop/eigen-inkoop/A2",
    "/contracten/K1",
]


@pytest.fixture
def referred(file: Client) -> Client:
    """Two contracts, two trajectories of which one was referred, a participation, two purchases."""
    User.objects.create_user("kramer", "Ilse Kramer", PASSWORD, roles=(Role.PURCHASER,))
    put("providers", provider_id="R1", name="Atlas")
    agreed = {"data_agreement_on": SINCE, "personal_data": "naam, telefoon", "inflow": "open"}
    for key, known in (("K1", agreed), ("K2", {"inflow": "stopped"})):
        put("contracts", contract_id=key, name=f"Contract {key}", provider_id="R1", form="volume",
            signed_on=SINCE, starts_on=SINCE, ends_on=date(2026, 6, 1), **known)  # fmt: skip
    put("contract_terms", contract_id="K1", term="minimum_clients", number=20, starts_on=SINCE)
    put("products", product_id="D1", provider_id="R1", contract_id="K1", name="Taal en werk",
        capacity=1, starts_on=SINCE)  # fmt: skip
    person = {"person_id": file.person_id}
    for key in ("T1", "T2"):
        put("trajectories", trajectory_id=key, type="mediation", offered_on=SINCE,
            decided_on=SINCE, decision="positive", contract_id="K1", **person)  # fmt: skip
    put("referrals", referral_id="V1", contract_id="K1", provider_id="R1", trajectory_id="T1",
        referred_on=SINCE, referred_by="bakker", question="Werk.", **person)  # fmt: skip
    put("referrals", referral_id="V0", contract_id="K1", provider_id="R1", trajectory_id="T2",
        referred_on=SINCE, referred_by="bakker", question="Werk.", answered_on=SINCE,
        answer="returned", reason="full", explanation="Vol.", **person)  # fmt: skip
    put("participations", participation_id="M1", contract_id="K1", provider_id="R1", name="Taal",
        starts_on=SINCE, status="running", **person)  # fmt: skip
    put("budgets", budget_id="B1", kind="work", amount_cents=100_000, starts_on=SINCE)
    decided = {"decided_on": SINCE, "decided_by": "kramer", "decision": "negative"}
    for key, said in (("A1", {}), ("A2", decided)):
        put("own_purchases", purchase_id=key, name="Cursus", kind="schooling", supplier="School",
            amount_cents=100, vat_cents=21, budget_id="B1", motive="Nodig.", asked_on=SINCE,
            asked_by="bakker", **person, **said)  # fmt: skip
    return file


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize(
    ("username", "paths"), [("bakker", OF_A_CASE_MANAGER), ("kramer", OF_A_PURCHASER)]
)
def test_axe_finds_nothing_on_the_pages_of_a_referral(
    sign_in: Enter, referred: Client, username: str, paths: list[str], width: int
) -> None:
    page = sign_in(username, width)
    origin = "/".join(page.url.split("/")[:3])
    found = []
    for path in paths:
        page.goto(origin + path)
        assert path in page.url
        found += faults(page)
    assert found == []
