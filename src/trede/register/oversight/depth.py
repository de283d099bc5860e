"""One contract in depth: its payments by month, its terms, its participants, its last reports."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from trede.language import current_language, in_language
from trede.language import translate as _
from trede.publishers.charts.bars import NARROW, Length, bars
from trede.publishers.charts.drawing import WIDTH
from trede.publishers.charts.palette import DEEP, RED
from trede.register.facts.models import Fact, believed
from trede.register.oversight.models import OpenAmount, OpenReport, Prospect
from trede.register.pages.templating import show_day
from trede.register.payments.lines import client_numbers
from trede.register.payments.standing import PICKS, Standing
from trede.register.payments.words import SCHEMES
from trede.settlement.sentences import euro_text
from trede.settlement.spans import add_months
from trede.settlement.terms import Terms

MONTHS = 12
"""So many months of payments are drawn; the table has all."""
NEWEST = 10


@dataclass(frozen=True)
class Month:
    """What was paid and taken back in a month, and all until its end."""

    first_on: date
    paid: int
    taken_back: int
    until_then: int

    @property
    def net(self) -> int:
        """What it cost in the end."""
        return self.paid + self.taken_back


def months_of(contract_id: str) -> list[Month]:
    """Return the months in which anything was paid under a contract, the first first."""
    rows = believed("payments").filter(contract_id=contract_id)
    counted = (
        rows.order_by()
        .annotate(month=TruncMonth("paid_on"))
        .values("month")
        .annotate(
            paid=Sum("amount_cents", filter=Q(amount_cents__gt=0), default=0),
            back=Sum("amount_cents", filter=Q(amount_cents__lt=0), default=0),
        )
    )
    found, until_then = [], 0
    for row in counted.order_by("month"):
        until_then += row["paid"] + row["back"]
        found.append(Month(row["month"], row["paid"], row["back"], until_then))
    return found


def draw_months(months: Sequence[Month], *, narrow: bool = False) -> str:
    """Return the payments by month as SVG, those without a payment too; empty if there are none.

    ``narrow`` draws them for a telephone.
    """
    if not months:
        return ""
    by_day = {each.first_on: each for each in months}
    last = months[-1].first_on
    first = max(months[0].first_on, add_months(last, 1 - MONTHS))
    lengths = []
    while first <= last:
        net = by_day[first].net if first in by_day else 0
        label = show_day(first).split(" ", 1)[1]
        lengths.append(Length(label, net / 100, euro_text(net), colour=DEEP if net >= 0 else RED))
        first = add_months(first, 1)
    said = _("What was paid in each month, less what was taken back; the table says the same.")
    width = NARROW if narrow else WIDTH
    drawn = bars(_("Payments by month"), said, lengths, width=width)
    return drawn.svg("payments-narrow" if narrow else "payments")


@dataclass(frozen=True)
class TermMoney:
    """One term of a contract: what it costs now, and what was paid, is due and is held for it.

    ``number`` is of how many clients; ``back`` (below zero) is to be taken back.
    """

    term: str
    title: str
    price: int | None
    number: int
    paid: int
    due: int
    back: int
    held: int


def terms_money(contract_id: str, versions: Sequence[Terms]) -> list[TermMoney]:
    """Return each term of a contract with its money, in the order of the last version."""
    titles, prices = _titles(versions)
    paid: dict[str, tuple[int, int]] = {}
    rows = believed("payments").filter(contract_id=contract_id).order_by()
    for term, number, cents in rows.values_list("term").annotate(
        number=Count("person_id", distinct=True), cents=Sum("amount_cents")
    ):
        paid[term] = (number, cents)
    open_rows = OpenAmount.objects.filter(contract_id=contract_id).order_by().values("term")
    waiting = {
        row["term"]: (row["due"], row["back"], row["held"], row["title"])
        for row in open_rows.annotate(
            due=Sum("cents", filter=PICKS[Standing.DUE], default=0),
            back=Sum("cents", filter=PICKS[Standing.BACK], default=0),
            held=Sum("cents", filter=PICKS[Standing.HELD], default=0),
            title=Min(f"title_{current_language()}"),
        )
    }
    found = []
    for term in dict.fromkeys((*titles, *paid, *waiting)):
        number, cents = paid.get(term, (0, 0))
        due, back, held, title = waiting.get(term, (0, 0, 0, term))
        named = titles.get(term, title)
        found.append(TermMoney(term, named, prices.get(term), number, cents, due, back, held))
    return found


def _titles(versions: Sequence[Terms]) -> tuple[dict[str, str], dict[str, int]]:
    titles: dict[str, str] = {}
    prices: dict[str, int] = {}
    for terms in versions:
        for fee in terms.fees:
            titles[fee.name], prices[fee.name] = in_language(fee.titles), fee.cents
        for premium in terms.premiums:
            titles[premium.name], prices[premium.name] = in_language(premium.titles), premium.cents
        if terms.no_cure_less_pay is not None:
            for name in ("effort", "result"):
                titles[name] = in_language(SCHEMES[name])
        if terms.bonus_malus is not None:
            titles["bonus_malus"] = in_language(SCHEMES["bonus_malus"])
        if terms.pay_a_little is not None:
            titles["bonus"] = in_language(SCHEMES["bonus"])
    return titles, prices


def participations_of(contract_id: str) -> "QuerySet[Any]":
    """Return the participations of a contract, the last begun first."""
    found = believed("participations").filter(contract_id=contract_id)
    return found.order_by("-starts_on", "participation_id")


@dataclass(frozen=True)
class Participant:
    """One participation with its money; ``number`` is that of the client."""

    fact: Fact
    number: str
    paid: int
    due: int
    back: int
    held: int
    to_earn: int
    late_reports: int


def participants(facts: Iterable[Fact], day: date) -> list[Participant]:
    """Return participations with their money: a page of them at a time."""
    listed = list(facts)
    keys = [str(each.cell("participation_id")) for each in listed]
    numbers = client_numbers(str(each.cell("person_id")) for each in listed)
    paid = _summed(believed("payments"), keys, "amount_cents")
    amounts = OpenAmount.objects.all()
    due, back, held = (
        _summed(amounts.filter(PICKS[each]), keys, "cents")
        for each in (Standing.DUE, Standing.BACK, Standing.HELD)
    )
    to_earn = _summed(Prospect.objects.all(), keys, "cents")
    late = Counter(
        OpenReport.objects.filter(participation_id__in=keys, due_on__lt=day).values_list(
            "participation_id", flat=True
        )
    )
    return [
        Participant(
            fact, numbers.get(str(fact.cell("person_id")), ""), paid.get(key, 0), due.get(key, 0),
            back.get(key, 0), held.get(key, 0), to_earn.get(key, 0), late[key],
        )
        for fact, key in zip(listed, keys, strict=True)
    ]  # fmt: skip


def _summed(rows: "QuerySet[Any]", keys: Collection[str], column: str) -> dict[str, int]:
    own = rows.filter(participation_id__in=keys).order_by()
    return dict(own.values_list("participation_id").annotate(total=Sum(column)))


@dataclass(frozen=True)
class ReportRow:
    """A report that came, or has not: of which client, by its title, due and received when."""

    number: str
    title: str
    due_on: date | None
    fact: Fact | None = None


def late_reports(contract_id: str, day: date) -> tuple[int, list[ReportRow]]:
    """Return how many reports of a contract are too late, and those that are so the longest."""
    rows = OpenReport.objects.filter(contract_id=contract_id, due_on__lt=day)
    oldest = list(rows[:NEWEST])
    numbers = client_numbers(each.person_id for each in oldest)
    nl = current_language() == "nl"
    return rows.count(), [
        ReportRow(
            numbers.get(each.person_id, ""), each.title_nl if nl else each.title_en, each.due_on
        )
        for each in oldest
    ]


def newest_reports(contract_id: str, versions: Sequence[Terms]) -> list[ReportRow]:
    """Return the reports on participations of a contract that came last."""
    keys = believed("participations").filter(contract_id=contract_id).order_by()
    rows = believed("progress_reports").filter(participation_id__in=keys.values("participation_id"))
    newest = list(rows.order_by("-received_on", "-pk")[:NEWEST])
    numbers = client_numbers(str(each.cell("person_id")) for each in newest)
    titles = _report_titles(versions)
    return [
        ReportRow(
            numbers.get(str(each.cell("person_id")), ""),
            titles.get(str(each.cell("name")), str(each.cell("name")).replace("_", " ")),
            each.cell("due_on"), each,
        )
        for each in newest
    ]  # fmt: skip


def _report_titles(versions: Sequence[Terms]) -> Mapping[str, str]:
    return {each.name: in_language(each.titles) for terms in versions for each in terms.reports}
