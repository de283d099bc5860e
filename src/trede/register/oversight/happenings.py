"""What happened in a client's money chain: from what was asked to what was paid or taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from trede.language import translate as _
from trede.register.facts.models import Fact


class Stage(Enum):
    """Where in the chain something stands."""

    ASKED = "asked"
    DONE = "done"
    REACHED = "reached"
    INVOICED = "invoiced"
    APPROVED = "approved"
    PAID = "paid"
    TAKEN_BACK = "taken_back"

    @property
    def title(self) -> str:
        """Return what it is called in the language in use."""
        return _TITLES[self]()


_TITLES = {
    Stage.ASKED: lambda: _("asked"),
    Stage.DONE: lambda: _("carried out"),
    Stage.REACHED: lambda: _("reached"),
    Stage.INVOICED: lambda: _("invoiced"),
    Stage.APPROVED: lambda: _("approved"),
    Stage.PAID: lambda: _("paid"),
    Stage.TAKEN_BACK: lambda: _("recovered"),
}
MONEY = (Stage.INVOICED, Stage.APPROVED, Stage.PAID, Stage.TAKEN_BACK)
"""The stages of which the amounts are drawn."""


class Mark(Enum):
    """What about a fact stands out in the drawing."""

    NONE = ""
    MISSED = "missed"
    BY_MUNICIPALITY = "by_municipality"
    ABSENT = "absent"


@dataclass(frozen=True)
class Company:
    """Who does the work and is paid; ``group`` is the group of companies it belongs to."""

    key: str
    name: str
    group: str = ""


NOBODY = Company("", "–")


@dataclass(frozen=True)
class Happening:
    """One fact of the chain: ``until`` is the first day no longer, of what lasts a while."""

    stage: Stage
    on: date
    title: str
    fact: Fact
    company: Company = NOBODY
    contract: str = ""
    contract_name: str = ""
    participation: str = ""
    until: date | None = None
    lasts: bool = False
    detail: str = ""
    who: str = ""
    cents: int | None = None
    mark: Mark = Mark.NONE
    line: str = ""
    """The invoice line it is about, if it is about one."""
    invoice: str = ""
    """The invoice of that line."""
    at: datetime | None = None
    """The moment it was done, where that is more than the day."""
    rank: int = 0
    """Its place among what was done on one day and is of one stage."""


@dataclass(frozen=True)
class CompanyMoney:
    """What one company asked and got for one client, in cents without VAT.

    ``taken_back`` is negative. ``due`` and ``held`` are what its contracts give today beyond it;
    ``doubt`` is what was paid and would be held today.
    """

    company: Company
    invoiced: int = 0
    approved: int = 0
    paid: int = 0
    taken_back: int = 0
    due: int = 0
    held: int = 0
    doubt: int = 0

    @property
    def net(self) -> int:
        """What it got in the end."""
        return self.paid + self.taken_back

    def plus(self, other: "CompanyMoney") -> "CompanyMoney":
        """Return the two together, under the own name."""
        return CompanyMoney(
            self.company,
            self.invoiced + other.invoiced,
            self.approved + other.approved,
            self.paid + other.paid,
            self.taken_back + other.taken_back,
            self.due + other.due,
            self.held + other.held,
            self.doubt + other.doubt,
        )


@dataclass(frozen=True)
class GroupMoney:
    """The companies of a group, or one that is in none, with what they got together."""

    name: str
    companies: Sequence[CompanyMoney]
    total: CompanyMoney


def by_group(found: Mapping[str, CompanyMoney]) -> list[GroupMoney]:
    """Return what companies got, by group; one that is in no group stands alone."""
    groups: dict[str, list[CompanyMoney]] = {}
    for each in sorted(found.values(), key=lambda one: one.company.name.casefold()):
        name = each.company.group or each.company.name
        groups.setdefault(name, []).append(each)
    return [GroupMoney(name, own, summed(name, own)) for name, own in groups.items()]


def summed(name: str, found: Sequence[CompanyMoney]) -> CompanyMoney:
    """Return amounts together, under a name."""
    total = CompanyMoney(Company("", name))
    for each in found:
        total = total.plus(each)
    return total
