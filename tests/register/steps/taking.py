"""Takes steps as a browser does, and looks at the facts that came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from tests.register.steps.browsing import filled_in
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.journal import Value, open_journal
from trede.register.facts.models import Fact, believed, model_of

TODAY = date(2026, 3, 31)
"""The day at which the tests' clock stands still."""


@dataclass
class Taker:
    """Someone who takes steps for one client."""

    page: Browser
    client: Client

    def address(self, step: str, subject: str | None = None) -> str:
        """Return the address of a step."""
        parts = [self.client.number, step, *([subject] if subject else [])]
        return reverse("step-of" if subject else "step", args=parts)

    def open(self, step: str, subject: str | None = None) -> HttpResponse:
        """Open the form."""
        return self.page.get(self.address(step, subject))

    def take(self, step: str, subject: str | None = None, **answers: object) -> HttpResponse:
        """Open the form and save it, with what was filled in already unless answered otherwise."""
        shown = self.open(step, subject)
        assert shown.status_code == 200, shown.content.decode()
        return self.save(step, subject, **{**filled_in(shown), **answers})

    def save(self, step: str, subject: str | None = None, **answers: object) -> HttpResponse:
        """Save the form with just these answers."""
        given = {name: value for name, value in answers.items() if value is not None}
        return self.page.post(self.address(step, subject), given)

    def facts(self, table: str) -> list[dict[str, object]]:
        """Return what is believed of the client, without the person and the keys made anew."""
        return [content_of(fact) for fact in self.believed(table)]

    def believed(self, table: str) -> list[Fact]:
        """Return the facts that are believed of the client, oldest first."""
        return list(believed(table).filter(person_id=self.client.person_id).order_by("pk"))

    def versions(self, table: str) -> list[Fact]:
        """Return everything that was ever recorded of the client in a table, oldest first."""
        every = model_of(table).objects.filter(person_id=self.client.person_id)
        return list(every.order_by("pk"))


def content_of(fact: Fact) -> dict[str, object]:
    """Return what a fact says, without empty cells, the person and keys of its own."""
    hidden = {"person_id", *(key for key in fact.declared.key if key.endswith("_id"))}
    return {n: v for n, v in fact.values.items() if n not in hidden and v is not None}


def record(
    client: Client, author: User, table: str, values: Mapping[str, Value], source: str = "register"
) -> Fact:
    """Record a fact about a client, as an earlier step would have."""
    with open_journal(author=author, step="earlier", client=client) as journal:
        return journal.record(table, {"person_id": client.person_id, **values}, source)
