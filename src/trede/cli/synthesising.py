"""``trede synth``."""

from pathlib import Path

import click

from trede.cli.options import dossier_argument, replace_option, whole_number
from trede.cli.progress import Steps
from trede.cli.tables import text_table
from trede.dossier.storage import Dossier
from trede.language import translate as _
from trede.measures.engines import open_engine
from trede.measures.library import read_library
from trede.publishers.calibrating import calibrate
from trede.publishers.reproduction.calculator import Calculator
from trede.synthesis import synthesise


@click.command(
    help=_("Write a dossier of a made-up municipality, for demonstrations, tests and benchmarks.")
    + "\n\n"
    + _(
        "The same seed gives the same files. Its figures are shown beside the rates of the reports."
    )
    + "\n\n"
    + _("Example: {example}").format(
        example="trede synth --clients 3000 --from 2004 --to 2007 --seed 1 made-up"
    )
)
@click.option("--clients", type=whole_number(100), required=True, help=_("Number of clients."))
@click.option(
    "--from", "from_year", type=whole_number(1950, 2150), required=True, help=_("First year.")
)
@click.option("--to", "to_year", type=whole_number(1950, 2150), required=True, help=_("Last year."))
@click.option(
    "--seed",
    type=whole_number(0),
    default=1,
    show_default=True,
    help=_("Seed of the random numbers."),
)
@dossier_argument
@replace_option
def synth(
    clients: int, from_year: int, to_year: int, seed: int, dossier: Path, replace: bool
) -> None:
    steps = Steps()
    synthesise(dossier, clients, from_year, to_year, seed, replace=replace, progress=steps)
    opened = Dossier(dossier)
    steps(_("figures"))
    with open_engine("duckdb", opened) as engine:
        calculator = Calculator(read_library(), engine, opened.manifest.settings)
        compared = calibrate(calculator)
    steps.done()
    click.echo(text_table((_("table"), _("rows")), sorted(opened.manifest.rows.items())))
    click.echo()
    heading = (_("figure"), _("reports"), _("here"), _("source"))
    click.echo(
        text_table(
            heading,
            [(c.title, c.target, c.found, c.source) for c in compared],
        )
    )
