"""A client who comes back on benefit after an earlier exit, and whether that exit had lasted.

An exit is durable if no benefit follows within the term that the municipality uses for its
figures (``durable_months``): iwi-2007 L25; rekenkamer-utrecht L25.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trede.register.facts.models import Fact
from trede.register.signals.settings import settings_on
from trede.register.steps.terms import months_later

File = Mapping[str, Sequence[Fact]]


@dataclass(frozen=True)
class Relapse:
    """A return: when the client left, why, when back, and whether within the term."""

    left_on: date
    reason: str | None
    returned_on: date
    within_term: bool


def durable_on(left_on: date, day: date) -> date:
    """Return from when an exit is durable, by the term that is in force on a day."""
    return months_later(left_on, int(settings_on(day).parameters["durable_months"]))


def relapse_in(file: File, day: date) -> Relapse | None:
    """Return the newest return on benefit in a file as of a day; none if there is none.

    A benefit that follows on the day the other ended is a change of benefit, no return.
    """
    spells = sorted((each for each in file["benefit_spells"] if _starts(each) <= day), key=_starts)
    for number in range(len(spells) - 1, 0, -1):
        back_on, before = _starts(spells[number]), spells[:number]
        if all(_ended_before(each, back_on) for each in before):
            return _relapse(max(before, key=lambda each: str(each.cell("ends_on"))), back_on, day)
    return None


def _relapse(last: Fact, back_on: date, day: date) -> Relapse | None:
    left_on, reason = last.cell("ends_on"), last.cell("exit_reason")
    if not isinstance(left_on, date):
        return None
    within = back_on < durable_on(left_on, day)
    return Relapse(left_on, None if reason is None else str(reason), back_on, within)


def _starts(spell: Fact) -> date:
    starts_on = spell.cell("starts_on")
    return starts_on if isinstance(starts_on, date) else date.min


def _ended_before(spell: Fact, day: date) -> bool:
    ends_on = spell.cell("ends_on")
    return isinstance(ends_on, date) and ends_on < day
