"""What the terms and facts give, before looking at what was paid."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from trede.settlement.lines import Key, Reason, Verdict
from trede.settlement.spans import Span
from trede.settlement.terms import Terms
from trede.settlement.work import Judged


@dataclass(frozen=True)
class Entitlement:
    """An amount with the verdict on it so far.

    ``earned_on`` is the day the terms were met (or the fact that asks for it happened);
    ``activity`` and ``span`` serve the guard against paying for like activities; ``judged``, the
    work it rests on, and ``asked_on``, the day it was claimed, that against paying twice for the
    same work.
    """

    key: Key
    person_id: str
    terms: Terms
    titles: Mapping[str, str]
    cents: int
    verdict: Verdict
    reason: Reason
    earned_on: date
    payable_on: date | None = None
    facts: tuple[str, ...] = ()
    is_premium: bool = False
    no_exit: bool = False
    activity: str | None = None
    span: Span | None = None
    judged: Judged | None = None
    asked_on: date | None = None

    @property
    def order(self) -> tuple[date, str, str, str]:
        """Where it stands among others: by the day it was earned, never by the order of entry."""
        return (self.earned_on, self.key.participation_id, self.key.term, self.key.period)

    def held(self, code: str, payable_on: date | None = None, **facts: object) -> "Entitlement":
        """Return it held, for a reason."""
        return self._judged(Verdict.HELD, code, payable_on, facts)

    def refused(self, code: str, payable_on: date | None = None, **facts: object) -> "Entitlement":
        """Return it refused, for a reason."""
        return self._judged(Verdict.REFUSED, code, payable_on, facts)

    def _judged(
        self, verdict: Verdict, code: str, payable_on: date | None, facts: Mapping[str, object]
    ) -> "Entitlement":
        return replace(self, verdict=verdict, reason=Reason(code, facts), payable_on=payable_on)
