"""Two times on a row: what was believed, from when until when, and in which change it was said."""

from datetime import datetime
from typing import Self, TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

Row_co = TypeVar("Row_co", bound="Version", covariant=True)


class MomentField(models.DateTimeField):  # type: ignore[type-arg]
    """A moment in local civil time, stored as it is.

    PostgreSQL would otherwise keep an instant, and change the moments that a clock skips when
    summer time begins.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """Return the type of the column: without a time zone."""
        if connection.vendor == "postgresql":
            return "timestamp without time zone"
        return super().db_type(connection)


class VersionQuerySet(models.QuerySet[Row_co]):
    """Rows that can be asked for as they were known at a moment."""

    def current(self) -> Self:
        """Return the rows that are believed now."""
        return self.filter(withdrawn_at__isnull=True)

    def known_at(self, moment: datetime | None) -> Self:
        """Return the rows that were believed at a moment; those believed now if there is none."""
        if moment is None:
            return self.current()
        believed = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=moment)
        return self.filter(believed, recorded_at__lte=moment)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: facts are withdrawn, not deleted."""
        raise NotImplementedError("facts are withdrawn, not deleted")


class Change(models.Model):
    """One step that someone took: everything it recorded and withdrew, at one moment.

    ``step`` names what was done, ``reason`` says why it was corrected, ``tables`` which tables it
    touched. ``request`` is the number a caller gave it, so that sending it twice does it once.
    """

    at = MomentField(db_index=True)
    author = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT)
    person_id = models.TextField(null=True)  # noqa: DJ001 - null: about no person
    step = models.TextField()
    reason = models.TextField(blank=True)
    tables = models.JSONField(default=list)
    request = models.TextField(null=True, unique=True)  # noqa: DJ001 - null: not from a caller

    class Meta:
        """Found by client, newest last."""

        app_label = "facts"
        indexes = (models.Index(fields=["person_id", "id"], name="change_of_person"),)

    def __str__(self) -> str:
        """Return what was done and when."""
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"


class Version(models.Model):
    """A row with two times: recorded, and withdrawn once it is no longer believed."""

    recorded_at = MomentField()
    withdrawn_at = MomentField(null=True)
    source = models.TextField()
    recorded_in = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_in = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        """Concrete tables are made elsewhere."""

        abstract = True
