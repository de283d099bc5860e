"""Lays one line of an invoice beside the register: known, due, and as much."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trede.language import in_language
from trede.language import translate as _
from trede.register.facts.models import Fact, believed
from trede.register.pages.templating import show_day, show_euro, show_month
from trede.register.payments.facts import settle_contracts, terms_of
from trede.register.payments.lines import by_key, client_numbers, key_of, open_lines
from trede.register.payments.upload_cells import Asked, Wrong, nobody
from trede.register.payments.words import SCHEMES, sentence_for_provider, titles_in
from trede.settlement.lines import Key, Line, Verdict
from trede.settlement.terms import Terms

OVER = "over"
"""What ends the period of an amount that a cap cut off."""
RANK = {Verdict.DUE: 0, Verdict.HELD: 1, Verdict.REFUSED: 2}
CAPS = frozenset({"cap_client", "cap_year", "cap_contract"})


@dataclass(frozen=True)
class Register:
    """All that a line under one contract is laid beside.

    ``names`` are what the contract may be called; ``participations`` those of the contract by
    client number and by key; ``invoiced`` and ``paid`` say where and when by what it was for.
    """

    contract_id: str
    names: frozenset[str]
    terms: tuple[Terms, ...]
    participations: Mapping[str, tuple[Fact, ...]]
    settled: Mapping[Key, Line]
    invoiced: Mapping[Key, str]
    paid: Mapping[Key, date]


def read_register(contract_id: str, day: date) -> Register:
    """Return what stands on file for a contract on a day."""
    contract = believed("contracts").get(contract_id=contract_id)
    settlement = settle_contracts([contract_id], day)
    payments = believed("payments").filter(contract_id=contract_id).order_by("paid_on", "pk")
    return Register(
        contract_id,
        frozenset({contract_id.casefold(), str(contract.cell("name") or contract_id).casefold()}),
        terms_of([contract_id]),
        _participations(contract_id),
        by_key(settlement),
        _invoiced(contract_id),
        {key_of(each): each.cell("paid_on") for each in payments},
    )


def _participations(contract_id: str) -> Mapping[str, tuple[Fact, ...]]:
    facts = list(believed("participations").filter(contract_id=contract_id).order_by("starts_on"))
    numbers = client_numbers(str(each.cell("person_id")) for each in facts)
    found: dict[str, list[Fact]] = defaultdict(list)
    for each in facts:
        found[str(each.cell("participation_id"))].append(each)
        number = numbers.get(str(each.cell("person_id")))
        if number is not None:
            found[number].append(each)
    return {name: tuple(own) for name, own in found.items()}


def _invoiced(contract_id: str) -> Mapping[Key, str]:
    lines = open_lines(contract_id=contract_id)
    invoices = believed("invoices").filter(contract_id=contract_id)
    numbers = dict(invoices.values_list("invoice_id", "number"))
    return {key_of(each): numbers.get(each.cell("invoice_id"), "") for each in lines}


def check(asked: Asked, register: Register, until: date) -> "Line | Wrong":
    """Return the line of the settlement that is asked for, or what is wrong and the remedy."""
    if asked.contract.casefold() not in register.names:
        return Wrong(
            _("“{contract}” is not the contract of this invoice.").format(contract=asked.contract),
            _("An invoice is about one contract: put this line on an invoice of its own."),
        )
    keys = _keys(asked, register)
    if isinstance(keys, Wrong):
        return keys
    left = [key for key in keys if key not in register.invoiced]
    if not left:
        return Wrong(
            _("This was invoiced already, with {number}.").format(
                number=register.invoiced[keys[0]]
            ),
            _("Take the line out; the list of invoices says how that one stands."),
        )
    lines = [register.settled[key] for key in left if key in register.settled]
    if not lines:
        return _not_earned(left, register)
    line = min(
        lines, key=lambda each: (RANK[each.verdict], each.since.replace(day=1) != asked.month_on)
    )
    return _judged(asked, line, register, until)


def _keys(asked: Asked, register: Register) -> "list[Key] | Wrong":
    """Return what the line may be for: the participations of the client, the term, the period."""
    term = _term(asked.term, register.terms)
    if term is None:
        known = sorted({in_language(t) for one in register.terms for t in titles_in(one).values()})
        return Wrong(
            _("The contract has no term “{term}”.").format(term=asked.term),
            _("Choose from: {known}.").format(known=", ".join(known)),
        )
    about = asked.participation or asked.client
    if not about:
        return [Key(register.contract_id, "", term, asked.period)]
    own = register.participations.get(about, ())
    if asked.participation and asked.client:
        mine = {id(each) for each in register.participations.get(asked.client, ())}
        own = tuple(each for each in own if id(each) in mine)
    if not own:
        return Wrong(
            _("No client with number {number} takes part in this contract with you.").format(
                number=about
            ),
            _(
                "Check the number on the referral. A client of another company or of another "
                "contract cannot be invoiced here."
            ),
        )
    return [
        Key(register.contract_id, str(each.cell("participation_id")), term, asked.period)
        for each in own
    ]


def _term(text: str, terms: Iterable[Terms]) -> str | None:
    """Return the name of a term that is called by its name, or by its title in any language."""
    plain = text.casefold()
    named = {name: titles for each in terms for name, titles in titles_in(each).items()}
    for name, titles in {**SCHEMES, **named}.items():
        if plain == name.casefold() or plain in {each.casefold() for each in titles.values()}:
            return name
    return None


def _judged(asked: Asked, line: Line, register: Register, until: date) -> "Line | Wrong":
    """Return the line if it can be invoiced for the month and the amount that are asked."""
    if line.verdict is Verdict.REFUSED:
        if line.reason.code in CAPS:
            remedy = _("Take the line out: no more is paid.")
        elif line.payable_on is not None:
            remedy = _("Take the line out, and ask for it once it can be paid.")
        else:
            remedy = _("Take the line out: on what is registered nothing is paid for it.")
        return Wrong(sentence_for_provider(line), remedy)
    if line.cents <= 0:
        return Wrong(
            sentence_for_provider(line), _("Take the line out: there is nothing to be paid here.")
        )
    month_on = line.since.replace(day=1)
    if asked.month_on != month_on or line.since > until:
        return Wrong(
            _("This was earned on {day}, not in {month}.").format(
                day=show_day(line.since), month=show_month(asked.month_on)
            )
            if asked.month_on != month_on
            else _("This was earned on {day}, after the month of the invoice.").format(
                day=show_day(line.since)
            ),
            _("Write {month} in the column month, on an invoice of that month or later.").format(
                month=f"{month_on:%Y-%m}"
            ),
        )
    return _as_much(asked, line, register)


def _not_earned(keys: list[Key], register: Register) -> Wrong:
    """Say that it was paid, that nothing was earned, or which other periods of it there are."""
    paid = [register.paid[key] for key in keys if key in register.paid]
    if paid:
        said = _("This was paid already, on {day}.")
        return Wrong(said.format(day=show_day(paid[0])), _("Take the line out."))
    alike = {(key.participation_id, key.term) for key in keys}
    others = sorted(
        known.period
        for known in register.settled
        if (known.participation_id, known.term) in alike and not known.period.endswith(OVER)
    )
    if others:
        unknown = _("Period “{period}” of this term is not known.").format(period=keys[0].period)
        return Wrong(
            unknown if keys[0].period else _("This term is paid by period; the line names none."),
            _("These periods are: {known}.").format(known=", ".join(others))
            if any(others)
            else _("Leave the column period empty."),
        )
    if not keys[0].participation_id:
        return nobody()
    return Wrong(
        _("By what is registered this was not earned."),
        _("Register first what it rests on, such as the report or the claim; then ask for it."),
    )


def _as_much(asked: Asked, line: Line, register: Register) -> "Line | Wrong":
    """Return the line if as much is asked as the contract gives; else how much, and why."""
    if asked.cents == line.cents:
        if asked.vat_cents == line.vat_cents:
            return line
        return Wrong(
            _("The VAT on it is {right}, not {asked}.").format(
                right=show_euro(line.vat_cents), asked=show_euro(asked.vat_cents)
            ),
            _("Write {amount} in the column vat.").format(amount=_plain(line.vat_cents)),
        )
    remedy = _("Write {amount} in the column amount.").format(amount=_plain(line.cents))
    if asked.vat_cents != line.vat_cents:
        both = _("Write {amount} in the column amount and {vat} in the column vat.")
        remedy = both.format(amount=_plain(line.cents), vat=_plain(line.vat_cents))
    cut = register.settled.get(_over(line.key))
    if cut is not None and asked.cents > line.cents:
        return Wrong(sentence_for_provider(cut), remedy)
    other = _price_of_another(asked.cents, line, register.terms)
    if other is not None:
        said = _("{asked} is the price for those who began from {day} on; here it is {right}.")
        told = said.format(
            asked=show_euro(asked.cents), day=show_day(other.starts_on), right=show_euro(line.cents)
        )
        return Wrong(told, remedy)
    said = _("By the contract this is {right}, not {asked}.")
    told = said.format(right=show_euro(line.cents), asked=show_euro(asked.cents))
    return Wrong(told, remedy)


def _over(key: Key) -> Key:
    period = f"{key.period} {OVER}".strip()
    return Key(key.contract_id, key.participation_id, key.term, period)


def _price_of_another(cents: int, line: Line, terms: Iterable[Terms]) -> Terms | None:
    """Return another version of the contract in which the term has the price that is asked."""
    for each in terms:
        named = {fee.name: fee.cents for fee in each.fees}
        named |= {premium.name: premium.cents for premium in each.premiums}
        if each.version != line.version and named.get(line.key.term) == cents:
            return each
    return None


def _plain(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"
