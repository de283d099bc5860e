"""Settings, the model of case management, operation and revised decisions: axe finds nothing."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.register.browser.conftest import KNOWN, NUMBER
from tests.register.browser.test_pages_for_everyone import Enter, faults
from trede.register.accounts.models import User
from trede.register.caseloads.case_management import CaseManagement, choose_model
from trede.register.clients.models import Client
from trede.register.enforcement.deciding import STEP
from trede.register.facts.journal import open_journal
from trede.register.facts.models import model_of
from trede.register.operation.models import NightlyRun
from trede.register.project.clock import now, today
from trede.register.signals.settings import lay_down

pytestmark = pytest.mark.xdist_group("browser")
APRIL = date(2026, 4, 1)
OF_SETTINGS = [
    "/instellingen/",
    "/instellingen/signalen",
    "/instellingen/signalen/contact_due",
    "/instellingen/signalen/closed_approach_deadline/wijzigen",
    "/instellingen/casemanagement",
    "/instellingen/casemanagement/wijzigen",
    "/instellingen/beleid/sanctions",
    "/beheer",
]


@pytest.fixture
def decided(file: Client) -> Client:
    """Something was decided of every kind: a term, a model, a run, a sanction."""
    timmer, adema = (User.objects.get(username=name) for name in ("timmer", "adema"))
    lay_down("contact_due", values={"contact_months": "3"}, valid_from=APRIL, author=timmer)
    choose_model(CaseManagement.SEPARATED, valid_from=today(), author=timmer, reason="decision")
    NightlyRun.objects.create(started_at=now(), ended_at=now(), seconds=12.5)
    values = {"sanction_id": "M1", "person_id": "P1", "proposed_on": date(2026, 3, 2)}
    taken = {"decision": "warning", "decided_on": today(), "decided_by": "adema"}
    proposed = model_of("sanctions").objects.create(**values, **KNOWN)
    with open_journal(author=adema, step=STEP, client=file) as journal:
        journal.correct(proposed, taken)
    return file


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_on_settings_and_operation(
    sign_in: Enter, decided: Client, width: int
) -> None:
    page = sign_in("timmer", width)
    origin = "/".join(page.url.split("/")[:3])
    found = []
    for path in OF_SETTINGS:
        page.goto(origin + path)
        assert path in page.url
        found += faults(page)
    assert found == []


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_where_income_and_work_are_apart(
    sign_in: Enter, decided: Client, width: int
) -> None:
    page = sign_in("smit", width)
    origin = "/".join(page.url.split("/")[:3])
    found = []
    for path in ("/team/", "/team/toewijzen?which=other-model", "/team/norm"):
        page.goto(origin + path)
        found += faults(page)
    expect(page.locator("#id_domain")).to_be_visible()
    assert found == []


def test_axe_finds_nothing_where_a_decision_is_revised(sign_in: Enter, decided: Client) -> None:
    page = sign_in("adema")
    origin = "/".join(page.url.split("/")[:3])
    found = []
    for path in ("/handhaving/", f"/handhaving/{NUMBER}/M1/herzien"):
        page.goto(origin + path)
        assert path in page.url
        found += faults(page)
    assert found == []
