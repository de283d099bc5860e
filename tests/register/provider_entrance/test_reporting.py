"""What a provider tells: answers to referrals, plans, reports, absence, talks, work with proof."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.register.buying import key_of, put
from tests.register.provider_entrance.conftest import BEGAN, TODAY, Company
from trede.register.clients.models import Client
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed, model_of
from trede.register.provider_entrance.models import EvidenceFile

pytestmark = pytest.mark.django_db
REPORT = {
    "which": "intake@2026-02-12",
    "progress": "came to every meeting",
    "obstacles": "no driving licence",
    "next_steps": "two applications a week",
    "advice": "go_on",
}
PLAN = {
    "goal": "work in a warehouse",
    "steps": "forklift course\napplications",
    "duration_weeks": "26",
    "weekly_hours": "16",
}
AWAY = {"kind": "illness", "starts_on": "2026-03-30", "with_notice": "yes"}
WORK = {
    "employer": "Bakkerij Ronda",
    "function": "packer",
    "weekly_hours": "32",
    "contract_kind": "temporary",
    "financed_by": "employer",
    "starts_on": "2026-03-30",
    "evidence_kind": "employment_contract",
}
PDF = b"%PDF-1.4 contract of Pieter Jansen"


@pytest.fixture
def referred(two_companies: Client) -> str:
    """Pieter Jansen is referred to Atlas a second time, and waits for an answer."""
    put("referrals", referral_id="V1", person_id=two_companies.person_id, contract_id="K1",
        provider_id="R1", referred_on=date(2026, 3, 20), referred_by="bakker",
        question="to work within half a year", desired_start_on=date(2026, 4, 7))  # fmt: skip
    return "/aanbieder/aanmelding/V1"


def proof(content: bytes = PDF, name: str = "contract.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def answered(table: str, key: str, answer: str, **said: str) -> None:
    """Let the municipality answer what the company sent."""
    (fact,) = believed(table).filter(**{key: key_of(table, key)})
    values = {"answered_on": TODAY, "answered_by": "bakker", "answer": answer, **said}
    with open_journal(author=None, step="answer") as journal:
        journal.correct(fact, values)


def test_an_accepted_referral_opens_a_participation_of_the_company(atlas, referred):
    assert "to work within half a year" in atlas.reads("/aanbieder/clienten/0041-7723")
    assert atlas.sends(f"{referred}/referral-accept", {"starts_on": "2026-04-07"}) == []
    opened = believed("participations").get(starts_on=date(2026, 4, 7))
    assert (opened.cell("provider_id"), opened.source) == ("R1", "Atlas")
    assert believed("referrals").get().cell("answered_by") == "anna"


def test_a_returned_referral_needs_a_reason_and_leaves_the_list(atlas, referred):
    assert atlas.sends(f"{referred}/referral-return", {}) == ["Fill this in.", "Fill this in."]
    said = {"reason": "full", "explanation": "no place before June"}
    assert atlas.sends(f"{referred}/referral-return", said) == []
    referral = believed("referrals").get()
    assert (referral.cell("answer"), referral.cell("reason")) == ("returned", "full")
    assert atlas.browser.get(f"{referred}/referral-accept").status_code == 404
    assert "Referrals to answer" not in atlas.reads("/aanbieder/vandaag")


def test_the_first_page_tells_what_is_late_and_what_is_due(atlas, referred):
    page = atlas.reads("/aanbieder/vandaag")
    assert "Referrals to answer" in page
    assert "11 days" in page
    assert "1 report is late." in page
    assert "Intake report" in page
    assert "47 days late" in page
    assert "0 of 1 signed" in page
    assert "12 Apr 2026" in page


def test_a_report_is_sent_at_the_date_of_the_calendar(atlas):
    assert atlas.does("provider-report", REPORT) == []
    report = believed("progress_reports").get()
    assert {name: report.cell(name) for name in ("name", "due_on", "received_on", "advice")} == {
        "name": "intake",
        "due_on": date(2026, 2, 12),
        "received_on": TODAY,
        "advice": "go_on",
    }
    assert (report.source, report.cell("written_by")) == ("Atlas", "anna")
    assert "is late" not in atlas.reads("/aanbieder/vandaag")


def test_a_report_asked_back_is_due_again_until_it_is_sent_again(atlas, monkeypatch):
    atlas.does("provider-report", REPORT)
    answered("progress_reports", "report_id", "asked_back", remark="Which meetings?")
    page = atlas.reads("/aanbieder/vandaag")
    assert "asked back" in page
    assert "Which meetings?" in page
    key = key_of("progress_reports", "report_id")
    monkeypatch.setenv("TREDE_NOW", "2026-04-02T09:00")
    atlas.sign_in()
    assert atlas.does("provider-report", {**REPORT, "progress": "all ten"}, key) == []
    report = believed("progress_reports").get()
    assert (report.cell("received_on"), report.cell("answer")) == (date(2026, 4, 2), None)
    assert model_of("progress_reports").objects.filter(remark="Which meetings?").exists()


def test_what_is_late_stands_before_what_is_asked_back_and_that_before_what_comes(atlas):
    assert atlas.does("provider-report", {**REPORT, "which": "interim"}) == []
    answered("progress_reports", "report_id", "asked_back", remark="Which meetings?")
    for address in ("/aanbieder/vandaag", "/aanbieder/rapportages"):
        page = atlas.reads(address)
        order = [page.rindex(each) for each in ("12 Feb 2026 ·", "Which meetings?", "12 Apr 2026")]
        assert order == sorted(order)


def test_a_report_that_cannot_be_sent_yet_names_the_day_instead_of_the_way_to_write_it(atlas):
    assert atlas.does("provider-report", REPORT) == []
    for address in ("/aanbieder/vandaag", "/aanbieder/rapportages"):
        page = atlas.reads(address)
        assert "can be sent from 5 Apr 2026" in page
        assert ">Write<" not in page


def test_an_accepted_report_is_not_changed_any_more(atlas):
    atlas.does("provider-report", REPORT)
    answered("progress_reports", "report_id", "accepted")
    key = key_of("progress_reports", "report_id")
    refused = "This report was accepted and is not changed any more."
    assert refused in atlas.does("provider-report", REPORT, key)
    back = "This was answered or ended already and can no longer be taken back."
    assert back in atlas.does("provider-take-back", {}, f"progress_reports~{key}")


def test_an_unread_report_is_changed_or_taken_back(atlas):
    atlas.does("provider-report", REPORT)
    key = key_of("progress_reports", "report_id")
    assert atlas.does("provider-report", {**REPORT, "advice": "adjust"}, key) == []
    assert believed("progress_reports").get().cell("advice") == "adjust"
    assert atlas.does("provider-take-back", {}, f"progress_reports~{key}") == []
    assert not believed("progress_reports").exists()
    assert "1 report is late." in atlas.reads("/aanbieder/vandaag")


def test_a_plan_waits_for_its_answer_and_is_proposed_again_when_asked_back(atlas):
    assert atlas.does("provider-plan", PLAN) == []
    waits = "The plan of 31 Mar 2026 waits for its answer. Take it back first to propose another"
    assert atlas.does("provider-plan", PLAN)[0].startswith(waits)
    answered("proposed_plans", "proposal_id", "asked_back", remark="Also a language course?")
    assert "Also a language course?" in atlas.reads("/aanbieder/vandaag")
    assert atlas.does("provider-plan", {**PLAN, "weekly_hours": "20"}) == []
    assert believed("proposed_plans").count() == 2
    assert "Plans asked back" not in atlas.reads("/aanbieder/vandaag")


def test_a_plan_is_not_asked_back_from_who_takes_part_no_more(atlas):
    assert atlas.does("provider-plan", PLAN) == []
    answered("proposed_plans", "proposal_id", "asked_back", remark="Also a language course?")
    (known,) = believed("participations").filter(participation_id="D1")
    with open_journal(author=None, step="end") as journal:
        journal.correct(known, {"ends_on": TODAY, "status": "stopped"})
    assert "Also a language course?" not in atlas.reads("/aanbieder/vandaag")


def test_illness_is_reported_at_once_and_ended_when_the_client_is_back(atlas):
    assert atlas.does("provider-absence", AWAY) == []
    assert "Away now" in atlas.reads("/aanbieder/vandaag")
    again = atlas.does("provider-absence", AWAY)
    assert again == ["The client is reported absent since 30 Mar 2026. Record when that ends."]
    key = key_of("absences", "absence_id")
    too_soon = atlas.does("provider-absence-end", {"ends_on": "2026-03-30"}, key)
    assert too_soon == ["The client was away on that day: choose a later one."]
    assert atlas.does("provider-absence-end", {"ends_on": "2026-03-31"}, key) == []
    assert "Away now" not in atlas.reads("/aanbieder/vandaag")


def test_a_signal_asks_for_one_talk_at_a_time(atlas):
    said = {"reason": "absence", "explanation": "not there on three days in March"}
    assert atlas.does("provider-signal", said) == []
    refused = atlas.does("provider-signal", said)
    assert refused == ["A talk was asked for already and is still to be held."]
    talk = believed("three_way_talks").get()
    assert (talk.cell("signalled_by"), talk.cell("planned_on")) == ("anna", None)


def test_what_the_municipality_wrote_about_a_talk_stays_with_the_municipality(atlas):
    put("three_way_talks", talk_id="G1", person_id="P0041-7723", participation_id="D1",
        signalled_on=TODAY, signalled_by="bakker", reason="effort",
        explanation="told me about the debts")  # fmt: skip
    page = atlas.reads("/aanbieder/clienten/0041-7723")
    assert "Three-way talk: too little effort" in page
    assert "debts" not in page


def test_work_is_recorded_with_the_company_as_source_and_its_proof_encrypted(atlas):
    assert atlas.does("provider-placement", {**WORK, "file": proof()}) == []
    work = believed("placements").get()
    assert (work.source, work.cell("verified_on")) == ("Atlas", None)
    file = EvidenceFile.objects.get()
    assert PDF not in bytes(file.encrypted)
    sent = atlas.browser.get(f"/aanbieder/bewijs/{file.number}")
    assert (sent.content, sent["Content-Type"]) == (PDF, "application/pdf")
    assert sent["Content-Disposition"] == 'attachment; filename="contract.pdf"'
    assert not believed("premium_claims").exists()


def test_a_premium_is_claimed_once_and_its_evidence_added(atlas):
    claimed = {**WORK, "premium": "durable_work"}
    assert atlas.does("provider-placement", {**claimed, "file": proof()}) == []
    more = {"evidence_kind": "payslip", "premium": "durable_work", "file": proof(b"\xff\xd8\xffx")}
    assert atlas.does("provider-proof", more, key_of("placements", "placement_id")) == []
    claim = believed("premium_claims").get()
    assert (claim.cell("premium"), claim.cell("contract_id")) == ("durable_work", "K1")
    kinds = believed("premium_evidence").values_list("kind", flat=True)
    assert sorted(kinds) == ["employment_contract", "payslip"]


def test_work_that_the_municipality_has_on_file_stays_as_it_is(atlas):
    put("placements", placement_id="W1", person_id="P0041-7723", employer="bakkerij ronda",
        financed_by="employer", starts_on=date(2026, 3, 28))  # fmt: skip
    assert atlas.does("provider-placement", {**WORK, "file": proof()}) == []
    assert [each.source for each in believed("placements").order_by("pk")] == ["register", "Atlas"]
    assert EvidenceFile.objects.get().placement_id != "W1"


@pytest.mark.parametrize(
    ("file", "refused"),
    [
        (proof(b"MZ\x90", "contract.pdf"), "Only a PDF, PNG or JPG is taken"),
        (proof(b"<svg onload=x>", "a.png"), "Only a PDF, PNG or JPG is taken"),
        (proof(b"", "leeg.pdf"), "This file is empty."),
        (proof(b"%PDF-" + b"x" * (5 * 1024 * 1024), "big.pdf"), "This file is larger than 5 MB."),
        ("", "Fill this in."),
    ],
)
def test_a_file_that_is_no_proof_is_refused_and_nothing_is_recorded(atlas, file, refused):
    (told,) = atlas.does("provider-placement", {**WORK, "file": file})
    assert told.startswith(refused)
    assert not believed("placements").exists()
    assert not EvidenceFile.objects.exists()


def test_subsidised_work_is_not_paid_by_the_employer(atlas):
    answers = {**WORK, "contract_kind": "subsidised", "file": proof()}
    (told,) = atlas.does("provider-placement", answers)
    assert told.startswith("The municipality pays for a subsidised contract.")


def test_attendance_of_a_month_is_filled_in_for_many_at_once(
    atlas: Company, client_of, case_manager
):
    for number in range(3):
        other = client_of(case_manager, f"0050-{number}", f"Pietersen {number}")
        put("participations", participation_id=f"E{number}", person_id=other.person_id,
            contract_id="K1", provider_id="R1", starts_on=BEGAN)  # fmt: skip
    page = "/aanbieder/presentie?contract=K1&month=2026-02"
    answers = {"seen": "0", "signed_on": "2026-02-28", "state-D1": "signed", "state-E0": "missing"}
    assert atlas.sends(page, answers) == []
    rows = believed("attendance_signatures").order_by("participation_id")
    assert [(r.cell("participation_id"), r.cell("signed_on"), r.cell("list_id")) for r in rows] == [
        ("D1", date(2026, 2, 28), "K1:2026-02"),
        ("E0", None, "K1:2026-02"),
    ]
    others_first = atlas.browser.post(page, answers)
    assert "someone else changed this" in others_first.content.decode()
    seen = max(row.pk for row in rows)
    everyone = {"seen": str(seen), "signed_on": "2026-03-02", "all": "signed"}
    assert atlas.sends(page, everyone) == []
    signed = {r.cell("participation_id"): r.cell("signed_on") for r in rows.all()}
    day = date(2026, 3, 2)
    assert signed == {"D1": date(2026, 2, 28), "E0": None, "E1": day, "E2": day}


@pytest.mark.parametrize("day", ["2026-01-31", "2026-04-01", "yesterday"])
def test_a_signature_is_of_a_day_in_or_after_the_month_and_not_ahead(atlas, day):
    page = "/aanbieder/presentie?contract=K1&month=2026-02"
    answer = atlas.browser.post(page, {"seen": "0", "signed_on": day, "state-D1": "signed"})
    assert answer.status_code == 422
    assert not believed("attendance_signatures").exists()
