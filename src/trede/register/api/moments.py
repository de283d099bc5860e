"""Moments in the API: always with their offset, while the register keeps local civil time."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from trede.dossier.storage import SINCE_ALWAYS
from trede.register.pages.moments import read_day

UTC = ZoneInfo("UTC")


class NoMomentError(ValueError):
    """A text is neither a day nor a moment with its offset."""


def as_utc(moment: datetime | None) -> str | None:
    """Return a moment of the register as it is answered; none where the source did not say."""
    if moment is None or moment == SINCE_ALWAYS:
        return None
    there = moment.replace(tzinfo=_zone()).astimezone(UTC)
    return there.isoformat().replace("+00:00", "Z")


def read_as_of(text: str) -> date:
    """Return the day that a call names, as 2026-12-31 only. Raises NoMomentError."""
    day = read_day(text)
    if day is None or day.isoformat() != text:
        raise NoMomentError(text)
    return day


def read_known_at(text: str) -> datetime:
    """Return the moment that a call names; of a day its end. Raises NoMomentError."""
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-12-31") else None
        moment = datetime.combine(day, time.max) if day else datetime.fromisoformat(text)
    except ValueError:
        raise NoMomentError(text) from None
    if day is not None:
        return moment
    if moment.tzinfo is None:
        raise NoMomentError(text)
    return moment.astimezone(_zone()).replace(tzinfo=None)


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)
