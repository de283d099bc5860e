"""Illness at a provider, and what a three-way talk decided, stand on the worklist until seen to."""

from datetime import date, timedelta

import pytest

from tests.register.buying import key_of, put
from tests.register.provider_entrance.conftest import TODAY
from tests.register.provider_entrance.test_municipality import asked_of
from tests.register.provider_entrance.test_reporting import PLAN
from tests.register.steps.browsing import errors
from tests.register.steps.taking import Taker
from trede.register.facts.models import believed
from trede.register.signals.computing import refresh_client

pytestmark = pytest.mark.django_db

ILL = {"kind": "illness", "starts_on": "2026-03-31", "with_notice": "yes"}
WEEK_AGO = TODAY - timedelta(days=7)
IN_A_WEEK = [("bakker", date(2026, 4, 7))]


@pytest.fixture
def manager(page, client) -> Taker:
    """The case manager of Pieter Jansen."""
    return Taker(page, client)


@pytest.fixture
def decided(atlas, client):
    """Let a talk on the participation with Atlas, a week ago, have had a result."""

    def decide(result: str, held_on: date = WEEK_AGO) -> None:
        put("three_way_talks", talk_id=f"G {result}", person_id=client.person_id,
            participation_id=atlas.participation, signalled_on=date(2026, 3, 2),
            signalled_by="anna", reason="no_progress", held_on=held_on, result=result,
            agreement="as said")  # fmt: skip

    return decide


def listed(manager: Taker) -> str:
    """Return the worklist."""
    return manager.page.get("/werklijst/?group=providers").content.decode()


def test_illness_is_on_the_worklist_the_moment_the_provider_reports_it(atlas, manager):
    assert atlas.does("provider-absence", ILL) == []
    assert asked_of("illness_reported") == IN_A_WEEK
    assert "De aanbieder meldde op 31 mrt 2026 dat de cliënt ziek is" in listed(manager)
    assert "binnen 7 dagen" in listed(manager)
    assert "/clienten/0041-7723/stap/contact" in listed(manager)
    called = {"contact_on": "2026-03-31", "kind": "conversation", "held": "yes"}
    assert manager.take("contact", **called, summary="back on Monday").status_code == 302
    assert asked_of("illness_reported") == []


def test_illness_goes_from_the_worklist_when_the_client_is_back(atlas):
    atlas.does("provider-absence", {**ILL, "starts_on": "2026-03-30"})
    assert asked_of("illness_reported") == IN_A_WEEK
    absence = key_of("absences", "absence_id")
    assert atlas.does("provider-absence-end", {"ends_on": "2026-03-31"}, absence) == []
    assert asked_of("illness_reported") == []


def test_illness_goes_from_the_worklist_after_a_three_way_talk(atlas, decided):
    atlas.does("provider-absence", ILL)
    decided("go_on", TODAY)
    assert asked_of("illness_reported") == []


def test_leave_asks_for_nothing_and_absence_without_notice_is_looked_into(atlas, manager):
    atlas.does("provider-absence", {**ILL, "kind": "leave", "ends_on": "2026-04-02"})
    assert asked_of("illness_reported") == asked_of("absence_unexplained") == []
    missed = {"kind": "no_show", "starts_on": "2026-03-30", "ends_on": "2026-03-31"}
    assert atlas.does("provider-absence", {**missed, "with_notice": "no"}) == []
    assert asked_of("absence_unexplained") == IN_A_WEEK
    seen = {"rule": "absent_without_notice", "description": "seen", "raised_on": "2026-03-31"}
    assert manager.take("enforcement-signal", **seen).status_code == 302
    assert asked_of("absence_unexplained") == []


def test_a_talk_that_decided_to_stop_asks_for_the_end_of_that_participation(
    atlas, baken, decided, manager
):
    del atlas, baken
    decided("stop")
    assert asked_of("talk_stop") == IN_A_WEEK
    assert "/stap/participation-end/D1" in listed(manager)
    assert "is afgesproken te stoppen; dat is nog niet gebeurd" in listed(manager)
    told = {"status": "broken_off", "ends_on": "2026-03-31"}
    assert manager.take("participation-end", "D1", **told).status_code == 302
    assert asked_of("talk_stop") == []


def test_a_talk_that_decided_today_asks_for_nothing_yet(client, decided, manager):
    decided("stop", TODAY)
    assert asked_of("talk_stop") == []
    refresh_client(client.person_id, TODAY + timedelta(days=7))
    assert asked_of("talk_stop") == [("bakker", TODAY + timedelta(days=14))]
    assert "participation-end/D1" in listed(manager)


def test_a_participation_that_ended_leads_on_to_the_trajectory_that_goes_on(
    client, decided, manager
):
    put("trajectories", trajectory_id="T1", person_id=client.person_id,
        started_on=date(2026, 1, 5))  # fmt: skip
    put("referrals", referral_id="V1", person_id=client.person_id, contract_id="K1",
        provider_id="R1", trajectory_id="T1", participation_id="D1", referred_by="bakker",
        referred_on=date(2026, 1, 2), question="work")  # fmt: skip
    decided("stop")
    told = {"status": "broken_off", "ends_on": "2026-03-31"}
    assert manager.take("participation-end", "D1", **told).status_code == 302
    assert asked_of("talk_stop") == IN_A_WEEK
    assert "/stap/trajectory-next" in manager.open("participation-end", "D1").content.decode()
    over = manager.take("trajectory-next", ended_on="2026-03-31", result="broken_off_stayed")
    assert over.status_code == 302, errors(over)
    assert asked_of("talk_stop") == []


def test_a_talk_that_decided_on_another_provider_asks_for_a_referral(client, decided, manager):
    decided("other_provider")
    assert asked_of("talk_other_provider") == IN_A_WEEK
    assert "/stap/referral" in listed(manager)
    put("referrals", referral_id="V2", person_id=client.person_id, contract_id="K2",
        provider_id="R2", referred_on=TODAY, referred_by="bakker", question="work")  # fmt: skip
    assert asked_of("talk_other_provider") == []


def test_a_talk_that_decided_to_adjust_asks_for_a_plan(atlas, decided, manager):
    decided("adjust")
    assert asked_of("talk_adjust") == IN_A_WEEK
    assert "/clienten/0041-7723/stap/plan?" in listed(manager)
    assert atlas.does("provider-plan", PLAN) == []
    assert asked_of("talk_adjust") == []
    assert asked_of("plan_to_answer") == IN_A_WEEK


def test_a_talk_that_decided_on_a_sanction_asks_for_a_finding(decided, manager):
    decided("sanction")
    assert asked_of("talk_sanction") == IN_A_WEEK
    assert "/stap/enforcement?" in listed(manager)
    assert "/stap/enforcement-signal" in manager.open("enforcement").content.decode()
    seen = {"rule": "work_refused", "description": "did not go", "raised_on": "2026-03-24"}
    assert manager.take("enforcement-signal", **seen).status_code == 302
    assert asked_of("talk_sanction") == IN_A_WEEK
    found = {"finding": "he did not go", "conclusion": "propose", "looked_into_on": "2026-03-31"}
    assert manager.take("enforcement", **found).status_code == 302
    assert believed("signals").get().cell("finding") == "he did not go"
    assert asked_of("talk_sanction") == []
