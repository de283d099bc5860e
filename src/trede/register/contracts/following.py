"""How a new version of the terms follows what stands: what is refused, what is unusual."""

from collections.abc import Iterator, Mapping
from datetime import date

from trede.language import translate as _
from trede.register.contracts.documents import refused
from trede.register.contracts.reaching import Money, Reach
from trede.register.contracts.reading import Contract
from trede.register.contracts.versions import Version, moved_by
from trede.register.pages.templating import show_day, show_euro
from trede.register.providers.tasks import Answers
from trede.settlement.terms import Terms


def check_follows(terms: Terms, former: Version | None, answers: Answers) -> None:
    """Refuse a version that does not follow the one before it."""
    number = former.number + 1 if former is not None else 1
    if terms.version != number:
        said = _("version is {found}. Write {number}: versions are numbered one after another.")
        raise refused(answers["text"], "version", said.format(found=terms.version, number=number))
    if former is None:
        return
    if terms.starts_on <= former.starts_on:
        said = _("valid_from is {found}. Choose a day after {day}: version {number} began then.")
        told = said.format(found=terms.starts_on, day=former.starts_on, number=former.number)
        raise refused(answers["text"], "valid_from", told)


def warnings_of(
    contract: Contract, terms: Terms, former: Version | None, reach: Reach | None
) -> Mapping[str, str]:
    """Say what is unusual: a version that reaches back, leaves a gap, or lies beside the contract.

    ``reach`` is what it moves; none if that cannot be told.
    """
    found: dict[str, str] = {}
    if former is not None:
        began, waiting = moved_by(contract.key, terms.starts_on, terms.ends_on)
        if began:
            found["reaches_back"] = _reaches_back(terms.starts_on, began, waiting, reach)
        if former.ends_on is not None and former.ends_on < terms.starts_on:
            said = _("Nothing was agreed for those who begin from {day} until {until}.")
            days = {"day": show_day(former.ends_on), "until": show_day(terms.starts_on)}
            found["gap"] = said.format(**days)
    if beside := _beside_the_contract(contract, terms):
        found["beside"] = beside
    return found


def _reaches_back(day: date, began: int, waiting: int, reach: Reach | None) -> str:
    said = _(
        "Participations that began on or after {day}: {clients}. They come under the new "
        "version, which also judges their invoice lines that wait: {lines}."
    ).format(clients=began, day=show_day(day), lines=waiting)
    if reach is None:
        return f"{said} {_('What it costs cannot be told: see above.')}"
    if not reach.money:
        return f"{said} {_('No amount changes by it today.')}"
    return f"{said} {' '.join(sums_of(reach.money))}"


def sums_of(money: Money) -> Iterator[str]:
    """Yield what changes, a sentence for each sum that is not nothing."""
    if money.extra:
        yield _("Becomes due in addition: {amount}.").format(amount=show_euro(money.extra))
    if money.back:
        yield _("Is to be taken back: {amount}.").format(amount=show_euro(money.back))
    if money.less:
        said = _("Is due now, not paid yet, and no longer will be: {amount}.")
        yield said.format(amount=show_euro(money.less))


def _beside_the_contract(contract: Contract, terms: Terms) -> str:
    """Say that a version begins when the contract does not hold."""
    starts_on, last_day = contract.fact.cell("starts_on"), contract.last_day
    day = show_day(terms.starts_on)
    if last_day is not None and terms.starts_on > last_day:
        said = _(
            "This version begins on {day}, after the last day of the contract, {last}: nobody "
            "comes under it unless the contract is extended."
        )
        return said.format(day=day, last=show_day(last_day))
    if isinstance(starts_on, date) and terms.starts_on < starts_on:
        said = _("This version begins on {day}, before the first day of the contract, {first}.")
        return said.format(day=day, first=show_day(starts_on))
    return ""
