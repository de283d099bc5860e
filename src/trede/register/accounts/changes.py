"""What was changed in users, in words."""

from dataclasses import dataclass
from datetime import date, datetime

from trede.language import translate as _
from trede.register.accounts.models import AccountChange, Subject, User
from trede.register.accounts.roles import Domain, Role, Scope
from trede.register.pages.templating import show_day
from trede.register.providers.reading import all_providers, name_of


@dataclass(frozen=True)
class Said:
    """One change as a page shows it."""

    at: datetime
    author: str
    what: str
    before: str
    after: str


def changes_of(user: User) -> list[Said]:
    """Return what was changed in a user, newest first."""
    return [_say(change) for change in user.changes.select_related("author")]


def _say(change: AccountChange) -> Said:
    subject = Subject(change.subject)
    author = change.author.name if change.author else _("on the server")
    before, after = (_value(subject, stored) for stored in (change.before, change.after))
    return Said(change.at, author, _titles()[subject], before, after)


def _value(subject: Subject, stored: str) -> str:
    match subject:
        case Subject.ROLES:
            return ", ".join(Role(role).title for role in stored.split())
        case Subject.PROVIDER if stored:
            return name_of(all_providers(), stored)
        case Subject.DOMAIN if stored:
            return Domain(stored).title
        case Subject.RIGHT if stored:
            return _right(stored)
        case Subject.ACTIVE | Subject.SECOND_FACTOR:
            return {"yes": _("yes"), "no": _("no")}.get(stored, stored)
        case _:
            return stored


def _right(stored: str) -> str:
    """Return a right of a system with its days."""
    scope, *days = stored.split()
    title, first, *last = (Scope(scope).title, *map(show_day, map(date.fromisoformat, days)))
    if last:
        said = _("{right}, from {first} until {last}")
        return said.format(right=title, first=first, last=last[0])
    return _("{right}, from {first}").format(right=title, first=first)


def _titles() -> dict[Subject, str]:
    return {
        Subject.ADDED: _("Added"),
        Subject.NAME: _("Name"),
        Subject.EMAIL: _("E-mail"),
        Subject.TEAM: _("Team"),
        Subject.ROLES: _("Roles"),
        Subject.PROVIDER: _("Company"),
        Subject.DOMAIN: _("Answers for"),
        Subject.ACTIVE: _("Can sign in"),
        Subject.PASSWORD: _("New password"),
        Subject.SECOND_FACTOR: _("Second factor"),
        Subject.LOCK_OUT: _("Lock-out ended"),
        Subject.SOURCE: _("Name as a source"),
        Subject.INTAKE: _("Case manager of new clients"),
        Subject.RIGHT: _("Right"),
        Subject.TOKEN: _("Token"),
    }
