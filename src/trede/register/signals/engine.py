"""Where the rules of the signals are run: DuckDB, on facts that are handed to it.

For one client the tables are filled within a transaction that is rolled back, so that the query
is planned once a day and answered in milliseconds. For everyone the tables are filled once, in a
temporary file.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from trede.dossier.storage import arrow_schema
from trede.dossier.tables import TABLES
from trede.measures.declaration import ALL_VERSIONS
from trede.measures.engines.embedded import RIGHT_ANSWERS
from trede.register.signals.believed_rows import Facts
from trede.register.signals.queries import Found, Query, read_answer


class SignalEngine:
    """A DuckDB with the tables that the signals read, empty at first."""

    def __init__(self, query: Query, file: Path | None = None) -> None:
        self.query = query
        self._connection = duckdb.connect(str(file) if file else ":memory:")
        self._connection.execute(RIGHT_ANSWERS)
        for table in query.tables:
            empty = arrow_schema(TABLES[table]).empty_table()  # noqa: F841 - DuckDB sees it
            self._connection.execute(f"create table {table}{ALL_VERSIONS} as from empty")

    def fill(self, facts: Facts) -> None:
        """Add rows to tables."""
        for table, rows in facts:  # noqa: B007 - DuckDB sees the rows
            self._connection.execute(f"insert into {table}{ALL_VERSIONS} from rows")

    def ask(self) -> Found:
        """Return what the rules say about the facts that were filled in."""
        return read_answer(self._connection.execute(self.query.sql).fetchall())

    def close(self) -> None:
        """Release the memory or the file."""
        self._connection.close()


class ReadyEngine(SignalEngine):
    """An engine on which the query is planned beforehand, for one client after another."""

    def __init__(self, query: Query, shared: Facts) -> None:
        super().__init__(query)
        self.fill(shared)
        # A handful of rows needs no parallel work, and no plan that rests on how many there are.
        self._connection.execute("set threads = 1")
        self._connection.execute("pragma disable_optimizer")
        self._connection.execute(f"prepare together as {query.sql}")

    def ask_about(self, facts: Facts) -> Found:
        """Return what the rules say about one client, given that client's facts by table."""
        self._connection.begin()
        try:
            self.fill(facts)
            return read_answer(self._connection.execute("execute together").fetchall())
        finally:
            self._connection.rollback()


class _Pool:
    """Engines that wait for the next client; as many as threads ever asked at the same moment.

    They belong to no thread, since a server ends the threads that had nothing to do for a while,
    and planning the query again would take longer than the answer.
    """

    def __init__(self) -> None:
        self._waiting: list[ReadyEngine] = []
        self._lock = threading.Lock()

    def take(self, query: Query) -> ReadyEngine | None:
        """Take an engine that is ready for a query; those for another day or setting go."""
        with self._lock:
            outdated = [engine for engine in self._waiting if engine.query != query]
            self._waiting = [engine for engine in self._waiting if engine.query == query]
            taken = self._waiting.pop() if self._waiting else None
        for engine in outdated:
            engine.close()
        return taken

    def give_back(self, engine: ReadyEngine) -> None:
        """Let an engine wait for the next client."""
        with self._lock:
            self._waiting.append(engine)


_pool = _Pool()


@contextmanager
def ready_engine(query: Query, shared: Callable[[], Facts]) -> Iterator[ReadyEngine]:
    """Lend an engine for a query; ``shared`` gives the facts that are about nobody.

    An engine on which something failed is not lent again.
    """
    engine = _pool.take(query) or ReadyEngine(query, shared())
    try:
        yield engine
    except BaseException:
        engine.close()
        raise
    _pool.give_back(engine)
