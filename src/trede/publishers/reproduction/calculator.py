"""Asks measures in the order of a report and hands back plain counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trede.measures.engines.base import Engine
from trede.measures.figures import (
    FigureRow,
    Group,
    Question,
    compute_all,
    people,
    resolve_parameters,
)
from trede.measures.library import Library
from trede.publishers.rounding import percent, percent1

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
Counts = Mapping[Group, FigureRow]
NOBODY = FigureRow((), 0, 0)


@dataclass(frozen=True)
class Calculator:
    """Computes measures on one dossier, with its settings and with fixed values laid over them."""

    library: Library
    engine: Engine
    settings: Mapping[str, str]

    def counts(
        self, measures: Iterable[str], by: tuple[str, ...] = (), **given: str
    ) -> dict[str, Counts]:
        """Compute measures by the same columns; return the rows of each by group.

        Parameters given by name hold for every measure that has them.
        """
        questions = [self._question(name, by, given) for name in measures]
        figures = compute_all(self.library, self.engine, questions)
        return {
            figure.question.measure.name: {row.group: row for row in figure.rows}
            for figure in figures
        }

    def total(self, measure: str, **given: str) -> FigureRow:
        """Compute one measure without grouping."""
        return self.counts([measure], (), **given)[measure][()]

    def people(self, measure: str, **given: str) -> list[dict[str, object]]:
        """Return the rows behind a measure, one per person of its population."""
        question = self._question(measure, (), given)
        found: list[dict[str, object]] = people(self.library, self.engine, question).to_pylist()
        return found

    def _question(self, name: str, by: tuple[str, ...], given: Mapping[str, str]) -> Question:
        measure = self.library.measure(name)
        allowed = self.library.parameters_of(measure.rows)
        values = {key: value for key, value in given.items() if key in allowed}
        parameters = resolve_parameters(self.library, measure, self.settings, values)
        return Question(measure, parameters, by)


def row_of(counts: Counts, *group: str | None) -> FigureRow:
    """Return the row of a group; a group without people counts nobody."""
    return counts.get(group, NOBODY)


def share(numerator: int, denominator: int | None) -> Json:
    """Return a share as the reference sets write it: counts, and rounded percentages."""
    return {
        "n": numerator,
        "d": denominator,
        "pct": percent(numerator, denominator),
        "pct1": percent1(numerator, denominator),
    }


def share_of(row: FigureRow) -> Json:
    """Return the share of one row of a figure."""
    return share(row.numerator, row.denominator)
