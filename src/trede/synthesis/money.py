"""Goals and budgets by year, and what was booked for nobody in particular."""

from datetime import date

import numpy as np
import pyarrow as pa

from trede.synthesis.randomness import Period, Whole, day_number, generator
from trede.synthesis.rates import benefit_a_month
from trede.synthesis.rows import coded, make_table, numbered
from trede.synthesis.versions import finish, record

_GOALS = (
    ("closed within a year", "closed_rate", "increase", 69, 90),
    ("clients on benefit", "stock", "decrease", 100, 90),
    ("exit to work", "exits_to_work", "increase", 22, 25),
    ("plans signed by both", "plans_signed", "maintain", 95, 95),
)
_SHARE_ON_BENEFIT = 0.62
_INCOME_FUNDED = 0.97
_WORK_BUDGET = 0.42
"""rekenkamer-amsterdam F16: 254 million for reintegration beside 600 million of benefit."""

_OVERHEAD_CENTS_A_CLIENT = 3_600
_FIRST_GENERAL_COST = 900_000_000_000


def money_tables(seed: int, clients: int, period: Period) -> dict[str, pa.Table]:
    """Return the tables of goals and budgets."""
    random = generator(seed, 0, "money")
    return {"goals": _goals(random, period), "budgets": _budgets(random, clients, period)}


def _years(period: Period) -> tuple[Whole, Whole]:
    """Return the first days of the years, and the first days after them."""
    years = range(period.from_year, period.to_year + 2)
    days = np.array([day_number(date(year, 1, 1)) for year in years], dtype=np.int64)
    return days[:-1], days[1:]


def _goals(random: np.random.Generator, period: Period) -> pa.Table:
    start, end = _years(period)
    place = np.tile(np.arange(len(_GOALS)), len(start))
    starts = np.repeat(start, len(_GOALS))
    rows = {
        "goal_id": numbered("Z", np.arange(len(place)) + 1, 3),
        "name": coded([goal[0] for goal in _GOALS], place),
        "measure": coded([goal[1] for goal in _GOALS], place),
        "direction": coded([goal[2] for goal in _GOALS], place),
        "baseline": np.array([goal[3] for goal in _GOALS])[place],
        "target": np.array([goal[4] for goal in _GOALS])[place],
        "starts_on": starts,
        "ends_on": np.repeat(end, len(_GOALS)),
        "recorded_at": record(random, starts, median_days=20),
        "source": "council",
    }
    return finish("goals", make_table("goals", rows, {}))


def _benefit_cents_a_year(clients: int, period: Period) -> int:
    return int(clients * _SHARE_ON_BENEFIT) * benefit_a_month(period) * 12


def _budgets(random: np.random.Generator, clients: int, period: Period) -> pa.Table:
    start, end = _years(period)
    benefit = _benefit_cents_a_year(clients, period)
    amounts = (int(benefit * _INCOME_FUNDED), int(benefit * _WORK_BUDGET))
    starts = np.repeat(start, 2)
    kind = np.tile(np.arange(2), len(start))
    rows = {
        "budget_id": _budget_ids(np.arange(len(kind))),
        "kind": coded(("income", "work"), kind),
        "purpose": coded(("uitkeringen", "re-integratie"), kind),
        "amount_cents": np.array(amounts)[kind],
        "starts_on": starts,
        "ends_on": np.repeat(end, 2),
        "recorded_at": record(random, starts, median_days=30),
        "source": "council",
    }
    return finish("budgets", make_table("budgets", rows, {}))


def _budget_ids(place: Whole) -> pa.Array:
    return numbered("J", place + 1, 3)


def work_budget_ids(period: Period, day: Whole) -> pa.Array:
    """Return the budget for reintegration of the year in which each day lies."""
    year = np.searchsorted(_years(period)[0], day, side="right") - 1
    return _budget_ids(2 * year + 1)


def general_costs(seed: int, clients: int, period: Period) -> pa.Table:
    """Return what is booked each month for all clients together: benefit and overhead."""
    random = generator(seed, 0, "general costs")
    months = np.arange(
        np.datetime64(f"{period.from_year}-01"), np.datetime64(f"{period.to_year + 1}-01")
    )
    booked = np.repeat(months.astype("datetime64[D]").astype(np.int64) + 27, 2)
    kind = np.tile(np.arange(2), len(months))
    benefit = _benefit_cents_a_year(clients, period) // 12
    amounts = np.array([benefit, clients * _OVERHEAD_CENTS_A_CLIENT])
    swing = random.uniform(0.96, 1.04, len(kind))
    rows = {
        "cost_id": numbered("C", np.arange(len(kind)) + _FIRST_GENERAL_COST, 12),
        "booked_on": booked,
        "amount_cents": (amounts[kind] * swing).astype(np.int64),
        "kind": coded(("benefit", "overhead"), kind),
        "recorded_at": record(random, booked, median_days=3),
        "source": "accounts",
    }
    return finish("costs", make_table("costs", rows, {}))
