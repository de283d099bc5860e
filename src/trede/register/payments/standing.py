"""How an amount stands, in the six ways that every page tells apart with the same words.

The settlement has three verdicts. What is due is to be paid or to be taken back; what is held was
earned or claimed and lacks something, or was paid and is in doubt, or belongs to a year that still
runs. Adding these up would tell nothing, so each has its own sum.
"""

from enum import Enum

from django.db.models import Q

from trede.language import translate as _
from trede.settlement.lines import Line, Verdict
from trede.settlement.sentences import label

COHORT_RUNS = "cohort_runs"


class Standing(Enum):
    """How an amount stands."""

    DUE = "due"
    BACK = "back"
    HELD = "held"
    DOUBT = "doubt"
    RUNNING = "running"
    REFUSED = "refused"

    @property
    def title(self) -> str:
        """Return what it is called in the language in use."""
        return _TITLES[self]()


_TITLES = {
    Standing.DUE: lambda: _("to be paid"),
    Standing.BACK: lambda: _("to be taken back"),
    Standing.HELD: lambda: label("settlement_verdict", "held"),
    Standing.DOUBT: lambda: _("paid, in doubt"),
    Standing.RUNNING: lambda: _("bonus or malus of a year that still runs"),
    Standing.REFUSED: lambda: label("settlement_verdict", "refused"),
}


def standing_of(line: Line) -> Standing:
    """Return how a line of a settlement stands."""
    if line.verdict is Verdict.REFUSED:
        return Standing.REFUSED
    if line.verdict is Verdict.DUE:
        return Standing.DUE if line.cents >= 0 else Standing.BACK
    if line.reason.code == COHORT_RUNS:
        return Standing.RUNNING
    return Standing.HELD if line.cents >= 0 else Standing.DOUBT


_DUE, _HELD = Q(verdict=Verdict.DUE.value), Q(verdict=Verdict.HELD.value)
_RUNS = Q(reason=COHORT_RUNS)
PICKS = {
    Standing.DUE: _DUE & Q(cents__gte=0),
    Standing.BACK: _DUE & Q(cents__lt=0),
    Standing.HELD: _HELD & ~_RUNS & Q(cents__gte=0),
    Standing.DOUBT: _HELD & ~_RUNS & Q(cents__lt=0),
    Standing.RUNNING: _HELD & _RUNS,
    Standing.REFUSED: Q(verdict=Verdict.REFUSED.value),
}
"""What picks the kept lines of the settlement that stand so."""
