"""The forms of the data manager: each asks why."""

from typing import Any

from django import forms

from trede.language import translate as _
from trede.register.clients.numbers import NoCitizenNumberError, pseudonym_of
from trede.register.quality.merging import Pair
from trede.register.steps.fields import ChoiceField, LineField, WordsField
from trede.register.steps.form import LabelledForm, Words


class ReasonForm(LabelledForm):
    """Why something is done, or left."""

    reason = WordsField(rows=2)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complete()

    def words(self) -> Words:
        """Return label and help."""
        return {"reason": (_("Why?"), _("It stays on record, and the client may read it."))}


class MergeForm(ReasonForm):
    """Which of two clients is kept, and why they are one."""

    keep = ChoiceField(widget=forms.RadioSelect)
    seen_other = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("keep", "reason")

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pair = pair
        offered = [
            (client.number, f"{client.name} · {client.number}")
            for client in (pair.kept, pair.merged)
        ]
        self.fields["keep"].offer(offered, or_nothing=False)  # type: ignore[attr-defined]
        self.fields["keep"].initial = pair.kept.number

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "keep": (
                _("Under which number does the client go on?"),
                _("The other number leads there from then on."),
            ),
            "reason": (
                _("How do you know that they are one person?"),
                _("It stays on record, and the client may read it."),
            ),
        }

    @property
    def chosen(self) -> Pair:
        """The two clients, the one that is kept first; only for a valid form."""
        pair = self._pair
        is_first = self.cleaned_data["keep"] == pair.kept.number
        return pair if is_first else Pair(pair.merged, pair.kept)


class NumberForm(ReasonForm):
    """The right citizen service number, and how it is known."""

    citizen_number = LineField(
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    field_order = ("citizen_number", "reason")

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "citizen_number": (
                _("The right citizen service number"),
                _("Nine digits. It is checked, kept encrypted and not shown in lists."),
            ),
            "reason": (
                _("How do you know that this is the right number?"),
                _("It stays on record, and the client may read it."),
            ),
        }

    def clean_citizen_number(self) -> str:
        """Return the number; refuse one that does not pass the eleven-proof."""
        number = str(self.cleaned_data["citizen_number"])
        try:
            pseudonym_of(number)
        except NoCitizenNumberError as error:
            raise forms.ValidationError(str(error)) from None
        return number
