"""Writes the register's facts as a dossier, whole or only what changed since the last time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from trede.dossier.manifest import NotADossierError
from trede.dossier.storage import Dossier, DossierWriter, arrow_schema, write_dossier
from trede.dossier.tables import TABLES
from trede.language import translate as _
from trede.register.exchange.bulk import read
from trede.register.exchange.comparing import among
from trede.register.exchange.free_text import without_free_text
from trede.register.exchange.lists import LISTS, code_lists_in_force
from trede.register.exchange.snapshot import consistent_snapshot
from trede.register.exchange.watermarks import (
    Watermark,
    current_watermark,
    read_watermark,
    tables_changed_since,
)
from trede.register.signals import settings as signal_settings

PRODUCER = "register"
FACTS = tuple(name for name in TABLES if name not in LISTS)

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Exported:
    """What an export did: rows by table, and the tables that were written anew."""

    rows: Mapping[str, int]
    rewritten: tuple[str, ...]


def export_dossier(
    folder: Path,
    today: date,
    *,
    free_text: bool = True,
    replace: bool = False,
    progress: Progress = lambda _step: None,
) -> Exported:
    """Write all facts as a dossier, as they stand at one moment while others go on writing.

    Raises the errors of :func:`trede.dossier.storage.write_dossier`.
    """
    with consistent_snapshot(), write_dossier(folder, replace=replace) as writer:
        return _write(writer, today, current_watermark(free_text=free_text), None, progress)


def refresh_dossier(
    folder: Path,
    today: date,
    *,
    free_text: bool = True,
    progress: Progress = lambda _step: None,
) -> Exported:
    """Bring an earlier export up to date; tables without changes are taken over as they are.

    The result has the same bytes as a whole export, which is what is done if there is no dossier
    yet, or if it cannot be told what changed since.
    """
    with consistent_snapshot():
        former = _former(folder, free_text=free_text)
        with write_dossier(folder, replace=True) as writer:
            watermark = current_watermark(free_text=free_text)
            return _write(writer, today, watermark, former, progress)


@dataclass(frozen=True)
class _Former:
    """An earlier export, up to when it goes, and the tables that changed since."""

    dossier: Dossier
    watermark: Watermark
    changed: frozenset[str]


def _former(folder: Path, *, free_text: bool) -> _Former | None:
    """Return an earlier export of the same form and register; none if there is none."""
    watermark = read_watermark(folder)
    if watermark is None or watermark.free_text is not free_text or not watermark.still_holds():
        return None
    try:
        dossier = Dossier(folder)
    except NotADossierError:
        return None
    parts = ((name, part) for name in TABLES for part in dossier.parts(name))
    if all(pq.read_schema(part).equals(arrow_schema(TABLES[name])) for name, part in parts):
        return _Former(dossier, watermark, tables_changed_since(watermark))
    return None


def _write(
    writer: DossierWriter,
    today: date,
    watermark: Watermark,
    former: _Former | None,
    progress: Progress,
) -> Exported:
    rewritten = []
    for name in FACTS:
        if former is not None and name not in former.changed:
            writer.keep(name, former.dossier)
            continue
        progress(_("writing {table}").format(table=name))
        rows = _read(name, watermark) if former is None else _merged(name, former, watermark)
        writer.write(name, _ordered(name, rows))
        rewritten.append(name)
    for name, rows in code_lists_in_force().items():
        writer.write(name, _ordered(name, rows))
    watermark.write(writer.folder)
    writer.finish(PRODUCER, settings_on(today))
    return Exported(writer.rows, tuple(rewritten))


def _read(name: str, watermark: Watermark, condition: str = "", *values: int) -> pa.Table:
    rows = read(name, condition, values)
    return rows if watermark.free_text else without_free_text(name, rows)


def _merged(name: str, former: _Former, watermark: Watermark) -> pa.Table:
    """Return the rows of an earlier export with what was recorded and withdrawn since."""
    since = former.watermark.newest
    recorded = _read(name, watermark, "where recorded_in_id > %s", since)
    known = "(recorded_in_id is null or recorded_in_id <= %s)"
    withdrawn = _read(name, watermark, f"where withdrawn_in_id > %s and {known}", since, since)
    rows = former.dossier.read(name)
    if len(withdrawn):
        replaced = pc.and_(rows["withdrawn_at"].is_null(), among(rows, withdrawn, TABLES[name].key))
        rows = rows.filter(pc.invert(replaced))
    return pa.concat_tables([rows, recorded, withdrawn])


def _ordered(name: str, rows: pa.Table) -> pa.Table:
    """Return rows in an order that follows from what they say, not from when they were stored."""
    first = (*TABLES[name].key, "recorded_at", "withdrawn_at")
    names = [*first, *(other for other in rows.column_names if other not in first)]
    return rows.sort_by([(each, "ascending") for each in names])


def settings_on(today: date) -> dict[str, str]:
    """Return the values that measures take by default on a day.

    The municipality's own terms, so that figures and worklist agree; and the dates: the inflow is
    that of the last calendar year whose clients were all observed for a year.
    """
    inflow_year = (today + timedelta(days=1)).year - 2
    since = date(inflow_year, 1, 1).isoformat()
    day = today.isoformat()
    return {
        **signal_settings.settings_on(today).values,
        "inflow_from": since,
        "inflow_to": date(inflow_year, 12, 31).isoformat(),
        "observed_until": day,
        "period_from": since,
        "period_to": day,
        "status_on": day,
        "cost_status_on": day,
        "ladder_on": day,
    }
