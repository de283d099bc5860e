"""The cluster engine: Apache Spark, for those who outgrow one machine.

Rules are written in DuckDB's dialect and turned into Spark's, step by step, by the pinned
sqlglot; ``tests/golden/spark`` keeps the generated text. Spark reads the same Parquet files.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

import pyarrow as pa
import sqlglot
from pyspark.sql import DataFrame, SparkSession
from sqlglot import exp

from trede.dossier.columns import ColumnType, Table
from trede.dossier.storage import Dossier
from trede.dossier.tables import TABLES
from trede.measures.composition import Rows, Step
from trede.measures.declaration import ALL_VERSIONS
from trede.measures.engines.session import JAVA_MAY_HAVE_ENDED, spark_session

HELD_AT_MOST = 2
"""How many sets of rows are kept: figures on the same rows tend to be asked one after another."""

SPARK_TYPES: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "string",
    ColumnType.DATE: "date",
    ColumnType.MOMENT: "timestamp_ntz",
    ColumnType.WHOLE: "bigint",
    ColumnType.CENTS: "bigint",
    ColumnType.YES_NO: "boolean",
}

MEANING = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.execution.arrow.useLargeVarTypes": "false",
}
"""Settings on which the meaning of a rule depends; they hold whoever started Spark."""


def to_spark(sql: str, views: Mapping[str, str] | None = None) -> str:
    """Return a query in Spark's dialect; ``sql`` is in DuckDB's, within the closed subset.

    ``views`` are the names to read from instead, by the names that stand in the query.
    """
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    inner = {cte.alias for cte in tree.find_all(exp.CTE)}
    for table in tree.find_all(exp.Table):
        if views and table.name in views.keys() - inner:
            if not table.alias:
                table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name)))
            table.set("this", exp.to_identifier(views[table.name]))
    return tree.sql(dialect="spark", pretty=True)


class ClusterEngine:
    """Runs queries with Spark, in a session of its own; nothing is written to the dossier.

    Every step of a rule becomes a temporary view, named after what it says and rests on. Spark
    would work out a view anew wherever it is read, so the rows of what is read more than once are
    kept, as a checkpoint: planning a query on rows is quick, planning it on all that led to them is
    not. Views stay as long as rows that are held rest on them.
    """

    def __init__(self, dossier: Dossier, spark: SparkSession) -> None:
        self._session = spark.newSession()
        self._views: dict[str, DataFrame] = {}
        self._kept: set[str] = set()
        self._held: OrderedDict[str, frozenset[str]] = OrderedDict()
        for setting, value in MEANING.items():
            self._session.conf.set(setting, value)
        for name, table in TABLES.items():
            files = [str(part) for part in dossier.parts(name)]
            stored = self._session.read.schema(spark_schema(table)).parquet(*files)
            stored.createOrReplaceTempView(name + ALL_VERSIONS)

    def hold(self, rows: Rows) -> str:
        """Build the rows of a rule, keep them in a temporary view and return its name."""
        wanted = rows.step(rows.rule)
        if wanted.identity not in self._held:
            while len(self._held) >= HELD_AT_MOST:
                self._drop_oldest()
            read = Counter(rows.step(name).identity for step in rows.steps for name in step.reads)
            for step in rows.steps:
                is_kept = step is wanted or (bool(step.reads) and read[step.identity] > 1)
                self._make_view(rows, step, is_kept=is_kept)
            self._held[wanted.identity] = frozenset(step.identity for step in rows.steps)
        self._held.move_to_end(wanted.identity)
        return wanted.identity

    def _make_view(self, rows: Rows, step: Step, *, is_kept: bool) -> None:
        if step.identity in self._views and (step.identity in self._kept or not is_kept):
            return
        names = {name: rows.step(name).identity for name in step.reads}
        built = self._session.sql(to_spark(step.sql, names))
        if is_kept:
            built = built.localCheckpoint()
            self._kept.add(step.identity)
        built.createOrReplaceTempView(step.identity)
        self._views[step.identity] = built

    def run(self, sql: str) -> pa.Table:
        """Run a query and return its result."""
        return self._session.sql(to_spark(sql)).toArrow()

    def close(self) -> None:
        """Drop the rows that are held; Spark itself stays up until this process ends."""
        while self._held:
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        _oldest, views = self._held.popitem(last=False)
        for view in views.difference(*self._held.values()):
            self._session.catalog.dropTempView(view)
            built = self._views.pop(view)
            if view in self._kept:
                self._kept.remove(view)
                # PySpark has no way to let go of a checkpoint before Java happens to collect it.
                built._jdf.queryExecution().analyzed().rdd().unpersist(False)  # noqa: SLF001, FBT003


def spark_schema(table: Table) -> str:
    """Return the columns of a table of the dossier with their Spark types."""
    return ", ".join(f"`{column.name}` {SPARK_TYPES[column.type]}" for column in table.columns)


@contextmanager
def cluster_engine(
    dossier: Dossier, settings: Mapping[str, str] | None = None
) -> Iterator[ClusterEngine]:
    """Open an engine on a dossier for as long as the block lasts.

    Within a Spark program (``spark-submit``, a notebook) its session is used; otherwise one is
    started, as :func:`trede.measures.engines.session.spark_session` says. ``settings`` are Spark's
    own, by name.
    """
    with spark_session(settings or {}) as spark:
        engine = ClusterEngine(dossier, spark)
        try:
            yield engine
        finally:
            with suppress(*JAVA_MAY_HAVE_ENDED):  # what it held is gone with it
                engine.close()
