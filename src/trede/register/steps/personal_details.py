"""Changing who a client is on file: names, birth, address. What stood before stays visible."""

from collections.abc import Mapping, Sequence

from django import forms

from trede.language import translate as _
from trede.register.clients.identities import IDENTITIES, write_identity
from trede.register.facts.journal import Journal
from trede.register.steps.fields import CodeField, DayField, LineField
from trede.register.steps.registering import IDENTITY, check_birth
from trede.register.steps.registering_form import details_headings, details_words
from trede.register.steps.step import Answers, Situation, Step, StepForm, Words


class DetailsForm(StepForm):
    """Who the client is. The citizen service number is not shown and not changed here."""

    family_name = LineField()
    infix = LineField(required=False)
    first_names = LineField()
    birth_on = DayField(required=False)
    sex = CodeField("sex", required=False)
    address = LineField(required=False)
    postcode = LineField(required=False)
    place = LineField(required=False)
    phone = LineField(required=False)
    email = forms.EmailField(required=False)
    language = LineField(required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return details_words()

    def headings(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Return the parts."""
        return details_headings()


class PersonalDetails(Step):
    """Names, birth, address."""

    name = "personal-details"
    form = DetailsForm
    touches = (IDENTITIES, "persons")

    def label(self) -> str:
        """Name and address."""
        return _("Name and address")

    def title(self, situation: Situation) -> str:
        """Change them."""
        del situation
        return _("Change name and address")

    def corrects(self, situation: Situation) -> bool:
        """Correct nothing: people move and marry."""
        del situation
        return False

    def initial(self, situation: Situation) -> Mapping[str, object]:
        """Return who the client is on file."""
        identity, person = situation.client.identity, situation.latest("persons")
        known = {name: getattr(identity, name) for name in IDENTITY} if identity else {}
        return {**known, "sex": person.cell("sex") if person is not None else None}

    def save(self, journal: Journal, situation: Situation, answers: Answers) -> str:
        """Record who the client is now."""
        check_birth(answers["birth_on"])
        write_identity(journal, situation.client, {name: answers[name] for name in IDENTITY})
        person = situation.latest("persons")
        if person is not None:
            journal.correct(person, {"birth_on": answers["birth_on"], "sex": answers["sex"]})
        return _("Name and address are changed.")
