"""The embedded engine: DuckDB, straight on the Parquet files of a dossier."""

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from trede.dossier.manifest import NotADossierError
from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES
from trede.language import translate as _
from trede.measures.composition import Rows, Step
from trede.measures.declaration import ALL_VERSIONS

RIGHT_ANSWERS = "set disabled_optimizers = 'outer_join_simplification'"
"""DuckDB 2.0.0 loses rows with it: a left join kept for what has no match becomes an anti join that
forgets the other conditions, when the table is read twice (duckdb issue 24540 and kin)."""

HELD_AT_MOST = 12
"""How many sets of rows are kept beside those that the question at hand rests on."""


class EmbeddedEngine:
    """Runs queries with DuckDB; one connection per engine, nothing is written to the dossier.

    The rows of a rule that others rest on as well are built once, in a temporary table named after
    what they say, and stay until too many newer ones have come.
    """

    def __init__(self, dossier: Dossier, among: Collection[str] | None = None) -> None:
        """Open a dossier; with ``among`` only the facts about those people are there."""
        self._connection = duckdb.connect()
        self._connection.execute(RIGHT_ANSWERS)
        self._connection.execute("set preserve_insertion_order = false")
        self._held: OrderedDict[str, None] = OrderedDict()
        if among is not None:
            chosen = pa.table({"person_id": pa.array(sorted(among), pa.string())})
            self._connection.register("among", chosen)
        for table in TABLES:
            files = [str(part) for part in dossier.parts(table)]
            try:
                rows = self._connection.read_parquet(files)
                if among is not None and "person_id" in rows.columns:
                    rows = rows.filter("person_id in (select person_id from among)")
                rows.create_view(table + ALL_VERSIONS)
            except duckdb.Error as error:
                why = _("the table {table} cannot be read").format(table=table)
                raise NotADossierError(dossier.folder, why) from error

    def hold(self, rows: Rows) -> str:
        """Build the rows of a rule in a temporary table and return its name."""
        wanted = rows.step(rows.rule)
        self._build(rows, wanted)
        needed = {step.identity for step in rows.steps}
        for former in [name for name in self._held if name not in needed][:-HELD_AT_MOST]:
            self._connection.execute(f"drop table {former}")
            del self._held[former]
        return wanted.identity

    def _build(self, rows: Rows, wanted: Step) -> None:
        if wanted.identity not in self._held:
            within: dict[str, str] = {}
            self._collect(rows, wanted, within)
            query = f"select * from (\n{wanted.sql}\n)"
            if within:
                query = f"with {_queries(within)}\n{query}"
            self._connection.execute(f"create temp table {wanted.identity} as {query}")
        self._held[wanted.identity] = None
        self._held.move_to_end(wanted.identity)

    def _collect(self, rows: Rows, wanted: Step, within: dict[str, str]) -> None:
        """Collect the queries that a step reads from; what is shared is built first and read."""
        for name in wanted.reads:
            if name in within:
                continue
            step = rows.step(name)
            if step.is_shared:
                self._build(rows, step)
                within[name] = f"not materialized (select * from {step.identity})"
            else:
                self._collect(rows, step, within)
                within[name] = f"(\n{step.sql}\n)"

    def run(self, sql: str) -> pa.Table:
        """Run a query and return its result."""
        return self._connection.sql(sql).to_arrow_table()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _queries(within: Mapping[str, str]) -> str:
    return ",\n".join(f"{name} as {query}" for name, query in within.items())


@contextmanager
def embedded_engine(dossier: Dossier) -> Iterator[EmbeddedEngine]:
    """Open an embedded engine on a dossier for as long as the block lasts."""
    engine = EmbeddedEngine(dossier)
    try:
        yield engine
    finally:
        engine.close()
