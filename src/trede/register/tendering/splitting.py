"""Warns of assignments that look split to stay under a limit (regioplan-2003 C2, L5; L581).

Two patterns: the lots of one assignment are above the limit together while the procedure chosen
is for a lower value; or like assignments that were prepared within the months of the policy are
above it together while each stays below.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trede.language import translate as _
from trede.register.pages.templating import show_code, show_euro
from trede.register.steps.policies import in_force
from trede.register.steps.terms import months_later
from trede.register.tendering.procedures import POLICY, advise

_MONTHS = 12
"""Where the policy of a municipality says nothing of it."""


@dataclass(frozen=True)
class Assignment:
    """What counts when assignments are compared: kind, day, value of the lots, procedure."""

    key: str
    name: str
    category: str | None
    prepared_on: date
    lots_cents: Sequence[int]
    procedure: str | None = None

    @property
    def value_cents(self) -> int:
        """The value of all lots together."""
        return sum(self.lots_cents)


def warnings_of(assignment: Assignment, others: Sequence[Assignment]) -> Mapping[str, str]:
    """Return the warnings about an assignment, by name; raises NoLimitsError."""
    return dict(_warnings(assignment, others))


def _warnings(one: Assignment, others: Sequence[Assignment]) -> Iterator[tuple[str, str]]:
    advice = advise(one.value_cents, one.prepared_on)
    if one.procedure is not None and one.procedure not in advice.procedures:
        text = _(
            "The {lots} lots of this assignment are worth {value} together: above the limit of "
            "{limit}, even if each stays below it. “{procedure}” is not for that value."
        )
        yield (
            "split-lots",
            text.format(
                lots=len(one.lots_cents),
                value=show_euro(one.value_cents),
                limit=show_euro(advice.limit_cents),
                procedure=show_code(one.procedure, "tender_procedure"),
            ),
        )
    like = [each for each in others if _is_like(one, each)]
    together = one.value_cents + sum(each.value_cents for each in like)
    if like and advice.side == "below" and advise(together, one.prepared_on).side == "above":
        text = _(
            "Together with {names}, of the same kind and prepared within {months} months, this is "
            "worth {value}: above the limit of {limit}. Look whether it is one assignment."
        )
        yield (
            "split-assignments",
            text.format(
                names=", ".join(f"“{each.name}”" for each in like),
                months=months_between(one.prepared_on),
                value=show_euro(together),
                limit=show_euro(advice.limit_cents),
            ),
        )


def months_between(day: date) -> int:
    """Return within how many months like assignments count together, as the policy has it."""
    entries = in_force(POLICY, "splitting", day)
    return int(entries[-1]["months"]) if entries else _MONTHS


def _is_like(one: Assignment, other: Assignment) -> bool:
    if other.key == one.key or not one.category or other.category != one.category:
        return False
    months = months_between(one.prepared_on)
    first, last = sorted((one.prepared_on, other.prepared_on))
    return last < months_later(first, months)
