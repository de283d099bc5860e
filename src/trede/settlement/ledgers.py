"""Reads a ledger of payments from a csv file: a settlement with days of payment filled in."""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from trede.errors import BadInputError
from trede.language import translate as _
from trede.settlement.entries import CENTS_IN_A_EURO, read_text
from trede.settlement.facts import Payment

DUTCH_DAY = re.compile(r"\d{2}-\d{2}-\d{4}")
COLUMNS = ("contract_id", "participation_id", "term", "period", "amount", "paid_on")


class FaultyLedgerError(BadInputError):
    """A ledger has a row that cannot be read; nothing was settled."""

    def __init__(self, file: Path, line: int, column: str, value: str, remedy: str) -> None:
        super().__init__(
            _(
                '{file}, line {line}, column {column}: "{value}" cannot be used. {remedy} '
                "Nothing was settled."
            ).format(file=file, line=line, column=column, value=value, remedy=remedy)
        )


def read_ledger(file: Path) -> tuple[Payment, ...]:
    """Return the payments in a file with a heading, separated by semicolons.

    A row without a day of payment was not paid and is passed over. Amounts are in euros, with a
    decimal comma or point; other columns are left alone. Raises :class:`FaultyLedgerError`.
    """
    lines = read_text(file).removeprefix("\ufeff").splitlines()
    rows = csv.DictReader(lines, delimiter=";")
    for column in COLUMNS:
        if column not in (rows.fieldnames or ()):
            remedy = _("Add it to the heading; columns are separated by semicolons.")
            raise FaultyLedgerError(file, 1, column, "", remedy)
    return tuple(_payments(file, rows))


def _payments(file: Path, rows: "csv.DictReader[str]") -> Iterator[Payment]:
    for row in rows:
        if not (row["paid_on"] or "").strip():
            continue
        for column in ("contract_id", "term"):
            if not (row[column] or "").strip():
                raise FaultyLedgerError(
                    file, rows.line_num, column, "", _("Say what was paid for.")
                )
        yield Payment(
            row["contract_id"],
            row["participation_id"] or "",
            row["term"],
            row["period"] or "",
            _cents(file, rows.line_num, row),
            _day(file, rows.line_num, row),
        )


def _cents(file: Path, line: int, row: Mapping[str, str]) -> int:
    text = (row["amount"] or "").strip()
    try:
        found = Decimal(text.replace(",", ".")) * CENTS_IN_A_EURO
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found != int(found):
        remedy = _("Give an amount in euros, such as 4000 or -1500,50, without dots for thousands.")
        raise FaultyLedgerError(file, line, "amount", text, remedy)
    return int(found)


def _day(file: Path, line: int, row: Mapping[str, str]) -> date:
    text = row["paid_on"].strip()
    if DUTCH_DAY.fullmatch(text):
        text = "-".join(reversed(text.split("-")))
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        remedy = _("Give a day as 2005-12-31 or 31-12-2005.")
        raise FaultyLedgerError(file, line, "paid_on", row["paid_on"], remedy) from error
