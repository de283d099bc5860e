"""How it went with the clients of contracts so far, from the measures on the exported dossier."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache as kept

from trede.register.figures.computing import KEEP_SECONDS, Asked, exported_at, people_behind

MEASURE = "contracts_by_band"
"""Its rows are the contracts, each with its clients and their exits to work."""


@dataclass(frozen=True)
class Result:
    """Clients with a participation that counts, and how many of them exited to work.

    A client counts on every contract: results are not to be added up over contracts.
    """

    clients: int
    exits: int


def results_by_contract(day: date) -> Mapping[str, Result]:
    """Return the result of every contract that has clients; empty if there are no figures yet."""
    moment = exported_at()
    if moment is None:
        return {}
    key = f"contract-results:{moment:%Y%m%d%H%M%S%f}:{day}"
    found: Mapping[str, Result] | None = kept.get(key)
    if found is None:
        rows = people_behind(Asked(MEASURE, day))
        found = dict(_results(rows))
        kept.set(key, found, KEEP_SECONDS)
    return found


def _results(rows: Iterable[Mapping[str, object]]) -> Iterable[tuple[str, Result]]:
    for row in rows:
        clients, exits = row["clients"], row["exits"]
        if isinstance(clients, int) and isinstance(exits, int):
            yield str(row["contract_id"]), Result(clients, exits)
