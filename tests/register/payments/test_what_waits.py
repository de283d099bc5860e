"""The list of what waits says of each line the same as its invoice, without settling it all."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.register.buying import TODAY
from tests.register.payments.paying import (
    CONTRACT,
    MARCH,
    People,
    completes,
    corrected,
    reports_intake,
    states,
    takes_part,
    terms,
)
from trede.register.accounts.models import User
from trede.register.facts.models import believed
from trede.register.oversight.calendar import duties_on
from trede.register.oversight.catching_up import catch_up
from trede.register.oversight.computing import refresh_oversight
from trede.register.oversight.duties import Kind
from trede.register.payments.overview import Waiting, what_waits
from trede.register.payments.unpaid import WaitsFor

pytestmark = pytest.mark.django_db


def heaps(waiting: Waiting) -> dict[str, tuple[int, int]]:
    """Return how many lines wait and for how many euros, by what they wait for."""
    found = {each.value: getattr(waiting, each.value) for each in WaitsFor}
    return {name: (heap.number, heap.cents // 100) for name, heap in found.items() if heap.number}


def waits() -> dict[str, tuple[int, int]]:
    """Return what waits under the only contract, after a page caught up with what changed."""
    catch_up(TODAY)
    (waiting,) = what_waits().waiting
    return heaps(waiting)


@pytest.fixture
def approved(people: People) -> str:
    """Return an invoice of an intake and a completed trajectory, whose performance is approved."""
    refresh_oversight(TODAY)
    reports_intake(completes("1"))
    invoice = people.invoice()
    people.approve(invoice)
    return invoice


def test_what_was_approved_waits_for_the_approval_of_the_payment(approved: str):
    assert states(approved) == ["approved", "approved"]
    assert waits() == {"payment": (2, 2400)}


def test_an_approval_that_lapsed_because_the_price_changed_does_not_wait_for_payment(
    approved: str,
):
    corrected("contract_versions", {"terms": terms(intake=450)}, contract_id=CONTRACT)
    assert sorted(states(approved)) == ["approved", "changed"]
    assert waits() == {"payment": (1, 2000), "lapsed": (1, 400)}


def test_the_calendar_says_the_same_and_asks_the_purchaser_about_what_is_not_right(approved: str):
    corrected("contract_versions", {"terms": terms(intake=450)}, contract_id=CONTRACT)
    catch_up(TODAY)
    found = sorted(
        (each.title, each.whom, each.cents)
        for each in duties_on(TODAY)
        if each.kind is Kind.INVOICE
    )
    assert found == [
        ("Invoice 2026-001: lines that are not right any more", "purchaser", 40_000),
        ("Invoice 2026-001: payment to be approved", "controller", 200_000),
    ]


def test_what_was_approved_and_is_held_since_does_not_wait_for_payment(approved: str):
    corrected("participations", {"approved": None}, person_id="P1")
    assert sorted(states(approved)) == ["approved", "held"]
    assert waits() == {"payment": (1, 400), "held": (1, 2000)}


def test_what_rests_on_nothing_any_more_does_not_wait(approved: str):
    corrected("participations", {"meets_norm": False}, person_id="P1")
    assert sorted(states(approved)) == ["approved", "refused"]
    assert waits() == {"payment": (1, 400), "lapsed": (1, 2000)}


def test_what_was_held_when_it_came_waits_for_approval_once_it_is_due(people: People):
    refresh_oversight(TODAY)
    takes_part("1", ends_on=MARCH, status="completed", meets_norm=True)
    people.invoice(with_held=True)
    assert waits() == {"held": (1, 2000)}
    corrected("participations", {"approved": True}, person_id="P1")
    assert waits() == {"performance": (1, 2000)}


def test_an_approval_of_another_amount_must_be_given_anew(approved: str):
    line = believed("invoice_lines").get(term="intake").cell("invoice_line_id")
    corrected("line_approvals", {"amount_cents": 39_000}, invoice_line_id=line)
    assert sorted(states(approved)) == ["approved", "due"]
    assert waits() == {"payment": (1, 2000), "performance": (1, 400)}


def test_under_terms_that_cannot_be_read_a_line_stands_as_it_came(approved: str):
    corrected("contract_versions", {"terms": "no terms"}, contract_id=CONTRACT)
    assert waits() == {"payment": (2, 2400)}


def test_the_page_on_payments_sums_what_can_be_paid(
    people: People, approved: str, browser_of: Callable[[User], Browser]
):
    corrected("contract_versions", {"terms": terms(intake=450)}, contract_id=CONTRACT)
    page = browser_of(people.controller).get("/betalingen/").content.decode()
    asked = page.split("Payment to be approved")[1].split("</section>")[0]
    assert "€\u00a02,000.00" in asked
    assert "Asked, and no longer right" in page
    assert "What is no longer right is not paid" in page
