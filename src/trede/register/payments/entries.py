"""The entries of the books: those of a contract or month, in words, and as a file."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models.functions import TruncMonth

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_code
from trede.register.payments.exporting import euros
from trede.register.payments.facts import terms_of
from trede.register.payments.lines import client_numbers
from trede.register.payments.words import title_of
from trede.settlement.spans import add_months
from trede.settlement.terms import Terms

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Picked:
    """Which entries are asked for: of a contract, of a month, or all."""

    contract_id: str = ""
    month_on: date | None = None

    @property
    def query(self) -> str:
        """As it stands in an address."""
        month = f"{self.month_on:%Y-%m}" if self.month_on is not None else ""
        return urlencode({"contract": self.contract_id, "month": month})

    def rows(self) -> "QuerySet[Any]":
        """Return the entries that are asked for."""
        found = believed("ledger_entries")
        if self.contract_id:
            found = found.filter(contract_id=self.contract_id)
        if self.month_on is not None:
            ends_on = add_months(self.month_on, 1)
            found = found.filter(booked_on__gte=self.month_on, booked_on__lt=ends_on)
        return found


def picked(contract_id: str, month: str) -> Picked:
    """Return what is asked for in an address; a month that is none is left out."""
    try:
        month_on = date.fromisoformat(f"{month}-01")
    except ValueError:
        month_on = None
    return Picked(contract_id, month_on)


def entries_in_order(asked: Picked) -> "QuerySet[Any]":
    """Return entries, the newest booking first."""
    return asked.rows().order_by("-booked_on", "booking_id", "pk")


def months() -> list[date]:
    """Return the first days of the months in which anything was booked, the newest first."""
    days = believed("ledger_entries").order_by().annotate(month=TruncMonth("booked_on"))
    return sorted(set(days.values_list("month", flat=True)), reverse=True)


def contracts_with_entries() -> list[tuple[str, str]]:
    """Return the contracts under which anything was booked, with their names, by name."""
    keys = believed("ledger_entries").order_by().values("contract_id")
    found = believed("contracts").filter(contract_id__in=keys)
    names = found.values_list("contract_id", "name")
    return sorted(((key, name or key) for key, name in names), key=lambda one: one[1].casefold())


@dataclass(frozen=True)
class Entry:
    """An entry in words: what it is for, which client, and the invoice it was paid upon."""

    row: Mapping[str, Any]
    title: str
    contract: str
    client: str = ""
    period: str = ""
    invoice_id: str = ""
    invoice: str = ""


_OWN = (
    "booked_on", "booking_id", "account", "amount_cents", "contract_id", "payment_id",
    "description",
)  # fmt: skip
AT_ONCE = 2000
"""So many entries are put in words at a time."""


def in_words(rows: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """Return entries in words, in as many questions for many as for a few."""
    listed = list(rows)
    contracts = {row["contract_id"] for row in listed}
    names = dict(
        believed("contracts").filter(contract_id__in=contracts).values_list("contract_id", "name")
    )
    try:
        terms = terms_of(contracts)
    except TredeError:
        terms = ()
    payments = _payments({row["payment_id"] for row in listed if row["payment_id"]})
    clients = client_numbers(each["person_id"] or "" for each in payments.values())
    invoices = _invoices({each["invoice_line_id"] for each in payments.values()})
    return [_entry(row, names, terms, payments, clients, invoices) for row in listed]


def _payments(keys: Collection[str]) -> Mapping[str, Mapping[str, Any]]:
    columns = ("payment_id", "person_id", "term", "period", "invoice_line_id")
    rows = believed("payments").filter(payment_id__in=keys).values(*columns)
    return {row["payment_id"]: row for row in rows}


def _invoices(lines: Collection[str | None]) -> Mapping[str, tuple[str, str, int]]:
    """Return of invoice lines the invoice, its number, and the version of the terms."""
    found = believed("invoice_lines").filter(invoice_line_id__in=lines)
    rows = list(found.values_list("invoice_line_id", "invoice_id", "version"))
    numbers = dict(
        believed("invoices")
        .filter(invoice_id__in={invoice for _line, invoice, _version in rows})
        .values_list("invoice_id", "number")
    )
    return {line: (key, numbers.get(key, ""), version) for line, key, version in rows}


def _entry(
    row: Mapping[str, Any],
    names: Mapping[str, str | None],
    terms: Sequence[Terms],
    payments: Mapping[str, Mapping[str, Any]],
    clients: Mapping[str, str],
    invoices: Mapping[str, tuple[str, str, int]],
) -> Entry:
    contract = names.get(row["contract_id"]) or row["contract_id"]
    payment = payments.get(row["payment_id"] or "")
    if payment is None:
        return Entry(row, row["description"] or "–", contract)
    invoice_id, number, version = invoices.get(payment["invoice_line_id"] or "", ("", "", 0))
    own = [each for each in terms if each.contract_id == row["contract_id"]]
    agreed = next((each for each in own if each.version == version), own[-1] if own else None)
    return Entry(
        row, title_of(agreed, payment["term"]), contract,
        clients.get(payment["person_id"] or "", ""), payment["period"] or "", invoice_id, number,
    )  # fmt: skip


def page_in_words(entries: Iterable[Fact]) -> list[Entry]:
    """Return a page of entries in words."""
    return in_words({name: each.cell(name) for name in _OWN} for each in entries)


def file_of_ledger(asked: Picked) -> Iterator[str]:
    """Yield entries as lines of csv, the oldest booking first, with their sum at the end.

    Amounts are in euros with a decimal comma.
    """
    yield _line(
        (
            _("booked on"), _("booking"), _("account"), _("amount in euros"), _("contract"),
            _("name of the contract"), _("what for"), _("period"), _("client"), _("invoice"),
            _("payment"),
        )
    )  # fmt: skip
    total = 0
    rows = asked.rows().order_by("booked_on", "booking_id", "pk").values(*_OWN)
    for rows_at_once in batched(rows.iterator(chunk_size=AT_ONCE), AT_ONCE):
        for each in in_words(rows_at_once):
            total += each.row["amount_cents"]
            yield _line(_cells(each))
    yield _line((_("total"), "", "", euros(total), *[""] * 7))


def _cells(each: Entry) -> tuple[str, ...]:
    row = each.row
    account = show_code(row["account"], "ledger_account")
    return (
        str(row["booked_on"]), row["booking_id"], account, euros(row["amount_cents"]),
        row["contract_id"], each.contract, each.title, each.period, each.client, each.invoice,
        row["payment_id"] or "",
    )  # fmt: skip


def batched(rows: Iterable[Any], number: int) -> Iterator[list[Any]]:
    """Yield rows so many at a time."""
    left = iter(rows)
    while found := list(islice(left, number)):
        yield found


def _line(cells: Sequence[str]) -> str:
    written = StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow(map(_plain, cells))
    return written.getvalue()


def _plain(cell: str) -> str:
    """Keep a name that a spreadsheet would take for a formula as text."""
    return f"'{cell}" if cell[:1] in ("=", "+", "@") else cell
