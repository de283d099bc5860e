"""The Spark that Trede starts where none runs yet: its settings, and why it fails if it does."""

import os
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import pyspark
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from trede.errors import UsageError
from trede.language import translate as _
from trede.measures.engines.java import LOOPBACK, JavaProcess, start_java

OURS = {
    "spark.app.name": "trede",
    "spark.master": "local[*]",
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    "spark.sql.catalogImplementation": "in-memory",
}
"""Settings of a Spark that we start ourselves; those the user gives go before them."""

ON_THIS_MACHINE = {
    "spark.driver.bindAddress": LOOPBACK,
    "spark.driver.host": LOOPBACK,
    "spark.sql.shuffle.partitions": "8",
}
"""More of them, for a Spark that consists of one process: nobody else need reach it."""

SETTING = re.compile(r"(spark\.[^\s=:]+)\s*[=:\s]\s*(.*)")
"""A line of ``spark-defaults.conf``: a name and a value."""

OUT_OF_MEMORY = ("OutOfMemoryError", "Could not allocate memory", "Java heap space")
"""What Java or Spark says when it has too little memory."""

JAVA_MAY_HAVE_ENDED = (Py4JError, OSError)
"""What PySpark raises when it cannot reach the Java behind it."""


class OutOfMemoryError(UsageError):
    """Spark had too little memory to answer."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Spark ran out of memory. Give it more: set spark.driver.memory (on a cluster also "
                "spark.executor.memory) in the file spark-defaults.conf, in the folder that "
                "SPARK_CONF_DIR leads to. Or leave the engine out: the embedded one gives the "
                "same figures."
            )
        )


@contextmanager
def spark_session(settings: Mapping[str, str]) -> Iterator[SparkSession]:
    """Lend a Spark session; one that runs already goes before one of our own.

    Ours is set as ``settings`` say, or else as the file ``spark-defaults.conf`` in the folder
    ``SPARK_CONF_DIR`` says, or else for this machine alone. Starting takes seconds and happens once
    per process. Raises :class:`trede.measures.engines.java.NoJavaError`,
    :class:`trede.measures.engines.java.JavaEndedError` or :class:`OutOfMemoryError`.
    """
    given = tuple(sorted({**_configured(), **settings}.items()))
    running = SparkSession.getActiveSession()
    java = None if running else _java(given)
    try:
        yield running or _start_spark(given)
    except (PySparkException, *JAVA_MAY_HAVE_ENDED) as error:
        if ran_out_of_memory(error, java.said.read() if java else ""):
            raise OutOfMemoryError from error
        raise


def ran_out_of_memory(error: Exception, said: str) -> bool:
    """Tell whether an error of Spark, or what its Java ``said`` meanwhile, is lack of memory."""
    with suppress(*JAVA_MAY_HAVE_ENDED):  # some errors ask Java what they say
        said += str(error)
    return any(sign in said for sign in OUT_OF_MEMORY)


def _configured() -> dict[str, str]:
    """Return the settings in the user's ``spark-defaults.conf``, if SPARK_CONF_DIR leads to it."""
    folder = os.environ.get("SPARK_CONF_DIR")
    file = Path(folder, "spark-defaults.conf") if folder else None
    if file is None or not file.is_file():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    found = (SETTING.fullmatch(line.strip()) for line in lines)
    return {setting[1]: setting[2] for setting in found if setting is not None}


def _part_of_memory() -> dict[str, str]:
    """Return the setting by which Spark may use a quarter of this machine, if its size is known."""
    if not hasattr(os, "sysconf"):
        return {}
    megabytes = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return {"spark.driver.memory": f"{megabytes // 4}m"}


@cache
def _settings(given: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    settings = OURS | dict(given)
    return ON_THIS_MACHINE | _part_of_memory() | settings if _is_alone(settings) else settings


def _is_alone(settings: Mapping[str, str]) -> bool:
    return settings["spark.master"].startswith("local")


@cache
def _java(given: tuple[tuple[str, str], ...]) -> JavaProcess:
    settings = _settings(given)
    return start_java(Path(pyspark.__file__).parent, settings, is_alone=_is_alone(settings))


@cache
def _start_spark(given: tuple[tuple[str, str], ...]) -> SparkSession:
    java = _java(given)
    builder = SparkSession.builder
    for setting, value in _settings(given).items():
        builder = builder.config(setting, value)
    reached_by = {"PYSPARK_GATEWAY_PORT": str(java.port), "PYSPARK_GATEWAY_SECRET": java.secret}
    with _environment(reached_by), warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of pandas, which we hand nothing to
        return builder.getOrCreate()


@contextmanager
def _environment(lent: Mapping[str, str]) -> Iterator[None]:
    """Set variables for a moment: PySpark takes a Java that runs already in no other way."""
    os.environ.update(lent)
    try:
        yield
    finally:
        for name in lent:
            del os.environ[name]
