"""What the print and the recomputed figures say differently, as figures of their own.

The printed cells are data (``publishers/published``); which of them differ follows from the
computed figures, whatever extracts they came from.
"""

import csv
from collections.abc import Mapping
from fractions import Fraction

from trede.publishers.reproduction.calculator import Json
from trede.publishers.reproduction.paths import MissingFigureError, figure_at, sum_at
from trede.publishers.reproduction.published import (
    FOLDER,
    Cell,
    compare_with_print,
    read_deviations,
    read_published,
)
from trede.publishers.rounding import half_up

MILLION = 1_000_000
OPEN_IN_TOTAL = "table2/total/open"


def add_deviations(audit: str, figures: dict[str, Json]) -> dict[str, Json]:
    """Return the figures of an audit with its deviations from the print added."""
    if audit == "amsterdam-2007":
        return {**figures, "deviations_from_print": _from_print(figures)}
    cells = [cell for cell in compare_with_print(audit, figures) if cell.printed.counted]
    deviations: dict[str, Json] = {
        "printed_cells_compared": len(cells),
        "cells_that_differ": [_told(cell) for cell in cells if cell.outcome == "different"],
        "known": [
            {"id": known.name, "class": known.deviation_class} for known in read_deviations(audit)
        ],
    }
    if audit == "iwi-2007":
        printed = next(cell for cell in read_published(audit) if cell.path == OPEN_IN_TOTAL)
        deviations["printed_total_open"] = int(printed.printed)
        deviations["computed_total_open"] = figure_at(figures, OPEN_IN_TOTAL)
    return {**figures, "deviations": deviations}


def _told(cell: Cell) -> str:
    table = cell.printed.table.casefold().replace(" ", "")
    where = f"{table} {cell.printed.column} {cell.printed.row}"
    computed = cell.computed if cell.computed is None else _shown(cell.computed)
    return f"{where}: printed {cell.printed.printed}, computed {computed}"


def _shown(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _from_print(figures: Json) -> Json:
    found: list[Json] = []
    with (FOLDER / "amsterdam-2007.from_print.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            printed: list[Json] = [_shown(Fraction(text)) for text in row["printed"].split(";")]
            computed = [_computed(figures, paths, row) for paths in row["paths"].split(";")]
            one = len(printed) == 1
            found.append(
                {
                    "where": row["where"],
                    "printed": printed[0] if one else printed,
                    "expected": computed[0] if one else computed,
                }
            )
    return found


def _computed(figures: Json, paths: str, row: Mapping[str, str]) -> Json:
    """Return a figure, or the sum of several, in the unit and with the decimals of the print."""
    try:
        value = sum_at(figures, paths)
        if row["per"] == "million":
            value /= MILLION
        elif row["per"] == "gross":
            value = 100 * value / sum_at(figures, "tables/5.5/gross")
    except (MissingFigureError, ZeroDivisionError):
        return None
    return _shown(half_up(value, int(row["decimals"])))
