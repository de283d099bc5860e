"""The command ``trede`` and how its commands are found, started and ended."""

import os
import sys
import traceback
from importlib import import_module
from typing import Any

import click

from trede import __version__
from trede.errors import TredeError
from trede.language import LANGUAGES, use_language
from trede.language import translate as _

COMMANDS = {
    "import": ("importing", "import_command", "Bring extracts into a dossier"),
    "import-log": ("importing", "import_log", "Show what became of every imported row"),
    "check": ("checking", "check", "Check a dossier"),
    "codes": ("listing", "codes", "List the code lists"),
    "measures": ("listing", "measures", "List the measures"),
    "measure": ("measuring", "measure", "Compute one measure"),
    "report": ("reporting", "report", "Write the report on a dossier"),
    "reproduce": ("reproducing", "reproduce_command", "Recompute the tables of an audit"),
    "synth": ("synthesising", "synth", "Write a made-up municipality"),
}
"""Module, function and one-line help of every command; a module is loaded when it is needed."""


UNUSABLE_FILE = 3
FAULT = 70


class LazyGroup(click.Group):
    """A group whose commands are loaded when they are asked for, so that help comes at once."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, the language first: help is in the language asked for."""
        if os.environ.get("TREDE_LANGUAGE") == "en":
            use_language("en")
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which one meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, function, _help = COMMANDS[cmd_name]
        command = getattr(import_module(f"trede.cli.{module}"), function)
        assert isinstance(command, click.Command)  # noqa: S101 - COMMANDS names commands
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del ctx
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, (_m, _f, text) in COMMANDS.items()])


def _choose_language(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    use_language("en" if value == "en" else "nl")
    return value


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="trede")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="nl",
    envvar="TREDE_LANGUAGE",
    show_default=True,
    is_eager=True,
    expose_value=False,
    callback=_choose_language,
    help="Language of all texts / taal van alle teksten.",
)
def trede() -> None:
    """Follow people from welfare to work, and see what works."""


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and end with its exit code.

    0: done; 1: figures differ or a dossier has findings; 2: the question cannot be answered as
    asked; 3: a file or dossier cannot be used; 70: a fault in Trede itself; 130: interrupted.
    """
    # A misspelled option is the user's; click prints it and ends with 2 by itself.
    options: dict[str, Any] = {"standalone_mode": False}
    try:
        ended = trede.main(args=arguments, prog_name="trede", **options)
    except TredeError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except OSError as error:
        message = _("{file} cannot be read or written: {why}.")
        click.echo(message.format(file=error.filename, why=error.strerror or error), err=True)
        sys.exit(UNUSABLE_FILE)
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("Interrupted; nothing was changed."), err=True)
        sys.exit(130)
    except Exception:  # noqa: BLE001 - whatever else is raised is ours, and ends with a code of its own
        traceback.print_exc()
        message = _("This is a fault in Trede. Report it with the lines above; nothing was stored.")
        click.echo(message, err=True)
        sys.exit(FAULT)
    sys.exit(ended if isinstance(ended, int) else 0)
