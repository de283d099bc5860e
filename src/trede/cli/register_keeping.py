"""``trede register nightly``, ``backup``, ``restore`` and ``health``."""

from pathlib import Path

import click

from trede.cli.opening import open_register
from trede.cli.options import FILE
from trede.cli.progress import Steps
from trede.cli.register_options import help_with
from trede.cli.tables import text_table
from trede.language import translate as _

STATES = {
    "ok": _("in order"),
    "fails": _("fails"),
    "open": _("behind"),
    "late": _("too long ago"),
    "never": _("never"),
}
"""How the parts of a register can be, in words."""

file_argument = click.argument("file", type=FILE)


@click.command(
    help=help_with(
        _(
            "Do what must be done once a day: compute what asks for attention, bring the dossier "
            "for figures up to date, clear old sessions."
        ),
        "trede register nightly",
    )
)
def nightly() -> None:
    open_register()
    from trede.register.operation.nightly import run_nightly
    from trede.register.project.clock import today

    steps = Steps()
    report = run_nightly(today(), steps)
    steps.done()
    click.echo(_("Done in {seconds} seconds.").format(seconds=report.seconds))


@click.command(
    help=help_with(
        _(
            "Write the whole database into one file, while the register is in use. The keys are "
            "not in it: keep a copy of keys.json elsewhere."
        ),
        "trede register backup backups/2026-03-31.trede",
    )
)
@file_argument
def backup(file: Path) -> None:
    open_register()
    from trede.register.operation.backups import back_up

    steps = Steps()
    manifest = back_up(file, progress=steps)
    steps.done()
    click.echo(
        _("{file}: {rows} rows of {tables} tables. The keys are not in it.").format(
            file=file, rows=sum(manifest.rows.values()), tables=len(manifest.rows)
        )
    )


@click.command(
    "restore",
    help=help_with(
        _(
            "Put back a backup in a register with the same keys, whole or not at all, and count "
            "its rows. Stop the server first."
        ),
        "trede register restore backups/2026-03-31.trede",
    ),
)
@file_argument
@click.option("--replace", is_flag=True, help=_("Replace the clients that are there."))
def restore_command(file: Path, replace: bool) -> None:
    open_register()
    from trede.register.operation.backups import restore

    steps = Steps()
    manifest = restore(file, replace=replace, progress=steps)
    steps.done()
    click.echo(
        _("Restored what was there at {made_at}: {rows} rows of {tables} tables.").format(
            made_at=manifest.made_at,
            rows=sum(manifest.rows.values()),
            tables=len(manifest.rows),
        )
    )
    click.echo(_("Next: `trede register migrate`, then `trede register nightly`."))


@click.command(
    help=help_with(
        _(
            "Say whether the register works: its database, its migrations, its nightly run. The "
            "page /health says the same."
        )
        + "\n\n"
        + _("Ends with exit code 1 if something is wrong."),
        "trede register health",
    )
)
def health() -> int:
    open_register()
    from trede.register.operation.health import examine, remedies

    found = examine()
    ended_at = found.nightly_ended_at
    rows = [
        (_("database"), STATES[found.database]),
        (_("migrations"), STATES[found.migrations]),
        (_("nightly run"), STATES[found.nightly]),
        (_("nightly run ended at"), ended_at.isoformat(" ", "minutes") if ended_at else "-"),
    ]
    click.echo(text_table((_("part"), _("state")), rows))
    for remedy in remedies(found):
        click.echo(remedy)
    return 0 if found.is_well else 1
