"""Which months of the curves of exit may be told, so that none gives away a few persons.

Two months that are both told differ by nobody, or by at least the threshold; the months between
are withheld. Reasons that fewer people had are put together first.
"""

from collections import Counter
from collections.abc import Mapping

from trede.publishers.reports.exit_curves import MONTHS

Exits = Mapping[int, int]
"""Number of clients who left in each month."""

MOST_REASONS = 6


def put_together(exits: Mapping[str, Exits], together: str, threshold: int) -> dict[str, Exits]:
    """Return the exits by reason, the small and the too many put together under one name.

    If what is put together is still small, the next smallest reason is put to it.
    """
    whole = {reason: sum(found.values()) for reason, found in exits.items()}
    ordered = sorted((reason for reason in whole if whole[reason]), key=lambda r: (-whole[r], r))
    large = [reason for reason in ordered if whole[reason] >= threshold and reason != together]
    kept = large[: MOST_REASONS - 1]
    rest = [reason for reason in ordered if reason not in kept]
    while kept and 0 < sum(whole[reason] for reason in rest) < threshold:
        rest.append(kept.pop())
    found = {reason: exits[reason] for reason in kept}
    if rest:
        counted: Counter[int] = Counter()
        for reason in rest:
            counted.update(exits[reason])
        found[together] = counted
    return found


def told_by_month(exits: Exits, threshold: int) -> tuple[int | None, ...]:
    """Return how many had left at the end of each month; none where that may not be told.

    The last month is always told: the caller sees to it that the whole is not small.
    """
    left = [sum(n for m, n in exits.items() if m <= month) for month in MONTHS]
    told = [MONTHS[-1]]
    for month in reversed(MONTHS[:-1]):
        if _enough(left[told[0]] - left[month], threshold) and _enough(left[month], threshold):
            told.insert(0, month)
    return tuple(left[month] if month in told else None for month in MONTHS)


def _enough(people: int, threshold: int) -> bool:
    return people == 0 or people >= threshold
