"""Tables 5.5-5.8 and the cost per success: what the activities of clients cost."""

from fractions import Fraction

from trede.measures.figures import FigureRow
from trede.publishers.reproduction.amsterdam_2007.amounts import euros, mean_euros, sum_rows
from trede.publishers.reproduction.amsterdam_2007.study import Asker
from trede.publishers.reproduction.calculator import Json, row_of
from trede.publishers.rounding import half_up

STATUSES = ("ended_work", "ended_other", "not_ended")
SUCCESS_MEASURES = ("cost_per_success", "direct_cost_per_success", "payback_months")
SYSTEMS = {"contracts_bvs": "BVS", "contracts_m2000": "M2000"}


def client_cost_tables(asker: Asker) -> dict[str, Json]:
    """Return the tables on what the activities of clients cost."""
    by_position = asker.count("cost_per_completer", ("position",))
    clients = {
        "with_benefit": row_of(by_position, "with_benefit"),
        "without_benefit": row_of(by_position, "without_benefit"),
        "total": sum_rows([*by_position.values()]),
    }
    by_status = asker.count("cost_per_completer", ("cost_status",))
    statuses = {status: row_of(by_status, status) for status in STATUSES}
    statuses["subtotal_with_benefit"] = clients["with_benefit"]
    statuses |= {name: clients[name] for name in ("without_benefit", "total")}
    return {
        "5.6": {name: _cost(row) for name, row in clients.items()},
        "5.7": _cohorts(asker, clients["with_benefit"]),
        "5.8": {name: _cost(row) for name, row in statuses.items()},
        "cost_per_success": _success(asker),
    }


def _cost(row: FigureRow) -> Json:
    return {
        "clients": row.denominator,
        "cost": euros(row.numerator),
        "avg": mean_euros(row.numerator, row.denominator),
    }


def _cohorts(asker: Asker, total: FigureRow) -> Json:
    cost = asker.count("cost_per_completer", ("cohort",))
    inflow = asker.count("exit_rate", ("cohort",))
    rows = {
        shown: (row_of(inflow, cohort), row_of(cost, cohort))
        for cohort, shown in asker.study.cohorts.items()
    }
    rows["total"] = (sum_rows([*inflow.values()]), total)
    return {
        shown: {
            "inflow": clients.denominator,
            "completed": completed.denominator,
            "cost": euros(completed.numerator),
            "avg": mean_euros(completed.numerator, completed.denominator),
        }
        for shown, (clients, completed) in rows.items()
    }


def _success(asker: Asker) -> Json:
    rows = asker.totals(*SUCCESS_MEASURES)
    total, direct, payback = (rows[name] for name in SUCCESS_MEASURES)
    months = None
    if payback.denominator:
        months = float(half_up(Fraction(payback.numerator, payback.denominator), 1))
    return {
        "total_cost_with_benefit": euros(total.numerator),
        "exits": total.denominator,
        "cost_per_success": mean_euros(total.numerator, total.denominator),
        "direct_cost_per_success": mean_euros(direct.numerator, direct.denominator),
        "benefit_per_month": asker.study.benefit_per_month,
        "payback_months": months,
    }


def ledger_table(asker: Asker) -> Json:
    """Return what was spent by system, what hirers paid, and the difference."""
    by_system = asker.count("participation_cost", ("source",))
    entries = asker.count("ledger_cost", ("kind", "year"))
    revenue = asker.total("hiring_revenue").numerator
    years = asker.study.years
    last = years[-1]
    spent = {name: row_of(by_system, system).numerator for name, system in SYSTEMS.items()}
    earlier, latest, postings = 0, 0, 0
    for (kind, year), row in entries.items():
        if kind == "posting_pay":
            postings += row.numerator
        elif kind == "wage_subsidy" and year == str(last):
            latest += row.numerator
        elif kind == "wage_subsidy":
            earlier += row.numerator
    spent |= {
        f"subsidies_{years[0]}_{last - 1}": earlier,
        f"subsidies_{last}": latest,
        "postings": postings,
    }
    gross = sum(spent.values())
    totals = {"gross": gross, "revenue": revenue, "net": gross - revenue}
    return {name: euros(cents) for name, cents in (spent | totals).items()}
