"""Days as they are written, and from where a page is looked at, as its address says."""

import re
from datetime import date, datetime, time

from django.http import HttpRequest

from trede.register.facts.reading import Moment
from trede.register.project.clock import today

DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)


def read_moment(request: HttpRequest) -> Moment:
    """Return the moment in an address; today and now where it names none that can be read."""
    known = read_day(request.GET.get("known_at"))
    return Moment(
        read_day(request.GET.get("as_of")) or today(),
        datetime.combine(known, time.max) if known else None,
    )


def read_day(text: str | None) -> date | None:
    """Return the day that is written as 2026-12-31 or as 31-12-2026; none if it is none of those.

    Leading noughts may be left out, and strokes stand for hyphens.
    """
    found = DAY.fullmatch((text or "").strip().replace("/", "-"))
    if found is None:
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
