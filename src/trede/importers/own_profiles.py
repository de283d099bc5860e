"""Loads a profile that a municipality wrote itself, and tells its mistakes with file and line."""

import sys
import traceback
from collections.abc import Mapping
from dataclasses import replace
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from trede.dossier.building import UnusableFactError
from trede.errors import BadInputError, TredeError
from trede.importers.mistakes import ProfileMistakeError
from trede.importers.profile import Import, Profile
from trede.language import translate as _

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer


class FaultyProfileError(BadInputError):
    """A profile of one's own cannot be used; nothing was imported."""

    def __init__(self, file: Path, line: int | None, what: str) -> None:
        where = str(file)
        if line is not None:
            where = _("{file}, line {line}").format(file=file, line=line)
        ended = what if what.endswith((".", "!", "?")) else f"{what}."
        super().__init__(
            _("{where}: {what} Mend the profile; nothing was imported.").format(
                where=where, what=ended
            )
        )


class _Loader(SourceFileLoader):
    """Loads a profile and leaves no compiled copy among the municipality's own files."""

    def set_data(self, path: str, data: "Buffer", *, _mode: int = 0o666) -> None:
        """Keep nothing."""


def load_profile(file: Path) -> Profile:
    """Return the profile in a Python file; raises :class:`FaultyProfileError`."""
    try:
        module = _load(file)
    except SyntaxError as error:
        raise FaultyProfileError(file, error.lineno, f"SyntaxError: {error.msg}") from error
    except Exception as error:
        raise _told(file, error) from error
    profile = getattr(module, "PROFILE", None)
    if not isinstance(profile, Profile):
        what = _('PROFILE is missing. Set PROFILE = Profile("name", "title", read)')
        raise FaultyProfileError(file, None, what)
    if not callable(profile.read):
        what = _("the third part of PROFILE is no function. Name the function that reads the files")
        raise FaultyProfileError(file, None, what)
    return replace(profile, read=lambda imported: _read(profile, file, imported), file=file)


def _load(file: Path) -> ModuleType:
    name = f"profile_of_{file.stem}"
    specification = spec_from_loader(name, _Loader(name, str(file.resolve())))
    assert specification is not None  # noqa: S101 - there is always one for a loader
    assert specification.loader is not None  # noqa: S101 - it is the one just given
    module = module_from_spec(specification)
    sys.modules[name] = module
    specification.loader.exec_module(module)
    return module


def _read(profile: Profile, file: Path, imported: Import) -> Mapping[str, str]:
    """Let a profile read; whatever goes wrong within it is told with its file and line."""
    try:
        settings = profile.read(imported)
    except (UnusableFactError, ProfileMistakeError) as error:
        raise _told(file, error) from error
    except TredeError:
        raise
    except Exception as error:
        raise _told(file, error, _line_of(profile)) from error
    if not isinstance(settings, Mapping):
        what = _(
            "the function that reads the files returned {found}. End it with return {example}; "
            "return {empty} sets nothing"
        ).format(found=type(settings).__name__, example='{"inflow_from": "2024-01-01"}', empty="{}")
        raise FaultyProfileError(file, _line_of(profile), what)
    for name, value in settings.items():
        if not isinstance(name, str) or not isinstance(value, str):
            what = _(
                'the setting "{name}" is {value}, and must be a text. Write it as one would type '
                'it: "2024-01-01" for a date, "abc,def" for several texts'
            ).format(name=name, value=repr(value))
            raise FaultyProfileError(file, _line_of(profile), what)
    return settings


def _line_of(profile: Profile) -> int | None:
    code = getattr(profile.read, "__code__", None)
    return code.co_firstlineno if code else None


def _told(file: Path, error: Exception, otherwise: int | None = None) -> FaultyProfileError:
    """Return what went wrong, with the last line of the profile that was at work, if any was."""
    here = str(file.resolve())
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == here]
    line = lines[-1] if lines else otherwise
    if isinstance(error, UnusableFactError | ProfileMistakeError):
        return FaultyProfileError(file, line, str(error))
    what = f"{type(error).__name__}: {error}"
    if frames and frames[-1].filename != here:
        within = Path(frames[-1].filename).name
        what += f" ({within}, {frames[-1].lineno})"
    return FaultyProfileError(file, line, what)
