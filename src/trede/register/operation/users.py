"""Users made and mended from the command line: the first administrator, a forgotten password."""

from collections.abc import Sequence

from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import override
from django_otp import devices_for_user

from trede.errors import UsageError
from trede.language import current_language
from trede.language import translate as _
from trede.register.accounts.administering import log
from trede.register.accounts.models import Subject, Team, User
from trede.register.accounts.roles import Role


class UnknownUserError(UsageError):
    """There is no user of that name."""

    def __init__(self, username: str) -> None:
        super().__init__(
            _("There is no user {username}. Make one with `trede register user add`.").format(
                username=username
            )
        )


class UserExistsError(UsageError):
    """There is a user of that name already."""

    def __init__(self, username: str) -> None:
        super().__init__(
            _(
                "There is a user {username} already. Give a new password with `trede register "
                "user password`, or other roles with `trede register user roles`."
            ).format(username=username)
        )


class UnknownRoleError(UsageError):
    """There is no role of that name."""

    def __init__(self, role: str) -> None:
        known = ", ".join(each.value for each in Role)
        super().__init__(
            _("'{role}' is no role. Choose from {known}.").format(role=role, known=known)
        )


class CompanyNeededError(UsageError):
    """Users of providers are not made from the command line."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Someone of a provider is added on the page Users, where the company is chosen. "
                "Nothing was changed."
            )
        )


class UnknownTeamError(UsageError):
    """There is no team of that name."""

    def __init__(self, team: str) -> None:
        known = ", ".join(Team.objects.values_list("name", flat=True)) or "-"
        super().__init__(
            _("There is no team '{team}'. Choose from {known}.").format(team=team, known=known)
        )


class WeakPasswordError(UsageError):
    """A password is too easily guessed."""

    def __init__(self, why: Sequence[str]) -> None:
        super().__init__(" ".join(why))


def check_new_user(username: str, roles: Sequence[str], team: str | None) -> None:
    """Check that a user can be made, before a password is asked; raises what is wrong."""
    if User.objects.filter(username__iexact=username).exists():
        raise UserExistsError(username)
    _roles(roles)
    _team(team)


def add_user(
    username: str, name: str, password: str, *, roles: Sequence[str], team: str | None = None
) -> User:
    """Make a user who can sign in; raises the errors of this module."""
    check_new_user(username, roles, team)
    user = User(username=username, name=name, team=_team(team))
    _check_password(password, user)
    with transaction.atomic():
        chosen = _roles(roles)
        made = User.objects.create_user(username, name, password, roles=chosen, team=user.team)
        log(None, made, Subject.ADDED, after=username)
        log(None, made, Subject.ROLES, after=" ".join(made.roles))
    return made


def set_password(username: str, password: str, *, new_second_factor: bool = False) -> None:
    """Give a user another password and end a lock-out.

    With ``new_second_factor`` the second factor is set up anew at the next signing in.
    """
    user = find_user(username)
    _check_password(password, user)
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        log(None, user, Subject.PASSWORD)
        if new_second_factor:
            for device in devices_for_user(user, confirmed=None):
                device.delete()
            log(None, user, Subject.SECOND_FACTOR, after="no")
    reset(username=user.username.lower())


def set_roles(username: str, roles: Sequence[str]) -> User:
    """Give a user these roles and no others."""
    user = find_user(username)
    before = " ".join(user.roles)
    user.roles = [role.value for role in _roles(roles)]
    with transaction.atomic():
        user.save(update_fields=["roles"])
        log(None, user, Subject.ROLES, before, " ".join(user.roles))
    return user


def find_user(username: str) -> User:
    """Return a user by name; raises :class:`UnknownUserError`."""
    found = User.objects.filter(username__iexact=username).first()
    if found is None:
        raise UnknownUserError(username)
    return found


def _roles(names: Sequence[str]) -> tuple[Role, ...]:
    known = {role.value: role for role in Role}
    for name in names:
        if name not in known:
            raise UnknownRoleError(name)
    if Role.PROVIDER.value in names:
        raise CompanyNeededError
    return tuple(known[name] for name in names)


def _team(name: str | None) -> Team | None:
    if name is None:
        return None
    found = Team.objects.filter(name=name).first()
    if found is None:
        raise UnknownTeamError(name)
    return found


def _check_password(password: str, user: User) -> None:
    with override(current_language()):
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise WeakPasswordError(list(map(str, error.messages))) from error
