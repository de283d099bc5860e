"""The rules give, client by client, what the oracle reads in the definitions."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.oracle.closed_approach import clients
from tests.oracle.dossiers import (
    CELLS,
    MOMENTS,
    STARTS,
    dossier_of,
    facts_on_the_boundary,
    random_facts,
)
from tests.oracle.exits import exits, on_benefit, waiting
from tests.oracle.selection import Facts, believed
from trede.dossier.tables import TABLES
from trede.measures.composition import compose
from trede.measures.engines.embedded import embedded_engine
from trede.measures.library import BASE_PARAMETERS, Library, read_library
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
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


SOME_DAYS = [date(2004, 2, 28), date(2004, 2, 29), date(2004, 8, 30), date(2005, 2, 28)]
HALF_A_YEAR_LATER = [date(2003, 8, 28), date(2004, 2, 29), date(2004, 8, 29)]
CHOICES: Mapping[str, list[ParameterValue]] = {
    "as_of": [None] * 6 + SOME_DAYS,
    "known_at": [None] * 5 + MOMENTS,
    "sources": [("all",), ("all",), ("local",)],
    "schemes": [("all",), ("all",), ("ABW",)],
    "observed_until": [None, *HALF_A_YEAR_LATER, *SOME_DAYS],
    "exemption_moment": [
        "start",
        "one_year",
        "one_year",
        "one_year_observed",
        "within_year",
        "recorded",
        "recorded",
    ],
    "window_months": [12, 12, 12, 6],
    "durable_months": [6, 1, 12],
    "inflow_from": [None, None, None, STARTS[1]],
    "inflow_to": [None, None, None, STARTS[5]],
}


def _choices(library: Library, name: str) -> st.SearchStrategy[ParameterValue]:
    """Return what a parameter may be set to."""
    parameter = library.parameters[name]
    values = parameter.values if parameter.type == "choice" else [None, *SOME_DAYS]
    return st.sampled_from(CHOICES.get(name, values))


def _parameters(
    library: Library, names: Iterable[str]
) -> st.SearchStrategy[dict[str, ParameterValue]]:
    return st.fixed_dictionaries({name: _choices(library, name) for name in sorted(names)})


def test_the_rules_give_every_client_the_state_that_the_oracle_gives() -> None:
    library = read_library()
    names = {name for rule in ORACLES for name in library.parameters_of(rule)}
    declared = [library.parameters[name] for name in names]
    from_then = {p.name: p.parse(p.default) for p in declared} | {"inflow_from": STARTS[6]}

    @bounded
    @example(facts=facts_on_the_boundary(STARTS[6]), parameters=from_then)
    @given(facts=random_facts(), parameters=_parameters(library, names))
    def compare(facts: Facts, parameters: dict[str, ParameterValue]) -> None:
        with dossier_of(facts) as dossier, embedded_engine(dossier) as engine:
            for rule, oracle in ORACLES.items():
                held = engine.hold(compose(library, rule, parameters))
                rows = engine.run(f"select * from {held} order by person_id").to_pylist()
                expected = sorted(oracle(facts, parameters), key=lambda row: str(row["person_id"]))
                assert (rule, rows) == (rule, expected)

    compare()


@pytest.fixture
def library_of_whole_tables(tmp_path: Path) -> Library:
    """Return a library with, for every table that can be random, a rule that is the table."""
    head = 'nl = "alles"\nen = "all"\nsource = "none"'
    for name in CELLS:
        rule = f"/*\n{head}\n*/\nselect * from {name}"
        (tmp_path / f"all_{name}.sql").write_text(rule, encoding="utf-8")
    return read_library(tmp_path)


def test_a_table_shows_what_was_known_then_of_what_had_happened(
    library_of_whole_tables: Library,
) -> None:
    library = library_of_whole_tables

    @settings(bounded, max_examples=40)
    @given(facts=random_facts(), parameters=_parameters(library, BASE_PARAMETERS))
    def compare(facts: Facts, parameters: dict[str, ParameterValue]) -> None:
        expected = believed(facts, parameters)
        with dossier_of(facts) as dossier, embedded_engine(dossier) as engine:
            for name in CELLS:
                held = engine.hold(compose(library, f"all_{name}", parameters))
                key = TABLES[name].key[0]
                rows = engine.run(f"select * from {held} order by {key}, recorded_at").to_pylist()
                assert rows == sorted(
                    expected[name], key=lambda row: (str(row[key]), row["recorded_at"])
                )

    compare()
