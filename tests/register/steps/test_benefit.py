"""Application, decision, start, correction and end of benefit."""

from datetime import date

import pytest

from tests.register.steps.browsing import errors, fields, filled_in, said, warnings, words
from tests.register.steps.taking import Taker, record
from trede.register.accounts.models import User
from trede.register.steps.telling import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def applied(taker: Taker) -> Taker:
    """An application of 2 February waits for a decision."""
    taker.take("benefit-application", applied_on="2026-02-02")
    return taker


@pytest.fixture
def granted(applied: Taker) -> Taker:
    """The application was granted from 2 February on."""
    applied.take(
        "benefit-decision",
        decision="granted",
        decided_on="2026-03-16",
        starts_on="2026-02-02",
        monthly_amount_cents="1.345,50",
    )
    return applied


def test_an_application_is_recorded_with_the_day_by_which_is_decided(taker: Taker):
    done = taker.take("benefit-application", applied_on="2026-03-30")
    assert said(done) == ["The application is recorded. Decide before 25 May 2026."]
    assert taker.facts("applications") == [{"scheme": "PW", "applied_on": date(2026, 3, 30)}]


def test_schemes_that_are_no_longer_in_force_cannot_be_applied_for(taker: Taker):
    refused = taker.take("benefit-application", scheme="WWB")
    assert "scheme" in errors(refused)


def test_an_application_in_the_future_is_refused(taker: Taker):
    refused = taker.take("benefit-application", applied_on="2026-04-01")
    assert errors(refused)["applied_on"] == "This day has not come yet."


def test_a_second_open_application_must_be_confirmed(applied: Taker):
    key = applied.believed("applications")[0].application_id
    asked = applied.take("benefit-application", applied_on="2026-03-30")
    assert warnings(asked) == {
        f"confirm-open-{key}": "An application waits for a decision: Participation Act "
        "(Participatiewet), applied on 2 Feb 2026. This is another one."
    }
    applied.save("benefit-application", **filled_in(asked), **{f"confirm-open-{key}": "on"})
    assert len(applied.facts("applications")) == 2


def test_granting_begins_a_benefit(granted: Taker):
    (spell,) = granted.believed("benefit_spells")
    assert granted.facts("benefit_spells") == [
        {
            "party": "active",
            "scheme": "PW",
            "applied_on": date(2026, 2, 2),
            "decided_on": date(2026, 3, 16),
            "starts_on": date(2026, 2, 2),
            "monthly_amount_cents": 134550,
        }
    ]
    assert granted.facts("applications") == [
        {
            "scheme": "PW",
            "applied_on": date(2026, 2, 2),
            "decided_on": date(2026, 3, 16),
            "decision": "granted",
            "spell_id": spell.spell_id,
        }
    ]


def test_the_form_of_the_decision_is_filled_in_from_the_application(applied: Taker):
    shown = applied.open("benefit-decision")
    assert filled_in(shown) | {"seen": "", "back": ""} == {
        "seen": "",
        "back": "",
        "decided_on": "2026-03-31",
        "scheme": "PW",
        "starts_on": "2026-02-02",
    }
    assert "The decision is due on 30 Mar 2026." in words(shown)


def test_rejecting_begins_nothing(applied: Taker):
    done = applied.take("benefit-decision", decision="rejected")
    assert said(done)[-1] == "The decision is recorded: rejected."
    assert applied.facts("benefit_spells") == []
    assert applied.facts("applications")[0]["decision"] == "rejected"


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"decision": None}, {"decision": "Fill this in."}),
        (
            {"decision": "granted", "starts_on": None},
            {"starts_on": "Fill in from which day benefit is granted."},
        ),
        (
            {"decision": "rejected", "decided_on": "2026-02-01"},
            {"decided_on": "The decision lies before the application."},
        ),
        (
            {"decision": "rejected", "decided_on": "2026-04-01"},
            {"decided_on": "This day has not come yet."},
        ),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    applied: Taker, answers: dict[str, object], refused: dict[str, str]
):
    found = errors(applied.take("benefit-decision", **answers))
    assert {name: message for name, message in found.items() if name} == refused
    assert "decision" not in applied.facts("applications")[0]


def test_benefit_before_the_application_must_be_justified(applied: Taker):
    asked = applied.take("benefit-decision", decision="granted", starts_on="2026-01-15")
    assert warnings(asked) == {
        "confirm-before-application": "Benefit begins no earlier than the application "
        "(2 Feb 2026), Participatiewet article 44. There are circumstances that justify an "
        "earlier day."
    }


def test_without_an_open_application_the_way_to_one_is_shown(taker: Taker):
    shown = taker.open("benefit-decision")
    assert "No application waits for a decision." in words(shown)
    assert "/stap/benefit-application" in shown.content.decode()
    assert taker.save("benefit-decision", decision="rejected").status_code == 422


def test_a_decision_that_turns_out_wrong_takes_the_benefit_back(granted: Taker):
    subject = granted.believed("applications")[0].application_id
    done = granted.take("benefit-decision", subject, decision="rejected", reason="objection")
    assert said(done)[-1] == "The decision is recorded: rejected."
    assert granted.facts("benefit_spells") == []
    (spell,) = granted.versions("benefit_spells")
    assert spell.withdrawn_in.reason == "objection"


def test_a_second_benefit_on_the_same_days_is_refused(granted: Taker):
    granted.take("benefit-application", scheme="IOAW", applied_on="2026-03-30")
    refused = granted.take("benefit-decision", decision="granted", starts_on="2026-03-30")
    assert errors(refused)["starts_on"] == (
        "Participation Act (Participatiewet) runs on these days already, from 2 Feb 2026. "
        "End or correct that one."
    )


def test_benefit_ends_with_the_last_day_and_a_reason(granted: Taker):
    done = granted.take(
        "benefit-end",
        ends_on="2026-03-31",
        exit_reason="work",
        contract_kind="permanent",
        destination="Bakkerij Jansen",
    )
    assert said(done)[-1] == "The benefit ends. Record the work too, so that it can be followed."
    (fact,) = granted.facts("benefit_spells")
    ending = {name: fact[name] for name in ("ends_on", "exit_reason", "contract_kind")}
    assert ending == {
        "ends_on": date(2026, 4, 1),
        "exit_reason": "work",
        "contract_kind": "permanent",
    }
    assert fact["destination"] == "Bakkerij Jansen"


@pytest.mark.parametrize(
    ("answers", "field", "refused"),
    [
        ({"exit_reason": None}, "exit_reason", "Fill this in."),
        (
            {"exit_reason": "work"},
            "contract_kind",
            "Choose the kind of contract: whether work lasts depends on it.",
        ),
        (
            {"exit_reason": "study", "contract_kind": "permanent"},
            "exit_reason",
            "There is a contract only if the client left for work.",
        ),
        (
            {"exit_reason": "study", "ends_on": "2026-01-31"},
            "ends_on",
            "The last day lies before the first.",
        ),
    ],
)
def test_an_end_that_cannot_be_is_refused(
    granted: Taker, answers: dict[str, object], field: str, refused: str
):
    found = errors(granted.take("benefit-end", **{"ends_on": "2026-03-31", **answers}))
    assert found[field] == refused
    assert "ends_on" not in granted.facts("benefit_spells")[0]


def test_only_a_running_benefit_ends(taker: Taker):
    assert "No benefit runs." in words(taker.open("benefit-end"))


def test_correcting_an_end_asks_why(granted: Taker):
    granted.take("benefit-end", ends_on="2026-03-31", exit_reason="unknown")
    subject = granted.believed("benefit_spells")[0].spell_id
    assert "reason" in errors(granted.take("benefit-end", subject, exit_reason="study"))
    granted.take("benefit-end", subject, exit_reason="study", reason="found out")
    assert [fact["exit_reason"] for fact in granted.facts("benefit_spells")] == ["study"]


def test_a_running_benefit_is_corrected_with_both_versions_kept(granted: Taker):
    subject = granted.believed("benefit_spells")[0].spell_id
    assert fields(granted.open("benefit", subject)).isdisjoint({"ends_on", "exit_reason"})
    granted.take("benefit", subject, starts_on="2026-02-09", reason="decision misread")
    versions = granted.versions("benefit_spells")
    assert [(each.starts_on, each.withdrawn_at is None) for each in versions] == [
        (date(2026, 2, 2), False),
        (date(2026, 2, 9), True),
    ]
    assert versions[1].monthly_amount_cents == 134550


def test_a_benefit_granted_elsewhere_is_recorded_without_application(taker: Taker):
    taker.take("benefit", scheme="IOAW", starts_on="2025-11-01")
    assert taker.facts("benefit_spells") == [
        {"party": "active", "scheme": "IOAW", "starts_on": date(2025, 11, 1)}
    ]


def test_correcting_an_application_corrects_the_benefit_that_came_of_it(granted: Taker):
    subject = granted.believed("applications")[0].application_id
    granted.take("benefit-application", subject, applied_on="2026-01-30", reason="stamp misread")
    assert [fact["applied_on"] for fact in granted.facts("benefit_spells")] == [date(2026, 1, 30)]


def test_who_has_work_on_file_is_not_asked_to_record_it_when_benefit_ends(
    taker: Taker, case_manager: User
):
    record(taker.client, case_manager, "benefit_spells",
           {"spell_id": "S1", "scheme": "PW", "starts_on": date(2025, 1, 1)})  # fmt: skip
    work = {"placement_id": "B1", "employer": "Groen BV", "starts_on": date(2026, 3, 1),
            "financed_by": "employer"}  # fmt: skip
    record(taker.client, case_manager, "placements", work)
    done = taker.take(
        "benefit-end", ends_on="2026-03-01", exit_reason="work", contract_kind="permanent"
    )
    assert said(done)[-1] == "The benefit ends."


def test_the_last_day_of_benefit_is_shown_as_it_was_filled_in(taker: Taker, case_manager: User):
    record(taker.client, case_manager, "benefit_spells",
           {"spell_id": "S1", "scheme": "PW", "starts_on": date(2025, 1, 1)})  # fmt: skip
    record(taker.client, case_manager, "unemployment_benefits",
           {"unemployment_id": "U1", "starts_on": date(2024, 1, 1),
            "expected_end_on": date(2024, 12, 2), "ends_on": date(2024, 10, 2)})  # fmt: skip
    taker.take("benefit-end", ends_on="2025-06-01", exit_reason="removal")
    shown = taker.page.get(f"/clienten/{taker.client.number}")
    dossier = words(shown)
    assert "last day 1 Jun 2025" in dossier
    for day in ("1 Jun 2025", "1 Dec 2024", "1 Oct 2024"):
        assert f">{day}</td>" in shown.content.decode()
    assert not [day for day in ("2 Jun 2025", "2 Dec 2024", "2 Oct 2024") if day in dossier]
    (ended,) = taker.believed("benefit_spells")
    assert "up to and including 1 Jun 2025" in tell(ended)
