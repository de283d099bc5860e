"""Exemptions: individual, temporary, with reasons (Participatiewet article 9)."""

from datetime import date

import pytest

from tests.register.steps.browsing import errors, filled_in, said, warnings, words
from tests.register.steps.taking import Taker

pytestmark = pytest.mark.django_db

GRANTED = {
    "ground": "social",
    "duties": ["waives_accepting_work", "waives_applying"],
    "evidence": "Cares for a sick mother; letter of the general practitioner, 12 March.",
    "starts_on": "2026-04-01",
    "ends_on": "2026-09-30",
}


def test_an_exemption_is_granted_with_extent_and_review_derived(taker: Taker):
    done = taker.take("exemption", **GRANTED)
    assert said(done) == [
        "The exemption is granted: partial exemption, looked at again by 30 Sep 2026."
    ]
    assert taker.facts("exemptions") == [
        {
            "kind": "individual",
            "reason": "social",
            "extent": "partial",
            "waives_accepting_work": True,
            "waives_applying": True,
            "waives_cooperating": False,
            "decided_on": date(2026, 3, 31),
            "starts_on": date(2026, 4, 1),
            "ends_on": date(2026, 10, 1),
            "medical_examination": "not_applicable",
            "evidence": GRANTED["evidence"],
            "review_on": date(2026, 9, 30),
        }
    ]


def test_waiving_all_three_duties_is_a_full_exemption(taker: Taker):
    every = ["waives_accepting_work", "waives_applying", "waives_cooperating"]
    taker.take("exemption", **{**GRANTED, "duties": every})
    assert [fact["extent"] for fact in taker.facts("exemptions")] == ["full"]


def test_for_education_only_applying_is_waived_unless_chosen_otherwise(taker: Taker):
    taker.take("exemption", **{**GRANTED, "ground": "education", "duties": None})
    (fact,) = taker.believed("exemptions")
    waived = (fact.waives_accepting_work, fact.waives_applying, fact.waives_cooperating)
    assert (fact.extent, waived) == ("partial", (False, True, False))


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        (
            {"kind": "categorical"},
            {
                "kind": "Participatiewet artikel 9, tweede lid: an exemption is given to one "
                "person, for a time. An exemption for a group is not possible. Choose individual "
                "and say what holds for this client."
            },
        ),
        (
            {"kind": "de_facto"},
            {
                "kind": "Participatiewet artikel 9, tweede lid: without a decision there is no "
                "exemption. Decide it for this client, or record nothing."
            },
        ),
        (
            {"ground": "age_57_5_or_over"},
            {
                "ground": "Participatiewet artikel 9, tweede lid: age alone exempts nobody. An "
                "exemption is given to one person, for a time, for urgent reasons of that person."
            },
        ),
        (
            {"ends_on": None},
            {
                "ends_on": "Participatiewet artikel 9, tweede lid: an exemption is temporary. "
                "Fill in the last day."
            },
        ),
        ({"ends_on": "2026-03-31"}, {"ends_on": "The last day lies before the first."}),
        ({"duties": None}, {"duties": "Choose at least one duty that is waived."}),
        ({"evidence": None}, {"evidence": "Fill this in."}),
        ({"decided_on": "2026-04-01"}, {"decided_on": "This day has not come yet."}),
        ({"starts_on": "31-02-2026"}, {"starts_on": "This is no day. Write it as 31-12-2026."}),
        (
            {"ground": "single_parent_child_under_5", "ends_on": "2031-04-01"},
            {
                "ends_on": "Single parent with a child under 5: at most 60 months, so until "
                "31 Mar 2031."
            },
        ),
    ],
)
def test_what_the_law_does_not_allow_is_said_at_its_field(
    taker: Taker, answers: dict[str, object], refused: dict[str, str]
):
    found = errors(taker.take("exemption", **{**GRANTED, **answers}))
    assert {name: message for name, message in found.items() if name} == refused
    assert taker.facts("exemptions") == []


def test_everything_that_is_wrong_is_said_at_once(taker: Taker):
    refused = taker.take("exemption", **{**GRANTED, "kind": "categorical", "ends_on": None})
    assert errors(refused).keys() - {""} == {"kind", "ends_on"}


def test_a_medical_exemption_without_examination_must_be_confirmed(taker: Taker):
    medical = {**GRANTED, "ground": "medical", "medical_examination": "no"}
    asked = taker.take("exemption", **medical)
    assert warnings(asked) == {
        "confirm-not-examined": "There was no medical examination, while the reason is medical. "
        "The exemption is granted all the same."
    }
    assert taker.facts("exemptions") == []
    done = taker.save("exemption", **filled_in(asked), **{"confirm-not-examined": "on"})
    assert done.status_code == 302
    assert [fact["medical_examination"] for fact in taker.facts("exemptions")] == ["no"]


def test_a_medical_exemption_after_examination_needs_no_confirmation(taker: Taker):
    medical = {**GRANTED, "ground": "medical", "medical_examination": "yes"}
    assert taker.take("exemption", **medical).status_code == 302


def test_a_permanent_disability_may_go_without_a_last_day(taker: Taker):
    permanent = {**GRANTED, "ground": "fully_disabled", "medical_examination": "yes"}
    taker.take("exemption", **{**permanent, "duties": None, "ends_on": None})
    (fact,) = taker.believed("exemptions")
    assert (fact.extent, fact.ends_on, fact.review_on) == ("full", None, date(2026, 10, 1))


def test_an_exemption_on_the_same_days_is_shown_and_must_be_confirmed(taker: Taker):
    taker.take("exemption", **GRANTED)
    key = taker.believed("exemptions")[0].exemption_id
    assert "up to and including 30 Sep 2026" in words(taker.open("exemption"))
    asked = taker.take(
        "exemption", **{**GRANTED, "starts_on": "2026-09-30", "ends_on": "2026-12-31"}
    )
    assert warnings(asked) == {
        f"confirm-overlap-{key}": "On some of these days another exemption holds: partial "
        "exemption, social reasons, 1 Apr 2026 – 30 Sep 2026. Both hold."
    }
    after = taker.take(
        "exemption", **{**GRANTED, "starts_on": "2026-10-01", "ends_on": "2026-12-31"}
    )
    assert after.status_code == 302


def test_the_law_of_the_day_of_the_decision_decides(taker: Taker):
    old = {**GRANTED, "ground": "older_than_57_5", "kind": "categorical"}
    days = {"decided_on": "2003-05-01", "starts_on": "2003-05-01", "ends_on": "2004-05-01"}
    assert taker.take("exemption", **{**old, **days}).status_code == 302


def test_a_correction_asks_why_and_keeps_both_versions(taker: Taker):
    taker.take("exemption", **GRANTED)
    subject = taker.believed("exemptions")[0].exemption_id
    shown = filled_in(taker.open("exemption", subject))
    assert (shown["ground"], shown["duties"], shown["ends_on"]) == (
        "social",
        ["waives_accepting_work", "waives_applying"],
        "2026-09-30",
    )
    assert errors(taker.take("exemption", subject, ends_on="2026-08-31"))["reason"]
    done = taker.take("exemption", subject, ends_on="2026-08-31", reason="decision misread")
    assert said(done)[-1] == "The exemption is corrected."
    before, after = taker.versions("exemptions")
    assert (before.ends_on, before.withdrawn_in) == (date(2026, 10, 1), after.recorded_in)
    assert (after.ends_on, after.recorded_in.reason) == (date(2026, 9, 1), "decision misread")


def test_an_exemption_ends_earlier_without_having_been_wrong(taker: Taker):
    taker.take("exemption", **{**GRANTED, "starts_on": "2026-03-01"})
    done = taker.take("exemption-end", ends_on="2026-04-30")
    assert said(done)[-1] == "The exemption ends; from 1 May 2026 the duties apply again."
    assert [fact["ends_on"] for fact in taker.facts("exemptions")] == [date(2026, 5, 1)]


def test_there_is_nothing_to_end_without_an_exemption(taker: Taker):
    assert "No exemption holds today." in words(taker.open("exemption-end"))
    assert taker.save("exemption-end", ends_on="2026-04-30").status_code == 422
