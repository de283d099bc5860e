"""Fields that steps share: days, codes of a list, explanations, amounts, yes or no."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from trede.dossier.codes import lists_in_force
from trede.language import current_language
from trede.language import translate as _
from trede.register.pages.moments import read_day
from trede.register.pages.templating import show_code, show_day, show_stand
from trede.register.project.clock import today

Choices = list[tuple[str, str]]
NOTHING = ("", "–")
A_DAY = timedelta(days=1)
EARLIEST = date(1900, 1, 1)
"""No fact about anyone who can be a client lies before this day."""
_CENTS = 100


class DayField(forms.DateField):
    """A day, chosen in a calendar or typed; written as the browser's language has it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the day that was typed."""
        typed = read_day(value) if isinstance(value, str) else None
        return typed or super().to_python(value)

    def clean(self, value: Any) -> Any:
        """Return the day; refuse what is no day, saying how a day is written."""
        self.error_messages["invalid"] = _("This is no day. Write it as 31-12-2026.")
        day = super().clean(value)
        if isinstance(day, date) and day < EARLIEST:
            message = _("This day lies before {day}. Check the year.")
            raise forms.ValidationError(message.format(day=show_day(EARLIEST)))
        return day


class LastDayField(DayField):
    """The last day of a spell, as people say it; the facts hold the first day after it."""

    def prepare_value(self, value: Any) -> Any:
        """Show the day before the one that is stored; what was typed stays as it is."""
        return super().prepare_value(value - A_DAY if isinstance(value, date) else value)

    def clean(self, value: Any) -> Any:
        """Return the first day after the last day; none if nothing was filled in."""
        last = super().clean(value)
        return last + A_DAY if isinstance(last, date) else None


def labels(codes: str, on: date | None = None) -> Choices:
    """Return the codes of a list that may be used on a day, with their labels."""
    day = on or today()
    return [
        (code.code, show_stand(code.code, codes))
        for code in lists_in_force()[codes].codes
        if (code.valid_from is None or code.valid_from <= day)
        and (code.valid_until is None or day < code.valid_until)
    ]


class CodeField(forms.ChoiceField):
    """A code of a list; the choices are those in force on the day the form is shown."""

    def __init__(
        self,
        codes: str,
        *,
        only: Callable[[str], bool] | None = None,
        as_radio: bool = False,
        **kwargs: Any,
    ) -> None:
        self._codes = codes
        needs_nothing = not (as_radio and kwargs.get("required", True))

        def offered() -> Choices:
            found = [(code, label) for code, label in labels(codes) if only is None or only(code)]
            return [NOTHING, *found] if needs_nothing else found

        self._offered = offered
        if as_radio:
            kwargs["widget"] = forms.RadioSelect
        super().__init__(choices=offered, **kwargs)

    def keep(self, code: object) -> None:
        """Let a code that is on file be kept, though it may no longer be chosen."""
        offered = self._offered()
        if isinstance(code, str) and code not in dict(offered):
            self.choices = [*offered, (code, show_code(code, self._codes))]

    def clean(self, value: Any) -> Any:
        """Return the code; none if nothing was chosen."""
        return super().clean(value) or None


class CodesField(forms.MultipleChoiceField):
    """Several codes of a list, each a box to tick."""

    def __init__(self, codes: str | Callable[[], Choices], **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(
            choices=(lambda: labels(codes)) if isinstance(codes, str) else codes, **kwargs
        )


class WordsField(forms.CharField):
    """A few sentences."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)


class LineField(forms.CharField):
    """A word or a line; ``fill_in`` is what the browser may fill in (it may not, by default)."""

    def __init__(self, *, fill_in: str = "off", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": fill_in}))
        super().__init__(**kwargs)


class ChoiceField(forms.ChoiceField):
    """One of a few things that are known when the form is shown; none if nothing was chosen."""

    def offer(self, choices: Sequence[tuple[str, str]], *, or_nothing: bool = True) -> None:
        """Set what can be chosen."""
        self.choices = [NOTHING, *choices] if or_nothing else list(choices)

    def clean(self, value: Any) -> Any:
        """Return what was chosen."""
        return super().clean(value) or None


class YesNoField(forms.TypedChoiceField):
    """Yes or no; none if neither was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        def choices() -> Choices:
            return [("yes", _("yes")), ("no", _("no"))]

        super().__init__(
            choices=choices,
            coerce=lambda value: value == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Show what is on file as yes or no."""
        return {True: "yes", False: "no"}.get(value, value)


class EuroField(forms.DecimalField):
    """An amount in euros, such as 1234,50; the facts hold cents."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(min_value=0, max_digits=10, decimal_places=2, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show cents as euros; what was typed stays as it is."""
        if not isinstance(value, int):
            return value
        euros = f"{value // _CENTS}.{value % _CENTS:02}"
        return euros.replace(".", ",") if current_language() == "nl" else euros

    def clean(self, value: Any) -> Any:
        """Return whole cents; none if nothing was filled in. Points between thousands may stay."""
        self.error_messages["invalid"] = _("This is no amount. Write it as 1234,50.")
        text = str(value or "").strip().removeprefix("€").replace(" ", "")
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        euros = super().clean(text)
        return None if euros is None else int(euros * _CENTS)
