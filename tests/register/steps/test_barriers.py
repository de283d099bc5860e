"""Barriers: several at once, ended when they are gone."""

from datetime import date

import pytest

from tests.register.steps.browsing import errors, filled_in, said, words
from tests.register.steps.taking import Taker, record
from trede.register.accounts.models import User

pytestmark = pytest.mark.django_db


def held(taker: Taker) -> set[tuple[str, date, date | None]]:
    """Return the barriers that are believed, with their days."""
    return {(each.barrier, each.starts_on, each.ends_on) for each in taker.believed("barriers")}


def test_several_barriers_are_recorded_at_once(taker: Taker):
    done = taker.take("barriers", barriers=["debts", "language"], changed_on="2026-03-02")
    assert said(done) == ["Recorded: language, debts."] or said(done) == [
        "Recorded: debts, language."
    ]
    assert held(taker) == {
        ("debts", date(2026, 3, 2), None),
        ("language", date(2026, 3, 2), None),
    }


def test_a_barrier_that_is_gone_ends_and_the_others_stay(taker: Taker):
    taker.take("barriers", barriers=["debts", "language"], changed_on="2026-03-02")
    assert filled_in(taker.open("barriers"))["barriers"] == ["language", "debts"]
    done = taker.take("barriers", barriers=["language", "childcare"])
    assert said(done)[-1] == "Recorded: childcare. Gone: debts."
    assert held(taker) == {
        ("language", date(2026, 3, 2), None),
        ("debts", date(2026, 3, 2), date(2026, 3, 31)),
        ("childcare", date(2026, 3, 31), None),
    }


def test_all_barriers_can_be_gone(taker: Taker):
    taker.take("barriers", barriers=["debts"], changed_on="2026-03-02")
    taker.take("barriers", barriers=None)
    assert held(taker) == {("debts", date(2026, 3, 2), date(2026, 3, 31))}


def test_a_barrier_taken_back_on_its_first_day_was_never_there(taker: Taker):
    taker.take("barriers", barriers=["debts"])
    taker.take("barriers", barriers=None)
    assert held(taker) == set()
    assert len(taker.versions("barriers")) == 1


def test_a_barrier_that_is_back_on_the_day_it_ended_runs_on(taker: Taker):
    taker.take("barriers", barriers=["debts"], changed_on="2026-03-02")
    taker.take("barriers", barriers=None)
    taker.take("barriers", barriers=["debts"])
    assert held(taker) == {("debts", date(2026, 3, 2), None)}


def test_saving_what_stood_already_changes_nothing(taker: Taker):
    taker.take("barriers", barriers=["debts"], changed_on="2026-03-02")
    done = taker.take("barriers")
    assert said(done)[-1] == "Nothing was changed: this is how it stood already."
    assert len(taker.versions("barriers")) == 1


def test_a_barrier_cannot_end_before_it_was_known(taker: Taker):
    taker.take("barriers", barriers=["debts"], changed_on="2026-03-02")
    refused = errors(taker.take("barriers", barriers=None, changed_on="2026-03-01"))
    assert (
        refused["changed_on"] == "Debts is known since 2 Mar 2026: choose that day or a later one."
    )
    ahead = errors(taker.take("barriers", barriers=None, changed_on="2026-04-01"))
    assert ahead["changed_on"] == "This day has not come yet."


def test_answers_point_to_barriers_without_ticking_them(taker: Taker, case_manager: User):
    answer = {"answer_id": "A1", "question": "debts", "answer": "yes"}
    record(taker.client, case_manager, "answers", {**answer, "answered_on": date(2026, 3, 3)})
    shown = taker.open("barriers")
    assert "debts (answered on 3 Mar 2026: Are there debts" in words(shown)
    assert "barriers" not in filled_in(shown)


def test_a_correction_names_the_barrier_without_naming_the_person(taker: Taker):
    taker.take("barriers", barriers=["debts"], changed_on="2026-03-02")
    done = taker.take("barriers", "debts~2026-03-02", starts_on="2026-02-16", reason="typing error")
    assert said(done)[-1] == "The barrier is corrected."
    before, after = taker.versions("barriers")
    assert (before.starts_on, before.withdrawn_at is None) == (date(2026, 3, 2), False)
    assert (after.starts_on, after.recorded_in.reason) == (date(2026, 2, 16), "typing error")
