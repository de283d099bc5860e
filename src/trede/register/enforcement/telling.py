"""Tells the income side of a decision: a signal that whoever keeps the benefit carries out."""

from collections.abc import Mapping
from datetime import date

from trede.language import translate as _
from trede.register.clients.models import Client
from trede.register.enforcement.scheme import CLAIMED
from trede.register.enforcement.signals import DECIDED
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_code, show_day, show_euro, upper_first
from trede.register.steps.fields import A_DAY


def tell_income_side(
    journal: Journal,
    client: Client,
    sanction: Mapping[str, object],
    day: date,
    *,
    instead_of: str = "",
) -> None:
    """Put a decision on the worklist of who keeps the benefit.

    ``instead_of`` says which decision it takes the place of.
    """
    first = sanction["applies_from"]
    ahead = isinstance(first, date) and first > day
    signal: dict[str, Value] = {
        "signal_id": new_id(),
        "person_id": client.person_id,
        "rule": DECIDED,
        "description": " ".join(filter(None, (say(sanction), instead_of))),
        "raised_on": day,
        "due_on": first if ahead and isinstance(first, date) else None,
    }
    journal.record("signals", signal)


def say(sanction: Mapping[str, object]) -> str:
    """Say a decision: what, how much, from when until when, and what is claimed back."""
    decision = sanction["decision"]
    if decision is None:
        return _("The decision is taken back.")
    said = upper_first(show_code(str(decision), "sanction_decision"))
    if decision == "imposed" and sanction["percentage"] is not None:
        said = _("{decision}: {percent} percent").format(
            decision=said, percent=sanction["percentage"]
        )
    first, until = sanction["applies_from"], sanction["applies_until"]
    if decision in {"imposed", "suspended"} and isinstance(first, date) and isinstance(until, date):
        said = _("{said}, {first} – {last}").format(
            said=said, first=show_day(first), last=show_day(until - A_DAY)
        )
    claimed = [cents for name in CLAIMED if isinstance(cents := sanction[name], int)]
    if sum(claimed):
        said = _("{said}; claimed back {amount}").format(said=said, amount=show_euro(sum(claimed)))
    return said


def let_lapse(journal: Journal, decision: Fact, day: date) -> None:
    """Let what the income side was told of a decision lapse if it was not carried out yet."""
    told = believed("signals").filter(
        recorded_in=decision.recorded_in, rule=DECIDED, handled_on__isnull=True
    )
    for signal in told:
        journal.correct(signal, {"handled_on": day, "outcome": "lapsed"})
