"""The second time of every row: when a fact was recorded, and what was believed before.

A fact is entered days to months after it happened. When more becomes known (a benefit ends), or
when something turns out to be wrong, the row is withdrawn and another one takes its place.
"""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from trede.dossier.storage import arrow_schema
from trede.dossier.tables import TABLES
from trede.synthesis.randomness import NEVER, Flags, Period, Whole, between, skewed

MINUTES_A_DAY = 1440
_OFFICE_OPENS, _OFFICE_CLOSES = 8 * 60, 17 * 60
_LONGEST_DELAY = 180

Blank = str | None


def record(
    random: np.random.Generator, day: Whole, *, median_days: float = 4, spread: float = 1.1
) -> Whole:
    """Return the moments at which facts of these days were recorded: later, some months later."""
    delay = np.minimum(skewed(random, median_days, spread, len(day)), _LONGEST_DELAY)
    opened = between(random, _OFFICE_OPENS, _OFFICE_CLOSES, len(day))
    moment = (day + 1 + delay.astype(np.int64)) * MINUTES_A_DAY + opened
    return np.where(day == NEVER, NEVER, moment)


def later_of(first: Whole, second: Whole) -> Whole:
    """Return the later of two moments, at least a minute after the first; NEVER stays NEVER."""
    return np.where(second == NEVER, NEVER, np.maximum(second, first + 1))


def split(content: pa.Table, moment: str, before: Mapping[str, Blank]) -> pa.Table:
    """Give rows a version from before the moment in the named column.

    ``before`` says what the columns that became known at that moment held until then. Rows
    without that moment have one version.
    """
    happened = pc.and_(pc.is_valid(content[moment]), pc.is_null(content["withdrawn_at"]))
    changed = content.filter(happened)
    earlier = replace_column(changed, "withdrawn_at", changed[moment])
    for name, value in before.items():
        cells = pa.array([value], content.schema.field(name).type)
        earlier = replace_column(earlier, name, cells.take(pa.array(np.zeros(len(earlier), int))))
    recorded = pc.if_else(happened, content[moment], content["recorded_at"])
    return pa.concat_tables([replace_column(content, "recorded_at", recorded), earlier])


def correct(
    random: np.random.Generator,
    content: pa.Table,
    period: Period,
    share: float,
    wrong: Mapping[str, pa.Array],
) -> pa.Table:
    """Let a share of the rows have been wrong first: withdrawn later, and replaced.

    ``wrong`` holds the wrong values by column, one for every row of ``content``.
    """
    recorded = content["recorded_at"].cast(pa.int64()).to_numpy() // 60_000_000
    moment = recorded + between(random, 5, 240, len(recorded)) * MINUTES_A_DAY
    chosen = (
        (random.random(len(recorded)) < share)
        & (moment < period.extracted_on * MINUTES_A_DAY)
        & content["withdrawn_at"].is_null().to_numpy()
        & _differ(content, wrong)
    )
    found, corrected = pa.array(moment * 60_000_000, pa.timestamp("us")), pa.array(chosen)
    earlier = content.filter(corrected)
    earlier = replace_column(earlier, "withdrawn_at", found.filter(corrected))
    for name, cells in wrong.items():
        earlier = replace_column(earlier, name, cells.filter(corrected))
    recorded = pc.if_else(corrected, found, content["recorded_at"])
    return pa.concat_tables([replace_column(content, "recorded_at", recorded), earlier])


def _differ(content: pa.Table, wrong: Mapping[str, pa.Array]) -> Flags:
    differs = np.ones(len(content), dtype=np.bool_)
    for name, cells in wrong.items():
        unequal = pc.fill_null(pc.not_equal(content[name], cells), fill_value=False)
        differs &= unequal.to_numpy(zero_copy_only=False)
    return differs


def finish(name: str, content: pa.Table) -> pa.Table:
    """Drop what is no column of the table, and write out the sentences."""
    schema = arrow_schema(TABLES[name])
    return content.select(schema.names).cast(schema)


def replace_column(content: pa.Table, name: str, cells: pa.Array | pa.ChunkedArray) -> pa.Table:
    """Return rows with other cells in one column."""
    position = content.schema.get_field_index(name)
    return content.set_column(position, content.schema.field(position), cells)
