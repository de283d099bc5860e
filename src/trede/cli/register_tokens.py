"""``trede register token``: gives another system a token, or revokes all that it has."""

from datetime import date

import click

from trede.cli.opening import open_register
from trede.cli.register_options import Day, help_with
from trede.language import translate as _


@click.command(
    help=help_with(
        _(
            "Make a token for another system and print it, this once; or revoke all that the "
            "system has. Systems and their rights are kept by an administrator on the pages."
        ),
        "trede register token uwv-zuid --until 2026-12-31",
    )
)
@click.argument("username")
@click.option("--until", type=Day(), help=_("Last day on which the token works; in a year."))
@click.option("--revoke", is_flag=True, help=_("Revoke all tokens instead: none works any more."))
def token(username: str, until: date | None, revoke: bool) -> None:
    open_register()
    from trede.register.api.systems import find_system, give_token, latest_day, revoke_token

    system = find_system(username)
    if revoke:
        for each in system.tokens.all():
            revoke_token(None, each)
        click.echo(_("No token of {username} works any more.").format(username=username))
    else:
        click.echo(give_token(None, system, until or latest_day()))
