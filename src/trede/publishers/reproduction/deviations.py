"""What the print and the recomputed figures say differently, as figures of their own.

The printed cells are data (``publishers/published``); which of them differ follows from the
computed figures, whatever extracts they came from.
"""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from importlib.resources import files

from trede.publishers.reproduction.calculator import Json
from trede.publishers.reproduction.paths import MissingFigureError, figure_at
from trede.publishers.rounding import half_up

MILLION = 1_000_000
OPEN_IN_TOTAL = "table2/total/open"


def add_deviations(audit: str, figures: dict[str, Json]) -> dict[str, Json]:
    """Return the figures of an audit with its deviations from the print added."""
    if audit == "amsterdam-2007":
        return {**figures, "deviations_from_print": _from_print(figures)}
    cells = [cell for cell in printed_cells(audit) if cell["counted"] == "yes"]
    deviations: dict[str, Json] = {
        "printed_cells_compared": len(cells),
        "cells_that_differ": list(_differing(cells, figures)),
        "known": [{"id": entry["id"], "class": entry["class"]} for entry in _known(audit)],
    }
    if audit == "iwi-2007":
        printed = next(c for c in printed_cells(audit) if c["path"] == OPEN_IN_TOTAL)
        deviations["printed_total_open"] = int(printed["printed"])
        deviations["computed_total_open"] = figure_at(figures, OPEN_IN_TOTAL)
    return {**figures, "deviations": deviations}


def printed_cells(audit: str) -> list[dict[str, str]]:
    """Return the printed cells of an audit as they stand in the data file."""
    return list(csv.DictReader(_data(f"{audit}.csv").splitlines()))


def _data(name: str) -> str:
    return files("trede.publishers").joinpath("published", name).read_text(encoding="utf-8")


def _known(audit: str) -> Iterable[Mapping[str, str]]:
    entries: list[Mapping[str, str]] = tomllib.loads(_data(f"{audit}.deviations.toml"))["deviation"]
    return entries


def _differing(cells: Iterable[Mapping[str, str]], figures: Json) -> Iterable[Json]:
    for cell in cells:
        if cell["path"] and cell["printed"]:
            try:
                computed = figure_at(figures, cell["path"])
            except MissingFigureError:
                continue  # extracts of another municipality need not have every cell of the print
            if computed != _number(cell["printed"]):
                where = (
                    f"{cell['table'].casefold().replace(' ', '')} {cell['column']} {cell['row']}"
                )
                yield f"{where}: printed {cell['printed']}, computed {computed}"


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def _from_print(figures: Json) -> Json:
    found: list[Json] = []
    for row in csv.DictReader(_data("amsterdam-2007.from_print.csv").splitlines()):
        printed: list[Json] = [_number(text) for text in row["printed"].split(";")]
        computed = [_computed(figures, path, row) for path in row["paths"].split(";")]
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
        value = sum((_exact(figures, path) for path in paths.split("+")), Fraction(0))
        if row["per"] == "million":
            value /= MILLION
        elif row["per"] == "gross":
            value = 100 * value / _exact(figures, "tables/5.5/gross")
    except (MissingFigureError, ZeroDivisionError):
        return None
    rounded = half_up(value, int(row["decimals"]))
    return float(rounded) if int(row["decimals"]) else int(rounded)


def _exact(figures: Json, path: str) -> Fraction:
    value = figure_at(figures, path)
    return Fraction(str(value)) if isinstance(value, int | float) else Fraction(0)
