"""What a made-up municipality had paid before its register was used: the opening of the books.

Everything that the contracts gave by a day, and that was on file by then, is taken to have been
paid, but for what was to be taken back of late. The costs of those payments take the place of the
made-up costs under the same contracts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pyarrow as pa
from django.db import transaction

from trede.dossier.storage import arrow_schema
from trede.dossier.tables import TABLES
from trede.register.exchange.bulk import append, withdraw
from trede.register.exchange.loading import STEP
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
from trede.register.operation.on_file import OnFile
from trede.register.payments.booking import (
    COSTS,
    CREDITORS,
    KIND_OF_COST,
    RECEIVABLES,
    VAT,
    cost_id_of,
)
from trede.register.payments.facts import settle_all
from trede.register.project.clock import now
from trede.settlement.lines import Line, Verdict

SOURCE = "accounts"
EXPORT = "opening"
_PAID_AFTER = timedelta(days=30)
_TAKEN_BACK_WITHIN = timedelta(days=365)
_MORNING = time(9)

Row = Mapping[str, object]


def open_books(day: date, author: str) -> int:
    """Book what was paid by a day, and exported by it; return the number of payments."""
    with transaction.atomic():
        paid = list(_paid(settle_all(day).lines, day, OnFile()))
        if not paid:
            return 0
        tables: dict[str, list[Row]] = {
            "payment_exports": [_export(paid, day, author)],
            "payments": [_payment(each) for each in paid],
            "costs": [_cost(each, day) for each in paid],
            "ledger_entries": [row for each in paid for row in _entries(each)],
            "export_lines": [_export_line(each.key, day) for each in paid],
        }
        change = Change.objects.create(at=now(), step=STEP, tables=list(tables))
        agreed = believed("contract_versions").values("contract_id")
        made_up = believed("costs").filter(kind=KIND_OF_COST, contract_id__in=agreed)
        withdraw(made_up, change, datetime.combine(day, _MORNING))
        for name, rows in tables.items():
            append(name, pa.Table.from_pylist(rows, schema=arrow_schema(TABLES[name])), change)
    return len(paid)


@dataclass(frozen=True)
class Paid:
    """An amount that was paid on a day, with the number of its payment."""

    key: str
    line: Line
    on: date


def _paid(lines: Iterable[Line], day: date, on_file: OnFile) -> Iterator[Paid]:
    """Yield what was due and paid, a month after all that it rests on was known."""
    due = (line for line in lines if line.verdict is Verdict.DUE and line.cents)
    late = day - _TAKEN_BACK_WITHIN
    booked = [line for line in due if line.cents > 0 or line.since <= late]
    known = ((line, on_file.since(line)) for line in booked)
    for number, (line, known_on) in enumerate((each for each in known if each[1] < day), start=1):
        first = max(line.since, line.payable_on or line.since, known_on)
        yield Paid(f"{EXPORT}-{number:05}", line, min(first + _PAID_AFTER, day))


def _noted(day: date) -> dict[str, object]:
    return {"recorded_at": datetime.combine(day, _MORNING), "source": SOURCE}


def _payment(paid: Paid) -> Row:
    line = paid.line
    return {
        "payment_id": paid.key,
        "contract_id": line.key.contract_id,
        "participation_id": line.key.participation_id or None,
        "person_id": line.person_id or None,
        "term": line.key.term,
        "period": line.key.period or None,
        "amount_cents": line.cents,
        "vat_cents": line.vat_cents,
        "paid_on": paid.on,
        **_noted(paid.on),
    }


def _cost(paid: Paid, day: date) -> Row:
    line = paid.line
    return {
        "cost_id": cost_id_of(paid.key),
        "booked_on": paid.on,
        "amount_cents": line.cents,
        "kind": KIND_OF_COST,
        "person_id": line.person_id or None,
        "participation_id": line.key.participation_id or None,
        "contract_id": line.key.contract_id,
        "description": line.key.term,
        **_noted(day),
    }


def _entries(paid: Paid) -> Iterator[Row]:
    """Yield the entries of one payment, which sum to zero."""
    line, whole = paid.line, paid.line.cents + paid.line.vat_cents
    against = CREDITORS if whole > 0 else RECEIVABLES
    for account, cents in ((COSTS, line.cents), (VAT, line.vat_cents), (against, -whole)):
        if cents:
            yield {
                "entry_id": f"{paid.key}-{account}",
                "booking_id": paid.key,
                "booked_on": paid.on,
                "account": account,
                "amount_cents": cents,
                "contract_id": line.key.contract_id,
                "payment_id": paid.key,
                "description": line.key.term,
                **_noted(paid.on),
            }


def _export(paid: Sequence[Paid], day: date, author: str) -> Row:
    return {
        "export_id": EXPORT,
        "exported_on": day,
        "exported_by": author,
        "payments": len(paid),
        "amount_cents": sum(each.line.cents + each.line.vat_cents for each in paid),
        **_noted(day),
    }


def _export_line(key: str, day: date) -> Row:
    return {"payment_id": key, "export_id": EXPORT, "exported_on": day, **_noted(day)}
