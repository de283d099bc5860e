"""A case manager asks to buy something; a purchaser decides, a controller has it paid."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.register.buying import Buyer
from tests.register.referrals.conftest import put
from tests.register.steps.browsing import errors, said, warnings, words
from tests.register.steps.taking import TODAY, Taker, record
from trede.language import speaking
from trede.register.access.models import Look
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.referrals.budgets import budget_of
from trede.register.referrals.purchasing import recurring
from trede.register.steps.policies import faults_of

pytestmark = pytest.mark.django_db
COURSE = {
    "name": "Forklift certificate", "kind": "schooling", "supplier": "Heftruckschool",
    "amount_cents": "400,00", "vat_cents": "84,00", "budget_id": "B1",
    "motive": "A warehouse takes him on with it.",
}  # fmt: skip


@pytest.fixture
def budgets(db: None) -> None:
    """A work budget of 1,000 euros, a Stimulation scheme, an income budget, one of last year."""
    del db
    for key, kind, cents, year in (
        ("B1", "work", 100000, 2026),
        ("B2", "stimulation_scheme", 100000, 2026),
        ("B3", "income", 9000000, 2026),
        ("B4", "work", 9000000, 2025),
    ):
        put(
            "budgets", budget_id=key, kind=kind, purpose=None, amount_cents=cents,
            starts_on=date(year, 1, 1), ends_on=date(year + 1, 1, 1),
        )  # fmt: skip


@pytest.fixture
def asking(taker: Taker, budgets: None) -> Taker:
    del budgets
    return taker


def speaks(user: User) -> User:
    user.language = "en"
    user.save()
    return user


@pytest.fixture
def as_role(user_with: Callable[..., User], browser_of: Callable[[User], Browser]):
    """Return someone of a role at the one purchase."""

    def make(username: str, *roles: Role) -> Buyer:
        key = believed("own_purchases").get().cell("purchase_id")
        return Buyer(browser_of(speaks(user_with(username, *roles))), f"/inkoop/eigen-inkoop/{key}")

    return make


def decides(buyer: Buyer, decision: str = "positive", **more: str):
    return buyer.browser.post(
        f"{buyer.page}/besluit", {"decision": decision, "explanation": "Cheap and quick.", **more}
    )


def pays(buyer: Buyer, day: str = "2026-03-31"):
    return buyer.browser.post(f"{buyer.page}/betaling", {"paid_on": day})


def test_a_purchase_is_asked_and_counts_against_its_budget(asking):
    done = asking.take("own-purchase", **COURSE)
    assert said(done)[-1] == "Asked. A purchaser decides."
    assert asking.facts("own_purchases") == [
        {
            "name": "Forklift certificate",
            "kind": "schooling",
            "supplier": "Heftruckschool",
            "amount_cents": 40000,
            "vat_cents": 8400,
            "budget_id": "B1",
            "motive": "A warehouse takes him on with it.",
            "asked_on": TODAY,
            "asked_by": "bakker",
        }
    ]
    assert budget_of("B1", TODAY).left_cents == 51600


def test_beyond_the_budget_is_refused_with_what_is_left(asking):
    asking.take("own-purchase", **COURSE)
    refused = errors(asking.take("own-purchase", **{**COURSE, "amount_cents": "500"}))
    assert refused == {
        "budget_id": "The price with VAT is € 584.00; € 516.00 of this budget is left. Lower the "
        "price or choose another budget."
    }


def test_near_the_end_of_the_budget_is_confirmed(asking):
    dear = {**COURSE, "amount_cents": "820"}
    assert warnings(asking.take("own-purchase", **dear)) == {
        "confirm-budget": "With this, € 904.00 of € 1,000.00 is used: € 96.00 is left until the "
        "budget ends."
    }
    assert asking.save("own-purchase", **dear, **{"confirm-budget": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("kind", "budget", "named"),
    [("care", "B1", "care"), ("in_house", "B1", "work by the municipality itself"),
     ("childcare", "B2", "childcare")],
)  # fmt: skip
def test_what_a_budget_is_not_for_is_refused(asking, kind, budget, named):
    refused = errors(asking.take("own-purchase", **{**COURSE, "kind": kind, "budget_id": budget}))
    assert refused == {"budget_id": f"This budget may not pay for {named}. Choose another one."}


def test_only_budgets_of_today_that_may_pay_are_offered(asking):
    told = words(asking.open("own-purchase"))
    assert "€ 1,000.00 left" in told
    assert "€ 90,000.00" not in told
    assert errors(asking.take("own-purchase", **{**COURSE, "budget_id": "B3"}))
    assert errors(asking.take("own-purchase", **{**COURSE, "budget_id": "B4"}))


def test_a_purchaser_approves_and_a_controller_pays(asking, as_role):
    asking.take("own-purchase", **COURSE)
    purchaser, controller = as_role("koper", Role.PURCHASER), as_role("teller", Role.CONTROLLER)
    assert decides(purchaser).status_code == 302
    assert pays(controller).status_code == 302
    bought = asking.facts("own_purchases")[0]
    assert (bought["decision"], bought["decided_by"]) == ("positive", "koper")
    assert (bought["paid_on"], bought["paid_by"]) == (TODAY, "teller")
    assert [(each["amount_cents"], each["kind"]) for each in asking.facts("costs")] == [
        (48400, "provision")
    ]


def test_nobody_decides_on_an_own_purchase_of_their_own(asking, as_role, case_manager):
    asking.take("own-purchase", **COURSE)
    other = as_role("koper", Role.PURCHASER)
    case_manager.roles = [*case_manager.roles, Role.PURCHASER.value, Role.CONTROLLER.value]
    case_manager.save()
    own = Buyer(asking.page, other.page)
    refused = decides(own)
    assert refused.status_code == 422
    assert "You asked for this yourself: another purchaser decides." in words(refused)
    assert decides(other).status_code == 302
    refused = pays(own)
    assert refused.status_code == 422
    assert "another controller has it paid" in words(refused)
    assert not believed("costs").exists()


def test_who_decided_does_not_pay(asking, as_role):
    asking.take("own-purchase", **COURSE)
    both = as_role("beide", Role.PURCHASER, Role.CONTROLLER)
    assert decides(both).status_code == 302
    assert pays(both).status_code == 422
    assert pays(as_role("teller", Role.CONTROLLER)).status_code == 302


def test_each_role_does_its_own_part_only(asking, as_role):
    asking.take("own-purchase", **COURSE)
    assert decides(as_role("teller", Role.CONTROLLER)).status_code == 403
    assert pays(as_role("koper", Role.PURCHASER)).status_code == 403
    assert decides(Buyer(asking.page, as_role("derde", Role.AUDITOR).page)).status_code == 403


def test_it_is_decided_and_paid_once(asking, as_role):
    asking.take("own-purchase", **COURSE)
    purchaser, controller = as_role("koper", Role.PURCHASER), as_role("teller", Role.CONTROLLER)
    assert pays(controller).status_code == 422
    decides(purchaser)
    assert decides(purchaser, "negative").status_code == 422
    assert pays(controller, "2026-03-30").status_code == 422
    assert pays(controller, "2026-04-01").status_code == 422
    pays(controller)
    assert pays(controller).status_code == 422
    assert believed("costs").count() == 1


def test_what_is_turned_down_frees_the_budget(asking, as_role):
    asking.take("own-purchase", **COURSE)
    decides(as_role("koper", Role.PURCHASER), "negative")
    assert budget_of("B1", TODAY).left_cents == 100000


def test_a_decision_cannot_be_undone_from_the_file(asking, as_role):
    asking.take("own-purchase", **COURSE)
    decides(as_role("koper", Role.PURCHASER))
    change = Change.objects.get(step="own-purchase")
    refused = asking.page.post(
        reverse("undo", args=[asking.client.number, change.pk]), {"reason": "A mistake."}
    )
    assert refused.status_code == 422
    decision = Change.objects.get(step="own-purchase-decision")
    address = reverse("undo", args=[asking.client.number, decision.pk])
    assert asking.page.post(address, {"reason": "A mistake."}).status_code == 404
    assert asking.facts("own_purchases")[0]["decision"] == "positive"


def test_the_list_names_no_client_and_each_look_is_logged(asking, as_role):
    asking.take("own-purchase", **COURSE)
    purchaser = as_role("koper", Role.PURCHASER)
    listed = words(purchaser.browser.get("/inkoop/eigen-inkoop"))
    assert "Forklift certificate" in listed
    assert "Jansen" not in listed
    one = words(purchaser.browser.get(purchaser.page))
    assert "A warehouse takes him on with it." in one
    assert "Jansen" not in one
    assert Look.objects.filter(user__username="koper", page="own-purchase").count() == 1


def bought(key: str, asking: Taker, day: date) -> None:
    """Put an approved purchase on file."""
    put(
        "own_purchases", purchase_id=key, person_id=asking.client.person_id, name="Forklift",
        kind="schooling", supplier="S", amount_cents=10000, vat_cents=2100, budget_id="B1",
        motive="m", asked_on=day, asked_by="bakker", decided_on=day, decided_by="koper",
        decision="positive",
    )  # fmt: skip


def test_what_is_asked_only_is_told_apart_from_what_was_bought(asking):
    for number in range(5):
        bought(f"a{number}", asking, date(2025, 5 + number, 1))
    asking.take("own-purchase", **{**COURSE, "amount_cents": "10", "vat_cents": "2,10"})
    (found,) = recurring(TODAY)
    assert (found.times, found.cents, found.asked) == (5, 60500, 1)
    with speaking("en"):
        assert str(found).endswith("Waiting for a decision: 1 more.")


def test_what_contracts_cost_is_no_longer_there_for_a_purchase(asking):
    for key, kind, cents, day in (
        ("k1", "participation", 60000, date(2026, 2, 1)),
        ("k2", "benefit", 9000000, date(2026, 2, 1)),
        ("k3", "participation", 70000, date(2025, 12, 31)),
    ):
        put("costs", cost_id=key, booked_on=day, amount_cents=cents, kind=kind)
    budget = budget_of("B1", TODAY)
    assert (budget.spent_cents, budget.left_cents) == (60000, 40000)
    assert errors(asking.take("own-purchase", **COURSE)) == {
        "budget_id": "The price with VAT is € 484.00; € 400.00 of this budget is left. Lower the "
        "price or choose another budget."
    }


def takes_part(asking: Taker, author: User) -> None:
    """Someone else takes part at Atlas, for a fee of 500 euros if it is completed."""
    terms = """
contract = "C-atlas"
version = 1
title = { nl = "Begeleiding", en = "Guidance" }
company = "Atlas"
valid_from = 2026-01-01
scheme = "input"
premium_policy = 2
vat_percent = 21
source = "test"

[[fees]]
name = "trajectory"
title = { nl = "traject", en = "trajectory" }
part = "completion"
amount = 500
"""
    put(
        "contract_versions", contract_id="C-atlas", version=1, terms=terms,
        starts_on=date(2026, 1, 1), agreed_on=date(2026, 1, 1),
    )  # fmt: skip
    running = {
        "participation_id": "other", "contract_id": "C-atlas", "starts_on": date(2026, 2, 1),
        "status": "running",
    }  # fmt: skip
    record(asking.client, author, "participations", running)


def test_what_contracts_are_bound_to_cost_is_not_there_for_a_purchase(
    asking, as_role, case_manager
):
    asking.take("own-purchase", **{**COURSE, "amount_cents": "100", "vat_cents": "21"})
    takes_part(asking, case_manager)
    budget = budget_of("B1", TODAY)
    assert (budget.committed_cents, budget.left_cents) == (50000, 37900)
    assert errors(asking.take("own-purchase", **COURSE)) == {
        "budget_id": "The price with VAT is € 484.00; € 379.00 of this budget is left. Lower the "
        "price or choose another budget."
    }
    assert budget_of("B4", TODAY).committed_cents == 0
    purchaser = as_role("koper", Role.PURCHASER)
    told = words(purchaser.browser.get(purchaser.page))
    assert "Still to be paid under contracts € 500.00" in told


def test_a_budget_for_own_purchases_alone_is_left_as_it_is_by_contracts(
    asking, as_role, case_manager
):
    takes_part(asking, case_manager)
    assert (budget_of("B2", TODAY).committed_cents, budget_of("B2", TODAY).left_cents) == (
        None, 100000,
    )  # fmt: skip
    assert asking.save("own-purchase", **{**COURSE, "budget_id": "B2"}).status_code == 302
    purchaser = as_role("koper", Role.PURCHASER)
    told = words(purchaser.browser.get(purchaser.page))
    assert "Contracts are not paid from this budget" in told
    assert "Still to be paid under contracts" not in told


def test_a_paid_purchase_counts_once_though_the_ledger_has_it_too(asking, as_role):
    asking.take("own-purchase", **COURSE)
    decides(as_role("koper", Role.PURCHASER))
    assert budget_of("B1", TODAY).taken.approved == 48400
    pays(as_role("teller", Role.CONTROLLER))
    budget = budget_of("B1", TODAY)
    assert (budget.taken.paid, budget.spent_cents, budget.left_cents) == (48400, 48400, 51600)


def test_budgets_of_one_kind_answer_together_for_what_the_ledger_says(asking):
    put(
        "budgets", budget_id="B9", kind="work", purpose="Young", amount_cents=50000,
        starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1),
    )  # fmt: skip
    put("costs", cost_id="k1", booked_on=date(2026, 2, 1), amount_cents=120000, kind="provision")
    assert (budget_of("B1", TODAY).left_cents, budget_of("B9", TODAY).left_cents) == (30000, 30000)


def test_more_vat_than_any_rate_makes_is_refused(asking):
    refused = errors(asking.take("own-purchase", **{**COURSE, "vat_cents": "84,01"}))
    assert refused == {"vat_cents": "VAT is at most 21% of the price: € 84.00. Check both amounts."}


def test_the_same_purchase_within_a_day_is_confirmed(asking):
    small = {**COURSE, "amount_cents": "100", "vat_cents": "21"}
    asking.take("own-purchase", **small)
    assert list(warnings(asking.take("own-purchase", **small))) == ["confirm-again"]
    assert asking.save("own-purchase", **small, **{"confirm-again": "on"}).status_code == 302
    assert believed("own_purchases").count() == 2


def test_a_supplier_under_contract_is_pointed_out(asking):
    assert warnings(asking.take("own-purchase", **{**COURSE, "supplier": "ATLAS B.V."})) == {
        "confirm-contracted": "The municipality has a contract with ATLAS B.V.: Contract atlas. "
        "Refer the client there if it covers this."
    }


def test_what_recurs_is_put_forward_for_a_tender(asking, as_role):
    for number in range(7):
        bought(f"a{number}", asking, date(2025, 5 + number, 1))
    put(
        "own_purchases", purchase_id="old", person_id=asking.client.person_id, name="Forklift",
        kind="schooling", supplier="S", amount_cents=1, vat_cents=0, budget_id="B1", motive="m",
        asked_on=date(2025, 3, 31), asked_by="bakker",
    )  # fmt: skip
    (found,) = recurring(TODAY)
    with speaking("en"):
        assert str(found) == (
            "Training or course: bought 7 times in 12 months outside the contracts, for € 847.00. "
            "Consider it in a tender."
        )


def test_the_hint_stands_with_the_tenders(asking, user_with, browser_of, own_policy: Path):
    own = """
        [[purchases]]
        name = "local"
        warn_percent = 90
        recurs_times = 1
        recurs_months = 6
    """
    (own_policy / "referrals.toml").write_text(own, encoding="utf-8")
    bought("a1", asking, date(2026, 3, 1))
    browser = browser_of(speaks(user_with("koper", Role.PURCHASER)))
    assert "bought 1 times in 6 months outside the contracts" in words(
        browser.get("/aanbestedingen/")
    )


def test_a_budget_for_an_unknown_kind_is_pointed_out(own_policy: Path):
    own = """
        [[budgets]]
        name = "work"
        nl = "Werkdeel"
        en = "Work budget"
        budget_kinds = ["wrk"]
        purchase_kinds = ["schooling"]
    """
    (own_policy / "referrals.toml").write_text(own, encoding="utf-8")
    with speaking("en"):
        (fault,) = faults_of("referrals")
        assert str(fault).startswith("'work' budget_kinds: \"wrk\" is unknown here.")
