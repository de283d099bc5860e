"""The one door for changing users: each change is checked and logged with its author."""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from axes.utils import reset
from django.db import transaction

from trede.errors import UsageError
from trede.language import translate as _
from trede.register.accounts import second_factor
from trede.register.accounts.models import AccountChange, Subject, Team, User
from trede.register.accounts.roles import Domain, Role
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.project.clock import now, today
from trede.register.providers.reading import all_providers, has_ended

APART = (
    frozenset({Role.CASE_MANAGER, Role.PURCHASER}),
    frozenset({Role.CASE_MANAGER, Role.CONTROLLER}),
    frozenset({Role.PURCHASER, Role.CONTROLLER}),
)
"""Roles of which one asks, another decides or approves performance, and another pays."""
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Signs that are not taken for one another when they are read out."""


class OwnAccountError(UsageError):
    """Someone tried to change what only another administrator may change."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Your own roles, team, domain and access can only be changed by another "
                "administrator. Nothing was changed."
            )
        )


class NameTakenError(UsageError):
    """There is a user of that name already."""

    def __init__(self, username: str) -> None:
        super().__init__(
            _("There is a user {username} already. Choose another name.").format(username=username)
        )


class WrongCompanyError(UsageError):
    """A user is of a provider or of the municipality, never of both, and never of neither."""

    def __init__(self, message: str, field: str) -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True)
class Details:
    """What an administrator says of a user; ``provider_id`` is empty for the municipality."""

    name: str
    email: str
    team: Team | None
    roles: tuple[Role, ...]
    domain: Domain
    provider_id: str = ""


@transaction.atomic
def add_user(author: User | None, username: str, details: Details) -> tuple[User, str]:
    """Make a user and return it with its first password.

    Raises NameTakenError and WrongCompanyError.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise NameTakenError(username)
    check_company(details)
    user = User(username=username, **_stored(details))
    password = _give(user)
    user.save()
    log(author, user, Subject.ADDED, after=username)
    for subject, after in _words(details).items():
        if after:
            log(author, user, subject, after=after)
    return user, password


@transaction.atomic
def change_user(author: User | None, user: User, details: Details) -> list[AccountChange]:
    """Change what is said of a user.

    Raises OwnAccountError for what gives oneself access, and WrongCompanyError.
    """
    before, after = _words(details_of(user)), _words(details)
    changed = [subject for subject in after if before[subject] != after[subject]]
    if author == user and not {Subject.NAME, Subject.EMAIL}.issuperset(changed):
        raise OwnAccountError
    check_company(details, user.provider_id)
    for field, value in _stored(details).items():
        setattr(user, field, value)
    user.save()
    return [log(author, user, each, before[each], after[each]) for each in changed]


@transaction.atomic
def set_active(author: User | None, user: User, *, is_active: bool) -> None:
    """Let a user sign in again, or no more, from this moment; raises OwnAccountError."""
    if author == user:
        raise OwnAccountError
    if user.is_active != is_active:
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        log(author, user, Subject.ACTIVE, _yes_no(is_so=not is_active), _yes_no(is_so=is_active))


@transaction.atomic
def give_password(author: User | None, user: User) -> str:
    """Give a user a password to be replaced at the next signing in; raises OwnAccountError.

    Whoever was signed in with the former one is so no more.
    """
    if author == user:
        raise OwnAccountError
    password = _give(user)
    user.save(update_fields=["password", "has_given_password"])
    reset(username=user.username.lower())
    log(author, user, Subject.PASSWORD)
    return password


@transaction.atomic
def choose_password(user: User, password: str) -> None:
    """Replace one's own password."""
    user.set_password(password)
    user.has_given_password = False
    user.save(update_fields=["password", "has_given_password"])
    log(user, user, Subject.PASSWORD)


@transaction.atomic
def reset_second_factor(author: User | None, user: User) -> None:
    """Let a user who lost the phone set up a new second factor; raises OwnAccountError."""
    if author == user:
        raise OwnAccountError
    had = second_factor.has_second_factor(user)
    second_factor.remove(user)
    log(author, user, Subject.SECOND_FACTOR, _yes_no(is_so=had), _yes_no(is_so=False))


@transaction.atomic
def end_lock_out(author: User | None, user: User) -> None:
    """Let a user who was locked out try again at once."""
    reset(username=user.username.lower())
    log(author, user, Subject.LOCK_OUT)


def log(
    author: User | None, user: User, subject: Subject, before: str = "", after: str = ""
) -> AccountChange:
    """Log one change of a user."""
    return AccountChange.objects.create(
        at=now(), author=author, user=user, subject=subject, before=before, after=after
    )


def check_company(details: Details, former: str = "") -> None:
    """Check that whoever works for a provider works for nobody else; raises WrongCompanyError.

    Whoever both does the work and reads it for the municipality would approve the own work. A
    company that has ended gets no users; ``former`` is the company that the user is of already.
    """
    if Role.PROVIDER not in details.roles:
        if details.provider_id:
            message = _("This is for users with the role provider. Leave it empty for others.")
            raise WrongCompanyError(message, "provider_id")
        return
    if len(details.roles) > 1:
        message = _(
            "Someone of a provider has no other role: who does the work does not also approve it. "
            "Take one of the two away."
        )
        raise WrongCompanyError(message, "roles")
    if not details.provider_id:
        raise WrongCompanyError(_("Choose for which company this user works."), "provider_id")
    if details.provider_id != former:
        _check_exists(details.provider_id)
    if details.team is not None:
        message = _("Someone of a provider is in no team of the municipality. Leave it empty.")
        raise WrongCompanyError(message, "team")


def _check_exists(provider_id: str) -> None:
    company = all_providers().get(provider_id)
    if company is None or not has_ended(company, today()):
        return
    message = _("{company} exists no longer, since {day}: nobody signs in for it. Choose who took "
                "over.")  # fmt: skip
    said = message.format(company=company.cell("name"), day=show_day(_day_after(company)))
    raise WrongCompanyError(said, "provider_id")


def _day_after(company: Fact) -> date:
    ended_on = company.cell("ended_on")
    return ended_on + timedelta(days=1) if isinstance(ended_on, date) else today()


def kept_apart(roles: Collection[Role]) -> str:
    """Say which roles, given to one person, weaken the separation of duties; empty if none do.

    Nobody takes two steps on one purchase or invoice, whatever their roles: who has both roles can
    still take the one today and the other on the next.
    """
    pairs = [pair for pair in APART if pair <= set(roles)]
    if not pairs:
        return ""
    named = [_(" and ").join(each.title for each in Role if each in pair) for pair in pairs]
    message = _(
        "{roles}: asking, deciding and paying, and approving performance and payment, are kept "
        "apart. On one purchase or invoice this user can do only one of them."
    )
    return message.format(roles="; ".join(named).capitalize())


def details_of(user: User) -> Details:
    """Return what is said of a user now."""
    roles = tuple(Role(role) for role in user.roles)
    own = (user.name, user.email, user.team, roles, Domain(user.domain))
    return Details(*own, provider_id=user.provider_id)


def _stored(details: Details) -> dict[str, object]:
    return {
        "name": details.name,
        "email": details.email,
        "team": details.team,
        "roles": _in_order(details.roles),
        "domain": details.domain.value,
        "provider_id": details.provider_id,
    }


def _words(details: Details) -> dict[Subject, str]:
    return {
        Subject.NAME: details.name,
        Subject.EMAIL: details.email,
        Subject.TEAM: details.team.name if details.team else "",
        Subject.ROLES: " ".join(_in_order(details.roles)),
        Subject.PROVIDER: details.provider_id,
        Subject.DOMAIN: details.domain.value,
    }


def _in_order(roles: Iterable[Role]) -> list[str]:
    chosen = set(roles)
    return [role.value for role in Role if role in chosen]


def _yes_no(*, is_so: bool) -> str:
    return "yes" if is_so else "no"


def _give(user: User) -> str:
    parts = ("".join(secrets.choice(SIGNS) for _sign in range(4)) for _part in range(4))
    password = "-".join(parts)
    user.set_password(password)
    user.has_given_password = True
    return password
