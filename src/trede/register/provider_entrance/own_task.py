"""A task of a provider about one of its participations: short, and told as said by the company."""

from datetime import date, timedelta
from typing import ClassVar, cast

from django.db.models import Max

from trede.errors import TredeError
from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.facts.models import Fact, model_of
from trede.register.pages.templating import show_day
from trede.register.provider_entrance.own import Facts, client_of, own_participations
from trede.register.providers.reading import all_providers, name_of
from trede.register.providers.tasks import About, GoneError, Task


class SentMeanwhileError(TredeError):
    """The company itself sent something meanwhile: in another window, or a colleague did."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Your company sent something like this while you were filling this in: in another "
                "window, or a colleague did. Nothing was sent twice; look at the client's page."
            )
        )


class OwnTask(Task):
    """A task about a participation, whose key the address names."""

    table: ClassVar[str] = ""
    """The table it records in, if what it recorded can be taken back."""

    def seen(self, about: About) -> int | None:
        """Return the version that is changed; of something new, the last that was sent like it."""
        subject = self.subject(about)
        if subject is not None:
            return cast("int", subject.pk)
        return self.last_sent(about) or 0

    def check_seen(self, about: About, seen: int | None) -> None:
        """Refuse what is sent a second time; raises OthersWereFirstError, SentMeanwhileError."""
        if self.subject(about) is not None:
            super().check_seen(about, seen)
        elif seen is not None and seen != self.seen(about):
            raise SentMeanwhileError

    def last_sent(self, about: About) -> int | None:
        """Return the number of what the company sent last of this kind; none if nothing was."""
        if not self.table:
            return None
        every: Facts = model_of(self.table).objects.all()
        sent = every.filter(
            participation_id=about.key, recorded_in__author__provider_id=about.author.provider_id
        )
        found: int | None = sent.aggregate(last=Max("pk"))["last"]
        return found

    def participation(self, about: About) -> Fact:
        """Return the participation, if it is of the own company; raises GoneError."""
        found: Fact | None = (
            own_participations(about.author).filter(participation_id=about.key).first()
        )
        if found is None:
            raise GoneError
        return found

    def over(self, about: About) -> str:
        """Say that the participation has ended; empty while it runs."""
        ends_on = self.participation(about).cell("ends_on")
        if not isinstance(ends_on, date) or ends_on > about.today:
            return ""
        said = _("This participation ended on {day}. Ask the case manager if that is not right.")
        return said.format(day=show_day(ends_on - timedelta(days=1)))

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
