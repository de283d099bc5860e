"""A task of a provider about one of its participations: short, and told as said by the company."""

from typing import ClassVar

from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.models import Fact
from trede.register.provider_entrance.own import client_of, own_participations
from trede.register.providers.reading import all_providers, name_of
from trede.register.providers.tasks import About, GoneError, Task


class OwnTask(Task):
    """A task about a participation, whose key the address names."""

    table: ClassVar[str] = ""
    """The table it records in, if what it recorded can be taken back."""

    def participation(self, about: About) -> Fact:
        """Return the participation, if it is of the own company; raises GoneError."""
        found: Fact | None = (
            own_participations(about.author).filter(participation_id=about.key).first()
        )
        if found is None:
            raise GoneError
        return found

    def client(self, about: About) -> Client | None:
        """Return the client who takes part."""
        return client_of(self.participation(about))

    def source(self, about: About) -> str:
        """Return the name of the company: what it says is no independent source."""
        return company_of(about.author)

    def owner(self, about: About) -> dict[str, str]:
        """Return the columns that say whose and of which participation a fact is."""
        found = self.participation(about)
        return {name: str(found.cell(name)) for name in ("person_id", "participation_id")}


def company_of(user: User) -> str:
    """Return the name of a user's company."""
    return name_of(all_providers(), user.provider_id)
