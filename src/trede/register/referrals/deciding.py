"""Deciding on an own purchase, and paying it: by two others than who asked for it."""

from collections.abc import Mapping

from trede.language import translate as _
from trede.register.access.rules import BUYS, PAYS
from trede.register.accounts.roles import Role
from trede.register.clients.models import Client
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_euro
from trede.register.providers.tasks import (
    About,
    Answers,
    GoneError,
    Task,
    TaskForm,
    locked,
    one,
    only,
)
from trede.register.referrals.budgets import POSITIVE, budget_of, check_budget, near_the_end
from trede.register.referrals.purchasing import price_of
from trede.register.steps.fields import CodeField, DayField, WordsField
from trede.register.steps.form import Words
from trede.register.steps.refusing import RefusedError, confirm

PROVISION = "provision"
"""The kind of cost as which an own purchase is booked."""


class DecisionForm(TaskForm):
    """What is decided, and why."""

    decision = CodeField("decision", as_radio=True)
    explanation = WordsField(rows=3)

    def words(self) -> Words:
        """Return labels."""
        return {
            "decision": _("What do you decide?"),
            "explanation": (_("Why?"), _("The case manager reads this.")),
        }


class PaymentForm(TaskForm):
    """On which day it was paid."""

    paid_on = DayField()

    def words(self) -> Words:
        """Return labels."""
        return {"paid_on": _("Day of payment")}


class OfPurchase(Task):
    """A task about an own purchase."""

    roles: frozenset[Role]

    def subject(self, about: About) -> Fact | None:
        """Return the purchase."""
        return one("own_purchases", purchase_id=about.key)

    def explanation(self, about: About) -> str:
        """Say what it is, and what it costs."""
        purchase = self.subject(about)
        if purchase is None:
            return ""
        said = _("{name}, from {supplier}: {price} with VAT.")
        return said.format(
            name=purchase.cell("name"),
            supplier=purchase.cell("supplier"),
            price=show_euro(price_of(purchase)),
        )

    def locked(self, about: About) -> Fact:
        """Return the purchase, kept from others; refused if it may no longer be done."""
        purchase = locked("own_purchases", purchase_id=about.key)
        if why := self.obstacle(about):
            raise RefusedError(why)
        return purchase


class Decide(OfPurchase):
    """Approve a purchase, or turn it down."""

    name = "own-purchase-decision"
    form = DecisionForm
    roles = BUYS

    def title(self) -> str:
        """Say what the task does."""
        return _("Decide on an own purchase")

    def obstacle(self, about: About) -> str:
        """Decided once, by someone else than who asked."""
        purchase = self.subject(about)
        if purchase is None:
            return str(GoneError())
        if purchase.cell("decided_on") is not None:
            return _("This purchase was decided on already.")
        if purchase.cell("asked_by") == about.author.username:
            return _("You asked for this yourself: another purchaser decides.")
        return ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the decision; an approval only as far as the budget still reaches."""
        purchase = self.locked(about)
        if answers["decision"] == POSITIVE:
            _check(purchase, about, answers)
        said: dict[str, Value] = only(answers, ("decision", "explanation"))
        said |= {"decided_on": about.today, "decided_by": about.author.username}
        journal.correct(purchase, said)
        if answers["decision"] == POSITIVE:
            return _("Approved. A controller has it paid.")
        return _("Turned down.")


def _check(purchase: Fact, about: About, answers: Answers) -> None:
    locked("budgets", budget_id=purchase.cell("budget_id"))
    budget = budget_of(purchase.cell("budget_id"), about.today, but=purchase.cell("purchase_id"))
    if budget is None:
        raise RefusedError(_("The budget is no longer on file: it cannot be approved."))
    kind, cents = str(purchase.cell("kind") or "other"), price_of(purchase)
    try:
        check_budget(budget, kind, cents, about.today)
    except RefusedError as error:
        raise RefusedError(str(error)) from error
    said = near_the_end(budget, cents, about.today)
    confirm(answers, {"budget": said} if said else {})


class Pay(OfPurchase):
    """Have an approved purchase paid: it is booked as a cost."""

    name = "own-purchase-payment"
    form = PaymentForm
    roles = PAYS

    def title(self) -> str:
        """Say what the task does."""
        return _("Have an own purchase paid")

    def initial(self, about: About) -> dict[str, object]:
        """Today."""
        return {"paid_on": about.today}

    def obstacle(self, about: About) -> str:
        """Paid once, after approval, by someone else than who asked or decided."""
        purchase = self.subject(about)
        if purchase is None:
            return str(GoneError())
        if purchase.cell("paid_on") is not None:
            return _("This purchase was paid already.")
        if purchase.cell("decision") != POSITIVE:
            return _("This purchase was not approved: it cannot be paid.")
        if about.author.username in {purchase.cell("decided_by"), purchase.cell("asked_by")}:
            return _("You asked for this or decided on it: another controller has it paid.")
        return ""

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the payment, and book what it cost."""
        purchase = self.locked(about)
        paid_on, decided_on = answers["paid_on"], purchase.cell("decided_on")
        if paid_on > about.today:
            raise RefusedError(_("This day has not come yet."), "paid_on")
        if paid_on < decided_on:
            raise RefusedError(_("This lies before the day it was approved."), "paid_on")
        journal.correct(purchase, {"paid_on": paid_on, "paid_by": about.author.username})
        journal.record(
            "costs",
            {
                "cost_id": new_id(),
                "booked_on": paid_on,
                "amount_cents": price_of(purchase),
                "kind": PROVISION,
                "person_id": str(purchase.cell("person_id")),
                "description": f"{purchase.cell('name')}, {purchase.cell('supplier')}",
            },
        )
        return _("Paid, and booked as a cost.")


TASKS: Mapping[str, OfPurchase] = {task.name: task for task in (Decide(), Pay())}


def client_of(purchase: Fact) -> Client | None:
    """Return for whom a purchase is."""
    return Client.objects.filter(person_id=purchase.cell("person_id")).first()
