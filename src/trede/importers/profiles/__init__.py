"""The kinds of extracts that Trede knows, by the name used on the command line."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import MappingProxyType, ModuleType

from trede.errors import BadInputError, UsageError
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


class NotAProfileError(BadInputError):
    """A Python file was named that holds no profile."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(
            _("{file} holds no profile ({why}). It must set PROFILE to a Profile.").format(
                file=file, why=why
            )
        )


def find_profile(name: str) -> Profile:
    """Return a profile by name, or the one in a Python file of the municipality's own.

    Raises :class:`UnknownProfileError` or :class:`NotAProfileError`.
    """
    if name in PROFILES:
        return _profile_in(import_module(PROFILES[name]), Path(name))
    file = Path(name)
    if file.suffix != ".py" or not file.is_file():
        raise UnknownProfileError(name)
    specification = spec_from_file_location(file.stem, file)
    if specification is None or specification.loader is None:
        raise NotAProfileError(file, _("it cannot be loaded"))
    module = module_from_spec(specification)
    try:
        specification.loader.exec_module(module)
    except (SyntaxError, ImportError, NameError) as error:
        raise NotAProfileError(file, str(error)) from error
    return _profile_in(module, file)


def _profile_in(module: ModuleType, file: Path) -> Profile:
    profile = getattr(module, "PROFILE", None)
    if not isinstance(profile, Profile):
        raise NotAProfileError(file, _("PROFILE is missing"))
    return profile
