"""Writes the answer to a question in the form that was asked for.

A figure never goes without what it says: json, xlsx and parquet hold the definition in the same
file, a csv file gets it beside it.
"""

import csv
import io
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pq

from trede.cli.answer_text import answer_text, definition_text
from trede.errors import UsageError
from trede.language import current_language
from trede.language import translate as _
from trede.measures.library import Library
from trede.publishers.answers import Answer

FORMS = ("table", "json", "csv", "xlsx", "parquet")
BINARY = ("xlsx", "parquet")
FORM_OF_SUFFIX = {
    "": "table",
    ".txt": "table",
    ".json": "json",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}
"""The form that a file asks for by its name, unless --format says otherwise."""


def chosen_form(form: str | None, output: Path | None) -> str:
    """Return the form to write; raises :class:`UsageError` where none can be told or shown."""
    if form is None:
        suffix = output.suffix.casefold() if output is not None else ""
        if suffix not in FORM_OF_SUFFIX:
            message = _(
                "{file}: Trede writes no files that end in {suffix}. Choose a name that ends in "
                "{known}, or say with --format what is to be written."
            )
            known = ", ".join(each for each in FORM_OF_SUFFIX if each)
            raise UsageError(message.format(file=output, suffix=suffix, known=known))
        form = FORM_OF_SUFFIX[suffix]
    if form in BINARY and output is None and sys.stdout.isatty():
        message = _("{format} cannot be shown on a screen: name a file with --output.")
        raise UsageError(message.format(format=form))
    return form


@dataclass(frozen=True)
class Found:
    """What was found: the answer and, if they were asked for, the people behind it."""

    answer: Answer
    library: Library
    people: pa.Table | None = None

    @property
    def table(self) -> pa.Table:
        """The rows that a file of one table holds: the people if there are any."""
        return self.answer.table() if self.people is None else self.people


def write(found: Found, form: str, output: Path | None) -> None:
    """Write what was found to a file, or on the screen without one."""
    content = _content(found, form)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        output.write_bytes(content)
    if form == "csv":
        _write_definition(found, output)


def _write_definition(found: Found, output: Path | None) -> None:
    text = definition_text(found.answer, found.library) + "\n"
    if output is None:
        click.echo(text, err=True, nl=False)
        return
    beside = output.with_name(f"{output.stem}.definition.txt")
    beside.write_text(text, encoding="utf-8")
    click.echo(_("Definition, window and parameters: {file}").format(file=beside), err=True)


def _content(found: Found, form: str) -> bytes:
    if form == "json":
        return _json(found)
    if form == "csv":
        return csv_of(found.table)
    if form == "parquet":
        return _parquet(found)
    if form == "xlsx":
        from trede.publishers.workbook import answer_workbook  # noqa: PLC0415 - seldom needed

        return answer_workbook(found.answer, found.people)
    return (answer_text(found.answer, found.library, found.people) + "\n").encode()


def _json(found: Found) -> bytes:
    content = found.answer.as_json()
    if found.people is not None:
        content["people"] = found.people.to_pylist()
    return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def csv_of(table: pa.Table) -> bytes:
    """Return a table as csv for spreadsheets: semicolons, and numbers as the language writes them.

    Dutch Excel takes ``0.69`` for a text, or for a date; it wants a decimal comma.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.column_names)
    writer.writerows(map(_cells, (row.values() for row in table.to_pylist())))
    return buffer.getvalue().encode("utf-8-sig")


def _cells(values: Iterable[object]) -> list[str]:
    point = "," if current_language() == "nl" else "."
    return [
        "" if v is None else str(v).replace(".", point) if isinstance(v, float) else str(v)
        for v in values
    ]


def _parquet(found: Found) -> bytes:
    about = {name: value for name, value in found.answer.as_json().items() if name != "rows"}
    described = json.dumps(about, ensure_ascii=False)
    table = found.table
    buffer = io.BytesIO()
    kept = table.schema.metadata or {}
    pq.write_table(table.replace_schema_metadata({**kept, "trede": described}), buffer)
    return buffer.getvalue()
