"""The forms about providers and what they offer."""

from typing import Any

from django import forms

from trede.language import translate as _
from trede.register.facts.models import believed
from trede.register.providers.reading import all_providers
from trede.register.providers.tasks import TaskForm
from trede.register.steps.fields import (
    ChoiceField,
    CodeField,
    DayField,
    EuroField,
    LastDayField,
    LineField,
    WordsField,
)
from trede.register.steps.form import Words


class ProviderForm(TaskForm):
    """Who a provider is."""

    name = LineField()
    company_group = LineField(required=False)
    affiliation = CodeField("affiliation")
    specialisation = WordsField(rows=2, required=False)
    place = LineField(required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "name": _("Name"),
            "company_group": (
                _("Company group"),
                _("Two companies of one group are paid once for the same activity."),
            ),
            "affiliation": _("Affiliated or private"),
            "specialisation": _("Specialisation"),
            "place": _("Established in"),
        }


class ProviderEndForm(TaskForm):
    """How a provider came to its end, and who goes on."""

    ended_by = CodeField("provider_end", as_radio=True)
    ended_on = DayField()
    successor_id = ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [
            (key, str(each.cell("name")))
            for key, each in all_providers().items()
            if key != self.about.key
        ]
        self.fields["successor_id"].offer(others)  # type: ignore[attr-defined]

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "ended_by": _("What happened?"),
            "ended_on": _("Last day"),
            "successor_id": (
                _("Who takes over?"),
                _("Running contracts keep their number and show who succeeded."),
            ),
        }


class ContactForm(TaskForm):
    """Someone to turn to."""

    name = LineField()
    task = LineField(required=False)
    email = forms.EmailField(required=False)
    telephone = LineField(required=False)
    starts_on = DayField()
    ends_on = LastDayField(required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "name": _("Name"),
            "task": _("To turn to for"),
            "email": _("E-mail"),
            "telephone": _("Telephone"),
            "starts_on": _("From"),
            "ends_on": (_("Last day"), _("Fill in when this person no longer is the contact.")),
        }


class ProductForm(TaskForm):
    """What is offered, to whom, for how long."""

    name = LineField()
    contract_id = ChoiceField(required=False)
    type = CodeField("trajectory_type")
    target_group = WordsField(rows=2, required=False)
    method = WordsField(rows=3, required=False)
    rung = CodeField("participation_rung", required=False)
    duration_weeks = forms.IntegerField(min_value=1, max_value=520, required=False)
    capacity = forms.IntegerField(min_value=1, required=False)
    starts_on = DayField()
    ends_on = LastDayField(required=False)

    def __init__(self, *args: Any, provider_id: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contracts = believed("contracts").filter(provider_id=provider_id or self.about.key)
        named = [(str(c.cell("contract_id")), str(c.cell("name") or c.cell("contract_id")))
                 for c in contracts.order_by("name")]  # fmt: skip
        self.fields["contract_id"].offer(named)  # type: ignore[attr-defined]

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "name": _("Name"),
            "contract_id": (_("Contract"), _("The results of its clients are shown with it.")),
            "type": _("Type of trajectory"),
            "target_group": _("For whom"),
            "method": _("What is done"),
            "rung": _("Rung"),
            "duration_weeks": _("Usual duration, in weeks"),
            "capacity": _("Places at the same time"),
            "starts_on": _("Offered from"),
            "ends_on": _("Last day it is offered"),
        }


class PriceForm(TaskForm):
    """A price and from when it holds."""

    amount_cents = EuroField()
    vat_cents = EuroField()
    starts_on = DayField()
    motive = WordsField(rows=2, required=False)

    def words(self) -> Words:
        """Return labels and helps."""
        return {
            "amount_cents": _("Price for one client, without value added tax"),
            "vat_cents": (
                _("Value added tax over it"),
                _("Fill in 0 if the provider is exempt."),
            ),
            "starts_on": (_("From"), _("Prices from before that day stay as they were.")),
            "motive": _("Why this price"),
        }
