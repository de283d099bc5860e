"""The forms about contracts."""

from typing import Any

from django import forms

from trede.language import translate as _
from trede.register.contracts.reading import CLOSED, OPEN, STOPPED
from trede.register.pages.templating import show_code
from trede.register.providers.reading import all_providers
from trede.register.providers.tasks import TaskForm
from trede.register.steps.fields import (
    ChoiceField,
    CodeField,
    DayField,
    LastDayField,
    LineField,
    WordsField,
)
from trede.register.steps.form import Words


class NewContractForm(TaskForm):
    """With whom, about what."""

    provider_id = ChoiceField()
    name = LineField()
    category = LineField(required=False)
    rung = CodeField("participation_rung", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(key, str(each.cell("name"))) for key, each in all_providers().items()]
        self.fields["provider_id"].offer(found)  # type: ignore[attr-defined]

    def words(self) -> Words:
        """Return labels."""
        return {
            "provider_id": _("With whom"),
            "name": _("Name"),
            "category": _("Category"),
            "rung": _("Rung"),
        }


class ContractForm(TaskForm):
    """What was agreed besides the money."""

    name = LineField()
    category = LineField(required=False)
    rung = CodeField("participation_rung", required=False)
    form = CodeField("contract_form")
    starts_on = DayField()
    ends_on = LastDayField()
    extensions_allowed = forms.IntegerField(min_value=0, max_value=10, required=False)
    extension_months = forms.IntegerField(min_value=1, max_value=60, required=False)
    data_agreement_on = DayField(required=False)
    personal_data = WordsField(rows=2, required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "name": _("Name"),
            "category": (_("Category"), _("Contracts of one category are compared.")),
            "rung": _("Rung"),
            "form": _("Form of the contract"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
            "extensions_allowed": _("How many times it may be extended"),
            "extension_months": _("By how many months each time"),
            "data_agreement_on": _("Data-protection agreement signed on"),
            "personal_data": (
                _("Personal data it names"),
                _("What the provider needs to know of a client, and nothing more."),
            ),
        }


class ClausesForm(TaskForm):
    """Where each clause stands in the contract."""

    def words(self) -> Words:
        """Return labels and helps; those of the clauses are given with the fields."""
        return {}


class VolumesForm(TaskForm):
    """How many clients were agreed, from when."""

    minimum_clients = forms.IntegerField(min_value=0, required=False)
    maximum_clients = forms.IntegerField(min_value=1, required=False)
    starts_on = DayField()

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "minimum_clients": (
                _("Minimum number of clients"),
                _("With a volume contract: the number that is guaranteed."),
            ),
            "maximum_clients": _("Maximum number of clients"),
            "starts_on": (_("From"), _("What was agreed before that day stays as it was.")),
        }


class EvaluationForm(TaskForm):
    """By when a meeting or an evaluation is to be held."""

    kind = CodeField("contract_meeting", required=False)
    due_on = DayField()

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "kind": (_("What is planned"), _("Empty: an evaluation.")),
            "due_on": _("To be held by"),
        }


class HeldForm(TaskForm):
    """What a meeting or an evaluation showed."""

    held_on = DayField()
    finding = WordsField(rows=4)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "held_on": _("Held on"),
            "finding": (_("What it showed"), _("And what was agreed, with whom, by when.")),
        }


class SignatureForm(TaskForm):
    """The day of signature, and for whom."""

    signed_on = DayField()
    signed_by = CodeField("contracting_body", required=False)

    def words(self) -> Words:
        """Return labels."""
        return {"signed_on": _("Signed on"), "signed_by": _("Signed by")}


class InflowForm(TaskForm):
    """Whether clients can enter."""

    inflow = forms.ChoiceField(widget=forms.RadioSelect)
    inflow_closed_on = DayField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inflow"].choices = [  # type: ignore[attr-defined]
            (code, show_code(code, "contract_inflow")) for code in (OPEN, STOPPED, CLOSED)
        ]

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "inflow": (
                _("Inflow"),
                _("Stopped can be opened again; closed is for good. Who takes part goes on."),
            ),
            "inflow_closed_on": (
                _("Last day on which clients could enter"),
                _("Empty: today. Leave empty if you open it."),
            ),
        }


class AdviceAnswerForm(TaskForm):
    """Whether an advice is followed, and why."""

    answer = CodeField("advice_answer", as_radio=True)
    reason = WordsField(rows=4)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "answer": _("Is the advice followed?"),
            "reason": (_("Why"), _("Who looks back later reads this beside the grounds.")),
        }


class ExtensionForm(TaskForm):
    """Until when, and why."""

    ends_on = LastDayField()
    motive = WordsField(rows=3)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "ends_on": _("New last day"),
            "motive": (
                _("Why"),
                _("What it yielded so far, beside others of its category, and what speaks for it."),
            ),
        }
