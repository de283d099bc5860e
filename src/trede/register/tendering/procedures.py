"""Which procedure a tender may follow, and which duties come with it: limits as dated data.

The value that counts is that of all lots of an assignment together, without value added tax
(regioplan-2003 E1). What a value of exactly the limit means the municipality decides in its own
policy; see ``steps/policy/tendering.toml``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from trede.errors import UsageError
from trede.language import current_language
from trede.language import translate as _
from trede.register.pages.templating import show_day, show_euro
from trede.register.steps.policies import Entry, in_force

POLICY = "tendering"
_CENTS = 100
Side = Literal["below", "above"]


class NoLimitsError(UsageError):
    """No version of the limits holds on a day."""

    def __init__(self, day: date) -> None:
        super().__init__(
            _(
                "No limits for tenders are on file for {day}. Add a version with its dates to "
                "policy/tendering.toml of the register."
            ).format(day=show_day(day))
        )


@dataclass(frozen=True)
class Duty:
    """Something that must be done, in words, and where that stands."""

    name: str
    text: str
    source: str


@dataclass(frozen=True)
class Advice:
    """What a value means on a day: the limit, on which side it stands, what may and must be."""

    version: str
    source: str
    limit_cents: int
    value_cents: int
    at_limit: Side
    procedures: Sequence[str]
    duties: Sequence[Duty]

    @property
    def side(self) -> Side:
        """On which side of the limit the value stands."""
        return side_of(self.value_cents, self.limit_cents, self.at_limit)

    @property
    def is_exactly(self) -> bool:
        """Whether the value is exactly the limit, so that the municipality's reading decides."""
        return self.value_cents == self.limit_cents

    def says(self) -> str:
        """Say in a sentence how the value stands to the limit."""
        if self.is_exactly:
            said = {
                "above": _("{value} is exactly the limit; the municipality counts that as above."),
                "below": _("{value} is exactly the limit; the municipality counts that as below."),
            }[self.at_limit]
            return said.format(value=show_euro(self.value_cents))
        said = {
            "above": _("{value} is above the limit of {limit}."),
            "below": _("{value} is below the limit of {limit}."),
        }[self.side]
        return said.format(value=show_euro(self.value_cents), limit=show_euro(self.limit_cents))


def side_of(value_cents: int, limit_cents: int, at_limit: Side) -> Side:
    """Tell on which side of a limit a value stands."""
    if value_cents == limit_cents:
        return at_limit
    return "above" if value_cents > limit_cents else "below"


def advise(value_cents: int, day: date) -> Advice:
    """Return what a value means on a day; raises NoLimitsError and FaultyPolicyError."""
    entries = in_force(POLICY, "limits", day)
    if not entries:
        raise NoLimitsError(day)
    entry = entries[-1]
    limit = int(entry["limit_euros"]) * _CENTS
    at_limit: Side = "below" if entry["at_limit"] == "below" else "above"
    side = side_of(value_cents, limit, at_limit)
    return Advice(
        version=_in_words(entry),
        source=str(entry["source"]),
        limit_cents=limit,
        value_cents=value_cents,
        at_limit=at_limit,
        procedures=tuple(entry[f"procedures_{side}"]),
        duties=tuple(_duty(name, day) for name in entry[f"duties_{side}"]),
    )


def _duty(name: str, day: date) -> Duty:
    known: Mapping[str, Entry] = {each["name"]: each for each in in_force(POLICY, "duties", day)}
    entry = known.get(name, {"name": name})
    return Duty(name, _in_words(entry), str(entry.get("source", "")))


def _in_words(entry: Entry) -> str:
    return str(entry.get(current_language(), entry["name"]))
