"""What is particular to Spark: the clock, who sets it up, and what it keeps."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from trede.dossier.storage import Dossier
from trede.measures.composition import compose
from trede.measures.engines import open_engine
from trede.measures.engines.base import Engine
from trede.measures.library import Library, read_library
from trede.measures.parameters import ParameterValue

SparkSession = pytest.importorskip("pyspark.sql").SparkSession
PySparkException = pytest.importorskip("pyspark.errors").PySparkException
ran_out_of_memory = pytest.importorskip("trede.measures.engines.session").ran_out_of_memory
pytestmark = pytest.mark.spark


def _defaults(library: Library, rule: str) -> dict[str, ParameterValue]:
    parameters = (library.parameters[name] for name in library.parameters_of(rule))
    return {parameter.name: parameter.parse(parameter.default) for parameter in parameters}


def test_spark_counts_by_the_clock_of_utc_and_refuses_what_does_not_fit(cluster: Engine) -> None:
    (row,) = cluster.run("select cast('2004-03-28 02:30:00' as timestamp) as moment").to_pylist()
    assert row["moment"].isoformat(" ") == "2004-03-28 02:30:00"
    with pytest.raises(Exception, match="CAST_INVALID_INPUT"):
        cluster.run("select cast('thirty' as integer) as n")


def test_rows_that_were_a_step_towards_others_are_kept_once_they_are_asked_for_themselves(
    cluster: Engine,
) -> None:
    library = read_library()
    parameters = _defaults(library, "closed_approach")
    cluster.hold(compose(library, "closed_approach", parameters))
    held = cluster.hold(compose(library, "facts_at_limit", parameters))
    (plan,) = cluster.run(f"explain select * from {held}").to_pylist()
    assert "ExistingRDD" in plan["plan"]
    assert "Join" not in plan["plan"]


def test_what_spark_kept_is_let_go_when_the_engine_is_closed(
    empty: Dossier, cluster: Engine
) -> None:
    del cluster  # Spark has been started, with the settings for small questions
    library = read_library()
    with open_engine("spark", empty) as engine:
        before = _kept_in_spark()
        engine.hold(compose(library, "closed_approach", _defaults(library, "closed_approach")))
        assert _kept_in_spark() > before
    assert _kept_in_spark() == before


def _kept_in_spark() -> int:
    session = SparkSession.getActiveSession()
    assert session is not None
    return int(session.sparkContext._jsc.getPersistentRDDs().size())  # noqa: SLF001


@pytest.mark.parametrize(
    ("error", "said", "lacked_memory"),
    [
        (PySparkException("Could not allocate memory to grow BytesToBytesMap."), "", True),
        (PySparkException("java.lang.OutOfMemoryError: Java heap space"), "", True),
        (ConnectionRefusedError(111, "Connection refused"), "ERROR OutOfMemoryError\n", True),
        (ConnectionRefusedError(111, "Connection refused"), "ERROR Master is gone\n", False),
        (PySparkException("[CAST_INVALID_INPUT] thirty"), "", False),
    ],
)
def test_lack_of_memory_is_told_from_other_failures(
    error: Exception, said: str, lacked_memory: bool
) -> None:
    assert ran_out_of_memory(error, said) == lacked_memory


def test_the_settings_in_the_users_own_spark_defaults_are_followed(
    empty: Dossier, tmp_path: Path
) -> None:
    file = tmp_path / "spark-defaults.conf"
    file.write_text("# ours\nspark.driver.memory   plenty\n", encoding="utf-8")
    asked = ["measure", "closed_rate", "--dossier", empty.folder, "--engine", "spark"]
    ended = subprocess.run(
        [sys.executable, "-m", "trede.cli", "--language", "en", *asked],
        env=os.environ | {"SPARK_CONF_DIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("Spark could not be started with ")
    assert "-Xmxplenty" in ended.stderr
