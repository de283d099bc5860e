"""What two contracts would pay for the same work of one client: one is paid, the other held."""

from tests.settlement.stories import Said, Story, contract, said
from trede.settlement.lines import Settlement, Verdict
from trede.settlement.sentences import alert_sentence, line_sentence
from trede.settlement.terms import Terms

PREMIUM = """
[[premiums]]
name = "exit"
title = {{ nl = "uitstroompremie", en = "exit premium" }}
amount = {amount}
[premiums.work]
months = {months}
verified = {verified}
"""
FEE = """
[[fees]]
name = "found"
title = { nl = "plaatsing", en = "placement" }
part = "placement"
amount = 700
[fees.work]
verified = false
"""
BESIDE = 'same_work_elsewhere = "pay"'


def premium(
    name: str, amount: int, months: int, more: str = "", *, verified: bool = False
) -> tuple[Terms, ...]:
    text = PREMIUM.format(amount=amount, months=months, verified=str(verified).lower())
    return contract(text, name, more=more)


def one_job(*claims: tuple[str, str]) -> Story:
    """Let a client with two contracts find one job on 1 March 2005."""
    story = Story()
    for name in ("A", "B"):
        story.takes_part("a", name, "01-01-2005")
    story.works("a", "01-03-2005")
    for name, day in claims:
        story.claims("a", name, "exit", day)
    return story


def of(settlement: Settlement, name: str) -> Said:
    return said(settlement.of({name}))


BOTH = (*premium("A", 1000, 6), *premium("B", 800, 3))


def test_the_contract_for_which_the_work_stood_first_is_paid_and_the_other_is_held():
    found = one_job(("A", "01-03-2005"), ("B", "01-06-2005")).settle(BOTH, "02-09-2005")
    assert of(found, "B") == [("exit", "due", 800, "premium_earned")]
    assert of(found, "A") == [("exit", "held", 1000, "same_work")]
    line = next(line for line in found.lines if line.verdict is Verdict.HELD)
    assert line_sentence(line) == (
        "The work it is for counts for Bedrijf B under B already: people must decide."
    )


def test_who_claims_late_stands_behind_who_claimed_before():
    found = one_job(("A", "02-09-2005"), ("B", "10-09-2005")).settle(BOTH, "01-10-2005")
    assert of(found, "A") == [("exit", "due", 1000, "premium_earned")]
    assert of(found, "B") == [("exit", "held", 800, "same_work")]


def test_people_are_told_once_with_the_money_at_stake():
    found = one_job(("A", "01-03-2005"), ("B", "01-06-2005")).settle(BOTH, "02-09-2005")
    (alert,) = found.alerts
    assert (alert.code, alert.contracts, alert.cents) == (
        "paid_for_same_work",
        ("B", "A"),
        1800_00,
    )
    assert alert_sentence(alert) == "Two contracts pay for the same work: Bedrijf B and Bedrijf A."


def test_another_job_is_other_work():
    story = Story()
    story.takes_part("a", "A", "01-01-2005", "01-09-2005")
    story.works("a", "01-03-2005", "15-09-2005")
    story.claims("a", "A", "exit", "02-09-2005")
    story.takes_part("a", "B", "16-09-2005")
    story.works("a", "01-10-2005")
    story.claims("a", "B", "exit", "02-01-2006")
    assert {line.verdict for line in story.settle(BOTH, "03-01-2006").lines} == {Verdict.DUE}


def test_a_second_job_that_goes_on_is_no_work_of_the_months_before():
    """The client of EUR 11,500: the first premium stands on the subsidised job alone."""
    story = Story()
    story.takes_part("a", "A", "01-01-2005")
    story.works("a", "01-03-2005", "01-09-2005")
    story.works("a", "01-09-2005")
    story.claims("a", "A", "exit", "02-09-2005")
    story.takes_part("a", "C", "01-09-2005")
    story.claims("a", "C", "exit", "02-12-2005")
    found = story.settle((*BOTH, *premium("C", 500, 3)), "03-12-2005")
    assert of(found, "A") == [("exit", "due", 1000, "premium_earned")]
    assert of(found, "C") == [("exit", "due", 500, "premium_earned")]


def test_a_placement_fee_and_a_premium_for_one_job_are_not_both_paid():
    terms = (*premium("A", 1000, 6), *contract(FEE, "B"))
    found = one_job(("A", "02-09-2005")).settle(terms, "03-09-2005")
    assert of(found, "B") == [("found", "due", 700, "earned_placement")]
    assert of(found, "A") == [("exit", "held", 1000, "same_work")]


def test_a_contract_may_say_that_it_pays_beside_another():
    terms = (*premium("A", 1000, 6, BESIDE), *premium("B", 800, 3))
    found = one_job(("A", "01-03-2005"), ("B", "01-06-2005")).settle(terms, "02-09-2005")
    assert found.cents(Verdict.DUE) == 1800_00


def test_the_second_is_paid_once_the_first_falls_away():
    story = one_job(("A", "01-03-2005"), ("B", "01-06-2005"))
    terms = (*premium("A", 1000, 6), *premium("B", 800, 3, verified=True))
    assert of(story.settle(terms, "02-09-2005"), "A") == [("exit", "held", 1000, "same_work")]
    story.is_found("a", "05-06-2005", at_work=False)
    found = story.settle(terms, "02-09-2005")
    assert of(found, "B") == [("exit", "refused", 800, "contradicted")]
    assert of(found, "A") == [("exit", "due", 1000, "premium_earned")]


def test_a_claim_that_becomes_known_late_puts_what_was_paid_in_doubt():
    story = one_job(("A", "01-03-2005"))
    story.pay(story.settle(BOTH, "02-09-2005"))
    story.claims("a", "B", "exit", "01-06-2005")
    found = story.settle(BOTH, "03-09-2005")
    assert of(found, "B") == [("exit", "held", 800, "same_work_paid")]
    assert of(found, "A") == [("exit", "held", -1000, "paid_in_doubt")]
    assert found.cents(Verdict.DUE) == 0


def test_a_fee_that_lapses_for_a_premium_waits_while_that_premium_is_held():
    lapsing = PREMIUM.format(amount=1000, months=6, verified="false").replace(
        "[premiums.work]", "fees_become = { start = 0 }\n[premiums.work]"
    )
    start = """
[[fees]]
name = "start"
title = { nl = "start", en = "start" }
part = "start"
amount = 50
"""
    terms = (*contract(start + lapsing, "A"), *premium("B", 800, 3))
    found = one_job(("A", "01-03-2005"), ("B", "01-06-2005")).settle(terms, "02-09-2005")
    assert of(found, "A") == [
        ("exit", "held", 1000, "same_work"),
        ("start", "held", 50, "premium_pending"),
    ]


def test_what_is_held_for_something_else_keeps_its_reason():
    text = PREMIUM.format(amount=1000, months=6, verified="false").replace(
        "[premiums.work]", 'evidence = ["diploma"]\n[premiums.work]'
    )
    terms = (*contract(text, "A"), *premium("B", 800, 3))
    found = one_job(("A", "01-03-2005"), ("B", "01-06-2005")).settle(terms, "02-09-2005")
    assert of(found, "A") == [("exit", "held", 1000, "evidence_missing")]
