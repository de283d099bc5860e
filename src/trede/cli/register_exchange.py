"""``trede register load``, ``identities`` and ``export``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trede.cli.opening import open_register
from trede.cli.options import FILE, dossier_argument, replace_option
from trede.cli.progress import Steps
from trede.cli.register_options import Day, help_with
from trede.cli.tables import text_table
from trede.dossier.storage import Dossier
from trede.language import translate as _

if TYPE_CHECKING:
    from trede.register.exchange.identities import Identified


@click.command(
    help=help_with(
        _(
            "Fill the register from a dossier, imported or made up: every fact, with all that was "
            "believed before. Everything is stored, or nothing."
        ),
        "trede register load dossiers/2026-03 --identities clients.csv",
    )
)
@dossier_argument
@click.option(
    "--as-of",
    type=Day(),
    help=_("Only what had happened and was recorded by this day, such as 2026-03-31."),
)
@click.option(
    "--identities",
    type=FILE,
    help=_("File (csv) with the names of clients, by citizen service number."),
)
@click.option("--made-up-names", is_flag=True, help=_("Give clients and staff made-up names."))
def load(dossier: Path, as_of: date | None, identities: Path | None, made_up_names: bool) -> None:
    opened = Dossier(dossier)
    open_register()
    from trede.register.exchange.identities import read_identities
    from trede.register.exchange.loading import load_dossier

    named = read_identities(identities) if identities else None
    steps = Steps()
    loaded = load_dossier(
        opened, as_of=as_of, identities=named, made_up_names=made_up_names, progress=steps
    )
    steps.done()
    rows = [(name, number) for name, number in loaded.rows.items() if number]
    click.echo(text_table((_("table"), _("rows")), [*rows, (_("all"), sum(loaded.rows.values()))]))
    click.echo()
    click.echo(
        _("Made {clients} clients, {teams} teams and {users} case managers.").format(
            clients=loaded.clients, teams=loaded.teams, users=loaded.users
        )
    )
    if loaded.identified is not None:
        _tell_identified(loaded.identified)
    click.echo(_("Next: `trede register nightly` computes what asks for attention."))


@click.command(
    help=help_with(
        _(
            "Give clients on file their names, from a file by citizen service number. Clients who "
            "have a name keep it; every row that is not used is shown with the reason."
        ),
        "trede register identities clients.csv",
    )
)
@click.argument("file", type=FILE)
def identities(file: Path) -> None:
    open_register()
    from trede.register.exchange.identities import add_identities, read_identities

    _tell_identified(add_identities(read_identities(file)))


def _tell_identified(found: "Identified") -> None:
    if found.unused:
        rows = [(row.line, row.why) for row in found.unused]
        click.echo(text_table((_("line"), _("not used, because")), rows))
    click.echo(
        _(
            "Identities: {read} rows read, {used} used, {unused} not used; {unnamed} clients have "
            "no name yet."
        ).format(read=found.read, used=found.used, unused=len(found.unused), unnamed=found.unnamed)
    )


@click.command(
    help=help_with(
        _(
            "Write the register's facts as a dossier, as they stand at one moment. An earlier "
            "export is brought up to date: only tables that changed are written anew."
        ),
        "trede register export dossiers/register",
    )
)
@dossier_argument
@click.option(
    "--refresh",
    is_flag=True,
    help=_("Bring an earlier export up to date; complain if there is none."),
)
@click.option(
    "--without-free-text", is_flag=True, help=_("Leave out what people wrote in their own words.")
)
@replace_option
def export(dossier: Path, refresh: bool, without_free_text: bool, replace: bool) -> None:
    open_register()
    from trede.register.exchange.exporting import export_dossier, refresh_dossier
    from trede.register.exchange.watermarks import check_is_export, is_export
    from trede.register.project.clock import today

    if refresh:
        check_is_export(dossier)
    steps = Steps()
    free_text = not without_free_text
    if is_export(dossier) and not replace:
        made = refresh_dossier(dossier, today(), free_text=free_text, progress=steps)
    else:
        made = export_dossier(
            dossier, today(), free_text=free_text, replace=replace, progress=steps
        )
    steps.done()
    click.echo(
        _("{dossier}: {rows} rows; {tables} tables written anew, {kept} kept.").format(
            dossier=dossier,
            rows=sum(made.rows.values()),
            tables=len(made.rewritten),
            kept=len(made.rows) - len(made.rewritten),
        )
    )
