"""What the makers of made-up contracts and tenders share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from trede.synthesis.randomness import Whole

Row = Mapping[str, Any]
PURCHASER = "inkoper"
MERGED, SUCCESSOR, BANKRUPT = 5, 6, 10
AFFILIATED = (4, 11)
"""Places in the list of companies."""

VAT_PERCENT = 21
TARGETS = (
    "cliënten die binnen een jaar kunnen werken",
    "cliënten met een grotere afstand tot werk",
    "cliënten die meteen kunnen werken",
    "cliënten zonder startkwalificatie",
    "cliënten die werken onder begeleiding",
)
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Bought:
    """What is known of the contracts of a portfolio: with whom, of what kind, at what price."""

    contract_id: Sequence[str]
    provider_id: Sequence[str]
    name: Sequence[str]
    category: Whole
    cost_cents: Whole
    signed: Whole


def day_of(number: int) -> date:
    """Return the day of a number."""
    return _EPOCH + timedelta(days=int(number))


def noted(number: int) -> dict[str, Any]:
    """Return when something of a day was recorded: the day after, in the morning."""
    return {
        "recorded_at": datetime.combine(day_of(number + 1), datetime.min.time().replace(hour=9))
    }
