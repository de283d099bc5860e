"""The figures of the inspectorate's report *In de bijstand, en dan* (2007), from a dossier."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

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

__all__ = ["BLOCKS", "closed_approach", "figures", "variants"]

BLOCKS: Mapping[str, Callable[[Calculator], Json]] = MappingProxyType(
    {
        "study": study,
        "rows": rows,
        "table1": table1,
        "default_variant": lambda _calculator: {**DEFAULT_VARIANT},
        "table2": lambda calculator: {**closed_approach(calculator, DEFAULT_VARIANT)},
        "table3": table3,
        "exits": exits,
        "durability": durability,
        "offers_within_one_year": offers_within_one_year,
        "waiting_time": waiting_time,
        "trajectory_status": trajectory_status,
        "end_situation": end_situation,
        "landmark": landmark,
        "inflow": inflow,
        "variants": variants,
    }
)
"""The tables of the report and what is told beside them, each computed on its own."""


def figures(calculator: Calculator, described: Mapping[str, Json]) -> dict[str, Json]:
    """Return every figure of the set, in the shape of its ``expected.json``."""
    del described  # the set says nothing of itself that the extracts do not
    return {name: block(calculator) for name, block in BLOCKS.items()}
