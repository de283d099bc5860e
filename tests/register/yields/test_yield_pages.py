"""The pages on what contracts yield: figures of the measures, people, punctuality, advice."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.register.buying import TODAY, Buyer, SignIn, put
from tests.register.contracts.test_terms import FIRST
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.exchange.exporting import export_dossier
from trede.register.facts.models import believed, model_of
from trede.register.figures.computing import dossier_folder
from trede.register.yields.measuring import (
    COST_PER_EXIT,
    DURABLE,
    EVER,
    EXITS,
    NORM,
    Counted,
    Period,
    yields,
)
from trede.register.yields.punctuality import punctuality

if TYPE_CHECKING:
    from django.test import Client as Browser

pytestmark = pytest.mark.django_db
BEGAN, ENDED = date(2024, 3, 1), date(2024, 9, 1)


def on_file(table: str, **values: object) -> None:
    """Put a fact on file without the journal, whose followers take long over forty clients."""
    model_of(table).objects.create(
        **values, recorded_at=datetime(2026, 1, 5, 10, 0), source="register"
    )


def take_part(number: int, contract: str, *, works: bool = False, phase: str = "1") -> None:
    """Let a client on benefit take part and end; some find work that lasts and is verified."""
    person = f"P{number}"
    on_file("persons", person_id=person, client_number=f"{number:08}")
    left = {"ends_on": date(2024, 10, 1), "exit_reason": "work"} if works else {}
    on_file("benefit_spells", spell_id=f"S{number}", person_id=person, scheme="PW",
            starts_on=date(2024, 1, 1), **left)  # fmt: skip
    on_file("classifications", classification_id=f"C{number}", person_id=person, scale="phase",
            value=phase, starts_on=date(2024, 1, 1))  # fmt: skip
    on_file("participations", participation_id=f"D{number}", person_id=person,
            contract_id=contract, starts_on=BEGAN, ends_on=ENDED, status="completed",
            meets_norm=True, approved=number % 2 == 0)  # fmt: skip
    on_file("payments", payment_id=f"B{number}", contract_id=contract, term="fee",
            participation_id=f"D{number}", amount_cents=100_000, paid_on=ENDED)  # fmt: skip
    if works:
        on_file("placements", placement_id=f"W{number}", person_id=person, financed_by="employer",
                starts_on=date(2024, 10, 1), verified_on=date(2025, 5, 1),
                verified_with="polisadministratie")  # fmt: skip


@pytest.fixture
def exported(db: None) -> Iterator[None]:
    """Two contracts of one category: half of K1's twenty clients find work, two of K2's."""
    del db
    put("providers", provider_id="R1", name="Atlas")
    for key, working in (("K1", 10), ("K2", 2)):
        put("contracts", contract_id=key, name=f"Contract {key}", provider_id="R1",
            category="work", signed_on=BEGAN, starts_on=BEGAN, ends_on=date(2027, 3, 1),
            extensions_allowed=1, extension_months=12)  # fmt: skip
        for number in range(20):
            take_part(int(key[1]) * 100 + number, key, works=number < working)
    put("contract_terms", contract_id="K1", term="success_target", starts_on=BEGAN, number=42)
    cache.clear()
    export_dossier(dossier_folder(), TODAY, replace=True)
    yield
    shutil.rmtree(dossier_folder())
    cache.clear()


@pytest.fixture
def buyer(user_with: Callable[..., User], browser_of: SignIn) -> Buyer:
    user = user_with("kramer", Role.PURCHASER)
    user.language = "en"
    user.save()
    return Buyer(browser_of(user), "/contracten/K1")


def test_each_figure_of_a_contract_is_that_of_its_measure(exported):
    found = yields(Period(EVER, TODAY, TODAY))["K1"]
    assert found.inflow == 20
    assert found[NORM] == Counted(10, 20)
    assert found[DURABLE] == Counted(10, 20)
    assert found[EXITS] == Counted(10, 20)
    assert found[COST_PER_EXIT] == Counted(20_000.0, 10)
    assert found.gap == 8.0
    assert found.of_category[EXITS] == Counted(12, 40)
    assert (found.mix.expected, found.mix.reached, found.mix.conclusion) == (2, 10, "above")


def test_who_began_outside_the_period_is_not_looked_at(exported):
    assert yields(Period(date(2024, 4, 1), TODAY, TODAY)) == {}
    assert yields(Period(BEGAN, BEGAN, TODAY))["K1"].inflow == 20


def test_as_of_an_earlier_day_what_came_later_is_not_seen(exported):
    found = yields(Period(EVER, date(2024, 6, 1), date(2024, 6, 1)))["K1"]
    assert (found.inflow, found.states, found[DURABLE]) == (20, {"running": 20}, Counted(0, 0))


def test_the_page_names_every_denominator(exported, buyer):
    page = buyer.reads("/opbrengst")
    assert "+8.0" in page
    assert "durably placed 10 of 20" in page
    assert "others would have reached 2.0 exits of 20; it reached 10." in page
    assert "€\xa020,000 for 10" in page
    assert "Share of the participations that ended long enough ago" in page


def test_contracts_are_compared_in_one_list(exported, buyer):
    page = Buyer(buyer.browser, "/contracten/opbrengst").reads()
    assert "Contract K1" in page
    assert "Contract K2" in page
    assert "more than expected" in page
    assert "fewer than expected" in page
    kept = Buyer(buyer.browser, "/contracten/opbrengst").reads("?category=none")
    assert "Contract K1" not in kept


def test_the_people_behind_a_figure_are_pseudonyms_to_a_purchaser_and_numbers_to_an_auditor(
    exported, buyer, user_with, browser_of
):
    address = "/opbrengst/mensen?measure=contract_durable_rate&counted=yes"
    page = buyer.reads(address)
    assert "10 participations" in page
    assert "P100" in page
    assert "31 Aug 2024" in page
    assert "P110" in buyer.reads(address.replace("yes", "no"))
    auditor = Buyer(browser_of(user_with("accountant", Role.AUDITOR)), "/contracten/K1")
    assert "10 deelnames" in auditor.reads(address)
    assert buyer.browser.get("/contracten/K1/opbrengst/mensen?measure=nothing").status_code == 404


def test_reports_are_punctual_by_the_calendar_of_the_terms(exported):
    text = FIRST.replace("2026-01-05", "2024-01-05")
    put("contract_versions", contract_id="K1", version=1, starts_on=date(2024, 1, 5), terms=text)
    for number, day, more in (
        (100, date(2024, 4, 15), {}),
        (101, date(2024, 4, 16), {}),
        (102, date(2024, 4, 1), {"answer": "asked_back", "answered_on": date(2024, 4, 2)}),
    ):
        put("progress_reports", report_id=f"V{number}", person_id=f"P{number}", name="intake",
            participation_id=f"D{number}", received_on=day, **more)  # fmt: skip
    (found,) = punctuality(["K1", "K2"], TODAY)["K1"]
    assert (found.in_time, found.late, found.overdue, found.due) == (1, 1, 18, 20)
    assert punctuality(["K1"], date(2024, 4, 15))["K1"][0].due == 1


def test_without_figures_the_pages_say_so(db, buyer):
    shutil.rmtree(dossier_folder(), ignore_errors=True)
    cache.clear()
    put("contracts", contract_id="K1", name="Contract K1", signed_on=BEGAN)
    assert "There are no figures yet" in buyer.reads("/opbrengst")
    assert "There are no figures yet" in Buyer(buyer.browser, "/contracten/opbrengst").reads()


def test_advice_is_given_with_its_grounds_and_answered_once_before_the_contract_is_extended(
    exported, buyer
):
    put("contract_versions", contract_id="K1", version=1, starts_on=date(2024, 1, 5),
        terms=FIRST.replace("2026-01-05", "2024-01-05"))  # fmt: skip
    extended = {"ends_on": "2028-02-29", "motive": "good results"}
    assert buyer.does("extension", extended)[0] == (
        "Ask for advice on extension first, and answer it."
    )
    assert buyer.does("advice", {}) == []
    advice = believed("extension_advices").get()
    assert advice.cell("advice") == "extend_conditionally"
    assert advice.cell("given_by") == "register"
    assert "Durably placed: 10 of 20 (50.0%); the target is 42%." in advice.cell("grounds")
    assert "Reports in time: 0 of 20 (0.0%); 80% is asked." in advice.cell("grounds")
    assert buyer.does("advice", {})[0] == "There is an advice that was not answered yet."
    key = str(advice.cell("advice_id"))
    assert "Fill this in." in buyer.does("advice-answer", {"answer": "followed"}, key)
    said = {"answer": "followed", "reason": "reports every month from now on"}
    assert buyer.does("advice-answer", said, key) == []
    assert buyer.does("advice-answer", said, key)[0] == "This advice was answered already."
    assert buyer.does("extension", extended) == []
    assert "reports every month from now on" in buyer.reads()


def test_a_second_extension_needs_an_advice_of_its_own(exported, buyer):
    contract = believed("contracts").get(contract_id="K1")
    type(contract).objects.filter(pk=contract.pk).update(extensions_allowed=2)
    for year in (2028, 2029):
        later = {"ends_on": f"{year}-02-28", "motive": "good results"}
        assert buyer.does("extension", later)[0] == (
            "Ask for advice on extension first, and answer it."
        )
        assert buyer.does("advice", {}) == []
        key = str(believed("extension_advices").get(answered_on__isnull=True).cell("advice_id"))
        assert buyer.does("advice-answer", {"answer": "followed", "reason": "good"}, key) == []
        if year == 2028:
            assert buyer.does("extension", later) == []


def test_the_comparison_asks_the_database_no_more_for_more_contracts(exported, buyer):
    def queries() -> int:
        buyer.browser.get("/contracten/opbrengst")
        with CaptureQueriesContext(connection) as asked:
            assert buyer.browser.get("/contracten/opbrengst").status_code == 200
        return len(asked)

    text = FIRST.replace("2026-01-05", "2024-01-05")
    put("contract_versions", contract_id="K1", version=1, starts_on=date(2024, 1, 5), terms=text)
    before = queries()
    text = text.replace('"K1"', '"K2"')
    put("contract_versions", contract_id="K2", version=1, starts_on=date(2024, 1, 5), terms=text)
    for number in range(5):
        put("contracts", contract_id=f"N{number}", name="Another", signed_on=BEGAN)
    assert queries() == before


def test_case_managers_do_not_open_these_pages(exported, user_with, browser_of):
    browser: Browser = browser_of(user_with("bakker", Role.CASE_MANAGER))
    assert browser.get("/contracten/opbrengst").status_code == 403
    assert browser.get("/contracten/K1/opbrengst").status_code == 403
