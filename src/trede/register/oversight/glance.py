"""Contracts at a glance: money, volume, results and warnings of each, in a handful of questions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count

from trede.language import translate as _
from trede.register.contracts.reading import (
    MINIMUM,
    Contract,
    Stage,
    all_contracts,
    warnings_of,
)
from trede.register.contracts.versions import readable_terms
from trede.register.oversight.models import OpenReport
from trede.register.oversight.money import Money, money_of
from trede.register.providers.results import Result, results_by_contract
from trede.register.referrals.volumes import Volume, volumes_of

NEARLY = 90
"""From so many percent of what a contract pays at most it is pointed out."""


@dataclass(frozen=True)
class Glance:
    """A contract with its money, its volume, its result and what needs attention."""

    contract: Contract
    money: Money
    volume: Volume
    result: Result | None
    late_reports: int
    has_terms: bool

    @property
    def maximum(self) -> int | None:
        """The agreed maximum of clients."""
        return self.volume.maximum

    @property
    def minimum(self) -> int | None:
        """The agreed minimum of clients."""
        return self.volume.minimum

    @cached_property
    def warnings(self) -> list[str]:
        """Say what needs attention."""
        found = [*warnings_of(self.contract), *self.volume.warnings()]
        if not self.has_terms:
            found.append(_("No terms are on file: what is due cannot be told."))
        if self.late_reports:
            text = _("Reports that are too late: {number}.")
            found.append(text.format(number=self.late_reports))
        share = self.money.share_of_most
        if share is not None and share >= NEARLY:
            text = _("{percent}% of the most that the contract pays is spent or expected.")
            found.append(text.format(percent=share))
        return list(dict.fromkeys(found))

    @property
    def exits(self) -> float:
        """Which share of the clients went to work; below zero if that is not known."""
        return self.result.exits / self.result.clients if self.result else -1.0


def glances(day: date, *, shows_all: bool = False) -> list[Glance]:
    """Return the running contracts, and those that are over while money is still to come.

    With ``shows_all`` also the others that were signed.
    """
    contracts = [each for each in all_contracts(day) if each.stage is not Stage.DRAFT]
    found = _read(contracts, day)
    return [
        each
        for each in found
        if shows_all or each.contract.stage is not Stage.OVER or each.money.is_open
    ]


def glance_of(contract: Contract, day: date) -> Glance:
    """Return one contract at a glance."""
    return _read([contract], day)[0]


def _read(contracts: Sequence[Contract], day: date) -> list[Glance]:
    keys = [each.key for each in contracts]
    volumes = volumes_of([each.fact for each in contracts], day)
    agreed = readable_terms(keys)
    minimums = {each.key: each.volume(MINIMUM) or 0 for each in contracts}
    money = money_of(keys, agreed, minimums, day)
    results = results_by_contract(day)
    late = _late_reports(keys, day)
    return [
        Glance(
            each, money[each.key], volumes[each.key], results.get(each.key),
            late.get(each.key, 0), bool(agreed.get(each.key)),
        )
        for each in contracts
    ]  # fmt: skip


def _late_reports(keys: Iterable[str], day: date) -> dict[str, int]:
    rows = OpenReport.objects.filter(contract_id__in=list(keys), due_on__lt=day).order_by()
    return dict(rows.values_list("contract_id").annotate(number=Count("pk")))


ORDERS: Mapping[str, Callable[[Glance], Any]] = {
    "name": lambda each: each.contract.name.casefold(),
    "last_day": lambda each: each.contract.last_day or date.max - timedelta(days=1),
    "committed": lambda each: each.money.committed,
    "spent": lambda each: each.money.spent,
    "held": lambda each: each.money.held,
    "expected": lambda each: each.money.expected,
    "running": lambda each: each.volume.running,
    "exits": lambda each: each.exits,
    "warnings": lambda each: len(each.warnings),
}
"""By what contracts can be put in order; a minus before the name turns it round."""


def in_order(found: Sequence[Glance], asked: str) -> tuple[list[Glance], str]:
    """Return contracts in the order asked for, and which that is: most committed first if none."""
    name = asked.removeprefix("-")
    chosen = asked if name in ORDERS else "-committed"
    by_name = sorted(found, key=ORDERS["name"])
    key = ORDERS[chosen.removeprefix("-")]
    return sorted(by_name, key=key, reverse=chosen.startswith("-")), chosen
