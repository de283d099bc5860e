"""``trede report``."""

from pathlib import Path

import click

from trede.cli.options import FOLDER, dossier_argument, library_option
from trede.cli.progress import Steps
from trede.cli.reports import write_in_every_language
from trede.dossier.storage import Dossier
from trede.language import translate as _
from trede.measures.engines import open_engine
from trede.measures.library import read_library
from trede.publishers.reports.municipality import municipality_report
from trede.publishers.reproduction.calculator import Calculator


@click.command(
    help=_("Write the report on a dossier: html, pdf and xlsx, in Dutch and English.")
    + "\n\n"
    + _("Example: {example}").format(example="trede report dossiers/2006-10 --output report")
)
@dossier_argument
@click.option(
    "--output",
    type=FOLDER,
    default=Path("trede-report"),
    show_default=True,
    help=_("Folder for the report."),
)
@library_option
def report(dossier: Path, output: Path, library: Path | None) -> None:
    opened = Dossier(dossier)
    steps = Steps()
    steps(_("report"))
    with open_engine("duckdb", opened) as engine:
        calculator = Calculator(read_library(library), engine, opened.manifest.settings)
        written = write_in_every_language(lambda: municipality_report(calculator), output)
    steps.done()
    click.echo(_("Written: {files}").format(files=", ".join(str(path) for path in written)))
