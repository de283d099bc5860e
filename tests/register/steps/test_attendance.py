"""Attendance: came or not, with notice or without; absence without notice is looked into."""

from datetime import date

import pytest

from tests.register.steps.browsing import errors, said, words
from tests.register.steps.taking import TODAY, Taker, record
from trede.register.accounts.models import User
from trede.register.clients.models import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trajectory(client: Client, case_manager: User) -> None:
    """A Work First trajectory since 1 March."""
    values = {"trajectory_id": "T1", "type": "work_first", "started_on": date(2026, 3, 1)}
    record(client, case_manager, "trajectories", values)


def test_a_client_who_came_is_recorded(taker: Taker):
    done = taker.take("attendance", attendance="came")
    assert said(done)[-1] == "The attendance is recorded."
    assert taker.facts("attendance_days") == [
        {"trajectory_id": "T1", "day_on": TODAY, "present": True}
    ]
    assert taker.facts("signals") == []


def test_absence_with_notice_is_explained(taker: Taker):
    refused = taker.take("attendance", attendance="with_notice")
    assert errors(refused) == {"explanation": "Say why the client did not come."}
    taker.take("attendance", attendance="with_notice", explanation="Child was ill.")
    assert taker.facts("attendance_days") == [
        {
            "trajectory_id": "T1",
            "day_on": TODAY,
            "present": False,
            "with_notice": True,
            "explanation": "Child was ill.",
        }
    ]
    assert taker.facts("signals") == []


def test_absence_without_notice_is_put_on_the_worklist(taker: Taker):
    done = taker.take("attendance", attendance="without_notice", day_on="2026-03-30")
    assert said(done)[-1] == ("The absence is recorded, and put on the worklist to be looked into.")
    assert [day["with_notice"] for day in taker.facts("attendance_days")] == [False]
    assert taker.facts("signals") == [
        {
            "rule": "absent_without_notice",
            "description": "Absent without notice on 30 Mar 2026.",
            "raised_on": TODAY,
        }
    ]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-04-01", "This day has not come yet."),
        ("2026-02-28", "The trajectory did not run on this day."),
    ],
)
def test_a_day_outside_the_trajectory_is_refused(taker: Taker, day: str, why: str):
    assert errors(taker.take("attendance", attendance="came", day_on=day)) == {"day_on": why}


def test_a_day_is_recorded_once_and_corrected_with_a_reason(taker: Taker):
    taker.take("attendance", attendance="came")
    again = taker.take("attendance", attendance="came")
    assert errors(again) == {
        "day_on": "The attendance of this day is on file already. Correct that one."
    }
    key = taker.believed("attendance_days")[0].attendance_day_id
    done = taker.take(
        "attendance", key, attendance="with_notice", explanation="ill", reason="misheard"
    )
    assert said(done)[-1] == "The attendance is corrected."
    assert [day["present"] for day in taker.facts("attendance_days")] == [False]


def test_without_a_trajectory_there_is_nothing_to_attend(taker: Taker, client: Client):
    taker.believed("trajectories")[0].delete()
    assert "No trajectory has started yet." in words(taker.open("attendance"))
