"""Every measure of the library gives the same cells on the embedded engine and on Spark."""

from collections.abc import Mapping

import pytest

from trede.measures.composition import compose
from trede.measures.engines.base import Engine
from trede.measures.figures import Question, compute_all, resolve_parameters
from trede.measures.library import Library, read_library
from trede.measures.parameters import Parameter

pytestmark = pytest.mark.spark

LIBRARY = read_library()
DAYS = {"as_of": "2005-02-28", "status_on": "2005-06-30", "cost_status_on": "2005-08-30"}
EARLY_DAYS = ("inflow_from", "period_from")


def _varied(parameter: Parameter, turn: int) -> str:
    """Return a value for a parameter, as a user would type it, other than its default."""
    if parameter.name == "sources":
        return "local,cbs"
    if parameter.type == "choice":
        values = parameter.values
        return values[(values.index(parameter.default) + turn) % len(values)]
    if parameter.type == "moment":
        return "2005-02-28" if turn == 1 else "2004-12-31T12:00"
    if parameter.type == "date":
        early = parameter.name in EARLY_DAYS
        return DAYS.get(parameter.name, "2003-02-28" if early else "2005-08-31")
    if parameter.type == "whole":
        return str(int(parameter.default) + turn)
    return parameter.default


def variants(library: Library, rule: str) -> list[Mapping[str, str]]:
    """Return the defaults and two turns of all parameters of a rule."""
    names = library.parameters_of(rule)
    varied = [{name: _varied(library.parameters[name], turn) for name in names} for turn in (1, 2)]
    return [{}, varied[0], {**varied[1], "as_of": ""}]


def _sorted(rows: list[dict[str, object]]) -> list[list[tuple[str, str]]]:
    return sorted([(name, repr(cell)) for name, cell in row.items()] for row in rows)


def assert_same_cells(engines: tuple[Engine, Engine], rule: str, given: Mapping[str, str]) -> None:
    """Compare the rows of a rule, and every measure that counts them, on two engines."""
    measures = [measure for measure in LIBRARY.measures.values() if measure.rows == rule]
    questions = [
        Question(measure, resolve_parameters(LIBRARY, measure, {}, given), by)
        for measure in measures
        for by in dict.fromkeys(((), measure.by))
    ]
    rows = compose(LIBRARY, rule, questions[0].parameters)
    embedded, cluster = (engine.run(f"select * from {engine.hold(rows)}") for engine in engines)
    assert _sorted(embedded.to_pylist()) == _sorted(cluster.to_pylist())
    figures = [compute_all(LIBRARY, engine, questions) for engine in engines]
    for one, other in zip(*figures, strict=True):
        assert one == other


@pytest.mark.parametrize("rule", sorted({measure.rows for measure in LIBRARY.measures.values()}))
def test_the_measures_on_a_rule_are_the_same_on_both_engines(
    rule: str, embedded: Engine, cluster: Engine
) -> None:
    for given in variants(LIBRARY, rule):
        assert_same_cells((embedded, cluster), rule, given)


def test_measures_of_an_empty_dossier_are_the_same_on_both_engines(
    embedded_on_nothing: Engine, cluster_on_nothing: Engine
) -> None:
    for rule in ("closed_approach", "client_exit", "waiting_time"):
        assert_same_cells((embedded_on_nothing, cluster_on_nothing), rule, {})
