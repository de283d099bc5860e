"""The forms of a trajectory: one for each thing that can come next, one to correct all of it."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from trede.language import translate as _
from trede.register.project.clock import today
from trede.register.providers.usable import open_contracts
from trede.register.steps.contract_types import types_of
from trede.register.steps.fields import ChoiceField, CodeField, DayField, WordsField
from trede.register.steps.step import Situation, StepForm, Words


def is_final(result: str) -> bool:
    """Tell whether a result code closes a trajectory."""
    return result != "running"


def _happenings() -> Sequence[tuple[str, str]]:
    return [("starts", _("it starts")), ("called_off", _("it does not start"))]


class OfferForm(StepForm):
    """What is offered, under which contract, and why this."""

    contract_id = ChoiceField(required=False)
    type = CodeField("trajectory_type", only=lambda code: code != "unknown", required=False)
    work_first_function = CodeField("work_first_function", required=False)
    motive = WordsField(rows=3)
    offered_on = DayField()
    terms = {"contract_id": "provider"}
    unmarked = ("type",)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, situation=situation, **kwargs)
        contracts = [
            (str(each.cell("contract_id")), str(each.cell("name") or each.cell("contract_id")))
            for each in open_contracts(today())
        ]
        field = cast("ChoiceField", self.fields["contract_id"])
        field.offer(contracts)
        field.error_messages["invalid_choice"] = _(
            "This contract takes no new clients. Choose another one."
        )

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "contract_id": (
                _("Contract"),
                _("Leave empty if the municipality carries it out itself."),
            ),
            "type": (
                _("Type of trajectory"),
                _("Left empty, it is the usual type of the contract."),
            ),
            "work_first_function": (
                _("What is Work First for?"),
                _("Needed for Work First only."),
            ),
            "motive": (
                _("Why this trajectory?"),
                _("The choice is yours: what makes this fit this client better than the others?"),
            ),
            "offered_on": _("Offered on"),
        }

    def clean(self) -> dict[str, Any]:
        """Fill in the type that a contract is for, if none was chosen."""
        cleaned = super().clean()
        contract = cleaned.get("contract_id")
        if cleaned.get("type") is None and "type" not in self.errors:
            usual = types_of([contract]).get(contract, ()) if contract else ()
            if not usual:
                self.add_error("type", self.fields["type"].error_messages["required"])
            cleaned["type"] = next(iter(usual), None)
        return cleaned


class DecisionForm(StepForm):
    """What was decided, and when."""

    decision = CodeField("decision", as_radio=True)
    decided_on = DayField()

    def words(self) -> Words:
        """Return labels."""
        return {"decision": _("What was decided?"), "decided_on": _("Day of the decision")}


class StartForm(StepForm):
    """Whether it starts, and when."""

    happens = forms.ChoiceField(choices=_happenings, widget=forms.RadioSelect)
    started_on = DayField()
    result = CodeField("trajectory_result", only=is_final, required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "happens": _("What happens?"),
            "started_on": (
                _("Day"),
                _("The first day; if it does not start, the day that was settled."),
            ),
            "result": (_("Result"), _("Only if it does not start: how did it end?")),
        }


class EndForm(StepForm):
    """When it ended, and how."""

    result = CodeField("trajectory_result", only=is_final)
    ended_on = DayField()

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "result": (_("Result"), _("A trajectory is closed with a result only.")),
            "ended_on": _("Last day"),
        }


class CorrectionForm(StepForm):
    """All days and codes of a trajectory."""

    type = CodeField("trajectory_type")
    work_first_function = CodeField("work_first_function", required=False)
    motive = WordsField(rows=3, required=False)
    offered_on = DayField(required=False)
    decided_on = DayField(required=False)
    decision = CodeField("decision", required=False)
    started_on = DayField(required=False)
    ended_on = DayField(required=False)
    result = CodeField("trajectory_result", only=is_final, required=False)

    def words(self) -> Words:
        """Return labels."""
        return {
            "type": _("Type of trajectory"),
            "work_first_function": _("What is Work First for?"),
            "motive": _("Why this trajectory?"),
            "offered_on": _("Offered on"),
            "decided_on": _("Decided on"),
            "decision": _("What was decided?"),
            "started_on": _("First day"),
            "ended_on": _("Last day"),
            "result": _("Result"),
        }
