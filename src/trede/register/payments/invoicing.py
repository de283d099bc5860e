"""Makes invoices and credit notes: from what is registered, and by the municipality itself."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.facts.journal import Journal, Value, new_id, open_journal
from trede.register.facts.models import believed
from trede.register.pages.templating import show_day
from trede.register.payments.facts import settle_contracts
from trede.register.payments.lines import by_key, key_of, open_lines
from trede.register.payments.locking import hold, hold_contract
from trede.register.steps.refusing import RefusedError
from trede.settlement.lines import Line, Settlement, Verdict

INVOICE, CREDIT = "invoice", "credit"
FROM_REGISTER, FROM_FILE, BY_MUNICIPALITY = "register", "upload", "municipality"
NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}")
"""A number of an invoice: what every spreadsheet and finance system takes as it stands."""


@dataclass(frozen=True)
class Heading:
    """What stands above an invoice."""

    provider_id: str
    contract_id: str
    number: str
    month_on: date
    way: str
    kind: str = INVOICE


@dataclass(frozen=True)
class Billable:
    """What can be invoiced under a contract for a month: what is due, and what is held.

    ``early`` was asked for and cannot be invoiced yet: each line has its first payable day.
    """

    contract_id: str
    month_on: date
    due: tuple[Line, ...]
    held: tuple[Line, ...]
    early: tuple[Line, ...] = ()

    def chosen(self, *, with_held: bool) -> tuple[Line, ...]:
        """Return the lines of the invoice."""
        return (*self.due, *self.held) if with_held else self.due

    @property
    def seal(self) -> str:
        """What was seen: number of lines and sum, to notice that something changed meanwhile."""
        both = (*self.due, *self.held)
        return f"{len(self.due)}-{len(self.held)}-{sum(line.cents for line in both)}"


def last_of(month_on: date) -> date:
    """Return the last day of a month."""
    return month_on.replace(day=monthrange(month_on.year, month_on.month)[1])


def billable(contract_id: str, month_on: date, day: date) -> Billable:
    """Return what can be invoiced: earned by the end of the month, and on no open invoice."""
    return billable_in(settle_contracts([contract_id], day), contract_id, month_on)


def billable_in(settlement: Settlement, contract_id: str, month_on: date) -> Billable:
    """Return what can be invoiced of a settlement."""
    invoiced = {key_of(each) for each in open_lines(contract_id=contract_id)}
    asked = [
        line
        for line in by_key(settlement).values()
        if line.key.contract_id == contract_id and line.cents > 0 and line.key not in invoiced
    ]
    earned = [line for line in asked if line.since <= last_of(month_on)]
    return Billable(
        contract_id,
        month_on,
        _in_order(line for line in earned if line.verdict is Verdict.DUE),
        _in_order(line for line in earned if line.verdict is Verdict.HELD),
        _in_order(line for line in asked if _is_early(line)),
    )


def _is_early(line: Line) -> bool:
    """Tell whether an amount is refused now and has a day from which it can be paid."""
    return line.verdict is Verdict.REFUSED and line.payable_on is not None


def creditable_in(settlement: Settlement, contract_id: str) -> tuple[Line, ...]:
    """Return what is to be taken back and is on no open credit note: recovery and malus."""
    credited = {key_of(each) for each in open_lines(contract_id=contract_id)}
    return _in_order(
        line
        for line in settlement.lines
        if line.key.contract_id == contract_id
        and line.verdict is Verdict.DUE
        and line.cents < 0
        and line.key not in credited
    )


def _in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (line.since, str(line.key))))


def send_from_register(
    author: User, heading: Heading, seal: str, *, with_held: bool, day: date
) -> str:
    """Store an invoice of what is registered; return its key.

    Raises RefusedError: a number that was used, nothing to invoice, or not what was seen.
    """
    with open_journal(author=author, step="invoice") as journal:
        hold_contract(heading.contract_id)
        found = billable(heading.contract_id, heading.month_on, day)
        if found.seal != seal:
            raise RefusedError(
                _("What can be invoiced changed while you looked. Look again, and send it then.")
            )
        lines = found.chosen(with_held=with_held)
        if not lines:
            raise RefusedError(_("There is nothing to invoice for this month."))
        return store(journal, author, heading, lines, day)


def store(
    journal: Journal, author: User | None, heading: Heading, lines: Sequence[Line], day: date
) -> str:
    """Record an invoice with its lines, each with how it stood; return the invoice's key."""
    check_number(heading.provider_id, heading.number)
    invoice_id = new_id()
    journal.record(
        "invoices",
        {
            "invoice_id": invoice_id,
            "provider_id": heading.provider_id,
            "contract_id": heading.contract_id,
            "number": heading.number,
            "kind": heading.kind,
            "way": heading.way,
            "month_on": heading.month_on,
            "received_on": day,
            "sent_by": author.username if author is not None else None,
        },
    )
    rows = (_row(invoice_id, number, line, day) for number, line in enumerate(lines, start=1))
    journal.record_all("invoice_lines", rows)
    return invoice_id


def _row(invoice_id: str, number: int, line: Line, day: date) -> dict[str, Value]:
    return {
        "invoice_line_id": new_id(),
        "invoice_id": invoice_id,
        "line": number,
        "contract_id": line.key.contract_id,
        "participation_id": line.key.participation_id or None,
        "person_id": line.person_id or None,
        "term": line.key.term,
        "period": line.key.period or None,
        "version": line.version,
        "amount_cents": line.cents,
        "vat_cents": line.vat_cents,
        "claimed_on": day,
        "verdict": line.verdict.value,
        "reason": line.reason.code,
    }


def check_number(provider_id: str, number: str) -> None:
    """Refuse a number that cannot be one or that the provider used before.

    Whoever checks holds the provider until the change ends, so that two do not use one number.
    """
    if not NUMBER.fullmatch(number):
        raise RefusedError(
            _("Use letters, digits, points, dashes and slashes for the number, at most 40."),
            "number",
        )
    hold("providers", provider_id=provider_id)
    known = believed("invoices").filter(provider_id=provider_id, number__iexact=number).first()
    if known is not None:
        received = known.cell("received_on")
        raise RefusedError(
            _("Invoice {number} was received on {day} already. Give this one a number of its own.")
            .format(number=number, day=show_day(received)),
            "number",
        )  # fmt: skip


def make_credit_note(author: User, contract_id: str, day: date) -> str:
    """Store a credit note of what is to be taken back under a contract; return its key."""
    with open_journal(author=author, step="credit-note") as journal:
        contract = hold_contract(contract_id)
        lines = creditable_in(settle_contracts([contract_id], day), contract_id)
        if not lines:
            raise RefusedError(_("There is nothing to take back that is on no credit note yet."))
        heading = own_heading(str(contract.cell("provider_id")), contract_id, day, CREDIT)
        return store(journal, author, heading, lines, day)


def own_heading(provider_id: str, contract_id: str, day: date, kind: str) -> Heading:
    """Return the heading of an invoice or credit note that the municipality makes itself.

    Its number is used once, whoever the provider is.
    """
    _hold_own_numbers()
    hold("providers", provider_id=provider_id)
    month_on = day.replace(day=1)
    letter = "C" if kind == CREDIT else "M"
    begin = f"{month_on:%Y%m}-{letter}"
    used = believed("invoices").filter(way=BY_MUNICIPALITY, number__startswith=begin)
    known = [each.removeprefix(begin) for each in used.values_list("number", flat=True)]
    number = max((int(each) for each in known if each.isdigit()), default=0) + 1
    return Heading(provider_id, contract_id, f"{begin}{number:03}", month_on, BY_MUNICIPALITY, kind)


def _hold_own_numbers() -> None:
    """Let one at a time give out a number of the municipality: they are one series for all."""
    first = believed("providers").order_by("provider_id").values_list("provider_id", flat=True)[0]
    hold("providers", provider_id=first)
