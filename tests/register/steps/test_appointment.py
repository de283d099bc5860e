"""A talk that is agreed stays open until a contact settles it, or until it is called off."""

from datetime import date

import pytest

from tests.register.steps.browsing import errors, fields, filled_in, said, words
from tests.register.steps.taking import TODAY, Taker, record
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.models import model_of

pytestmark = pytest.mark.django_db

TALK = {"planned_on": "2026-04-10", "purpose": "Staying away since two weeks."}


@pytest.fixture(autouse=True)
def company() -> None:
    """A company that carries out trajectories."""
    model_of("providers").objects.create(
        provider_id="werk", name="Werk BV", recorded_at="2020-01-01", source="test"
    )


@pytest.fixture
def held_today(client: Client, case_manager: User) -> None:
    """A three-way talk that was agreed for today."""
    values = {
        "appointment_id": "A1",
        "kind": "three_way_talk",
        "agreed_on": date(2026, 3, 20),
        "planned_on": TODAY,
        "provider_id": "werk",
        "purpose": "progress",
    }
    record(client, case_manager, "appointments", values)


def test_a_three_way_talk_is_agreed_with_a_company(taker: Taker):
    without = taker.take("appointment", **TALK)
    assert errors(without) == {"provider_id": "Choose the company that sits at the table."}
    done = taker.take("appointment", **TALK, provider_id="werk")
    assert said(done)[-1] == "Agreed for 10 Apr 2026. It stays open until a contact settles it."
    assert taker.facts("appointments") == [
        {
            "kind": "three_way_talk",
            "agreed_on": TODAY,
            "planned_on": date(2026, 4, 10),
            "provider_id": "werk",
            "purpose": TALK["purpose"],
        }
    ]


def test_a_talk_with_the_client_alone_needs_no_company(taker: Taker):
    assert taker.take("appointment", **TALK, kind="progress_talk").status_code == 302


def test_a_talk_lies_ahead(taker: Taker):
    refused = taker.take("appointment", **{**TALK, "planned_on": "2026-03-30"}, provider_id="werk")
    assert errors(refused) == {
        "planned_on": "This day has passed. Record the contact instead, or choose a later day."
    }


@pytest.mark.usefixtures("held_today")
def test_a_contact_settles_the_talk(taker: Taker):
    shown = filled_in(taker.open("contact"))
    assert (shown["appointment_id"], shown["kind"]) == ("A1", "three_way_talk")
    done = taker.take("contact", summary="Starts again on Monday.", held="yes")
    assert said(done)[-1] == "The contact is recorded, and the talk that was agreed is settled."
    (contact,) = taker.believed("contacts")
    assert taker.facts("contacts") == [
        {
            "contact_on": TODAY,
            "kind": "three_way_talk",
            "held": True,
            "case_manager_id": "bakker",
            "provider_id": "werk",
            "summary": "Starts again on Monday.",
        }
    ]
    (talk,) = taker.believed("appointments")
    assert (talk.settled_on, talk.contact_id) == (TODAY, contact.contact_id)
    assert "appointment_id" not in fields(taker.open("contact"))


@pytest.mark.usefixtures("held_today")
def test_a_talk_to_which_the_client_did_not_come_stays_open(taker: Taker):
    done = taker.take("contact", held="no")
    assert said(done)[-1] == "Recorded. The talk stays open: move it, or call it off."
    assert [talk.settled_on for talk in taker.believed("appointments")] == [None]


@pytest.mark.usefixtures("held_today")
def test_another_contact_leaves_the_talk_open(taker: Taker):
    taker.take("contact", appointment_id=None, kind="telephone", held="yes")
    assert [talk.settled_on for talk in taker.believed("appointments")] == [None]


@pytest.mark.usefixtures("held_today")
def test_a_talk_is_moved_with_a_reason(taker: Taker):
    assert "Three-way talk, 31 Mar 2026: progress" in words(taker.open("appointment"))
    done = taker.take("appointment", "A1", planned_on="2026-04-07", reason="company ill")
    assert said(done)[-1] == "The appointment is corrected."
    assert [talk.planned_on for talk in taker.believed("appointments")] == [date(2026, 4, 7)]


@pytest.mark.usefixtures("held_today")
def test_a_talk_is_called_off(taker: Taker):
    early = taker.take("appointment-off", settled_on="2026-03-19")
    assert errors(early) == {"settled_on": "It was not agreed yet on this day."}
    assert said(taker.take("appointment-off"))[-1] == "The appointment is called off."
    (talk,) = taker.believed("appointments")
    assert (talk.settled_on, talk.contact_id) == (TODAY, None)
    assert "No appointment is open." in words(taker.open("appointment-off"))
