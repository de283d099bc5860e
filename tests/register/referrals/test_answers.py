"""An unanswered referral is taken back; a participation ends, with its trajectory or without."""

from datetime import date

import pytest

from tests.register.referrals.conftest import put, referral
from tests.register.referrals.test_referral import BAKEN, refers
from tests.register.steps.browsing import errors, said, words
from tests.register.steps.taking import TODAY, record
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed
from trede.register.referrals.placing import accept, give_back, recall
from trede.register.referrals.starting import start_due
from trede.register.steps.refusing import RefusedError

pytestmark = pytest.mark.django_db


def answers(taker, author, what, *given):
    with open_journal(author=author, step="answer", client=taker.client) as journal:
        return what(journal, referral(), *given)


def test_an_unanswered_referral_is_taken_back_with_a_reason(taker):
    refers(taker)
    done = taker.take("referral-recall", recall_reason="He found work himself.")
    assert said(done)[-1] == ("The referral is taken back. The provider no longer sees the client.")
    taken = taker.facts("referrals")[0]
    assert taken["recalled_on"] == TODAY
    assert taken["recall_reason"] == "He found work himself."


def test_a_recall_needs_a_reason(taker):
    refers(taker)
    assert errors(taker.take("referral-recall")) == {"recall_reason": "Fill this in."}


def test_what_was_answered_cannot_be_taken_back(taker, english):
    refers(taker)
    answers(taker, english, accept, TODAY, "a.boer")
    told = words(taker.open("referral-recall", str(referral().cell("referral_id"))))
    assert "This referral was answered or taken back already." in told


@pytest.mark.parametrize(
    "second",
    [
        (accept, TODAY, "b.vos"),
        (give_back, "full", "No room.", "b.vos"),
        (recall, "He found work."),
    ],
)
def test_of_two_answers_the_second_is_refused(taker, english, second):
    refers(taker)
    answers(taker, english, accept, TODAY, "a.boer")
    with pytest.raises(RefusedError):
        answers(taker, english, *second)
    assert believed("participations").count() == 1


def test_nobody_begins_before_the_referral_or_far_ahead(taker, english):
    refers(taker)
    for day in (date(2026, 3, 30), date(2026, 12, 1)):
        with pytest.raises(RefusedError):
            answers(taker, english, accept, day, "a.boer")


def test_who_begins_later_holds_a_place_while_the_trajectory_waits(taker, english):
    refers(taker)
    answers(taker, english, accept, date(2026, 4, 20), "a.boer")
    assert "started_on" not in taker.facts("trajectories")[0]
    assert "1 of 10" in words(taker.page.get("/aanbod/"))


def test_on_the_day_that_was_named_the_trajectory_starts_by_itself(taker, english):
    refers(taker)
    first = date(2026, 4, 20)
    answers(taker, english, accept, first, "a.boer")
    assert start_due(date(2026, 4, 19)) == 0
    assert start_due(first) == 1
    assert taker.facts("trajectories")[0]["started_on"] == first
    assert start_due(date(2026, 4, 21)) == 0


def test_a_participation_ends_with_its_trajectory(taker, english):
    refers(taker)
    answers(taker, english, accept, TODAY, "a.boer")
    done = taker.take(
        "participation-end", status="completed", ends_on="2026-03-31", meets_norm="yes",
        result="goal_met",
    )  # fmt: skip
    assert said(done)[-1] == "The participation has ended, and the trajectory with it."
    ended = taker.facts("participations")[0]
    assert (ended["status"], ended["ends_on"], ended["meets_norm"]) == (
        "completed", date(2026, 4, 1), True,
    )  # fmt: skip
    trajectory = taker.facts("trajectories")[0]
    assert (trajectory["ended_on"], trajectory["goal_met"]) == (TODAY, True)


def test_a_participation_is_broken_off_while_the_trajectory_goes_on(taker, english):
    refers(taker)
    answers(taker, english, accept, TODAY, "a.boer")
    done = taker.take("participation-end", status="broken_off", ends_on="2026-03-31")
    assert said(done)[-1] == "The participation has ended; the trajectory goes on."
    assert "ended_on" not in taker.facts("trajectories")[0]
    confirmed = {"confirm-other_contract": "on", "motive": "Atlas could not do it."}
    assert refers(taker, BAKEN, **confirmed).status_code == 302
    assert taker.facts("referrals")[-1]["former_id"] is not None


def test_completed_without_the_norm_is_refused(taker, english):
    refers(taker)
    answers(taker, english, accept, TODAY, "a.boer")
    refused = errors(taker.take("participation-end", status="completed", ends_on="2026-03-31"))
    assert refused == {"meets_norm": "Say whether the norm of the contract was met."}


def test_a_participation_ends_on_a_day_of_its_own(taker):
    put(
        "participations", participation_id="d1", person_id=taker.client.person_id,
        contract_id="C-atlas", starts_on=date(2026, 2, 1), status="running",
    )  # fmt: skip
    early = taker.take("participation-end", "d1", status="broken_off", ends_on="2026-01-31")
    assert "began on 1 Feb 2026" in errors(early)["ends_on"]
    ahead = taker.take("participation-end", "d1", status="broken_off", ends_on="2026-04-01")
    assert errors(ahead) == {"ends_on": "This day has not come yet."}


def test_who_was_ended_today_takes_part_no_longer(taker, case_manager):
    values = {"participation_id": "d1", "contract_id": "C-atlas", "provider_id": "atlas",
              "name": "Guidance", "starts_on": date(2026, 2, 1), "status": "running"}  # fmt: skip
    record(taker.client, case_manager, "participations", values)
    address = f"/clienten/{taker.client.number}"
    assert "takes part Guidance, Atlas End a participation" in words(taker.page.get(address))
    ended = taker.save("participation-end", "d1", status="broken_off", ends_on="2026-03-31")
    assert ended.status_code == 302
    assert "takes part Guidance" not in words(taker.page.get(address))
    assert taker.save("participation-end", "d1", status="broken_off").status_code == 422
