"""A month for all contracts at once: what the municipality makes itself, and nothing twice."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.register.buying import TODAY
from tests.register.payments.paying import (
    ATLAS,
    BOREAS,
    CONTRACT,
    MARCH,
    OTHER,
    People,
    completes,
    corrected,
    paid,
    put_contract,
    reports_intake,
    states,
    takes_part,
)
from trede.register.facts.models import believed
from trede.register.payments.month_run import settle_month
from trede.register.project.environment import make_keys

ROOT = Path(__file__).parents[3]
SELF_BILLED = {"more": "self_billing = true"}


def invoices() -> list[tuple[str, str, str, str]]:
    """Return contract, number, kind and way of every invoice."""
    found = believed("invoices").order_by("contract_id", "pk")
    return list(found.values_list("contract_id", "number", "kind", "way"))


@pytest.mark.django_db
def test_the_municipality_invoices_only_contracts_that_let_it(people: People):
    put_contract(OTHER, BOREAS, "Boreas", **SELF_BILLED)
    reports_intake(takes_part("1"))
    reports_intake(takes_part("2", OTHER))
    report = settle_month(MARCH, TODAY, None)
    assert (report.invoices, report.credits, report.lines, report.cents) == (1, 0, 1, 40000)
    assert invoices() == [(OTHER, "202603-M001", "invoice", "municipality")]


@pytest.mark.django_db
def test_what_is_to_be_taken_back_comes_on_a_credit_note_for_every_contract(people: People):
    key = completes("1")
    people.invoice_and_pay()
    corrected("participations", {"meets_norm": False}, participation_id=key)
    report = settle_month(MARCH, TODAY, people.purchaser)
    assert (report.invoices, report.credits, report.cents) == (0, 1, -200000)
    assert invoices()[-1] == (CONTRACT, "202603-C001", "credit", "municipality")


@pytest.mark.django_db
def test_a_second_run_makes_nothing_and_what_it_made_is_paid_as_any_invoice(people: People):
    put_contract(OTHER, BOREAS, "Boreas", **SELF_BILLED)
    reports_intake(takes_part("2", OTHER))
    settle_month(MARCH, TODAY, None)
    assert settle_month(MARCH, TODAY, None).lines == 0
    invoice = str(believed("invoices").get().cell("invoice_id"))
    people.approve(invoice)
    people.pay(invoice)
    assert (states(invoice), paid()) == (["paid"], [400])
    assert settle_month(MARCH, TODAY, None).lines == 0


@pytest.mark.django_db
def test_what_was_earned_after_the_month_is_left_for_the_next(people: People):
    put_contract(OTHER, BOREAS, "Boreas", **SELF_BILLED)
    reports_intake(takes_part("2", OTHER), received=date(2026, 3, 5))
    assert settle_month(date(2026, 2, 1), TODAY, None).lines == 0
    assert settle_month(MARCH, TODAY, None).lines == 1


class BrokenOffError(Exception):
    """Someone pulled the plug."""


@pytest.mark.django_db
def test_a_run_that_breaks_off_half_way_goes_on_without_making_anything_twice(people: People):
    for number in range(6):
        contract = f"S{number}"
        put_contract(contract, ATLAS, "Atlas", **SELF_BILLED)
        reports_intake(takes_part(str(number), contract))

    def break_off(step: str) -> None:
        if "4 of 6" in step or "4 van 6" in step:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        settle_month(MARCH, TODAY, None, break_off)
    assert len(invoices()) == 3
    assert settle_month(MARCH, TODAY, None).invoices == 3
    assert [number for _contract, number, *_rest in invoices()] == [
        f"202603-M00{number}" for number in range(1, 7)
    ]
    assert believed("invoice_lines").count() == 6


@pytest.mark.django_db
def test_a_payment_that_comes_in_between_is_not_invoiced_again(people: People):
    """The run read what was paid before it comes to the contract."""
    put_contract(OTHER, BOREAS, "Boreas", **SELF_BILLED)
    reports_intake(takes_part("2", OTHER))
    settle_month(MARCH, TODAY, None)
    invoice = str(believed("invoices").get().cell("invoice_id"))
    people.approve(invoice)

    def pay(step: str) -> None:
        if step.startswith("settling") and not paid():
            people.pay(invoice)

    assert settle_month(MARCH, TODAY, None, pay).lines == 0
    assert paid() == [400]


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path):
    make_keys(tmp_path)
    (tmp_path / "static").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TREDE")}
    environment = {
        **kept,
        "TREDE_REGISTER": str(tmp_path),
        "TREDE_MODE": "demo",
        "TREDE_NOW": "2026-03-31T09:00",
        "DJANGO_SETTINGS_MODULE": "trede.register.project.settings",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "tests.register.payments.small_month"]
    subprocess.run([*command, "make"], cwd=ROOT, env=environment, check=True)
    killed = subprocess.Popen(
        [*command, "settle"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert killed.stdout is not None
    for line in killed.stdout:
        if line.startswith("contract 20 "):
            killed.send_signal(signal.SIGKILL)
            break
    killed.wait()
    killed.stdout.close()
    again = subprocess.run(
        [*command, "settle", "count"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert killed.returncode == -signal.SIGKILL
    done = again.stdout.splitlines()[-1].split()
    made, all_invoices, all_lines, different = (int(number) for number in done)
    assert 0 < made < 40
    assert (all_invoices, all_lines, different) == (40, 40, 40)
