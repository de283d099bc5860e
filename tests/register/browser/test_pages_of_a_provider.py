"""The provider's own entrance: axe finds nothing, pages fit on a phone, no mouse is needed."""

from datetime import date

import pytest

from tests.register.browser.conftest import PASSWORD
from tests.register.browser.test_pages_for_everyone import Enter, faults
from tests.register.buying import put
from tests.register.provider_entrance.conftest import BEGAN, TODAY, put_contract
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed
from trede.register.provider_entrance.evidence import Proof, keep
from trede.register.provider_entrance.reminding import remind

pytestmark = pytest.mark.xdist_group("browser")
OF_A_PROVIDER = [
    "/aanbieder/vandaag",
    "/aanbieder/clienten",
    "/aanbieder/clienten?search=niemand",
    "/aanbieder/clienten/0041-7723",
    "/aanbieder/rapportages",
    "/aanbieder/presentie?contract=K1&month=2026-02",
    "/aanbieder/aanmelding/V1/referral-accept",
    "/aanbieder/aanmelding/V1/referral-return",
    "/aanbieder/deelname/D1/provider-report",
    "/aanbieder/deelname/D1/provider-report/R1",
    "/aanbieder/deelname/D1/provider-plan",
    "/aanbieder/deelname/D1/provider-absence",
    "/aanbieder/deelname/D1/provider-absence-end/A1",
    "/aanbieder/deelname/D1/provider-placement",
    "/aanbieder/deelname/D1/provider-proof/W1",
    "/aanbieder/deelname/D1/provider-signal",
]
OF_A_CASE_MANAGER = [
    "/clienten/0041-7723/stap/report-answer",
    "/clienten/0041-7723/stap/plan-answer",
    "/clienten/0041-7723/stap/three-way-talk",
    "/clienten/0041-7723/stap/three-way-talk-next",
    "/clienten/0041-7723/stap/late-report",
    "/aanbieder/bewijsstukken/0041-7723",
]


@pytest.fixture
def guided(file: Client) -> Client:
    """Pieter Jansen, guided by Atlas: something of everything is on file."""
    user = User.objects.create_user("anna", "Anna de Wit", PASSWORD, roles=(Role.PROVIDER,))
    user.provider_id = "R1"
    user.save()
    put("providers", provider_id="R1", name="Atlas", affiliation="private")
    put_contract("K1", "R1", "Atlas")
    of = {"person_id": file.person_id, "participation_id": "D1"}
    put("participations", **of, contract_id="K1", provider_id="R1", name="Naar werk",
        starts_on=BEGAN, status="running")  # fmt: skip
    put("referrals", referral_id="V1", person_id=file.person_id, contract_id="K1",
        provider_id="R1", referred_on=date(2026, 3, 20), referred_by="bakker",
        question="werk binnen een half jaar", desired_start_on=date(2026, 4, 7))  # fmt: skip
    put("progress_reports", report_id="R1", **of, name="intake", due_on=date(2026, 2, 12),
        received_on=date(2026, 2, 20), written_by="anna", progress="Intake gedaan",
        next_steps="Solliciteren", advice="go_on", answered_on=date(2026, 3, 1),
        answered_by="bakker", answer="asked_back", remark="Welke afspraken?")  # fmt: skip
    put("progress_reports", report_id="R2", **of, name="interim", received_on=TODAY,
        written_by="anna", progress="Twee sollicitaties", next_steps="Proefdag",
        advice="go_on")  # fmt: skip
    put("proposed_plans", proposal_id="P1", **of, proposed_on=TODAY, proposed_by="anna",
        goal="werk in een magazijn", steps="heftruckcursus\nsolliciteren", duration_weeks=26,
        weekly_hours=16, answered_on=TODAY, answered_by="bakker", answer="asked_back",
        remark="Ook taalles?")  # fmt: skip
    put("proposed_plans", proposal_id="P2", person_id=file.person_id, participation_id="D2",
        proposed_on=TODAY, proposed_by="anna", goal="werk", steps="stappen")  # fmt: skip
    put("absences", absence_id="A1", **of, kind="illness", starts_on=date(2026, 3, 25),
        reported_on=date(2026, 3, 25), reported_by="anna", with_notice=True)  # fmt: skip
    put("three_way_talks", talk_id="G1", **of, signalled_on=TODAY, signalled_by="anna",
        reason="absence", explanation="Drie dagen niet gekomen")  # fmt: skip
    put("attendance_signatures", signature_id="H1", **of, list_id="K1:2026-01",
        month_on=date(2026, 1, 1), signed_on=date(2026, 1, 31))  # fmt: skip
    with open_journal(author=user, step="provider-placement") as journal:
        journal.record(
            "placements",
            {"placement_id": "W1", "person_id": file.person_id, "employer": "Bakkerij Ronda",
             "function": "inpakker", "weekly_hours": 32, "financed_by": "employer",
             "starts_on": TODAY},
        )  # fmt: skip
    participation = believed("participations").get()
    keep(user, participation, Proof(b"%PDF-1", "contract.pdf", "application/pdf"),
         "employment_contract", "W1")  # fmt: skip
    put("participations", participation_id="D2", person_id=file.person_id, contract_id="K1",
        provider_id="R1", name="Naar werk, vervolg", starts_on=BEGAN)  # fmt: skip
    remind(TODAY)
    return file


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize(
    ("username", "paths"), [("anna", OF_A_PROVIDER), ("bakker", OF_A_CASE_MANAGER)]
)
def test_axe_finds_nothing_on_the_pages_about_guidance_by_a_provider(
    sign_in: Enter, guided: Client, username: str, paths: list[str], width: int
) -> None:
    page = sign_in(username, width)
    origin = "/".join(page.url.split("/")[:3])
    found = []
    for path in paths:
        page.goto(origin + path)
        assert path in page.url
        found += faults(page)
    assert found == []


def test_a_provider_reports_absence_and_takes_it_back_with_the_keyboard_alone(
    sign_in: Enter, guided: Client
) -> None:
    page = sign_in("anna")
    origin = "/".join(page.url.split("/")[:3])
    page.goto(f"{origin}/aanbieder/deelname/D2/provider-absence")
    page.focus("input[name=kind]")
    page.keyboard.press("Space")
    page.focus("input[name=with_notice]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice.is-success")
    assert believed("absences").filter(participation_id="D2").count() == 1
    page.focus(".notice.is-success button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Ingetrokken.")
    assert not believed("absences").filter(participation_id="D2").exists()
