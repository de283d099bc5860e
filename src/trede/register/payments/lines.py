"""Invoice lines as they stand: approved, paid, and what the contract says of them now.

What was asked stays as it was; whether it is due follows from the settlement of today.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from trede.language import in_language
from trede.language import translate as _
from trede.register.clients.models import Client
from trede.register.facts.models import Fact, believed, model_of
from trede.register.pages.templating import show_day, show_euro
from trede.register.payments.turned_down import TurnedDown, turned_down_under
from trede.register.payments.words import sentence_for_provider, title_of
from trede.settlement.lines import Key, Line, Settlement, Verdict
from trede.settlement.sentences import label, line_sentence
from trede.settlement.terms import Terms

PERFORMANCE, PAYMENT = "performance", "payment"
"""The two steps of approval, each by another person."""
SEND_BACK = "send-back-line"
"""The step with which a controller makes the approval of a performance void."""
_RANK = {Verdict.DUE: 0, Verdict.HELD: 1, Verdict.REFUSED: 3}


class State(Enum):
    """How a line stands."""

    PAID = "paid"
    DROPPED = "dropped"
    DUE = "due"
    APPROVED = "approved"
    HELD = "held"
    REFUSED = "refused"
    CHANGED = "changed"

    @property
    def title(self) -> str:
        """Return what it is called in the language in use."""
        return _TITLES[self]()


_TITLES = {
    State.PAID: lambda: _("paid"),
    State.DROPPED: lambda: _("lapsed"),
    State.DUE: lambda: _("performance to be approved"),
    State.APPROVED: lambda: _("payment to be approved"),
    State.HELD: lambda: label("settlement_verdict", "held"),
    State.REFUSED: lambda: label("settlement_verdict", "refused"),
    State.CHANGED: lambda: _("amount no longer right"),
}
OPEN = (State.DUE, State.APPROVED, State.HELD, State.REFUSED, State.CHANGED)


@dataclass(frozen=True)
class SentBack:
    """Who sent a line back after its performance was approved, on which day, and why."""

    by: str
    on: date
    reason: str


@dataclass(frozen=True)
class InvoiceLine:
    """A line of an invoice with what became of it.

    ``settled`` is what the contract gives today; none if it gives nothing (any more). ``title`` is
    the term in the words of the contract, ``client`` the client's number. ``sent_back`` is why the
    controller did not agree with the last approval of the performance, ``turned_down`` why the
    claim that it rested on was not accepted.
    """

    fact: Fact
    settled: Line | None
    performance: Fact | None
    payment: Fact | None
    title: str
    client: str
    sent_back: SentBack | None = None
    turned_down: TurnedDown | None = None

    @property
    def pk(self) -> str:
        """Its key."""
        return str(self.fact.cell("invoice_line_id"))

    @property
    def cents(self) -> int:
        """What is asked, without VAT."""
        return int(str(self.fact.cell("amount_cents")))

    @property
    def vat_cents(self) -> int:
        """The VAT on it."""
        return int(str(self.fact.cell("vat_cents")))

    @property
    def is_void(self) -> bool:
        """Whether the performance was approved upon another amount or version of the terms."""
        approved = self.performance
        return approved is not None and (
            self.settled is None
            or approved.cell("amount_cents") != self.settled.cents
            or approved.cell("version") != self.settled.version
        )

    @property
    def state(self) -> State:
        """How it stands."""
        if self.payment is not None:
            return State.PAID
        if self.fact.cell("dropped_on") is not None:
            return State.DROPPED
        if self.settled is None:
            return State.REFUSED
        if self.settled.verdict is not Verdict.DUE:
            return State(self.settled.verdict.value)
        if (self.settled.cents, self.settled.vat_cents) != (self.cents, self.vat_cents):
            return State.CHANGED
        return State.DUE if self.performance is None or self.is_void else State.APPROVED

    @property
    def sentence(self) -> str:
        """Say why it stands so, in the words of the contract."""
        said = line_sentence(self.settled) if self.settled else ""
        return self._sentence(said, _("Let this line lapse."))

    @property
    def sentence_for_provider(self) -> str:
        """Say the same, without the work of other companies, and with what a provider can do."""
        said = sentence_for_provider(self.settled) if self.settled else ""
        remedy = _("The municipality lets this line lapse.")
        if self.settled is not None and self.settled.cents > 0:
            anew = _("Once the municipality let this line lapse, invoice it anew for {now}.")
            remedy = anew.format(now=show_euro(self.settled.cents))
        return self._sentence(said, remedy)

    def _sentence(self, said: str, remedy: str) -> str:
        match self.state:
            case State.PAID if self.payment is not None:
                return _("Paid on {day}.").format(day=_day(self.payment, "paid_on"))
            case State.DROPPED:
                return _("Lapsed on {day}: {reason}").format(
                    day=_day(self.fact, "dropped_on"), reason=self.fact.cell("drop_reason")
                )
            case State.REFUSED if self.settled is None and self.turned_down is not None:
                told = _("The claim was turned down on {day}: {reason}")
                down = self.turned_down
                return told.format(day=show_day(down.on), reason=down.reason)
            case State.REFUSED if self.settled is None:
                return _(
                    "Nothing is due for this any more: it was paid, or what it rested on is gone."
                )
            case State.CHANGED if self.settled is not None:
                changed = _("{now} is due now, and {asked} was asked.")
                now, asked = show_euro(self.settled.cents), show_euro(self.cents)
                return f"{changed.format(now=now, asked=asked)} {remedy} {said}"
        return said

    def age(self, day: date) -> int:
        """Return how many days it waits."""
        begun = self.fact.cell("claimed_on")
        return max((day - begun).days, 0) if isinstance(begun, date) else 0


def key_of(line: Fact) -> Key:
    """Return what a line or payment is for."""
    return Key(
        str(line.cell("contract_id")),
        str(line.cell("participation_id") or ""),
        str(line.cell("term")),
        str(line.cell("period") or ""),
    )


def by_key(settlement: Settlement) -> Mapping[Key, Line]:
    """Return the lines of a settlement by what they are for: what is due before what is held."""
    found: dict[Key, Line] = {}
    for line in settlement.lines:
        known = found.get(line.key)
        if known is None or _rank(line) < _rank(known):
            found[line.key] = line
    return found


def _rank(line: Line) -> int:
    in_doubt = line.verdict is Verdict.HELD and line.cents < 0
    return _RANK[line.verdict] + in_doubt


def stand(
    lines: Sequence[Fact], settlement: Settlement, terms: Iterable[Terms]
) -> list[InvoiceLine]:
    """Return lines as they stand, by the settlement of today."""
    keys = [str(each.cell("invoice_line_id")) for each in lines]
    agreed = {(each.contract_id, each.version): each for each in terms}
    settled = {key: ahead(line, settlement.day) for key, line in by_key(settlement).items()}
    sent_back = sent_back_among(keys)
    payments = _by_line(believed("payments").filter(invoice_line_id__in=keys))
    approved = believed("line_approvals").filter(invoice_line_id__in=keys, step=PERFORMANCE)
    performances = _by_line(approved)
    numbers = client_numbers(str(each.cell("person_id")) for each in lines)
    down = turned_down_under([each for each in lines if key_of(each) not in settled])
    return [
        InvoiceLine(
            fact,
            settled.get(key_of(fact)),
            performances.get(key),
            payments.get(key),
            _title(fact, settled.get(key_of(fact)), agreed),
            numbers.get(str(fact.cell("person_id")), ""),
            sent_back.get(key),
            down.get((key_of(fact).participation_id, key_of(fact).term)),
        )
        for fact, key in zip(lines, keys, strict=True)
    ]


def ahead(line: Line, day: date) -> Line:
    """Return a line that says from when it can be paid only if that day is still to come."""
    passed = line.payable_on is not None and line.payable_on <= day
    return replace(line, payable_on=None) if passed else line


def sent_back_among(keys: Iterable[str]) -> Mapping[str, SentBack]:
    """Return why lines were sent back, by the key of the line; the last time of each."""
    approvals: Any = model_of("line_approvals").objects
    withdrawn = approvals.filter(
        invoice_line_id__in=keys, step=PERFORMANCE, withdrawn_in__step=SEND_BACK
    )
    told = withdrawn.order_by("withdrawn_at", "pk").values_list(
        "invoice_line_id", "withdrawn_in__author__name", "withdrawn_at", "withdrawn_in__reason"
    )
    return {key: SentBack(name or "–", at.date(), reason) for key, name, at, reason in told}


def _title(fact: Fact, settled: Line | None, agreed: Mapping[tuple[str, int], Terms]) -> str:
    if settled is not None:
        return in_language(settled.titles)
    version = int(str(fact.cell("version")))
    return title_of(agreed.get((str(fact.cell("contract_id")), version)), str(fact.cell("term")))


def client_numbers(people: Iterable[str]) -> Mapping[str, str]:
    """Return the numbers of clients by the pseudonym in their facts."""
    found = Client.objects.filter(person_id__in=set(people))
    return dict(found.values_list("person_id", "number"))


def _by_line(facts: Iterable[Fact]) -> Mapping[str, Fact]:
    return {str(each.cell("invoice_line_id")): each for each in facts}


def _day(fact: Fact, column: str) -> str:
    value = fact.cell(column)
    return show_day(value if isinstance(value, date) else None)


def open_lines(**picked: object) -> list[Fact]:
    """Return the lines that are neither paid nor given up."""
    paid = believed("payments").filter(invoice_line_id__isnull=False)
    found = believed("invoice_lines").filter(dropped_on__isnull=True, **picked)
    return list(found.exclude(invoice_line_id__in=paid.values("invoice_line_id")).order_by("pk"))
