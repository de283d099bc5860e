"""The embedded engine: DuckDB, straight on the Parquet files of a dossier."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES
from trede.measures.composition import Rows
from trede.measures.library import ALL_VERSIONS

HELD_AT_MOST = 2
"""How many sets of rows are kept: figures on the same rows tend to be asked one after another."""


class EmbeddedEngine:
    """Runs queries with DuckDB; one connection per engine, nothing is written to the dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._connection = duckdb.connect()
        self._held: OrderedDict[str, str] = OrderedDict()
        self._number = 0
        for table in TABLES:
            files = [str(part) for part in dossier.parts(table)]
            self._connection.read_parquet(files).create_view(table + ALL_VERSIONS)

    def hold(self, rows: Rows) -> str:
        """Build the rows of a rule in a temporary table and return its name."""
        query = rows.sql()
        if query in self._held:
            self._held.move_to_end(query)
            return self._held[query]
        while len(self._held) >= HELD_AT_MOST:
            _query, former = self._held.popitem(last=False)
            self._connection.execute(f"drop table {former}")
        self._number += 1
        name = f"{rows.rule}_rows_{self._number}"
        self._connection.execute(f"create temp table {name} as {query}")
        self._held[query] = name
        return name

    def run(self, sql: str) -> pa.Table:
        """Run a query and return its result."""
        return self._connection.sql(sql).to_arrow_table()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@contextmanager
def embedded_engine(dossier: Dossier) -> Iterator[EmbeddedEngine]:
    """Open an embedded engine on a dossier for as long as the block lasts."""
    engine = EmbeddedEngine(dossier)
    try:
        yield engine
    finally:
        engine.close()
