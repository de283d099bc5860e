"""Cost: whose, of what, and over whom it is divided."""

import pytest

from tests.measures.small_city import SmallCity


@pytest.mark.trap(9)
def test_the_cost_of_a_success_includes_what_those_who_failed_cost(city: SmallCity) -> None:
    """Trap 9: direct cost of the successes is not cost per success."""
    city.on_benefit("succeeded", "01-01-2005", "31-12-2005", "work")
    city.took_part("succeeded", euros=1000)
    for client in ("stayed", "moved away"):
        city.on_benefit(client, "01-01-2005", "31-12-2005", "removal")
        city.took_part(client, euros=2500)
    city.on_benefit("worked without", "01-01-2005", "31-12-2005", "work")
    city.took_part("never had benefit", euros=9000)
    assert city.ask("cost_per_success") == {None: (600_000, 1)}
    assert city.ask("direct_cost_per_success") == {None: (100_000, 1)}
    assert city.ask("payback_months") == {None: (600_000, 100_000)}
    assert city.ask("payback_months", benefit_per_month="965") == {None: (600_000, 96_500)}


def test_without_a_success_there_is_nothing_to_divide_by(city: SmallCity) -> None:
    city.on_benefit("stayed")
    city.took_part("stayed")
    assert city.ask("cost_per_success") == {None: (10_000, 0)}


def test_a_client_costs_participations_postings_and_subsidies_together(city: SmallCity) -> None:
    city.on_benefit("client")
    city.took_part("client", euros=100)
    city.took_part("client", euros=50)
    city.booked("participation", -30, "01-12-2006", client="client", participation_id="client/000")
    city.booked("posting_pay", 700, client="client")
    city.booked("wage_subsidy", 5, client="client")
    city.took_part("other", euros=40)
    assert city.ask("cost_per_completer", "position") == {
        "with_benefit": (82_500, 1),
        "without_benefit": (4_000, 1),
    }
    assert city.ask("cost_per_completer", "cohort") == {
        "inflow_2005": (82_500, 1),
        None: (4_000, 1),
    }
    assert city.ask("participation_cost", "source") == {"BVS": (16_000, None)}


def test_what_hirers_paid_is_revenue_and_of_nobody(city: SmallCity) -> None:
    city.booked("hiring_revenue", -80, "01-06-2006", description="id_job")
    city.booked("hiring_revenue", -20, "01-12-2003", description="posting")
    city.booked("hiring_revenue", -70, "01-07-2006", description="posting")
    city.booked("wage_subsidy", 60, "15-01-2005", client="subsidised")
    assert city.ask("hiring_revenue") == {None: (10_000, None)}
    assert city.ask("ledger_cost", "kind", "year") == {("wage_subsidy", "2005"): (6_000, None)}


def test_the_status_of_the_cost_tables_is_a_day_earlier(city: SmallCity) -> None:
    """A benefit that ends on 1 July has ended in the one table and not in the other."""
    city.on_benefit("left on 1 July", "01-01-2005", "01-07-2006", "work")
    city.took_part("left on 1 July")
    assert city.ask("cost_per_completer", "cost_status") == {"not_ended": (10_000, 1)}
    assert city.ask("cost_per_success") == {None: (10_000, 1)}
