"""``trede register retention``."""

import click

from trede.cli.opening import open_register
from trede.cli.register_options import help_with
from trede.cli.tables import text_table
from trede.language import translate as _


@click.command(
    help=help_with(
        _(
            "List the former clients whose names, numbers and addresses are past the term for "
            "keeping them (policy/retention.toml). With --remove and their number they are "
            "removed; the facts stay under their pseudonym. This cannot be undone."
        ),
        "trede register retention --remove 12",
    )
)
@click.option(
    "--remove",
    "confirmed",
    type=click.IntRange(min=1),
    help=_("Remove them, if there are just so many."),
)
def retention(confirmed: int | None) -> None:
    open_register()
    from trede.register.operation.retention import past_term, remove, years_on
    from trede.register.project.clock import today

    found = past_term(today()) if confirmed is None else remove(today(), confirmed)
    rows = [(each.client.number, each.last_day.isoformat()) for each in found]
    click.echo(text_table((_("client"), _("last day")), rows))
    click.echo()
    if confirmed is not None:
        click.echo(
            _("Removed: {clients}. Backups made before still hold who they were.").format(
                clients=len(found)
            )
        )
        return
    click.echo(
        _("Clients past the term of {years} years: {clients}.").format(
            clients=len(found), years=years_on(today())
        )
    )
    if found:
        click.echo(
            _("To remove who they were: `trede register retention --remove {clients}`.").format(
                clients=len(found)
            )
        )
