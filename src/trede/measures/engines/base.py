"""What every engine can do: run a composed query on a dossier and return its rows."""

from typing import Protocol

import pyarrow as pa
from sqlglot import exp


class Engine(Protocol):
    """Runs queries on the tables of one dossier."""

    def run(self, query: exp.Expression) -> pa.Table:
        """Run a query written in DuckDB's dialect and return its rows."""
        ...

    def close(self) -> None:
        """Release what the engine holds."""
        ...
