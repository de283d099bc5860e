"""What the frame does for every step: two people at once, what is gone, the way back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.steps.browsing import errors, filled_in, said, words
from tests.register.steps.taking import Taker
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.facts.versions import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(
    taker: Taker, user_with: Callable[..., User], browser_of: Callable[[User], Browser]
) -> Taker:
    """The team leader, who has the same client's file open."""
    leader = user_with("smit", Role.TEAM_LEADER)
    leader.language = "en"
    leader.save()
    return Taker(browser_of(leader), taker.client)


def test_the_second_of_two_people_sees_what_the_first_changed(taker: Taker, colleague: Taker):
    mine = filled_in(taker.open("barriers"))
    colleague.take("barriers", barriers=["debts"])
    refused = taker.save("barriers", **{**mine, "barriers": ["language"]})
    assert "someone else changed this client's file" in errors(refused)[""]
    assert "Recorded: Barriers: barrier debts" in words(refused)
    assert [fact["barrier"] for fact in taker.facts("barriers")] == ["debts"]


def test_what_the_second_typed_is_kept_and_saved_if_it_still_holds(taker: Taker, colleague: Taker):
    mine = filled_in(taker.open("barriers"))
    colleague.take("barriers", barriers=["debts"])
    refused = taker.save("barriers", **{**mine, "barriers": ["debts", "language"]})
    assert filled_in(refused)["barriers"] == ["language", "debts"]
    assert taker.save("barriers", **filled_in(refused)).status_code == 302
    assert {fact["barrier"] for fact in taker.facts("barriers")} == {"debts", "language"}


def test_a_change_elsewhere_in_the_file_is_in_nobodys_way(taker: Taker, colleague: Taker):
    mine = filled_in(taker.open("barriers"))
    colleague.take("contact", contact_on="2026-03-30", kind="telephone", held="yes")
    assert taker.save("barriers", **{**mine, "barriers": ["debts"]}).status_code == 302


def test_a_fact_that_was_withdrawn_meanwhile_is_not_corrected(taker: Taker, colleague: Taker):
    taker.take("barriers", barriers=["debts"])
    mine = filled_in(taker.open("barriers", "debts~2026-03-31"))
    colleague.take("barriers", barriers=None)
    refused = taker.save("barriers", "debts~2026-03-31", **{**mine, "reason": "wrong"})
    assert "no longer on file" in errors(refused)[""]


def test_a_step_about_nothing_on_file_is_no_page(taker: Taker):
    assert taker.open("barriers", "debts~2026-03-31").status_code == 404
    assert taker.open("barriers", "nonsense").status_code == 404
    assert taker.open("no-such-step").status_code == 404


def test_what_is_missing_is_named_at_the_field_with_a_link(taker: Taker):
    refused = taker.take("unemployment", expected_end_on="2026-12-31")
    assert errors(refused) == {"starts_on": "Fill this in."}
    assert '<a href="#id_starts_on">' in refused.content.decode()


def test_saving_returns_to_where_one_came_from_but_never_elsewhere(taker: Taker):
    filled = {"contact_on": "2026-03-30", "kind": "telephone", "held": "yes"}
    assert taker.save("contact", **filled, back="/werklijst/")["Location"] == "/werklijst/"
    filled["contact_on"] = "2026-03-29"
    outside = taker.save("contact", **filled, back="https://elsewhere.example/")
    assert outside["Location"] == f"/clienten/{taker.client.number}"


def test_a_saved_step_offers_the_way_back_on_the_next_page(taker: Taker):
    taker.take("barriers", barriers=["debts"])
    shown = taker.page.get(f"/clienten/{taker.client.number}")
    change = Change.objects.get(step="barriers")
    address = f"/clienten/{taker.client.number}/terug/{change.pk}"
    assert f'action="{address}"' in shown.content.decode()
    done = taker.page.post(address, {"at_once": "1"})
    assert said(done)[-1] == "Undone: Barriers."
    assert taker.facts("barriers") == []


def test_a_citizen_service_number_is_in_no_address_and_on_no_form_of_a_step(taker: Taker):
    shown = taker.open("personal-details")
    assert "citizen_number" not in filled_in(shown)


def test_names_and_address_change_with_the_old_ones_kept(taker: Taker):
    done = taker.take("personal-details", address="Dorpsstraat 1", place="Elst")
    assert said(done)[-1] == "Name and address are changed."
    versions = list(taker.client.identities.order_by("pk"))
    assert [(each.address, each.withdrawn_at is None) for each in versions] == [
        ("", False),
        ("Dorpsstraat 1", True),
    ]
    assert versions[1].birth_on == date(1985, 2, 28)


@pytest.mark.parametrize("step", ["classification", "diagnosis", "barriers", "exemption"])
def test_a_form_asks_the_database_a_bounded_number_of_questions(
    taker: Taker, step: str, django_assert_max_num_queries: Callable[[int], object]
):
    for barrier in ("debts", "language", "childcare"):
        taker.take("barriers", barriers=[barrier])
    with django_assert_max_num_queries(30):
        assert taker.open(step).status_code == 200


def test_saving_asks_the_database_a_bounded_number_of_questions(
    taker: Taker, django_assert_max_num_queries: Callable[[int], object]
):
    filled = filled_in(taker.open("barriers"))
    with django_assert_max_num_queries(60):
        taker.save("barriers", **{**filled, "barriers": ["debts", "language"]})
