"""Tells what was invoiced, approved, paid and taken back for a client."""

from collections.abc import Iterator, Mapping

from trede.language import translate as _
from trede.register.facts.models import Fact
from trede.register.oversight.happenings import Happening, Mark, Stage
from trede.register.oversight.names import Names
from trede.register.oversight.telling import cents_of, day_of, text_of
from trede.register.pages.templating import show_code, show_day
from trede.register.payments.lines import PAYMENT, PERFORMANCE

STEPS = (PERFORMANCE, PAYMENT)
"""The two approvals in the order in which they are given."""


def _asked_for(fact: Fact, names: Names) -> Mapping[str, object]:
    """Return what a line or payment says of contract, company and participation."""
    contract, key = text_of(fact, "contract_id"), text_of(fact, "participation_id")
    return {
        "title": names.term(contract, key, text_of(fact, "term")),
        "fact": fact,
        "company": names.company_of(key) if key else names.company_of_contract(contract),
        "contract": contract,
        "contract_name": names.contract(contract),
        "participation": key,
        "line": text_of(fact, "invoice_line_id"),
        "invoice": text_of(fact, "invoice_id") if "invoice_id" in fact.values else "",
        "cents": cents_of(fact),
    }


def invoiced(fact: Fact, names: Names, invoices: Mapping[str, Fact]) -> Iterator[Happening]:
    """Tell of an invoice line, how it stood on receipt, and whether it lapsed."""
    on, dropped_on = day_of(fact, "claimed_on"), day_of(fact, "dropped_on")
    if on is None:
        return
    invoice = invoices.get(text_of(fact, "invoice_id"))
    verdict = show_code(text_of(fact, "verdict"), "settlement_verdict")
    reason = show_code(text_of(fact, "reason"), "settlement_reason")
    said = [
        _("invoice {number}").format(number=invoice.cell("number")) if invoice else "",
        _("{verdict} on receipt: {reason}").format(verdict=verdict, reason=reason),
    ]
    if dropped_on is not None:
        said.append(
            _("lapsed on {day}: {reason}").format(
                day=show_day(dropped_on), reason=text_of(fact, "drop_reason") or "–"
            )
        )
    yield Happening(
        Stage.INVOICED, on, detail=", ".join(filter(None, said)),
        who=text_of(invoice, "sent_by") if invoice else "",
        mark=Mark.NONE if dropped_on is None else Mark.MISSED,
        **_asked_for(fact, names),  # type: ignore[arg-type]
    )  # fmt: skip


def approved(fact: Fact, line: Fact, names: Names) -> Iterator[Happening]:
    """Tell of an approval of a line; only that of the payment counts in the totals."""
    on = day_of(fact, "approved_on")
    if on is not None:
        about = {**_asked_for(line, names), "fact": fact, "cents": cents_of(fact)}
        yield Happening(
            Stage.APPROVED, on, detail=show_code(text_of(fact, "step"), "approval_step"),
            who=text_of(fact, "approved_by"), at=fact.recorded_at,
            rank=STEPS.index(text_of(fact, "step")), **about,  # type: ignore[arg-type]
        )  # fmt: skip


def paid(fact: Fact, names: Names, invoice: str = "") -> Iterator[Happening]:
    """Tell of a payment, or of money that was taken back; ``invoice`` is the key of its invoice."""
    on = day_of(fact, "paid_on")
    if on is not None:
        about = {**_asked_for(fact, names), "invoice": invoice}
        stage = Stage.TAKEN_BACK if cents_of(fact) < 0 else Stage.PAID
        yield Happening(stage, on, **about)  # type: ignore[arg-type]


def counts(each: Happening) -> bool:
    """Tell whether an amount counts: not a line that lapsed, nor the approval of a performance."""
    if each.stage is Stage.INVOICED:
        return each.mark is Mark.NONE
    return each.stage is not Stage.APPROVED or each.fact.values.get("step", PAYMENT) == PAYMENT
