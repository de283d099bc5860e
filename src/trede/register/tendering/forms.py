"""The forms about tenders."""

from typing import Any

from django import forms

from trede.language import translate as _
from trede.register.providers.reading import all_providers
from trede.register.providers.tasks import TaskForm
from trede.register.steps.fields import (
    ChoiceField,
    CodeField,
    DayField,
    EuroField,
    LineField,
    WordsField,
    YesNoField,
)
from trede.register.steps.form import Words
from trede.register.tendering.ranking import FULL


class TenderForm(TaskForm):
    """The assignment, and on what it will be awarded."""

    name = LineField()
    category = LineField()
    description = WordsField(rows=4, required=False)
    prepared_on = DayField()
    award_basis = CodeField("award_basis", as_radio=True)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "name": _("The assignment"),
            "category": (
                _("Kind of assignment"),
                _("Write it as with like assignments: those count together."),
            ),
            "description": _("What is asked"),
            "prepared_on": (
                _("Preparation began on"),
                _("The limits and duties of that day hold for the whole tender."),
            ),
            "award_basis": _("Awarded on"),
        }


class ProcedureForm(TaskForm):
    """The procedure that was chosen."""

    procedure = CodeField("tender_procedure", as_radio=True)
    procedure_motive = WordsField(rows=3, required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "procedure": _("Procedure"),
            "procedure_motive": (
                _("Why this procedure"),
                _("Needed if you choose it in spite of a warning. An auditor reads this."),
            ),
        }


class LotForm(TaskForm):
    """A lot: for whom, and what it is estimated to be worth."""

    name = LineField()
    target_group = LineField(required=False)
    rung = CodeField("participation_rung", required=False)
    estimated_value_cents = EuroField()
    form = CodeField("contract_form")

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "name": _("Name of the lot"),
            "target_group": _("For whom"),
            "rung": _("Rung"),
            "estimated_value_cents": (
                _("Estimated value, without value added tax"),
                _("Over the whole duration, extensions included."),
            ),
            "form": _("Form of the contract"),
        }


class CriterionForm(TaskForm):
    """A criterion and its weight."""

    name = LineField()
    kind = CodeField("criterion_kind")
    weight = forms.IntegerField(min_value=1, max_value=FULL)
    explanation = WordsField(rows=2, required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "name": _("What is judged"),
            "kind": (_("Kind"), _("Price is reckoned; all others are judged by people.")),
            "weight": (_("Weight"), _("In hundredths: all weights together are 100.")),
            "explanation": _("How it is judged"),
        }


class AnnouncementForm(TaskForm):
    """When companies could know of it, and until when they can offer."""

    announced_on = DayField()
    offers_due_on = DayField()

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "announced_on": _("Announced, or companies invited, on"),
            "offers_due_on": _("Last day for offers"),
        }


class ReceiptForm(TaskForm):
    """An offer that came in; what stands in it is not looked at yet."""

    provider_id = ChoiceField()
    received_on = DayField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(key, str(each.cell("name"))) for key, each in all_providers().items()]
        self.fields["provider_id"].offer(found)  # type: ignore[attr-defined]

    def words(self) -> Words:
        """Return labels and helps."""
        return {"provider_id": _("Of whom"), "received_on": _("Received on")}


class OpeningForm(TaskForm):
    """The day on which the offers are opened."""

    opened_on = DayField()

    def words(self) -> Words:
        """Return labels and helps."""
        return {"opened_on": _("Opened on")}


class ContentsForm(TaskForm):
    """What stands in an offer."""

    price_cents = EuroField()
    vat_cents = EuroField()
    is_complete = YesNoField()

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "price_cents": _("Price, without value added tax"),
            "vat_cents": (
                _("Value added tax the provider would charge"),
                _("0 if exempt. It plays no part in the score."),
            ),
            "is_complete": (
                _("Are all five parts there?"),
                _(
                    "Goals, method and experience; how progress and quality are guarded; rights "
                    "and duties of clients; number of trajectories; fees."
                ),
            ),
        }


class SelectionForm(TaskForm):
    """Whether an offer may be judged."""

    exclusion = CodeField("exclusion_ground", required=False)
    selection_motive = WordsField(rows=3)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "exclusion": (
                _("Ground for exclusion"),
                _("Empty: the offer may be judged. Quality plays no part here."),
            ),
            "selection_motive": (_("On what this rests"), _("The provider reads this too.")),
        }


class ScoresForm(TaskForm):
    """Points and reasons on each criterion of quality."""

    def words(self) -> Words:
        """Return labels and helps; those of the criteria are given with the fields."""
        return {}


class AwardForm(TaskForm):
    """To whom a lot is awarded."""

    offer_id = ChoiceField()
    awarded_on = DayField()
    award_motive = WordsField(rows=3, required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "offer_id": _("Awarded to"),
            "awarded_on": _("Day of the award"),
            "award_motive": (
                _("Why"),
                _("Needed if several offers share the first rank."),
            ),
        }


class PublicationForm(TaskForm):
    """The day on which the result was published."""

    published_on = DayField()

    def words(self) -> Words:
        """Return labels and helps."""
        return {"published_on": _("Result published on")}


class WithdrawalForm(TaskForm):
    """Why a tender is given up."""

    withdrawn_on = DayField()
    withdrawal_motive = WordsField(rows=3)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "withdrawn_on": _("Given up on"),
            "withdrawal_motive": (_("Why"), _("The providers who offered are told this.")),
        }
