"""``make bench``: measures Trede beside pandas, prints a table and writes the page about it.

Dossiers are made once, in ``build/bench``. What was measured before stays on the page until it is
measured again.
"""

import argparse
import json
import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.machine import describe_machine  # noqa: E402
from benchmarks.measuring import Limits, Measurement, check_same, measure_median  # noqa: E402
from benchmarks.page import TASKS, terminal_table, write_page  # noqa: E402

BUILD = ROOT / "build" / "bench"
RESULTS = BUILD / "results.json"
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
EXTRACTS = (
    Path(os.environ.get("TREDE_REFERENCE", ROOT.parent / "shared" / "reference")) / "amsterdam-2007"
)
AMSTERDAM = 65_000
SIZES = (AMSTERDAM, 1_000_000, 5_000_000)
MANY = 1_000_000
SIDES = ("trede", "pandas", "pandas, persons numbered")
FAMILIES = ("closed_approach", "exits", "city")


@dataclass(frozen=True)
class Plan:
    """One task to measure: under which name, which questions, on what, by whom, how often."""

    name: str
    task: str
    clients: int
    folder: Path
    sides: tuple[str, ...]
    runs: int


def main(arguments: Sequence[str]) -> None:
    """Measure everything that was asked for."""
    options = _options().parse_args(arguments)
    asked = options.sizes or ",".join(map(str, (AMSTERDAM,) if options.quick else SIZES))
    sizes = [int(size) for size in asked.split(",")]
    limits = Limits(options.seconds, options.gigabytes * 2**30)
    for plan in _plans(sizes, quick=options.quick):
        for found in _measure(plan, limits):
            _keep(found)
    measured = _kept()
    print(terminal_table(measured))
    PAGE.write_text(write_page(measured, describe_machine()), encoding="utf-8")
    print(f"\n{PAGE.relative_to(ROOT)}")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure Trede beside pandas.")
    parser.add_argument("--sizes", help="numbers of clients, with commas between")
    quick = "one run of each, of the smallest size only unless --sizes says otherwise"
    parser.add_argument("--quick", action="store_true", help=quick)
    parser.add_argument("--gigabytes", type=int, default=16, help="memory that a side may take")
    parser.add_argument("--seconds", type=int, default=1800, help="time that a side may take")
    return parser


def _plans(sizes: Sequence[int], *, quick: bool) -> Iterator[Plan]:
    few = 1 if quick else 3
    if EXTRACTS.is_dir():
        yield Plan("import", "import", AMSTERDAM, EXTRACTS, ("trede",), few)
        city = _imported()
    else:
        city = _made_up(AMSTERDAM)
    yield Plan("amsterdam", "city", AMSTERDAM, city, SIDES, few)
    for size in sizes:
        folder = _made_up(size)
        runs = few if size <= MANY else 1
        for family in FAMILIES:
            yield Plan(family, family, size, folder, SIDES, runs)
        yield Plan("all", "all", size, folder, ("trede",), runs)


def _measure(plan: Plan, limits: Limits) -> Iterator[Measurement]:
    today = datetime.now(tz=UTC).date().isoformat()  # noqa: TID251 - the edge: when it was measured
    ours = BUILD / "trede.json"
    for side in plan.sides:
        print(f"{plan.name}, {plan.clients:,} clients: {side}", flush=True)
        answer = ours if side == "trede" else BUILD / "other.json"
        found = measure_median(
            plan.task, side, plan.clients, plan.folder, answer, limits, plan.runs
        )
        if side != "trede" and found.outcome == "finished":
            check_same(plan.task, side, ours, answer)
        yield replace(found, task=plan.name, on=today)


def _imported() -> Path:
    """Return the dossier of Amsterdam, imported once."""
    from trede.importers.importing import import_extracts
    from trede.importers.profiles import find_profile

    folder = BUILD / "amsterdam"
    if not folder.exists():
        key = secrets.token_bytes(32)
        profile = find_profile("amsterdam-2007")
        import_extracts(profile, EXTRACTS, folder, key=key, progress=lambda _step: None)
    return folder


def _made_up(clients: int) -> Path:
    """Return a made-up dossier of so many clients, made once."""
    from trede.synthesis import synthesise

    folder = BUILD / str(clients)
    if not folder.exists():
        print(f"making up {clients:,} clients", flush=True)
        synthesise(folder, clients, from_year=2004, to_year=2007, seed=1)
    return folder


def _kept() -> list[Measurement]:
    """Return what was measured, now and before, in the order of the page."""
    if not RESULTS.exists():
        return []
    found = [Measurement(**each) for each in json.loads(RESULTS.read_text(encoding="utf-8"))]
    order = [*TASKS]
    return sorted(
        found, key=lambda each: (order.index(each.task), each.clients, SIDES.index(each.side))
    )


def _keep(measurement: Measurement) -> None:
    """Write a measurement down, in place of the one of the same task, size and side."""
    same = (measurement.task, measurement.clients, measurement.side)
    others = [each for each in _kept() if (each.task, each.clients, each.side) != same]
    content = [each.as_json() for each in (*others, measurement)]
    RESULTS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
