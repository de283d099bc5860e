"""What stands between an earned amount and its payment, and what later facts do to it."""

from dataclasses import replace

import pytest

from tests.settlement.stories import Story, contract, on, said, shipped
from trede.dossier.codes import shipped_lists
from trede.settlement.lines import Verdict
from trede.settlement.sentences import TEMPLATES, euro_text, line_sentence
from trede.settlement.settling import EarlierDayError

TITLE = 'title = { nl = "prijs", en = "price" }'
PRICE = f"""
[[fees]]
name = "price"
{TITLE}
part = "completion"
amount = 1000
activity = "training"
"""


def test_every_reason_has_a_sentence_and_a_code():
    codes = {code.code for code in shipped_lists()["settlement_reason"].codes}
    assert codes == set(TEMPLATES)


def test_a_like_activity_that_comes_to_light_after_payment_leaves_the_first_unpaid_and_the_other_in_doubt():  # noqa: E501
    terms = (*contract(PRICE, "first"), *contract(PRICE.replace("1000", "1500"), "second"))
    story = Story()
    story.takes_part("a", "second", "01-02-2005", "01-07-2005")
    story.pay(story.settle(terms, "01-08-2005"))
    story.takes_part("a", "first", "01-01-2005", "01-06-2005")
    found = story.settle(terms, "01-09-2005")
    assert said(found) == [
        ("price", "held", -1500, "paid_in_doubt"),
        ("price", "held", 1000, "like_activity_paid"),
    ]
    assert found.cents(Verdict.DUE) == 0


@pytest.mark.parametrize(
    ("to_norm", "approved", "line"),
    [
        (True, True, ("price", "due", 1000, "earned_completion")),
        (True, None, ("price", "held", 1000, "not_approved")),
        (None, None, ("price", "held", 1000, "result_not_judged")),
        (False, True, ("price", "refused", 1000, "norm_not_met")),
    ],
)
def test_only_what_is_to_the_norm_and_approved_is_paid(
    to_norm: bool | None, approved: bool | None, line: tuple[str, str, int, str]
):
    """Part 1 L9."""
    story = Story()
    story.takes_part("a", "K", "01-01-2005", "01-06-2005", to_norm=to_norm, approved=approved)
    assert said(story.settle(contract(PRICE), "01-07-2005")) == [line]


def test_an_earlier_participation_keeps_the_old_price():
    """Part 2 L26."""
    old = PRICE.replace("1000", "900")
    terms = contract(old, more="valid_until = 2005-02-01") + contract(PRICE)
    new = terms[1].__class__(**{**vars(terms[1]), "version": 2, "starts_on": on("01-02-2005")})
    story = Story()
    story.takes_part("a", "K", "31-01-2005", "01-06-2005")
    story.takes_part("b", "K", "01-02-2005", "01-06-2005")
    found = story.settle((terms[0], new), "01-07-2005")
    assert sorted((line.person_id, line.version, line.cents) for line in found.lines) == [
        ("a", 1, 900_00),
        ("b", 2, 1000_00),
    ]


def test_a_correction_after_payment_gives_a_credit_and_its_vat():
    terms = contract(PRICE.replace("1000", "333.33"), more="")
    taxed = (terms[0].__class__(**{**vars(terms[0]), "vat_percent": 19}),)
    story = Story()
    story.takes_part("a", "K", "01-01-2005", "01-06-2005")
    paid = story.settle(taxed, "01-07-2005")
    assert [(line.cents, line.vat_cents) for line in paid.lines] == [(333_33, 63_33)]
    story.pay(paid)
    right = story.facts.participations[0]
    wrong = right.__class__(**{**vars(right), "meets_norm": False})
    story.facts = story.facts.__class__(**{**vars(story.facts), "participations": (wrong,)})
    (line,) = story.settle(taxed, "02-07-2005").lines
    assert (line.cents, line.vat_cents, line.verdict) == (-333_33, -63_33, Verdict.DUE)
    assert line_sentence(line) == (
        "Paid, and to be taken back. The result does not meet the norm of the contract."
    )


def test_a_payment_whose_participation_is_gone_goes_back():
    story = Story()
    story.takes_part("a", "K", "01-01-2005", "01-06-2005")
    story.pay(story.settle(contract(PRICE), "01-07-2005"))
    story.facts = story.facts.__class__(payments=story.facts.payments)
    assert said(story.settle(contract(PRICE), "02-07-2005")) == [
        ("price", "due", -1000, "no_ground")
    ]


def test_a_day_before_the_last_payment_cannot_be_settled():
    story = Story()
    story.takes_part("a", "K", "01-01-2005", "01-06-2005")
    story.pay(story.settle(contract(PRICE), "01-07-2005"))
    with pytest.raises(EarlierDayError, match="Settle as of 2005-07-01 or later"):
        story.settle(contract(PRICE), "30-06-2005")


def test_the_most_for_a_year_cuts_the_last_amount_and_says_so():
    terms = contract(PRICE.replace('activity = "training"', "") + "[caps]\nper_year = 1600")
    story = Story()
    story.takes_part("a", "K", "01-01-2005", "01-06-2005")
    story.takes_part("b", "K", "01-02-2005", "01-07-2005")
    found = story.settle(terms, "01-08-2005")
    assert said(found) == [
        ("price", "due", 600, "earned_completion"),
        ("price", "due", 1000, "earned_completion"),
        ("price", "refused", 400, "cap_year"),
    ]
    refused = next(line for line in found.lines if line.verdict is Verdict.REFUSED)
    assert line_sentence(refused) == "More than the most for a year, € 1,600."
    story.pay(found)
    assert story.settle(terms, "01-08-2005").cents(Verdict.DUE) == 0


def test_an_amount_waits_while_money_in_doubt_fills_the_most_for_a_year():
    terms = contract(
        'missing_signature_suspends = "client"'
        + PRICE.replace('activity = "training"', "")
        + "[caps]\nper_year = 1200"
    )
    story = Story()
    story.takes_part("a", "K", "01-01-2005", "01-06-2005")
    story.pay(story.settle(terms, "01-06-2005"))
    story.signs("a", "K", "01-03-2005", None)
    story.takes_part("b", "K", "01-02-2005", "01-07-2005")
    found = story.settle(terms, "01-08-2005")
    assert said(found) == [
        ("price", "due", 200, "earned_completion"),
        ("price", "held", -1000, "paid_in_doubt"),
        ("price", "held", 800, "cap_in_doubt"),
    ]
    waiting = next(line for line in found.lines if line.reason.code == "cap_in_doubt")
    assert line_sentence(waiting) == (
        "The most that the contract pays, € 1,200, is filled by what was paid and is in doubt."
    )
    story.facts = replace(story.facts, signatures=())
    assert said(story.settle(terms, "01-09-2005")) == [
        ("price", "due", 200, "earned_completion"),
        ("price", "refused", 800, "cap_year"),
    ]


def test_work_that_an_independent_source_contradicts_earns_no_premium():
    story = Story()
    story.takes_part("a", "WS 2004", "01-01-2005")
    story.works("a", "01-03-2005")
    story.claims("a", "WS 2004", "next_employer", "02-09-2005")
    terms = shipped("workstar-2004")
    waiting = story.settle(terms, "03-09-2005").lines[0]
    assert (waiting.verdict, waiting.reason.code, waiting.payable_on) == (
        Verdict.HELD,
        "not_verified",
        on("02-09-2005"),
    )
    story.is_found("a", "10-09-2005", at_work=False)
    assert said(story.settle(terms, "11-09-2005")) == [
        ("next_employer", "refused", 3000, "contradicted")
    ]


def test_a_second_claim_of_the_same_premium_is_refused():
    story = Story()
    story.takes_part("a", "FS 2004", "01-06-2004", "01-01-2005")
    story.claims("a", "FS 2004", "qualification", "15-12-2004")
    story.claims("a", "FS 2004", "qualification", "15-03-2005")
    assert said(story.settle(shipped("fourstar-2004"), "01-04-2005")) == [
        ("qualification", "due", 800, "premium_earned"),
        ("qualification", "refused", 800, "claimed_before"),
    ]


def test_a_group_tariff_holds_from_a_client_on():
    """Part 2 E1.9: slightly lower above 49 participants."""
    terms = contract(
        PRICE.replace('activity = "training"', "")
        + "[[fees.group_tariffs]]\nfrom_client = 50\namount = 950"
    )
    story = Story()
    for number in range(51):
        story.takes_part(f"client {number:02d}", "K", "01-01-2005", "01-06-2005")
    assert story.settle(terms, "01-07-2005").cents(Verdict.DUE) == (49 * 1000 + 2 * 950) * 100


def test_a_participation_under_no_version_is_an_alert_and_not_paid():
    story = Story()
    story.takes_part("a", "K", "31-12-2003", "01-06-2004")
    found = story.settle(contract(PRICE), "01-07-2004")
    assert found.lines == ()
    assert [alert.code for alert in found.alerts] == ["no_terms"]


@pytest.mark.parametrize(
    ("cents", "dutch", "english"),
    [(123456789, "€ 1.234.567,89", "€ 1,234,567.89"), (-150000, "-€ 1.500", "-€ 1,500")],
)
def test_amounts_are_written_as_the_language_does(cents: int, dutch: str, english: str):
    assert (euro_text(cents, "nl"), euro_text(cents, "en")) == (dutch, english)
