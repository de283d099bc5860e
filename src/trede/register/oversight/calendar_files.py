"""The calendar of what is due, to take along: as csv, and as an iCalendar for an agenda."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.conf import settings

from trede.language import translate as _
from trede.register.oversight.duties import Duty
from trede.register.oversight.files import amount, written

LONGEST_LINE = 73
"""Octets on a line of an iCalendar, less the ones that break it (RFC 5545, 3.1)."""


def as_csv(duties: Iterable[Duty], *, with_amounts: bool) -> str:
    """Return what is due, a row for each."""
    titles = [
        _("last day"), _("waits since"), _("kind"), _("what"), _("detail"), _("from whom"),
        _("provider"), _("contract"), _("name of the contract or tender"), _("number"),
        *([_("amount")] if with_amounts else []),
    ]  # fmt: skip
    return written(titles, (_row(each, with_amounts=with_amounts) for each in duties))


def _row(each: Duty, *, with_amounts: bool) -> list[object]:
    return [
        "" if each.due_on is None or each.is_from else each.due_on, each.since or "",
        each.kind.title, each.title, each.detail, each.whom, each.provider, each.contract_id,
        each.contract, each.number, *([amount(each.cents)] if with_amounts else []),
    ]  # fmt: skip


def as_icalendar(duties: Sequence[Duty], origin: str, moment: datetime) -> str:
    """Return what has a day as an iCalendar (RFC 5545); of persons it says nothing.

    ``origin`` is the address of the register, to which each entry links.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Trede//NL", "CALSCALE:GREGORIAN"]
    for each in duties:
        if each.due_on is not None:
            lines += _event(each, each.due_on, origin, moment)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(each: Duty, day: date, origin: str, moment: datetime) -> Iterator[str]:
    named = f"{each.kind.value}|{each.contract_id}|{each.title}|{day}|{each.provider_id}"
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(named.encode()).hexdigest()[:32]}@trede"
    yield f"DTSTAMP:{_universal(moment):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    told = f"{each.title} ({each.number})" if each.number > 1 else each.title
    yield f"SUMMARY:{_escaped(f'{told}: {each.contract or each.provider}')}"
    yield f"DESCRIPTION:{_escaped(f'{each.kind.title}, {each.whom}. {origin}{each.address}')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _universal(moment: datetime) -> datetime:
    """Return a moment of the register in universal time, in which a stamp must be written."""
    return moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line that is too long, never within a character."""
    parts, current, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST_LINE:
            parts.append(current)
            current, size = "", 0
        current, size = current + sign, size + octets
    return "\r\n ".join([*parts, current])
