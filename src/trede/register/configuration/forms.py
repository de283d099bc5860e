"""The forms with which the municipality decides about its register."""

from datetime import date
from typing import Any

from django import forms

from trede.errors import TredeError
from trede.language import in_language
from trede.language import translate as _
from trede.measures.library import read_library
from trede.measures.parameters import LARGEST, Parameter
from trede.register.caseloads.case_management import CaseManagement
from trede.register.configuration.dated import check_first_day
from trede.register.pages.templating import upper_first
from trede.register.signals.declarations import Declaration
from trede.register.signals.settings import check_values
from trede.register.steps.fields import ChoiceField, DayField, LineField, WordsField
from trede.register.steps.form import LabelledForm, Words

ON, OFF = "on", "off"


class DecisionForm(LabelledForm):
    """From when something holds, and why."""

    valid_from = DayField()
    reason = WordsField(rows=3)

    def clean_valid_from(self) -> date:
        """Refuse a day that has passed."""
        day: date = self.cleaned_data["valid_from"]
        try:
            check_first_day(day)
        except TredeError as error:
            raise forms.ValidationError(str(error)) from error
        return day

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "valid_from": (_("From"), _("Until then everything stays as it is.")),
            "reason": (_("Why"), _("On what it rests: a decision, an agreement, a trial.")),
        }


class SignalForm(DecisionForm):
    """Whether a signal is raised, and its terms."""

    state = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, signal: Declaration, **kwargs: Any) -> None:
        self.signal = signal
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (ON, _("on the worklist")),
            (OFF, _("switched off")),
        ]
        for name in signal.parameters:
            self.fields[name] = _field(read_library().parameters[name])
        self.order_fields(["state", *signal.parameters, "valid_from", "reason"])
        self.complete()

    def words(self) -> Words:
        """Return labels and helps."""
        return {**super().words(), "state": _("The signal is")}

    def clean(self) -> dict[str, Any]:
        """Refuse a value that a term cannot have."""
        given = self.cleaned_data
        for name in self.signal.parameters:
            if name in given:
                try:
                    check_values(self.signal.rule, {name: _typed(given[name])})
                except TredeError as error:
                    self.add_error(name, str(error))
        return given

    @property
    def is_on(self) -> bool:
        """Whether the signal is to be raised."""
        return bool(self.cleaned_data["state"] == ON)

    @property
    def values(self) -> dict[str, str]:
        """The terms that differ from those that Trede ships."""
        known = read_library().parameters
        typed = {name: _typed(self.cleaned_data[name]) for name in self.signal.parameters}
        return {name: value for name, value in typed.items() if value != known[name].default}


class CaseManagementForm(DecisionForm):
    """Which model of case management."""

    model = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["model"].choices = [  # type: ignore[attr-defined]
            (each.value, f"{upper_first(each.title)}. {each.explanation}")
            for each in CaseManagement
        ]
        self.order_fields(["model"])
        self.complete()

    def words(self) -> Words:
        """Return labels and helps."""
        return {**super().words(), "model": _("Model of case management")}


def _field(parameter: Parameter) -> forms.Field:
    """Return the field for a parameter of its type, with its meaning and the shipped value."""
    field = _of_type(parameter)
    field.label = upper_first(in_language(parameter.titles))
    field.help_text = _("Trede ships: {value}.").format(value=parameter.default or "–")
    if parameter.type == "texts":
        field.help_text += " " + _("Codes, with commas between; all for every one.")
    return field


def _of_type(parameter: Parameter) -> forms.Field:
    if parameter.type == "whole":
        return forms.IntegerField(min_value=0, max_value=LARGEST)
    if parameter.type == "choice":
        field = ChoiceField()
        field.offer([(value, value) for value in parameter.values], or_nothing=False)
        return field
    return LineField(required=parameter.type == "texts")


def _typed(value: object) -> str:
    return "" if value is None else str(value)
