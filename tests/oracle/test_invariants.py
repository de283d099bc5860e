"""What holds for every measure, whatever its definition."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from tests.engines.awkward import write_awkward_dossier
from trede.dossier.columns import ColumnType, Kind
from trede.dossier.storage import Dossier, arrow_schema, write_dossier
from trede.dossier.tables import TABLES
from trede.measures.declaration import Measure
from trede.measures.engines import open_engine
from trede.measures.engines.base import Engine
from trede.measures.figures import Figure, Question, compute_all, people, resolve_parameters
from trede.measures.library import ALL_VERSIONS, read_library

LIBRARY = read_library()
MEASURES = sorted(LIBRARY.measures)
DAY = date(2004, 8, 31)
MOMENT = datetime(2004, 8, 31, 12)
Row = dict[str, object]
Change = Callable[[str, list[Row]], list[Row]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("invariants")


@pytest.fixture(scope="module")
def awkward(folder: Path) -> Dossier:
    return write_awkward_dossier(folder / "awkward")


@pytest.fixture(scope="module")
def engine(awkward: Dossier) -> Iterator[Engine]:
    with open_engine("duckdb", awkward) as opened:
        yield opened


def _question(measure: Measure, by: tuple[str, ...] = (), **given: str) -> Question:
    return Question(measure, resolve_parameters(LIBRARY, measure, {}, given), by)


def _figures(engine: Engine, measures: Iterable[Measure], **given: str) -> dict[str, Figure]:
    """Compute measures in total."""
    questions = [_question(measure, **given) for measure in measures]
    figures = compute_all(LIBRARY, engine, questions)
    return {figure.question.measure.name: figure for figure in figures}


def _groups(engine: Engine, *except_by: str, **given: str) -> dict[str, Figure]:
    """Compute every measure by its own columns, but for those named."""
    questions = [
        _question(measure, tuple(name for name in measure.by if name not in except_by), **given)
        for measure in LIBRARY.measures.values()
    ]
    figures = compute_all(LIBRARY, engine, questions)
    return {figure.question.measure.name: figure for figure in figures}


@pytest.mark.parametrize("name", MEASURES)
def test_the_people_behind_a_figure_add_up_to_it(name: str, engine: Engine) -> None:
    question = _question(LIBRARY.measure(name))
    measure, total = question.measure, compute_all(LIBRARY, engine, [question])[0].total
    rows = people(LIBRARY, engine, question).to_pylist()
    counted = sum(
        (row[measure.numerator_sum] or 0) if measure.numerator_sum else 1
        for row in rows
        if row["in_numerator"]
    )
    assert counted == total.numerator
    if total.denominator is not None:
        base = sum(
            (row[measure.denominator_sum] or 0) if measure.denominator_sum else 1
            for row in rows
            if row["in_denominator"]
        )
        assert base == total.denominator


def test_groups_add_up_to_the_total(engine: Engine) -> None:
    totals, groups = _figures(engine, LIBRARY.measures.values()), _groups(engine)
    for name, total in totals.items():
        rows = groups[name].rows
        spread = LIBRARY.measure(name).spread in LIBRARY.measure(name).by
        assert sum(row.numerator for row in rows) == total.total.numerator, name
        if total.total.denominator is not None and not spread:
            assert sum(row.denominator or 0 for row in rows) == total.total.denominator, name


def test_parts_of_a_spread_measure_add_up_to_their_denominator(engine: Engine) -> None:
    for name, figure in _groups(engine).items():
        measure = LIBRARY.measure(name)
        if measure.spread in measure.by:
            position = measure.by.index(measure.spread or "")
            parts: dict[tuple[str | None, ...], int] = {}
            for row in figure.rows:
                others = row.group[:position] + row.group[position + 1 :]
                parts[others] = parts.get(others, 0) + row.numerator
            for row in figure.rows:
                others = row.group[:position] + row.group[position + 1 :]
                whole = row.denominator
                assert parts[others] == whole or measure.numerator != "true", (name, row)


def test_a_share_is_never_more_than_the_whole(engine: Engine) -> None:
    for name, figure in _groups(engine).items():
        measure = LIBRARY.measure(name)
        sums = measure.numerator_sum or measure.denominator_sum
        if not sums and not measure.independent:
            for row in figure.rows:
                assert row.denominator is None or 0 <= row.numerator <= row.denominator, name


def _rewritten(dossier: Dossier, folder: Path, change: Change) -> Dossier:
    """Return a dossier of which every table has gone through a change."""
    with write_dossier(folder) as writer:
        for name in TABLES:
            rows = change(name, dossier.read(name).to_pylist())
            writer.write(name, pa.Table.from_pylist(rows, schema=arrow_schema(TABLES[name])))
        writer.finish("rewritten", {})
    return Dossier(folder)


def _believed_later(name: str, rows: list[Row]) -> list[Row]:
    """Withdraw every third row and record it again otherwise, all after the moment looked at."""
    later = MOMENT + timedelta(days=1)
    changed = []
    for number, row in enumerate(rows):
        still_believed = row["withdrawn_at"] is None and row["recorded_at"] <= MOMENT
        if number % 3 == 0 and still_believed and name not in ("codes", "code_groups"):
            changed += [
                row | {"withdrawn_at": later},
                _otherwise(name, row) | {"recorded_at": later},
            ]
        else:
            changed.append(row)
    return changed


def _otherwise(name: str, row: Row) -> Row:
    """Return the row with its days and yes-or-noes turned round; keys stay."""
    turned: Row = {}
    for column in TABLES[name].own_columns:
        cell = row[column.name]
        if column.name not in TABLES[name].key:
            if isinstance(cell, date):
                turned[column.name] = cell - timedelta(days=100)
            elif column.type is ColumnType.YES_NO:
                turned[column.name] = not cell
    return row | turned


def _happened_later(name: str, rows: list[Row]) -> list[Row]:
    """Change what happened after the day looked at: other days, other outcomes, more rows."""
    table = TABLES[name]
    changed = []
    for row in rows:
        new: Row = {}
        for column in table.own_columns:
            told_by = table.column(column.since) if column.since else column
            happened_on = row[told_by.name]
            shift = timedelta(days=1 if told_by.name == "ends_on" else 0)
            if (
                table.kind is not Kind.THING
                and told_by.type is ColumnType.DATE
                and not told_by.planned
                and isinstance(happened_on, date)
                and happened_on > DAY + shift
                and column.name not in table.key
            ):
                new[column.name] = _changed_later(row[column.name])
        changed.append(row | new)
    return changed


def _changed_later(cell: object) -> object:
    if isinstance(cell, bool):
        return not cell
    if isinstance(cell, date):
        return cell + timedelta(days=33)
    return None if cell is None or isinstance(cell, str) else cell


@pytest.fixture(scope="module")
def other_beliefs(awkward: Dossier, folder: Path) -> Dossier:
    return _rewritten(awkward, folder / "beliefs", _believed_later)


@pytest.fixture(scope="module")
def other_future(awkward: Dossier, folder: Path) -> Dossier:
    return _rewritten(awkward, folder / "future", _happened_later)


def _remembers(measure: Measure) -> bool:
    """Whether a measure keeps to what was known then, by its own declaration.

    A view may be looked at as known at a moment of its own (a central register has no memory);
    what is read from all versions does not ask what was known. The phase does so too: it is left
    out of the groups.
    """
    steps = [LIBRARY.rules[step] for step in LIBRARY.chain(measure.rows)]
    views = [view for step in steps for view in step.views.values()]
    read = {name for step in steps if step.name != "phase_at_inflow" for name in step.uses}
    return all("known_at" not in view.values for view in views) and not any(
        name.endswith(ALL_VERSIONS) for name in read
    )


def test_what_was_known_then_stays_what_was_known_then(
    engine: Engine, other_beliefs: Dossier
) -> None:
    given = {"known_at": MOMENT.isoformat()}
    with open_engine("duckdb", other_beliefs) as opened:
        then = _groups(engine, "phase", **given)
        looked_at_later = _groups(opened, "phase", **given)
        now = _groups(opened, "phase")
    for name, figure in then.items():
        if _remembers(LIBRARY.measure(name)):
            assert looked_at_later[name] == figure
    assert now != then


def test_as_of_a_day_nothing_that_happened_later_counts(
    engine: Engine, other_future: Dossier
) -> None:
    given = {"as_of": DAY.isoformat()}
    with open_engine("duckdb", other_future) as opened:
        looked_at_later = _groups(opened, "phase", **given)
        now = _groups(opened, "phase")
    for name, figure in _groups(engine, "phase", **given).items():
        assert looked_at_later[name] == figure
    assert now != _groups(engine, "phase")
