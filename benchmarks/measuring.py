"""Runs one side on one task in a process of its own, and measures it."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
POLL_SECONDS = 0.01
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Limits:
    """What a process may take before it is stopped."""

    seconds: float = 1800
    bytes: int = 16 * 2**30


@dataclass(frozen=True)
class Measurement:
    """What one side took for one task.

    ``seconds`` of wall time from the start of the process to its end, ``cpu_seconds`` of all its
    threads, ``peak_bytes`` the most memory it held at once. ``outcome`` is ``finished``, or why
    it did not. ``clients`` is the size of the dossier, ``cells`` the number of figures' cells.
    """

    task: str
    side: str
    clients: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    outcome: str = "finished"
    cells: int = 0
    runs: int = 1
    on: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the measurement as JSON holds it."""
        return asdict(self)


class FailedRunError(Exception):
    """A side ended with an error."""


class DifferentAnswerError(Exception):
    """Two sides gave different figures."""

    def __init__(self, task: str, side: str, examples: Sequence[object]) -> None:
        super().__init__(f"{task}: Trede and {side} differ, first: {list(examples)}")


def measure(
    task: str, side: str, clients: int, folder: Path, answer: Path, limits: Limits
) -> Measurement:
    """Run a side once; its answer is in the file ``answer`` if it finished."""
    command = [sys.executable, "-m", "benchmarks.answering", side, task, str(folder), str(answer)]
    answer.unlink(missing_ok=True)
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT)
    outcome = "finished"
    while True:
        found, status, used = os.wait4(process.pid, os.WNOHANG)
        if found:
            break
        if outcome == "finished" and (why := _beyond(process.pid, begun, limits)):
            outcome = why
            process.kill()
        time.sleep(POLL_SECONDS)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if outcome == "finished" and process.returncode:
        raise FailedRunError(f"{side}, {task}: exit status {process.returncode}")
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * MEMORY_UNIT
    return Measurement(task, side, clients, seconds, cpu, peak, outcome)


def _beyond(process: int, begun: float, limits: Limits) -> str | None:
    if time.perf_counter() - begun > limits.seconds:
        return f"stopped after {limits.seconds:.0f} s"
    try:
        held = psutil.Process(process).memory_info().rss
    except psutil.NoSuchProcess:
        return None
    return f"stopped at {limits.bytes / 2**30:.0f} GB" if held > limits.bytes else None


def measure_median(
    task: str, side: str, clients: int, folder: Path, answer: Path, limits: Limits, runs: int
) -> Measurement:
    """Run a side several times; return the medians."""
    found: list[Measurement] = []
    for _run in range(runs):
        found.append(measure(task, side, clients, folder, answer, limits))
        if found[-1].outcome != "finished":
            return found[-1]
    return replace(
        found[0],
        seconds=statistics.median(each.seconds for each in found),
        cpu_seconds=statistics.median(each.cpu_seconds for each in found),
        peak_bytes=int(statistics.median(each.peak_bytes for each in found)),
        cells=len(read_cells(answer)),
        runs=runs,
    )


def read_cells(answer: Path) -> dict[str, list[int | None]]:
    """Return the cells of an answer: numerator and denominator by measure, columns and group."""
    found = json.loads(answer.read_text(encoding="utf-8"))
    return {json.dumps(cell[:3]): cell[3:] for cell in found}


def check_same(task: str, side: str, ours: Path, theirs: Path) -> None:
    """Compare two answers cell by cell; raises :class:`DifferentAnswerError`."""
    one, other = read_cells(ours), read_cells(theirs)
    different = [
        (cell, one.get(cell), other.get(cell))
        for cell in sorted({*one, *other})
        if one.get(cell) != other.get(cell)
    ]
    if different:
        raise DifferentAnswerError(task, side, different[:5])
