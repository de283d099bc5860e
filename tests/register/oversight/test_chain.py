"""The money chain of one client: over all contracts and companies, with what asks for attention."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.register.buying import put
from tests.register.oversight.one_client import put_contracts, put_money, put_work
from trede.register.access.models import Look
from trede.register.accounts.roles import Role
from trede.register.oversight.chain import chain_of
from trede.register.oversight.chain_drawing import picture_of
from trede.register.oversight.chain_warnings import warnings_of
from trede.register.oversight.happenings import Stage

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)
ADDRESS = "/overzicht/geldketen/0041-7723"
WHY = {"reason": "I check an invoice line of WorkstaR", "next": ADDRESS}


@pytest.fixture
def chained(client):
    """The client for whom € 11,500 was paid."""
    put_contracts()
    put_work(client)
    put_money(client)
    return client


@pytest.fixture
def controller(user_with, browser_of):
    user = user_with("blok", Role.CONTROLLER)
    user.language = "en"
    user.save()
    return browser_of(user)


def looked(browser, reason=WHY):
    browser.post("/clienten/0041-7723/reden", reason)
    return browser.get(ADDRESS)


def test_one_client_cost_11500_euros_over_two_companies_of_one_group(chained):
    found = chain_of(chained, DAY)
    (group,) = found.groups
    assert (group.name, [(each.company.name, each.paid) for each in group.companies]) == (
        "FourstaR groep",
        [("FourstaR", 200_000), ("WorkstaR", 950_000)],
    )
    assert (found.total.paid, found.total.net, found.total.doubt) == (1_150_000, 1_150_000, 230_000)


def test_what_asks_for_attention_is_said_with_the_money_at_stake(chained):
    assert [(each.kind, each.cents) for each in warnings_of(chain_of(chained, DAY))] == [
        ("several_premiums", 500_000),
        ("paid_early", 300_000),
        ("like_activities", 230_000),
        ("paid_by_municipality", 120_000),
    ]


def test_a_premium_that_was_taken_back_is_no_longer_pointed_out(chained):
    put("payments", payment_id="B7", contract_id="WS 2004", participation_id="D2",
        person_id=chained.person_id, term="next_employer", amount_cents=-300_000,
        paid_on=date(2006, 2, 1))  # fmt: skip
    found = chain_of(chained, DAY)
    assert (found.total.paid, found.total.taken_back) == (1_150_000, -300_000)
    assert "paid_early" not in [each.kind for each in warnings_of(found)]


def test_every_stage_of_the_chain_stands_in_order_of_time(chained):
    found = chain_of(chained, DAY).happenings
    assert [each.on for each in found] == sorted(each.on for each in found)
    assert {each.stage for each in found} == set(Stage) - {Stage.TAKEN_BACK}
    assert [each.title for each in found if each.stage is Stage.PAID][:2] == [
        "internship fee", "labour-market qualification premium"
    ]  # fmt: skip


def test_what_has_yet_to_happen_is_not_told(chained):
    put("payments", payment_id="B8", contract_id="WS 2004", participation_id="D2",
        person_id=chained.person_id, term="guidance", amount_cents=1, paid_on=DAY)  # fmt: skip
    assert chain_of(chained, date(2026, 3, 30)).total.paid == 1_150_000


def test_two_companies_paid_for_one_kind_of_work_are_seen_without_terms_too(client):
    for key, name in (("R1", "Atlas"), ("R2", "Baken")):
        put("providers", provider_id=key, name=name)
        put("contracts", contract_id=f"K{key}", name=f"{name} I", provider_id=key, category="taal")
        put("participations", participation_id=f"D{key}", contract_id=f"K{key}",
            person_id=client.person_id, starts_on=date(2026, 1, 5))  # fmt: skip
        put("payments", payment_id=f"B{key}", contract_id=f"K{key}", participation_id=f"D{key}",
            person_id=client.person_id, term="fee", amount_cents=50_000,
            paid_on=date(2026, 2, 2))  # fmt: skip
    (warning,) = warnings_of(chain_of(client, DAY))
    assert (warning.sentence, warning.cents) == (
        "Atlas and Baken were both paid for taal at the same time.",
        100_000,
    )


def test_an_own_purchase_is_in_the_chain(client):
    put("budgets", budget_id="G1", kind="work", amount_cents=1_000_000, starts_on=date(2026, 1, 1))
    put("own_purchases", purchase_id="E1", person_id=client.person_id, name="fiets",
        supplier="Fietsen Smit", amount_cents=30_000, vat_cents=6_300, budget_id="G1",
        motive="work out of town", asked_on=date(2026, 2, 1), asked_by="bakker",
        decided_on=date(2026, 2, 3), decided_by="smit", decision="positive",
        paid_on=date(2026, 2, 9), paid_by="blok")  # fmt: skip
    found = chain_of(client, DAY)
    assert [each.stage for each in found.happenings] == [Stage.ASKED, Stage.APPROVED, Stage.PAID]
    assert (found.total.approved, found.total.paid) == (30_000, 30_000)


def test_terms_that_cannot_be_read_do_not_keep_the_rest_from_being_seen(chained):
    put("contract_versions", contract_id="FS 2004", version=2, starts_on=date(2026, 1, 1),
        terms="contract = ")  # fmt: skip
    found = chain_of(chained, DAY)
    assert "FS 2004" in found.fault
    assert found.total.paid == 1_150_000


def test_the_drawing_says_the_same_amounts(chained):
    picture = picture_of(chain_of(chained, DAY))
    assert [(row.title, row.total) for row in picture.money] == [
        ("Invoiced", "€ 3,000"), ("Approved", "€ 3,000"), ("Paid", "€ 11,500")
    ]  # fmt: skip
    assert [row.title for row in picture.drawing.rows] == [
        "Asked", "FourstaR", "WorkstaR", "… reports, absence", "Work", "Claim and proof"
    ]  # fmt: skip


def test_who_was_referred_only_has_a_chain_without_money(client, controller):
    put_contracts()
    put("referrals", referral_id="A1", person_id=client.person_id, contract_id="FS 2004",
        provider_id="RF", referred_on=DAY, referred_by="bakker", question="work")  # fmt: skip
    page = looked(controller).content.decode()
    assert "Nothing was invoiced or paid." in page


def test_companies_after_each_other_stand_in_one_lane_and_at_one_time_in_two(client):
    put_contracts()
    for key, begins, ends in (
        ("D1", date(2026, 1, 1), date(2026, 2, 1)),
        ("D2", date(2026, 2, 1), date(2026, 3, 1)),
        ("D3", date(2026, 2, 10), None),
    ):
        put("participations", participation_id=key, person_id=client.person_id,
            contract_id="FS 2004", starts_on=begins, ends_on=ends)  # fmt: skip
    lanes = picture_of(chain_of(client, DAY)).drawing.rows
    assert [(row.title, len(row.boxes)) for row in lanes if row.title == "FourstaR"] == [
        ("FourstaR", 2), ("FourstaR", 1)
    ]  # fmt: skip


def test_who_looks_says_why_and_the_look_is_logged(chained, controller):
    asked = controller.get(f"{ADDRESS}?from=line")
    assert asked.status_code == 302
    assert asked.url.startswith("/clienten/0041-7723/reden?next=%2Foverzicht%2Fgeldketen")
    assert "reason=I+check+an+invoice+line" in asked.url
    assert not Look.objects.exists()
    assert looked(controller).status_code == 200
    look = Look.objects.get()
    assert (look.user.username, look.page, look.basis, look.reason) == (
        "blok", "money-chain", "stated_reason", WHY["reason"]
    )  # fmt: skip


def test_who_has_no_caseload_is_asked_about_the_money_chain_and_not_offered_a_file(
    chained, controller
):
    page = controller.get(ADDRESS, follow=True).content.decode()
    assert "Say why you look at what was asked, done and paid for client 0041-7723." in page
    assert "Look at the money chain" in page
    assert "caseload" not in page
    assert "Open the file" not in page
    onward = controller.post("/clienten/0041-7723/reden", {"reason": WHY["reason"]})
    assert onward.url == ADDRESS


def test_the_client_has_a_number_and_no_name(chained, controller):
    page = looked(controller).content.decode()
    assert "0041-7723" in page
    assert "Jansen" not in page
    assert "€\u00a011,500.00" in page
    assert "/clienten/0041-7723" not in page
    assert controller.get("/clienten/0041-7723").status_code == 403


def test_a_client_for_whom_nothing_was_bought_has_no_chain(client, controller):
    assert looked(controller).status_code == 404


def test_a_chain_is_found_by_the_number_of_the_client(chained, controller, client_of, case_manager):
    other = client_of(case_manager, "0041-7999")
    assert controller.get("/overzicht/geldketen?number=0041").url == ADDRESS
    put("participations", participation_id="D9", contract_id="FS 2004", person_id=other.person_id,
        starts_on=date(2026, 1, 5))  # fmt: skip
    page = controller.get("/overzicht/geldketen?number=0041").content.decode()
    assert ADDRESS in page
    assert "/overzicht/geldketen/0041-7999" in page
    assert "2 clients found" in page
    assert ADDRESS not in controller.get("/overzicht/geldketen?number=00").content.decode()
    assert ADDRESS not in controller.get("/overzicht/geldketen?number=Jansen").content.decode()


def test_the_file_holds_every_fact_with_its_source(chained, controller):
    looked(controller)
    lines = controller.get(f"{ADDRESS}/bestand").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(chain_of(chained, DAY).happenings)
    assert lines[-1].endswith("register;2026-03-31;placements: W2")


def test_more_facts_ask_the_database_no_more(chained, controller):
    looked(controller)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert controller.get(ADDRESS).status_code == 200
        return len(asked)

    before = queries()
    for number in range(20):
        put("payments", payment_id=f"X{number}", contract_id="WS 2004", participation_id="D2",
            person_id=chained.person_id, term="guidance", amount_cents=1,
            paid_on=date(2006, 1, 1 + number))  # fmt: skip
    assert queries() == before
    assert before <= 75
