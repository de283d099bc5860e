"""``trede check``."""

import shlex
from collections import Counter
from pathlib import Path

import click

from trede.cli.options import dossier_argument
from trede.cli.tables import text_table
from trede.dossier.checks import check_dossier
from trede.dossier.storage import Dossier
from trede.language import translate as _


@click.command(
    help=_("Check a dossier: files, structure, references, codes, dates and overlaps.")
    + "\n\n"
    + _("Ends with exit code 1 if something was found.")
    + "\n\n"
    + _("Example: {example}").format(example="trede check dossiers/2006-10")
)
@dossier_argument
@click.option("--all", "everything", is_flag=True, help=_("Show every finding, not a summary."))
def check(dossier: Path, everything: bool) -> int:
    opened = Dossier(dossier)
    findings = check_dossier(opened.folder, opened.manifest).to_pylist()
    if not findings:
        click.echo(_("{dossier}: nothing found.").format(dossier=dossier))
        return 0
    if everything:
        rows = [(f["rule"], f["table"], f["row"], f["column"], f["value"]) for f in findings]
        every = (_("rule"), _("table"), _("row"), _("column"), _("value"))
        click.echo(text_table(every, rows))
        return 1
    counted = Counter((f["rule"], f["table"], f["column"]) for f in findings)
    heading = (_("rule"), _("table"), _("column"), _("findings"))
    click.echo(text_table(heading, [(*key, number) for key, number in sorted(counted.items())]))
    click.echo(
        _("Each finding with its row: `trede check {dossier} --all`.").format(
            dossier=shlex.quote(str(dossier))
        )
    )
    return 1
