"""Computes measures: counts of the rows of a rule, with the people behind them.

The figure and its people come from the same rows: the figure groups and counts them, ``people``
returns them before counting.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from trede.errors import UsageError
from trede.language import translate as _
from trede.measures.composition import compose
from trede.measures.declaration import Measure
from trede.measures.engines.base import Engine
from trede.measures.library import Library
from trede.measures.parameters import ParameterValue, show_value
from trede.measures.suggestions import did_you_mean, sentences

Group = tuple[str | None, ...]


class UnknownColumnError(UsageError):
    """A grouping by a column that the rows of a measure do not have."""

    def __init__(self, column: str, allowed: Iterable[str]) -> None:
        known = tuple(allowed)
        said = _('There is no column "{column}" to group by. Choose from: {allowed}.').format(
            column=column, allowed=", ".join(known)
        )
        super().__init__(sentences(said, did_you_mean(column, known)))


class UnknownParameterError(UsageError):
    """A value was given for a parameter that the measure does not have."""

    def __init__(self, name: str, allowed: Iterable[str]) -> None:
        known = tuple(allowed)
        said = _('This measure has no parameter "{name}". It has: {allowed}.').format(
            name=name, allowed=", ".join(known)
        )
        super().__init__(sentences(said, did_you_mean(name, known)))


@dataclass(frozen=True)
class Question:
    """A measure asked for, by which columns and with which values of its parameters."""

    measure: Measure
    parameters: Mapping[str, ParameterValue]
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class FigureRow:
    """One cell of a figure: its group and its counts (or sums; money in cents)."""

    group: Group
    numerator: int
    denominator: int | None

    @property
    def ratio(self) -> float | None:
        """Numerator over denominator, unrounded; none if there is nothing to divide by."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Figure:
    """The answer to a question."""

    question: Question
    rows: tuple[FigureRow, ...]

    @property
    def total(self) -> FigureRow:
        """The only row of a figure that is not grouped."""
        (row,) = self.rows
        return row


def resolve_parameters(
    library: Library,
    measure: Measure,
    settings: Mapping[str, str],
    given: Mapping[str, str],
) -> dict[str, ParameterValue]:
    """Return the value of every parameter of a measure.

    What the user gives goes before what the dossier sets, before what the measure proposes,
    before the parameter's own default. A day on which is looked back never lies after the day as
    of which is looked. Raises :class:`UnknownParameterError` or
    :class:`trede.measures.parameters.UnusableValueError`.
    """
    names = library.parameters_of(measure.rows)
    for name in given:
        if name not in names:
            raise UnknownParameterError(name, names)
    values = {}
    for name in names:
        parameter = library.parameters[name]
        text = parameter.default
        for layer in (measure.defaults, settings, given):
            text = layer.get(name, text)
        values[name] = parameter.parse(text)
    as_of = values["as_of"]
    if isinstance(as_of, date):
        looking_back = (name for name in names if library.parameters[name].looks_back)
        values |= {name: _no_later(values[name], as_of) for name in looking_back}
    return values


def _no_later(value: ParameterValue, as_of: date) -> date:
    """Let a look back end on the day as of which is looked, if it would have gone on after it."""
    return min(value, as_of) if isinstance(value, date) else as_of


def compute(library: Library, engine: Engine, question: Question) -> Figure:
    """Compute one figure; raises :class:`UnknownColumnError`."""
    return compute_all(library, engine, [question])[0]


def compute_all(library: Library, engine: Engine, questions: Sequence[Question]) -> list[Figure]:
    """Compute many figures; those on the same rows and groups take one query together.

    Rows that rest on the same rules are asked for one after another, so that an engine need not
    build anything twice.
    """
    batches: dict[tuple[tuple[str, ...], ...], list[int]] = defaultdict(list)
    for index, question in enumerate(questions):
        rows = question.measure.rows
        values = tuple(show_value(value) for _name, value in sorted(question.parameters.items()))
        batches[library.chain(rows), values, question.by].append(index)
    figures: dict[int, Figure] = {}
    for _key, indices in sorted(batches.items()):
        batch = [questions[index] for index in indices]
        figures |= dict(zip(indices, _compute_batch(library, engine, batch), strict=True))
    return [figures[index] for index in range(len(questions))]


def _compute_batch(library: Library, engine: Engine, batch: Sequence[Question]) -> list[Figure]:
    first = batch[0]
    _check_columns(library, first.measure, first.by)
    held = engine.hold(compose(library, first.measure.rows, first.parameters))
    columns = [f'"{name}"' for name in first.by]
    totals: dict[str, str] = {}
    counted = [
        {
            name: totals.setdefault(aggregate, f"total_{len(totals)}")
            for name, aggregate in _aggregates(question.measure).items()
        }
        for question in batch
    ]
    columns += [f"{aggregate} as {name}" for aggregate, name in totals.items()]
    query = f"select {', '.join(columns)} from {held}"
    if first.by:
        groups = columns[: len(first.by)]
        order = ", ".join(f"{group} asc nulls last" for group in groups)
        query += f" group by {', '.join(groups)} order by {order}"
    result = engine.run(query).to_pylist()
    return [_figure(*each, result) for each in zip(batch, counted, strict=True)]


def _aggregates(measure: Measure) -> dict[str, str]:
    """Return the aggregates of a measure: people in the population, denominator, numerator."""
    population = f"({measure.population})"
    counted = {"p": _total(None, population)}
    within = population
    if measure.denominator is not None:
        within = f"{population} and ({measure.denominator})"
        counted["d"] = _total(measure.denominator_sum, within)
    base = population if measure.independent else within
    counted["n"] = _total(measure.numerator_sum, f"{base} and ({measure.numerator})")
    return counted


def _total(column: str | None, condition: str) -> str:
    """Return the number of rows, or the sum of a column, where a condition holds."""
    amount = "1" if column is None else f'"{column}"'
    return f"cast(coalesce(sum(case when {condition} then {amount} else 0 end), 0) as bigint)"


def _figure(
    question: Question, counted: Mapping[str, str], result: Iterable[Mapping[str, object]]
) -> Figure:
    measure = question.measure
    rows = []
    for row in result:
        found = {name: _int(row[total]) for name, total in counted.items()}
        if not question.by or found["p"]:
            group = tuple(None if row[name] is None else _label(row[name]) for name in question.by)
            rows.append(FigureRow(group, found["n"], found.get("d")))
    if measure.spread is not None and measure.spread in question.by:
        rows = _spread(rows, question.by.index(measure.spread))
    return Figure(question, tuple(rows))


def _label(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _int(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101 - aggregates are cast to bigint
    return value


def _spread(rows: Sequence[FigureRow], position: int) -> list[FigureRow]:
    """Give every row the denominator of all rows that differ in one column only."""
    totals: dict[Group, int] = defaultdict(int)
    for row in rows:
        totals[row.group[:position] + row.group[position + 1 :]] += row.denominator or 0
    return [
        FigureRow(
            row.group, row.numerator, totals[row.group[:position] + row.group[position + 1 :]]
        )
        for row in rows
    ]


def people(library: Library, engine: Engine, question: Question) -> pa.Table:
    """Return the rows behind a figure, with whether each is in the denominator and numerator."""
    measure = question.measure
    _check_columns(library, measure, question.by)
    denominator = f"({measure.denominator or 'true'})"
    counted = (
        measure.numerator if measure.independent else f"{denominator} and ({measure.numerator})"
    )
    held = engine.hold(compose(library, measure.rows, question.parameters))
    return engine.run(
        f"select *, coalesce({denominator}, false) as in_denominator, "
        f"coalesce({counted}, false) as in_numerator "
        f"from {held} where {measure.population} order by 1 asc nulls last"
    )


def _check_columns(library: Library, measure: Measure, by: Iterable[str]) -> None:
    columns = library.rules[measure.rows].columns
    for column in by:
        if column not in columns:
            raise UnknownColumnError(column, columns)
