"""The forms of a team leader."""

from typing import Any

from django import forms

from trede.language import translate as _
from trede.register.accounts.models import Team, User
from trede.register.accounts.roles import Role
from trede.register.steps.fields import CodeField, DayField, WordsField


class AssignForm(forms.Form):
    """To whom clients go, for what and from when."""

    manager = forms.ChoiceField()
    role = CodeField("case_manager_role")
    starts_on = DayField()
    is_warm = forms.BooleanField(required=False)
    reason = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        managers = [
            (user.username, f"{user.name} · {user.team or '–'}")
            for user in User.objects.filter(is_active=True).select_related("team")
            if user.has_role(Role.CASE_MANAGER)
        ]
        self.fields["manager"].choices = [("", "–"), *managers]  # type: ignore[attr-defined]
        self.fields["manager"].label = _("New case manager")
        self.fields["role"].label = _("Answers for")
        self.fields["starts_on"].label = _("From")
        self.fields["is_warm"].label = _("Handed over in a talk")
        self.fields["reason"].label = _("Why")
        self.fields["reason"].help_text = _("The client reads this in the file.")


class NormForm(forms.Form):
    """How many clients one case manager can answer for, and on what grounds."""

    manager = forms.ChoiceField(required=False)
    clients = forms.IntegerField(min_value=1, max_value=1000)
    grounds = WordsField()
    valid_from = DayField()

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        names = [(user.username, user.name) for user in User.objects.filter(team=team)]
        self.fields["manager"].choices = [("", _("the whole team")), *names]  # type: ignore[attr-defined]
        self.fields["manager"].label = _("For")
        self.fields["clients"].label = _("Clients at most")
        self.fields["grounds"].label = _("Grounds")
        self.fields["grounds"].help_text = _(
            "On what the norm rests: hours per client, kind of clients, tasks besides. "
            "Without grounds there is no norm."
        )
        self.fields["valid_from"].label = _("From")
