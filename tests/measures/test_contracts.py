"""Contracts by result and money; a client counts on every contract."""

import pytest

from tests.dossiers import day
from tests.measures.small_city import SmallCity


def enrol(city: SmallCity, contract: str, clients: int, to_work: int, euros: int = 100) -> None:
    """Let clients of a contract have a benefit, and some of them leave it for work."""
    for number in range(clients):
        client = f"{contract}/{number}"
        if number < to_work:
            city.on_benefit(client, "01-01-2005", "31-12-2005", "work")
        else:
            city.on_benefit(client)
        city.took_part(client, contract, euros)


@pytest.mark.parametrize(
    ("clients", "to_work", "band"),
    [
        (3, 0, "0"),
        (11, 1, "0-10"),
        (10, 1, "10-20"),
        (5, 1, "20-35"),
        (20, 7, "35-100"),
        (20, 6, "20-35"),
        (1, 1, "35-100"),
    ],
)
def test_the_band_of_a_contract_is_that_of_its_exact_share(
    city: SmallCity, clients: int, to_work: int, band: str
) -> None:
    enrol(city, "C1", clients, to_work)
    assert city.ask("contract_exit_rate", "band") == {band: (to_work, clients)}
    assert city.ask("contracts_by_band", "band") == {band: (1, 1)}
    assert city.ask("cost_per_contract_exit", "band") == {band: (clients * 10_000, to_work)}


@pytest.mark.trap(8)
def test_a_client_counts_on_every_contract(city: SmallCity) -> None:
    """Trap 8: two clients are three on the contracts, and one exit is two."""
    city.on_benefit("on two", "01-01-2005", "31-12-2005", "work")
    city.took_part("on two", "C1")
    city.took_part("on two", "C2")
    city.on_benefit("on one")
    city.took_part("on one", "C2")
    assert city.ask("contract_exit_rate") == {None: (2, 3)}
    assert city.ask("clients_on_several_contracts") == {None: (1, 2)}
    assert city.ask("work_rate_of_completers") == {None: (1, 2)}


def test_clients_without_benefit_count_on_a_contract_and_cannot_exit(city: SmallCity) -> None:
    city.took_part("stranger", "C1", 70)
    city.on_benefit("stays")
    city.took_part("stays", "C1", 30)
    assert city.ask("contract_clients", "band", "has_benefit") == {
        ("0", "false"): (1, 1),
        ("0", "true"): (1, 1),
    }
    assert city.ask("contract_cost", "has_benefit") == {
        "false": (7_000, None),
        "true": (3_000, None),
    }


def test_the_register_is_shown_by_result(city: SmallCity) -> None:
    city.contract("best", category="mediation", inflow="closed", registered_in="M2000")
    city.contract("idle", category="training", inflow="open", registered_in="BVS")
    city.contract("unpaid", category="training", norm_met=False, paid=False)
    enrol(city, "best", 2, 1)
    enrol(city, "not in the register", 2, 0)
    assert city.ask("contracts_by_band", "band") == {"0": (1, 2), "35-100": (1, 2)}
    assert city.ask("contracts_closed_for_inflow", "band", "category") == {
        ("0", None): (0, 1),
        ("35-100", "mediation"): (1, 1),
    }
    assert city.ask("contracts_by_system", "registered_in") == {"M2000": (1, 2), None: (1, 2)}
    assert city.ask("contracts_unpaid") == {None: (1, 3)}


def test_a_contract_that_nobody_signed_is_not_counted_as_unpaid(city: SmallCity) -> None:
    city.contract("signed")
    city.contract("draft", signed_on=None, norm_met=False, paid=False)
    assert city.ask("contracts_unpaid") == {None: (0, 1)}


def test_contracts_from_before_the_period_are_shown_apart(city: SmallCity) -> None:
    city.contract("old", signed_on=day("31-12-2003"))
    city.contract("new", signed_on=day("01-01-2004"))
    city.contract("undated")
    for contract in ("old", "new", "undated"):
        enrol(city, contract, 1, 0)
    assert city.ask("cost_of_old_contracts") == {None: (10_000, 30_000)}


def test_free_trajectories_count_with_no_cost(city: SmallCity) -> None:
    city.on_benefit("left", "01-01-2005", "31-12-2005", "work")
    for client in ("left", "stranger"):
        city.took_part(client, "FREE", None, free_of_charge=True)
    assert city.ask("free_trajectory_exit_rate") == {None: (1, 2)}
    assert city.ask("cost_per_contract_exit", "band") == {"35-100": (0, 1)}
