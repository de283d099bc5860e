"""A form that first shows what would be stored, and stores it only when it is sent once more."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from django import forms

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.providers.tasks import Answers, TaskForm
from trede.register.steps.refusing import CONFIRMATION


class PreviewError(TredeError):
    """What would be stored was not seen yet; ``content`` is what there is to see.

    ``warnings`` must be confirmed besides, by name.
    """

    def __init__(self, content: object, digest: str, warnings: Mapping[str, str]) -> None:
        self.content, self.digest, self.warnings = content, digest, dict(warnings)
        super().__init__(_("Nothing was stored yet: see first what would be."))


class PreviewForm(TaskForm):
    """A form with a preview; ``previewed`` names what was seen, so that nothing else is stored."""

    previewed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.preview: object = None
        super().__init__(*args, **kwargs)

    def keep(self, **values: str) -> None:
        """Put values among what was sent, so that they are sent again."""
        sent = self.data.dict() if hasattr(self.data, "dict") else dict(self.data)
        self.data = {**sent, **values}

    def tell(self, error: TredeError) -> None:
        """Say an error on the form, or show what would be stored."""
        if not isinstance(error, PreviewError):
            super().tell(error)
            return
        if self.cleaned_data.get("previewed") != error.digest:
            self._untick()
        self.drop_confirmations()
        self.preview, self.warnings = error.content, error.warnings
        self.keep(previewed=error.digest)
        for name, warning in error.warnings.items():
            self.add_confirmation(name, warning)

    def _untick(self) -> None:
        """Forget what was confirmed of something else."""
        self.keep()
        self.data = {
            name: value for name, value in self.data.items() if not name.startswith(CONFIRMATION)
        }


def show_first(
    answers: Answers, content: Callable[[], object], warnings: Mapping[str, str], *seen: object
) -> None:
    """Raise PreviewError unless just this was seen before, and every warning was confirmed."""
    digest = sha256("\n".join(repr(each) for each in seen).encode()).hexdigest()
    confirmed = all(answers.get(f"{CONFIRMATION}{name}") for name in warnings)
    if answers.get("previewed") != digest or not confirmed:
        raise PreviewError(content(), digest, warnings)
