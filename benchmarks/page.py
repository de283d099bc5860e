"""Writes what was measured: a table on the terminal and the page in the documentation."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from benchmarks.measuring import Measurement

TASKS = {
    "import": "Import of the extracts of Amsterdam's five systems",
    "amsterdam": "All of Amsterdam's tables (4.6 to 5.9, cost per success) from its dossier",
    "closed_approach": "Closed approach (25 measures)",
    "exits": "Exits (16 measures)",
    "city": "Stock, exemptions, participations, cost, contracts (the tables of Amsterdam)",
    "all": "All measures of the library",
}
HEADING = ("clients", "side", "seconds", "CPU s", "peak MB", "time x", "memory x", "runs", "on")
NUMBERS = {"clients", "seconds", "CPU s", "peak MB", "time x", "memory x", "runs"}
INTRODUCTION = """<!-- Written by benchmarks/run.py. Do not edit. -->

# Benchmarks

`make bench` measures Trede beside pandas on the same dossiers and the same questions. Every run is
a process of its own: the time is from its start to its end, so that loading Python and the
libraries counts, and the memory is the most it held at once. The answers are compared cell by cell;
a difference stops the benchmark. Dossiers of other sizes than Amsterdam's are made up by
`trede synth`.

There are two pandas versions (`benchmarks/pandas_*.py`). Both read only the columns they need and
never a withdrawn row, calculate without loops and use categories. `pandas` keeps persons as the
texts that they are; `pandas, persons numbered` first turns them into whole numbers in every table,
so that merges are cheap, which few programs do. Both are written for one set of parameters and one
moment; Trede's rules take any.

*time x* and *memory x* say how many times as much as Trede the other side took. *CPU s* adds up all
threads: where it is far below the seconds, the machine was busy with something else.
"""


def lines(measured: Sequence[Measurement]) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Yield every task with its rows."""
    for task, title in TASKS.items():
        rows = [each for each in measured if each.task == task]
        if rows:
            yield title, [_row(each, rows) for each in rows]


def _row(each: Measurement, rows: Iterable[Measurement]) -> tuple[str, ...]:
    ours = next((o for o in rows if o.side == "trede" and o.clients == each.clients), None)
    finished = each.outcome == "finished"
    times = memory = ""
    if ours is not None and each is not ours and finished:
        times = f"{each.seconds / ours.seconds:.1f}"
        memory = f"{each.peak_bytes / ours.peak_bytes:.1f}"
    return (
        f"{each.clients:,}",
        each.side,
        f"{each.seconds:.1f}" if finished else f"did not finish: {each.outcome}",
        f"{each.cpu_seconds:.1f}",
        f"{each.peak_bytes / 1e6:,.0f}",
        times,
        memory,
        str(each.runs),
        each.on,
    )


def terminal_table(measured: Sequence[Measurement]) -> str:
    """Return what was measured as a table of text."""
    found: list[str] = []
    for title, rows in lines(measured):
        widths = [max(map(len, column)) for column in zip(HEADING, *rows, strict=True)]
        found += ["", title]
        for row in (HEADING, *rows):
            cells = (
                cell.rjust(width) if name in NUMBERS else cell.ljust(width)
                for name, cell, width in zip(HEADING, row, widths, strict=True)
            )
            found.append("  ".join(cells).rstrip())
    return "\n".join(found)


def write_page(measured: Sequence[Measurement], machine: Mapping[str, str]) -> str:
    """Return the page of the documentation."""
    parts = [INTRODUCTION, "## The machine\n", _table(("", ""), [*machine.items()])]
    parts += ["## What was asked for, and what was reached\n"]
    parts += [_table(("target", "asked", "reached", ""), targets(measured))]
    for title, rows in lines(measured):
        parts += [f"## {title}\n", _table(HEADING, rows)]
    parts += ["## Growth per tenfold\n", GROWTH, _table(GROWTH_HEADING, growth(measured))]
    return "\n".join(parts).rstrip() + "\n"


GROWTH = "How many times as much Trede takes for ten times as many clients; 10 is linear.\n"
GROWTH_HEADING = ("task", "from", "to", "time x", "CPU x", "memory x")


def growth(measured: Sequence[Measurement]) -> list[tuple[str, ...]]:
    """Return how time and memory of Trede grow from one size to the next."""
    rows = []
    for task, title in TASKS.items():
        ours = sorted(_ours(measured, task), key=lambda each: each.clients)
        for small, large in pairwise(ours):
            tenfolds = math.log10(large.clients / small.clients)
            pairs = (
                (large.seconds, small.seconds),
                (large.cpu_seconds, small.cpu_seconds),
                (large.peak_bytes, small.peak_bytes),
            )
            factors = (f"{(after / before) ** (1 / tenfolds):.1f}" for after, before in pairs)
            rows.append((title, f"{small.clients:,}", f"{large.clients:,}", *factors))
    return rows


def _ours(measured: Iterable[Measurement], task: str) -> list[Measurement]:
    finished = (each for each in measured if each.outcome == "finished")
    return [each for each in finished if each.task == task and each.side == "trede"]


def targets(measured: Sequence[Measurement]) -> list[tuple[str, ...]]:
    """Return the targets that can be judged: what was asked for and what was reached."""
    rows: list[tuple[str, ...]] = []

    def judge(target: str, found: Iterable[float], asked: float, unit: str, *, most: bool) -> None:
        values = [*found]
        if values:
            worst = max(values) if most else min(values)
            bound = "at most" if most else "at least"
            reached = worst <= asked if most else worst >= asked
            shown = (f"{bound} {asked:g} {unit}", f"{worst:.2g} {unit}")
            rows.append((target, *shown, "reached" if reached else "**not reached**"))

    million = [each for each in _ours(measured, "all") if each.clients == 1_000_000]
    factors = [tuple(map(float, row[-3:])) for row in growth(measured)]
    judge("Amsterdam's tables", _seconds(measured, "amsterdam"), 3, "s", most=True)
    judge("Import of Amsterdam's extracts", _seconds(measured, "import"), 20, "s", most=True)
    judge("All measures, a million clients", (m.seconds for m in million), 30, "s", most=True)
    memory = (m.peak_bytes / 1e9 for m in million)
    judge("All measures, a million clients", memory, 4, "GB", most=True)
    judge("Growth of time per tenfold", (row[0] for row in factors), 10, "times", most=True)
    judge("Growth of memory per tenfold", (row[2] for row in factors), 10, "times", most=True)
    for clients in sorted({each.clients for each in measured if each.side != "trede"}):
        for side in ("pandas", "pandas, persons numbered"):
            times, less = zip(*_ratios(measured, side, clients), strict=True) or ((), ())
            judge(f"Faster than {side}, {clients:,} clients", times, 5, "times", most=False)
            judge(f"Memory beside {side}, {clients:,} clients", less, 3, "times less", most=False)
    return rows


def _seconds(measured: Sequence[Measurement], task: str) -> list[float]:
    return [each.seconds for each in _ours(measured, task)]


def _ratios(measured: Sequence[Measurement], side: str, clients: int) -> list[tuple[float, float]]:
    theirs = [
        each
        for each in measured
        if (each.side, each.clients, each.outcome) == (side, clients, "finished")
    ]
    return [
        (other.seconds / ours.seconds, other.peak_bytes / ours.peak_bytes)
        for other in theirs
        for ours in _ours(measured, other.task)
        if ours.clients == clients
    ]


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    marks = ("---:" if name in NUMBERS else "---" for name in heading)
    table = (heading, tuple(marks), *rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in table) + "\n"
