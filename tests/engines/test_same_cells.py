"""Every measure of the library gives the same cells on the embedded engine and on Spark."""

from collections.abc import Mapping

import pytest

from trede.dossier.storage import Dossier
from trede.measures.composition import compose
from trede.measures.engines.base import Engine
from trede.measures.figures import Question, compute_all
from trede.measures.library import read_library
from trede.measures.parameters import Parameter, ParameterValue

pytestmark = pytest.mark.spark

LIBRARY = read_library()
RULES = sorted({measure.rows for measure in LIBRARY.measures.values()})
DAYS = {"as_of": "2005-02-28", "known_at": "2005-02-28T12:00", "status_on": "2005-06-30"}
EARLY_DAYS = ("inflow_from", "period_from")


def _varied(parameter: Parameter) -> str:
    """Return a value for a parameter, as a user would type it, other than its default."""
    if parameter.name == "sources":
        return "local,cbs"
    if parameter.type == "choice":
        following = parameter.values.index(parameter.default) + 1
        return parameter.values[following % len(parameter.values)]
    if parameter.type in ("date", "moment"):
        early = parameter.name in EARLY_DAYS
        return DAYS.get(parameter.name, "2003-02-28" if early else "2005-08-31")
    if parameter.type == "whole":
        return str(int(parameter.default) + 1)
    return parameter.default


def _sorted(rows: list[dict[str, object]]) -> list[list[tuple[str, str]]]:
    return sorted([(name, repr(cell)) for name, cell in row.items()] for row in rows)


def assert_same_cells(
    embedded: Engine, cluster: Engine, rule: str, values: Mapping[str, ParameterValue]
) -> None:
    """Compare the rows of a rule, and every measure that counts them, on two engines."""
    rows = compose(LIBRARY, rule, values)
    held = [engine.run(f"select * from {engine.hold(rows)}") for engine in (embedded, cluster)]
    assert _sorted(held[0].to_pylist()) == _sorted(held[1].to_pylist())
    questions = [
        Question(measure, values, measure.by)
        for measure in LIBRARY.measures.values()
        if measure.rows == rule
    ]
    one, other = (compute_all(LIBRARY, engine, questions) for engine in (embedded, cluster))
    for expected, found in zip(one, other, strict=True):
        assert expected == found


def _values(rule: str, *layers: Mapping[str, str]) -> dict[str, ParameterValue]:
    """Return the defaults of a rule's parameters, with other values laid over them."""
    values = {}
    for name in LIBRARY.parameters_of(rule):
        text = LIBRARY.parameters[name].default
        for layer in layers:
            text = layer.get(name, text)
        values[name] = LIBRARY.parameters[name].parse(text)
    return values


@pytest.mark.parametrize("rule", RULES)
def test_measures_of_a_made_up_municipality_are_the_same_on_both_engines(
    rule: str, made_up: Dossier, embedded_on_made_up: Engine, cluster_on_made_up: Engine
) -> None:
    values = _values(rule, made_up.manifest.settings)
    assert_same_cells(embedded_on_made_up, cluster_on_made_up, rule, values)


@pytest.mark.parametrize("rule", RULES)
def test_measures_of_awkward_facts_with_other_parameters_are_the_same_on_both_engines(
    rule: str, embedded: Engine, cluster: Engine
) -> None:
    varied = {name: _varied(parameter) for name, parameter in LIBRARY.parameters.items()}
    assert_same_cells(embedded, cluster, rule, _values(rule, varied))


@pytest.mark.parametrize("rule", ["closed_approach", "client_exit", "ladder_stock"])
def test_measures_of_an_empty_dossier_are_the_same_on_both_engines(
    rule: str, embedded_on_nothing: Engine, cluster_on_nothing: Engine
) -> None:
    assert_same_cells(embedded_on_nothing, cluster_on_nothing, rule, _values(rule))
