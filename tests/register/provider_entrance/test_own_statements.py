"""What a company states is its own: nobody else's row, sent once, in its time, and not undone."""

from datetime import date

import pytest

from tests.register.buying import key_of, put
from tests.register.provider_entrance.conftest import BEGAN, TODAY, Company
from tests.register.provider_entrance.test_reporting import AWAY, REPORT, WORK, proof
from tests.register.steps.taking import Taker
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.provider_entrance.home import due_now
from trede.register.provider_entrance.models import EvidenceFile

pytestmark = pytest.mark.django_db
PAGE = "/aanbieder/clienten/0041-7723"
PREMIUM = {"premium": "durable_work"}


@pytest.fixture
def manager(page, client) -> Taker:
    """The case manager of Pieter Jansen at the steps."""
    return Taker(page, client)


def test_each_company_states_work_in_a_row_of_its_own_and_hears_nothing_of_the_other(atlas, baken):
    secret = {**WORK, "function": "director", "financed_by": "municipality", "weekly_hours": "40"}
    assert atlas.does("provider-placement", {**secret, "file": proof()}) == []
    own = {**WORK, "employer": "BAKKERIJ RONDA", "weekly_hours": "12", "file": proof(b"%PDF-b")}
    answer = baken.browser.post("/aanbieder/deelname/D2/provider-placement", own, follow=True)
    page = answer.content.decode()
    assert "The work and its proof are recorded." in page
    assert "12 hours a week" in page
    assert "director" not in page
    rows = believed("placements").order_by("weekly_hours")
    assert [(each.source, each.cell("weekly_hours")) for each in rows] == [
        ("Baken", 12),
        ("Atlas", 40),
    ]
    named = {f.placement_id: f.participation_id for f in EvidenceFile.objects.all()}
    assert [named[each.cell("placement_id")] for each in rows] == ["D2", "D1"]


def test_the_case_manager_sees_the_same_work_twice_and_says_which_holds(atlas, baken, manager):
    put("placements", placement_id="W1", person_id="P0041-7723", employer="bakkerij  ronda",
        weekly_hours=20, financed_by="employer", starts_on=date(2026, 3, 28))  # fmt: skip
    atlas.does("provider-placement", {**WORK, **PREMIUM, "file": proof()})
    dossier = manager.page.get("/clienten/0041-7723").content.decode()
    assert "dubbel in het dossier" in dossier
    assert "20 uur per week" in dossier
    (work,) = believed("placements").filter(source="Atlas")
    step, key = "work-contradiction", str(work.cell("placement_id"))
    asked = manager.page.get(f"/clienten/0041-7723/stap/{step}/{key}").content.decode()
    assert "Atlas: Bakkerij Ronda, packer" in asked
    assert "bakkerij  ronda" in asked
    assert manager.take(step, key, reason="the employer says 20 hours").status_code == 302
    assert believed("placements").get().cell("placement_id") == "W1"
    claim = believed("premium_claims").get()
    assert (claim.cell("placement_id"), claim.cell("claimed_on"), claim.source) == (
        None,
        TODAY,
        "Atlas",
    )
    told = atlas.reads(PAGE)
    assert "contradicted by the municipality" in told
    assert "the employer says 20 hours" in told
    assert "the employer says" not in baken.reads(PAGE)


def test_what_nobody_of_a_provider_stated_is_not_contradicted_but_corrected(manager):
    put("placements", placement_id="W1", person_id="P0041-7723", employer="Ronda",
        financed_by="employer", starts_on=BEGAN)  # fmt: skip
    manager.take("work-contradiction", "W1", reason="no")
    assert believed("placements").exists()


def test_the_own_work_reported_otherwise_is_refused_and_reported_alike_gets_the_proof(atlas):
    assert atlas.does("provider-placement", {**WORK, "file": proof()}) == []
    other = {**WORK, "weekly_hours": "12", "file": proof()}
    (told,) = atlas.does("provider-placement", other)
    assert told.startswith("Your company reported this work before, otherwise: Bakkerij Ronda")
    assert atlas.does("provider-placement", {**WORK, "file": proof(b"%PDF-2")}) == []
    assert (believed("placements").count(), EvidenceFile.objects.count()) == (1, 2)


def test_a_report_is_sent_from_the_end_of_its_period_on_and_not_before(atlas, monkeypatch):
    early = {**REPORT, "which": "progress@2026-04-12"}
    (told,) = atlas.does("provider-report", early)
    assert told.startswith("This report is about the time until 5 Apr 2026 and can be sent from")
    assert not believed("progress_reports").exists()
    assert "can be sent from 5 Apr 2026" in atlas.reads(PAGE)
    monkeypatch.setenv("TREDE_NOW", "2026-04-05T09:00")
    atlas.sign_in()
    assert atlas.does("provider-report", early) == []
    assert believed("progress_reports").get().cell("due_on") == date(2026, 4, 12)


def test_the_list_of_a_month_is_found_by_contract_and_month_whoever_made_it(atlas):
    for key, signed_on in (("S1", None), ("S2", date(2026, 2, 27))):
        put("attendance_signatures", signature_id=key, person_id="P0041-7723",
            participation_id="D1", list_id="PL7", month_on=date(2026, 2, 1),
            signed_on=signed_on)  # fmt: skip
    page = "/aanbieder/presentie?contract=K1&month=2026-02"
    assert "0 signed, 1 missing" in atlas.reads(page)
    (to_sign,) = due_now(atlas.user, TODAY).lists
    assert to_sign[1:] == (0, 1)
    seen = max(each.pk for each in believed("attendance_signatures"))
    answers = {"seen": str(seen), "signed_on": "2026-03-02", "state-D1": "signed"}
    assert atlas.sends(page, answers) == []
    row = believed("attendance_signatures").get()
    assert (row.cell("list_id"), row.cell("signed_on")) == ("PL7", date(2026, 3, 2))
    assert due_now(atlas.user, TODAY).lists == ()


def test_who_is_added_stands_on_the_list_that_is_there(atlas, client_of, case_manager):
    other = client_of(case_manager, "0050-1", "Pietersen")
    put("participations", participation_id="E1", person_id=other.person_id, contract_id="K1",
        provider_id="R1", starts_on=BEGAN)  # fmt: skip
    put("attendance_signatures", signature_id="S1", person_id="P0041-7723", participation_id="D1",
        list_id="PL7", month_on=date(2026, 2, 1), signed_on=date(2026, 2, 27))  # fmt: skip
    page = "/aanbieder/presentie?contract=K1&month=2026-02"
    seen = believed("attendance_signatures").get().pk
    answers = {"seen": str(seen), "signed_on": "2026-03-02", "state-E1": "signed"}
    assert atlas.sends(page, answers) == []
    rows = believed("attendance_signatures").values_list("participation_id", "list_id")
    assert sorted(rows) == [("D1", "PL7"), ("E1", "PL7")]


@pytest.mark.parametrize(
    ("task", "answers", "table"),
    [
        ("provider-report", REPORT, "progress_reports"),
        ("provider-absence", AWAY, "absences"),
        ("provider-placement", WORK, "placements"),
    ],
)
def test_the_case_manager_does_not_undo_what_a_provider_sent(atlas, manager, task, answers, table):
    files = {"file": proof()} if task == "provider-placement" else {}
    assert atlas.does(task, {**answers, **files}) == []
    change = Change.objects.get(step=task)
    address = f"/clienten/0041-7723/terug/{change.pk}"
    assert "Een aanbieder stuurde dit" in manager.page.get(address).content.decode()
    assert manager.page.post(address, {"reason": "not so"}).status_code == 422
    assert believed(table).exists()


def test_an_absence_is_contradicted_with_a_reason_that_the_provider_reads(atlas, manager):
    atlas.does("provider-absence", AWAY)
    assert "gemeld op 31 mrt 2026" in manager.page.get("/clienten/0041-7723").content.decode()
    key = key_of("absences", "absence_id")
    assert manager.take("absence-contradiction", key, reason="was with me").status_code == 302
    assert not believed("absences").exists()
    page = atlas.reads(PAGE)
    assert "contradicted by the municipality" in page
    assert "was with me" in page


def seen_in(company: Company, task: str) -> str:
    page = company.browser.get(f"/aanbieder/deelname/{company.participation}/{task}")
    return str(page.content.decode().split('name="seen" value="')[1].split('"')[0])


@pytest.mark.parametrize("task", ["provider-report", "provider-placement"])
def test_what_is_sent_in_two_windows_is_recorded_once(atlas, task):
    interim, work = {**REPORT, "which": "interim"}, {**WORK, "seen": seen_in(atlas, task)}
    answers = {**(interim if task == "provider-report" else work), "seen": seen_in(atlas, task)}
    assert atlas.does(task, {**answers, "file": proof()}) == []
    (told,) = atlas.does(task, {**answers, "file": proof()})
    assert told.startswith("Your company sent something like this while you were filling this in")
    table = "progress_reports" if task == "provider-report" else "placements"
    assert believed(table).count() == 1
    assert EvidenceFile.objects.count() == (task == "provider-placement")


def test_proof_of_work_that_is_not_there_has_no_form(atlas):
    address = "/aanbieder/deelname/D1/provider-proof/nothing"
    assert atlas.browser.get(address).status_code == 404


def test_claiming_a_premium_that_the_terms_refuse_is_confirmed_first(atlas):
    paid = {**WORK, **PREMIUM, "financed_by": "municipality"}
    page = atlas.browser.post(
        "/aanbieder/deelname/D1/provider-placement", {**paid, "file": proof()}
    ).content.decode()
    assert "It will not be paid as it stands." in page
    assert not believed("premium_claims").exists()
    assert not EvidenceFile.objects.exists()
    confirmed = {**paid, "confirm-claim": "on", "file": proof()}
    assert atlas.does("provider-placement", confirmed) == []
    assert believed("premium_claims").exists()


def test_too_few_hours_of_the_own_statement_count_and_not_those_others_have_on_file(atlas):
    put("placements", placement_id="W1", person_id="P0041-7723", employer="Elders",
        weekly_hours=36, contract_kind="permanent", financed_by="employer",
        starts_on=BEGAN)  # fmt: skip
    few = {**WORK, **PREMIUM, "weekly_hours": "12", "file": proof()}
    page = atlas.browser.post("/aanbieder/deelname/D1/provider-placement", few).content.decode()
    assert "It will not be paid as it stands." in page
    assert "36" not in page


def test_after_its_end_a_participation_asks_no_absence_plan_or_talk(atlas):
    (known,) = believed("participations").filter(participation_id="D1")
    with open_journal(author=None, step="end") as journal:
        journal.correct(known, {"ends_on": date(2026, 1, 20), "status": "stopped"})
    page = atlas.reads(PAGE)
    assert "It ended before the first report was to be sent: none is asked." in page
    assert "provider-absence" not in page
    assert "provider-signal" not in page
    assert "provider-report'" not in page
    (told,) = atlas.does("provider-absence", AWAY)
    assert told.startswith("This participation ended on 19 Jan 2026.")
    assert "19 Jan 2026" in page


def test_a_referral_answered_in_another_window_says_what_was_answered(atlas, two_companies):
    put("referrals", referral_id="V1", person_id=two_companies.person_id, contract_id="K1",
        provider_id="R1", referred_on=date(2026, 3, 20), referred_by="bakker",
        question="to work")  # fmt: skip
    said = {"reason": "full", "explanation": "no place before June"}
    assert atlas.sends("/aanbieder/aanmelding/V1/referral-return", said) == []
    answer = atlas.browser.post("/aanbieder/aanmelding/V1/referral-accept", {})
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "Your company returned this referral on 31 Mar 2026" in page
    assert "Pieter" not in page
    assert "Look under Our clients" in page
