"""Own purchase: what a case manager asks to buy for one client outside the contracts.

It is checked against its budget at once, and a purchaser decides (regioplan-2003 C4, L24, L25).
"""

from collections.abc import Mapping
from typing import Any, cast

from trede.language import translate as _
from trede.register.access.rules import ground_to_look
from trede.register.facts.journal import Journal, new_id
from trede.register.pages.templating import show_euro
from trede.register.providers.tasks import locked
from trede.register.referrals.budgets import (
    Budget,
    budget_of,
    budgets_on,
    check_budget,
    near_the_end,
)
from trede.register.referrals.purchasing import check_vat, odd_about
from trede.register.steps.fields import ChoiceField, CodeField, EuroField, LineField, WordsField
from trede.register.steps.step import (
    Answers,
    Obstacle,
    RefusedError,
    Situation,
    Step,
    StepForm,
    Words,
    confirm,
)


class OwnPurchaseForm(StepForm):
    """What, from whom, for how much, from which budget, and why."""

    name = LineField()
    kind = CodeField("purchase_kind")
    supplier = LineField()
    amount_cents = EuroField()
    vat_cents = EuroField()
    budget_id = ChoiceField()
    motive = WordsField(rows=3)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        offered = [(each.key, _with_rest(each)) for each in budgets_on(situation.today)]
        cast("ChoiceField", self.fields["budget_id"]).offer(offered)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "name": _("What do you want to buy?"),
            "kind": _("What is it for?"),
            "supplier": _("From whom?"),
            "amount_cents": _("Price without VAT, in euros"),
            "vat_cents": (_("VAT on it, in euros"), _("0 if the supplier is exempt.")),
            "budget_id": _("From which budget?"),
            "motive": (
                _("Why this, and why outside the contracts?"),
                _("The purchaser decides on this, and does not know the client."),
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a purchase that costs nothing."""
        cleaned = super().clean()
        if cleaned.get("amount_cents") == 0:
            self.add_error("amount_cents", _("Fill in a price."))
        return cleaned


def _with_rest(budget: Budget) -> str:
    return _("{budget}: {left} left").format(
        budget=budget.name, left=show_euro(max(0, budget.left_cents))
    )


class OwnPurchase(Step):
    """Ask to buy something for the client."""

    name = "own-purchase"
    form = OwnPurchaseForm
    touches = ("own_purchases",)

    def label(self) -> str:
        """Own purchase."""
        return _("Own purchase")

    def title(self, situation: Situation) -> str:
        """Say what the step does."""
        del situation
        return _("Ask to buy something")

    def explanation(self, situation: Situation) -> str:
        """Say who decides."""
        del situation
        return _(
            "For what no contract offers. A purchaser decides, and then it is paid; until it is "
            "approved, order nothing."
        )

    def corrects(self, situation: Situation) -> bool:
        """Correct nothing: it is undone while nobody decided."""
        del situation
        return False

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Only who guides the client, and only from a budget."""
        if ground_to_look(situation.author, situation.client) is None:
            return Obstacle(_("Only who guides this client, or the team leader, can do this."))
        if not budgets_on(situation.today):
            return Obstacle(_("No budget runs today from which a case manager may buy."))
        return None

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """No VAT, until something else is said."""
        del situation
        return {"vat_cents": 0}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record what is asked, if the budget allows it."""
        check_vat(answers["amount_cents"], answers["vat_cents"])
        locked("budgets", budget_id=answers["budget_id"])
        budget = budget_of(answers["budget_id"], situation.today)
        if budget is None:
            raise RefusedError(_("This budget is no longer on file."), "budget_id")
        cents = answers["amount_cents"] + answers["vat_cents"]
        check_budget(budget, answers["kind"], cents, situation.today)
        said = near_the_end(budget, cents, situation.today)
        odd = odd_about(situation.person_id, answers, situation.today)
        confirm(answers, odd | ({"budget": said} if said else {}))
        names = ("name", "kind", "supplier", "amount_cents", "vat_cents", "budget_id", "motive")
        journal.record(
            "own_purchases",
            {
                "purchase_id": new_id(),
                "person_id": situation.person_id,
                **{name: answers[name] for name in names},
                "asked_on": situation.today,
                "asked_by": situation.author.username,
            },
        )
        return _("Asked. A purchaser decides.")
