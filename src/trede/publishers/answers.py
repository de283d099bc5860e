"""A computed figure as people and programs read it: with its definition, window and parameters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from trede.language import current_language, in_language
from trede.measures.declaration import Measure
from trede.measures.figures import Figure
from trede.measures.parameters import ParameterValue, show_value

CENTS_IN_A_EURO = 100
WINDOW = {
    "from": ("inflow_from", "period_from"),
    "to": ("inflow_to", "period_to"),
    "observed_until": ("observed_until", "status_on"),
    "as_of": ("as_of",),
    "known_at": ("known_at",),
}
"""Parameters that tell which window a figure is about, by name in the answer."""

Amount = int | float | None


@dataclass(frozen=True)
class AnswerRow:
    """One cell: its group by column, and its counts; money in euros.

    ``suppressed`` cells were withheld because they are small or would give away a small one.
    """

    group: Mapping[str, str | None]
    numerator: Amount
    denominator: Amount
    ratio: float | None
    suppressed: bool = False

    def as_json(self) -> dict[str, object]:
        """Return the row as in the JSON answer."""
        row: dict[str, object] = {
            **self.group,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "ratio": self.ratio,
        }
        return {**row, "suppressed": True} if self.suppressed else row


@dataclass(frozen=True)
class Answer:
    """A figure with everything one needs to read it."""

    measure: Measure
    parameters: Mapping[str, ParameterValue]
    rows: tuple[AnswerRow, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Return the answer as ``trede measure --format json`` prints it."""
        return {
            "measure": self.measure.name,
            "title": in_language(self.measure.titles),
            "definition": in_language(self.measure.definitions),
            "unit": self.measure.unit,
            "window": self.window(),
            "parameters": {name: show_value(value) for name, value in self.parameters.items()},
            "rows": [row.as_json() for row in self.rows],
            "notes": list(self.notes),
        }

    def window(self) -> dict[str, str | None]:
        """Return the dates that the figure is about; none where there is no limit."""
        return {
            name: next(
                (show_value(self.parameters[p]) or None for p in names if p in self.parameters),
                None,
            )
            for name, names in WINDOW.items()
        }

    def table(self) -> pa.Table:
        """Return the rows as a table: group columns, numerator, denominator, ratio.

        Where cells are withheld, a column ``suppressed`` says which.
        """
        withheld = ["suppressed"] if any(row.suppressed for row in self.rows) else []
        return table_of(
            [row.as_json() for row in self.rows],
            [*self._by(), "numerator", "denominator", "ratio", *withheld],
        )

    def _by(self) -> list[str]:
        return list(self.rows[0].group) if self.rows else []


def answer(figure: Figure) -> Answer:
    """Return a figure as an answer, nothing withheld."""
    question = figure.question
    measure = question.measure
    rows = tuple(
        AnswerRow(
            dict(zip(question.by, row.group, strict=True)),
            _in_euros(row.numerator, measure.numerator_sum),
            _in_euros(row.denominator, measure.denominator_sum),
            None if row.ratio is None else row.ratio / _cents_per_unit(measure),
        )
        for row in figure.rows
    )
    return Answer(measure, question.parameters, rows, _notes(measure))


def _notes(measure: Measure) -> tuple[str, ...]:
    return measure.notes.get(current_language(), ())


def _in_euros(amount: int | None, column: str | None) -> Amount:
    if amount is None or not _is_money(column):
        return amount
    return amount / CENTS_IN_A_EURO


def _is_money(column: str | None) -> bool:
    return column is not None and column.endswith("_cents")


def _cents_per_unit(measure: Measure) -> int:
    """Return by how much a ratio of sums in cents is divided to be in euros."""
    money_above = _is_money(measure.numerator_sum)
    money_below = _is_money(measure.denominator_sum)
    return CENTS_IN_A_EURO if money_above and not money_below else 1


def table_of(rows: Iterable[Mapping[str, object]], columns: Iterable[str]) -> pa.Table:
    """Return rows as an Arrow table with the given columns."""
    listed = list(rows)
    return pa.table({name: pa.array([row.get(name) for row in listed]) for name in columns})
