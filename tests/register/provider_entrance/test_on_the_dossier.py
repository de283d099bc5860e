"""What providers told, and what talks with them decided, as the dossier of the client shows it."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from tests.register.buying import put
from tests.register.provider_entrance.conftest import TODAY
from tests.register.provider_entrance.test_reporting import REPORT, WORK, proof
from tests.register.steps.taking import Taker
from trede.register.facts.models import believed

pytestmark = pytest.mark.django_db
DOSSIER = "/clienten/0041-7723"


@pytest.fixture
def manager(page, client) -> Taker:
    """The case manager of Pieter Jansen."""
    return Taker(page, client)


def shown(manager: Taker, heading: str = "") -> str:
    """Return the dossier, or its part with a heading, in plain words."""
    page = manager.page.get(DOSSIER).content.decode()
    part = re.split(rf'id="{heading}">', page, maxsplit=1)[-1] if heading else page
    part = part.split("</section>")[0] if heading else part
    return " ".join(unescape(re.sub("<[^>]+>", " ", part)).split())


def section(manager: Taker, title: str) -> str:
    """Return a section of facts as it is written."""
    page = manager.page.get(DOSSIER).content.decode()
    return page.split(f'<h2 class="inline">{title}</h2>')[1].split("</details>")[0]


def decide(client, result: str, held_on: date = TODAY) -> None:
    put("three_way_talks", talk_id="G1", person_id=client.person_id, participation_id="D1",
        signalled_on=date(2026, 3, 2), signalled_by="anna", reason="no_progress",
        held_on=held_on, result=result, agreement="Het tempo ligt te hoog.")  # fmt: skip


@pytest.mark.parametrize(
    ("result", "told", "step"),
    [
        ("other_provider", "Meld de cliënt bij een andere aanbieder aan.", "referral"),
        ("stop", "Beëindig de deelname", "participation-end/D1"),
        ("adjust", "Vraag de aanbieder om een plan dat past", "plan"),
        ("sanction", "stel zo nodig een maatregel voor", "enforcement"),
    ],
)
def test_what_a_talk_decided_stands_on_the_dossier_at_once_with_its_last_day(
    manager,
    client,
    atlas,
    result,
    told,
    step,
):
    decide(client, result)
    text = shown(manager, "with-providers")
    for each in (told, "Atlas", "Uiterlijk op 14 apr 2026.", "Het tempo ligt te hoog."):
        assert each in text, each
    assert f"/stap/{step}" in manager.page.get(DOSSIER).content.decode()


def test_a_talk_after_which_it_goes_on_asks_for_nothing(manager, client, atlas):
    decide(client, "go_on")
    assert "Uiterlijk op" not in shown(manager, "with-providers")


def test_what_was_done_after_a_talk_is_no_longer_asked(manager, client, atlas, baken):
    decide(client, "other_provider", TODAY - timedelta(days=1))
    put("referrals", referral_id="V2", person_id=client.person_id, contract_id="K2",
        provider_id="R2", referred_on=TODAY, referred_by="bakker", question="werk")  # fmt: skip
    assert "Uiterlijk op" not in shown(manager, "with-providers")


def test_a_later_talk_overtakes_what_an_earlier_one_decided(manager, client, atlas):
    decide(client, "stop", TODAY - timedelta(days=5))
    put("three_way_talks", talk_id="G2", person_id=client.person_id, participation_id="D1",
        signalled_on=TODAY, signalled_by="anna", reason="no_progress", held_on=TODAY,
        result="go_on")  # fmt: skip
    assert "Uiterlijk op" not in shown(manager, "with-providers")


def test_what_only_a_provider_sends_is_answered_and_not_added(manager, client, atlas):
    assert atlas.does("provider-report", {**REPORT, "which": "interim"}) == []
    reports = section(manager, "Rapportages van aanbieders")
    assert "Beantwoorden" in reports
    assert "Toevoegen" not in reports
    assert "Toevoegen" not in section(manager, "Plannen van aanbieders")
    key = believed("progress_reports").get().cell("report_id")
    assert manager.take("report-answer", key, answer="accepted").status_code == 302
    assert "Verbeter het antwoord" in section(manager, "Rapportages van aanbieders")


def test_a_three_way_talk_is_added_by_planning_one(manager, client, atlas):
    talks = section(manager, "Driegesprekken")
    assert "/stap/three-way-talk-next" not in talks
    assert "/stap/three-way-talk" in talks
    assert "Er wacht geen" not in manager.open("three-way-talk").content.decode()


def test_a_report_is_called_as_in_its_contract_and_a_case_manager_by_name(
    manager,
    client,
    atlas,
    case_manager,
):
    for key, name in (("R1", "progress"), ("R2", "interim")):
        put("progress_reports", report_id=key, person_id=client.person_id, participation_id="D1",
            name=name, received_on=TODAY)  # fmt: skip
    reports = section(manager, "Rapportages van aanbieders")
    assert ">voortgangsrapportage<" in reports
    assert ">tussentijdse rapportage<" in reports
    assert ">progress<" not in reports
    managers = section(manager, "Klantmanagers")
    assert case_manager.name in managers
    assert f">{case_manager.username}<" not in managers


def test_the_signal_of_a_provider_is_told_in_words(manager, client, atlas):
    signal = {"reason": "illness", "explanation": "Al zes weken niet gezien."}
    assert atlas.does("provider-signal", signal) == []
    changes = shown(manager, "events")
    assert "Anna · langdurig ziek" in changes
    assert "illness" not in changes


def test_work_that_only_the_provider_stated_is_marked_as_not_verified(
    manager,
    client,
    atlas,
):
    assert atlas.does("provider-placement", {**WORK, "file": proof()}) == []
    situation = shown(manager, "situation")
    assert "Bakkerij Ronda sinds 30 mrt 2026 niet geverifieerd" in situation
    assert "alleen Atlas zegt dit" in situation


def test_work_that_the_municipality_has_on_file_goes_before_what_a_provider_stated(
    manager,
    client,
    atlas,
):
    put("placements", placement_id="W1", person_id=client.person_id, employer="Slagerij Blok",
        financed_by="employer", starts_on=date(2026, 3, 1))  # fmt: skip
    assert atlas.does("provider-placement", {**WORK, "file": proof()}) == []
    situation = shown(manager, "situation")
    assert "Slagerij Blok sinds 1 mrt 2026" in situation
    assert "niet geverifieerd" not in situation
