"""Made-up municipalities, made once: 20,000 clients over four years, and a small one of today."""

from collections.abc import Callable, Iterator

import duckdb
import pytest

from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES
from trede.synthesis import synthesise

Ask = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Return a made-up municipality."""
    folder = tmp_path_factory.mktemp("synthesis") / "made-up"
    synthesise(folder, 20_000, 2004, 2007, 7)
    return Dossier(folder)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Return a small municipality of today, as the register is shown with."""
    folder = tmp_path_factory.mktemp("synthesis") / "demonstration"
    synthesise(folder, 3_000, 2023, 2026, 1)
    return Dossier(folder)


@pytest.fixture(scope="session")
def ask(made_up: Dossier) -> Iterator[Ask]:
    """Return a function that answers a query on the tables of the made-up municipality."""
    yield from asking(made_up)


@pytest.fixture(scope="session")
def ask_demonstration(demonstration: Dossier) -> Iterator[Ask]:
    """Return a function that answers a query on what is believed of the small one of today."""
    yield from asking(demonstration, "where withdrawn_at is null")


def asking(dossier: Dossier, condition: str = "") -> Iterator[Ask]:
    """Yield a function that answers a query on the rows of a dossier under a condition."""
    with duckdb.connect() as connection:
        for name in TABLES:
            files = [str(part) for part in dossier.parts(name)]
            connection.read_parquet(files).create_view(f"stored_{name}")
            connection.sql(f"create view {name} as select * from stored_{name} {condition}")
        yield lambda query: connection.sql(query).fetchall()
