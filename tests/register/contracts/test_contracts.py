"""A contract: refused while a mandatory clause lacks, watched while it runs, stopped, extended."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client as Browser

from tests.register.buying import CLAUSES, TODAY, Buyer, SignIn, key_of, provider, put
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.contracts.reading import MAXIMUM, MINIMUM, find_contract, warnings_of
from trede.register.facts.models import believed, model_of
from trede.register.providers.usable import open_contracts

pytestmark = pytest.mark.django_db
AGREED = {
    "name": "Guidance north",
    "form": "framework_minimum_maximum",
    "starts_on": "2026-04-01",
    "ends_on": "2028-03-31",
    "extensions_allowed": "1",
    "extension_months": "12",
    "data_agreement_on": "2026-03-20",
    "personal_data": "name, telephone number, work experience",
    "reason": "as negotiated",
}


@pytest.fixture
def browser(user_with: Callable[..., User], browser_of: SignIn) -> Browser:
    user = user_with("kramer", Role.PURCHASER)
    user.language = "en"
    user.save()
    return browser_of(user)


@pytest.fixture
def draft(browser: Browser) -> Buyer:
    answers = {"provider_id": provider("Atlas"), "name": "Guidance north"}
    assert browser.post("/contracten/nieuw", answers).status_code == 302
    return Buyer(browser, f"/contracten/{key_of('contracts', 'contract_id')}")


def completed(buyer: Buyer, **clauses: str) -> Buyer:
    """Fill in all that a contract needs; named clauses stand elsewhere than in an article."""
    found = {name: f"article {number}" for number, name in enumerate(CLAUSES, start=4)}
    empty = {"results_prices": ""}
    assert buyer.does("contract-change", AGREED) == []
    assert buyer.does("clauses", {**empty, **found, **clauses}) == []
    numbers = {MINIMUM: "20", MAXIMUM: "40", "starts_on": "2026-04-01"}
    assert buyer.does("volumes", numbers) == []
    assert buyer.does("evaluation-add", {"due_on": "2027-03-01"}) == []
    return buyer


@pytest.fixture
def signed(draft: Buyer) -> Buyer:
    assert completed(draft).does("sign", {"signed_on": "2026-03-31"}) == []
    return draft


def contract(day: date = TODAY):
    return find_contract(key_of("contracts", "contract_id"), day)


def test_an_empty_contract_is_refused_with_all_that_lacks(draft):
    (refused,) = draft.does("sign", {"signed_on": "2026-03-31"})
    assert refused == (
        "This contract cannot take effect yet. Lacking: clause: data on the activities; clause: "
        "protection of privacy; clause: complaints and disputes scheme; clause: access for the "
        "accountant; clause: written opinion of the accountant on processing and security; "
        "clause: processing for the activities only; clause: written pass-through to "
        "subcontractors; the form of the contract; first and last day; the data-protection "
        "agreement, with the personal data it names; a day for an evaluation."
    )
    assert contract().fact.cell("signed_on") is None


def test_a_contract_that_lacks_the_complaints_scheme_is_refused(draft):
    completed(draft, complaints="")
    assert draft.does("sign", {"signed_on": "2026-03-31"}) == [
        "This contract cannot take effect yet. Lacking: clause: complaints and disputes scheme."
    ]


def test_a_complete_contract_is_signed_and_open_for_clients(signed):
    fact = contract().fact
    assert (fact.cell("inflow"), str(fact.cell("signed_on"))) == ("open", "2026-03-31")
    assert contract().stage.value == "coming"
    assert contract(date(2026, 4, 1)).stage.value == "holds"
    assert contract(date(2028, 4, 1)).stage.value == "over"
    assert [each.cell("name") for each in open_contracts(TODAY)] == ["Guidance north"]


def test_a_draft_is_offered_to_nobody(draft):
    completed(draft)
    assert open_contracts(TODAY) == []


def put_participation(number: int) -> None:
    contract_id = key_of("contracts", "contract_id")
    put("persons", person_id=f"P{number}", client_number=f"{number:08}")
    put(
        "participations",
        participation_id=f"D{number}",
        person_id=f"P{number}",
        contract_id=contract_id,
        starts_on=date(2026, 4, 2),
    )


def test_a_stopped_inflow_lets_nobody_in_while_who_takes_part_goes_on(signed):
    put_participation(1)
    assert signed.does("inflow", {"inflow": "stopped", "reason": "too few results"}) == []
    assert open_contracts(TODAY) == []
    assert contract(date(2026, 4, 3)).running == 1
    assert signed.does("inflow", {"inflow": "open", "reason": "improved"}) == []
    assert [each.cell("name") for each in open_contracts(TODAY)] == ["Guidance north"]
    page = signed.reads()
    assert "too few results" in page
    assert "improved" in page


def test_a_closed_inflow_stays_closed(signed):
    assert signed.does("inflow", {"inflow": "closed", "reason": "contract ends"}) == []
    assert signed.does("inflow", {"inflow": "open", "reason": "after all"})[0] == (
        "The inflow was closed for good. Clients who take part go on."
    )


def test_more_clients_than_the_maximum_are_pointed_out(signed):
    for number in range(40):
        put_participation(number)
    assert warnings_of(contract(date(2026, 4, 3))) == []
    put_participation(40)
    assert warnings_of(contract(date(2026, 4, 3))) == [
        "41 clients take part; at most 40 were agreed."
    ]


def test_other_numbers_hold_from_their_own_day(signed):
    more = {MINIMUM: "20", MAXIMUM: "60", "starts_on": "2027-01-01"}
    assert signed.does("volumes", more) == []
    before, since = contract(date(2026, 12, 31)), contract(date(2027, 1, 1))
    assert (before.volume(MAXIMUM), since.volume(MAXIMUM)) == (40, 60)
    assert (before.volume(MINIMUM), since.volume(MINIMUM)) == (20, 20)


def answer_advice(buyer: Buyer) -> None:
    """Ask for advice on extension, and say why it is not followed."""
    assert buyer.does("advice", {}) == []
    advice = believed("extension_advices").get(answered_on__isnull=True).cell("advice_id")
    assert buyer.does("extension", {"ends_on": "2029-03-31", "motive": "good results"})[0] == (
        "There is an advice on extension that was not answered: answer it first."
    )
    said = {"answer": "not_followed", "reason": "a tender would take too long"}
    assert buyer.does("advice-answer", said, str(advice)) == []


def test_the_last_day_of_a_signed_contract_moves_only_by_an_extension_with_a_reason(signed):
    assert signed.does("contract-change", {**AGREED, "ends_on": "2029-03-31"}) == [
        "This contract was signed: extend it instead, with the reason."
    ]
    too_far = {"ends_on": "2029-04-01", "motive": "good results"}
    assert signed.does("extension", too_far)[0] == (
        "Ask for advice on extension first, and answer it."
    )
    answer_advice(signed)
    assert signed.does("extension", too_far) == [
        "Choose a day after the present last day, and not beyond what was agreed."
    ]
    assert signed.does("extension", {**too_far, "ends_on": "2029-03-31"}) == []
    extension = believed("contract_extensions").get()
    assert (str(extension.cell("former_ends_on")), str(extension.cell("ends_on"))) == (
        "2028-04-01",
        "2029-04-01",
    )
    assert contract().last_day == date(2029, 3, 31)
    assert signed.does("extension", {**too_far, "ends_on": "2030-03-31"})[0] == (
        "No further extension was agreed: prepare a tender."
    )


def test_what_stood_there_before_stays_to_be_seen_with_the_reason(signed):
    other = {**AGREED, "personal_data": "name", "reason": "less is enough"}
    assert signed.does("contract-change", other) == []
    page = signed.reads()
    assert "<s>name, telephone number, work experience</s> → name" in page
    assert "less is enough" in page
    assert model_of("contracts").objects.count() > 1


def test_of_two_who_change_a_contract_at_once_the_second_is_told(signed):
    seen = believed("contracts").get().pk
    assert signed.does("contract-change", {**AGREED, "personal_data": "name"}) == []
    (refused,) = signed.does("contract-change", {**AGREED, "seen": seen})
    assert refused.startswith("While you were filling this in, someone else changed this.")
    assert contract().fact.cell("personal_data") == "name"


def test_an_evaluation_that_was_not_held_is_pointed_out_until_it_is(signed):
    day = date(2027, 3, 2)
    assert warnings_of(contract(day)) == ["The evaluation of 1 Mar 2027 was not held."]
    evaluation = key_of("contract_evaluations", "evaluation_id")
    said = {"held_on": "2026-03-30", "finding": "enough clients; report on time"}
    assert signed.does("evaluation", said, evaluation) == []
    assert warnings_of(contract(day)) == []


def test_a_running_contract_shows_who_succeeded(signed):
    atlas = key_of("providers", "provider_id")
    heir = provider("Baken")
    other = provider("Compas")
    page = Buyer(signed.browser, f"/aanbieders/{atlas}")
    end = {"ended_by": "merger", "ended_on": "2026-03-30", "reason": "letter of 1 March"}
    assert page.does("provider-end", {**end, "successor_id": heir}) == []
    page = Buyer(signed.browser, f"/aanbieders/{heir}")
    assert page.does("provider-end", {**end, "successor_id": atlas}) == [
        "That company was itself succeeded by this one. Choose another."
    ]
    assert page.does("provider-end", {**end, "successor_id": other}) == []
    assert [each.cell("name") for each in contract().successors] == ["Baken", "Compas"]
    assert "Compas" in signed.reads()
