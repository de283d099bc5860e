"""Reads the money chain of a client: over all contracts and companies, in order of time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Q

from trede.errors import TredeError
from trede.register.clients.models import Client
from trede.register.facts.models import Fact, believed
from trede.register.oversight import telling, telling_money
from trede.register.oversight.happenings import (
    MONEY,
    CompanyMoney,
    GroupMoney,
    Happening,
    Stage,
    by_group,
    summed,
)
from trede.register.oversight.names import Names, names_for
from trede.register.payments.claims import CLAIMS
from trede.register.payments.facts import facts_of, settle_people, terms_of
from trede.register.payments.grounds import Ground, Grounds
from trede.register.payments.lines import ahead, key_of
from trede.register.payments.turned_down import decided_on
from trede.settlement.facts import Facts
from trede.settlement.lines import Line, Settlement, Verdict
from trede.settlement.terms import Terms

_ORDER = {stage: number for number, stage in enumerate(Stage)}


@dataclass(frozen=True)
class Chain:
    """All of one client's money chain on a day.

    ``settled`` is what the contracts give today for this client alone, and ``fault`` why that
    could not be told. What depends on others, such as a cohort or the most for a contract, is no
    part of it. ``grounds`` say what an amount rests on, by its row or by the key of what is open.
    """

    day: date
    happenings: Sequence[Happening]
    groups: Sequence[GroupMoney]
    settled: Settlement
    facts: Facts
    names: Names
    grounds: Mapping[str, Ground]
    fault: str = ""

    @property
    def total(self) -> CompanyMoney:
        """All companies together."""
        return summed("", [each.total for each in self.groups])

    @property
    def open_lines(self) -> list[Line]:
        """What is due or held today, the oldest first."""
        return sorted(
            (each for each in self.settled.lines if _is_open(each)),
            key=lambda each: (each.since, str(each.key)),
        )

    @property
    def refused_lines(self) -> list[Line]:
        """What is refused today, the oldest first."""
        return sorted(
            (each for each in self.settled.lines if _is_refused(each)),
            key=lambda each: (each.since, str(each.key)),
        )

    @property
    def people(self) -> set[str]:
        """Who did something, as the register names them."""
        return {each.who for each in self.happenings if each.who}


def _is_refused(line: Line) -> bool:
    return bool(line.key.participation_id) and line.verdict is Verdict.REFUSED


def _is_open(line: Line) -> bool:
    return bool(line.key.participation_id) and line.verdict is not Verdict.REFUSED


def has_chain(client: Client) -> bool:
    """Tell whether anything was ever asked or paid for a client."""
    tables = ("participations", "referrals", "own_purchases", "payments", "invoice_lines")
    return any(believed(name).filter(person_id=client.person_id).exists() for name in tables)


def chain_of(client: Client, day: date) -> Chain:
    """Return a client's money chain as it stands on a day."""
    person = client.person_id
    rows = {table: list(_rows(table, person)) for table in (*telling.TELLINGS, "participations")}
    money = _Money.of(person, rows["participations"])
    keys = {
        str(each.cell("contract_id"))
        for each in chain(rows["participations"], rows["referrals"], money.lines, money.payments)
        if each.cell("contract_id")
    }
    terms, settled, fault = _settled(person, keys, day)
    names = names_for(keys, rows["participations"], terms)
    told = [*_told(rows, names), *_turned_down(rows, names), *_work(person, rows)]
    told += _money(money, names)
    happenings = sorted((each for each in told if each.on <= day), key=_place)
    groups = by_group(_totals(happenings, settled, names))
    grounds = _grounds(person, keys, money, settled)
    return Chain(day, happenings, groups, settled, facts_of([person]), names, grounds, fault)


def _place(each: Happening) -> tuple[date, int, int, str]:
    return each.on, _ORDER[each.stage], each.rank, each.title


def _grounds(
    person: str, contracts: set[str], money: "_Money", settled: Settlement
) -> Mapping[str, Ground]:
    """Return what payments and invoice lines rest on by row, and what is open by its key."""
    grounds = Grounds.of([person], contracts)
    today = {str(each.key): ground for each, ground in _of_lines(settled, grounds)}
    versions = {
        str(each.cell("invoice_line_id")): each.cell("version")
        for each in (*money.lines, *money.approvals)
    }
    found: dict[str, Ground] = {}
    for line in money.lines:
        key, version = key_of(line), int(str(line.cell("version")))
        found[str(line)] = today.get(str(key)) or grounds.of_version(key, version)
    for payment in money.payments:
        line_id = str(payment.cell("invoice_line_id"))
        ground = grounds.of_payment(payment, versions.get(line_id))
        if ground is not None:
            found[str(payment)] = found[f"invoice_lines: {line_id}"] = ground
    return {**today, **found}


def _of_lines(settled: Settlement, grounds: Grounds) -> Iterator[tuple[Line, Ground]]:
    for line in settled.lines:
        yield line, grounds.of_line(line)


def _rows(table: str, person: str) -> Any:
    return believed(table).filter(person_id=person).order_by("pk")


@dataclass(frozen=True)
class _Money:
    """The rows about money of a client, also those that stand with who was merged with it."""

    lines: Sequence[Fact]
    payments: Sequence[Fact]
    approvals: Sequence[Fact] = ()
    invoices: Sequence[Fact] = field(default=())

    @classmethod
    def of(cls, person: str, participations: Sequence[Fact]) -> "_Money":
        keys = [str(each.cell("participation_id")) for each in participations]
        whose = Q(person_id=person) | Q(participation_id__in=keys)
        lines = list(believed("invoice_lines").filter(whose).order_by("claimed_on", "pk"))
        approvals = believed("line_approvals").filter(
            invoice_line_id__in=[str(each.cell("invoice_line_id")) for each in lines]
        )
        invoices = believed("invoices").filter(
            invoice_id__in={str(each.cell("invoice_id")) for each in lines}
        )
        payments = believed("payments").filter(whose).order_by("paid_on", "pk")
        return cls(lines, list(payments), list(approvals), list(invoices))


def _settled(
    person: str, contracts: set[str], day: date
) -> tuple[tuple[Terms, ...], Settlement, str]:
    """Return the terms and what they give; if they cannot be read, nothing and why."""
    try:
        settled = settle_people([person], day)
        lines = tuple(ahead(each, day) for each in settled.lines)
        return terms_of(contracts), replace(settled, lines=lines), ""
    except TredeError as error:
        return (), Settlement(day, (), ()), str(error)


def _told(rows: dict[str, list[Fact]], names: Names) -> Iterator[Happening]:
    for table, tell in telling.TELLINGS.items():
        yield from _each(tell, rows[table], names)
    yield from _each(telling.participation, rows["participations"], names)


def _turned_down(rows: dict[str, list[Fact]], names: Names) -> Iterator[Happening]:
    """Yield the claims that were turned down: as they were made, and each decision on them."""
    keys = [str(each.cell("participation_id")) for each in rows["participations"]]
    known = {str(each.cell("claim_id")) for each in rows[CLAIMS]}
    for fact in decided_on(keys):
        if str(fact.cell("claim_id")) not in known:
            known.add(str(fact.cell("claim_id")))
            yield from telling.claim(fact, names)
        yield from telling.turned_down(fact, names)


def _each(
    tell: Callable[[Fact, Names], Iterator[Happening]], rows: Sequence[Fact], names: Names
) -> Iterator[Happening]:
    for row in rows:
        yield from tell(row, names)


def _work(person: str, rows: dict[str, list[Fact]]) -> Iterator[Happening]:
    """Yield the work and verifications since something was first asked: earlier is not of it."""
    columns = (
        ("referrals", "referred_on"), ("participations", "starts_on"), ("own_purchases", "asked_on")
    )  # fmt: skip
    begun = [telling.day_of(row, column) for table, column in columns for row in rows[table]]
    first = min((each for each in begun if each is not None), default=None)
    if first is None:
        return
    nobody = names_for((), (), ())
    for row in _rows("placements", person).filter(starts_on__gte=first):
        yield from telling.placement(row, nobody)
    for row in _rows("exit_verifications", person).filter(verified_on__gte=first):
        yield from telling.verification(row, nobody)


def _money(money: _Money, names: Names) -> Iterator[Happening]:
    invoices = {str(each.cell("invoice_id")): each for each in money.invoices}
    lines = {str(each.cell("invoice_line_id")): each for each in money.lines}
    for line in money.lines:
        yield from telling_money.invoiced(line, names, invoices)
    for approval in money.approvals:
        line = lines[str(approval.cell("invoice_line_id"))]
        yield from telling_money.approved(approval, line, names)
    for payment in money.payments:
        own = lines.get(str(payment.cell("invoice_line_id")))
        invoice = str(own.cell("invoice_id")) if own is not None else ""
        yield from telling_money.paid(payment, names, invoice)


def _totals(
    happenings: Sequence[Happening], settled: Settlement, names: Names
) -> dict[str, CompanyMoney]:
    found: dict[str, CompanyMoney] = {}

    def add(money: CompanyMoney) -> None:
        key = money.company.key
        found[key] = found[key].plus(money) if key in found else money

    for each in happenings:
        if each.stage in MONEY and each.cents is not None and telling_money.counts(each):
            add(CompanyMoney(each.company, **{each.stage.value: each.cents}))
    for line in settled.lines:
        if _is_open(line):
            company = names.company_of(line.key.participation_id)
            if line.verdict is Verdict.HELD and line.cents < 0:
                add(CompanyMoney(company, doubt=-line.cents))
            else:
                add(CompanyMoney(company, **{line.verdict.value: line.cents}))
    return found
