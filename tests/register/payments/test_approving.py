"""Two approvals by two people, settled again at payment, and books that are never rewritten."""

from datetime import date

import pytest

from tests.register.buying import TODAY, put
from tests.register.payments.paying import (
    BOREAS,
    CONTRACT,
    OTHER,
    People,
    completes,
    corrected,
    paid,
    put_contract,
    put_terms,
    reports_intake,
    settled,
    standing,
    states,
    takes_part,
    withdrawn,
)
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.journal import LastingFactError, UnfitFactError, open_journal
from trede.register.facts.models import believed
from trede.register.payments.approving import (
    NothingApprovedError,
    approve_payment,
    approve_performance,
    drop,
)
from trede.register.payments.invoicing import make_credit_note
from trede.register.payments.ledger import balance
from trede.register.quality.merging import Pair, merge
from trede.register.steps.refusing import RefusedError

pytestmark = pytest.mark.django_db


def test_the_settlement_of_the_register_is_that_of_its_facts(people: People):
    reports_intake(completes("1"))
    reports_intake(takes_part("2"), answer="asked_back", answered_on=date(2026, 3, 9))
    assert settled() == [
        ("intake", "due", 400, "earned_intake"),
        ("trajectory", "due", 2000, "earned_completion"),
    ]


def test_a_like_activity_under_another_contract_holds_the_later_one(people: People):
    put_contract(OTHER, BOREAS, "Boreas")
    completes("1", OTHER, date(2026, 2, 10))
    completes("1")
    assert settled() == [("trajectory", "held", 2000, "like_activity")]
    assert settled(OTHER) == [("trajectory", "due", 2000, "earned_completion")]


def test_a_line_is_paid_after_two_approvals_by_two_people_and_booked_once(people: People):
    reports_intake(completes("1"))
    invoice = people.invoice()
    assert states(invoice) == ["due", "due"]
    people.approve(invoice)
    assert states(invoice) == ["approved", "approved"]
    people.pay(invoice)
    assert states(invoice) == ["paid", "paid"]
    assert paid() == [400, 2000]
    assert settled() == []
    costs = believed("costs").order_by("pk").values_list("amount_cents", "kind", "contract_id")
    assert list(costs) == [(40000, "participation", CONTRACT), (200000, "participation", CONTRACT)]
    books = balance()
    assert books.is_right
    assert books.accounts == {"costs": 240000, "vat": 50400, "creditors": -290400}


def test_whoever_approved_the_performance_does_not_approve_the_payment(people: People):
    completes("1")
    invoice = people.invoice()
    both = people.purchaser
    both.roles = [Role.PURCHASER.value, Role.CONTROLLER.value]
    both.save()
    people.approve(invoice)
    with pytest.raises(NothingApprovedError) as refused:
        approve_payment(both, invoice, (), TODAY)
    assert str(refused.value) == (
        "Nothing was approved or booked. Line 1: You approved the performance yourself. Someone "
        "else approves the payment."
    )
    assert paid() == []


def test_a_payment_without_approved_performance_is_refused(people: People):
    completes("1")
    invoice = people.invoice()
    (line,) = standing(invoice)
    with pytest.raises(NothingApprovedError, match="The performance was not approved yet"):
        approve_payment(people.controller, invoice, [line.pk], TODAY)
    assert paid() == []


def test_the_second_of_two_approvers_is_told_that_it_was_paid(people: People):
    completes("1")
    invoice = people.invoice_and_pay()
    (line,) = standing(invoice)
    with pytest.raises(NothingApprovedError, match="Line 1: Paid on 31 Mar 2026"):
        approve_payment(people.controller, invoice, [line.pk], TODAY)
    assert paid() == [2000]


def test_a_performance_that_was_approved_is_not_approved_again(people: People):
    completes("1")
    invoice = people.invoice()
    people.approve(invoice)
    (line,) = standing(invoice)
    with pytest.raises(NothingApprovedError, match="kramer approved the performance on 31 Mar"):
        approve_performance(people.purchaser, invoice, [line.pk], TODAY)


def test_evidence_that_is_withdrawn_while_the_invoice_waits_stops_the_payment(people: People):
    report = reports_intake(takes_part("1"))
    invoice = people.invoice()
    people.approve(invoice)
    withdrawn("progress_reports", report_id=report)
    (line,) = standing(invoice)
    with pytest.raises(NothingApprovedError, match="Nothing is due for this any more"):
        people.pay(invoice, line.pk)
    assert paid() == []


def test_a_price_that_changes_while_the_invoice_waits_stops_the_payment(people: People):
    reports_intake(takes_part("1"))
    invoice = people.invoice()
    people.approve(invoice)
    corrected("contract_versions", {"ends_on": date(2025, 8, 1)}, contract_id=CONTRACT)
    put_terms(version=2, since="2025-08-01", intake=350)
    (line,) = standing(invoice)
    assert (line.state.value, line.is_void) == ("changed", True)
    with pytest.raises(NothingApprovedError, match="€ 350.00 is due now, and € 400.00 was asked"):
        people.pay(invoice)
    assert "Let this line lapse." in line.sentence
    assert "Let this line lapse." not in line.sentence_for_provider
    remedy = "Once the municipality let this line lapse, invoice it anew for € 350.00."
    assert remedy in line.sentence_for_provider
    drop(people.purchaser, line.pk, "the price changed", TODAY)
    again = people.invoice("2026-002")
    assert [(each.cents, each.state.value) for each in standing(again)] == [(35000, "due")]


def test_terms_that_change_without_the_amount_make_the_performance_be_approved_again(
    people: People,
):
    reports_intake(takes_part("1"))
    invoice = people.invoice()
    people.approve(invoice)
    corrected("contract_versions", {"ends_on": date(2025, 8, 1)}, contract_id=CONTRACT)
    put_terms(version=2, since="2025-08-01")
    with pytest.raises(NothingApprovedError, match="version 1, and now version 2 holds"):
        people.pay(invoice)
    people.approve(invoice)
    people.pay(invoice)
    assert paid() == [400]


def test_a_held_line_may_be_invoiced_and_is_paid_only_when_it_is_due(people: People):
    key = takes_part("1", ends_on=date(2026, 3, 10), status="completed", meets_norm=True)
    assert settled() == [("trajectory", "held", 2000, "not_approved")]
    invoice = people.invoice(with_held=True)
    (line,) = standing(invoice)
    assert (line.fact.cell("reason"), line.state.value) == ("not_approved", "held")
    with pytest.raises(NothingApprovedError, match="Payment is not approved"):
        approve_performance(people.purchaser, invoice, [line.pk], TODAY)
    corrected("participations", {"approved": True}, participation_id=key)
    people.approve(invoice)
    people.pay(invoice)
    assert paid() == [2000]


def test_a_line_that_lapsed_is_not_paid_and_can_be_asked_anew(people: People):
    completes("1")
    invoice = people.invoice()
    (line,) = standing(invoice)
    drop(people.purchaser, line.pk, "asked under the wrong number", TODAY)
    assert [each.sentence for each in standing(invoice)] == [
        "Lapsed on 31 Mar 2026: asked under the wrong number"
    ]
    with pytest.raises(NothingApprovedError):
        people.approve(invoice, line.pk)
    with pytest.raises(RefusedError, match="Lapsed on 31 Mar 2026"):
        drop(people.purchaser, line.pk, "again", TODAY)
    people.invoice_and_pay("2026-002")
    assert paid() == [2000]


def test_a_correction_after_payment_is_taken_back_through_the_same_two_approvals(people: People):
    key = completes("1")
    people.invoice_and_pay()
    corrected("participations", {"meets_norm": False}, participation_id=key)
    assert settled() == [("trajectory", "due", -2000, "recovery")]
    credit = make_credit_note(people.purchaser, CONTRACT, TODAY)
    note = believed("invoices").get(invoice_id=credit)
    assert (note.cell("kind"), note.cell("way"), note.cell("number")) == (
        "credit",
        "municipality",
        "202603-C001",
    )
    with pytest.raises(RefusedError, match="nothing to take back"):
        make_credit_note(people.purchaser, CONTRACT, TODAY)
    people.approve(credit)
    people.pay(credit)
    assert paid() == [2000, -2000]
    assert [each[1] for each in settled()] == ["refused"]
    books = balance()
    assert books.is_right
    assert books.accounts == {
        "costs": 0,
        "vat": 0,
        "creditors": -242000,
        "receivables": 242000,
    }


def test_the_books_are_never_corrected_or_taken_out(people: People):
    completes("1")
    people.invoice_and_pay()
    for table in ("payments", "ledger_entries"):
        fact = believed(table).first()
        with open_journal(author=None, step="correct") as journal:
            with pytest.raises(LastingFactError, match="Correct it with a booking of its own"):
                journal.correct(fact, {"amount_cents": 1})
            with pytest.raises(LastingFactError):
                journal.withdraw(fact)
    assert balance().is_right


def test_an_imbalance_in_the_books_would_be_seen(people: People):
    completes("1")
    people.invoice_and_pay()
    entry = {"entry_id": "E", "booking_id": "B", "account": "costs", "amount_cents": 5}
    put("ledger_entries", **entry, contract_id=CONTRACT, booked_on=TODAY)
    books = balance()
    assert (books.is_right, books.difference, books.crooked) == (False, 5, ("B",))


def test_a_premium_waits_for_an_independent_source(people: People):
    key = takes_part("1")
    put(
        "placements",
        placement_id="W",
        person_id="P1",
        starts_on=date(2025, 9, 20),
        financed_by="employer",
        verified_on=date(2026, 3, 25),
        verified_with="Atlas",
    )
    claim = {"claim_id": "C", "person_id": "P1", "participation_id": key, "premium": "durable"}
    put("premium_claims", **claim, contract_id=CONTRACT, claimed_on=date(2026, 3, 25))
    evidence = {"evidence_id": "E", "person_id": "P1", "claim_id": "C"}
    put("premium_evidence", **evidence, kind="employment_contract", received_on=date(2026, 3, 25))
    assert settled() == [("durable", "held", 1500, "not_verified")]
    put(
        "exit_verifications",
        verification_id="V",
        person_id="P1",
        verified_on=date(2026, 3, 30),
        verified_status="work",
        verified_with="SUWInet",
    )
    assert settled() == [("durable", "due", 1500, "premium_earned")]


def test_merging_two_clients_leaves_the_books_and_nothing_is_paid_again(people: People):
    completes("1")
    takes_part("2", CONTRACT)
    people.invoice_and_pay()
    one, other = (Client.objects.get(number=number) for number in ("1", "2"))
    merge(Pair(kept=other, merged=one), people.purchaser, "one and the same")
    assert believed("participations").filter(person_id="P2").count() == 2
    assert believed("payments").get().cell("person_id") == "P1"
    assert settled() == []
    assert balance().is_right


def test_many_facts_recorded_at_once_are_checked_like_one(db: None):
    with open_journal(author=None, step="load") as journal:
        with pytest.raises(UnfitFactError, match="must be filled in"):
            journal.record_all("payments", [{"payment_id": "B", "contract_id": CONTRACT}])
        stored = journal.record_all("persons", [{"person_id": "A"}, {"person_id": "B"}])
    assert [fact.cell("person_id") for fact in stored] == ["A", "B"]
    assert journal.change.tables == ["persons"]
