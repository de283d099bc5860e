"""What is done about providers: add, change, end; contacts; products and their prices."""

from collections.abc import Mapping
from datetime import date

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, new_id
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.providers.catalogue import prices_of
from trede.register.providers.forms import (
    ContactForm,
    PriceForm,
    ProductForm,
    ProviderEndForm,
    ProviderForm,
)
from trede.register.providers.reading import all_providers, successors
from trede.register.providers.tasks import About, Answers, Task, by_name, locked, one, only
from trede.register.steps.refusing import RefusedError, refuse

PROVIDER = ("name", "company_group", "affiliation", "specialisation", "place")
CONTACT = ("name", "task", "email", "telephone", "starts_on", "ends_on")
PRODUCT = (
    "name", "contract_id", "type", "target_group", "method", "rung", "duration_weeks", "capacity",
    "starts_on", "ends_on",
)  # fmt: skip


class AddProvider(Task):
    """A provider that was not on file."""

    name = "provider-add"
    form = ProviderForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Add a provider")

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record it under a new key."""
        del about
        name = answers["name"].strip()
        known = [each for each in all_providers().values() if each.cell("name") == name]
        if known:
            raise RefusedError(_("A provider with this name is on file already."), "name")
        journal.record("providers", {"provider_id": new_id(), **only(answers, PROVIDER)})
        return _("{name} is on file.").format(name=name)


class _OfProvider(Task):
    """A task about one provider."""

    def subject(self, about: About) -> Fact | None:
        """Return the provider."""
        return one("providers", provider_id=about.key)


class ChangeProvider(_OfProvider):
    """Other particulars."""

    name = "provider-change"
    form = ProviderForm
    asks_why = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Change the particulars")

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the provider."""
        provider = locked("providers", provider_id=about.key)
        journal.correct(provider, only(answers, PROVIDER))
        return _("The particulars were changed.")


class EndProvider(_OfProvider):
    """A merger, a bankruptcy or another end, and who succeeds."""

    name = "provider-end"
    form = ProviderEndForm
    asks_why = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Record a merger, a bankruptcy or another end")

    def explanation(self, about: About) -> str:
        """Say what follows."""
        del about
        return _(
            "Running contracts go on and show the successor. A bankrupt provider is excluded "
            "from tenders."
        )

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the provider; nobody succeeds itself."""
        provider = locked("providers", provider_id=about.key)
        refuse(list(_refusals_of_end(about, answers)))
        names = ("ended_by", "ended_on", "successor_id")
        journal.correct(provider, only(answers, names))
        return _("The end of {name} was recorded.").format(name=provider.cell("name"))


def _refusals_of_end(about: About, answers: Answers) -> list[RefusedError]:
    refusals, chosen = [], answers["successor_id"]
    if answers["ended_on"] > about.today:
        refusals.append(RefusedError(_("This day has not come yet."), "ended_on"))
    if chosen is not None:
        following = successors(all_providers(), chosen)
        if about.key in {each.cell("provider_id") for each in following}:
            message = _("That company was itself succeeded by this one. Choose another.")
            refusals.append(RefusedError(message, "successor_id"))
    return refusals


class AddContact(Task):
    """Someone to turn to at a provider."""

    name = "contact-add"
    form = ContactForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Add a contact")

    def initial(self, about: About) -> Mapping[str, object]:
        """From today."""
        return {"starts_on": about.today}

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the contact."""
        own = {"provider_contact_id": new_id(), "provider_id": about.key}
        journal.record("provider_contacts", {**own, **only(answers, CONTACT)})
        return _("{name} is a contact.").format(name=answers["name"])


class ChangeContact(Task):
    """Other particulars of a contact, or the last day."""

    name = "contact-change"
    form = ContactForm
    needs_part = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Change a contact")

    def subject(self, about: About) -> Fact | None:
        """Return the contact."""
        return one("provider_contacts", provider_contact_id=about.part, provider_id=about.key)

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the contact."""
        contact = locked("provider_contacts", provider_contact_id=about.part)
        journal.correct(contact, only(answers, CONTACT))
        return _("The contact was changed.")


class AddProduct(Task):
    """Something in the catalogue."""

    name = "product-add"
    form = ProductForm

    def title(self) -> str:
        """Say what the task does."""
        return _("Add to the catalogue")

    def initial(self, about: About) -> Mapping[str, object]:
        """From today."""
        return {"starts_on": about.today}

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the product; its price is a task of its own."""
        own = {"product_id": new_id(), "provider_id": about.key}
        journal.record("products", {**own, **only(answers, PRODUCT)})
        return _("{name} is in the catalogue. Add its price.").format(name=answers["name"])


class ChangeProduct(Task):
    """Other particulars of a product, or its last day."""

    name = "product-change"
    form = ProductForm
    needs_part = True
    asks_why = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Change what is offered")

    def subject(self, about: About) -> Fact | None:
        """Return the product."""
        return one("products", product_id=about.part, provider_id=about.key)

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Correct the product."""
        journal.correct(locked("products", product_id=about.part), only(answers, PRODUCT))
        return _("What is offered was changed.")


class SetPrice(Task):
    """A price from a day on."""

    name = "price"
    form = PriceForm
    needs_part = True

    def title(self) -> str:
        """Say what the task does."""
        return _("Set a price from a day on")

    def initial(self, about: About) -> Mapping[str, object]:
        """Return the price that holds, from today."""
        prices = prices_of(about.part)
        newest = prices[0].values if prices else {}
        return {**newest, "starts_on": about.today, "motive": ""}

    def obstacle(self, about: About) -> str:
        """Only what is in the catalogue has a price."""
        there = one("products", product_id=about.part, provider_id=about.key) is not None
        return "" if there else _("This is not in the catalogue of this provider.")

    def save(self, journal: Journal, about: About, answers: Answers) -> str:
        """Record the price beside those from before; none is overwritten."""
        locked("products", product_id=about.part)
        prices = prices_of(about.part)
        newest = prices[0].cell("starts_on") if prices else None
        if isinstance(newest, date) and answers["starts_on"] <= newest:
            message = _(
                "A price holds from {day} on. Prices are not overwritten: choose a later day."
            )
            raise RefusedError(message.format(day=show_day(newest)), "starts_on")
        own: dict[str, Value] = {"product_id": about.part}
        names = ("starts_on", "amount_cents", "vat_cents", "motive")
        journal.record("product_prices", {**own, **only(answers, names)})
        return _("The price holds from {day} on.").format(day=show_day(answers["starts_on"]))


TASKS = by_name(
    (
        ChangeProvider(), EndProvider(), AddContact(), ChangeContact(), AddProduct(),
        ChangeProduct(), SetPrice(),
    )
)  # fmt: skip
ADD = AddProvider()
