"""Opens the register for a command: reads its settings and starts Django."""

import os
from pathlib import Path

from trede.errors import UsageError
from trede.language import translate as _

SETTINGS = "trede.register.project.settings"


class NotInstalledError(UsageError):
    """The parts that the register is built on are not installed."""

    def __init__(self, missing: str | None) -> None:
        super().__init__(
            _(
                "The register needs {missing}, which is not installed. "
                "Install Trede with its extra: pip install '.[register]'."
            ).format(missing=missing)
        )


def open_register(
    folder: Path | None = None, *, mode: str | None = None, serving: bool = False
) -> None:
    """Start Django on the register of the environment, or on the one in a folder.

    The addresses at which the register is reached, and the name of the municipality, matter only to
    a server: without ``serving`` they need not be set. Raises :class:`NotInstalledError` and
    :class:`trede.register.project.environment.UnsafeSettingError`.
    """
    if folder is not None:
        os.environ["TREDE_REGISTER"] = str(folder.absolute())
    if mode is not None:
        os.environ["TREDE_MODE"] = mode
    if not serving:
        os.environ.setdefault("TREDE_HOSTS", "localhost")
        os.environ.setdefault("TREDE_MUNICIPALITY", "–")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        import django  # noqa: PLC0415 - slow to load, and needed only here
    except ModuleNotFoundError as error:
        raise NotInstalledError(error.name) from error
    django.setup()
