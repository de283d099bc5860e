"""The forms with which an administrator keeps other systems."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from trede.language import translate as _
from trede.register.accounts.forms import UsernameField
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role, Scope
from trede.register.api.systems import SystemDetails
from trede.register.project.clock import today
from trede.register.steps.fields import DayField, LastDayField
from trede.register.steps.form import LabelledForm, Words

ONE_YEAR = timedelta(days=365)


class SystemForm(LabelledForm):
    """What an administrator says of a system."""

    name = forms.CharField(max_length=200)
    source = forms.CharField(max_length=100)
    intake = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="–")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = User.objects.filter(is_active=True)
        keys = [user.pk for user in active if user.has_role(Role.CASE_MANAGER)]
        self.fields["intake"].queryset = User.objects.filter(pk__in=keys)  # type: ignore[attr-defined]

    def words(self) -> Words:
        """Return the words of the form."""
        source = _("Under this name its facts stand in the files; it sends hand-overs under it.")
        intake = _("Gets the clients whom the system hands over and whom nobody has yet.")
        return {
            "name": (_("Name"), _("As colleagues and clients read it.")),
            "source": (_("Name as a source"), source),
            "intake": (_("Case manager of new clients"), intake),
        }

    def clean_source(self) -> str:
        """Check that the name can stand beside a reference."""
        source = str(self.cleaned_data["source"])
        if ":" in source:
            raise ValidationError(_("Leave out the colon."))
        return source

    @property
    def details(self) -> SystemDetails:
        """Return what was filled in."""
        answers = self.cleaned_data
        return SystemDetails(answers["name"], answers["source"], answers["intake"])


class NewSystemForm(SystemForm):
    """A new system: besides the rest, the name under which its changes stand in the history."""

    username = UsernameField()
    field_order = ("username", "name")

    def words(self) -> Words:
        """Return the words of the form."""
        said = _("Small letters, digits, dots and hyphens, such as uwv-zuid. It never changes.")
        return {**super().words(), "username": (_("User name"), said)}


class RightForm(LabelledForm):
    """What a system may do, from when until when."""

    scope = forms.ChoiceField(widget=forms.RadioSelect)
    starts_on = DayField()
    ends_on = LastDayField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"starts_on": today()})
        super().__init__(*args, **kwargs)
        scopes = [(scope.value, scope.title.capitalize()) for scope in Scope]
        self.fields["scope"].choices = scopes  # type: ignore[attr-defined]

    def words(self) -> Words:
        """Return the words of the form."""
        return {
            "scope": (_("What it may do"), _("Give no more than the work needs.")),
            "starts_on": (_("First day"), ""),
            "ends_on": (_("Last day"), _("Leave empty if there is none yet.")),
        }

    def clean(self) -> dict[str, Any]:
        """Check that the last day does not lie before the first."""
        answers = super().clean() or {}
        first, end = answers.get("starts_on"), answers.get("ends_on")
        if first is not None and end is not None and end <= first:
            self.add_error("ends_on", _("The last day lies before the first."))
        return answers


class TokenForm(LabelledForm):
    """Until when a new token works."""

    last_on = DayField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"last_on": today() + ONE_YEAR})
        super().__init__(*args, **kwargs)

    def words(self) -> Words:
        """Return the words of the form."""
        said = _("A year at most. Give the system a new token before this day.")
        return {"last_on": (_("Last day on which it works"), said)}
