"""Which types of trajectory a contract is for: as its products say, or else as it was used."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from trede.register.facts.models import believed

UNKNOWN = "unknown"


def types_of(contracts: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the types of trajectory by contract, the most usual first; none if nothing tells.

    What a contract's products are decides. Where it has none, the trajectories under it do.
    """
    declared = _counted("products", contracts)
    used = _counted("trajectories", [each for each in contracts if each not in declared])
    return {
        contract: tuple(kind for kind, _number in sorted(counted.items(), key=_most_usual))
        for contract, counted in (declared | used).items()
    }


def _counted(table: str, contracts: Collection[str]) -> dict[str, Counter[str]]:
    rows = believed(table).filter(contract_id__in=contracts, type__isnull=False)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for contract, kind in rows.exclude(type=UNKNOWN).values_list("contract_id", "type"):
        found[contract][kind] += 1
    return dict(found)


def _most_usual(counted: tuple[str, int]) -> tuple[int, str]:
    kind, number = counted
    return -number, kind
