"""What the makers of made-up contracts and tenders share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from trede.synthesis.randomness import Period, Whole, generator, happens

Row = Mapping[str, Any]
PURCHASER = "inkoper"
CONTROLLER = "controller"
MERGED, SUCCESSOR, BANKRUPT = 5, 6, 10
AFFILIATED = (4, 11)
"""Places in the list of companies."""
ENDED = {MERGED: ("merger", 300), BANKRUPT: ("bankruptcy", 420)}
"""Why companies ended, and how many days after the first day of the dossier."""

VAT_PERCENT = 21
TARGETS = (
    "cliënten die binnen een jaar kunnen werken",
    "cliënten met een grotere afstand tot werk",
    "cliënten die meteen kunnen werken",
    "cliënten zonder startkwalificatie",
    "cliënten die werken onder begeleiding",
)
_EPOCH = date(1970, 1, 1)
_YEAR = 365
_EXEMPT = {f"R{place:03}" for place in AFFILIATED}


@dataclass(frozen=True)
class Bought:
    """What is known of the contracts of a portfolio: with whom, of what kind, at what price."""

    contract_id: Sequence[str]
    provider_id: Sequence[str]
    name: Sequence[str]
    category: Whole
    cost_cents: Whole
    agreement: Whole
    signed: Whole


@dataclass(frozen=True)
class Price:
    """The price of a contract from a day on, and why it is another one than before."""

    day: int
    cents: int
    motive: str | None


def price_steps(seed: int, bought: Bought, period: Period) -> list[list[Price]]:
    """Return the prices of every contract; after a year half of those that cost money go up."""
    raised = happens(generator(seed, 0, "prices"), 0.5, len(bought.contract_id))
    found = []
    for place, raises in enumerate(raised):
        first, cents = int(bought.signed[place]), int(bought.cost_cents[place])
        steps = [Price(first, cents, None)]
        if raises and cents:
            later = period.first_day + _YEAR
            steps.append(Price(later, cents * 103 // 100, "prijspeil bijgesteld"))
        found.append(steps)
    return found


def vat_percent(provider_id: str) -> int:
    """Return the value added tax of a company; those affiliated to the municipality are exempt."""
    return 0 if provider_id in _EXEMPT else VAT_PERCENT


def day_of(number: int) -> date:
    """Return the day of a number."""
    return _EPOCH + timedelta(days=int(number))


def noted(number: int) -> dict[str, Any]:
    """Return when something of a day was recorded: the day after, in the morning."""
    return {
        "recorded_at": datetime.combine(day_of(number + 1), datetime.min.time().replace(hour=9))
    }
