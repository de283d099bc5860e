"""What a step is: a form, prefilled with what is known, that records facts about one client.

A step that is opened with a subject corrects that fact: the frame then asks why, in the field
``reason``, and keeps the answer with the change. A step that does something else with its subject
(ending a benefit, deciding an application) says so in :meth:`Step.corrects`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from trede.language import translate as _
from trede.register.facts.journal import Journal
from trede.register.facts.versions import Change
from trede.register.pages.templating import show_day
from trede.register.steps.fields import DayField, WordsField
from trede.register.steps.form import LabelledForm, Words
from trede.register.steps.refusing import RefusalsError, RefusedError, confirm, refuse
from trede.register.steps.situation import Situation, subject_of

__all__ = [
    "Answers",
    "Obstacle",
    "RefusalsError",
    "RefusedError",
    "Situation",
    "Step",
    "StepForm",
    "Words",
    "confirm",
    "refuse",
    "subject_of",
]

Answers = Mapping[str, Any]
"""The cleaned values of a step's form."""

BIRTH = "birth_on"
"""The field for the day of birth itself."""
CORRECTION = "reason"
"""The field that asks why a fact is corrected."""


@dataclass(frozen=True)
class Obstacle:
    """Why a step cannot be taken now, and the step that must come first, if there is one."""

    why: str
    first: str | None = None


class StepForm(LabelledForm):
    """A step's form. ``situation`` lets fields be filled with the choices of this client.

    ``changes`` are those of others that were made meanwhile.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    changes: Sequence[Change] = ()

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        self.situation = situation
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse days before the client was born: facts about a client are of the client's life."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        identity = self.situation.client.identity
        born_on = identity.birth_on if identity is not None else None
        if born_on is None:
            return cleaned
        message = _("The client was born on {day}: this day lies before that. Check the year.")
        for name, field in self.fields.items():
            day = cleaned.get(name)
            if isinstance(field, DayField) and name != BIRTH and day and day < born_on:
                self.add_error(name, message.format(day=show_day(born_on)))
        return cleaned


class Step(ABC):
    """One kind of step. Subclasses fill in the form, what is known, and what is recorded."""

    name: ClassVar[str]
    """As in the address of the page and in signals."""
    form: ClassVar[type[StepForm]]
    touches: ClassVar[Sequence[str]]
    """The tables whose change by someone else must be seen before saving."""
    table: ClassVar[str] = ""
    """The table whose fact a subject names; a subject that is not there is then no page."""

    explains: ClassVar[str] = ""
    """The term of the field, as in the glossary, that the step is about; empty if none."""

    @abstractmethod
    def label(self) -> str:
        """Name what the step concerns, as a change is called in the history of a file."""

    @abstractmethod
    def title(self, situation: Situation) -> str:
        """Say what the step does: an active sentence of a few words."""

    def explanation(self, situation: Situation) -> str:
        """Say in a sentence or two what it is for; empty if the title says all."""
        del situation
        return ""

    def obstacle(self, situation: Situation) -> Obstacle | None:
        """Say why the step cannot be taken now; none if it can."""
        del situation
        return None

    def corrects(self, situation: Situation) -> bool:
        """Tell whether the step corrects its subject, and so must say why."""
        return situation.subject is not None

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return what is known already, by field."""
        del situation
        return {}

    def beside(self, situation: Situation) -> Mapping[str, object]:
        """Return what is shown beside the form, for a template of the step's own."""
        del situation
        return {}

    template: ClassVar[str] = "steps/step.html"

    @abstractmethod
    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record the facts; return a sentence that says what was done. Raises RefusedError."""

    def form_of(self, situation: Situation) -> type[StepForm]:
        """Return the form; a step may have another one for corrections."""
        del situation
        return self.form

    def make_form(self, situation: Situation, **filled: Any) -> StepForm:
        """Make the form, with what the frame adds: why it is corrected, what is confirmed."""
        form = self.form_of(situation)(situation=situation, **filled)
        if self.corrects(situation):
            form.fields[CORRECTION] = WordsField(
                rows=2,
                label=_("Why do you correct this?"),
                help_text=_("What stood here before stays visible, with your reason."),
            )
        form.complete()
        return form
