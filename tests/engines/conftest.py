"""Two engines on the same dossier; Spark is started once and set for many small questions."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.awkward import write_awkward_dossier
from trede.dossier.storage import Dossier
from trede.language import use_language
from trede.measures.engines import open_engine
from trede.measures.engines.base import Engine
from trede.synthesis import synthesise

FOR_SMALL_QUESTIONS = {
    "spark.master": "local[2]",
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}
"""Compiling a query costs more than answering it when there are a hundred rows."""


@pytest.fixture(scope="session")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return write_awkward_dossier(tmp_path_factory.mktemp("awkward") / "dossier")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return write_awkward_dossier(tmp_path_factory.mktemp("empty") / "dossier", rows=0)


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("made-up") / "dossier"
    synthesise(folder, 300, 2004, 2006, 7)
    return Dossier(folder)


def _cluster(dossier: Dossier, folders: pytest.TempPathFactory) -> Iterator[Engine]:
    pytest.importorskip("pyspark", reason="the optional extra spark is not installed")
    _take_spark(folders)
    with open_engine("spark", dossier, FOR_SMALL_QUESTIONS) as engine:
        yield engine


def _take_spark(folders: pytest.TempPathFactory) -> None:
    """Fail where a second process of the same run of tests would start Spark."""
    process = os.environ.get("PYTEST_XDIST_WORKER")
    if process is not None:
        taken = folders.getbasetemp().parent / "spark_is_started_by"
        assert not taken.exists() or taken.read_text(encoding="utf-8") == process
        taken.write_text(process, encoding="utf-8")


def _embedded(dossier: Dossier) -> Iterator[Engine]:
    with open_engine("duckdb", dossier) as engine:
        yield engine


@pytest.fixture(scope="session")
def embedded(awkward: Dossier) -> Iterator[Engine]:
    yield from _embedded(awkward)


@pytest.fixture(scope="session")
def cluster(awkward: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    yield from _cluster(awkward, tmp_path_factory)


@pytest.fixture(scope="session")
def embedded_on_made_up(made_up: Dossier) -> Iterator[Engine]:
    yield from _embedded(made_up)


@pytest.fixture(scope="session")
def cluster_on_made_up(
    made_up: Dossier, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    yield from _cluster(made_up, tmp_path_factory)


@pytest.fixture(scope="session")
def embedded_on_nothing(empty: Dossier) -> Iterator[Engine]:
    yield from _embedded(empty)


@pytest.fixture(scope="session")
def cluster_on_nothing(
    empty: Dossier, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    yield from _cluster(empty, tmp_path_factory)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("nl")


@pytest.fixture
def own_library(tmp_path: Path) -> Path:
    """Return the folder of a municipality's own rules, empty to begin with."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder
