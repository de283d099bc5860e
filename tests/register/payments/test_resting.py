"""What an amount rests on: each fact as known at payment, or now, and all that the rule asks."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client as Browser

from tests.register.buying import put
from tests.register.payments.paying import (
    CONTRACT,
    People,
    completes,
    corrected,
    takes_part,
    withdrawn,
)
from trede.language import speaking
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.facts.models import believed, model_of
from trede.register.payments.facts import settle_contracts
from trede.register.payments.grounds import Ground, Grounds
from trede.register.payments.lines import by_key

pytestmark = pytest.mark.django_db
COMPLETED = "completed, until 9 Mar 2026, to the norm, payment approved"
"""The last day of taking part is the day before the first on which it no longer held."""


def beside(ground: Ground | None, table: str) -> list[str]:
    """Return what is said beside the facts of a table."""
    assert ground is not None
    return [each.beside for each in ground.facts if each.table == table]


def ground_of_payment() -> Ground | None:
    """Return what the only payment rests on."""
    (payment,) = believed("payments")
    return Grounds.of([str(payment.cell("person_id"))]).of_payment(payment)


def ground_today(term: str, day: date = date(2026, 3, 31)) -> Ground:
    """Return what an amount that is open rests on."""
    settled = by_key(settle_contracts([CONTRACT], day))
    (line,) = [each for key, each in settled.items() if key.term == term]
    return Grounds.of([line.person_id]).of_line(line)


def stored_before_its_earlier_version(key: str) -> None:
    """Put an earlier version of taking part behind the later one, as an import may store it."""
    later = believed("participations").get(participation_id=key)
    rows: Any = model_of("participations").objects
    rows.filter(pk=later.pk).update(recorded_at=datetime(2026, 3, 12, 9))
    earlier = rows.get(pk=later.pk)
    earlier.pk, earlier.recorded_in = None, None
    earlier.status, earlier.ends_on, earlier.meets_norm, earlier.approved = "running", *[None] * 3
    earlier.recorded_at = datetime(2025, 9, 3, 9)
    earlier.withdrawn_at = datetime(2026, 3, 12, 9)
    earlier.save(force_insert=True)


def test_an_open_amount_rests_on_the_fact_as_it_is_believed_now(people: People):
    stored_before_its_earlier_version(completes("1"))
    ground = ground_today("trajectory")
    assert beside(ground, "participations") == [COMPLETED]
    assert [each.recorded_at for each in ground.facts] == [datetime(2026, 3, 12, 9)]


def test_a_paid_amount_rests_on_the_fact_as_it_was_known_at_payment(people: People):
    key = completes("1")
    people.invoice_and_pay()
    corrected("participations", {"ends_on": date(2026, 3, 20)}, participation_id=key)
    assert beside(ground_of_payment(), "participations") == [COMPLETED]


def test_a_paid_amount_does_not_show_a_version_that_was_corrected_before(people: People):
    key = takes_part("1")
    done = {"ends_on": date(2026, 3, 10), "status": "completed", "meets_norm": True}
    corrected("participations", {**done, "approved": True}, participation_id=key)
    people.invoice_and_pay()
    assert beside(ground_of_payment(), "participations") == [COMPLETED]


def test_the_invoice_shows_the_fact_that_its_line_names(
    people: People, user_with: Callable[..., User], browser_of: Callable[[User], Browser]
):
    stored_before_its_earlier_version(completes("1"))
    invoice = people.invoice()
    user = user_with("de wit", Role.AUDITOR)
    user.language = "en"
    user.save()
    page = browser_of(user).get(f"/betalingen/factuur/{invoice}").content.decode()
    assert f", {COMPLETED} <span" in page
    assert "running" not in page


@pytest.fixture
def at_work(people: People) -> People:
    """Client 1 works six months since September; the premium was claimed, with its proof."""
    key = takes_part("1")
    work = {"placement_id": "W", "person_id": "P1", "financed_by": "employer"}
    put("placements", **work, starts_on=date(2025, 9, 10), weekly_hours=24)
    claim = {"claim_id": "C", "person_id": "P1", "participation_id": key, "premium": "durable"}
    put("premium_claims", **claim, contract_id=CONTRACT, claimed_on=date(2026, 3, 25))
    sent = {"person_id": "P1", "claim_id": "C", "kind": "employment_contract"}
    put("premium_evidence", evidence_id="E", **sent, received_on=date(2026, 3, 26))
    return people


def test_a_premium_rests_on_the_proof_that_was_sent_with_its_claim(at_work: People):
    ground = ground_today("durable")
    told = [(each.table, each.key, each.on, each.is_in_chain) for each in ground.facts]
    assert ("premium_evidence", "E", date(2026, 3, 26), True) in told
    assert told.index(("premium_claims", "C", date(2026, 3, 25), True)) + 1 == told.index(
        ("premium_evidence", "E", date(2026, 3, 26), True)
    )
    (proof,) = [each for each in ground.facts if each.table == "premium_evidence"]
    assert proof.title == "Evidence: copy of the employment contract"


def test_the_proof_of_a_paid_premium_stays_when_it_is_withdrawn_later(at_work: People):
    put("exit_verifications", verification_id="V", person_id="P1", verified_status="work",
        verified_on=date(2026, 3, 20), verified_with="SUWInet")  # fmt: skip
    at_work.invoice_and_pay()
    withdrawn("premium_evidence", evidence_id="E")
    ground = ground_of_payment()
    assert ground is not None
    assert not ground.late
    assert [each.key for each in ground.facts if each.table == "premium_evidence"] == ["E"]


def test_a_premium_off_benefit_and_verified_rests_on_benefit_and_the_independent_source(
    at_work: People,
):
    old = believed("contract_versions").get()
    text = str(old.cell("terms"))
    asked = 'months = 3\noff_benefit = "fully"\nverified = true'
    corrected("contract_versions", {"terms": text.replace("months = 6", asked)}, version=1)
    put("benefit_spells", spell_id="B", person_id="P1", scheme="pw", starts_on=date(2024, 5, 1),
        ends_on=date(2025, 9, 10))  # fmt: skip
    put("exit_verifications", verification_id="V", person_id="P1", verified_status="work",
        verified_on=date(2026, 1, 12), verified_with="SUWInet")  # fmt: skip
    facts = {each.table: each for each in ground_today("durable").facts}
    assert (facts["benefit_spells"].title, facts["benefit_spells"].beside) == (
        "benefit", "until 9 Sep 2025"
    )  # fmt: skip
    assert (facts["exit_verifications"].title, facts["exit_verifications"].beside) == (
        "verification by an independent source", "work, SUWInet"
    )  # fmt: skip


def test_the_facts_are_named_in_dutch(at_work: People):
    with speaking("nl"):
        titles = [each.title for each in ground_today("durable").facts]
    assert titles == [
        "claim op premie duurzaam werk", "Bewijs: kopie van de arbeidsovereenkomst", "aan het werk"
    ]  # fmt: skip
