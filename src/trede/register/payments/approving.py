"""Two approvals by two people: of the performance, and of the payment, which books it.

Each looks at what is due at that very moment, with the contract held so that nobody else books
under it. Payment is refused if what was approved is not what is due any more.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.facts.journal import Journal, open_journal
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_day
from trede.register.payments.booking import book
from trede.register.payments.facts import settle_contracts, terms_of
from trede.register.payments.lines import (
    OPEN,
    PAYMENT,
    PERFORMANCE,
    SEND_BACK,
    InvoiceLine,
    State,
    stand,
)
from trede.register.payments.locking import hold_contract
from trede.register.providers.tasks import GoneError
from trede.register.steps.refusing import RefusedError


@dataclass(frozen=True)
class Refusal:
    """A line that was not approved, and why; ``line`` is its number on the invoice."""

    line: int
    why: str


@dataclass(frozen=True)
class Done:
    """What was approved, and what was not."""

    approved: tuple[InvoiceLine, ...]
    refused: tuple[Refusal, ...]

    @property
    def cents(self) -> int:
        """The sum of what was approved, without VAT."""
        return sum(line.cents for line in self.approved)


class NothingApprovedError(RefusedError):
    """None of the lines could be approved; nothing was booked."""

    def __init__(self, refused: Sequence[Refusal]) -> None:
        self.refused = tuple(refused)
        told = (f"{_('Line')} {each.line}: {each.why}" for each in refused)
        first = _("Nothing was approved or booked.")
        super().__init__(" ".join((first, *told)))


Obstacle = Callable[[InvoiceLine], str]


def invoice_of(invoice_id: str) -> Fact:
    """Return an invoice; raises GoneError."""
    found: Fact | None = believed("invoices").filter(invoice_id=invoice_id).first()
    if found is None:
        raise GoneError
    return found


def lines_of(invoice: Fact, day: date) -> list[InvoiceLine]:
    """Return the lines of an invoice as they stand on a day."""
    contract_id = str(invoice.cell("contract_id"))
    facts = believed("invoice_lines").filter(invoice_id=invoice.cell("invoice_id"))
    settlement = settle_contracts([contract_id], day)
    return stand(list(facts.order_by("line")), settlement, terms_of([contract_id]))


def payment_approvals(lines: Iterable[InvoiceLine]) -> dict[str, Fact]:
    """Return the approvals of the payment of lines, by line."""
    keys = [each.pk for each in lines]
    found = believed("line_approvals").filter(invoice_line_id__in=keys, step=PAYMENT)
    return {str(each.cell("invoice_line_id")): each for each in found}


def approve_performance(author: User, invoice_id: str, chosen: Collection[str], day: date) -> Done:
    """Approve that the performance of lines was delivered; of all that is due if none is chosen.

    Raises NothingApprovedError if no line could be approved.
    """

    def obstacle(line: InvoiceLine) -> str:
        if line.state is State.APPROVED and line.performance is not None:
            return _approved_before(line.performance)
        return "" if line.state is State.DUE else line.sentence

    def write(journal: Journal, lines: Sequence[InvoiceLine], _number: str) -> None:
        for line in lines:
            if line.performance is not None:
                journal.withdraw(line.performance)
        _approve(journal, author, lines, PERFORMANCE, day)

    offered = lambda line: line.state is State.DUE  # noqa: E731 - as short as it gets
    return _do(author, "approve-performance", invoice_id, chosen, offered, obstacle, write, day)


def approve_payment(author: User, invoice_id: str, chosen: Collection[str], day: date) -> Done:
    """Approve the payment of lines and book it; of all that may be paid if none is chosen.

    Raises NothingApprovedError if no line could be paid.
    """

    def obstacle(line: InvoiceLine) -> str:
        if line.state not in {State.APPROVED, State.DUE}:
            return line.sentence
        if line.performance is None:
            return _("The performance was not approved yet.")
        if line.is_void:
            return _(
                "The performance was approved upon other terms: version {former}, and now version "
                "{version} holds. It must be approved again."
            ).format(
                former=line.performance.cell("version"),
                version=line.settled.version if line.settled is not None else "–",
            )
        if line.performance.cell("approved_by") == author.username:
            return _("You approved the performance yourself. Someone else approves the payment.")
        return ""

    def write(journal: Journal, lines: Sequence[InvoiceLine], number: str) -> None:
        _approve(journal, author, lines, PAYMENT, day)
        book(journal, lines, number, day)

    offered = lambda line: line.performance is not None and line.payment is None  # noqa: E731
    return _do(author, "approve-payment", invoice_id, chosen, offered, obstacle, write, day)


def _do(
    author: User,
    step: str,
    invoice_id: str,
    chosen: Collection[str],
    offered: Callable[[InvoiceLine], bool],
    obstacle: Obstacle,
    write: Callable[[Journal, Sequence[InvoiceLine], str], None],
    day: date,
) -> Done:
    invoice = invoice_of(invoice_id)
    with open_journal(author=author, step=step) as journal:
        hold_contract(str(invoice.cell("contract_id")))
        lines = lines_of(invoice, day)
        picked = [each for each in lines if (each.pk in chosen if chosen else offered(each))]
        told = [(each, obstacle(each)) for each in picked]
        approved = [each for each, why in told if not why]
        refused = [Refusal(number_of(each), why) for each, why in told if why]
        if not approved:
            raise NothingApprovedError(refused)
        write(journal, approved, str(invoice.cell("number")))
        return Done(tuple(approved), tuple(refused))


def number_of(line: InvoiceLine) -> int:
    """Return the number of a line on its invoice."""
    return int(str(line.fact.cell("line")))


def _approve(
    journal: Journal, author: User, lines: Sequence[InvoiceLine], step: str, day: date
) -> None:
    rows = (
        {
            "invoice_line_id": line.pk,
            "step": step,
            "approved_on": day,
            "approved_by": author.username,
            "amount_cents": line.cents,
            "version": line.settled.version if line.settled is not None else None,
        }
        for line in lines
    )
    journal.record_all("line_approvals", rows)


def _approved_before(approval: Fact) -> str:
    approved_on = approval.cell("approved_on")
    return _("{user} approved the performance on {day} already.").format(
        user=approval.cell("approved_by"),
        day=show_day(approved_on if isinstance(approved_on, date) else None),
    )


def send_back(author: User, invoice_line_id: str, reason: str, day: date) -> InvoiceLine:
    """Make the approval of a line's performance void, with the reason that the purchaser reads.

    Raises RefusedError for a line of which the performance is not approved, or that was paid.
    """
    with open_journal(author=author, step=SEND_BACK, reason=reason) as journal:
        line = _held_line(invoice_line_id, day)
        if line.state not in OPEN:
            raise RefusedError(line.sentence)
        if line.performance is None:
            raise RefusedError(_("The performance was not approved yet."))
        if line.performance.cell("approved_by") == author.username:
            raise RefusedError(
                _("You approved the performance yourself. Someone else approves the payment.")
            )
        journal.withdraw(line.performance)
        return line


def _held_line(invoice_line_id: str, day: date) -> InvoiceLine:
    """Return a line as it stands, with its contract held; raises GoneError."""
    fact = believed("invoice_lines").filter(invoice_line_id=invoice_line_id).first()
    if fact is None:
        raise GoneError
    hold_contract(str(fact.cell("contract_id")))
    invoice = invoice_of(str(fact.cell("invoice_id")))
    return next(each for each in lines_of(invoice, day) if each.pk == invoice_line_id)


def drop(author: User, invoice_line_id: str, reason: str, day: date) -> InvoiceLine:
    """Let a line lapse that is not paid: it will not be, and what it asked can be asked anew.

    Raises RefusedError for a line that was paid or lapsed before.
    """
    with open_journal(author=author, step="drop-line", reason=reason) as journal:
        line = _held_line(invoice_line_id, day)
        if line.state in {State.PAID, State.DROPPED}:
            raise RefusedError(line.sentence)
        journal.correct(
            line.fact,
            {"dropped_on": day, "dropped_by": author.username, "drop_reason": reason},
        )
        return line
