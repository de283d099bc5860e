"""The kinds of extracts that Trede knows, by the name used on the command line."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from trede.errors import UsageError
from trede.importers.profile import Profile
from trede.language import translate as _

PROFILES: Mapping[str, str] = MappingProxyType(
    {
        name: f"{__name__}.{name.replace('-', '_')}"
        for name in ("iwi-2007", "rwi-2004", "amsterdam-2007")
    }
)
"""The module of each profile; a module is loaded when its profile is asked for."""


class UnknownProfileError(UsageError):
    """A profile was asked for that Trede does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                'There is no profile "{name}". Choose from {known}, or name a Python file with a '
                "profile of your own."
            ).format(name=name, known=", ".join(PROFILES))
        )


class NoProfileFileError(UsageError):
    """A file with a profile was named that is not there."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _(
                "There is no file {file} with a profile. Choose a file that is there, or one of "
                "{known}."
            ).format(file=file, known=", ".join(PROFILES))
        )


def find_profile(name: str) -> Profile:
    """Return a profile by name, or the one in a Python file of the municipality's own.

    Raises :class:`UnknownProfileError`, :class:`NoProfileFileError` or
    :class:`trede.importers.own_profiles.FaultyProfileError`.
    """
    if name in PROFILES:
        profile = import_module(PROFILES[name]).PROFILE
        assert isinstance(profile, Profile)  # noqa: S101 - PROFILES names profiles
        return profile
    file = Path(name)
    if file.suffix.casefold() != ".py":
        raise UnknownProfileError(name)
    if not file.is_file():
        raise NoProfileFileError(file)
    from trede.importers.own_profiles import load_profile  # noqa: PLC0415 - few bring their own

    return load_profile(file)
