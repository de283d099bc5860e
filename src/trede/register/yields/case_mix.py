"""Exits of a contract beside those of others, accounting for whom it got.

Clients are put in strata: where they stood (phase or rung) and how long they were on benefit when
they began. What others of the category reached in each stratum gives how many exits were to be
expected for the clients that the contract got (rwi-2004 L28-L29, regioplan-2003 L25). Where others
had too few clients in a stratum, nothing is expected there and those clients are left out of both
sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Literal

LEAST_OTHERS = 10
"""With fewer clients of others in a stratum, their share of exits says too little."""
LEAST_COMPARED = 20
"""With fewer clients that can be compared, nothing is concluded of a contract."""
LEAST_PART = Fraction(1, 2)
"""Of its clients, so large a part must be comparable to conclude anything."""
Z95 = 1.96
"""So many standard deviations hold 95% of what chance brings."""

Conclusion = Literal["too_few", "above", "below", "as_expected"]


@dataclass(frozen=True)
class Counts:
    """Clients and exits of a contract in a stratum, and those of others of its category."""

    standing: str
    duration: str
    clients: int
    exits: int
    other_clients: int
    other_exits: int

    @property
    def is_comparable(self) -> bool:
        """Whether others had enough clients in it."""
        return self.other_clients >= LEAST_OTHERS

    @property
    def expected(self) -> Fraction | None:
        """The exits if the contract had done in this stratum as others did."""
        if not self.is_comparable:
            return None
        return Fraction(self.clients * self.other_exits, self.other_clients)


@dataclass(frozen=True)
class CaseMix:
    """A contract beside others of its category, before and after accounting for whom it got.

    ``compared`` are its clients in strata where others had enough, ``reached`` the exits among
    them and ``expected`` those if it had done as others did, of which ``margin`` more or less may
    be chance. ``standardised`` is the share of exits if it had got the clients of the whole
    category: its own share in each stratum, weighed by the category (direct standardisation).
    """

    strata: Sequence[Counts]
    clients: int
    exits: int
    other_clients: int
    other_exits: int
    compared: int
    reached: int
    expected: Fraction
    margin: float
    standardised: Fraction | None
    conclusion: Conclusion

    @property
    def too_small(self) -> Sequence[Counts]:
        """The strata in which others had too few clients."""
        return [each for each in self.strata if not each.is_comparable]

    @property
    def others_standardised(self) -> Fraction | None:
        """The share of exits of others in the strata that are compared, weighed likewise."""
        return _weighed([(each, each.other_exits, each.other_clients) for each in self._used])

    @property
    def _used(self) -> list[Counts]:
        return [each for each in self.strata if each.is_comparable and each.clients]


def case_mix(strata: Sequence[Counts]) -> CaseMix:
    """Return the comparison of a contract from its strata."""
    used = [each for each in strata if each.is_comparable]
    compared = sum(each.clients for each in used)
    reached = sum(each.exits for each in used)
    clients = sum(each.clients for each in strata)
    expected = sum((each.expected or Fraction() for each in used), Fraction())
    margin = Z95 * sqrt(sum(_variance(each) for each in used))
    concludes = compared >= LEAST_COMPARED and compared >= LEAST_PART * clients
    return CaseMix(
        strata=tuple(strata),
        clients=clients,
        exits=sum(each.exits for each in strata),
        other_clients=sum(each.other_clients for each in strata),
        other_exits=sum(each.other_exits for each in strata),
        compared=compared,
        reached=reached,
        expected=expected,
        margin=margin,
        standardised=_weighed([(each, each.exits, each.clients) for each in used if each.clients]),
        conclusion=_conclude(reached - expected, margin) if concludes else "too_few",
    )


def _conclude(difference: Fraction, margin: float) -> Conclusion:
    if abs(difference) <= margin:
        return "as_expected"
    return "above" if difference > 0 else "below"


def _variance(stratum: Counts) -> float:
    share = stratum.other_exits / stratum.other_clients
    return stratum.clients * share * (1 - share)


def _weighed(shares: Sequence[tuple[Counts, int, int]]) -> Fraction | None:
    """Return shares of exits weighed by the clients of the whole category in each stratum."""
    weight = sum(each.clients + each.other_clients for each, _exits, _clients in shares)
    if not weight:
        return None
    total = sum(
        Fraction((each.clients + each.other_clients) * exits, clients)
        for each, exits, clients in shares
    )
    return Fraction(total) / weight
