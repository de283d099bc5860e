"""The way back after a step."""

from datetime import date

import pytest

from tests.register.steps.browsing import errors, said, words
from tests.register.steps.taking import Taker, content_of
from trede.register.accounts.models import User
from trede.register.facts.versions import Change
from trede.register.steps.undoing import BuiltUponError, look_back, undo

pytestmark = pytest.mark.django_db


def newest(step: str) -> Change:
    """Return the newest change of a step."""
    return Change.objects.filter(step=step).latest("pk")


def test_undoing_withdraws_what_was_recorded_and_records_again_what_was_withdrawn(
    taker: Taker, case_manager: User
):
    taker.take("barriers", barriers=["debts"], changed_on="2026-03-02")
    taker.take("barriers", barriers=["language"])
    undone = undo(newest("barriers"), case_manager, "wrong client")
    assert taker.facts("barriers") == [{"barrier": "debts", "starts_on": date(2026, 3, 2)}]
    assert (undone.step, undone.reason, undone.author) == ("undo", "wrong client", case_manager)
    assert len(taker.versions("barriers")) == 4


def test_undoing_keeps_the_source_of_what_comes_back(taker: Taker, case_manager: User):
    taker.take("barriers", barriers=["debts"], changed_on="2026-03-02")
    fact = taker.believed("barriers")[0]
    type(fact).objects.filter(pk=fact.pk).update(source="UWV")
    taker.take("barriers", barriers=None)
    undo(newest("barriers"), case_manager, "still there")
    assert [each.source for each in taker.believed("barriers")] == ["UWV"]


def test_what_was_undone_can_be_done_again_by_undoing_that(taker: Taker, case_manager: User):
    taker.take("barriers", barriers=["debts"])
    before = taker.facts("barriers")
    undone = undo(newest("barriers"), case_manager, "wrong client")
    undo(undone, case_manager, "right client after all")
    assert taker.facts("barriers") == before


def test_a_change_is_not_undone_twice(taker: Taker, case_manager: User):
    taker.take("barriers", barriers=["debts"])
    change = newest("barriers")
    undone = undo(change, case_manager, "wrong client")
    with pytest.raises(BuiltUponError) as refused:
        undo(change, case_manager, "again")
    assert refused.value.later == (undone,)


def test_a_change_that_was_built_upon_is_not_undone_and_says_by_what(
    taker: Taker, case_manager: User
):
    taker.take("benefit-application", applied_on="2026-02-02")
    taker.take("benefit-decision", decision="granted", starts_on="2026-02-02")
    decided = newest("benefit-decision")
    taker.take("benefit-end", ends_on="2026-03-30", exit_reason="study")
    with pytest.raises(BuiltUponError, match="later changes were built upon it"):
        undo(decided, case_manager, "wrong")
    shown = taker.page.get(f"/clienten/{taker.client.number}/terug/{decided.pk}")
    assert "This can no longer be undone" in words(shown)
    assert "End of benefit" in words(shown)


def test_undoing_in_the_right_order_brings_everything_back(taker: Taker, case_manager: User):
    taker.take("benefit-application", applied_on="2026-02-02")
    before = taker.facts("applications")
    taker.take("benefit-decision", decision="granted", starts_on="2026-02-02")
    taker.take("benefit-end", ends_on="2026-03-30", exit_reason="study")
    undo(newest("benefit-end"), case_manager, "wrong")
    undo(newest("benefit-decision"), case_manager, "wrong")
    assert taker.facts("applications") == before
    assert taker.facts("benefit_spells") == []


def test_what_others_refer_to_is_not_undone_under_them(taker: Taker):
    taker.take("diagnosis", finding="debts first", **{"question-debts": "yes"})
    diagnosed = newest("diagnosis")
    subject = taker.believed("diagnoses")[0].diagnosis_id
    taker.take("diagnosis", subject, **{"question-motivation": "in_doubt", "reason": "forgotten"})
    assert look_back(diagnosed).later == (newest("diagnosis"),)


def test_undoing_from_the_history_asks_why(taker: Taker):
    taker.take("barriers", barriers=["debts"])
    address = f"/clienten/{taker.client.number}/terug/{newest('barriers').pk}"
    assert "Recorded: Barriers: barrier debts" in words(taker.page.get(address))
    assert errors(taker.page.post(address, {"reason": ""}))["reason"] == "Fill this in."
    assert said(taker.page.post(address, {"reason": "wrong client"}))[-1] == "Undone: Barriers."
    assert newest("undo").reason == "wrong client"


def test_a_change_of_another_client_has_no_page_here(taker: Taker, client_of, case_manager: User):
    other = Taker(taker.page, client_of(case_manager, "0042-0001", "Smit"))
    other.take("barriers", barriers=["debts"])
    address = f"/clienten/{taker.client.number}/terug/{newest('barriers').pk}"
    assert taker.page.get(address).status_code == 404
    assert content_of(other.believed("barriers")[0])["barrier"] == "debts"


def test_a_change_of_name_is_undone_too(taker: Taker, case_manager: User):
    taker.take("personal-details", family_name="Pietersen")
    undo(newest("personal-details"), case_manager, "typing error")
    assert taker.client.identities.current().get().family_name == "Jansen"
