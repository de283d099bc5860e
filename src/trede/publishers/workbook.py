"""Writes the tables of a document as a workbook: a sheet per table, and a sheet that lists them."""

import io
from collections.abc import Sequence
from datetime import datetime
from math import ceil
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from trede.language import current_language, in_language
from trede.language import translate as _
from trede.publishers.answers import Answer
from trede.publishers.column_titles import column_title
from trede.publishers.documents import (
    Cell,
    Column,
    Document,
    NumberFormat,
    Row,
    Section,
    Table,
)
from trede.publishers.sheets import NAME_LIMIT, column_widths, sheet_names

_PATTERNS: dict[NumberFormat, str] = {
    "text": "General",
    "count": "#,##0",
    "things": "#,##0",
    "percent": "0%",
    "percent1": "0.0%",
    "euro": '"€" #,##0',
    "decimal": "#,##0.0#",
}
_CREATED = datetime(2000, 1, 1)
"""A fixed moment: the same figures give the same bytes."""
_INK, _QUIET, _TEAL, _RED, _LINE = "#12303b", "#48626c", "#0e5a66", "#b3261e", "#c9d6d8"
_CONTENTS_WIDTHS = (34, 100)
_NARROWEST, _LINE_HEIGHT = 40, 15


def write_workbook(document: Document, path: Path) -> None:
    """Write a workbook with a sheet per table; the same document gives the same bytes."""
    path.write_bytes(workbook_bytes(document))


def answer_workbook(found: Answer, behind: pa.Table | None = None) -> bytes:
    """Return a workbook of one answer, with the people behind it on a sheet of their own."""
    tables = [_answer_table(found)]
    if behind is not None:
        tables.append(_people_table(behind))
    title = in_language(found.measure.titles)
    section = Section("figure", title, tuple(tables))
    window = ", ".join(f"{name} {value}" for name, value in found.window().items() if value)
    document = Document(
        found.measure.name,
        current_language(),
        title,
        _("Window: {window}.").format(window=window or _("everything")),
        in_language(found.measure.definitions),
        (),
        (),
        (section,),
    )
    return workbook_bytes(document)


def _answer_table(found: Answer) -> Table:
    by = list(found.rows[0].group) if found.rows else []
    rows = []
    for row in found.rows:
        group = [Cell("" if value is None else value) for value in row.group.values()]
        amounts = (row.numerator, row.denominator, row.ratio)
        numbers = [_number(amount, withheld=row.suppressed) for amount in amounts]
        rows.append(Row((*group, *numbers)))
    source = _("Source: {source}").format(source=found.measure.source)
    withheld = _("* withheld: small, or would give away a small number.")
    return Table(
        found.measure.name,
        in_language(found.measure.titles),
        (
            *(Column(column_title(name), numeric=False) for name in by),
            Column(_("numerator")),
            Column(_("denominator")),
            Column(_("ratio")),
        ),
        tuple(rows),
        definition=in_language(found.measure.definitions),
        notes=(
            *found.notes,
            *([withheld] if any(r.suppressed for r in found.rows) else []),
            source,
        ),
    )


def _number(amount: float | None, *, withheld: bool) -> Cell:
    if amount is None:
        return Cell("*" if withheld else "")
    return Cell(str(amount), amount, "text")


def _people_table(behind: pa.Table) -> Table:
    rows = tuple(
        Row(tuple(Cell("" if value is None else str(value)) for value in row.values()))
        for row in behind.to_pylist()
    )
    columns = tuple(Column(column_title(name), numeric=False) for name in behind.column_names)
    return Table("people", _("The people behind the figure"), columns, rows)


def workbook_bytes(document: Document) -> bytes:
    """Return a workbook with a sheet per table."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"title": document.title, "created": _CREATED, "author": "Trede"})
    writer = _Writer(book, document)
    writer.contents()
    for table in document.tables():
        writer.table(table)
    book.close()
    return content.getvalue()


class _Writer:
    """The sheets of one workbook, with the formats they share."""

    def __init__(self, book: xlsxwriter.Workbook, document: Document) -> None:
        self._book = book
        self._document = document
        self._formats: dict[tuple[str, bool, str], Format] = {}
        self._names = sheet_names(list(document.tables()))
        base = {"font_name": "Calibri", "font_color": _INK}
        self._title = book.add_format({**base, "bold": True, "font_size": 14})
        lines = {"text_wrap": True, "valign": "top"}
        self._quiet = book.add_format({**base, **lines, "font_color": _QUIET})
        self._warning = book.add_format({**base, **lines, "font_color": _RED, "bold": True})
        self._wrapped = book.add_format({**base, "text_wrap": True, "valign": "top"})
        self._link = book.add_format({**base, "font_color": _TEAL, "underline": 1, "valign": "top"})
        heading = {**base, "bold": True, "bottom": 1, "bottom_color": _LINE, "text_wrap": True}
        self._heading = book.add_format({**heading, "valign": "bottom"})
        self._heading_right = book.add_format({**heading, "valign": "bottom", "align": "right"})
        self._group = book.add_format({**base, "bold": True, "align": "center", "text_wrap": True})

    def contents(self) -> None:
        """Write the first sheet: title, headline figures, remarks and the list of sheets."""
        document = self._document
        sheet = self._book.add_worksheet(_("Contents", document.language)[:NAME_LIMIT])
        for position, width in enumerate(_CONTENTS_WIDTHS):
            sheet.set_column(position, position, width)
        sheet.write(0, 0, document.title, self._title)
        self._across(sheet, 1, document.subtitle, self._quiet, _CONTENTS_WIDTHS)
        row = 2
        for notice in document.notices:
            self._across(sheet, row, notice, self._warning, _CONTENTS_WIDTHS)
            row += 1
        for fact in document.facts:
            sheet.write(row, 0, fact.label, self._quiet)
            sheet.write(row, 1, fact.text, self._wrapped)
            row += 1
        row += 1
        for headline in document.headlines:
            sheet.write(row, 0, headline.value, self._title)
            text = f"{headline.label}: {headline.counts}. {headline.meaning}"
            sheet.write(row, 1, text, self._wrapped)
            row += 1
        for remark in document.remarks:
            row += 1
            sheet.write(row, 0, remark.title, self._heading)
            for point in remark.points:
                sheet.write(row, 1, point, self._wrapped)
                row += 1
        row += 1
        sheet.write(row, 0, _("Sheet", document.language), self._heading)
        sheet.write(row, 1, _("Table", document.language), self._heading)
        for table in document.tables():
            row += 1
            name = self._names[table.name]
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self._link, name)
            sheet.write(row, 1, table.title, self._wrapped)
        sheet.hide_gridlines(2)

    def table(self, table: Table) -> None:
        """Write a sheet: title, definition, warnings, frozen header, rows and notes."""
        sheet = self._book.add_worksheet(self._names[table.name])
        sheet.hide_gridlines(2)
        sheet.write(0, 0, table.title, self._title)
        widths = column_widths(table)
        for position, width in enumerate(widths):
            sheet.set_column(position, position, width)
        self._across(sheet, 1, table.definition, self._quiet, widths)
        self._across(sheet, 2, " ".join(self._document.notices), self._warning, widths)
        head = self._head(sheet, table, 3)
        for index, row in enumerate(table.rows):
            for position, cell in enumerate(row.cells):
                self._cell(sheet, head + index, position, cell, total=row.total)
        below = head + len(table.rows) + 1
        for index, note in enumerate(table.notes):
            self._across(sheet, below + index, note, self._quiet, widths)
        sheet.freeze_panes(head, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3, head - 1)

    def _head(self, sheet: Worksheet, table: Table, row: int) -> int:
        """Write the titles of the columns and return the first row below them."""
        if any(column.group for column in table.columns):
            position = 0
            while position < len(table.columns):
                group = table.columns[position].group
                last = position
                while last + 1 < len(table.columns) and table.columns[last + 1].group == group:
                    last += 1
                if group and last > position:
                    sheet.merge_range(row, position, row, last, group, self._group)
                elif group:
                    sheet.write(row, position, group, self._group)
                position = last + 1
            row += 1
        for position, column in enumerate(table.columns):
            style = self._heading_right if column.numeric else self._heading
            sheet.write(row, position, column.title, style)
        return row + 1

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell, *, total: bool) -> None:
        key = (cell.number_format, total, cell.tone)
        if key not in self._formats:
            self._formats[key] = self._book.add_format(
                {
                    "font_color": _RED if cell.tone == "late" else _INK,
                    "bold": total or cell.tone == "late",
                    "num_format": _PATTERNS[cell.number_format],
                    "valign": "top",
                    **({"top": 1, "top_color": _LINE} if total else {}),
                    **({"align": "right"} if cell.number is not None else {"text_wrap": True}),
                }
            )
        if cell.number is None:
            sheet.write_string(row, column, cell.text, self._formats[key])
        else:
            sheet.write_number(row, column, cell.number, self._formats[key])

    @staticmethod
    def _across(
        sheet: Worksheet, row: int, text: str, style: Format, widths: Sequence[float]
    ) -> None:
        """Write a text across the columns of a table, in as many lines as it needs."""
        if not text:
            return
        room = max(sum(widths), _NARROWEST)
        last = len(widths) - 1
        if last:
            sheet.merge_range(row, 0, row, last, text, style)
        else:
            sheet.write(row, 0, text, style)
        sheet.set_row(row, _LINE_HEIGHT * ceil(len(text) / room))
