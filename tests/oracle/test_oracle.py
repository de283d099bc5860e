"""The rules give, client by client, what the oracle reads in the definitions."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle.closed_approach import clients
from tests.oracle.dossiers import DAYS, MOMENTS, TABLE_ROWS, dossier_of, random_facts
from tests.oracle.exits import exits, on_benefit, waiting
from tests.oracle.selection import Facts, believed
from trede.dossier.tables import TABLES
from trede.measures.composition import compose
from trede.measures.engines.embedded import embedded_engine
from trede.measures.library import Library, read_library
from trede.measures.parameters import ParameterValue

Parameters = Mapping[str, ParameterValue]
Oracle = Callable[[Facts, Parameters], list[dict[str, object]]]

ORACLES: Mapping[str, Oracle] = {
    "closed_approach": clients,
    "client_exit": exits,
    "waiting_time": waiting,
    "on_benefit_at_limit": on_benefit,
}
bounded = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _choices(library: Library, name: str) -> st.SearchStrategy[ParameterValue]:
    """Return what a parameter may be set to."""
    parameter = library.parameters[name]
    particular: Mapping[str, list[ParameterValue]] = {
        "known_at": [None, None, *MOMENTS],
        "sources": [("all",), ("all",), ("local",)],
        "schemes": [("all",), ("ABW",)],
        "window_months": [12, 12, 6, 1],
        "durable_months": [6, 1, 12],
        "inflow_from": [None, DAYS[0], DAYS[6]],
        "inflow_to": [None, DAYS[9], DAYS[12]],
    }
    if parameter.type == "choice":
        return st.sampled_from(parameter.values)
    return st.sampled_from(particular.get(name, [None, None, *DAYS[8:]]))


def _parameters(library: Library, rule: str) -> st.SearchStrategy[dict[str, ParameterValue]]:
    names = library.parameters_of(rule)
    return st.fixed_dictionaries({name: _choices(library, name) for name in names})


@pytest.mark.parametrize("rule", ORACLES)
def test_a_rule_gives_every_client_the_state_that_the_oracle_gives(rule: str) -> None:
    library = read_library()

    @bounded
    @given(facts=random_facts(), parameters=_parameters(library, rule))
    def compare(facts: Facts, parameters: dict[str, ParameterValue]) -> None:
        with dossier_of(facts) as dossier, embedded_engine(dossier) as engine:
            held = engine.hold(compose(library, rule, parameters))
            rows = engine.run(f"select * from {held} order by person_id").to_pylist()
        defaults = {name: p.parse(p.default) for name, p in library.parameters.items()}
        expected = ORACLES[rule](facts, {**defaults, **parameters})
        assert rows == sorted(expected, key=lambda row: str(row["person_id"]))

    compare()


@pytest.fixture
def library_of_whole_tables(tmp_path: Path) -> Library:
    """Return a library with, for every table that can be random, a rule that is the table."""
    head = 'nl = "alles"\nen = "all"\nsource = "none"'
    for name in TABLE_ROWS:
        rule = f"/*\n{head}\n*/\nselect * from {name}"
        (tmp_path / f"all_{name}.sql").write_text(rule, encoding="utf-8")
    return read_library(tmp_path)


def test_a_table_shows_what_was_known_then_of_what_had_happened(
    library_of_whole_tables: Library,
) -> None:
    library = library_of_whole_tables

    @bounded
    @given(facts=random_facts(), parameters=_parameters(library, "all_plans"))
    def compare(facts: Facts, parameters: dict[str, ParameterValue]) -> None:
        expected = believed(facts, parameters)
        with dossier_of(facts) as dossier, embedded_engine(dossier) as engine:
            for name in TABLE_ROWS:
                held = engine.hold(compose(library, f"all_{name}", parameters))
                key = TABLES[name].key[0]
                rows = engine.run(f"select * from {held} order by {key}, recorded_at").to_pylist()
                assert rows == sorted(
                    expected[name], key=lambda row: (str(row[key]), row["recorded_at"])
                )

    compare()
