"""What the first page says of the report itself: of whom, about which days, made when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trede.language import translate as _
from trede.publishers.documents import Document, Fact
from trede.publishers.numbers import number_text
from trede.publishers.reports.phrases import date_text
from trede.publishers.suppression import THRESHOLD

_MOST_NAMED = 3


@dataclass(frozen=True)
class About:
    """What whoever has the report made may say of it.

    ``municipality`` is the name to print; without one, what the files say is printed.
    ``made_on`` is the day of making; nothing is said of it if there is none.
    """

    municipality: str = ""
    made_on: date | None = None


@dataclass(frozen=True)
class Span:
    """A first and a last day as ``yyyy-mm-dd``; empty where there is no limit or none is known."""

    begins: str = ""
    ends: str = ""

    @property
    def text(self) -> str:
        """The days in words, the last one included; whole years as such; empty if none is known."""
        if self.begins.endswith("-01-01") and self.ends.endswith("-12-31"):
            years = dict.fromkeys((self.begins[:4], self.ends[:4]))
            return " – ".join(years)
        begins, ends = (date_text(day) if day else "" for day in (self.begins, self.ends))
        if begins and ends:
            return _("{first} to {last}").format(first=begins, last=ends)
        if begins:
            return _("from {first}").format(first=begins)
        return _("up to and including {last}").format(last=ends) if ends else ""


@dataclass(frozen=True)
class Municipalities:
    """Whose files they are, by the files themselves: names, or only how many."""

    names: tuple[str, ...] = ()
    number: int = 1

    def fact(self, name: str) -> Fact:
        """Return whose report it is: ``name`` if that is given, else what the files say."""
        number = max(self.number, len(self.names))
        if name or number <= 1:
            known = name or next(iter(self.names), "") or _("not named in the files")
            return Fact(_("Municipality"), known)
        few = 0 < len(self.names) <= _MOST_NAMED
        return Fact(_("Municipalities"), ", ".join(self.names) if few else number_text(number))


def facts_of(
    about: About,
    municipalities: Municipalities | None = None,
    *,
    inflow: Span | None = None,
    period: Span | None = None,
    as_of: str = "",
) -> tuple[Fact, ...]:
    """Return the facts of the first page; days that are not known are left out."""
    told = (
        (municipalities or Municipalities()).fact(about.municipality),
        Fact(_("Inflow"), inflow.text if inflow else ""),
        Fact(_("Period examined"), period.text if period else ""),
        Fact(_("As of"), date_text(as_of) if as_of else ""),
        Fact(_("Made on"), date_text(about.made_on.isoformat()) if about.made_on else ""),
    )
    return tuple(fact for fact in told if fact.text)


def not_for_publication(document: Document, threshold: int = THRESHOLD) -> Iterable[str]:
    """Yield the warning that a report shows counts below the threshold, if it does."""
    numbers = (
        cell.number
        for table in document.tables()
        for row in table.rows
        for cell in row.cells
        if cell.number_format == "count"
    )
    if any(0 < (number or 0) < threshold for number in numbers):
        yield _(
            "Not for publication: this report shows small numbers, in which people may be "
            "recognised."
        )
