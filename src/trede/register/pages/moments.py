"""From where a page is looked at, as its address says: as of which day, as known when."""

from datetime import date, datetime, time

from django.http import HttpRequest

from trede.register.facts.reading import Moment
from trede.register.project.clock import today


def read_moment(request: HttpRequest) -> Moment:
    """Return the moment in an address; today and now where it names none that can be read."""
    known = read_day(request.GET.get("known_at"))
    return Moment(
        read_day(request.GET.get("as_of")) or today(),
        datetime.combine(known, time.max) if known else None,
    )


def read_day(text: str | None) -> date | None:
    """Return a day of the form yyyy-mm-dd; none if it is something else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
