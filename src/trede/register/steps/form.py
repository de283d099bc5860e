"""A form whose fields are labelled when it is made, since the language differs per request."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.steps.refusing import (
    CONFIRMATION,
    RefusalsError,
    RefusedError,
    UnconfirmedError,
)

Words = Mapping[str, str | tuple[str, str]]
"""By field: its label, or its label and its help."""
Part = tuple[str, Sequence[BoundField]]
"""A part of a form: its heading (may be empty) and its fields."""


class LabelledForm(forms.Form):
    """A form that says its own words, in parts, and can ask for warnings to be confirmed."""

    unmarked: Collection[str] = ()
    """The fields that may stay empty without saying so each time."""
    terms: Mapping[str, str] = {}
    """By field: the term of the field, as in the glossary, that is explained beside its label."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        self.warnings: Mapping[str, str] = {}
        super().__init__(*args, **kwargs)
        self.say(self.words())

    def words(self) -> Words:
        """Return label and help of each field, in the language in use."""
        return {}

    def say(self, words: Words) -> None:
        """Give fields their labels and helps; fields that were left out need none."""
        for name, said in words.items():
            if name in self.fields:
                label, help_text = (said, "") if isinstance(said, str) else said
                self.fields[name].label = label
                self.fields[name].help_text = help_text

    def headings(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Return the parts of a longer form: their headings and the names of their fields."""
        return ()

    def parts(self) -> Sequence[Part]:
        """Return the visible fields by part; what no heading names comes last, without one."""
        shown = {bound.name: bound for bound in self.visible_fields()}
        for bound in self.confirmations():
            del shown[bound.name]
        found: list[Part] = []
        for heading, names in self.headings():
            found.append((heading, [shown.pop(name) for name in names if name in shown]))
        found.append(("", list(shown.values())))
        return [(heading, fields) for heading, fields in found if fields]

    def confirmations(self) -> list[BoundField]:
        """Return the boxes that confirm warnings."""
        return [bound for bound in self.visible_fields() if bound.name.startswith(CONFIRMATION)]

    def complete(self) -> None:
        """Add the boxes that were ticked to confirm warnings, and say what is missing our way."""
        for name in self.data:
            if name.startswith(CONFIRMATION):
                self.add_confirmation(name.removeprefix(CONFIRMATION), "")
        for field in self.fields.values():
            field.error_messages["required"] = _("Fill this in.")

    def add_confirmation(self, name: str, warning: str) -> None:
        """Add a box that confirms a warning."""
        box = forms.BooleanField(required=False, label=warning)
        self.fields[f"{CONFIRMATION}{name}"] = box

    def drop_confirmations(self) -> None:
        """Take the boxes that confirm warnings away: what was confirmed may change."""
        for name in [name for name in self.fields if name.startswith(CONFIRMATION)]:
            del self.fields[name]

    def tell(self, error: TredeError) -> None:
        """Say an error on the form: at the field it is about, or as a warning to confirm."""
        if not isinstance(error, UnconfirmedError):
            self.drop_confirmations()
        match error:
            case UnconfirmedError(warnings=warnings):
                self.warnings = warnings
                for name, warning in warnings.items():
                    self.add_confirmation(name, warning)
            case RefusalsError(refusals=refusals):
                for each in refusals:
                    self.tell(each)
            case RefusedError(field=field) if field in self.fields:
                self.add_error(field, str(error))
            case _:
                self.add_error(None, str(error))
