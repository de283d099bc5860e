"""Options and arguments that several commands share."""

from pathlib import Path
from typing import Any

import click

from trede.language import translate as _

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


def dossier_argument() -> Any:  # noqa: ANN401 - click's decorators are not typed
    """Return the argument that names a dossier."""
    return click.argument("dossier", type=FOLDER)


def replace_option() -> Any:  # noqa: ANN401
    """Return the option to overwrite a dossier."""
    return click.option("--replace", is_flag=True, help=_("Replace a dossier that is there already."))


def library_option() -> Any:  # noqa: ANN401
    """Return the option that adds a folder of one's own measures."""
    return click.option(
        "--library",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        envvar="TREDE_LIBRARY",
        help=_("Folder with rules and measures of your own, laid over those of Trede."),
    )


def key_option() -> Any:  # noqa: ANN401
    """Return the option that names the file with the key for pseudonyms."""
    return click.option(
        "--key",
        type=FILE,
        envvar="TREDE_KEY",
        default=lambda: Path(click.get_app_dir("trede")) / "pseudonyms.key",
        show_default=_("in your own settings folder"),
        help=_("File with the secret key for pseudonyms; made if it is not there. Keep it safe."),
    )
