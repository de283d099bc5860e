"""Work that a company reported by mistake is taken back, with its claim and its proof."""

from datetime import date

import pytest

from tests.register.buying import put
from tests.register.provider_entrance.conftest import TODAY, Company
from tests.register.provider_entrance.test_reporting import WORK, proof
from tests.register.steps.taking import Taker
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed
from trede.register.provider_entrance.models import EvidenceFile

pytestmark = pytest.mark.django_db
PAGE = "/aanbieder/clienten/0041-7723"
PREMIUM = {"premium": "durable_work"}


@pytest.fixture
def reported(atlas: Company) -> Company:
    """Anna reported work with a payslip, and claimed the premium."""
    assert atlas.does("provider-placement", {**WORK, **PREMIUM, "file": proof()}) == []
    return atlas


def part() -> str:
    return f"placements~{believed('placements').get().cell('placement_id')}"


def on_file() -> list[int]:
    tables = ("placements", "premium_claims", "premium_evidence")
    return [believed(table).count() for table in tables]


def test_a_wrong_report_of_work_is_taken_back_with_its_claim_and_its_proof(
    reported: Company, page, client
):
    back = part()
    assert f"provider-take-back/{back}" in reported.reads(PAGE)
    asked = reported.reads(f"/aanbieder/deelname/D1/provider-take-back/{back}")
    assert "Bakkerij Ronda" in asked
    assert "The claim of a premium upon it and its proof go with it." in asked
    assert on_file() == [1, 1, 1]
    assert reported.does("provider-take-back", {}, back) == []
    assert on_file() == [0, 0, 0]
    assert "Bakkerij Ronda" not in reported.reads(PAGE)
    number = EvidenceFile.objects.get().number
    assert reported.browser.get(f"/aanbieder/bewijs/{number}").status_code == 404
    listed = page.get(f"/clienten/{client.number}/bewijs").content.decode()
    assert number not in listed


def test_after_it_was_taken_back_the_right_work_is_reported_anew(reported: Company):
    reported.does("provider-take-back", {}, part())
    other = {**WORK, **PREMIUM, "weekly_hours": "30", "file": proof()}
    assert reported.does("provider-placement", other) == []
    assert on_file() == [1, 1, 1]
    assert believed("premium_claims").get().cell("placement_id") == part().split("~")[1]


def test_work_that_the_municipality_verified_is_not_taken_back(reported: Company):
    with open_journal(author=None, step="verification") as journal:
        work = believed("placements").get()
        values = {"verified_on": date(2026, 3, 30), "verified_with": "UWV"}
        again = journal.correct(work, values)
    again.recorded_in.author = reported.user
    again.recorded_in.save()
    (told,) = reported.does("provider-take-back", {}, part())
    assert told == "The municipality verified this work: ask the case manager to correct it."
    assert "provider-take-back/placements" not in reported.reads(PAGE)
    assert on_file() == [1, 1, 1]


def test_work_that_the_municipality_contradicted_is_not_taken_back(reported, page, client):
    back = part()
    Taker(page, client).take("work-contradiction", back.split("~")[1], reason="no such work")
    answer = reported.browser.post(f"/aanbieder/deelname/D1/provider-take-back/{back}", {})
    assert answer.status_code == 404


@pytest.mark.parametrize("booked", ["invoice_lines", "payments"])
def test_work_upon_which_money_was_asked_or_paid_is_not_taken_back(reported: Company, booked):
    about = {"contract_id": "K1", "participation_id": "D1", "person_id": "P0041-7723",
             "term": "durable_work", "amount_cents": 150000, "vat_cents": 0}  # fmt: skip
    if booked == "payments":
        put("payments", payment_id="B1", paid_on=date(2026, 3, 30), **about)
    else:
        put("invoice_lines", invoice_line_id="L1", invoice_id="F1", line=1, version=1,
            verdict="held", reason="not_verified", claimed_on=TODAY, **about)  # fmt: skip
    (told,) = reported.does("provider-take-back", {}, part())
    assert told.startswith("This work was invoiced or paid already")
    assert "provider-take-back/placements" not in reported.reads(PAGE)
    assert on_file() == [1, 1, 1]


def test_a_line_that_lapsed_asks_nothing_so_the_work_can_be_taken_back(reported: Company):
    put("invoice_lines", invoice_line_id="L1", invoice_id="F1", line=1, contract_id="K1",
        participation_id="D1", person_id="P0041-7723", term="durable_work", amount_cents=150000,
        vat_cents=0, version=1, verdict="held", reason="not_verified",
        claimed_on=date(2026, 3, 30), dropped_on=date(2026, 3, 31))  # fmt: skip
    assert reported.does("provider-take-back", {}, part()) == []


def test_another_company_does_not_take_it_back(reported: Company, baken: Company):
    answer = baken.browser.post(f"/aanbieder/deelname/D2/provider-take-back/{part()}", {})
    assert answer.status_code == 404
    assert on_file() == [1, 1, 1]
