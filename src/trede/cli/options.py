"""Options and arguments that several commands share.

Loaded with the first command, when the language is known.
"""

from pathlib import Path

import click

from trede.language import translate as _


def whole_number(least: int, most: int | None = None) -> click.IntRange:
    """Return the type of an option that takes a whole number within bounds."""
    number = click.IntRange(least, most)
    number.name = _("whole number")
    return number


FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


def _own_key() -> Path:
    return Path(click.get_app_dir("trede")) / "pseudonyms.key"


dossier_argument = click.argument("dossier", type=FOLDER)

replace_option = click.option(
    "--replace", is_flag=True, help=_("Replace a dossier that is there already.")
)

library_option = click.option(
    "--library",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    envvar="TREDE_LIBRARY",
    help=_("Folder with rules and measures of your own, laid over those of Trede."),
)

key_option = click.option(
    "--key",
    type=FILE,
    envvar="TREDE_KEY",
    default=_own_key,
    show_default=_("in your own settings folder"),
    help=_("File with the secret key for pseudonyms; made if it is not there. Keep it safe."),
)
