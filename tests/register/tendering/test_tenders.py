"""A tender from preparation to contract, as a purchaser goes through it."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client as Browser
from pypdf import PdfReader

from tests.register.buying import Buyer, SignIn, key_of, provider
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.facts.models import believed

pytestmark = pytest.mark.django_db
TENDER = {
    "name": "Guidance to work",
    "category": "guidance",
    "prepared_on": "2026-01-05",
    "award_basis": "best_offer",
    "description": "",
}
LOT = {"name": "North", "estimated_value_cents": "400000", "form": "framework"}
PRICE = {"name": "Price", "kind": "price", "weight": "40"}
QUALITY = {"name": "Quality", "kind": "quality", "weight": "60"}


@pytest.fixture
def browser(user_with: Callable[..., User], browser_of: SignIn) -> Browser:
    user = user_with("kramer", Role.PURCHASER)
    user.language = "en"
    user.save()
    return browser_of(user)


@pytest.fixture
def buyer(browser: Browser) -> Buyer:
    """A purchaser with a tender of one lot and two criteria, the procedure chosen."""
    assert browser.post("/aanbestedingen/nieuw", TENDER).status_code == 302
    buyer = Buyer(browser, f"/aanbestedingen/{key_of('tenders', 'tender_id')}")
    assert buyer.does("lot-add", LOT) == []
    assert buyer.does("criterion-add", PRICE) == []
    assert buyer.does("criterion-add", QUALITY) == []
    assert buyer.does("procedure", {"procedure": "competition"}) == []
    return buyer


def announced(buyer: Buyer) -> Buyer:
    days = {"announced_on": "2026-01-20", "offers_due_on": "2026-03-01"}
    assert buyer.does("announce", days) == []
    return buyer


def offered(buyer: Buyer, *providers: str, received_on: str = "2026-02-20") -> list[str]:
    """Let providers offer upon the lot; return the keys of their offers."""
    lot = key_of("tender_lots", "lot_id")
    for each in providers:
        answers = {"provider_id": each, "received_on": received_on}
        assert buyer.does("offer-add", answers, lot) == []
    return [key_of("tender_offers", "offer_id", provider_id=each) for each in providers]


def opened(buyer: Buyer) -> Buyer:
    assert buyer.does("open", {"opened_on": "2026-03-02"}) == []
    return buyer


def let_in(buyer: Buyer, offer: str, euros: str, vat: str = "0") -> None:
    contents = {"price_cents": euros, "vat_cents": vat, "is_complete": "yes"}
    assert buyer.does("contents", contents, offer) == []
    assert buyer.does("select", {"selection_motive": "meets the demands"}, offer) == []


def judged(buyer: Buyer, offer: str, points: int) -> list[str]:
    criterion = key_of("tender_criteria", "criterion_id", kind="quality")
    said = {f"points-{criterion}": points, f"motive-{criterion}": "as described"}
    return buyer.does("score", said, offer)


def test_criteria_and_weights_are_frozen_once_the_offers_are_opened(buyer):
    offered(announced(buyer), provider("Atlas"))
    opened(buyer)
    criterion = key_of("tender_criteria", "criterion_id", kind="quality")
    heavier = {**QUALITY, "weight": "50", "reason": "second thoughts"}
    refused = buyer.does("criterion-change", heavier, criterion)
    assert refused[0].startswith("The offers were opened on 2 Mar 2026. Since then criteria")
    for task, answers in (("criterion-add", QUALITY), ("lot-add", LOT), ("tender-change", TENDER)):
        assert buyer.does(task, answers)[0] == refused[0]
    assert key_of("tender_criteria", "weight", kind="quality") == "60"


def test_before_the_opening_a_weight_can_be_changed_and_the_page_says_why(buyer):
    criterion = key_of("tender_criteria", "criterion_id", kind="quality")
    assert buyer.does("criterion-change", {**QUALITY, "weight": "70"}, criterion) == [
        "Fill this in."
    ]
    other = {**QUALITY, "weight": "70", "reason": "the council asked for it"}
    assert buyer.does("criterion-change", other, criterion) == []
    page = buyer.reads()
    assert "<s>60</s> → 70" in page
    assert "the council asked for it" in page


def test_nobody_can_offer_before_the_weights_are_a_hundred_together(buyer):
    criterion = key_of("tender_criteria", "criterion_id", kind="quality")
    assert buyer.does("criterion-remove", {"reason": "not used"}, criterion) == []
    days = {"announced_on": "2026-01-20", "offers_due_on": "2026-03-01"}
    assert buyer.does("announce", days)[0] == (
        "The weights are 40 together; they must be 100 before anyone offers."
    )


def test_a_bankrupt_bidder_is_excluded_before_anyone_scores(buyer):
    bankrupt = provider("Baken", ended_on=date(2026, 2, 25), ended_by="bankruptcy")
    atlas, baken = offered(announced(buyer), provider("Atlas"), bankrupt)
    opened(buyer)
    offer = believed("tender_offers").get(offer_id=baken)
    assert (offer.cell("exclusion"), str(offer.cell("selected_on"))) == ("bankruptcy", "2026-03-31")
    assert buyer.does("select", {"selection_motive": "still good"}, baken) == [
        "This provider is bankrupt: exclude the offer."
    ]
    let_in(buyer, atlas, "2400")
    assert judged(buyer, baken, 90)[0] == "This offer is excluded and is not judged."
    assert believed("tender_scores").count() == 0


def test_judging_waits_until_it_is_decided_of_each_offer_whether_it_may_be_judged(buyer):
    atlas, _other = offered(announced(buyer), provider("Atlas"), provider("Compas"))
    opened(buyer)
    let_in(buyer, atlas, "2400")
    assert judged(buyer, atlas, 80)[0] == (
        "Decide first of each offer upon this lot whether it may be judged."
    )


def test_an_offer_that_came_in_late_is_excluded_at_the_opening(buyer):
    (late,) = offered(announced(buyer), provider("Atlas"), received_on="2026-03-02")
    opened(buyer)
    offer = believed("tender_offers").get(offer_id=late)
    assert offer.cell("exclusion") == "late"
    assert offer.cell("selection_motive") == (
        "Received on 2 Mar 2026, after the last day 1 Mar 2026."
    )


def test_what_stands_in_an_offer_stays_closed_until_the_opening(buyer):
    (offer,) = offered(announced(buyer), provider("Atlas"))
    contents = {"price_cents": "2400", "vat_cents": "0", "is_complete": "yes"}
    closed = "The offers are still closed. Open them first."
    assert buyer.does("contents", contents, offer)[0] == closed
    assert buyer.does("open", {"opened_on": "2026-03-01"}) == [
        "Offers may come in up to 1 Mar 2026: open them after it."
    ]


@pytest.fixture
def two_judged(buyer: Buyer) -> tuple[Buyer, str, str]:
    """Two offers of the same net price; one provider is exempt from value added tax."""
    exempt, liable = offered(announced(buyer), provider("Atlas"), provider("Compas"))
    opened(buyer)
    let_in(buyer, exempt, "2400", vat="0")
    let_in(buyer, liable, "2400", vat="504")
    return buyer, exempt, liable


def test_an_exempt_and_a_liable_offer_of_the_same_net_price_score_the_same(two_judged):
    buyer, exempt, liable = two_judged
    assert judged(buyer, exempt, 80) == judged(buyer, liable, 80) == []
    page = buyer.reads()
    assert page.count('<td class="number strong">88.00</td>') == 2
    lot = key_of("tender_lots", "lot_id")
    award = {"offer_id": liable, "awarded_on": "2026-03-20"}
    assert buyer.does("award", award, lot) == [
        "Several offers share the first rank. Say why this one."
    ]
    assert buyer.does("award", {**award, "award_motive": "drawn by lot"}, lot) == []


def test_who_does_not_rank_first_cannot_be_chosen(two_judged):
    buyer, exempt, liable = two_judged
    judged(buyer, exempt, 80)
    judged(buyer, liable, 79)
    lot = key_of("tender_lots", "lot_id")
    answers = {"offer_id": liable, "awarded_on": "2026-03-20", "award_motive": "we know them"}
    assert buyer.does("award", answers, lot) != []
    assert buyer.does("award", {**answers, "offer_id": exempt}, lot) == []


@pytest.fixture
def awarded(two_judged: tuple[Buyer, str, str]) -> Buyer:
    buyer, exempt, liable = two_judged
    judged(buyer, exempt, 80)
    judged(buyer, liable, 70)
    lot = key_of("tender_lots", "lot_id")
    assert buyer.does("award", {"offer_id": exempt, "awarded_on": "2026-03-20"}, lot) == []
    return buyer


def test_the_report_holds_all_scores_and_is_the_same_each_time(awarded):
    address = f"{awarded.page}/verslag"
    first, again = (awarded.browser.get(address).content for _time in range(2))
    assert first == again
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(first)).pages)
    told = " ".join(text.split())
    for part in ("1. Atlas", "88.00", "Rejected: Compas, at place 2 with score 82.00", "weight 60"):
        assert part in told


def test_after_the_award_what_was_decided_about_the_offers_holds(awarded):
    offer = key_of("tender_lots", "offer_id")
    answers = {"exclusion": "misconduct", "selection_motive": "heard later"}
    assert awarded.does("select", answers, offer)[0] == (
        "This lot was awarded: what was decided about its offers holds."
    )


def test_the_award_becomes_a_contract_with_the_winner_once(awarded):
    lot = key_of("tender_lots", "lot_id")
    assert awarded.does("contract", {}, lot) == []
    contract = believed("contracts").get()
    assert contract.cell("name") == "Guidance to work: North"
    assert contract.cell("lot_id") == lot
    assert (contract.cell("signed_on"), contract.cell("inflow")) == (None, None)
    assert awarded.does("contract", {}, lot)[0] == "There is a contract of this lot already."


def test_a_procedure_for_a_lower_value_needs_a_reason_and_a_confirmation(buyer):
    assert buyer.does("lot-add", {**LOT, "name": "South"}) == []
    private = {"procedure": "private"}
    (refused,) = buyer.does("procedure", private)
    assert refused.startswith("The 2 lots of this assignment are worth € 800,000.00 together")
    private |= {"procedure_motive": "nobody else can do this"}
    assert len(buyer.does("procedure", private)) == 1
    assert buyer.does("procedure", {**private, "confirm-split-lots": "on"}) == []
    assert "nobody else can do this" in buyer.reads()


def test_a_tender_that_was_given_up_takes_no_more_offers(buyer):
    announced(buyer)
    answers = {"withdrawn_on": "2026-03-01", "withdrawal_motive": "no money"}
    assert buyer.does("give-up", answers) == []
    lot = key_of("tender_lots", "lot_id")
    answers = {"provider_id": provider("Atlas"), "received_on": "2026-02-20"}
    assert buyer.does("offer-add", answers, lot)[0] == (
        "The offers were opened: none can be added any more."
    )


def test_two_who_open_the_offers_at_once_open_them_once(buyer):
    offered(announced(buyer), provider("Atlas"))
    shown = believed("tenders").get().pk
    opened(buyer)
    assert buyer.does("open", {"opened_on": "2026-03-03", "seen": shown})[0] == (
        "Only a tender that was announced, and not opened yet, can be opened."
    )
    assert key_of("tenders", "opened_on") == "2026-03-02"
