"""Signals agree with a slow reading of the same definitions, also around leap days."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from tests.measures.made_up_lives import TODAY, make_facts, write_facts
from tests.oracle.provider_signals import (
    absence_terms,
    adjust_terms,
    illness_terms,
    other_provider_terms,
    sanction_terms,
    stop_terms,
)
from tests.oracle.selection import believed
from tests.oracle.signals import (
    Known,
    Term,
    application_terms,
    client_talk_terms,
    contact_terms,
)
from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES
from trede.measures.composition import compose
from trede.measures.engines.embedded import embedded_engine
from trede.measures.library import read_library

Oracle = Callable[[Known, date], Iterator[Term]]
ORACLES: dict[str, Oracle] = {
    "application_decision": application_terms,
    "contact_due": contact_terms,
    "unemployment_client_talk": client_talk_terms,
    "illness_reported": illness_terms,
    "absence_unexplained": absence_terms,
    "talk_stop": stop_terms,
    "talk_other_provider": other_provider_terms,
    "talk_adjust": adjust_terms,
    "talk_sanction": sanction_terms,
}
DAYS = [TODAY, date(2024, 2, 28), date(2024, 2, 29), date(2023, 8, 31), date(2025, 2, 28)]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Two hundred made-up lives."""
    return write_facts(make_facts(200, seed=29), tmp_path_factory.mktemp("lives") / "dossier")


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize("rule", ORACLES)
def test_a_signal_gives_every_term_the_state_that_the_oracle_gives(
    made_up: Dossier, rule: str, as_of: date
) -> None:
    library = read_library()
    declared = [library.parameters[name] for name in library.parameters_of(rule)]
    values = {each.name: each.parse(each.default) for each in declared} | {"as_of": as_of}
    facts = {name: made_up.read(name).to_pylist() for name in TABLES}
    known = believed(facts, {"as_of": as_of, "known_at": None, "sources": ("all",)})
    expected = list(ORACLES[rule](known, as_of))
    columns = ", ".join(expected[0])
    with embedded_engine(made_up) as engine:
        held = engine.hold(compose(library, rule, values))
        found = engine.run(f"select {columns} from {held}").to_pylist()
    assert in_order(found) == in_order(expected)
    assert len({row["state"] for row in found}) > (2 if as_of == TODAY else 0)


def in_order(rows: list[Term]) -> list[Term]:
    """Return rows by client and fact, so that two lists can be compared."""
    return sorted(rows, key=lambda row: (row["person_id"], row["begins_on"], row["subject"]))
