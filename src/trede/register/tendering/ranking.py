"""Ranks the offers upon a lot: exact, neutral to value added tax, the same each time.

On price the cheapest offer gets a hundred points and another one a hundred times the cheapest
price over its own; only prices without value added tax are compared, so an offer of a provider
that is exempt and one that is not score the same at the same net price (regioplan-2003 E2). On
quality people give the points. The score is the sum of points times weight, over a hundred. Where
the lowest price decides, prices alone are ranked. Equal scores share a rank.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

PRICE = "price"
LOWEST_PRICE = "lowest_price"
FULL = 100
_PLACES = 100


@dataclass(frozen=True)
class Criterion:
    """A criterion with its weight in hundredths."""

    key: str
    name: str
    kind: str
    weight: int


@dataclass(frozen=True)
class Bid:
    """An offer that takes part: its net price in cents and the points it got on quality."""

    key: str
    provider: str
    price_cents: int
    points: Mapping[str, int]


@dataclass(frozen=True)
class Part:
    """What an offer gets on one criterion: the points, and their share in the score."""

    criterion: Criterion
    points: Fraction
    counts: Fraction


@dataclass(frozen=True)
class Ranked:
    """An offer with its rank, its score and what that is made of."""

    bid: Bid
    rank: int
    score: Fraction
    parts: Sequence[Part]


def rank(criteria: Sequence[Criterion], bids: Sequence[Bid], basis: str) -> list[Ranked]:
    """Return the offers in order of rank; each must have points on every criterion of quality."""
    if not bids:
        return []
    if basis == LOWEST_PRICE:
        criteria = [Criterion("", "", PRICE, FULL)]
    lowest = min(bid.price_cents for bid in bids)
    found = [(bid, [_part(each, bid, lowest) for each in criteria]) for bid in bids]
    scored = [(sum((part.counts for part in parts), Fraction(0)), bid, parts)
              for bid, parts in found]  # fmt: skip
    scored.sort(key=lambda each: (-each[0], each[1].price_cents, each[1].provider, each[1].key))
    scores = [score for score, _bid, _parts in scored]
    return [
        Ranked(bid, 1 + sum(other > score for other in scores), score, parts)
        for score, bid, parts in scored
    ]


def _part(criterion: Criterion, bid: Bid, lowest_cents: int) -> Part:
    points = (
        price_points(bid.price_cents, lowest_cents)
        if criterion.kind == PRICE
        else Fraction(bid.points[criterion.key])
    )
    return Part(criterion, points, points * criterion.weight / FULL)


def price_points(price_cents: int, lowest_cents: int) -> Fraction:
    """Return the points of a price; of an offer for nothing all of them."""
    return Fraction(FULL) if price_cents == 0 else Fraction(FULL * lowest_cents, price_cents)


def rounded(number: Fraction) -> tuple[int, int]:
    """Return whole and hundredths of a number, rounded half up."""
    hundredths = floor(number * _PLACES + Fraction(1, 2))
    return divmod(hundredths, _PLACES)
