"""What every engine can do: hold the rows of a rule and query them."""

from typing import Protocol

import pyarrow as pa

from trede.measures.composition import Rows


class Engine(Protocol):
    """Answers queries on the tables of one dossier. Queries are in DuckDB's dialect."""

    def hold(self, rows: Rows) -> str:
        """Build the rows of a rule once and return the name under which they can be queried.

        The rows stay available at least until the next call.
        """
        ...

    def run(self, sql: str) -> pa.Table:
        """Run a query on held rows and return its result."""
        ...

    def close(self) -> None:
        """Release what the engine holds."""
        ...
