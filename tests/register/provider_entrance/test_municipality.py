"""The municipality's side: reports and plans are answered, talks held, late reports pointed out."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.register.buying import key_of, put
from tests.register.provider_entrance.conftest import TODAY
from tests.register.provider_entrance.test_reporting import PDF, PLAN, REPORT, WORK
from tests.register.steps.browsing import errors
from tests.register.steps.taking import Taker
from trede.register.access.models import Basis, Look
from trede.register.accounts.roles import Role
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.provider_entrance.evidence import remove_evidence
from trede.register.provider_entrance.models import EvidenceFile
from trede.register.provider_entrance.reminding import remind
from trede.register.signals.models import Signal

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(page, client) -> Taker:
    """The case manager of Pieter Jansen."""
    return Taker(page, client)


def asked_of(rule: str) -> list[tuple[str, date]]:
    """Return what a signal asks: of which case manager, and by when."""
    found = Signal.objects.filter(rule=rule).values_list("case_manager_id", "due_on")
    return list(found)


def test_a_report_is_on_the_worklist_until_it_is_answered(atlas, manager):
    atlas.does("provider-report", REPORT)
    assert asked_of("report_to_read") == [("bakker", date(2026, 4, 14))]
    report = key_of("progress_reports", "report_id")
    shown = manager.open("report-answer", report).content.decode()
    assert "came to every meeting" in shown
    assert "Anna, Atlas, Traject Atlas, 31 mrt 2026" in shown
    assert manager.take("report-answer", report, answer="accepted").status_code == 302
    answered = believed("progress_reports").get()
    assert (answered.cell("answered_by"), answered.cell("answered_on")) == ("bakker", TODAY)
    assert asked_of("report_to_read") == []
    assert "came to every meeting" in manager.page.get("/clienten/0041-7723").content.decode()


def test_a_report_is_asked_back_only_with_what_lacks(atlas, manager):
    atlas.does("provider-report", REPORT)
    refused = manager.take("report-answer", answer="asked_back")
    assert errors(refused) == {
        "remark": "Zeg wat er ontbreekt, zodat de aanbieder weet wat nodig is."
    }
    assert manager.take("report-answer", answer="asked_back", remark="Which?").status_code == 302
    assert "Which?" in atlas.reads("/aanbieder/vandaag")
    assert "1 report is late." in atlas.reads("/aanbieder/vandaag")


def test_a_proposed_plan_is_answered(atlas, manager):
    atlas.does("provider-plan", PLAN)
    assert asked_of("plan_to_answer") == [("bakker", date(2026, 4, 7))]
    assert manager.take("plan-answer", answer="accepted").status_code == 302
    assert asked_of("plan_to_answer") == []
    assert believed("proposed_plans").get().cell("answer") == "accepted"


def test_a_signal_of_the_provider_leads_to_a_talk_with_its_result(atlas, manager):
    atlas.does("provider-signal", {"reason": "absence", "explanation": "three days in March"})
    assert asked_of("talk_due") == [("bakker", date(2026, 4, 14))]
    talk = key_of("three_way_talks", "talk_id")
    planned = manager.take("three-way-talk-next", talk, planned_on="2026-04-03")
    assert planned.status_code == 302
    assert asked_of("talk_due") == [("bakker", date(2026, 4, 3))]
    assert "planned on 3 Apr 2026" in atlas.reads("/aanbieder/vandaag")
    nothing = manager.take("three-way-talk-next", talk, held_on="2026-03-31")
    assert list(errors(nothing)) == ["result"]
    held = {"held_on": "2026-03-31", "result": "adjust", "agreement": "mornings only"}
    assert manager.take("three-way-talk-next", talk, **held).status_code == 302
    assert asked_of("talk_due") == []
    assert "mornings only" in atlas.reads("/aanbieder/clienten/0041-7723")


def test_a_case_manager_signals_with_one_of_the_providers(atlas, baken, manager):
    shown = manager.open("three-way-talk").content.decode()
    assert "Atlas, Traject Atlas" in shown
    assert "Baken, Traject Baken" in shown
    said = {"participation_id": "D2", "reason": "effort", "explanation": "late twice"}
    assert manager.take("three-way-talk", **said, planned_on="2026-04-02").status_code == 302
    assert "Three-way talks" in baken.reads("/aanbieder/vandaag")
    assert "Three-way talks" not in atlas.reads("/aanbieder/vandaag")
    again = manager.take("three-way-talk", **said)
    assert list(errors(again)) == ["participation_id"]


def test_what_the_provider_did_stands_in_the_history_of_the_file(atlas, manager):
    atlas.does("provider-report", REPORT)
    change = Change.objects.get(step="provider-report")
    assert change.person_id == manager.client.person_id
    assert "Rapportage van de aanbieder" in manager.page.get("/clienten/0041-7723").content.decode()


def test_a_late_report_is_pointed_out_at_night_once_to_the_case_manager(atlas, baken, manager):
    del baken
    assert remind(TODAY) == 2
    assert remind(TODAY) == 0
    assert asked_of("provider_report_late") == [("bakker", date(2026, 4, 7))] * 2
    signal = "provider_report_late:D1:intake@2026-02-12"
    assert believed("signals").get(signal_id=signal).cell("description") == (
        "Intake report of Atlas was due on 12 Feb 2026 and is not there."
    )
    told = manager.take("late-report", signal, finding="called Anna: this week")
    assert told.status_code == 302
    assert len(asked_of("provider_report_late")) == 1
    assert atlas.does("provider-report", REPORT) == []
    assert believed("signals").get(signal_id=signal).cell("handled_on") == TODAY


def test_a_late_report_that_was_taken_back_is_pointed_out_again(atlas):
    remind(TODAY)
    atlas.does("provider-report", REPORT)
    report = key_of("progress_reports", "report_id")
    signal = believed("signals").filter(signal_id__contains=":D1:")
    assert signal.get().cell("handled_on") == TODAY
    atlas.does("provider-take-back", {}, f"progress_reports~{report}")
    assert remind(TODAY) == 1
    assert signal.get().cell("handled_on") is None


def test_a_late_report_is_no_signal_about_the_client(atlas, manager):
    del atlas
    remind(TODAY)
    assert asked_of("signal_follow_up") == []
    page = manager.open("enforcement").content.decode()
    assert "Intake report" not in page


def test_evidence_is_read_by_who_guides_or_pays_and_the_look_is_logged(
    atlas, manager, user_with, browser_of
):
    atlas.does("provider-placement", {**WORK, "file": SimpleUploadedFile("c.pdf", PDF)})
    file = EvidenceFile.objects.get()
    listed = manager.page.get("/aanbieder/bewijsstukken/0041-7723").content.decode()
    assert "Bakkerij Ronda" in listed
    address = f"/aanbieder/bewijsstuk/{file.number}"
    assert manager.page.get(address).content == PDF
    payer = browser_of(user_with("blok", Role.CONTROLLER))
    assert payer.get(address).content == PDF
    decider = browser_of(user_with("adema", Role.DECIDER))
    assert decider.get(address).status_code == 403
    looks = Look.objects.filter(page="evidence").values_list("user__username", "basis")
    assert set(looks) == {("bakker", Basis.OWN_CASELOAD), ("blok", Basis.TASK)}


def test_a_report_of_a_contract_without_readable_terms_is_sent_in_between(atlas, client):
    put("participations", participation_id="D7", person_id=client.person_id, provider_id="R1",
        starts_on=date(2026, 1, 5))  # fmt: skip
    address = "/aanbieder/deelname/D7/provider-report"
    assert atlas.sends(address, {**REPORT, "which": "interim"}) == []
    report = believed("progress_reports").get()
    assert (report.cell("name"), report.cell("due_on")) == ("interim", None)


def test_evidence_goes_when_the_identity_of_the_client_is_removed(atlas, baken):
    for company in (atlas, baken):
        company.does("provider-placement", {**WORK, "file": SimpleUploadedFile("c.pdf", PDF)})
    assert EvidenceFile.objects.count() == 2
    remove_evidence("P-someone-else")
    assert EvidenceFile.objects.count() == 2
    remove_evidence("P0041-7723")
    assert not EvidenceFile.objects.exists()
