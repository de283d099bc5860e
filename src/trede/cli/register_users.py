"""``trede register user``: users, passwords and roles. A password is asked, never an option."""

import sys
from getpass import getpass

import click

from trede.cli.on_demand import GroupOnDemand
from trede.cli.opening import open_register
from trede.cli.register_options import help_with
from trede.errors import UsageError
from trede.language import translate as _

COMMANDS = {
    "add": ("register_users", "add", _("Make a user")),
    "password": ("register_users", "password_command", _("Give a user another password")),
    "roles": ("register_users", "roles_command", _("Give a user other roles")),
}
"""Module, function and one-line help of every command of ``trede register user``."""

roles_option = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    help=_("Role; may be given several times."),
)
username_argument = click.argument("username")


class PasswordsDifferError(UsageError):
    """A password was typed differently the second time."""

    def __init__(self) -> None:
        super().__init__(_("The two passwords differ; nothing was changed. Try again."))


@click.group(
    cls=GroupOnDemand,
    on_demand=COMMANDS,
    help=_("Make users, give them another password or other roles."),
)
def user() -> None:
    """Commands about users."""


@click.command(
    help=help_with(
        _("Make a user. The password is asked."),
        "trede register user add bea --role administrator",
    )
)
@username_argument
@roles_option
@click.option("--name", help=_("Name as others see it; the user name if left out."))
@click.option("--team", help=_("Team to which the user belongs."))
def add(username: str, roles: tuple[str, ...], name: str | None, team: str | None) -> None:
    open_register()
    from trede.register.operation.users import add_user, check_new_user

    check_new_user(username, roles, team)
    made = add_user(username, name or username, _ask_password(), roles=roles, team=team)
    click.echo(
        _("{username} can sign in: {roles}.").format(username=made.username, roles=made.role_titles)
    )


@click.command(
    "password",
    help=help_with(
        _("Give a user another password and end a lock-out. The password is asked."),
        "trede register user password bea",
    ),
)
@username_argument
@click.option(
    "--new-second-factor",
    is_flag=True,
    help=_("Let the user set up a new second factor, after losing the telephone."),
)
def password_command(username: str, new_second_factor: bool) -> None:
    open_register()
    from trede.register.operation.users import find_user, set_password

    find_user(username)
    set_password(username, _ask_password(), new_second_factor=new_second_factor)
    click.echo(_("{username} has a new password.").format(username=username))


@click.command(
    "roles",
    help=help_with(
        _("Give a user these roles, and no others."),
        "trede register user roles bea --role administrator --role data_manager",
    ),
)
@username_argument
@roles_option
def roles_command(username: str, roles: tuple[str, ...]) -> None:
    open_register()
    from trede.register.operation.users import set_roles

    changed = set_roles(username, roles)
    click.echo(f"{changed.username}: {changed.role_titles}")


def _ask_password() -> str:
    """Ask for a password twice; without a terminal it is one line on the standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass(_("Password: "))
    if getpass(_("Once more: ")) != first:
        raise PasswordsDifferError
    return first
