"""Settles a month for all contracts: what the municipality can do of itself, it does.

Of every contract what is to be taken back is put on a credit note. Where the terms say that the
municipality makes the invoices (``self_billing``), what became due is put on an invoice. Nothing is
approved or paid. Each contract is one transaction, and what is on an open invoice is not put on
another: a run that was killed goes on where it was when it is run again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.facts.journal import open_journal
from trede.register.facts.models import believed
from trede.register.operation.locking import only_one
from trede.register.payments.facts import facts_of, settle_contracts, terms_of
from trede.register.payments.invoicing import (
    CREDIT,
    INVOICE,
    billable_in,
    creditable_in,
    own_heading,
    store,
)
from trede.register.payments.locking import hold_contract
from trede.register.providers.reading import all_providers
from trede.settlement.lines import Line, Settlement, Verdict
from trede.settlement.settling import settle
from trede.settlement.terms import Terms

LOCK_FILE = "settle-month.lock"
STEP = "settle-month"
Progress = Callable[[str], None]


@dataclass
class MonthReport:
    """What a run did: invoices and credit notes made, and how much of each verdict there is."""

    invoices: int = 0
    credits: int = 0
    lines: int = 0
    cents: int = 0
    without_provider: list[str] = field(default_factory=list)
    number: Counter[Verdict] = field(default_factory=Counter)
    amount: Counter[Verdict] = field(default_factory=Counter)


def settle_month(
    month_on: date, day: date, author: User | None, progress: Progress = lambda _step: None
) -> MonthReport:
    """Settle a month for all contracts, and make what the municipality makes itself.

    One run at a time; raises :class:`trede.register.operation.locking.RunsAlreadyError`.
    """
    with only_one(Path(settings.ENVIRONMENT.folder) / LOCK_FILE):
        progress(_("reading the facts"))
        terms, facts, booked = terms_of(), facts_of(), _newest_payments()
        progress(_("settling {number} participations").format(number=len(facts.participations)))
        settlement = settle(terms, facts, day)
        report = MonthReport()
        for line in settlement.lines:
            report.number[line.verdict] += 1
            report.amount[line.verdict] += line.cents
        own = _by_contract(settlement)
        billing = _self_billed(terms)
        asked = _asked(own, billing, report)
        for number, key in enumerate(asked, start=1):
            progress(
                _("contract {number} of {all}: {contract}").format(
                    number=number, all=len(asked), contract=key
                )
            )
            current = Settlement(day, tuple(own[key]), ())
            _propose(report, key, month_on, current, booked, author, with_invoice=key in billing)
        return report


def _by_contract(settlement: Settlement) -> Mapping[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in settlement.lines:
        found[line.key.contract_id].append(line)
    return found


def _self_billed(terms: Iterable[Terms]) -> frozenset[str]:
    """Return the contracts of which the newest terms let the municipality make the invoices."""
    newest = {each.contract_id: each.self_billing for each in terms}
    return frozenset(key for key, billed in newest.items() if billed)


def _asked(
    own: Mapping[str, list[Line]], billing: frozenset[str], report: MonthReport
) -> list[str]:
    """Return the contracts under which something is to be made; note those without a provider."""
    asked = sorted(
        key
        for key, lines in own.items()
        if any(each.verdict is Verdict.DUE and (each.cents < 0 or key in billing) for each in lines)
    )
    contracts = believed("contracts").values_list("contract_id", "provider_id")
    providers = all_providers()
    known = {key for key, provider_id in contracts if provider_id in providers}
    report.without_provider += [key for key in asked if key not in known]
    return [key for key in asked if key in known]


def _newest_payments() -> Mapping[str, int]:
    """Return the newest payment under each contract, to notice one that came in between."""
    return {
        str(key): pk
        for key, pk in believed("payments").order_by("pk").values_list("contract_id", "pk")
    }


def _propose(
    report: MonthReport,
    contract_id: str,
    month_on: date,
    settlement: Settlement,
    booked: Mapping[str, int],
    author: User | None,
    *,
    with_invoice: bool,
) -> None:
    """Make the invoice and the credit note of one contract, in one transaction."""
    if not _waiting(settlement, contract_id, month_on, with_invoice=with_invoice):
        return
    with open_journal(author=author, step=STEP) as journal:
        contract = hold_contract(contract_id)
        newest = believed("payments").filter(contract_id=contract_id).order_by("-pk").first()
        if (newest.pk if newest is not None else None) != booked.get(contract_id):
            settlement = settle_contracts([contract_id], settlement.day)
        found = _waiting(settlement, contract_id, month_on, with_invoice=with_invoice)
        for kind, lines in found.items():
            heading = own_heading(str(contract.cell("provider_id")), contract_id, month_on, kind)
            store(journal, author, heading, lines, settlement.day)
            report.invoices += kind == INVOICE
            report.credits += kind == CREDIT
            report.lines += len(lines)
            report.cents += sum(line.cents for line in lines)


def _waiting(
    settlement: Settlement, contract_id: str, month_on: date, *, with_invoice: bool
) -> Mapping[str, tuple[Line, ...]]:
    """Return the lines that are on no open invoice yet, by the kind of invoice they come on."""
    asked = billable_in(settlement, contract_id, month_on).due if with_invoice else ()
    back = creditable_in(settlement, contract_id)
    return {kind: lines for kind, lines in ((INVOICE, asked), (CREDIT, back)) if lines}
