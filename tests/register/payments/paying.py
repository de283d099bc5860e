"""A contract of Atlas with clients, as tests of payments need it; today is 31 March 2026."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.register.buying import TODAY, put
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.journal import new_id, open_journal
from trede.register.facts.models import believed
from trede.register.payments.approving import approve_payment, approve_performance, lines_of
from trede.register.payments.facts import settle_contracts
from trede.register.payments.invoicing import (
    FROM_REGISTER,
    Heading,
    billable,
    send_from_register,
)
from trede.register.payments.lines import InvoiceLine
from trede.settlement.lines import Settlement

MARCH = date(2026, 3, 1)
ATLAS, BOREAS = "P-atlas", "P-boreas"
CONTRACT, OTHER = "K-2025-01", "K-2025-02"
TERMS = """
contract = "{contract}"
version = {version}
title = {{ nl = "Begeleiding naar werk", en = "Guidance to work" }}
company = "{company}"
valid_from = {since}
scheme = "input"
premium_policy = 2
vat_percent = 21
source = "made up"
{more}

[[fees]]
name = "intake"
title = {{ nl = "intake", en = "intake" }}
part = "intake"
report = "intake"
amount = {intake}

[[fees]]
name = "trajectory"
title = {{ nl = "traject", en = "trajectory" }}
part = "completion"
amount = 2000
activity = "guidance"

[[premiums]]
name = "durable"
title = {{ nl = "premie duurzaam werk", en = "premium for durable work" }}
amount = 1500
evidence = ["employment_contract"]

[premiums.work]
months = 6

[caps]
per_client = {cap}
"""


def terms(contract: str = CONTRACT, company: str = "Atlas", **other: Any) -> str:
    """Return a document of terms: an intake of € 400, a trajectory of € 2,000, a premium."""
    said = {"version": 1, "since": "2025-01-01", "intake": 400, "cap": 5000, "more": "", **other}
    return TERMS.format(contract=contract, company=company, **said)


def put_terms(contract: str = CONTRACT, company: str = "Atlas", **other: Any) -> None:
    """Put a version of the terms on file."""
    text = terms(contract, company, **other)
    since = date.fromisoformat(str(other.get("since", "2025-01-01")))
    version = int(other.get("version", 1))
    put("contract_versions", contract_id=contract, version=version, starts_on=since, terms=text)


def put_contract(contract: str, provider: str, company: str, **other: Any) -> None:
    """Put a company with its contract and terms on file."""
    if not believed("providers").filter(provider_id=provider).exists():
        put("providers", provider_id=provider, name=company)
    signed = {"signed_on": date(2024, 12, 1), "starts_on": date(2025, 1, 1)}
    put(
        "contracts",
        contract_id=contract,
        name=f"Guidance {company}",
        provider_id=provider,
        **signed,
    )
    put_terms(contract, company, **other)


def takes_part(
    number: str,
    contract: str = CONTRACT,
    begins: date = date(2025, 9, 1),
    **more: Any,
) -> str:
    """Let a client take part; return the key of the participation."""
    person = f"P{number}"
    if not Client.objects.filter(number=number).exists():
        put("persons", person_id=person, client_number=number)
        Client.objects.create(person_id=person, number=number)
    key = str(more.pop("participation_id", f"{number}/{contract}"))
    put(
        "participations",
        participation_id=key,
        person_id=person,
        contract_id=contract,
        starts_on=begins,
        **more,
    )
    return key


def completes(number: str, contract: str = CONTRACT, ends: date = date(2026, 3, 10)) -> str:
    """Let a client complete the trajectory, to the norm and approved."""
    more = {"ends_on": ends, "status": "completed", "meets_norm": True, "approved": True}
    return takes_part(number, contract, **more)


def reports_intake(key: str, received: date = date(2026, 3, 5), **more: Any) -> str:
    """Let the company report on the intake."""
    report, person = new_id(), f"P{key.split('/', maxsplit=1)[0]}"
    put(
        "progress_reports",
        report_id=report,
        person_id=person,
        participation_id=key,
        name="intake",
        received_on=received,
        **more,
    )
    return report


def corrected(table: str, values: dict[str, Any], **picked: Any) -> None:
    """Correct a fact, as a step does."""
    with open_journal(author=None, step="correct", reason="a mistake") as journal:
        journal.correct(believed(table).get(**picked), values)


def withdrawn(table: str, **picked: Any) -> None:
    """Withdraw a fact, as a step does."""
    with open_journal(author=None, step="withdraw", reason="a mistake") as journal:
        journal.withdraw(believed(table).get(**picked))


def settled(contract: str = CONTRACT, day: date = TODAY) -> list[tuple[str, str, int, str]]:
    """Return term, verdict, euros and reason of every line."""
    return said(settle_contracts([contract], day))


def said(settlement: Settlement) -> list[tuple[str, str, int, str]]:
    """Return term, verdict, euros and reason of every line."""
    return sorted(
        (line.key.term, line.verdict.value, line.cents // 100, line.reason.code)
        for line in settlement.lines
    )


@dataclass(frozen=True)
class People:
    """Who invoices, who approves the performance, and who approves the payment."""

    provider: User
    purchaser: User
    controller: User

    def invoice(
        self, number: str = "2026-001", contract: str = CONTRACT, *, with_held: bool = False
    ) -> str:
        """Invoice what is registered for March; return the invoice's key."""
        heading = Heading(self.provider.provider_id, contract, number, MARCH, FROM_REGISTER)
        seal = billable(contract, MARCH, TODAY).seal
        return send_from_register(self.provider, heading, seal, with_held=with_held, day=TODAY)

    def approve(self, invoice: str, *lines: str) -> None:
        """Let the purchaser approve the performance."""
        approve_performance(self.purchaser, invoice, lines, TODAY)

    def pay(self, invoice: str, *lines: str) -> None:
        """Let the controller approve the payment."""
        approve_payment(self.controller, invoice, lines, TODAY)

    def invoice_and_pay(self, number: str = "2026-001") -> str:
        """Invoice, approve and pay all that is due; return the invoice's key."""
        invoice = self.invoice(number)
        self.approve(invoice)
        self.pay(invoice)
        return invoice


def make_people() -> People:
    """Make the three who pay a contract."""

    def user(name: str, role: Role, **more: Any) -> User:
        made = User.objects.create_user(name, name.title(), roles=(role,))
        made.language = "en"
        made.provider_id = more.get("provider_id", "")
        made.save()
        return made

    return People(
        user("atlas", Role.PROVIDER, provider_id=ATLAS),
        user("kramer", Role.PURCHASER),
        user("visser", Role.CONTROLLER),
    )


def standing(invoice: str, day: date = TODAY) -> Sequence[InvoiceLine]:
    """Return the lines of an invoice as they stand."""
    return lines_of(believed("invoices").get(invoice_id=invoice), day)


def states(invoice: str) -> list[str]:
    """Return how the lines of an invoice stand."""
    return [line.state.value for line in standing(invoice)]


def paid() -> list[int]:
    """Return the payments in euros without VAT."""
    found = believed("payments").order_by("pk").values_list("amount_cents", flat=True)
    return [cents // 100 for cents in found]
