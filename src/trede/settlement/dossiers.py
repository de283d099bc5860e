"""Reads from a dossier what a settlement needs: the terms it holds and the facts of the clients.

Only rows that are believed now are read.
"""

from collections.abc import Iterator

from trede.dossier.storage import Dossier
from trede.settlement.facts import Facts
from trede.settlement.rows import Row, facts_in, terms_in
from trede.settlement.terms import Terms


def terms_of(dossier: Dossier) -> tuple[Terms, ...]:
    """Return the contract terms that a dossier holds; raises as reading a file does."""
    return terms_in(
        (f"{dossier.folder}, contract_versions {row['contract_id']} {row['version']}", row)
        for row in _rows(dossier, "contract_versions")
    )


def facts_of(dossier: Dossier) -> Facts:
    """Return the facts of everybody in a dossier."""
    return facts_in(lambda table: _rows(dossier, table))


def _rows(dossier: Dossier, table: str) -> Iterator[Row]:
    """Yield the rows of a table that are believed now."""
    for row in dossier.read(table).to_pylist():
        if row["withdrawn_at"] is None:
            yield row
