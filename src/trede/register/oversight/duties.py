"""What is due from whom: kinds of it, and how it is put in weeks and months."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from babel.dates import get_month_names

from trede.language import current_language
from trede.language import translate as _
from trede.register.accounts.roles import Role
from trede.register.pages.templating import show_day, upper_first
from trede.settlement.spans import add_months

WEEKS = 5
"""So many weeks are told apart, this one included; later days are put together by month."""
LATE, WAITING, LONG = "late", "waiting", "long"
"""The names of the periods that are no week or month."""
LAST = 1_000_000
"""Comes after every month."""
LONG_LATE = timedelta(days=92)
"""Reports that are late for longer are told after all else, folded."""


class Kind(Enum):
    """A kind of thing that is due."""

    REPORT = "report"
    REFERRAL = "referral"
    MEETING = "meeting"
    EVALUATION = "evaluation"
    EXTENSION = "extension"
    CONTRACT_END = "contract_end"
    ADVICE = "advice"
    TENDER = "tender"
    INVOICE = "invoice"
    VERIFICATION = "verification"
    COHORT = "cohort"
    PURCHASE = "purchase"
    RECONCILIATION = "reconciliation"
    DATA_AGREEMENT = "data_agreement"

    @property
    def title(self) -> str:
        """Return what it is called in the language in use."""
        return _TITLES[self]()


_TITLES = {
    Kind.REPORT: lambda: _("report of a provider"),
    Kind.REFERRAL: lambda: _("answer to a referral"),
    Kind.MEETING: lambda: _("progress meeting"),
    Kind.EVALUATION: lambda: _("evaluation of a contract"),
    Kind.EXTENSION: lambda: _("decision on extension"),
    Kind.CONTRACT_END: lambda: _("end of a contract"),
    Kind.ADVICE: lambda: _("answer to advice"),
    Kind.TENDER: lambda: _("tender"),
    Kind.INVOICE: lambda: _("invoice"),
    Kind.VERIFICATION: lambda: _("premium to verify"),
    Kind.COHORT: lambda: _("year cohort to settle"),
    Kind.PURCHASE: lambda: _("own purchase"),
    Kind.RECONCILIATION: lambda: _("reconciliation"),
    Kind.DATA_AGREEMENT: lambda: _("data-protection agreement"),
}


@dataclass(frozen=True)
class Duty:
    """Something that is due: from whom, about what, and where it is done.

    ``due_on`` is the last day (``is_from``: the first on which it can be done); without one it
    waits since ``since``. ``role`` is who of the municipality is to do it; empty for the provider.
    ``number`` says how many things stand together in it.
    """

    kind: Kind
    title: str
    provider_id: str
    provider: str
    contract_id: str
    contract: str
    address: str
    due_on: date | None = None
    since: date | None = None
    role: Role | None = None
    number: int = 1
    cents: int | None = None
    detail: str = ""
    is_from: bool = False

    @property
    def whom(self) -> str:
        """From whom it is due."""
        return self.role.title if self.role is not None else self.provider

    @property
    def asked_of(self) -> str:
        """Whose task it is: a role of the municipality, or the provider."""
        return (self.role or Role.PROVIDER).value

    @property
    def order(self) -> tuple[date, str, str]:
        """Where it stands among others: the day, then the contract."""
        return (self.due_on or self.since or date.max, self.contract.casefold(), self.title)

    def is_late(self, day: date) -> bool:
        """Tell whether its last day is over."""
        return self.due_on is not None and self.due_on < day and not self.is_from

    def days(self, day: date) -> int:
        """Return how many days it is late, or waits."""
        begun = self.due_on if self.due_on is not None else self.since
        return (day - begun).days if begun is not None else 0


@dataclass(frozen=True)
class Period:
    """What is due in a week or month; ``name`` says which in an address."""

    name: str
    title: str
    duties: Sequence[Duty]

    @property
    def number(self) -> int:
        """How many things are due in it."""
        return sum(each.number for each in self.duties)


def in_periods(duties: Iterable[Duty], day: date) -> list[Period]:
    """Put what is due together: late first, then what waits, then by week and by month.

    Reports that are late for long come last.
    """
    found: dict[tuple[int, str, str], list[Duty]] = {}
    for each in sorted(duties, key=lambda one: one.order):
        found.setdefault(_period(each, day), []).append(each)
    return [Period(name, title, own) for (_o, name, title), own in sorted(found.items())]


def _period(each: Duty, day: date) -> tuple[int, str, str]:
    due_on = each.due_on
    if each.is_late(day):
        if each.kind is Kind.REPORT and due_on is not None and due_on < day - LONG_LATE:
            return LAST, LONG, _("Reports that are late for more than three months")
        return 0, LATE, _("Too late")
    if due_on is None or (due_on <= day and each.is_from):
        return 1, WAITING, _("Can be done now, without a last day")
    monday = due_on - timedelta(days=due_on.weekday())
    this = day - timedelta(days=day.weekday())
    weeks = (monday - this).days // 7
    if weeks < WEEKS:
        return 2 + weeks, f"w{monday:%Y-%m-%d}", _week(monday, weeks)
    return 2 + WEEKS + _months(due_on), f"m{due_on:%Y-%m}", _month(due_on)


def _week(monday: date, weeks: int) -> str:
    titles = {0: _("This week"), 1: _("Next week")}
    text = _("{week}: {first} – {last}")
    named = titles.get(weeks, _("Week {number}").format(number=monday.isocalendar().week))
    return text.format(
        week=named, first=show_day(monday), last=show_day(monday + timedelta(days=6))
    )


def _month(day: date) -> str:
    name = get_month_names("wide", locale=current_language())[day.month]
    return upper_first(f"{name} {day.year}")


def _months(day: date) -> int:
    return day.year * 12 + day.month


def horizon(day: date, months: int = 12) -> date:
    """Return until when is looked ahead."""
    return add_months(day, months)
