"""Phase, rung and target group: proposed by readable rules, decided by people."""

import re
from datetime import date
from html import unescape

import pytest

from tests.register.steps.browsing import errors, fields, filled_in, said, words
from tests.register.steps.taking import TODAY, Taker, record
from trede.dossier.codes import shipped_lists
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.signals.settings import lay_down
from trede.register.steps.policies import entries_of
from trede.register.steps.proposals import NoProposal, Proposal, propose, scales_of
from trede.register.steps.questionnaire import find_question
from trede.register.steps.situation import Situation

pytestmark = pytest.mark.django_db

RUNG = "ladder_amsterdam_2006"
UTRECHT = "ladder_utrecht_2009"


def answer(taker: Taker, case_manager: User, **answers: str) -> None:
    """Answer questions on 3 March."""
    for question, given in answers.items():
        values = {"answer_id": f"A-{question}", "question": question, "answer": given}
        record(taker.client, case_manager, "answers", {**values, "answered_on": date(2026, 3, 3)})


def situation(client: Client, author: User) -> Situation:
    """Return the situation of a client today."""
    return Situation(client, author, TODAY)


def test_the_rules_propose_with_the_reason_and_its_grounds(taker: Taker, case_manager: User):
    answer(taker, case_manager, outlook="with_help_within_a_year")
    assert propose(situation(taker.client, case_manager), RUNG) == Proposal(
        scale=RUNG,
        value="4",
        why="Work can be expected within a year, and there is one barrier at most.",
        grounds=(
            "When can work be expected?: with help, within a year (3 Mar 2026, register)",
            "Number of barriers: 0",
        ),
        rule="amsterdam_rung_4_close_to_work",
    )


def test_without_answers_there_is_no_proposal_and_it_is_said_what_is_missing(
    taker: Taker, case_manager: User
):
    found = propose(situation(taker.client, case_manager), "phase")
    assert found == NoProposal("phase", ("When can work be expected?",))
    assert "No proposal: too little is known." in words(taker.open("classification"))


@pytest.mark.parametrize(
    ("answers", "barriers", "phase", "rung"),
    [
        ({"outlook": "alone_within_6_months"}, [], "1", "4"),
        ({"outlook": "alone_within_6_months"}, ["debts", "language"], "3", "3"),
        ({"outlook": "with_help_within_a_year"}, ["debts"], "2", "4"),
        ({"outlook": "with_help_later"}, ["debts"], "3", "3"),
        ({"outlook": "with_help_later"}, ["debts", "addiction", "language"], "4", "1"),
        ({"outlook": "not_foreseeable"}, [], "4", "2"),
        ({"outlook": "with_help_later", "physical_health": "severe_limits"}, [], "3", "1"),
    ],
)
def test_the_shipped_rules_from_answers_and_barriers(
    taker: Taker,
    case_manager: User,
    answers: dict[str, str],
    barriers: list[str],
    phase: str,
    rung: str,
):
    answer(taker, case_manager, **answers)
    for barrier in barriers:
        values = {"barrier": barrier, "starts_on": date(2026, 3, 3)}
        record(taker.client, case_manager, "barriers", values)
    now = situation(taker.client, case_manager)
    found = [propose(now, scale) for scale in ("phase", RUNG)]
    assert [each.value for each in found if isinstance(each, Proposal)] == [phase, rung]


def test_facts_count_too_an_exemption_a_job_and_age(taker: Taker, case_manager: User):
    placement = {"placement_id": "P1", "financed_by": "employer", "starts_on": date(2026, 3, 1)}
    record(taker.client, case_manager, "placements", placement)
    now = situation(taker.client, case_manager)
    found = propose(now, RUNG)
    assert isinstance(found, Proposal)
    assert (found.value, found.grounds) == ("5", ("Work: regular",))


def test_a_municipality_on_another_ladder_gets_proposals_for_that_one(
    taker: Taker, case_manager: User
):
    lay_down("classification_due", valid_from=TODAY, author=None, values={"ladder": UTRECHT})
    answer(taker, case_manager, outlook="with_help_within_a_year")
    assert scales_of(situation(taker.client, case_manager)) == ["phase", UTRECHT, "target_group"]
    assert f"scale-{UTRECHT}=4" in taker.open("classification").content.decode()


def test_following_the_proposal_needs_no_motive(taker: Taker, case_manager: User):
    answer(taker, case_manager, outlook="with_help_within_a_year")
    assert f"scale-{RUNG}" not in filled_in(taker.open("classification"))
    done = taker.take("classification", **{"scale-phase": "2", f"scale-{RUNG}": "4"})
    assert said(done)[-1] == (
        "Recorded: phase 2, reintegration ladder Amsterdam 2006 guidance to work."
    )
    assert taker.facts("classifications") == [
        {
            "scale": "phase",
            "value": "2",
            "starts_on": TODAY,
            "reason": "With help, work can be expected within a year, and there is one barrier "
            "at most.",
            "proposed_value": "2",
        },
        {
            "scale": RUNG,
            "value": "4",
            "starts_on": TODAY,
            "reason": "Work can be expected within a year, and there is one barrier at most.",
            "proposed_value": "4",
        },
    ]


def test_another_value_than_proposed_needs_a_motive_and_keeps_the_proposal(
    taker: Taker, case_manager: User
):
    answer(taker, case_manager, outlook="with_help_within_a_year")
    refused = taker.take("classification", **{f"scale-{RUNG}": "3"})
    assert errors(refused)["motive"] == (
        "Reintegration ladder Amsterdam 2006: the rules propose guidance to work. Say why work "
        "activation is better for this client."
    )
    chosen = {f"scale-{RUNG}": "3", "scale-phase": None, "motive": "Has never worked in a team."}
    taker.take("classification", **chosen)
    (fact,) = taker.facts("classifications")
    assert (fact["value"], fact["proposed_value"], fact["reason"]) == (
        "3",
        "4",
        "Has never worked in a team.",
    )


def test_what_held_before_on_the_same_scale_ends_the_same_day(taker: Taker):
    taker.take("classification", **{"scale-phase": "3", "starts_on": "2026-02-02"})
    taker.take("classification", **{"scale-phase": "2", f"scale-{RUNG}": "3"})
    found = [
        (each.scale, each.value, each.starts_on, each.ends_on)
        for each in taker.believed("classifications")
    ]
    assert found == [
        ("phase", "3", date(2026, 2, 2), TODAY),
        ("phase", "2", TODAY, None),
        (RUNG, "3", TODAY, None),
    ]


def test_choosing_again_on_the_same_day_replaces(taker: Taker):
    taker.take("classification", **{"scale-phase": "3"})
    taker.take("classification", **{"scale-phase": "2"})
    assert [fact["value"] for fact in taker.facts("classifications")] == ["2"]
    assert len(taker.versions("classifications")) == 2


def test_saving_what_holds_already_changes_nothing(taker: Taker):
    taker.take("classification", **{"scale-phase": "3", "starts_on": "2026-02-02"})
    assert said(taker.take("classification"))[-1].startswith("Nothing was changed")


def test_a_day_before_a_later_value_is_refused(taker: Taker):
    taker.take("classification", **{"scale-phase": "3", "starts_on": "2026-02-02"})
    refused = taker.take("classification", **{"scale-phase": "2", "starts_on": "2026-01-01"})
    assert errors(refused)["starts_on"] == (
        "A later value is on file, from 2 Feb 2026. Correct that one, or choose a later day."
    )


def test_a_value_that_is_not_on_the_scale_is_refused(taker: Taker):
    assert f"scale-{RUNG}" in errors(taker.take("classification", **{f"scale-{RUNG}": "7"}))


def test_a_correction_is_about_one_scale_and_keeps_both_versions(taker: Taker):
    taker.take("classification", **{"scale-phase": "3", "motive": "first impression"})
    subject = taker.believed("classifications")[0].classification_id
    shown = taker.open("classification", subject)
    assert fields(shown) == {"value", "starts_on", "ends_on", "motive", "reason"}
    taker.take("classification", subject, value="2", reason="typing error")
    assert [
        (each.value, each.withdrawn_at is None) for each in taker.versions("classifications")
    ] == [
        ("3", False),
        ("2", True),
    ]


def test_every_shipped_rule_names_scales_values_and_questions_that_exist():
    lists = shipped_lists()
    for rule in entries_of("proposals", "rules"):
        assert rule["value"] in {code.code for code in lists[rule["scale"]].codes}, rule["name"]
        asked = [each["answer"] for each in rule["when"] if "answer" in each]
        assert all(find_question(name) for name in asked), rule["name"]
        assert rule["scale"] in {"phase", RUNG, UTRECHT, "target_group"}
        assert rule["nl"]
        assert rule["en"]


def test_a_proposal_is_taken_over_with_one_click_and_recorded_only_by_saving(
    taker: Taker, case_manager: User
):
    answer(taker, case_manager, outlook="with_help_within_a_year")
    untouched = taker.take("classification")
    assert taker.facts("classifications") == []
    assert untouched.status_code == 302
    offered = re.search(r'href="(\?scale-[^"]+)"', taker.open("classification").content.decode())
    assert offered is not None
    shown = taker.page.get(taker.address("classification") + unescape(offered.group(1)))
    filled = filled_in(shown)
    assert (filled["scale-phase"], filled[f"scale-{RUNG}"]) == ("2", "4")
    assert taker.facts("classifications") == []
