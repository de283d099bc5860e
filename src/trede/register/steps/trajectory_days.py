"""The four days of a trajectory, in their order, and what goes with each."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from trede.language import translate as _
from trede.register.facts.models import Fact
from trede.register.pages.templating import show_day
from trede.register.steps.step import RefusedError, Situation

DAYS = ("offered_on", "decided_on", "started_on", "ended_on")


def check_days(situation: Situation, known: Fact, new: Mapping[str, Any]) -> None:
    """Refuse a day that has not come, or that lies before the day of what came before."""
    found = [*ahead(situation, new), *disorder({**known.values, **new})]
    if found:
        raise found[0]


def ahead(situation: Situation, days: Mapping[str, Any]) -> Iterator[RefusedError]:
    """Yield each day that has not come yet."""
    for name in DAYS:
        day = days.get(name)
        if isinstance(day, date) and day > situation.today:
            yield RefusedError(_("This day has not come yet."), name)


def disorder(days: Mapping[str, Any]) -> Iterator[RefusedError]:
    """Yield each day that lies before one that comes before it, said at the later of the two."""
    titles = {"offered_on": _("offered"), "decided_on": _("decided"), "started_on": _("started")}
    before: tuple[str, date] | None = None
    for name in DAYS:
        day = days.get(name)
        if not isinstance(day, date):
            continue
        if before is not None and day < before[1]:
            message = _("This lies before the day it was {before}: {day}.")
            said = message.format(before=titles[before[0]], day=show_day(before[1]))
            yield RefusedError(said, name)
        before = (name, day)


def unfit(values: Mapping[str, Any]) -> Iterator[RefusedError]:
    """Yield what does not go together in a trajectory that is corrected."""
    if values["decided_on"] is not None and values["decision"] is None:
        yield RefusedError(_("Say what was decided."), "decision")
    if values["decision"] == "negative" and values["started_on"] is not None:
        yield RefusedError(_("A trajectory that was turned down did not start."), "started_on")
    if values["ended_on"] is not None and values["result"] is None:
        yield RefusedError(_("Say how it ended: without a result it is not closed."), "result")
    if values["ended_on"] is None and values["result"] is not None:
        yield RefusedError(_("Fill in the last day too."), "ended_on")
    if values["type"] == "work_first" and values["work_first_function"] is None:
        yield RefusedError(_("Say what Work First is for."), "work_first_function")
