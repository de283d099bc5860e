"""Other systems: what they may do and until when, their tokens, and what was answered to them."""

from datetime import date, timedelta

from django.db import models

from trede.register.accounts.models import User
from trede.register.accounts.roles import Scope

A_DAY = timedelta(days=1)


class System(models.Model):
    """Another system. ``user`` stands as the author of what it records, and may not sign in.

    ``source`` is the name under which its facts stand in the dossier. ``intake`` is the case
    manager who gets the clients that it hands over and that nobody has yet.
    """

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="system")
    source = models.TextField(unique=True)
    intake = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In order of source."""

        app_label = "api"
        ordering = ("source",)

    def __str__(self) -> str:
        """Return the name of the user."""
        return self.user.name


class Right(models.Model):
    """Something that a system may do, from a day on; ``ends_on`` is the first day no longer."""

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="rights")
    scope = models.TextField(choices=[(scope.value, scope.name) for scope in Scope])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        """Oldest first."""

        app_label = "api"
        ordering = ("starts_on", "pk")

    def __str__(self) -> str:
        """Return the right and its days."""
        return f"{self.scope} {self.starts_on} {self.ends_on or ''}"

    @property
    def title(self) -> str:
        """Return what it is called in the language in use."""
        return Scope(self.scope).title

    @property
    def last_on(self) -> date | None:
        """Return the last day; none if there is none yet."""
        return self.ends_on - A_DAY if self.ends_on is not None else None


class Token(models.Model):
    """What a system shows to say who it is. Only a hash of it is kept, and how it begins.

    ``expires_on`` is the first day on which it is worth nothing.
    """

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="tokens")
    digest = models.TextField(unique=True)
    beginning = models.TextField()
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        app_label = "api"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        """Return how it begins."""
        return f"{self.beginning}…"

    @property
    def last_on(self) -> date:
        """Return the last day on which it works, unless it is revoked."""
        return self.expires_on - A_DAY


class WrongToken(models.Model):
    """Someone called with a token that does not exist. The token itself is not kept."""

    at = models.DateTimeField(db_index=True)

    class Meta:
        """Newest first."""

        app_label = "api"
        ordering = ("-at",)

    def __str__(self) -> str:
        """Return when."""
        return f"{self.at:%Y-%m-%d %H:%M:%S}"


class KeptAnswer(models.Model):
    """What was answered to a call, so that the same call again is answered the same.

    ``key`` and ``content`` are keyed hashes of what the system sent. ``status`` is empty as long
    as a batch has not been answered whole.
    """

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    key = models.TextField()
    content = models.TextField()
    at = models.DateTimeField(db_index=True)
    status = models.IntegerField(null=True)
    body = models.JSONField(default=dict)
    headers = models.JSONField(default=dict)

    class Meta:
        """A key is used once by a system."""

        app_label = "api"
        constraints = (models.UniqueConstraint(fields=["system", "key"], name="one_answer"),)

    def __str__(self) -> str:
        """Return what was answered and when."""
        return f"{self.status} {self.at:%Y-%m-%d %H:%M}"
