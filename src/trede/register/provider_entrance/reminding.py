"""Finds every night which reports of providers are late, so that case managers see it too.

A provider sees what is late on its first page at once; the case manager through a signal, raised
once for each day a report was due. It is dealt with when the report is there. No e-mail is sent:
the register has no mail.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.db.models import Q

from trede.language import translate as _
from trede.register.facts.journal import Journal, Value, open_journal
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_day, upper_first
from trede.register.provider_entrance.calendars import Due, calendars_of
from trede.register.provider_entrance.reporting import LATE, signal_of
from trede.register.providers.reading import all_providers, name_of

STEP = "provider-report-late"
STILL_ASKED = timedelta(days=366)
"""For so long after the end of a participation a case manager hears of its reports.

The company is asked for them until they come, and who buys counts them all.
"""


def remind(day: date) -> int:
    """Raise a signal about each report that is late, and settle those that came; return how many.

    Done again on the same day it changes nothing.
    """
    late = {signal_of(due): due for due in _late_reports(day)}
    known = {str(each.cell("signal_id")): each for each in believed("signals").filter(rule=LATE)}
    new = [due for key, due in late.items() if key not in known]
    settled = [
        each for key, each in known.items() if key not in late and each.cell("handled_on") is None
    ]
    again = [
        known[key] for key in late if key in known and known[key].cell("handled_on") is not None
    ]
    if not (new or settled or again):
        return 0
    with open_journal(author=None, step=STEP) as journal:
        journal.record_all("signals", _signals(new, day))
        _mark(journal, settled, day)
        _mark(journal, again, None)
    return len(new) + len(settled) + len(again)


def _late_reports(day: date) -> Iterator[Due]:
    with_terms = believed("contract_versions").values("contract_id")
    asked = Q(ends_on__isnull=True) | Q(ends_on__gt=day - STILL_ASKED)
    participations = believed("participations").filter(asked, contract_id__in=with_terms)
    for calendar in calendars_of(participations.filter(starts_on__lte=day), day).values():
        yield from (due for due in calendar if due.is_late(day))


def _signals(new: list[Due], day: date) -> Iterator[Mapping[str, Value]]:
    companies = all_providers()
    for due in new:
        said = _("{report} of {company} was due on {day} and is not there.").format(
            report=upper_first(due.title),
            company=name_of(companies, due.participation.cell("provider_id")),
            day=show_day(due.due_on),
        )
        yield {
            "signal_id": signal_of(due),
            "person_id": str(due.participation.cell("person_id")),
            "rule": LATE,
            "description": said,
            "raised_on": day,
        }


def _mark(journal: Journal, signals: list[Fact], handled_on: date | None) -> None:
    for each in signals:
        journal.correct(each, {"handled_on": handled_on})
