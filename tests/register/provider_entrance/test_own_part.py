"""Each company sees its own part of a client and nothing else; every look is logged."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.register.buying import key_of, put
from tests.register.provider_entrance.conftest import BEGAN, TODAY
from tests.register.provider_entrance.test_reporting import REPORT, WORK
from trede.register.access.models import Basis, Look
from trede.register.access.rules import providers_of
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client, Identity
from trede.register.facts.models import believed
from trede.register.provider_entrance.models import EvidenceFile

pytestmark = pytest.mark.django_db
SINGLE_PAGES = ("/aanbieder/vandaag", "/aanbieder/clienten", "/aanbieder/rapportages")


def refer(key: str, person_id: str, provider: str, contract: str, **more: object) -> None:
    put("referrals", referral_id=key, person_id=person_id, contract_id=contract,
        provider_id=provider, referred_on=date(2026, 3, 20), referred_by="bakker",
        question="to work", **more)  # fmt: skip


def test_two_companies_on_one_client_each_see_their_own_part(atlas, baken):
    assert atlas.does("provider-report", {**REPORT, "progress": "Atlas says"}) == []
    assert baken.does("provider-report", {**REPORT, "progress": "Baken says"}) == []
    page = "/aanbieder/clienten/0041-7723"
    of_atlas, of_baken = atlas.reads(page), baken.reads(page)
    assert "Atlas says" in of_atlas
    assert "Traject Atlas" in of_atlas
    assert "Baken" not in of_atlas
    assert "Baken says" in of_baken
    assert "Atlas" not in of_baken


def everything_of(company) -> list[str]:
    """Return every address about what a company has, once it recorded one of each."""
    work = {**WORK, "file": SimpleUploadedFile("bewijs.pdf", b"%PDF-1"), "premium": "durable_work"}
    plan = {"goal": "g", "steps": "s", "duration_weeks": "9", "weekly_hours": "8"}
    away = {"kind": "leave", "starts_on": "2026-03-30", "with_notice": "yes"}
    assert company.does("provider-report", REPORT) == []
    assert company.does("provider-plan", plan) == []
    assert company.does("provider-absence", away) == []
    assert company.does("provider-placement", work) == []
    assert company.does("provider-signal", {"reason": "other", "explanation": "late"}) == []
    of = {"participation_id": company.participation}
    report = key_of("progress_reports", "report_id", **of)
    absence = key_of("absences", "absence_id", **of)
    file = EvidenceFile.objects.get(participation_id=company.participation)
    base = f"/aanbieder/deelname/{company.participation}"
    return [
        *(
            f"{base}/provider-{name}"
            for name in ("report", "plan", "absence", "placement", "signal")
        ),
        f"{base}/provider-report/{report}",
        f"{base}/provider-absence-end/{absence}",
        f"{base}/provider-take-back/progress_reports~{report}",
        f"{base}/provider-proof/{file.placement_id}",
        f"/aanbieder/bewijs/{file.number}",
        f"/aanbieder/presentie?contract={company.contract}",
        "/aanbieder/aanmelding/V1/referral-accept",
        "/aanbieder/aanmelding/V1/referral-return",
        "/aanbieder/clienten/0060-1",
    ]


def test_what_is_of_another_company_is_not_there(atlas, baken, client_of, case_manager):
    other = client_of(case_manager, "0060-1", "Willems")
    refer("V1", other.person_id, "R2", "K2")
    addresses = everything_of(baken)
    assert [baken.browser.get(each).status_code for each in addresses] == [200] * len(addresses)
    assert [atlas.browser.get(each).status_code for each in addresses] == [404] * len(addresses)
    assert {atlas.browser.post(each, {}).status_code for each in addresses} <= {404, 405}
    for page in SINGLE_PAGES:
        assert "Willems" not in atlas.reads(page)
        assert "Baken" not in atlas.reads(page)


def test_what_is_of_the_own_company_but_of_another_participation_is_not_there(atlas, client):
    put("participations", participation_id="D9", person_id=client.person_id, contract_id="K1",
        provider_id="R1", starts_on=BEGAN)  # fmt: skip
    atlas.does("provider-report", REPORT)
    report = key_of("progress_reports", "report_id")
    found = atlas.browser.get(f"/aanbieder/deelname/D9/provider-report/{report}")
    assert found.status_code == 404


def test_a_client_nobody_referred_a_returned_one_and_a_recalled_one_are_not_there(
    atlas, client_of, case_manager
):
    for number, more in (
        ("0060-1", None),
        ("0060-2", {"answered_on": TODAY, "answer": "returned", "answered_by": "anna"}),
        ("0060-3", {"recalled_on": TODAY, "recall_reason": "moved"}),
    ):
        other = client_of(case_manager, number, "Willems")
        if more is not None:
            refer(f"V{number}", other.person_id, "R1", "K1", **more)
        assert atlas.browser.get(f"/aanbieder/clienten/{number}").status_code == 404
    assert "Willems" not in atlas.reads("/aanbieder/clienten?stage=all")


def test_a_participation_of_old_data_is_of_the_company_of_its_contract(
    atlas, baken, client_of, case_manager
):
    old = client_of(case_manager, "0060-1", "Willems")
    put("participations", participation_id="D8", person_id=old.person_id, contract_id="K1",
        starts_on=BEGAN)  # fmt: skip
    assert atlas.browser.get("/aanbieder/clienten/0060-1").status_code == 200
    assert baken.browser.get("/aanbieder/clienten/0060-1").status_code == 404


def test_a_successor_sees_what_it_took_over_from_the_last_day_on(worker, atlas, monkeypatch):
    put("providers", provider_id="R3", name="Compas", affiliation="private")
    put("providers", provider_id="R4", name="Delta", affiliation="private",
        ended_on=date(2026, 4, 2), ended_by="merger", successor_id="R1")  # fmt: skip
    put("participations", participation_id="D4", person_id="P0041-7723", provider_id="R4",
        starts_on=BEGAN)  # fmt: skip
    address = "/aanbieder/deelname/D4/provider-report"
    assert providers_of(atlas.user) == {"R1"}
    assert atlas.browser.get(address).status_code == 404
    monkeypatch.setenv("TREDE_NOW", "2026-04-02T09:00")
    atlas.sign_in()
    assert providers_of(atlas.user) == {"R1", "R4"}
    assert atlas.browser.get(address).status_code == 200
    assert worker("carla", "R3").browser.get(address).status_code == 404


def test_every_look_of_a_company_is_logged_and_shown_with_the_others(atlas, user_with, browser_of):
    for _time in range(2):
        atlas.reads("/aanbieder/clienten/0041-7723")
    atlas.reads("/aanbieder/deelname/D1/provider-report")
    looks = Look.objects.order_by("pk").values_list("user__username", "basis", "page")
    assert list(looks) == [
        ("anna", Basis.REFERRAL, "provider-client"),
        ("anna", Basis.REFERRAL, "provider-work"),
    ]
    auditor = browser_of(user_with("aman", Role.AUDITOR))
    auditor.post("/clienten/0041-7723/reden", {"reason": "yearly check of looks"})
    page = auditor.get("/clienten/0041-7723/bekeken").content.decode()
    assert "Anna" in page
    assert "aangemeld bij de aanbieder" in page
    assert "het eigen deel van de aanbieder" in page


def test_only_what_travels_is_told(atlas, client):
    Identity.objects.filter(client=client).update(phone="06 1234", address="Dam 1")
    put("referrals", referral_id="V2", person_id=client.person_id, contract_id="K1",
        provider_id="R1", referred_on=date(2026, 1, 5), referred_by="bakker", question="to work",
        answered_on=BEGAN, answer="accepted", answered_by="anna",
        participation_id="D1")  # fmt: skip
    put("benefit_spells", person_id=client.person_id, spell_id="S1", scheme="PW",
        monthly_amount_cents=123_456, starts_on=BEGAN)  # fmt: skip
    page = atlas.reads("/aanbieder/clienten/0041-7723")
    assert "06 1234" in page
    assert "Dam 1" not in page
    assert "1.234,56" not in page
    assert client.person_id not in page


def test_no_page_of_a_company_opens_for_the_municipality_and_the_other_way_round(
    atlas, page, client
):
    own = (*SINGLE_PAGES, "/aanbieder/presentie", "/aanbieder/clienten/0041-7723")
    assert [page.get(each).status_code for each in own] == [403] * len(own)
    theirs = ("/werklijst/", "/clienten/", f"/clienten/{client.number}", "/contracten/")
    assert [atlas.browser.get(each).status_code for each in theirs] == [403] * len(theirs)


def test_someone_of_a_provider_without_a_company_sees_nothing(worker, two_companies):
    nobody = worker("niemand", "")
    del two_companies
    assert "Your account names no company yet" in nobody.reads("/aanbieder/vandaag")
    assert "Jansen" not in nobody.reads("/aanbieder/clienten?stage=all")
    assert nobody.browser.get("/aanbieder/clienten/0041-7723").status_code == 404


def test_pages_ask_the_database_as_often_for_many_clients_as_for_one(
    atlas, client_of, case_manager
):
    pages = (*SINGLE_PAGES, "/aanbieder/presentie?contract=K1&month=2026-02")

    def asked() -> list[int]:
        found = []
        for each in pages:
            with CaptureQueriesContext(connection) as queries:
                atlas.reads(each)
            found.append(len(queries))
        return found

    before: list[int] = []
    for number in range(26):
        if number == 1:
            asked()
            before = asked()
        other = client_of(case_manager, f"0050-{number:02}", f"Pietersen {number}")
        put("participations", participation_id=f"E{number}", person_id=other.person_id,
            contract_id="K1", provider_id="R1", starts_on=BEGAN)  # fmt: skip
        put("absences", absence_id=f"A{number}", person_id=other.person_id,
            participation_id=f"E{number}", kind="leave", starts_on=TODAY,
            reported_on=TODAY)  # fmt: skip
        refer(f"V{number}", other.person_id, "R1", "K1")
    assert asked() == before


def test_a_merged_client_is_found_under_the_number_that_was_kept(atlas, client):
    gone = Client.objects.create(person_id="P-old", number="0099-9", merged_into=client)
    answer = atlas.browser.get(f"/aanbieder/clienten/{gone.number}")
    assert (answer.status_code, answer.url) == (302, "/aanbieder/clienten/0041-7723")


def test_searching_finds_own_clients_only(atlas, client_of, case_manager):
    client_of(case_manager, "0060-1", "Jansens")
    page = atlas.reads("/aanbieder/clienten?search=jans")
    assert "0041-7723" in page
    assert "0060-1" not in page
    assert "Nobody found among your clients." in atlas.reads("/aanbieder/clienten?search=zzz")
    assert believed("participations").count() == 2


def test_a_company_asks_for_no_talk_because_it_falls_short_itself(atlas):
    said = {"reason": "provider_fails", "explanation": "we did nothing"}
    assert atlas.does("provider-signal", said) != []
    assert not believed("three_way_talks").exists()
