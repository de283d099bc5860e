"""The last quarter of a demonstration: invoices made, approved and paid, and some that wait.

Everything is done through the functions that the pages use, by the users who do it, with the clock
on the day it happened. What was paid before is the opening of the books.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.facts.models import believed
from trede.register.operation.on_file import OnFile
from trede.register.operation.opening_books import open_books
from trede.register.payments.approving import (
    approve_payment,
    approve_performance,
    invoice_of,
    lines_of,
)
from trede.register.payments.exporting import euros, export
from trede.register.payments.facts import settle_all
from trede.register.payments.invoicing import (
    FROM_FILE,
    FROM_REGISTER,
    Heading,
    billable,
    send_from_register,
)
from trede.register.payments.lines import client_numbers
from trede.register.payments.month_run import settle_month
from trede.register.payments.uploading import send_from_file
from trede.register.project.clock import living_at
from trede.register.steps.refusing import RefusedError
from trede.settlement.lines import Line, Verdict
from trede.synthesis.commissioned import guide_of

MONTHS = 3
OTHER_COMPANIES = 2
_SENT, _PAID = timedelta(days=4), timedelta(days=12)
"""How long after the first of the next month invoices come in, and are approved and paid."""

_MORNING = time(10)


@dataclass
class Invoice:
    """An invoice of a contract for a month, and how far it comes; no key while not sent."""

    author: User
    heading: Heading
    with_held: bool
    approved: bool
    paid: bool
    key: str = ""


@dataclass(frozen=True)
class Act:
    """Something that was done on a day."""

    on: date
    do: Callable[[date], object]


def live_last_quarter(
    today: date, purchaser: User, controller: User, of_companies: Sequence[User]
) -> None:
    """Let the last months pass, in which the register was used for paying.

    ``of_companies`` send invoices, and so do users of other companies, who cannot sign in. The
    older an invoice is, the further it came; what cannot be approved waits.
    """
    first = months_before(today, MONTHS)
    open_books(first - timedelta(days=1), controller.username)
    acts = [
        act for each in _invoices(today, of_companies) for act in _acts(each, purchaser, controller)
    ]
    acts += _month_ends(today, controller)
    for act in sorted(acts, key=lambda act: act.on):
        if act.on <= today:
            with living_at(datetime.combine(act.on, _MORNING)), suppress(RefusedError):
                act.do(act.on)


def months_before(day: date, months: int) -> date:
    """Return the first day of the month so many months before that of a day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def _invoices(today: date, of_companies: Sequence[User]) -> Iterator[Invoice]:
    """Yield the invoices of each company under its busiest contract, month by month.

    Other companies send files; what the first company asks is approved soonest.
    """
    earning = _earning_contracts(today)
    mine = {user.provider_id for user in of_companies}
    others = [provider_id for provider_id in earning if provider_id not in mine]
    users = [*of_companies, *map(_who_cannot_sign_in, others[:OTHER_COMPANIES])]
    for place, user in enumerate(each for each in users if each.provider_id in earning):
        contract_id, from_file = earning[user.provider_id], user.provider_id not in mine
        for back in range(MONTHS, 0, -1):
            month = months_before(today, back)
            yield Invoice(
                user,
                Heading(
                    user.provider_id,
                    contract_id,
                    f"{month:%Y%m}-{contract_id}",
                    month,
                    FROM_FILE if from_file else FROM_REGISTER,
                ),
                with_held=not from_file,
                approved=back > 1 or place == 0,
                paid=back == MONTHS or (back > 1 and place <= 1),
            )


def _earning_contracts(today: date) -> dict[str, str]:
    """Return of every company the contract under which most amounts came due in these months."""
    first = months_before(today, MONTHS)
    due = (line for line in settle_all(today).lines if line.verdict is Verdict.DUE)
    counted = Counter(line.key.contract_id for line in due if line.cents > 0 and line.since > first)
    providers = dict(believed("contracts").values_list("contract_id", "provider_id"))
    found: dict[str, str] = {}
    for contract_id, _number in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
        found.setdefault(str(providers[contract_id]), contract_id)
    return found


def _who_cannot_sign_in(provider_id: str) -> User:
    user = User(username=f"{provider_id.lower()}.1", name=guide_of(provider_id))
    user.provider_id, user.roles = provider_id, [Role.PROVIDER.value]
    user.set_unusable_password()
    user.save()
    return user


def _acts(invoice: Invoice, purchaser: User, controller: User) -> Iterator[Act]:
    """Yield what is done with an invoice, as far as it comes."""
    following = months_before(invoice.heading.month_on, -1)
    yield Act(following + _SENT, lambda day: _send(invoice, day))
    if invoice.approved:
        yield Act(following + _PAID, lambda day: _approve(invoice, purchaser, day))
    if invoice.paid:
        yield Act(following + _PAID, lambda day: _pay(invoice, controller, day))


def _month_ends(today: date, controller: User) -> Iterator[Act]:
    """Yield what is done for all: a credit note of what goes back, payments that leave."""
    for back in range(MONTHS, 1, -1):
        yield Act(months_before(today, back - 1) + _PAID, lambda day: export(controller, day))
    month = months_before(today, 1)
    yield Act(months_before(today, 0) + _SENT, lambda day: settle_month(month, day, controller))


def _approve(invoice: Invoice, purchaser: User, day: date) -> None:
    if known := _known_lines(invoice, day):
        approve_performance(purchaser, invoice.key, known, day)


def _pay(invoice: Invoice, controller: User, day: date) -> None:
    if known := _known_lines(invoice, day):
        approve_payment(controller, invoice.key, known, day)


def _known_lines(invoice: Invoice, day: date) -> list[str]:
    """Return the lines of which all that they rest on was on file; none if nothing was sent."""
    if not invoice.key:
        return []
    on_file = OnFile()
    return [
        each.pk
        for each in lines_of(invoice_of(invoice.key), day)
        if each.settled is not None and on_file.since(each.settled) < day
    ]


def _send(invoice: Invoice, day: date) -> None:
    """Send what can be invoiced; RefusedError if that is nothing."""
    heading = invoice.heading
    found = billable(heading.contract_id, heading.month_on, day)
    if heading.way == FROM_FILE:
        rows = _rows(found.due)
        _said, invoice.key = send_from_file(invoice.author, heading, rows, day)
    else:
        with_held = invoice.with_held
        invoice.key = send_from_register(
            invoice.author, heading, found.seal, with_held=with_held, day=day
        )


def _rows(lines: Sequence[Line]) -> list[tuple[int, dict[str, str]]]:
    """Return the lines of a file as the company's own administration would write them."""
    numbers = client_numbers(line.person_id for line in lines)
    return [
        (
            place,
            {
                "client": numbers.get(line.person_id, ""),
                "participation": line.key.participation_id,
                "contract": line.key.contract_id,
                "term": line.key.term,
                "period": line.key.period,
                "month": f"{line.since:%Y-%m}",
                "amount": euros(line.cents),
                "vat": euros(line.vat_cents),
            },
        )
        for place, line in enumerate(lines, start=2)
    ]
