"""The forms with which one signs in and with which users are kept."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from trede.language import LANGUAGES
from trede.language import translate as _
from trede.register.accounts.administering import (
    Details,
    WrongCompanyError,
    check_company,
    details_of,
    kept_apart,
)
from trede.register.accounts.models import Team, User
from trede.register.accounts.roles import Domain, Role
from trede.register.project.clock import today
from trede.register.providers.reading import all_providers, has_ended
from trede.register.steps.form import LabelledForm, Words

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}


class UsernameField(forms.CharField):
    """A user name that can stand in the facts; it never changes."""

    def __init__(self) -> None:
        super().__init__(max_length=50)

    def validate(self, value: str) -> None:
        """Check the letters."""
        super().validate(value)
        if value and not USERNAME.fullmatch(value):
            raise ValidationError(_("Use small letters, digits, dots and hyphens only."))


def password_field(autocomplete: str) -> forms.CharField:
    """Return a field for a password, which browsers fill in by its kind."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(widget=widget, strip=False)


class SignInForm(LabelledForm):
    """Name and password. It never says which of the two was wrong."""

    username = forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = password_field("current-password")

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request = request
        self.user: User | None = None

    def words(self) -> Words:
        """Return the words of the form."""
        return {"username": (_("User name"), ""), "password": (_("Password"), "")}

    def clean(self) -> dict[str, Any]:
        """Find the user; the same words whatever was wrong."""
        answers = super().clean() or {}
        if "username" in answers and "password" in answers:
            found = authenticate(
                self._request, username=answers["username"], password=answers["password"]
            )
            if not isinstance(found, User) or not found.is_active:
                raise ValidationError(
                    _("This name and password do not belong together. Try again.")
                )
            self.user = found
        return answers


class CodeForm(LabelledForm):
    """A code of the app, or a backup code."""

    code = forms.CharField(
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def words(self) -> Words:
        """Return the words of the form."""
        return {"code": (_("Code"), _("The six digits that the app shows now."))}


class PasswordForm(LabelledForm):
    """One's own password: the present one and, twice, the new one."""

    present = password_field("current-password")
    chosen = password_field("new-password")
    again = password_field("new-password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self._user = user
        super().__init__(*args, **kwargs)

    def words(self) -> Words:
        """Return the words of the form."""
        advice = _("At least 12 signs. A few words that you remember make a good password.")
        return {
            "present": (_("Present password"), ""),
            "chosen": (_("New password"), advice),
            "again": (_("New password, once more"), ""),
        }

    def clean_present(self) -> str:
        """Check that it is this user who asks."""
        given = str(self.cleaned_data["present"])
        if not self._user.check_password(given):
            raise ValidationError(_("This is not your present password."))
        return given

    def clean_chosen(self) -> str:
        """Check that the new password is not easily guessed, and new."""
        chosen = str(self.cleaned_data["chosen"])
        validate_password(chosen, self._user)
        if self._user.check_password(chosen):
            raise ValidationError(_("This is your present password. Choose another one."))
        return chosen

    def clean(self) -> dict[str, Any]:
        """Check that the new password was typed twice the same."""
        answers = super().clean() or {}
        if "chosen" in answers and answers["chosen"] != answers.get("again"):
            self.add_error("again", _("This is not the same as the password above."))
        return answers


class ProfileForm(LabelledForm):
    """What one says of oneself: the language of the pages."""

    language = forms.ChoiceField(
        choices=[(each, LANGUAGE_NAMES[each]) for each in LANGUAGES], widget=forms.RadioSelect
    )

    def words(self) -> Words:
        """Return the words of the form."""
        return {"language": (_("Language"), "")}


class UserForm(LabelledForm):
    """What an administrator says of a user."""

    name = forms.CharField(max_length=200)
    email = forms.EmailField(required=False)
    team = forms.ModelChoiceField(Team.objects.all(), required=False, empty_label="–")
    roles = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    provider_id = forms.ChoiceField(required=False)
    domain = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.value, role.title.capitalize()) for role in Role]
        domains = [(domain.value, domain.title.capitalize()) for domain in Domain]
        own = self.initial.get("provider_id")
        companies = [
            (key, str(each.cell("name")))
            for key, each in all_providers().items()
            if key == own or not has_ended(each, today())
        ]
        self.fields["roles"].choices = roles  # type: ignore[attr-defined]
        self.fields["provider_id"].choices = [("", "–"), *companies]  # type: ignore[attr-defined]
        self.fields["domain"].choices = domains  # type: ignore[attr-defined]
        self.complete()

    def warnings_of_roles(self) -> Mapping[str, str]:
        """Return what is to be confirmed: roles, given anew, that weaken separation of duties."""
        warning = kept_apart([Role(each) for each in self.cleaned_data["roles"]])
        before = kept_apart([Role(each) for each in self.initial.get("roles", ())])
        return {"roles": warning} if warning and warning != before else {}

    def words(self) -> Words:
        """Return the words of the form."""
        why = _("Give no more than the work needs: each role opens pages about people.")
        return {
            "name": (_("Name"), _("As colleagues and clients read it.")),
            "email": (_("E-mail"), ""),
            "team": (_("Team"), _("A team leader sees the clients of this team.")),
            "roles": (_("Roles"), why),
            "provider_id": (
                _("Company"),
                _("Only with the role provider: it sees the clients of this company and no more."),
            ),
            "domain": (_("Answers for"), _("For case managers: what they do for a client.")),
        }

    def clean(self) -> dict[str, Any]:
        """Check that a user works for the municipality or for one company."""
        answers = super().clean() or {}
        if not self.errors:
            try:
                check_company(self.details, self.initial.get("provider_id", ""))
            except WrongCompanyError as error:
                self.add_error(error.field, str(error))
        return answers

    @property
    def details(self) -> Details:
        """Return what was filled in."""
        answers = self.cleaned_data
        roles = tuple(Role(role) for role in answers["roles"])
        own = (answers["name"], answers["email"], answers["team"], roles, Domain(answers["domain"]))
        return Details(*own, provider_id=answers["provider_id"])


class NewUserForm(UserForm):
    """A new user: besides the rest, the name with which one signs in."""

    username = UsernameField()
    field_order = ("username", "name")

    def words(self) -> Words:
        """Return the words of the form."""
        said = _("To sign in with: small letters, digits, dots and hyphens. It never changes.")
        return {**super().words(), "username": (_("User name"), said)}


def form_of(user: User, data: Mapping[str, Any] | None) -> UserForm:
    """Return the form with what is said of a user now."""
    details = details_of(user)
    initial = {
        "name": details.name,
        "email": details.email,
        "team": details.team,
        "roles": [role.value for role in details.roles],
        "provider_id": details.provider_id,
        "domain": details.domain.value,
    }
    return UserForm(data, initial=initial)
