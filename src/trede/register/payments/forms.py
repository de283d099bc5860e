"""What is filled in about invoices: the number, the month, a file, why a line lapses."""

from datetime import date
from typing import Any

from django import forms

from trede.language import translate as _
from trede.register.pages.templating import show_month
from trede.register.steps.fields import ChoiceField, LineField, WordsField
from trede.register.steps.form import LabelledForm, Words
from trede.settlement.spans import add_months

MONTHS_BACK = 24


class DropForm(LabelledForm):
    """Why a line lapses."""

    reason = WordsField(rows=2)

    def words(self) -> Words:
        """Return labels and helps."""
        return {"reason": (_("Why?"), _("The provider reads this."))}


class SendBackForm(DropForm):
    """Why a line is sent back to who approved its performance."""

    def words(self) -> Words:
        """Return labels and helps."""
        return {"reason": (_("Why?"), _("Who approved the performance reads this."))}


class TurnDownForm(DropForm):
    """Why a claim is turned down."""

    def words(self) -> Words:
        """Return labels and helps."""
        return {"reason": (_("Why?"), _("The provider reads this. Name no other provider."))}


class LetStandForm(TurnDownForm):
    """Why a claim that was turned down stands again."""


class SendForm(LabelledForm):
    """The number of an invoice that is made from what is registered."""

    number = LineField(max_length=40)
    with_held = forms.BooleanField(required=False)
    seal = forms.CharField(widget=forms.HiddenInput)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "number": (_("Number of the invoice"), _("The number in your own books.")),
            "with_held": (
                _("Also the lines that are held"),
                _("They are paid once what is missing is there."),
            ),
        }


class UploadForm(LabelledForm):
    """An invoice in a file."""

    contract = ChoiceField()
    month = ChoiceField()
    number = LineField(max_length=40)
    file = forms.FileField(widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))

    def __init__(
        self, *args: Any, contracts: list[tuple[str, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("contract", contracts), ("month", months_until(today))):
            field = self.fields[name]
            assert isinstance(field, ChoiceField)  # noqa: S101 - for the types: declared above
            field.offer(choices, or_nothing=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "contract": _("Contract"),
            "month": _("Month of the invoice"),
            "number": (_("Number of the invoice"), _("The number in your own books.")),
            "file": (_("File (csv)"), _("Every line is laid beside the register.")),
        }


def months_until(day: date) -> list[tuple[str, str]]:
    """Return the months that can be invoiced, this one first, as 2026-03 and March 2026."""
    first = day.replace(day=1)
    months = (add_months(first, -number) for number in range(MONTHS_BACK))
    return [(f"{month_on:%Y-%m}", show_month(month_on)) for month_on in months]


def month_of(text: str, day: date) -> date:
    """Return the first day of a month that is asked for; of this month if it is none of those."""
    known = dict(months_until(day))
    chosen = text if text in known else f"{day:%Y-%m}"
    return date.fromisoformat(f"{chosen}-01")
