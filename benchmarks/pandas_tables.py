"""What the pandas versions share: reading the believed rows of a dossier, and counting them.

Only the columns needed are read, withdrawn rows never; days become ``datetime64``, texts with few
values become categories. Persons stay the texts that they are, as in most programs, or become the
number of their row among the persons, so that merges are on whole numbers: more than most people
would do by hand, and faster.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Group = tuple[str | None, ...]
Cells = dict[Group, tuple[int, int | None]]
Question = tuple[str, tuple[str, ...]]
"""A measure by name, and the columns it is grouped by."""
Figures = dict[Question, Cells]
Counted = tuple[pd.Series, pd.Series | None, pd.Series]
"""Who is in the population, the denominator (none: a plain count) and the numerator."""


@dataclass(frozen=True)
class Tables:
    """The tables of a dossier; with persons as texts, or numbered."""

    folder: Path
    number_persons: bool = False

    def read(
        self, table: str, columns: Iterable[str], categories: Iterable[str] = (), **equal: str
    ) -> pd.DataFrame:
        """Read columns of the rows that are believed now, where columns equal given values."""
        read = self._read(table, columns, equal)
        for name in categories:
            read = read.set_column(read.column_names.index(name), name, _encoded(read[name]))
        if self.number_persons and "person_id" in read.column_names:
            numbers = pc.index_in(read["person_id"], value_set=self.person_ids)
            read = read.set_column(read.column_names.index("person_id"), "person_id", numbers)
        frame: pd.DataFrame = read.to_pandas(date_as_object=False)
        return frame

    def groups(self, code_list: str, grouping: str) -> dict[str, str]:
        """Return the group of every code of a list."""
        rows = self.read("code_groups", ["code", "group"], list=code_list, grouping=grouping)
        return dict(zip(rows["code"], rows["group"], strict=True))

    @cached_property
    def person_ids(self) -> pa.Array:
        """The persons, in the order in which they are numbered."""
        return self._read("persons", ["person_id"], {})["person_id"].combine_chunks()

    def _read(self, table: str, columns: Iterable[str], equal: Mapping[str, str]) -> pa.Table:
        whole = self.folder / f"{table}.parquet"
        path = whole if whole.exists() else self.folder / table
        condition = pc.field("withdrawn_at").is_null()
        for name, value in equal.items():
            condition &= pc.field(name) == value
        return pq.read_table(path, columns=list(columns), filters=condition)


def _encoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.dictionary_encode().unify_dictionaries()


def in_group(codes: pd.Series, groups: Mapping[str, str], group: str) -> pd.Series:
    """Tell of every code whether it falls in a group."""
    return codes.isin([code for code, found in groups.items() if found == group])


def limit(settings: Mapping[str, str], name: str) -> pd.Timestamp | None:
    """Return a day from the settings; none if it is not set."""
    return pd.Timestamp(settings[name]) if settings.get(name) else None


def share(
    numerator: pd.Series, denominator: pd.Series | None = None, population: pd.Series | None = None
) -> Counted:
    """Count a numerator within a denominator within a population."""
    everyone = pd.Series(data=True, index=numerator.index)
    population = everyone if population is None else population
    within = population if denominator is None else population & denominator
    return population, within, within & numerator


def spread(population: pd.Series) -> Counted:
    """Count a population; the denominator is to be spread."""
    return population, population, population


def tally(
    frame: pd.DataFrame,
    by: tuple[str, ...],
    wanted: Mapping[str, Counted],
    spread_over: str | None = None,
) -> Figures:
    """Count the rows of a frame by its columns; one cell per group that has anyone."""
    columns = {
        (name, part): values.astype("int64")
        for name, parts in wanted.items()
        for part, values in zip("pdn", parts, strict=True)
        if values is not None
    }
    flags = pd.DataFrame(columns)
    if not by:
        whole = flags.sum().to_dict()
        return {
            (name, by): {(): (int(whole[name, "n"]), _denominator(whole, name))} for name in wanted
        }
    keys = [frame[name] for name in by]
    sums = flags.groupby(keys, dropna=False, observed=True, sort=False).sum()
    figures: Figures = {(name, by): {} for name in wanted}
    for group, row in zip(sums.index, sums.to_dict("records"), strict=True):
        labels = tuple(map(_label, group if len(by) > 1 else (group,)))
        for name in wanted:
            if row[name, "p"]:
                figures[name, by][labels] = (row[name, "n"], _denominator(row, name))
    if spread_over is None:
        return figures
    position = by.index(spread_over)
    return {question: _spread(cells, position) for question, cells in figures.items()}


def _denominator(row: Mapping[Hashable, int], name: str) -> int | None:
    return int(row[name, "d"]) if (name, "d") in row else None


def _label(value: str | float | None) -> str | None:
    if pd.isna(value):
        return None
    if value is True or value is False:
        return str(value).lower()
    return str(value)


def _spread(cells: Cells, position: int) -> Cells:
    totals: dict[Group, int] = {}
    for group, (_numerator, denominator) in cells.items():
        others = group[:position] + group[position + 1 :]
        totals[others] = totals.get(others, 0) + (denominator or 0)
    return {
        group: (numerator, totals[group[:position] + group[position + 1 :]])
        for group, (numerator, _denominator) in cells.items()
    }
