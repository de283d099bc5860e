"""What a made-up municipality had paid before its register was used: the opening of the books.

Everything that the contracts gave by a day is taken to have been paid by then, but for what was
to be taken back of late. The costs of those payments take the place of the made-up costs under the
same contracts.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

import pyarrow as pa
from django.db import transaction

from trede.dossier.storage import arrow_schema
from trede.dossier.tables import TABLES
from trede.register.exchange.bulk import append, withdraw
from trede.register.exchange.loading import STEP
from trede.register.facts.models import believed
from trede.register.facts.versions import Change
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
        paid = list(_paid(settle_all(day).lines, day))
        if not paid:
            return 0
        tables: dict[str, list[Row]] = {
            "payment_exports": [_export(paid, day, author)],
            "payments": [_payment(key, line, day) for key, line in paid],
            "costs": [_cost(key, line, day) for key, line in paid],
            "ledger_entries": [row for key, line in paid for row in _entries(key, line, day)],
            "export_lines": [_export_line(key, day) for key, _line in paid],
        }
        change = Change.objects.create(at=now(), step=STEP, tables=list(tables))
        agreed = believed("contract_versions").values("contract_id")
        made_up = believed("costs").filter(kind=KIND_OF_COST, contract_id__in=agreed)
        withdraw(made_up, change, datetime.combine(day, _MORNING))
        for name, rows in tables.items():
            append(name, pa.Table.from_pylist(rows, schema=arrow_schema(TABLES[name])), change)
    return len(paid)


def _paid(lines: Iterable[Line], day: date) -> Iterator[tuple[str, Line]]:
    """Yield what was due with a number for its payment."""
    due = (line for line in lines if line.verdict is Verdict.DUE and line.cents)
    late = day - _TAKEN_BACK_WITHIN
    booked = [line for line in due if line.cents > 0 or line.since <= late]
    for number, line in enumerate(booked, start=1):
        yield f"{EXPORT}-{number:05}", line


def _paid_on(line: Line, day: date) -> date:
    return min(max(line.since, line.payable_on or line.since) + _PAID_AFTER, day)


def _noted(day: date) -> dict[str, object]:
    return {"recorded_at": datetime.combine(day, _MORNING), "source": SOURCE}


def _payment(key: str, line: Line, day: date) -> Row:
    paid_on = _paid_on(line, day)
    return {
        "payment_id": key,
        "contract_id": line.key.contract_id,
        "participation_id": line.key.participation_id or None,
        "person_id": line.person_id or None,
        "term": line.key.term,
        "period": line.key.period or None,
        "amount_cents": line.cents,
        "vat_cents": line.vat_cents,
        "paid_on": paid_on,
        **_noted(paid_on),
    }


def _cost(key: str, line: Line, day: date) -> Row:
    return {
        "cost_id": cost_id_of(key),
        "booked_on": _paid_on(line, day),
        "amount_cents": line.cents,
        "kind": KIND_OF_COST,
        "person_id": line.person_id or None,
        "participation_id": line.key.participation_id or None,
        "contract_id": line.key.contract_id,
        "description": line.key.term,
        **_noted(day),
    }


def _entries(key: str, line: Line, day: date) -> Iterator[Row]:
    """Yield the entries of one payment, which sum to zero."""
    paid_on, whole = _paid_on(line, day), line.cents + line.vat_cents
    against = CREDITORS if whole > 0 else RECEIVABLES
    for account, cents in ((COSTS, line.cents), (VAT, line.vat_cents), (against, -whole)):
        if cents:
            yield {
                "entry_id": f"{key}-{account}",
                "booking_id": key,
                "booked_on": paid_on,
                "account": account,
                "amount_cents": cents,
                "contract_id": line.key.contract_id,
                "payment_id": key,
                "description": line.key.term,
                **_noted(paid_on),
            }


def _export(paid: list[tuple[str, Line]], day: date, author: str) -> Row:
    return {
        "export_id": EXPORT,
        "exported_on": day,
        "exported_by": author,
        "payments": len(paid),
        "amount_cents": sum(line.cents + line.vat_cents for _key, line in paid),
        **_noted(day),
    }


def _export_line(key: str, day: date) -> Row:
    return {"payment_id": key, "export_id": EXPORT, "exported_on": day, **_noted(day)}
