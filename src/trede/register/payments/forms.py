"""What is filled in about invoices: the number, the month, a file, why a line lapses."""

from datetime import date
from typing import Any

from django import forms

from trede.language import translate as _
from trede.register.steps.fields import ChoiceField, LineField, WordsField
from trede.register.steps.form import LabelledForm, Words

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
    """Return the months that can be invoiced, this one first, as 2026-03 and 03-2026."""
    found, year, month = [], day.year, day.month
    for _each in range(MONTHS_BACK):
        found.append((f"{year}-{month:02}", f"{month:02}-{year}"))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return found


def month_of(text: str, day: date) -> date:
    """Return the first day of a month that is asked for; of this month if it is none of those."""
    known = dict(months_until(day))
    chosen = text if text in known else f"{day:%Y-%m}"
    return date.fromisoformat(f"{chosen}-01")
