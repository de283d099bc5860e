"""``trede register create``, ``migrate``, ``serve`` and ``demo``."""

from pathlib import Path

import click

from trede.cli.opening import open_register
from trede.cli.options import FOLDER
from trede.cli.progress import Steps
from trede.cli.register_options import help_with
from trede.cli.tables import text_table
from trede.language import translate as _
from trede.register.operation.creating import create_folder, has_register
from trede.register.operation.listening import check_port_is_free

HERE = "127.0.0.1"
"""Where a register listens unless it is told otherwise: on this machine only."""

folder_argument = click.argument("folder", type=FOLDER)
port_option = click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help=_("Port on which to listen."),
)


@click.command(
    help=help_with(
        _(
            "Make a new register: its folder, its keys and its database. TREDE_DATABASE names a "
            "PostgreSQL database; without it the register has a SQLite file in its folder."
        ),
        "trede register create registers/utrecht",
    )
)
@folder_argument
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=_("File with the key for pseudonyms with which your dossiers were imported."),
)
def create(folder: Path, key: Path | None) -> None:
    create_folder(folder, key)
    open_register(folder)
    from trede.register.operation.migrating import migrate

    migrate()
    click.echo(_("The register in {folder} is ready, and empty.").format(folder=folder))
    click.echo(
        _(
            "Keep {file} safe, apart from the backups: without it citizen service numbers cannot "
            "be read."
        ).format(file=folder / "keys.json")
    )
    click.echo()
    click.echo(_("Next:"))
    for line in (
        f"export TREDE_REGISTER={folder.absolute()}",
        "trede register load DOSSIER",
        "trede register user add NAME --role administrator",
        "trede register serve",
    ):
        click.echo(f"  {line}")


@click.command(
    "migrate",
    help=help_with(
        _("Bring the database up to date, after a new version of Trede was installed."),
        "trede register migrate",
    ),
)
def migrate_command() -> None:
    open_register()
    from trede.register.operation.migrating import migrate

    for name in migrate():
        click.echo(name)
    click.echo(_("The database is up to date."))


@click.command(
    help=help_with(
        _("Serve the register's pages until interrupted, with TREDE_WORKERS processes."),
        "trede register serve --port 8000",
    )
)
@click.option("--address", default=HERE, show_default=True, help=_("Address on which to listen."))
@port_option
def serve(address: str, port: int) -> None:
    open_register(serving=True)
    check_port_is_free(address, port)
    _serve(address, port)


@click.command(
    help=help_with(
        _(
            "Make and serve a register to try: a made-up municipality of 3,000 clients up to "
            "today, with a user of every role. The second time it starts at once."
        ),
        "trede register demo my-demo",
    )
)
@folder_argument
@port_option
@click.option("--no-serve", is_flag=True, help=_("Make it, and do not serve it."))
def demo(folder: Path, port: int, no_serve: bool) -> None:
    if not no_serve:
        check_port_is_free(HERE, port)
    if not has_register(folder):
        create_folder(folder)
    open_register(folder, mode="demo", serving=True)
    from trede.register.operation import demonstration
    from trede.register.project.clock import today

    steps = Steps()
    demonstration.prepare_demonstration(today(), steps)
    steps.done()
    rows = [
        (user.username, user.name, user.roles, user.team)
        for user in demonstration.demonstration_users()
    ]
    click.echo(text_table((_("user"), _("name"), _("roles"), _("team or company")), rows))
    click.echo()
    click.echo(_("Password of all: {password}").format(password=demonstration.PASSWORD))
    if not no_serve:
        click.echo(_("Open http://localhost:{port}/ (stop with Ctrl-C).").format(port=port))
        _serve(HERE, port)


def _serve(address: str, port: int) -> None:
    from django.conf import settings

    from trede.register.operation.serving import serve_pages

    serve_pages(address, port, settings.ENVIRONMENT.workers)
