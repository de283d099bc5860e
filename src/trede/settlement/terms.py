"""What was agreed in one version of a contract, as values; ``reading`` makes them from TOML.

Amounts are in cents, without VAT. Sources: regioplan-2003 D2 (fee components, payment forms),
rwi-2004 D12 and E2, rekenkamer-amsterdam E3 and part 2 E1 and E2.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

Titles = Mapping[str, str]

Scheme = Literal["input", "no_cure_less_pay", "per_result", "bonus_malus", "pay_a_little"]
Part = Literal["intake", "start", "progress", "phase", "completion", "placement", "aftercare"]
OffBenefit = Literal["fully", "partly", "not_asked"]
Rounding = Literal["up", "down", "half_up"]
Suspends = Literal["list", "client", "nothing"]
SameWork = Literal["hold", "pay"]
Policy = Literal[1, 2]
"""1: pays what the contract says, and flags work paid by the municipality as no exit (legacy);
2: never pays a premium for such work (rekenkamer-amsterdam R6)."""


@dataclass(frozen=True)
class Work:
    """What work counts as the result.

    ``months`` at work, joined over gaps of at most ``longest_gap_days``; ``weekly_hours`` at least;
    reached no later than ``within_months`` after the start of the participation. With ``verified``
    an independent source must have confirmed the work on or after the day it is reached.
    """

    kinds: tuple[str, ...] = ("regular",)
    financed_by: tuple[str, ...] = ("employer",)
    weekly_hours: int = 0
    months: int = 0
    longest_gap_days: int = 0
    off_benefit: OffBenefit = "not_asked"
    within_months: int | None = None
    verified: bool = True


@dataclass(frozen=True)
class GroupTariff:
    """Another amount from a certain client on, counted by start within a calendar year."""

    from_client: int
    cents: int


@dataclass(frozen=True)
class Fee:
    """A part of the price, and when it is earned.

    intake, phase: when the report named ``report`` is received; progress: for each report of that
    name; start: when the participation begins; completion: when it is completed to the norm and
    approved; placement: when work is found; aftercare: when its report is received after that.
    ``activity`` names what is done, for the guard against paying twice for like activities.
    """

    name: str
    titles: Titles
    part: Part
    cents: int
    report: str | None = None
    activity: str | None = None
    at_most: int | None = None
    work: Work | None = None
    group_tariffs: tuple[GroupTariff, ...] = ()


@dataclass(frozen=True)
class Premium:
    """An amount for a result, on a claim.

    ``fees_become`` says to what fees of the same participation are lowered once it is due.
    """

    name: str
    titles: Titles
    cents: int
    cents_if_partly_off: int | None = None
    activity: str | None = None
    evidence: tuple[str, ...] = ()
    all_evidence: bool = False
    claim_within_months: int | None = None
    work: Work | None = None
    fees_become: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Share:
    """The part of the price that a result is worth, in percent of the whole price."""

    name: str
    titles: Titles
    percent: int
    work: Work


@dataclass(frozen=True)
class NoCureLessPay:
    """A price of which part is paid for effort and the rest for what came of it."""

    cents: int
    effort_percent: int
    results: tuple[Share, ...]
    activity: str | None = None


@dataclass(frozen=True)
class BonusMalus:
    """So much for each performance of a year cohort above the target, back for each below."""

    target_percent: int
    bonus_cents: int
    malus_cents: int
    rounding: Rounding
    settled_after_months: int
    work: Work


@dataclass(frozen=True)
class StagedBonus:
    """A small bonus for a minimum result of a year cohort, a big one instead for the target."""

    minimum_percent: int
    small_cents: int
    target_percent: int
    big_cents: int
    settled_after_months: int
    work: Work


@dataclass(frozen=True)
class ReportDue:
    """A report that the company owes.

    Due ``within_days`` after ``months`` from the start (each so many months if ``repeated``), or
    after the end of the participation if ``months`` is empty.
    """

    name: str
    titles: Titles
    months: int | None
    repeated: bool
    within_days: int
    holds_payment: bool


@dataclass(frozen=True)
class Caps:
    """The most that is paid; empty where there is no limit."""

    per_client_cents: int | None = None
    per_year_cents: int | None = None
    per_contract_cents: int | None = None


@dataclass(frozen=True)
class Norm:
    """What counts as a good result of the contract, in percent of its participants."""

    name: str
    titles: Titles
    percent: int


@dataclass(frozen=True)
class Terms:
    """One version of a contract. ``ends_on`` is the first day it no longer holds for newcomers.

    A participation keeps the version of the day it began: a new price never reaches back. With
    ``self_billing`` the municipality makes the invoices, each month, of what is due.
    ``same_work_elsewhere`` says what becomes of an amount for work that another contract pays an
    amount for too: held until people decide, or paid beside it.
    """

    contract_id: str
    version: int
    titles: Titles
    company: str
    company_group: str
    scheme: Scheme
    policy: Policy
    starts_on: date
    ends_on: date | None
    source: str
    vat_percent: int = 0
    fees: tuple[Fee, ...] = ()
    premiums: tuple[Premium, ...] = ()
    no_cure_less_pay: NoCureLessPay | None = None
    bonus_malus: BonusMalus | None = None
    pay_a_little: StagedBonus | None = None
    missing_signature_suspends: Suspends = "nothing"
    same_work_elsewhere: SameWork = "hold"
    reports: tuple[ReportDue, ...] = ()
    caps: Caps = field(default_factory=Caps)
    norms: tuple[Norm, ...] = ()
    self_billing: bool = False

    def holds_on(self, day: date) -> bool:
        """Tell whether a participation that begins on a day falls under this version."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def until(self, ends_on: date | None) -> "Terms":
        """Return these terms as they hold once a later version has taken their place on a day.

        The document stays as it was agreed; that another one follows stands beside it.
        """
        if ends_on is None or (self.ends_on is not None and self.ends_on <= ends_on):
            return self
        return replace(self, ends_on=ends_on)
