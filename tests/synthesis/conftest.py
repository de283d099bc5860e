"""A made-up municipality of 20,000 clients over four years, made once."""

from collections.abc import Callable, Iterator

import duckdb
import pytest

from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES
from trede.synthesis import synthesise


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Return a made-up municipality."""
    folder = tmp_path_factory.mktemp("synthesis") / "made-up"
    synthesise(folder, 20_000, 2004, 2007, 7)
    return Dossier(folder)


@pytest.fixture(scope="session")
def ask(made_up: Dossier) -> Iterator[Callable[[str], list[tuple[object, ...]]]]:
    """Return a function that answers a query on the tables of the made-up municipality."""
    with duckdb.connect() as connection:
        for name in TABLES:
            files = [str(part) for part in made_up.parts(name)]
            connection.read_parquet(files).create_view(name)
        yield lambda query: connection.sql(query).fetchall()
