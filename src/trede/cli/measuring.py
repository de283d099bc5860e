"""``trede measure``."""

import re
from dataclasses import replace
from pathlib import Path

import click

from trede.cli.answer_forms import FORMS, Found, chosen_form, write
from trede.cli.options import FILE, FOLDER, library_option, whole_number
from trede.dossier.storage import Dossier
from trede.errors import BadInputError, UsageError
from trede.language import translate as _
from trede.measures.engines import ENGINES, open_engine
from trede.measures.engines.base import Engine
from trede.measures.figures import Question, compute, people, resolve_parameters
from trede.measures.library import Library, read_library
from trede.measures.possible import check_possible
from trede.measures.remarks import remarks
from trede.publishers.answers import Answer, answer
from trede.publishers.suppression import THRESHOLD

MODULES_OF_ENGINES = ("duckdb", "_duckdb", "pyspark")
"""Where the errors of engines come from; the modules themselves are slow to load."""


class OwnRuleFailedError(BadInputError):
    """A rule of the municipality's own cannot be computed on a dossier."""

    def __init__(self, library: Path, measure: str, why: str) -> None:
        super().__init__(
            _(
                "{measure}: a rule in {library} does not fit what is in this dossier: {why} A "
                "value that cannot be turned into a number or a date is tested with `case` first."
            ).format(measure=measure, library=library, why=why)
        )


@click.command(
    help=_("Compute one measure on a dossier.")
    + "\n\n"
    + _("Examples:")
    + "\n\n\b\n"
    + "trede measure closed_rate --dossier dossiers/2006-10 --by phase\n"
    + "trede measure closed_rate --dossier D --set closing_event=offered --format json\n"
    + "trede measure closing_ratio --dossier D --known-at 2003-09-01 --people"
)
@click.argument("name", metavar=_("MEASURE"))
@click.option("--dossier", required=True, type=FOLDER, help=_("The dossier."))
@click.option(
    "--as-of",
    metavar=_("DATE"),
    help=_("Nothing that happened after this date counts (yyyy-mm-dd)."),
)
@click.option(
    "--known-at",
    metavar=_("MOMENT"),
    help=_("Nothing recorded after this moment counts (yyyy-mm-dd, or with a time)."),
)
@click.option(
    "--by",
    multiple=True,
    metavar=_("COLUMN,..."),
    help=_("Columns to group by, separated by commas; may be repeated."),
)
@click.option(
    "--set",
    "values",
    multiple=True,
    metavar=_("PARAMETER=VALUE"),
    help=_("Value of a parameter; may be repeated."),
)
@click.option("--people", "with_people", is_flag=True, help=_("Show the people behind every cell."))
@click.option(
    "--publish", is_flag=True, help=_("Withhold small cells and those that would give one away.")
)
@click.option(
    "--threshold",
    type=whole_number(2),
    show_default=str(THRESHOLD),
    help=_("With --publish: cells below this count as small."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    show_default=_("what the name of the file asks for, else table"),
    help=_("Form of the answer; xlsx and parquet need a file."),
)
@click.option("--output", type=FILE, help=_("Write to this file instead of the screen."))
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
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
    by: tuple[str, ...],
    values: tuple[str, ...],
    with_people: bool,
    publish: bool,
    threshold: int | None,
    form: str | None,
    output: Path | None,
    engine: str,
    library: Path | None,
) -> None:
    columns = _columns(by)
    _check_publishing(columns, with_people=with_people, publish=publish, threshold=threshold)
    form = chosen_form(form, output)
    opened = Dossier(dossier)
    read = read_library(library)
    asked = read.measure(name)
    given = _given(values, as_of, known_at)
    parameters = resolve_parameters(read, asked, opened.manifest.settings, given)
    question = Question(asked, parameters, columns)
    try:
        with open_engine(engine, opened) as running:
            check_possible(read, running, parameters, given)
            least = (threshold or THRESHOLD) if publish else None
            found = _answer(read, running, question, least)
            behind = people(read, running, question) if with_people else None
    except Exception as error:
        if library is None or type(error).__module__.partition(".")[0] not in MODULES_OF_ENGINES:
            raise
        raise OwnRuleFailedError(library, name, _without_values(error)) from error
    write(Found(found, read, behind), form, output)


def _answer(read: Library, running: Engine, question: Question, threshold: int | None) -> Answer:
    """Return the answer, as it may be published if there is a threshold."""
    figure = compute(read, running, question)
    if threshold is None:
        found = answer(figure)
    else:
        from trede.publishers.disclosure import publishable  # noqa: PLC0415 - seldom needed

        found = publishable(figure, threshold)
    said = remarks(read, running, question, published=threshold is not None)
    return replace(found, notes=(*found.notes, *said))


def _without_values(error: Exception) -> str:
    """Return what went wrong, without the values of people that it went wrong with."""
    first = str(error).partition("\n")[0]
    first = first.partition(" Error: ")[2] or first
    return re.sub(r" (?:string )?'[^']*'", "", first).rstrip(".") + "."


def _check_publishing(
    columns: tuple[str, ...], *, with_people: bool, publish: bool, threshold: int | None
) -> None:
    if threshold is not None and not publish:
        raise UsageError(
            _("--threshold only means something with --publish: add it, or leave both out.")
        )
    if not publish:
        return
    if with_people:
        raise UsageError(_("People are never published: choose --people or --publish."))
    for column in columns:
        if column.endswith(("_id", "_on")):
            message = _(
                "Published figures cannot be grouped by {column}: that would single people out."
            )
            raise UsageError(message.format(column=column))


def _columns(by: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns to group by, each once, in the order in which they were named."""
    named = (column.strip() for listed in by for column in listed.split(","))
    return tuple(dict.fromkeys(named))


def _given(values: tuple[str, ...], as_of: str | None, known_at: str | None) -> dict[str, str]:
    """Return the parameters that the user gave; the same one with two values is refused."""
    pairs = []
    for pair in values:
        parameter, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(_('"--set {pair}" is not PARAMETER=VALUE.').format(pair=pair))
        pairs.append((parameter.strip(), value.strip()))
    options = (("as_of", as_of), ("known_at", known_at))
    pairs += [(parameter, value) for parameter, value in options if value is not None]
    given: dict[str, str] = {}
    for parameter, value in pairs:
        if given.setdefault(parameter, value) != value:
            message = _('{parameter} is given twice, as "{first}" and as "{second}"; choose one.')
            raise UsageError(
                message.format(parameter=parameter, first=given[parameter], second=value)
            )
    return given
