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
from trede.register.payments.upload_cells import Asked, Wrong, nobody, title_of_column
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


def check(asked: Asked, register: Register, until: date) -> "Line | tuple[Wrong, ...]":
    """Return the line of the settlement that is asked for, or all that is wrong with remedies.

    What cannot be read does not keep the rest of the line from being checked.
    """
    if (asked.contract or asked.term) and asked.contract.casefold() not in register.names:
        said = _("“{contract}” is not the contract of this invoice.")
        remedy = _("An invoice is about one contract: put this line on an invoice of its own.")
        return (*asked.faults, Wrong(said.format(contract=asked.contract), remedy))
    keys, faults = _keys(asked, register)
    faults = (*asked.faults, *faults)
    if not keys:
        return faults
    found = _among(keys, asked, register, until)
    if isinstance(found, Line):
        return faults or found
    return (*faults, *found)


def _among(
    keys: list[Key], asked: Asked, register: Register, until: date
) -> "Line | tuple[Wrong, ...]":
    """Return the line of the settlement for one of the keys that is left to be invoiced."""
    left = [key for key in keys if key not in register.invoiced]
    if not left:
        said = _("This was invoiced already, with {number}.")
        told = said.format(number=register.invoiced[keys[0]])
        remedy = _("Take the line out; the list of invoices says how that one stands.")
        return (Wrong(told, remedy),)
    lines = [register.settled[key] for key in left if key in register.settled]
    if not lines:
        return (_not_earned(left, register),)
    line = min(
        lines, key=lambda each: (RANK[each.verdict], each.since.replace(day=1) != asked.month_on)
    )
    return _judged(asked, line, register, until)


def _keys(asked: Asked, register: Register) -> tuple[list[Key], tuple[Wrong, ...]]:
    """Return what the line may be for: the participations of the client, the term, the period.

    With all that is wrong there, and then nothing.
    """
    term = _term(asked.term, register.terms)
    about = asked.participation or asked.client
    own = _own(asked, register)
    faults: list[Wrong] = []
    if asked.term and term is None:
        known = sorted({in_language(t) for one in register.terms for t in titles_in(one).values()})
        told = _("The contract has no term “{term}”.").format(term=asked.term)
        faults.append(Wrong(told, _("Choose from: {known}.").format(known=", ".join(known))))
    if about and not own:
        said = _("No client with number {number} takes part in this contract with you.")
        remedy = _(
            "Check the number on the referral. A client of another company or of another "
            "contract cannot be invoiced here."
        )
        faults.append(Wrong(said.format(number=about), remedy))
    if faults or term is None:
        return [], tuple(faults)
    parts = [str(each.cell("participation_id")) for each in own] if about else [""]
    return [Key(register.contract_id, part, term, asked.period) for part in parts], ()


def _own(asked: Asked, register: Register) -> tuple[Fact, ...]:
    """Return the participations that a line names, by their own number or that of the client."""
    own = register.participations.get(asked.participation or asked.client, ())
    if asked.participation and asked.client:
        mine = {id(each) for each in register.participations.get(asked.client, ())}
        return tuple(each for each in own if id(each) in mine)
    return own


def _term(text: str, terms: Iterable[Terms]) -> str | None:
    """Return the name of a term that is called by its name, or by its title in any language."""
    plain = text.casefold()
    named = {name: titles for each in terms for name, titles in titles_in(each).items()}
    for name, titles in {**SCHEMES, **named}.items():
        if plain == name.casefold() or plain in {each.casefold() for each in titles.values()}:
            return name
    return None


def _judged(
    asked: Asked, line: Line, register: Register, until: date
) -> "Line | tuple[Wrong, ...]":
    """Return the line if it can be invoiced for the month and the amount that are asked."""
    if line.verdict is Verdict.REFUSED:
        if line.reason.code in CAPS:
            remedy = _("Take the line out: no more is paid.")
        elif line.payable_on is not None:
            remedy = _("Take the line out, and ask for it once it can be paid.")
        else:
            remedy = _("Take the line out: on what is registered nothing is paid for it.")
        return (Wrong(sentence_for_provider(line), remedy),)
    if line.cents <= 0:
        remedy = _("Take the line out: there is nothing to be paid here.")
        return (Wrong(sentence_for_provider(line), remedy),)
    faults = (_other_month(asked, line, until), _other_amount(asked, line, register))
    return tuple(each for each in faults if each is not None) or line


def _other_month(asked: Asked, line: Line, until: date) -> Wrong | None:
    """Say in which month it was earned if that is not the month asked, or not invoiced yet."""
    month_on, day = line.since.replace(day=1), show_day(line.since)
    if asked.month_on is None or (asked.month_on == month_on and line.since <= until):
        return None
    if asked.month_on == month_on:
        told = _("This was earned on {day}, after the month of the invoice.").format(day=day)
    else:
        said = _("This was earned on {day}, not in {month}.")
        told = said.format(day=day, month=show_month(asked.month_on))
    remedy = _("Write {month} in the column {column}, on an invoice of that month or later.")
    return Wrong(told, remedy.format(month=f"{month_on:%Y-%m}", column=title_of_column("month")))


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
            else _("Leave the column {column} empty.").format(column=title_of_column("period")),
        )
    if not keys[0].participation_id:
        return nobody()
    return Wrong(
        _("By what is registered this was not earned."), _to_earn(keys[0].term, register.terms)
    )


def _to_earn(term: str, terms: Iterable[Terms]) -> str:
    """Return what a company can do before it asks for a term that was not earned."""
    for each in terms:
        if any(premium.name == term for premium in each.premiums):
            return _(
                "Report the work on the page of the client first, and claim the premium there."
            )
        for fee in each.fees:
            if fee.name == term and fee.report is not None:
                return _("Send the report on the page of the client first; then ask for it.")
            if fee.name == term and fee.part == "placement":
                return _("Report the work on the page of the client first; then ask for it.")
            if fee.name == term and fee.part == "completion":
                return _(
                    "Take the line out. The municipality records that the client completed it, and "
                    "how; ask for it after that."
                )
    return _("Take the line out, and ask for it once it was earned.")


def _other_amount(asked: Asked, line: Line, register: Register) -> Wrong | None:
    """Say how much the contract gives, and why, if something else is asked."""
    right_vat = asked.vat_cents in {None, line.vat_cents}
    if asked.cents is None or (asked.cents == line.cents and right_vat):
        return None
    amount, vat = _plain(line.cents), _plain(line.vat_cents)
    columns = {"column": title_of_column("amount"), "vat_column": title_of_column("vat")}
    one = _("Write {amount} in the column {column}.")
    if asked.cents == line.cents:
        said = _("The VAT on it is {right}, not {asked}.")
        told = said.format(right=show_euro(line.vat_cents), asked=show_euro(asked.vat_cents))
        return Wrong(told, one.format(amount=vat, column=columns["vat_column"]))
    both = _("Write {amount} in the column {column} and {vat} in the column {vat_column}.")
    remedy = (one if right_vat else both).format(amount=amount, vat=vat, **columns)
    return Wrong(_why_other(asked.cents, line, register), remedy)


def _why_other(cents: int, line: Line, register: Register) -> str:
    """Say why another amount is due than was asked: a cap, another price, or the contract."""
    cut = register.settled.get(_over(line.key))
    if cut is not None and cents > line.cents:
        return sentence_for_provider(cut)
    right, asked = show_euro(line.cents), show_euro(cents)
    other = _price_of_another(cents, line, register.terms)
    if other is not None:
        said = _("{asked} is the price for those who began from {day} on; here it is {right}.")
        return said.format(asked=asked, day=show_day(other.starts_on), right=right)
    return _("By the contract this is {right}, not {asked}.").format(right=right, asked=asked)


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
