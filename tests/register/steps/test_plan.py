"""The plan: a draft may be incomplete, a definitive plan says all, and holds when both signed."""

from datetime import date

import pytest

from tests.register.steps.browsing import errors, filled_in, said, warnings, words
from tests.register.steps.taking import TODAY, Taker, record
from trede.register.accounts.models import User

pytestmark = pytest.mark.django_db

COMPLETE = {
    "goal": "Regular work as a cook, 24 hours a week.",
    "client_wish": "I want to work in a kitchen again.",
    "motive": "Has worked as a cook; schooling would take longer.",
    "fit": "Physically able; restaurants in the region look for cooks.",
    "expected_result": "Work within six months.",
    "expected_cost_cents": "1250,00",
    "is_definitive": "on",
}
RECORDED = {
    "status": "definitive",
    "goal": COMPLETE["goal"],
    "client_wish": COMPLETE["client_wish"],
    "motive": COMPLETE["motive"],
    "fit": COMPLETE["fit"],
    "expected_result": COMPLETE["expected_result"],
    "expected_cost_cents": 125000,
    "drawn_up_on": TODAY,
    "offered_on": TODAY,
}


def test_a_complete_plan_is_made_definitive(taker: Taker):
    done = taker.take("plan", **COMPLETE)
    assert said(done) == ["The plan is definitive. It holds once both have signed."]
    assert taker.facts("plans") == [RECORDED]


def test_a_draft_may_be_saved_incomplete_and_gone_on_with(taker: Taker):
    assert said(taker.take("plan", goal="Work as a cook.")) == ["The draft is saved."]
    assert taker.facts("plans") == [{"status": "draft", "goal": "Work as a cook."}]
    shown = taker.open("plan")
    assert "Go on with the plan" in words(shown)
    assert filled_in(shown)["goal"] == "Work as a cook."
    assert said(taker.take("plan", **COMPLETE))[-1].startswith("The plan is definitive.")
    assert taker.facts("plans") == [RECORDED]


def test_each_thing_that_a_definitive_plan_lacks_is_named_at_its_field(taker: Taker):
    refused = taker.take("plan", is_definitive="on", drawn_up_on=None)
    assert errors(refused) == {
        "goal": "A definitive plan says what it is to lead to.",
        "client_wish": "A definitive plan says what the client wants.",
        "motive": "A definitive plan says why this way was chosen.",
        "fit": "A definitive plan says how it fits the client and the labour market.",
        "expected_result": "A definitive plan says what result is expected.",
        "expected_cost_cents": "A definitive plan weighs the cost. Fill in 0 if there is none.",
        "drawn_up_on": "Fill in the day it was drawn up.",
    }
    assert taker.facts("plans") == []


@pytest.mark.parametrize("lacking", sorted(COMPLETE.keys() - {"is_definitive"}))
def test_without_one_of_them_a_plan_is_not_definitive(taker: Taker, lacking: str):
    refused = taker.take("plan", **{**COMPLETE, lacking: None})
    assert errors(refused).keys() - {""} == {lacking}


def test_a_plan_that_costs_nothing_has_had_its_cost_weighed(taker: Taker):
    taker.take("plan", **{**COMPLETE, "expected_cost_cents": "0"})
    assert [plan["expected_cost_cents"] for plan in taker.facts("plans")] == [0]


def test_both_sign_and_the_plan_holds(taker: Taker):
    taker.take("plan", **{**COMPLETE, "drawn_up_on": "2026-03-20"})
    first = taker.take("plan-signing", municipality_signed_on="2026-03-20")
    assert said(first)[-1] == "Recorded. The plan holds once both have signed."
    second = taker.take("plan-signing", client_signed_on="2026-03-27")
    assert said(second)[-1] == "Both have signed: the plan holds."
    assert taker.facts("plans") == [
        {
            **RECORDED,
            "drawn_up_on": date(2026, 3, 20),
            "offered_on": date(2026, 3, 20),
            "municipality_signed_on": date(2026, 3, 20),
            "client_signed_on": date(2026, 3, 27),
        }
    ]


def test_a_client_who_refuses_says_why(taker: Taker):
    taker.take("plan", **COMPLETE)
    alone = taker.take("plan-signing", refusal="I want to study first.")
    assert errors(alone) == {
        "municipality_signed_on": "Fill in when the municipality signed: the offer to the client "
        "stands."
    }
    done = taker.take(
        "plan-signing", municipality_signed_on="2026-03-31", refusal="I want to study first."
    )
    assert said(done)[-1] == "The refusal is recorded with the client's explanation."
    (plan,) = taker.facts("plans")
    assert (plan["refusal"], plan.get("client_signed_on")) == ("I want to study first.", None)


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({}, {"municipality_signed_on": "Fill in who signed, or why the client does not."}),
        ({"client_signed_on": "2026-04-01"}, {"client_signed_on": "This day has not come yet."}),
        (
            {"municipality_signed_on": "2026-03-30"},
            {"municipality_signed_on": "The plan was not drawn up yet on this day."},
        ),
        (
            {
                "municipality_signed_on": "2026-03-31",
                "client_signed_on": "2026-03-31",
                "refusal": "no",
            },
            {"refusal": "The client cannot both sign and refuse. Leave one of the two empty."},
        ),
    ],
)
def test_signatures_that_cannot_be_are_refused_at_their_field(
    taker: Taker, answers: dict[str, object], refused: dict[str, str]
):
    taker.take("plan", **COMPLETE)
    assert errors(taker.take("plan-signing", **answers)) == refused


def test_there_is_nothing_to_sign_without_a_definitive_plan(taker: Taker):
    taker.take("plan", goal="Work as a cook.")
    assert "There is no definitive plan to sign." in words(taker.open("plan-signing"))
    assert taker.save("plan-signing", client_signed_on="2026-03-31").status_code == 422


def test_a_plan_that_was_never_signed_is_signed_corrected_or_replaced(taker: Taker):
    taker.take("plan", **{**COMPLETE, "drawn_up_on": "2026-01-09"})
    key = taker.believed("plans")[0].plan_id
    shown = taker.open("plan")
    assert "The plan of 9 Jan 2026 is not signed yet" in words(shown)
    for step in ("plan-signing", "plan"):
        assert f'href="{taker.address(step, key)}"' in shown.content.decode()
    asked = taker.take("plan", **COMPLETE)
    assert warnings(asked) == {
        f"confirm-replaces-{key}": "The plan of 9 Jan 2026 was not signed. This plan takes its "
        "place; the old one stays on file as replaced."
    }
    taker.save("plan", **filled_in(asked), **{f"confirm-replaces-{key}": "on"})
    assert [(each["status"], each["drawn_up_on"]) for each in taker.facts("plans")] == [
        ("replaced", date(2026, 1, 9)),
        ("definitive", TODAY),
    ]
    card = words(taker.page.get(f"/clienten/{taker.client.number}"))
    assert "Drawn up 31 Mar 2026" in card


def test_a_plan_of_an_earlier_benefit_period_is_marked_on_the_dossier(
    taker: Taker, case_manager: User
):
    taker.take("plan", **{**COMPLETE, "drawn_up_on": "2026-01-09"})
    values = {"spell_id": "S2", "scheme": "PW", "starts_on": date(2026, 2, 23)}
    record(taker.client, case_manager, "benefit_spells", values)
    card = words(taker.page.get(f"/clienten/{taker.client.number}"))
    assert "Drawn up 9 Jan 2026 of an earlier benefit period" in card
    assert "before the benefit that runs now began" in words(taker.open("plan"))


def test_a_new_plan_is_drafted_once_the_one_before_is_signed(taker: Taker):
    taker.take("plan", **COMPLETE)
    taker.take("plan-signing", municipality_signed_on="2026-03-31", client_signed_on="2026-03-31")
    assert taker.take("plan", goal="Work as a baker.").status_code == 302
    assert [plan["status"] for plan in taker.facts("plans")] == ["definitive", "draft"]


def test_correcting_a_signed_plan_asks_why_and_warns_of_the_signature(taker: Taker):
    taker.take("plan", **COMPLETE)
    taker.take("plan-signing", municipality_signed_on="2026-03-31", client_signed_on="2026-03-31")
    key = taker.believed("plans")[0].plan_id
    asked = taker.take("plan", key, goal="Regular work as a cook.", reason="misspelt")
    assert warnings(asked) == {
        f"confirm-signed-{key}": "The client has signed this plan. Only mistakes in writing are "
        "corrected; what is agreed anew needs a new plan."
    }
    done = taker.save("plan", key, **filled_in(asked), **{f"confirm-signed-{key}": "on"})
    assert said(done)[-1] == "The plan is corrected."
    before, after = taker.versions("plans")[-2:]
    assert (before.withdrawn_in, after.recorded_in.reason) == (after.recorded_in, "misspelt")
    assert taker.facts("plans")[0]["goal"] == "Regular work as a cook."


def test_a_definitive_plan_is_no_draft_again(taker: Taker):
    taker.take("plan", **COMPLETE)
    key = taker.believed("plans")[0].plan_id
    refused = taker.take("plan", key, is_definitive=None, reason="too early")
    assert errors(refused) == {
        "is_definitive": "This plan is definitive and stays so. Draw up a new plan instead."
    }
