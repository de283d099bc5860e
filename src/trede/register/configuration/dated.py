"""A choice of the municipality that holds from a day on, until the day of a later one.

It is never changed in place. One that has not begun can be withdrawn; it stays to be seen.
"""

from datetime import date
from typing import Self, TypeVar

from django.db import models

from trede.errors import UsageError
from trede.language import translate as _
from trede.register.accounts.models import User
from trede.register.pages.templating import show_day
from trede.register.project.clock import now, today

Choice_co = TypeVar("Choice_co", bound="DatedChoice", covariant=True)


class DayTakenError(UsageError):
    """There is a choice about the same thing from the same day on."""

    def __init__(self, day: date) -> None:
        super().__init__(
            _(
                "Something else was decided from {day} on already. Withdraw that first, or choose "
                "another day."
            ).format(day=show_day(day))
        )


class PastDayError(UsageError):
    """A choice would begin in the past."""

    def __init__(self) -> None:
        super().__init__(
            _("This day has passed: what held then stays as it was. Choose today or a later day.")
        )


class BegunError(UsageError):
    """A choice holds already, or was withdrawn before."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This can no longer be withdrawn: it has begun, or it was withdrawn already. "
                "Decide something else from a later day on."
            )
        )


class DatedQuerySet(models.QuerySet[Choice_co]):
    """Choices that can be asked for by day."""

    def standing(self) -> Self:
        """Return the choices that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def begun(self, day: date) -> Self:
        """Return the choices that had begun on a day, oldest first; a later one holds."""
        return self.standing().filter(valid_from__lte=day).order_by("valid_from", "pk")


class DatedChoice(models.Model):
    """One choice: from when it holds, who made it, when and why; and whether it was withdrawn."""

    valid_from = models.DateField()
    author = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)
    set_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        """Concrete choices are made elsewhere."""

        abstract = True

    def may_be_withdrawn(self, day: date) -> bool:
        """Tell whether it has not begun and was not withdrawn."""
        return self.withdrawn_at is None and self.valid_from > day


def check_first_day(valid_from: date) -> None:
    """Refuse a day that has passed; raises PastDayError."""
    if valid_from < today():
        raise PastDayError


def withdraw(choice: DatedChoice, author: User) -> None:
    """Withdraw a choice that has not begun; raises BegunError."""
    choices = type(choice)._default_manager.filter(  # noqa: SLF001 - every model has it
        pk=choice.pk, withdrawn_at__isnull=True, valid_from__gt=today()
    )
    if not choices.update(withdrawn_at=now(), withdrawn_by=author):
        raise BegunError
