"""What was looked into and left as it is: why, by whom, and back on the list if need be."""

from typing import TYPE_CHECKING

from django.db import transaction

from trede.register.accounts.models import User
from trede.register.clients.models import Client
from trede.register.project.clock import now
from trede.register.quality.models import LeftAsIs

if TYPE_CHECKING:
    from django.db.models import QuerySet


def leave(matter: str, about: str, client: Client, reason: str, author: User) -> LeftAsIs:
    """Record that something was looked into and is left as it is; twice is once."""
    with transaction.atomic():
        known = LeftAsIs.objects.filter(matter=matter, about=about, ended_at__isnull=True).first()
        if known is not None:
            return known
        return LeftAsIs.objects.create(
            matter=matter, about=about, client=client, reason=reason, author=author, at=now()
        )


def put_on_list_again(left: LeftAsIs, author: User) -> None:
    """Put something back on its list; that it was left, and why, stays on record."""
    LeftAsIs.objects.filter(pk=left.pk, ended_at__isnull=True).update(
        ended_at=now(), ended_by=author
    )


def left_about(matter: str) -> set[str]:
    """Return what of a matter is left as it is now."""
    left = LeftAsIs.objects.filter(matter=matter, ended_at__isnull=True)
    return set(left.values_list("about", flat=True))


def all_left() -> "QuerySet[LeftAsIs]":
    """Return everything that is left as it is now, newest first."""
    return LeftAsIs.objects.filter(ended_at__isnull=True).select_related("client", "author")
