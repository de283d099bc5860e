"""How it went with the clients of contracts so far, from the measures on the exported dossier.

It is the share that the page on what contracts yield begins with, so that every page that names it
says the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache as kept

from trede.publishers.answers import Answer
from trede.register.figures.computing import KEEP_SECONDS, Asked, exported_at, figures

MEASURE = "contract_work_exit_rate"
EVER = date(1900, 1, 1)


@dataclass(frozen=True)
class Result:
    """Clients who were followed for a year, and how many of them exited to work within it.

    A client counts on every contract: results are not to be added up over contracts.
    """

    clients: int
    exits: int


def results_by_contract(day: date) -> Mapping[str, Result]:
    """Return the result of every contract that has clients; empty if there are no figures yet."""
    moment = exported_at()
    if moment is None:
        return {}
    key = f"contract-exits:{moment:%Y%m%d%H%M%S%f}:{day}"
    found: Mapping[str, Result] | None = kept.get(key)
    if found is None:
        period = (("inflow_from", EVER.isoformat()), ("inflow_to", day.isoformat()))
        (answer,) = figures([Asked(MEASURE, day, ("contract_id",), values=period)])
        found = dict(_results(answer))
        kept.set(key, found, KEEP_SECONDS)
    return found


def _results(answer: Answer) -> Iterable[tuple[str, Result]]:
    for row in answer.rows:
        clients = int(row.denominator or 0)
        if clients:
            yield str(row.group["contract_id"]), Result(clients, int(row.numerator or 0))
