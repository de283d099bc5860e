"""The register's only clock. A demonstration may stand still at a moment (``TREDE_NOW``)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from trede.errors import UsageError
from trede.language import translate as _

_lived: ContextVar[datetime | None] = ContextVar("lived", default=None)


class UnreadableMomentError(UsageError):
    """The moment at which a demonstration stands still cannot be read."""

    def __init__(self, found: str) -> None:
        super().__init__(
            _("TREDE_NOW: '{found}' is no moment; write it as 2026-03-31T09:00").format(found=found)
        )


def now() -> datetime:
    """Return the present moment in local civil time, or the one a demonstration stands still at."""
    lived = _lived.get()
    if lived is not None:
        return lived
    fixed = os.environ.get("TREDE_NOW")
    if not fixed:
        return datetime.now()  # noqa: DTZ005, TID251 - the edge where time comes in
    try:
        return datetime.fromisoformat(fixed)
    except ValueError:
        raise UnreadableMomentError(fixed) from None


def today() -> date:
    """Return the present day."""
    return now().date()


@contextmanager
def living_at(moment: datetime) -> Iterator[None]:
    """Let a moment be the present one within: a demonstration lives through its last months."""
    before = _lived.set(moment)
    try:
        yield
    finally:
        _lived.reset(before)
