"""The figures of the inspectorate's report *In de bijstand, en dan* (2007), from a dossier."""

from collections.abc import Mapping

from trede.publishers.reproduction.calculator import Calculator, Json
from trede.publishers.reproduction.iwi_2007.closed_approach import (
    DEFAULT_VARIANT,
    closed_approach,
    variants,
)
from trede.publishers.reproduction.iwi_2007.exits import durability, exits, table3
from trede.publishers.reproduction.iwi_2007.inflow import inflow
from trede.publishers.reproduction.iwi_2007.study import rows, study, table1
from trede.publishers.reproduction.iwi_2007.trajectories import (
    end_situation,
    landmark,
    offers_within_one_year,
    trajectory_status,
    waiting_time,
)

__all__ = ["closed_approach", "figures", "variants"]


def figures(calculator: Calculator, described: Mapping[str, Json]) -> dict[str, Json]:
    """Return every figure of the set, in the shape of its ``expected.json``."""
    del described  # the set says nothing of itself that the extracts do not
    return {
        "study": study(calculator.settings),
        "rows": rows(calculator),
        "table1": table1(calculator),
        "default_variant": {**DEFAULT_VARIANT},
        "table2": closed_approach(calculator, DEFAULT_VARIANT),
        "table3": table3(calculator),
        "exits": exits(calculator),
        "durability": durability(calculator),
        "offers_within_one_year": offers_within_one_year(calculator),
        "waiting_time": waiting_time(calculator),
        "trajectory_status": trajectory_status(calculator),
        "end_situation": end_situation(calculator),
        "landmark": landmark(calculator),
        "inflow": inflow(calculator),
        "variants": variants(calculator),
    }
