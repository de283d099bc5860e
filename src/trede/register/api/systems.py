"""The one door for changing other systems: each change is checked and logged with its author."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from trede.errors import UsageError
from trede.language import translate as _
from trede.register.accounts.administering import NameTakenError, log
from trede.register.accounts.models import Subject, User
from trede.register.accounts.roles import Role, Scope
from trede.register.api.models import Right, System, Token
from trede.register.api.tokens import BEGINNING, digest_of, make_token
from trede.register.facts.journal import REGISTER
from trede.register.pages.templating import show_day
from trede.register.project.clock import now, today

LONGEST = timedelta(days=366)
"""How long a token lasts at most; before then the system gets a new one."""


class SourceTakenError(UsageError):
    """Another system has this name as a source, or it is the register's own."""

    def __init__(self, source: str) -> None:
        super().__init__(
            _("The name '{source}' is in use as a source already. Choose another name.").format(
                source=source
            )
        )


class RightHeldError(UsageError):
    """The system has the right already in that time."""

    def __init__(self) -> None:
        super().__init__(_("The system has this right on these days already. End that one first."))


class TooLongError(UsageError):
    """A token would last longer than is safe, or no longer than today."""

    def __init__(self, latest: date) -> None:
        super().__init__(
            _("Choose a last day from today until {latest} at the latest.").format(
                latest=show_day(latest)
            )
        )


class UnknownSystemError(UsageError):
    """There is no other system of that name."""

    def __init__(self, username: str) -> None:
        known = ", ".join(System.objects.values_list("user__username", flat=True)) or "-"
        super().__init__(
            _("There is no other system {username}. Choose from {known}.").format(
                username=username, known=known
            )
        )


@dataclass(frozen=True)
class SystemDetails:
    """What an administrator says of a system."""

    name: str
    source: str
    intake: User | None


@transaction.atomic
def add_system(author: User | None, username: str, details: SystemDetails) -> System:
    """Make a system, as yet without rights or token; raises NameTakenError, SourceTakenError."""
    if User.objects.filter(username__iexact=username).exists():
        raise NameTakenError(username)
    _check_source(details.source, None)
    user = User.objects.create_user(username, details.name, roles=(Role.SYSTEM,))
    system = System.objects.create(user=user, source=details.source, intake=details.intake)
    log(author, user, Subject.ADDED, after=username)
    log(author, user, Subject.ROLES, after=Role.SYSTEM.value)
    log(author, user, Subject.SOURCE, after=details.source)
    if details.intake is not None:
        log(author, user, Subject.INTAKE, after=details.intake.name)
    return system


@transaction.atomic
def change_system(author: User | None, system: System, details: SystemDetails) -> None:
    """Change what is said of a system; raises SourceTakenError."""
    _check_source(details.source, system)
    before, after = _words(details_of(system)), _words(details)
    system.user.name = details.name
    system.user.save(update_fields=["name"])
    system.source, system.intake = details.source, details.intake
    system.save(update_fields=["source", "intake"])
    for subject in after:
        if before[subject] != after[subject]:
            log(author, system.user, subject, before[subject], after[subject])


@transaction.atomic
def give_right(
    author: User | None, system: System, scope: Scope, starts_on: date, ends_on: date | None
) -> Right:
    """Let a system do something from a day on; raises RightHeldError."""
    others = system.rights.filter(scope=scope.value)
    if ends_on is not None:
        others = others.filter(starts_on__lt=ends_on)
    if others.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on)).exists():
        raise RightHeldError
    right = system.rights.create(scope=scope.value, starts_on=starts_on, ends_on=ends_on)
    log(author, system.user, Subject.RIGHT, after=_days(right))
    return right


@transaction.atomic
def end_right(author: User | None, right: Right) -> None:
    """End a right from this day on; one that had not begun never does."""
    before = _days(right)
    right.ends_on = max(today(), right.starts_on)
    right.save(update_fields=["ends_on"])
    log(author, right.system.user, Subject.RIGHT, before, _days(right))


@transaction.atomic
def give_token(author: User | None, system: System, last_on: date) -> str:
    """Make a token and return it, this once; raises TooLongError.

    Earlier tokens keep working until they expire or are revoked, so that a system can change over.
    """
    if not today() <= last_on <= latest_day():
        raise TooLongError(latest_day())
    token = make_token()
    made = Token.objects.create(
        system=system,
        digest=digest_of(token),
        beginning=token[:BEGINNING],
        made_at=now(),
        expires_on=last_on + timedelta(days=1),
    )
    log(author, system.user, Subject.TOKEN, after=str(made))
    return token


@transaction.atomic
def revoke_token(author: User | None, token: Token) -> None:
    """Make a token worth nothing from this moment on."""
    if token.revoked_at is None:
        token.revoked_at = now()
        token.save(update_fields=["revoked_at"])
        log(author, token.system.user, Subject.TOKEN, before=str(token))


def find_system(username: str) -> System:
    """Return a system by its user name; raises UnknownSystemError."""
    found = System.objects.filter(user__username__iexact=username).first()
    if found is None:
        raise UnknownSystemError(username)
    return found


def latest_day() -> date:
    """Return the last day of a token that is made today, at the latest."""
    return today() + LONGEST


def details_of(system: System) -> SystemDetails:
    """Return what is said of a system now."""
    return SystemDetails(system.user.name, system.source, system.intake)


def _check_source(source: str, system: System | None) -> None:
    others = System.objects.filter(source__iexact=source)
    if system is not None:
        others = others.exclude(pk=system.pk)
    if source.lower() == REGISTER or others.exists():
        raise SourceTakenError(source)


def _days(right: Right) -> str:
    """Return a right as it is logged: its code and its first and last day."""
    return f"{right.scope} {right.starts_on} {right.last_on or ''}".strip()


def _words(details: SystemDetails) -> dict[Subject, str]:
    return {
        Subject.NAME: details.name,
        Subject.SOURCE: details.source,
        Subject.INTAKE: details.intake.name if details.intake is not None else "",
    }
