"""``trede measure``."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click
import pyarrow as pa
import pyarrow.parquet as pq

from trede.cli.options import FILE, FOLDER, library_option
from trede.cli.tables import text_table
from trede.dossier.storage import Dossier
from trede.errors import UsageError
from trede.language import in_language
from trede.language import translate as _
from trede.measures.engines import open_engine
from trede.measures.figures import Question, compute, people, resolve_parameters
from trede.measures.library import read_library
from trede.publishers.answers import Answer, AnswerRow, answer
from trede.publishers.numbers import number_text, share_text

FORMATS = ("table", "json", "csv", "xlsx", "parquet")
BINARY = ("xlsx", "parquet")
FORM_OF_SUFFIX = {".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet"}
"""The form that a file asks for by its name, unless --format says otherwise."""

MOST_PEOPLE_ON_SCREEN = 200


@click.command(
    help=_("Compute one measure on a dossier.")
    + "\n\n"
    + _("Examples:")
    + "\n\n\b\n"
    + "trede measure closed_rate --dossier dossiers/2006-10 --by phase\n"
    + "trede measure closed_rate --dossier D --set closing_event=offered --format json\n"
    + "trede measure closing_ratio --dossier D --known-at 2003-09-01 --people"
)
@click.argument("name")
@click.option("--dossier", required=True, type=FOLDER, help=_("The dossier."))
@click.option("--as-of", help=_("Nothing that happened after this date counts (yyyy-mm-dd)."))
@click.option(
    "--known-at", help=_("Nothing recorded after this moment counts (yyyy-mm-dd, or with a time).")
)
@click.option("--by", help=_("Columns to group by, separated by commas."))
@click.option(
    "--set",
    "values",
    multiple=True,
    metavar="PARAMETER=VALUE",
    help=_("Value of a parameter; may be repeated."),
)
@click.option("--people", "with_people", is_flag=True, help=_("Show the people behind every cell."))
@click.option(
    "--publish", is_flag=True, help=_("Withhold small cells and those that would give one away.")
)
@click.option(
    "--threshold",
    type=click.IntRange(min=2),
    default=10,
    show_default=True,
    help=_("Cells below this count as small."),
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--output", type=FILE, help=_("Write to this file instead of the screen."))
@click.option(
    "--engine",
    type=click.Choice(("duckdb", "spark")),
    default="duckdb",
    envvar="TREDE_ENGINE",
    show_default=True,
    help=_("What computes: embedded, or Apache Spark."),
)
@library_option
def measure(
    name: str,
    dossier: Path,
    as_of: str | None,
    known_at: str | None,
    by: str | None,
    values: tuple[str, ...],
    with_people: bool,
    publish: bool,
    threshold: int,
    form: str,
    output: Path | None,
    engine: str,
    library: Path | None,
) -> None:
    if publish and with_people:
        raise UsageError(_("People are never published: choose --people or --publish."))
    _refuse_to_single_out(_columns(by) if publish else ())
    if output is not None and form == "table":
        form = FORM_OF_SUFFIX.get(output.suffix.casefold(), form)
    if form in BINARY and output is None and sys.stdout.isatty():
        raise UsageError(_("Name a file for {format} with --output.").format(format=form))
    opened = Dossier(dossier)
    read = read_library(library)
    asked = read.measure(name)
    given = _given(values, as_of, known_at)
    parameters = resolve_parameters(read, asked, opened.manifest.settings, given)
    question = Question(asked, parameters, _columns(by))
    with open_engine(engine, opened) as running:
        figure = compute(read, running, question)
        behind = people(read, running, question) if with_people else None
    if publish:
        from trede.publishers.disclosure import publishable  # noqa: PLC0415

        found = publishable(figure, threshold)
    else:
        found = answer(figure)
    with _destination(output) as destination:
        destination.write(_written(found, behind, form))


def _refuse_to_single_out(columns: tuple[str, ...]) -> None:
    for column in columns:
        if column.endswith(("_id", "_on")):
            message = _(
                "Published figures cannot be grouped by {column}: that would single people out."
            )
            raise UsageError(message.format(column=column))


def _columns(by: str | None) -> tuple[str, ...]:
    return tuple(column.strip() for column in by.split(",")) if by else ()


def _given(values: tuple[str, ...], as_of: str | None, known_at: str | None) -> dict[str, str]:
    given = {}
    for pair in values:
        parameter, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(_('"--set {pair}" is not PARAMETER=VALUE.').format(pair=pair))
        given[parameter.strip()] = value.strip()
    if as_of is not None:
        given["as_of"] = as_of
    if known_at is not None:
        given["known_at"] = known_at
    return given


@contextmanager
def _destination(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        yield sys.stdout.buffer
        return
    with output.open("wb") as file:
        yield file


def _written(found: Answer, behind: pa.Table | None, form: str) -> bytes:
    if form == "json":
        content = found.as_json()
        if behind is not None:
            content["people"] = behind.to_pylist()
        return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode()
    table = found.table() if behind is None else behind
    if form == "csv":
        return _csv(table)
    if form == "parquet":
        buffer = io.BytesIO()
        pq.write_table(table, buffer)
        return buffer.getvalue()
    if form == "xlsx":
        from trede.publishers.workbook import answer_workbook  # noqa: PLC0415

        return answer_workbook(found, behind)
    text = _figure_text(found) if behind is None else _people_text(found, behind)
    return (text + "\n").encode()


def _csv(table: pa.Table) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.column_names)
    for row in table.to_pylist():
        writer.writerow(row.values())
    return buffer.getvalue().encode("utf-8-sig")


def _figure_text(found: Answer) -> str:
    by = list(found.rows[0].group) if found.rows else []
    heading = [*by, _("numerator"), _("denominator"), _("ratio")]
    rows = [_cells(found, row) for row in found.rows]
    window = ", ".join(f"{name} {value}" for name, value in found.window().items() if value)
    withheld = _("* withheld: small, or would give away a small number.")
    return "\n".join(
        [
            in_language(found.measure.titles),
            in_language(found.measure.definitions),
            "",
            text_table(heading, rows)
            if rows
            else _("No one is in the population of this measure."),
            "",
            *([withheld] if any(row.suppressed for row in found.rows) else []),
            *(f"- {note}" for note in found.notes),
            _("Window: {window}.").format(window=window or _("everything")),
            _("Source: {source}").format(source=found.measure.source),
        ]
    )


def _cells(found: Answer, row: AnswerRow) -> list[str]:
    group = ["–" if value is None else value for value in row.group.values()]
    shown = [_amount(row.numerator), _amount(row.denominator), _ratio(found, row)]
    return [*group, *((cell or "*") for cell in shown)] if row.suppressed else [*group, *shown]


def _amount(value: float | None) -> str:
    if value is None:
        return ""
    return number_text(value, 0 if float(value).is_integer() else 2)


def _ratio(found: Answer, row: AnswerRow) -> str:
    measure = found.measure
    if row.ratio is None:
        return ""
    if measure.numerator_sum is None and measure.denominator_sum is None:
        return share_text(int(row.numerator or 0), int(row.denominator or 0), 1)
    return number_text(round(row.ratio, 6), 2)


def _people_text(found: Answer, behind: pa.Table) -> str:
    shown = behind.slice(0, MOST_PEOPLE_ON_SCREEN)
    text = text_table(shown.column_names, [list(row.values()) for row in shown.to_pylist()])
    if behind.num_rows > shown.num_rows:
        text += "\n" + _(
            "{shown} of {all} rows; all of them with --output and --format csv."
        ).format(shown=shown.num_rows, all=behind.num_rows)
    return in_language(found.measure.titles) + "\n\n" + text
