"""``trede register``: makes, fills, runs and keeps a register."""

import click

from trede.cli.on_demand import GroupOnDemand
from trede.language import translate as _

COMMANDS = {
    "create": ("register_making", "create", _("Make a new register")),
    "migrate": ("register_making", "migrate_command", _("Bring the database up to date")),
    "load": ("register_exchange", "load", _("Fill the register from a dossier")),
    "identities": ("register_exchange", "identities", _("Give clients on file their names")),
    "export": ("register_exchange", "export", _("Write the register's facts as a dossier")),
    "user": ("register_users", "user", _("Make users; give passwords and roles")),
    "token": ("register_tokens", "token", _("Give another system a token")),
    "serve": ("register_making", "serve", _("Serve the register's pages")),
    "nightly": ("register_keeping", "nightly", _("Do what must be done once a day")),
    "settle-month": ("register_paying", "settle_month_command", _("Settle a month of contracts")),
    "backup": ("register_keeping", "backup", _("Write the whole database into one file")),
    "retention": ("register_retention", "retention", _("Remove who former clients were")),
    "restore": ("register_keeping", "restore_command", _("Put back a backup")),
    "health": ("register_keeping", "health", _("Say whether the register works")),
    "demo": ("register_making", "demo", _("Make and serve a register to try")),
}
"""Module, function and one-line help of every command of ``trede register``."""


@click.group(
    cls=GroupOnDemand,
    on_demand=COMMANDS,
    help=_("Make, fill, run and keep the register of clients.")
    + "\n\n"
    + _(
        "The register is the one in the folder that TREDE_REGISTER names; its other settings come "
        "from the environment too. To look around first: `trede register demo my-demo`."
    ),
)
def register() -> None:
    """Commands of the register."""
