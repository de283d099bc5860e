"""What a settlement says: lines with an amount, a verdict and a reason; and alerts."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Verdict(Enum):
    """What becomes of an amount.

    due: to be paid now, or taken back if it is negative; held: may still be paid, once what is
    missing is there (negative: was paid, and is in doubt); refused: not paid on these facts.
    """

    DUE = "due"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True)
class Reason:
    """Why: a code of the list ``settlement_reason``, and the facts that its sentence names."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Key:
    """What an amount is paid for once: a term of a contract, for a participation, in a period.

    ``participation_id`` is empty for an amount about a cohort; ``period`` for one paid once.
    """

    contract_id: str
    participation_id: str
    term: str
    period: str = ""


@dataclass(frozen=True)
class Line:
    """One amount in cents without VAT, with its verdict and reason.

    ``titles`` name the term in the words of the contract; ``since`` is the day from which it is
    due, held or refused; ``payable_on`` the first day on which it can be paid, where it can be
    told; ``facts`` the rows it rests on; ``no_exit`` flags work that the municipality pays.
    """

    key: Key
    person_id: str
    version: int
    titles: Mapping[str, str]
    cents: int
    vat_cents: int
    verdict: Verdict
    reason: Reason
    since: date
    payable_on: date | None
    facts: tuple[str, ...]
    no_exit: bool = False


@dataclass(frozen=True)
class Alert:
    """Something about a client or contract that people must look at, and the money at stake."""

    code: str
    person_id: str
    contracts: tuple[str, ...]
    cents: int
    since: date
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Settlement:
    """The outcome on a day. What was paid before and is right gives no line."""

    day: date
    lines: tuple[Line, ...]
    alerts: tuple[Alert, ...]

    def of(self, contracts: Container[str]) -> "Settlement":
        """Return what is said of some contracts only."""
        return Settlement(
            self.day,
            tuple(line for line in self.lines if line.key.contract_id in contracts),
            tuple(a for a in self.alerts if any(each in contracts for each in a.contracts)),
        )

    def cents(self, verdict: Verdict) -> int:
        """Return the sum of the lines with a verdict."""
        return sum(line.cents for line in self.lines if line.verdict is verdict)
