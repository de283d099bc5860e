"""The embedded engine: DuckDB, straight on the Parquet files of a dossier."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa
from sqlglot import exp

from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES
from trede.measures.library import ALL_VERSIONS


class EmbeddedEngine:
    """Runs queries with DuckDB; one connection per engine, nothing is written."""

    def __init__(self, dossier: Dossier, memory_limit: str | None = None) -> None:
        self._connection = duckdb.connect()
        self._connection.execute("set enable_progress_bar = false")
        if memory_limit is not None:
            self._connection.execute("set memory_limit = ?", [memory_limit])
        for table in TABLES:
            files = [str(part) for part in dossier.parts(table)]
            relation = self._connection.read_parquet(files)
            relation.create_view(table + ALL_VERSIONS)

    def run(self, query: exp.Expression) -> pa.Table:
        """Run a query and return its rows."""
        result = self._connection.execute(query.sql(dialect="duckdb"))
        return result.to_arrow_table()

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
