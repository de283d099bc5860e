"""``trede report``."""

from pathlib import Path

import click

from trede.cli.options import FOLDER, dossier_argument, library_option, whole_number
from trede.cli.progress import Steps
from trede.cli.reports import about_options, write_in_every_language
from trede.dossier.storage import Dossier
from trede.language import translate as _
from trede.measures.engines import open_engine
from trede.measures.library import read_library
from trede.publishers.documents import Document
from trede.publishers.reports.about import About, Municipalities
from trede.publishers.reports.municipality import municipality_report
from trede.publishers.reproduction.calculator import Calculator
from trede.publishers.suppression import THRESHOLD
from trede.synthesis.synthesising import PRODUCER


@click.command(
    help=_("Write the report on a dossier: html, pdf and xlsx, in Dutch and English.")
    + "\n\n"
    + _("Small numbers of people are withheld.")
    + "\n\n"
    + _("Example: {example}").format(
        example="trede report dossiers/2006-10 --municipality Voorbeeldstad --output report"
    )
)
@dossier_argument
@click.option(
    "--output",
    type=FOLDER,
    default=Path("trede-report"),
    show_default=True,
    help=_("Folder for the report."),
)
@about_options
@click.option(
    "--threshold",
    type=whole_number(1),
    default=THRESHOLD,
    show_default=True,
    help=_("Counts of people below this are withheld; 1 withholds none."),
)
@library_option
def report(dossier: Path, output: Path, about: About, threshold: int, library: Path | None) -> None:
    opened = Dossier(dossier)
    steps = Steps()
    steps(_("report"))
    with open_engine("duckdb", opened) as engine:
        calculator = Calculator(read_library(library), engine, opened.manifest.settings)

        def compose() -> Document:
            return municipality_report(
                calculator,
                about,
                threshold,
                municipalities=_municipalities(opened),
                notices=_notices(opened),
            )

        written = write_in_every_language(compose, output)
    steps.done()
    click.echo(_("Written: {files}").format(files=", ".join(str(path) for path in written)))


def _municipalities(dossier: Dossier) -> Municipalities:
    if dossier.manifest.producer == PRODUCER:
        return Municipalities((_("a made-up municipality"),))
    names = dossier.read("municipalities").column("municipality_id").to_pylist()
    return Municipalities(tuple(sorted(set(names))))


def _notices(dossier: Dossier) -> tuple[str, ...]:
    if dossier.manifest.producer == PRODUCER:
        return (_("Made-up figures: these people and this municipality do not exist."),)
    return ()
