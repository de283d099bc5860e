"""What was agreed with companies on being paid and on reporting, by contract.

The ways of paying are those that the reports of 2003 to 2007 describe; ``contract_documents``
writes them out as terms, and the reports and lists of a participation follow them.
"""

from dataclasses import dataclass

import numpy as np

from trede.synthesis.randomness import Flags, Whole, generator

_PATTERN = (8, 3, 4, 4, 1)
"""How many of twenty contracts have each of the agreements."""

EARLIEST_PARTICIPATION = 300
"""Days before the first day of the dossier on which a participation may have begun."""

REPORT = "progress"
PREMIUM = "durable_work"
PREMIUM_MONTHS = 6


@dataclass(frozen=True)
class Agreement:
    """A way of paying: its scheme, its reports, and what stands between the work and payment.

    ``start_percent`` and ``report_percent`` are the parts of the fee for the start and for each
    of two reports; the rest is for a participation that was completed. With ``pays_any_work``
    premiums are paid for work that the municipality pays.
    """

    scheme: str
    report_months: int
    report_within: int
    report_holds: bool
    lists: bool
    start_percent: int = 0
    report_percent: int = 0
    pays_any_work: bool = False


AGREEMENTS = (
    Agreement("input", 3, 14, report_holds=True, lists=True, start_percent=30),
    Agreement("input", 3, 14, report_holds=True, lists=True, start_percent=20, report_percent=15),
    Agreement("no_cure_less_pay", 6, 21, report_holds=False, lists=False),
    Agreement(
        "bonus_malus",
        6,
        21,
        report_holds=False,
        lists=False,
        start_percent=40,
        pays_any_work=True,
    ),
    Agreement("pay_a_little", 6, 21, report_holds=False, lists=True, start_percent=50),
)


def draw_agreements(seed: int, free: Flags) -> Whole:
    """Draw the places of contracts in the agreements; what is free is paid by no scheme."""
    random, size = generator(seed, 0, "agreements"), len(free)
    pattern = np.repeat(np.arange(len(_PATTERN)), _PATTERN)
    drawn = random.permutation(np.resize(pattern, size)).astype(np.int64)
    return np.where(free, 0, drawn)


def report_months(agreement: Whole) -> Whole:
    """Return every how many months a report is to be made."""
    return np.array([each.report_months for each in AGREEMENTS])[agreement]


def report_days(agreement: Whole) -> Whole:
    """Return within how many days after that a report is in time."""
    return np.array([each.report_within for each in AGREEMENTS])[agreement]


def asks_lists(agreement: Whole) -> Flags:
    """Return which contracts ask for signed lists of attendance."""
    return np.array([each.lists for each in AGREEMENTS])[agreement]
