"""The forms with which a client is registered, a hand-over is uploaded, and details are changed."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.accounts.roles import Role
from trede.register.clients.numbers import NoCitizenNumberError, pseudonym_of
from trede.register.steps.fields import ChoiceField, CodeField, DayField, LineField
from trede.register.steps.form import LabelledForm, Words


def details_words() -> dict[str, str | tuple[str, str]]:
    """Return the labels and helps of who a client is."""
    return {
        "family_name": _("Family name"),
        "infix": (_("Infix"), _("As in: de, van der.")),
        "first_names": _("First names"),
        "birth_on": _("Date of birth"),
        "sex": _("Sex"),
        "address": _("Street and number"),
        "postcode": _("Postcode"),
        "place": _("Place"),
        "phone": _("Telephone"),
        "email": _("E-mail"),
        "language": (_("Language"), _("Only if a conversation needs another one than Dutch.")),
    }


def details_headings() -> list[tuple[str, Sequence[str]]]:
    """Return the parts of a form with who a client is."""
    return [
        (_("Name and birth"), ["family_name", "infix", "first_names", "birth_on", "sex"]),
        (
            _("Address"),
            ["address", "postcode", "place", "phone", "email", "language"],
        ),
    ]


class RegisterForm(LabelledForm):
    """Who the new client is, and who will keep the file."""

    citizen_number = LineField(
        max_length=12, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )
    family_name = LineField()
    infix = LineField(required=False)
    first_names = LineField()
    birth_on = DayField()
    sex = CodeField("sex", required=False)
    address = LineField(required=False)
    postcode = LineField(required=False)
    place = LineField(required=False)
    phone = LineField(required=False)
    email = forms.EmailField(required=False)
    language = LineField(required=False)
    case_manager = ChoiceField()

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._managers = {user.username: user for user in managers_beside(author)}
        chooser = cast("ChoiceField", self.fields["case_manager"])
        chooser.offer([(user.username, user.name) for user in self._managers.values()])
        if author.username in self._managers:
            chooser.initial = author.username
        self.complete()

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "citizen_number": (
                _("Citizen service number"),
                _("Nine digits. It is checked, kept encrypted and not shown in lists."),
            ),
            **details_words(),
            "case_manager": _("Who keeps the file?"),
        }

    def headings(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Put the number first: whoever is known already is found by it."""
        return [("", ["citizen_number"]), *details_headings()]

    def clean_citizen_number(self) -> str:
        """Return the number; refuse one that does not pass the eleven-proof."""
        number = str(self.cleaned_data["citizen_number"])
        try:
            pseudonym_of(number)
        except NoCitizenNumberError as error:
            raise forms.ValidationError(str(error)) from None
        return number

    @property
    def manager(self) -> User:
        """The case manager who was chosen; only for a valid form."""
        return self._managers[self.cleaned_data["case_manager"]]


class UploadForm(LabelledForm):
    """The file with a hand-over."""

    file = forms.FileField(widget=forms.ClearableFileInput(attrs={"accept": ".json"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complete()

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "file": (
                _("File with the hand-over"),
                _("A JSON file in the form that the documentation describes."),
            )
        }


def managers_beside(author: User) -> list[User]:
    """Return the case managers of the author's team; of all teams if the author has none."""
    active = User.objects.filter(is_active=True).select_related("team").order_by("name")
    if author.team is not None:
        active = active.filter(team=author.team)
    return [user for user in active if user.has_role(Role.CASE_MANAGER)]
