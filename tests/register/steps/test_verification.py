"""Exits and their durability are verified with an independent source; aftercare and relapse."""

from datetime import date

import pytest
from django.urls import reverse

from tests.register.steps.browsing import errors, filled_in, said, words
from tests.register.steps.taking import TODAY, Taker, record
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.steps.relapse import Relapse, relapse_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def left_for_work(client: Client, case_manager: User) -> None:
    """Pieter left for work on 15 September 2025."""
    _benefit(client, case_manager, "S1", date(2024, 1, 1), date(2025, 9, 15))


def _benefit(
    client: Client, author: User, key: str, starts_on: date, ends_on: date | None = None
) -> None:
    values = {
        "spell_id": key,
        "scheme": "PW",
        "starts_on": starts_on,
        "ends_on": ends_on,
        "exit_reason": "work" if ends_on else None,
    }
    record(client, author, "benefit_spells", values)


@pytest.mark.usefixtures("left_for_work")
def test_an_exit_is_verified_and_later_its_durability(taker: Taker):
    assert "durable from 15 Mar 2026" in words(taker.open("verification"))
    early = taker.take(
        "verification",
        verified_status="work",
        verified_with="payslip",
        verified_on="2025-10-01",
    )
    assert said(early)[-1] == (
        "Verified: at work. Verify again from 15 Mar 2026: then it is durable."
    )
    late = taker.take("verification", verified_status="work", verified_with="wage_register")
    assert said(late)[-1] == "Verified: at work, and durably so."
    assert taker.facts("exit_verifications") == [
        {
            "benefit_ended_on": date(2025, 9, 14),
            "registered_reason": "work",
            "verified_on": date(2025, 10, 1),
            "verified_status": "work",
            "verified_with": "loonstrook of arbeidsovereenkomst",
        },
        {
            "benefit_ended_on": date(2025, 9, 14),
            "registered_reason": "work",
            "verified_on": TODAY,
            "verified_status": "work",
            "verified_with": "polisadministratie (Suwinet)",
        },
    ]


@pytest.mark.usefixtures("left_for_work")
def test_work_that_runs_is_verified_with_it(taker: Taker, case_manager: User):
    values = {
        "placement_id": "P1",
        "employer": "De Korst",
        "financed_by": "employer",
        "starts_on": date(2025, 9, 15),
    }
    record(taker.client, case_manager, "placements", values)
    taker.take("verification", verified_status="work", verified_with="employer")
    (job,) = taker.believed("placements")
    assert (job.verified_on, job.verified_with) == (TODAY, "werkgever")


@pytest.mark.usefixtures("left_for_work")
@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        (
            {"verified_with": "client"},
            {"verified_with": "This source is not independent. Verify it with another one."},
        ),
        (
            {"verified_with": "provider"},
            {"verified_with": "This source is not independent. Verify it with another one."},
        ),
        ({"verified_with": None}, {"verified_with": "Fill this in."}),
        ({"verified_on": "2025-09-14"}, {"verified_on": "The benefit still ran on this day."}),
        ({"verified_on": "2026-04-01"}, {"verified_on": "This day has not come yet."}),
    ],
)
def test_a_verification_needs_an_independent_source_and_a_day(
    taker: Taker, answers: dict[str, object], refused: dict[str, str]
):
    given = {"verified_status": "work", "verified_with": "payslip", **answers}
    assert errors(taker.take("verification", **given)) == refused


@pytest.mark.usefixtures("left_for_work")
def test_a_verification_is_corrected(taker: Taker):
    taker.take("verification", verified_status="none", verified_with="payslip")
    key = taker.believed("exit_verifications")[0].verification_id
    assert filled_in(taker.open("verification", key))["verified_with"] == "payslip"
    done = taker.take("verification", key, verified_status="work", reason="wrong box")
    assert said(done)[-1] == "The verification is corrected."
    assert [each["verified_status"] for each in taker.facts("exit_verifications")] == ["work"]


def test_there_is_nothing_to_verify_while_no_benefit_ended(taker: Taker):
    assert "No benefit has ended: there is nothing to verify." in words(taker.open("verification"))


@pytest.mark.usefixtures("left_for_work")
def test_aftercare_shows_what_was_agreed_and_what_was_missed(taker: Taker, case_manager: User):
    values = {
        "contact_id": "K1",
        "contact_on": date(2025, 10, 10),
        "kind": "aftercare",
        "held": True,
    }
    record(taker.client, case_manager, "contacts", values)
    shown = words(taker.open("aftercare"))
    assert "by 15 Oct 2025 held on 10 Oct 2025 by 15 Nov 2025 missed" in shown


@pytest.mark.usefixtures("left_for_work")
@pytest.mark.parametrize(
    ("works", "held", "summary", "told"),
    [
        ("works", True, "still at work. Likes it.", "The aftercare is recorded."),
        (
            "stopped",
            True,
            "no longer at work. Likes it.",
            "Recorded. Record the end of the work too, and see what the client needs.",
        ),
        ("missed", False, "not reached. Likes it.", "Recorded. The contact stays due."),
    ],
)
def test_aftercare_is_recorded_as_a_contact(
    taker: Taker, works: str, summary: str, told: str, *, held: bool
):
    done = taker.take("aftercare", works=works, summary="Likes it.")
    assert said(done)[-1] == told
    assert taker.facts("contacts") == [
        {
            "contact_on": TODAY,
            "kind": "aftercare",
            "held": held,
            "case_manager_id": "bakker",
            "summary": summary,
        }
    ]


@pytest.mark.usefixtures("left_for_work")
def test_aftercare_follows_the_exit(taker: Taker):
    early = taker.take("aftercare", contact_on="2025-09-01", works="works")
    assert errors(early) == {"contact_on": "The client was still on benefit on this day."}


def test_there_is_no_aftercare_without_work(taker: Taker):
    assert "The client has not left for work." in words(taker.open("aftercare"))


@pytest.mark.parametrize(
    ("back_on", "within"), [(date(2026, 1, 15), True), (date(2026, 3, 15), False)]
)
def test_a_return_is_a_relapse_within_the_term(
    taker: Taker, case_manager: User, back_on: date, *, within: bool
):
    client = taker.client
    _benefit(client, case_manager, "S1", date(2024, 1, 1), date(2025, 9, 15))
    _benefit(client, case_manager, "S2", back_on)
    file = {"benefit_spells": taker.believed("benefit_spells")}
    assert relapse_in(file, TODAY) == Relapse(date(2025, 9, 15), "work", back_on, within)


def test_a_change_of_benefit_is_no_return_and_hides_none(taker: Taker, case_manager: User):
    client = taker.client
    _benefit(client, case_manager, "S1", date(2024, 1, 1), date(2025, 9, 15))
    _benefit(client, case_manager, "S2", date(2025, 9, 15), date(2025, 12, 1))
    file = {"benefit_spells": taker.believed("benefit_spells")}
    assert relapse_in(file, TODAY) is None
    _benefit(client, case_manager, "S3", date(2026, 2, 1), date(2026, 3, 1))
    _benefit(client, case_manager, "S4", date(2026, 3, 1))
    file = {"benefit_spells": taker.believed("benefit_spells")}
    assert relapse_in(file, TODAY) == Relapse(
        date(2025, 12, 1), "work", date(2026, 2, 1), within_term=True
    )


def test_the_dossier_says_that_a_client_came_back(taker: Taker, case_manager: User):
    client = taker.client
    _benefit(client, case_manager, "S1", date(2024, 1, 1), date(2025, 9, 15))
    _benefit(client, case_manager, "S2", date(2026, 1, 15))
    shown = words(taker.page.get(reverse("dossier", args=[client.number])))
    assert "came back on 15 Jan 2026, last day of benefit 14 Sep 2025: within the term, so" in shown


@pytest.mark.usefixtures("left_for_work")
def test_how_it_goes_after_leaving_is_for_the_case_manager_to_say(taker: Taker):
    assert errors(taker.take("aftercare")) == {"works": "Fill this in."}
    assert taker.facts("contacts") == []


def test_work_that_a_client_came_back_from_is_not_called_durable(taker: Taker, case_manager: User):
    _benefit(taker.client, case_manager, "S1", date(2024, 1, 1), date(2025, 9, 15))
    _benefit(taker.client, case_manager, "S2", date(2026, 1, 15))
    shown = words(taker.open("verification"))
    assert "is durable from" not in shown
    assert (
        "The client came back on benefit on 15 Jan 2026. That is within the term, so this exit "
        "was not durable." in shown
    )
    late = taker.take("verification", verified_status="work", verified_with="wage_register")
    assert said(late)[-1].startswith("Verified: at work. The client came back on benefit")
