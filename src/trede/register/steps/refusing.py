"""How a step says no: refused at a field, or asked to be confirmed first."""

from collections.abc import Mapping, Sequence
from typing import Any

from trede.errors import UsageError

CONFIRMATION = "confirm-"
"""What the names of fields begin with that confirm a warning."""


class RefusedError(UsageError):
    """A rule does not allow what was filled in; ``field`` is where it is said."""

    def __init__(self, message: str, field: str | None = None) -> None:
        self.field = field
        super().__init__(message)


class RefusalsError(UsageError):
    """Several rules do not allow what was filled in: all of them are said at once."""

    def __init__(self, refusals: Sequence[RefusedError]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(" ".join(str(each) for each in refusals))


class UnconfirmedError(UsageError):
    """Something is unusual; it is recorded only after someone has confirmed it.

    ``warnings`` are the warnings by name, which the form shows as boxes to tick.
    """

    def __init__(self, warnings: Mapping[str, str]) -> None:
        self.warnings = dict(warnings)
        super().__init__(" ".join(self.warnings.values()))


def confirm(answers: Mapping[str, Any], warnings: Mapping[str, str]) -> None:
    """Raise UnconfirmedError unless every warning, by name, has been confirmed."""
    if not all(answers.get(f"{CONFIRMATION}{name}") for name in warnings):
        raise UnconfirmedError(warnings)


def refuse(refusals: Sequence[RefusedError]) -> None:
    """Raise all refusals at once, if there are any."""
    if refusals:
        raise RefusalsError(refusals)
