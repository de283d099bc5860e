"""Settling a month of contracts: how long it takes, and that killing it books nothing twice.

    python -m benchmarks.register_month
    python -m benchmarks.register_month --participations 20000 --contracts 160 --limit 60

It makes a register in a folder of its own (SQLite; or on the database that TREDE_DATABASE names,
which must be empty), with participations that began, reported, ended and found work, under
contracts of which the municipality makes the invoices. Then it settles a month in a process of its
own, kills that half way, settles again, and once more from the start on a copy that was not killed.
It prints seconds and participations a second, and ends with 1 if a line is on two invoices or if
settling takes longer than the limit. ``make bench`` runs it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MONTH, DAY = "2026-03", date(2026, 3, 31)
PROVIDERS = 40
TERMS = """
contract = "{contract}"
version = 1
title = {{ nl = "Naar werk", en = "To work" }}
company = "{company}"
valid_from = 2024-01-01
scheme = "input"
premium_policy = 2
vat_percent = 21
missing_signature_suspends = "list"
self_billing = true
source = "made up"

[[fees]]
name = "intake"
title = {{ nl = "intake", en = "intake" }}
part = "intake"
report = "intake"
amount = 400

[[fees]]
name = "guidance"
title = {{ nl = "begeleiding", en = "guidance" }}
part = "progress"
report = "progress"
amount = 300
at_most = 4

[[fees]]
name = "trajectory"
title = {{ nl = "traject", en = "trajectory" }}
part = "completion"
amount = 1500
activity = "guidance"

[[premiums]]
name = "durable"
title = {{ nl = "premie", en = "premium" }}
amount = 1500
evidence = ["employment_contract"]

[premiums.work]
months = 6

[[reports]]
name = "progress"
title = {{ nl = "voortgang", en = "progress" }}
due = "every"
months = 3
within_days = 14
holds_payment = true

[caps]
per_client = 4000
"""
Rows = list[dict[str, Any]]


def rows_of(participations: int, contracts: int) -> Iterator[tuple[str, Rows]]:
    """Yield tables with their rows: the same for the same numbers."""
    companies = [f"P{number:03}" for number in range(PROVIDERS)]
    keys = [f"K{number:04}" for number in range(contracts)]
    of = {key: companies[number % PROVIDERS] for number, key in enumerate(keys)}
    yield "providers", [{"provider_id": each, "name": f"Company {each}"} for each in companies]
    yield (
        "contracts",
        [
            {"contract_id": key, "provider_id": of[key], "signed_on": date(2023, 12, 1)}
            for key in keys
        ],
    )
    yield (
        "contract_versions",
        [
            {
                "contract_id": key,
                "version": 1,
                "starts_on": date(2024, 1, 1),
                "terms": TERMS.format(contract=key, company=of[key]),
            }
            for key in keys
        ],
    )
    yield from _of_clients(participations, keys)


def _of_clients(participations: int, keys: Sequence[str]) -> Iterator[tuple[str, Rows]]:
    found: dict[str, Rows] = {
        name: []
        for name in (
            "persons", "participations", "progress_reports", "attendance_signatures", "placements",
            "premium_claims", "premium_evidence", "exit_verifications", "benefit_spells",
        )
    }  # fmt: skip
    for number in range(participations):
        _client(found, number, keys[number % len(keys)], again=number % 20 == 19)
    yield from found.items()


def _client(found: dict[str, Rows], number: int, contract: str, *, again: bool) -> None:
    """Add one participation; one in twenty is of a client who takes part elsewhere too."""
    person = f"C{number - 1 if again else number:06}"
    key, begun = f"D{number:06}", date(2025, 1, 6) + timedelta(days=number % 360)
    about = {"person_id": person, "participation_id": key}
    ended = begun + timedelta(days=270)
    over = ended < DAY
    if not again:
        found["persons"].append({"person_id": person, "client_number": f"{number:08}"})
        benefit = {"person_id": person, "spell_id": f"S{number}", "scheme": "PW"}
        gone = {"ends_on": begun + timedelta(days=30) if number % 3 == 0 else None}
        found["benefit_spells"].append({**benefit, "starts_on": date(2024, 1, 1), **gone})
    completed = {"status": "completed", "meets_norm": number % 9 != 0, "approved": number % 7 != 0}
    end = {"ends_on": ended, **completed} if over else {}
    found["participations"].append({**about, "contract_id": contract, "starts_on": begun, **end})
    for nth, name in enumerate(("intake", "progress", "progress", "progress")):
        received = begun + timedelta(days=10 + 90 * nth)
        if received <= DAY and (number + nth) % 11:
            told = {"report_id": f"R{number}-{nth}", "name": name, "received_on": received}
            found["progress_reports"].append({**about, **told})
    month_on = begun.replace(day=1)
    listed = {"signature_id": f"A{number}", "list_id": f"{contract} {month_on}"}
    signed = {"month_on": month_on, "signed_on": None if number % 997 == 0 else begun}
    found["attendance_signatures"].append({**about, **listed, **signed})
    if number % 3 == 0:
        _to_work(found, number, about, contract, begun + timedelta(days=30))


def _to_work(
    found: dict[str, Rows], number: int, about: dict[str, str], contract: str, begun: date
) -> None:
    person = {"person_id": about["person_id"]}
    work = {"placement_id": f"W{number}", "starts_on": begun, "financed_by": "employer"}
    found["placements"].append({**person, **work})
    claimed = begun + timedelta(days=190)
    if claimed > DAY:
        return
    asked = {"contract_id": contract, "premium": "durable", "claimed_on": claimed}
    found["premium_claims"].append({**about, "claim_id": f"Q{number}", **asked})
    proof = {"claim_id": f"Q{number}", "kind": "employment_contract", "received_on": claimed}
    found["premium_evidence"].append({**person, "evidence_id": f"E{number}", **proof})
    if number % 2:
        said = {"verified_on": claimed, "verified_status": "work", "verified_with": "SUWInet"}
        found["exit_verifications"].append({**person, "verification_id": f"V{number}", **said})


def make(participations: int, contracts: int) -> None:
    """Fill the register of the environment."""
    from datetime import datetime

    from django.db import transaction

    from trede.register.facts.models import model_of
    from trede.register.operation.migrating import migrate

    migrate()
    said = {"recorded_at": datetime(2026, 1, 1), "source": "made up"}
    with transaction.atomic():
        for table, rows in rows_of(participations, contracts):
            model = model_of(table)
            model.objects.bulk_create((model(**row, **said) for row in rows), batch_size=500)


def count() -> tuple[int, int, int]:
    """Return invoices, lines, and how many different things the lines are for."""
    from trede.register.facts.models import believed

    lines = believed("invoice_lines")
    key = ("contract_id", "participation_id", "term", "period")
    return believed("invoices").count(), lines.count(), lines.values(*key).distinct().count()


def settle() -> None:
    """Settle the month in this process; print each step."""
    from trede.register.payments.month_run import settle_month

    settle_month(date.fromisoformat(f"{MONTH}-01"), DAY, None, lambda step: print(step, flush=True))


def main(arguments: Sequence[str]) -> int:
    """Measure, or do one of the parts in a process of its own."""
    options = _options().parse_args(arguments)
    if options.part:
        import django

        django.setup()
        if options.part == "make":
            make(options.participations, options.contracts)
        elif options.part == "settle":
            settle()
        else:
            print(*count())
        return 0
    with tempfile.TemporaryDirectory(prefix="trede-month-") as folder:
        return _measure(options, Path(folder))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure settling a month of contracts.")
    parser.add_argument("--participations", type=int, default=20_000)
    parser.add_argument("--contracts", type=int, default=160)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds that settling may take")
    parser.add_argument("--part", choices=("make", "settle", "count"), help=argparse.SUPPRESS)
    return parser


def _measure(options: argparse.Namespace, folder: Path) -> int:
    print(f"making {options.participations:,} participations, {options.contracts} contracts")
    begun = time.perf_counter()
    environment = _environment(folder)
    size = ["--participations", str(options.participations), "--contracts", str(options.contracts)]
    _run(environment, "make", *size)
    print(f"  made in {time.perf_counter() - begun:.1f} s")

    killed = _kill_half_way(environment, options.contracts)
    half = _counted(environment)
    begun = time.perf_counter()
    _run(environment, "settle")
    rest = time.perf_counter() - begun
    invoices, lines, different = _counted(environment)
    print(f"killed after {killed:.1f} s with {half[1]:,} lines made; the rest took {rest:.1f} s")
    begun = time.perf_counter()
    _run(environment, "settle")
    nothing = time.perf_counter() - begun
    whole = killed + rest
    print(f"{invoices:,} invoices, {lines:,} lines, for {different:,} different things")
    print(f"all of it, killed once: {whole:.1f} s; {options.participations / whole:,.0f} a second")
    print(f"once more, with nothing left to make: {nothing:.1f} s")
    print(f"share of the limit of {options.limit:.0f} s: {whole / options.limit:.2f}")
    return int(lines != different or whole > options.limit)


def _environment(folder: Path) -> dict[str, str]:
    from trede.register.project.environment import make_keys

    make_keys(folder)
    (folder / "static").mkdir()
    return {
        **os.environ,
        "TREDE_REGISTER": str(folder),
        "TREDE_MODE": "demo",
        "TREDE_NOW": f"{DAY}T09:00",
        "DJANGO_SETTINGS_MODULE": "trede.register.project.settings",
    }


def _command(part: str, *more: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.register_month", "--part", part, *more]


def _run(environment: dict[str, str], part: str, *more: str) -> str:
    done = subprocess.run(
        _command(part, *more),
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def _counted(environment: dict[str, str]) -> tuple[int, ...]:
    return tuple(int(number) for number in _run(environment, "count").split())


def _kill_half_way(environment: dict[str, str], contracts: int) -> float:
    """Settle until half of the contracts are done, and kill it; return the seconds it took."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        _command("settle"), cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    output = process.stdout or ()
    for line in output:
        if f" {contracts // 2} " in line:
            process.kill()
            break
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
