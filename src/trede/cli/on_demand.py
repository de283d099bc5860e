"""Groups whose commands are loaded when they are asked for, so that help comes at once."""

from collections.abc import Mapping
from importlib import import_module

import click

from trede.language import translate as _

Commands = Mapping[str, tuple[str, str, str]]
"""Module, function and one-line help of every command, by name."""


class GroupOnDemand(click.Group):
    """A group that knows where its commands are and loads one when it is needed."""

    def __init__(self, *args: object, on_demand: Commands, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.on_demand = on_demand

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which one meets them."""
        del ctx
        return list(self.on_demand)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        if cmd_name not in self.on_demand:
            return None
        module, function, _help = self.on_demand[cmd_name]
        command = getattr(import_module(f"trede.cli.{module}"), function)
        assert isinstance(command, click.Command)  # noqa: S101 - what is named are commands
        command.options_metavar = _("[OPTIONS]")
        if isinstance(command, click.Group):
            command.subcommand_metavar = _("COMMAND [ARGS]...")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command to run; raises :class:`click.NoSuchCommand` with the nearest name."""
        if args[0] not in self.on_demand and not args[0].startswith("-"):
            raise click.NoSuchCommand(args[0], possibilities=self.on_demand, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del ctx
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, (_m, _f, text) in self.on_demand.items()])
