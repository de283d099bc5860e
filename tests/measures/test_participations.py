"""Participations: the first rule that leaves one out is its reason; the rest are completed."""

from collections.abc import Mapping

import pytest

from tests.measures.small_city import SmallCity
from trede.dossier.building import Cell


@pytest.mark.parametrize(
    ("changed", "selection"),
    [
        ({}, "selected"),
        ({"kind": "posting", "rung": "1"}, "posting_or_internship"),
        ({"kind": "internship"}, "posting_or_internship"),
        ({"kind": "training"}, "selected"),
        ({"rung": "2", "status": "running"}, "other_rung"),
        ({"rung": "supporting"}, "other_rung"),
        ({"rung": None, "contract_id": "on rung 4"}, "selected"),
        ({"rung": None, "contract_id": "not in the register"}, "other_rung"),
        ({"starts_on": "31-12-2003"}, "started_before_period"),
        ({"starts_on": "01-01-2004"}, "selected"),
        ({"status": "broken_off"}, "not_completed_in_period"),
        ({"last_day": None}, "not_completed_in_period"),
        ({"last_day": "01-07-2006"}, "not_completed_in_period"),
        ({"last_day": "30-06-2006"}, "selected"),
        ({"meets_norm": False, "approved": False}, "not_to_norm"),
        ({"meets_norm": None}, "not_to_norm"),
        ({"approved": False}, "not_approved"),
        ({"contract_id": "unpaid"}, "norm_not_met_and_unpaid"),
        ({"contract_id": "paid all the same"}, "selected"),
        ({"euros": None}, "not_invoiced"),
        ({"euros": None, "free_of_charge": True}, "selected"),
        ({"euros": 0}, "selected"),
    ],
)
def test_the_first_rule_that_applies_is_the_reason(
    city: SmallCity, changed: Mapping[str, Cell], selection: str
) -> None:
    city.contract("on rung 4", rung="4")
    city.contract("unpaid", norm_met=False, paid=False)
    city.contract("paid all the same", norm_met=False, paid=True)
    city.took_part("client", **changed)  # type: ignore[arg-type]
    assert city.ask("participations_by_selection", "selection") == {selection: (1, 1)}


def test_all_rungs_count_if_one_asks_for_all(city: SmallCity) -> None:
    for number, rung in enumerate(("1", "3", "supporting", None)):
        city.took_part(f"client {number}", rung=rung)
    by_default = city.ask("participations_by_selection", "selection")
    assert by_default == {"other_rung": (3, 4), "selected": (1, 4)}
    assert city.ask("participations_by_selection", "selection", rungs="all") == {"selected": (4, 4)}


def test_participations_of_those_left_out_do_not_count(city: SmallCity) -> None:
    city.on_benefit("special assistance", scheme="BB")
    city.took_part("special assistance", rung="1")
    city.on_benefit("too early", "01-01-2000", "31-12-2002")
    city.took_part("too early")
    city.took_part("stranger")
    assert city.ask("participations_by_selection", "selection") == {
        "person_excluded": (1, 3),
        "selected": (2, 3),
    }
    assert city.ask("completers", "position") == {"without_benefit": (2, 2)}


def test_an_activity_is_a_participation_a_month_of_posting_or_a_subsidy(city: SmallCity) -> None:
    for client in ("trained", "posted", "subsidised", "posted too early", "paid too late"):
        city.on_benefit(client)
    city.took_part("trained")
    city.booked("posting_pay", 0, "01-01-2004", client="posted")
    city.booked("posting_pay", 900, "01-12-2003", client="posted too early")
    city.booked("wage_subsidy", 500, "30-06-2006", client="subsidised")
    city.booked("wage_subsidy", 500, "01-07-2006", client="paid too late")
    city.booked("overhead", 500, client="paid too late")
    assert city.clients("completers") == {"trained", "posted", "subsidised"}
    assert city.ask("ledger_by_selection", "selection", "kind") == {
        ("outside_period", "posting_pay"): (1, 2),
        ("outside_period", "wage_subsidy"): (1, 2),
        ("selected", "overhead"): (1, 1),
        ("selected", "posting_pay"): (1, 2),
        ("selected", "wage_subsidy"): (1, 2),
    }


@pytest.mark.trap(13)
def test_clients_are_counted_once_however_often_they_took_part(city: SmallCity) -> None:
    """Trap 13: participations, clients and contracts are different units."""
    city.on_benefit("client")
    for contract in ("C1", "C1", "C2"):
        city.took_part("client", contract)
    assert city.ask("participations_by_selection") == {None: (3, 3)}
    assert city.ask("contract_exit_rate") == {None: (0, 2)}
    assert city.ask("completers") == {None: (1, 1)}


def test_agreements_are_not_expected_to_be_invoiced(city: SmallCity) -> None:
    city.took_part("posted", euros=None, kind="posting")
    city.took_part("forgotten", euros=None, kind="training")
    city.took_part("invoiced", kind="training")
    assert city.ask("participations_not_invoiced") == {None: (1, 2)}
