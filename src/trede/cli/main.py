"""The command ``trede`` and how its commands are found, started and ended."""

import sys
import traceback
from typing import Any

import click

from trede import __version__
from trede.cli.click_words import use_own_catalogue
from trede.cli.on_demand import GroupOnDemand
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
    "settle": ("settling", "settle_command", "Say what is due under contracts, and why"),
    "register": ("registering", "register", "Make, fill, run and keep the register"),
}
"""Module, function and one-line help of every command; a module is loaded when it is needed."""


HELP = {
    "trede": "Follow people from welfare to work, and see what works.",
    "--language": "Language of all texts (nl: Dutch, en: English).",
    "--version": "Show the version and exit.",
}
"""Help of ``trede`` itself, translated when it is shown."""

UNUSABLE_FILE = 3
FAULT = 70


class LazyGroup(GroupOnDemand):
    """The group ``trede``: it finds out first in which language to speak."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, the language first: help and complaints are in that language."""
        others = click.Option(["-h", "--help", "--version"], is_flag=True)
        first = click.Command("trede", params=[LANGUAGE, others], add_help_option=False)
        silent = click.Context(first, resilient_parsing=True, allow_interspersed_args=False)
        values, _rest, _order = first.make_parser(silent).parse_args(list(args))
        chosen, _source = LANGUAGE.consume_value(ctx, values)
        use_language(LANGUAGE.type_cast_value(ctx, chosen))
        self.options_metavar = _("[OPTIONS]")
        self.subcommand_metavar = _("COMMAND [ARGS]...")
        return super().parse_args(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what Trede is for, in the language in use."""
        del ctx
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(self.help or ""))


class TranslatedOption(click.Option):
    """An option of ``trede`` itself: declared before the language is known, shown after."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names and the help in the language in use."""
        record = super().get_help_record(ctx)
        if record is None or self.help is None:
            return record
        names, shown = record
        return names, shown.replace(self.help, _(self.help))


LANGUAGE = TranslatedOption(
    ["--language"],
    type=click.Choice(LANGUAGES),
    default="nl",
    envvar="TREDE_LANGUAGE",
    show_default=True,
    expose_value=False,
    help=HELP["--language"],
)


@click.group(
    cls=LazyGroup,
    on_demand=COMMANDS,
    params=[LANGUAGE],
    help=HELP["trede"],
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(
    __version__,
    prog_name="trede",
    message="%(prog)s %(version)s",
    cls=TranslatedOption,
    help=HELP["--version"],
)
def trede() -> None:
    """Hold the commands together; each says itself what it does."""


use_own_catalogue()


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
