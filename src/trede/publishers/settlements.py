"""A settlement as rows for a file, and as a workbook for finance."""

from collections.abc import Iterable, Mapping

import pyarrow as pa

from trede.language import current_language, day_text, in_language
from trede.language import translate as _
from trede.publishers.documents import Cell, Column, Document, Row, Section, Table
from trede.publishers.workbook import workbook_bytes
from trede.settlement.lines import Line, Settlement, Verdict
from trede.settlement.sentences import alert_sentence, label, line_sentence
from trede.settlement.terms import Terms

CENTS_IN_A_EURO = 100
SCHEMA = pa.schema(
    {
        "contract_id": pa.string(),
        "version": pa.int64(),
        "participation_id": pa.string(),
        "person_id": pa.string(),
        "term": pa.string(),
        "period": pa.string(),
        "verdict": pa.string(),
        "amount": pa.float64(),
        "vat": pa.float64(),
        "reason": pa.string(),
        "explanation": pa.string(),
        "since": pa.date32(),
        "payable_on": pa.date32(),
        "no_exit": pa.bool_(),
        "facts": pa.string(),
        "paid_on": pa.date32(),
    }
)
"""Columns of a file of lines. ``paid_on`` is empty: whoever pays fills it in, and hands the file
back as the ledger of the next settlement. Amounts are in euros."""


def lines_table(settlement: Settlement) -> pa.Table:
    """Return the lines of a settlement as a table with the columns of :data:`SCHEMA`."""
    rows = [_row(line) for line in settlement.lines]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _row(line: Line) -> dict[str, object]:
    return {
        "contract_id": line.key.contract_id,
        "version": line.version,
        "participation_id": line.key.participation_id,
        "person_id": line.person_id,
        "term": line.key.term,
        "period": line.key.period,
        "verdict": line.verdict.value,
        "amount": line.cents / CENTS_IN_A_EURO,
        "vat": line.vat_cents / CENTS_IN_A_EURO,
        "reason": line.reason.code,
        "explanation": line_sentence(line),
        "since": line.since,
        "payable_on": line.payable_on,
        "no_exit": line.no_exit,
        "facts": " ".join(line.facts),
    }


def settlement_workbook(settlement: Settlement, terms: Iterable[Terms]) -> bytes:
    """Return a workbook: a sheet of totals per contract, one of lines, one of alerts."""
    titles = {each.contract_id: each.titles for each in terms}
    title = _("Settlement as of {day}").format(day=day_text(settlement.day))
    tables = (_totals(settlement, titles), _lines(settlement), _alerts(settlement))
    document = Document(
        "settlement",
        current_language(),
        title,
        _("Amounts in euros, without VAT."),
        _("What is due, held and refused, and why."),
        (),
        (),
        (Section("settlement", title, tables),),
    )
    return workbook_bytes(document)


def _totals(settlement: Settlement, titles: Mapping[str, Mapping[str, str]]) -> Table:
    rows = []
    for contract, title in titles.items():
        own = [line for line in settlement.lines if line.key.contract_id == contract]
        sums = [_euros(sum(x.cents for x in own if x.verdict is verdict)) for verdict in Verdict]
        rows.append(Row((Cell(contract), Cell(in_language(title)), *sums)))
    verdicts = [Column(label("settlement_verdict", verdict.value)) for verdict in Verdict]
    names = (Column(_("contract"), numeric=False), Column(_("title"), numeric=False))
    return Table("totals", _("Totals"), (*names, *verdicts), tuple(rows))


def _lines(settlement: Settlement) -> Table:
    columns = (
        _("contract"), _("participation"), _("client"), _("what for"), _("period"), _("verdict"),
        _("amount"), _("VAT"), _("why"), _("since"), _("first payable"), _("rests on"),
    )  # fmt: skip
    money = (_("amount"), _("VAT"))
    rows = tuple(
        Row(
            (
                Cell(line.key.contract_id),
                Cell(line.key.participation_id),
                Cell(line.person_id),
                Cell(in_language(line.titles)),
                Cell(line.key.period),
                Cell(label("settlement_verdict", line.verdict.value)),
                _euros(line.cents),
                _euros(line.vat_cents),
                Cell(line_sentence(line)),
                Cell(day_text(line.since)),
                Cell(day_text(line.payable_on) if line.payable_on else ""),
                Cell(" ".join(line.facts)),
            )
        )
        for line in settlement.lines
    )
    titled = tuple(Column(name, numeric=name in money) for name in columns)
    return Table("lines", _("Lines"), titled, rows)


def _alerts(settlement: Settlement) -> Table:
    columns = (_("client"), _("contract"), _("amount"), _("why"), _("since"))
    rows = tuple(
        Row(
            (
                Cell(alert.person_id),
                Cell(", ".join(alert.contracts)),
                _euros(alert.cents),
                Cell(alert_sentence(alert)),
                Cell(day_text(alert.since)),
            )
        )
        for alert in settlement.alerts
    )
    titled = tuple(Column(name, numeric=name == _("amount")) for name in columns)
    return Table("alerts", _("Alerts"), titled, rows)


def _euros(cents: int) -> Cell:
    euros = cents / CENTS_IN_A_EURO
    return Cell(str(euros), euros, "decimal")
