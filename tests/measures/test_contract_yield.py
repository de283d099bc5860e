"""What a contract yields: every participation that began, each share over its own denominator."""

import pytest

from tests.dossiers import day
from tests.measures.small_city import SmallCity

PERIOD = {"inflow_from": "2004-01-01", "inflow_to": "2006-12-31", "observed_until": "2006-12-31"}


def works(
    city: SmallCity, client: str, starts_on: str, last_day: str | None = None,
    verified_on: str | None = None, *, paid_by: str = "employer", source: str = "wage register",
) -> None:  # fmt: skip
    ends_on = None if last_day is None else day(last_day)
    city.add("placements", client, "placement_id", starts_on=day(starts_on), ends_on=ends_on,
             financed_by=paid_by, verified_on=day(verified_on), verified_with=source)  # fmt: skip


def test_participations_are_told_apart_by_how_they_stand(city: SmallCity) -> None:
    city.took_part("completed")
    city.took_part("running", last_day=None, status="running")
    city.took_part("gone", status="broken_off")
    city.took_part("nobody said", status=None)
    assert city.ask("contract_participations", "state", **PERIOD) == {
        "completed": (1, 4), "running": (1, 4), "broken_off": (1, 4), "ended": (1, 4),
    }  # fmt: skip
    assert city.ask("contract_completion_rate", **PERIOD) == {None: (1, 3)}


def test_only_what_is_to_the_norm_and_approved_counts_of_what_was_completed(
    city: SmallCity,
) -> None:
    city.took_part("good")
    city.took_part("below", meets_norm=False)
    city.took_part("not approved", approved=None)
    city.took_part("gone", status="broken_off")
    assert city.ask("contract_norm_rate", **PERIOD) == {None: (1, 3)}


@pytest.mark.parametrize(
    ("starts_on", "paid_by", "placed"),
    [
        ("31-01-2005", "employer", 0),
        ("01-02-2005", "employer", 1),
        ("01-11-2005", "employer", 1),
        ("02-11-2005", "employer", 0),
        ("01-03-2005", "municipality", 0),
    ],
)
def test_work_counts_that_began_during_the_participation_or_six_months_after_it(
    city: SmallCity, starts_on: str, paid_by: str, placed: int
) -> None:
    city.took_part("A", starts_on="01-02-2005", last_day="01-05-2005")
    works(city, "A", starts_on, paid_by=paid_by)
    assert city.ask("contract_placement_rate", **PERIOD) == {None: (placed, 1)}


@pytest.mark.parametrize(
    ("last_day", "verified_on", "source", "durable"),
    [
        (None, "01-09-2005", "wage register", 1),
        (None, "31-08-2005", "wage register", 0),
        ("01-09-2005", "02-09-2005", "wage register", 1),
        ("31-08-2005", "02-09-2005", "wage register", 0),
        (None, "01-09-2005", "Atlas", 0),
        (None, None, "wage register", 0),
    ],
)
def test_work_is_durable_once_six_months_are_over_and_someone_else_confirmed_it(
    city: SmallCity, last_day: str | None, verified_on: str | None, source: str, durable: int
) -> None:
    city.facts.add("providers", {"provider_id": "R1", "name": "Atlas", "source": "register"})
    city.took_part("A")
    works(city, "A", "01-03-2005", last_day, verified_on, source=source)
    assert city.ask("contract_durable_rate", **PERIOD) == {None: (durable, 1)}


def test_what_ended_too_recently_cannot_be_assessed_yet(city: SmallCity) -> None:
    city.took_part("old", last_day="29-12-2005")
    city.took_part("new", last_day="31-12-2005")
    assert city.ask("contract_durable_rate", **PERIOD) == {None: (0, 1)}


def test_exits_count_clients_with_benefit_once_a_contract_and_within_the_term(
    city: SmallCity,
) -> None:
    city.on_benefit("to work", "01-01-2004", "31-12-2005", "work")
    city.took_part("to work")
    city.took_part("to work", starts_on="01-06-2005", last_day="01-07-2005")
    city.on_benefit("later", "01-01-2005", "02-02-2006", "work")
    city.took_part("later")
    city.on_benefit("married", "01-01-2005", "31-12-2005", "other")
    city.took_part("married")
    city.took_part("without benefit")
    assert city.ask("contract_work_exit_rate", **PERIOD) == {None: (1, 3)}
    assert city.ask("contract_work_exit_rate", "duration", **PERIOD) == {
        "0-11": (0, 2), "12-35": (1, 1),
    }  # fmt: skip


def test_a_client_stands_on_the_phase_of_the_day_the_participation_began(city: SmallCity) -> None:
    for client in ("phased", "on a rung", "nothing known"):
        city.on_benefit(client)
        city.took_part(client)
    city.add("classifications", "phased", "classification_id", scale="phase", value="2",
             starts_on=day("01-01-2005"), ends_on=day("01-03-2005"))  # fmt: skip
    city.add("classifications", "phased", "classification_id", scale="phase", value="4",
             starts_on=day("01-03-2005"))  # fmt: skip
    city.on_rung("phased", "1", "01-01-2005")
    city.on_rung("on a rung", "3", "01-01-2005")
    found = city.ask("contract_work_exit_rate", "standing", **PERIOD)
    assert found == {
        "phase 2": (0, 1), "ladder_amsterdam_2006 3": (0, 1), "unknown": (0, 1),
    }  # fmt: skip


def test_payments_are_the_cost_where_they_are_kept_and_the_ledger_elsewhere(
    city: SmallCity,
) -> None:
    city.on_benefit("A", "01-01-2005", "31-12-2005", "work")
    city.took_part("A", euros=300)
    paid = city.facts.table("participations").cells("participation_id")[-1]
    city.facts.add("payments", {
        "payment_id": "B1", "contract_id": "C1", "participation_id": paid, "term": "fee",
        "amount_cents": 25_000, "paid_on": day("01-05-2005"), "source": "register",
    })  # fmt: skip
    city.took_part("B", euros=100)
    assert city.ask("contract_cost_per_exit", **PERIOD) == {None: (35_000, 1)}


def test_a_success_is_durable_work_and_costs_what_all_that_can_be_assessed_cost(
    city: SmallCity,
) -> None:
    city.took_part("A", euros=300)
    works(city, "A", "01-03-2005", None, "01-12-2005")
    city.took_part("B", euros=100)
    city.took_part("running", euros=900, last_day=None, status="running")
    assert city.ask("contract_cost_per_success", **PERIOD) == {None: (40_000, 1)}
