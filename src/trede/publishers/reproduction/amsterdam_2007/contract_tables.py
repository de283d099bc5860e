"""Tables 4.17, 4.18 and 5.9, and the supplement: contracts by result and money."""

from collections.abc import Mapping

from trede.measures.figures import FigureRow
from trede.publishers.reproduction.amsterdam_2007.amounts import euros, mean_euros, sum_rows
from trede.publishers.reproduction.amsterdam_2007.study import Asker
from trede.publishers.reproduction.calculator import Counts, Json, row_of
from trede.publishers.rounding import percent1

BANDS = ("0", "0-10", "10-20", "20-35", "35-100")
BEST = BANDS[-1]
WORK_COMPANY = "M2000"


def contract_tables(asker: Asker) -> dict[str, Json]:
    """Return the tables on contracts by result."""
    contracts = asker.count("contracts_by_band", ("band",))
    results = asker.counts("contract_exit_rate", "cost_per_contract_exit", by=("band",))
    bands = {
        band: _band(
            row_of(contracts, band),
            row_of(results["contract_exit_rate"], band),
            row_of(results["cost_per_contract_exit"], band),
        )
        for band in BANDS
    }
    bands["total"] = _band(
        sum_rows([*contracts.values()]),
        sum_rows([*results["contract_exit_rate"].values()]),
        sum_rows([*results["cost_per_contract_exit"].values()]),
    )
    counts = ("contracts", "clients", "exited_to_work")
    return {
        "4.17": {band: {name: row[name] for name in counts} for band, row in bands.items()},
        "5.9": {**bands},
        "4.18": _best_contracts(asker),
    }


def _band(contracts: FigureRow, clients: FigureRow, cost: FigureRow) -> dict[str, Json]:
    return {
        "contracts": contracts.numerator,
        "clients": clients.denominator,
        "exited_to_work": clients.numerator,
        "cost": euros(cost.numerator),
        "avg_cost_per_exit": mean_euros(cost.numerator, cost.denominator),
    }


def _best_contracts(asker: Asker) -> Json:
    closed = asker.count("contracts_closed_for_inflow", ("band", "category"))
    systems = asker.count("contracts_by_system", ("registered_in", "band", "category"))
    return {
        str(category): {
            "contracts": row.denominator,
            "inflow_closed": row.numerator,
            "in_m2000": row_of(systems, WORK_COMPANY, band, category).numerator,
        }
        for (band, category), row in closed.items()
        if band == BEST
    }


def supplement_on_contracts(asker: Asker) -> dict[str, Json]:
    """Return what the supplement says of contracts and their clients."""
    register = asker.total("contracts_unpaid")
    contracts = asker.total("contracts_by_band")
    groups = ("band", "has_benefit", "has_ended")
    found = asker.counts("contract_clients", "contract_cost", by=groups)
    old = row_of(asker.count("cost_of_old_contracts", ("band",)), "0-10")
    totals = asker.totals("clients_on_several_contracts", "free_trajectory_exit_rate")
    several, free = totals["clients_on_several_contracts"], totals["free_trajectory_exit_rate"]
    without, running = ("0", "false", "false"), ("0", "true", "false")
    return {
        "contracts_in_register": register.denominator,
        "contracts_norm_not_met_unpaid": register.numerator,
        "contracts_with_selected_activities": contracts.numerator,
        "clients_on_contracts": several.denominator,
        "clients_on_more_than_one_contract": several.numerator,
        "pct_on_more_than_one_contract": percent1(several.numerator, several.denominator),
        "free_trajectory_clients": free.denominator,
        "free_trajectory_exits_to_work": free.numerator,
        "zero_class_without_benefit": _clients_and_cost(found, without),
        "zero_class_not_ended": _clients_and_cost(found, running),
        f"class_0_10_cost_signed_before_{asker.study.period_from.year}": euros(old.numerator),
    }


def _clients_and_cost(found: Mapping[str, Counts], group: tuple[str, ...]) -> Json:
    return {
        "clients": row_of(found["contract_clients"], *group).numerator,
        "cost": euros(row_of(found["contract_cost"], *group).numerator),
    }
