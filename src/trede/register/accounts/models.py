"""Users of the register, their teams and roles, and what was changed in them by whom."""

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from trede.register.accounts.roles import Domain, Role


class Team(models.Model):
    """A team of case managers."""

    name = models.TextField(unique=True)

    class Meta:
        """In order of name."""

        app_label = "accounts"
        ordering = ("name",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes users."""

    def create_user(
        self,
        username: str,
        name: str,
        password: str | None = None,
        *,
        roles: tuple[Role, ...] = (),
        team: Team | None = None,
    ) -> "User":
        """Make a user; without a password nobody can sign in as it."""
        user = self.model(username=username, name=name, team=team)
        user.roles = [role.value for role in roles]
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user of a name, whatever its capitals."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """Someone who signs in; ``username`` is also the case manager's id in the facts.

    ``has_given_password``: the password was given by an administrator and must be replaced first.
    ``provider_id``: for whom a user of a provider works; empty for people of the municipality.
    """

    username = models.TextField(unique=True)
    name = models.TextField()
    email = models.EmailField(blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT)
    roles = models.JSONField(default=list)
    domain = models.TextField(
        default=Domain.INTEGRAL.value, choices=[(each.value, each.name) for each in Domain]
    )
    language = models.TextField(default="nl")
    provider_id = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    has_given_password = models.BooleanField(default=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        """In order of name."""

        app_label = "accounts"
        ordering = ("name",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def has_role(self, *roles: Role) -> bool:
        """Tell whether the user has one of the roles."""
        return any(role.value in self.roles for role in roles)

    @property
    def role_titles(self) -> str:
        """Return the names of the roles, with commas between."""
        return ", ".join(Role(role).title for role in self.roles)


def names_of(usernames: Iterable[str] | None = None) -> dict[str, str]:
    """Return the names of users, or of all, by username; also who can no longer sign in."""
    found = User.objects.all()
    if usernames is not None:
        found = found.filter(username__in=set(usernames))
    return dict(found.values_list("username", "name"))


class Subject(models.TextChoices):
    """What of a user was changed."""

    ADDED = "added", "added"
    NAME = "name", "name"
    EMAIL = "email", "email"
    TEAM = "team", "team"
    ROLES = "roles", "roles"
    PROVIDER = "provider", "provider"
    DOMAIN = "domain", "domain"
    ACTIVE = "active", "active"
    PASSWORD = "password", "password"
    SECOND_FACTOR = "second_factor", "second factor"
    LOCK_OUT = "lock_out", "lock-out"
    SOURCE = "source", "source"
    INTAKE = "intake", "intake"
    RIGHT = "right", "right"
    TOKEN = "token", "token"


class AccountChange(models.Model):
    """One thing of a user that was changed; without an author it was done on the server itself.

    ``before`` and ``after`` are as stored (codes, not titles); never a password or a key.
    """

    at = models.DateTimeField()
    author = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="changes")
    subject = models.TextField(choices=Subject.choices)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        """Newest first."""

        app_label = "accounts"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        """Return what was changed of whom and when."""
        return f"{self.subject} {self.user} {self.at:%Y-%m-%d %H:%M}"
