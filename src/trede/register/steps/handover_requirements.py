"""How complete a hand-over is, and what is missing: the requirements are dated data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from trede.language import current_language
from trede.language import translate as _
from trede.register.steps.handover import Handover
from trede.register.steps.policies import Entry, in_force

POLICY = "handover"


class Completeness(Enum):
    """How complete a hand-over is."""

    UNUSABLE = "unusable"
    INCOMPLETE = "incomplete"
    COMPLETE = "complete"

    @property
    def title(self) -> str:
        """The level in the language in use."""
        titles = {
            Completeness.UNUSABLE: _("not usable yet"),
            Completeness.INCOMPLETE: _("incomplete"),
            Completeness.COMPLETE: _("complete"),
        }
        return titles[self]


@dataclass(frozen=True)
class Missing:
    """What is missing of a hand-over, by how much it matters, in words."""

    needed: tuple[str, ...]
    agreed: tuple[str, ...]
    useful: tuple[str, ...]

    @property
    def completeness(self) -> Completeness:
        """The level that follows from what is missing."""
        if self.needed:
            return Completeness.UNUSABLE
        return Completeness.INCOMPLETE if self.agreed else Completeness.COMPLETE


def missing_of(handover: Handover, day: date) -> Missing:
    """Return what a hand-over lacks by the requirements of a day."""
    return Missing(
        _missing(handover, day, "needed"),
        _missing(handover, day, "agreed"),
        _missing(handover, day, "useful"),
    )


def days_to_complete(day: date) -> int:
    """Return after how many days the to-do of an incomplete hand-over is due."""
    return int(in_force(POLICY, "terms", day)[-1]["days_to_complete"])


def lacking(handover: Handover, day: date) -> Sequence[Entry]:
    """Return the requirements of a day that a hand-over does not meet, in the order of the policy.

    ``level`` says how much each matters, ``path`` where it stands in the form.
    """
    requirements = in_force(POLICY, "requirements", day)
    return [each for each in requirements if not _at(handover, each["path"])]


def _missing(handover: Handover, day: date, level: str) -> tuple[str, ...]:
    lacked = [each for each in lacking(handover, day) if each["level"] == level]
    return tuple(each[current_language()] for each in lacked)


def _at(handover: Handover, path: str) -> object:
    found: object = handover
    for part in path.split("."):
        found = getattr(found, part)
    return found
