"""What is known of the clients of contracts, as the engine reads it.

Each fact stands for a row of the dossier; its name in ``Line.facts`` is table and key.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from trede.settlement.spans import Span


@dataclass(frozen=True)
class Participation:
    """One client in one contract; ``completed``, ``meets_norm`` and ``approved`` as registered."""

    participation_id: str
    person_id: str
    contract_id: str
    span: Span
    completed: bool = False
    meets_norm: bool | None = None
    approved: bool | None = None


@dataclass(frozen=True)
class Placement:
    """Work: its kind (regular or subsidised), who pays, and when it was verified independently."""

    placement_id: str
    person_id: str
    span: Span
    kind: str = "regular"
    financed_by: str = "employer"
    weekly_hours: int | None = None
    verified_on: date | None = None

    @property
    def is_exit(self) -> bool:
        """Tell whether the work is regular and not paid by the municipality."""
        return self.kind == "regular" and self.financed_by == "employer"


@dataclass(frozen=True)
class Benefit:
    """A period of benefit with its monthly amount, if known."""

    spell_id: str
    person_id: str
    span: Span
    monthly_cents: int | None = None


@dataclass(frozen=True)
class Verification:
    """What an independent source said of someone after benefit ended: at work or not."""

    verification_id: str
    person_id: str
    verified_on: date
    at_work: bool


@dataclass(frozen=True)
class Signature:
    """A client on an attendance list of a month; ``signed_on`` is empty while it is missing."""

    signature_id: str
    participation_id: str
    list_id: str
    month_on: date
    signed_on: date | None = None


@dataclass(frozen=True)
class Report:
    """A report of the company on a participation, by its name in the contract.

    ``due_on`` is the day of the calendar that it was written for, if it names one.
    """

    report_id: str
    participation_id: str
    name: str
    received_on: date
    due_on: date | None = None


@dataclass(frozen=True)
class Claim:
    """A premium asked for, with the evidence that came along: kind and day of receipt."""

    claim_id: str
    contract_id: str
    participation_id: str
    premium: str
    claimed_on: date
    evidence: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class Payment:
    """What was paid (or taken back, negative) for a term of a contract."""

    contract_id: str
    participation_id: str
    term: str
    period: str
    cents: int
    paid_on: date


Fact = TypeVar("Fact")


@dataclass(frozen=True)
class Facts:
    """All facts of a settlement, earlier payments included."""

    participations: tuple[Participation, ...] = ()
    placements: tuple[Placement, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    verifications: tuple[Verification, ...] = ()
    signatures: tuple[Signature, ...] = ()
    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    payments: tuple[Payment, ...] = ()

    def as_of(self, day: date) -> "Facts":
        """Return what had happened by a day; an end or verification still to come is not known."""
        return Facts(
            participations=tuple(
                _running_on(each, day) for each in self.participations if each.span.starts_on <= day
            ),
            placements=tuple(
                replace(
                    each,
                    span=each.span.as_of(day),
                    verified_on=_by(each.verified_on, day),
                )
                for each in self.placements
                if each.span.starts_on <= day
            ),
            benefits=tuple(
                replace(each, span=each.span.as_of(day))
                for each in self.benefits
                if each.span.starts_on <= day
            ),
            verifications=tuple(each for each in self.verifications if each.verified_on <= day),
            signatures=tuple(
                replace(each, signed_on=_by(each.signed_on, day))
                for each in self.signatures
                if each.month_on <= day
            ),
            reports=tuple(each for each in self.reports if each.received_on <= day),
            claims=tuple(
                replace(each, evidence=tuple(e for e in each.evidence if e[1] <= day))
                for each in self.claims
                if each.claimed_on <= day
            ),
            payments=self.payments,
        )

    @cached_property
    def placements_of(self) -> Mapping[str, list[Placement]]:
        """The placements of each person, the first begun first."""
        inorder = sorted(self.placements, key=lambda each: (each.span.starts_on, each.placement_id))
        return _grouped(inorder, lambda each: each.person_id)

    @cached_property
    def benefits_of(self) -> Mapping[str, list[Benefit]]:
        """The benefit of each person."""
        return _grouped(self.benefits, lambda each: each.person_id)

    @cached_property
    def verifications_of(self) -> Mapping[str, list[Verification]]:
        """The verifications of each person."""
        return _grouped(self.verifications, lambda each: each.person_id)

    @cached_property
    def reports_of(self) -> Mapping[str, list[Report]]:
        """The reports on each participation, the first received first."""
        inorder = sorted(self.reports, key=lambda each: (each.received_on, each.report_id))
        return _grouped(inorder, lambda each: each.participation_id)

    @cached_property
    def claims_of(self) -> Mapping[str, list[Claim]]:
        """The claims on each participation, the first first."""
        inorder = sorted(self.claims, key=lambda each: (each.claimed_on, each.claim_id))
        return _grouped(inorder, lambda each: each.participation_id)

    @cached_property
    def signatures_of(self) -> Mapping[str, list[Signature]]:
        """The attendance of each participation."""
        return _grouped(self.signatures, lambda each: each.participation_id)

    @cached_property
    def unsigned_lists(self) -> Mapping[str, list[Signature]]:
        """The attendance lists that lack a signature, with those who did not sign."""
        missing = (each for each in self.signatures if each.signed_on is None)
        return _grouped(missing, lambda each: each.list_id)


def _running_on(each: Participation, day: date) -> Participation:
    """Return a participation as it stood on a day: how it ended is not known before its end."""
    if each.span.ends_on is not None and each.span.ends_on <= day:
        return each
    return replace(
        each, span=Span(each.span.starts_on), completed=False, meets_norm=None, approved=None
    )


def _by(event_on: date | None, day: date) -> date | None:
    return event_on if event_on is not None and event_on <= day else None


def _grouped(facts: Iterable[Fact], key: Callable[[Fact], str]) -> Mapping[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for each in facts:
        found[key(each)].append(each)
    return found
