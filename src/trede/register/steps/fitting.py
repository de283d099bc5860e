"""Whether an offer fits a client, and if not, why: by rung and by target group.

For whom an offer is stands in dated data (``policy/trajectories.toml``), and in the rung of its
contract. The ladder is support and not a protocol (rekenkamer-utrecht C3.5): what does not fit is
shown too, with the reason, and may be chosen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from trede.language import translate as _
from trede.register.pages.templating import show_code
from trede.register.steps.policies import Entry, in_force

POLICY = "trajectories"
FOR_EVERYONE = ("supporting", "unknown")
"""Rungs of contracts that keep nobody out."""
UNPLACED = ("unassigned", "undetermined", "unknown")
"""Values on a ladder that say that a client has no rung yet."""


@dataclass(frozen=True)
class Stand:
    """Where a client stands: the rung on the ladder in use (if any), and the target groups."""

    rung: str | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offered:
    """By what rules know an offer: its type, or its contract with category and rung."""

    type: str | None = None
    contract: str | None = None
    category: str | None = None
    rung: str | None = None


def misfits(offered: Offered, stand: Stand, day: date) -> tuple[str, ...]:
    """Return why an offer does not fit a client, a sentence for each reason; empty if it fits."""
    rungs = [offered.rung] if offered.rung not in (None, *FOR_EVERYONE) else []
    groups: list[str] = []
    for entry in in_force(POLICY, "fits", day):
        if _names(entry, offered):
            rungs += entry.get("rungs", ())
            groups += entry.get("target_groups", ())
    return (*_by_rung([str(each) for each in rungs], stand), *_by_group(groups, stand))


def _names(entry: Entry, offered: Offered) -> bool:
    pairs = (
        ("types", offered.type),
        ("contracts", offered.contract),
        ("categories", offered.category),
    )
    return any(value in entry.get(kind, ()) for kind, value in pairs if value is not None)


def _by_rung(rungs: Sequence[str], stand: Stand) -> Iterator[str]:
    if rungs and stand.rung not in (None, *UNPLACED, *rungs):
        yield _("It is for rung {rungs}; the client stands on rung {rung}.").format(
            rungs=", ".join(sorted(set(rungs))), rung=stand.rung
        )


def _by_group(groups: Sequence[str], stand: Stand) -> Iterator[str]:
    if not groups or set(groups) & set(stand.groups):
        return
    named = ", ".join(show_code(each, "target_group") for each in groups)
    if stand.groups:
        own = ", ".join(show_code(each, "target_group") for each in stand.groups)
        yield _("It is for {groups}; the client's target group is: {own}.").format(
            groups=named, own=own
        )
    else:
        yield _("It is for {groups}; the client has no target group yet.").format(groups=named)
