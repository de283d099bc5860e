"""Checks a dossier: structure, references, codes, dates, and overlaps that cannot be.

Every rule is derived from the declaration of the tables, except the few orders of dates and
overlaps that are listed here. A finding names rule, table, row, column and value.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from trede.dossier.building import TableBuilder
from trede.dossier.columns import Column, Table
from trede.dossier.manifest import Manifest
from trede.dossier.storage import arrow_schema, table_parts
from trede.dossier.tables import TABLES

SOURCE = "check"

IN_ORDER: tuple[tuple[str, str, str], ...] = (
    ("benefit_spells", "applied_on", "decided_on"),
    ("benefit_spells", "starts_on", "ends_on"),
    ("exemptions", "starts_on", "ends_on"),
    ("classifications", "starts_on", "ends_on"),
    ("household_members", "starts_on", "ends_on"),
    ("case_manager_assignments", "starts_on", "ends_on"),
    ("activities", "starts_on", "ends_on"),
    ("participations", "starts_on", "ends_on"),
    ("placements", "starts_on", "ends_on"),
    ("trajectories", "started_on", "ended_on"),
    ("sanctions", "proposed_on", "decided_on"),
    ("sanctions", "decided_on", "notified_on"),
    ("signals", "raised_on", "looked_into_on"),
    ("applications", "applied_on", "decided_on"),
    ("appointments", "agreed_on", "planned_on"),
    ("appointments", "agreed_on", "settled_on"),
    ("unemployment_benefits", "starts_on", "ends_on"),
    ("unemployment_benefits", "starts_on", "expected_end_on"),
    ("contract_terms", "starts_on", "ends_on"),
    ("deliveries", "period_from", "period_to"),
)
"""Pairs of dates of which the second may not lie before the first."""

NO_OVERLAP: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("benefit_spells", ("person_id", "scheme", "source"), "spell_id"),
    ("classifications", ("person_id", "scale", "source"), "classification_id"),
    ("case_manager_assignments", ("person_id", "role"), "case_manager_id"),
    ("unemployment_benefits", ("person_id", "source"), "unemployment_id"),
)
"""Spells of which a person has at most one at a time, and the column that tells them apart."""

_FINDING = (
    "'{rule}' as rule, '{table}' as \"table\", {row} as row, "
    "'{column}' as \"column\", cast({value} as varchar) as value"
)


def check_dossier(folder: Path, manifest: Manifest | None = None) -> pa.Table:
    """Return the findings on the tables in a folder, as rows of the table ``findings``.

    With a manifest the files are compared with their hashes too.
    """
    findings = TableBuilder(TABLES["findings"])
    if manifest is not None:
        for finding in _changed_files(folder, manifest):
            findings.add({**finding, "source": SOURCE})
    sound = []
    for table in TABLES.values():
        odd = list(_odd_structure(folder, table))
        for finding in odd:
            findings.add({**finding, "source": SOURCE})
        if not odd:
            sound.append(table)
    for row in _broken_rules(folder, sound):
        findings.add({**row, "source": SOURCE})
    return findings.build()


def _changed_files(folder: Path, manifest: Manifest) -> Iterator[dict[str, str]]:
    for name, known in manifest.hashes.items():
        path = folder / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
        if found != known:
            yield {
                "rule": "file_changed",
                "table": name.partition(".")[0].partition("/")[0],
                "row": name,
                "column": "",
                "value": found,
            }


def _odd_structure(folder: Path, table: Table) -> Iterator[dict[str, str]]:
    expected = arrow_schema(table)
    for part in table_parts(folder, table.name):
        try:
            found = pq.read_schema(part)
        except pa.ArrowInvalid:
            yield {
                "rule": "unreadable_file",
                "table": table.name,
                "row": part.name,
                "column": "",
                "value": "",
            }
            continue
        for field in expected:
            index = found.get_field_index(field.name)
            if index < 0 or found.field(index).type != field.type:
                yield {
                    "rule": "column_missing" if index < 0 else "wrong_type",
                    "table": table.name,
                    "row": part.name,
                    "column": field.name,
                    "value": "" if index < 0 else str(found.field(index).type),
                }


def _broken_rules(folder: Path, tables: list[Table]) -> Iterator[dict[str, str]]:
    with duckdb.connect() as connection:
        for table in tables:
            files = [str(part) for part in table_parts(folder, table.name)]
            connection.read_parquet(files).create_view(table.name)
        names = {table.name for table in tables}
        for table in tables:
            if not _has_rows(folder, table):
                continue
            for query in _queries(table, names):
                yield from connection.sql(query).to_arrow_table().to_pylist()


def _has_rows(folder: Path, table: Table) -> bool:
    return any(pq.read_metadata(part).num_rows for part in table_parts(folder, table.name))


def _queries(table: Table, names: set[str]) -> Iterator[str]:
    for column in table.columns:
        if column.required:
            yield _select(table, "value_missing", column.name, f'"{column.name}" is null')
        if column.references in names:
            yield _unknown_reference(table, column)
        if column.codes is not None and "codes" in names:
            yield _unknown_code(table, column)
    yield _select(table, "withdrawn_before_recorded", "withdrawn_at", "withdrawn_at < recorded_at")
    yield _believed_twice(table)
    for name, first, second in IN_ORDER:
        if name == table.name:
            yield _select(table, "dates_out_of_order", second, f"{second} < {first}")
    for name, same, distinct in NO_OVERLAP:
        if name == table.name:
            yield _overlapping(table, same, distinct)


def _select(table: Table, rule: str, column: str, condition: str, value: str | None = None) -> str:
    shown = value or f't."{column}"'
    finding = _FINDING.format(
        rule=rule, table=table.name, row=_row_key(table), column=column, value=shown
    )
    return f"select {finding} from {table.name} as t where {condition}"


def _row_key(table: Table) -> str:
    parts = ", ".join(f"""coalesce(cast(t."{name}" as varchar), '')""" for name in table.key)
    return f"concat_ws(' / ', {parts})"


def _unknown_reference(table: Table, column: Column) -> str:
    target = TABLES[str(column.references)]
    condition = (
        f't."{column.name}" is not null and not exists (select 1 from {target.name} as other '
        f'where other."{target.key[0]}" = t."{column.name}")'
    )
    return _select(table, "unknown_reference", column.name, condition)


def _unknown_code(table: Table, column: Column) -> str:
    """Select codes that are in neither Trede's list nor the municipality's own."""
    condition = (
        f't."{column.name}" is not null and not exists (select 1 from codes '
        f"where codes.list = '{column.codes}' and codes.code = t.\"{column.name}\")"
    )
    return _select(table, "unknown_code", column.name, condition)


def _believed_twice(table: Table) -> str:
    """Select rows that are believed while another row with the same key is believed too."""
    finding = _FINDING.format(
        rule="believed_twice",
        table=table.name,
        row=_row_key(table),
        column="recorded_at",
        value="t.recorded_at",
    )
    keys = ", ".join(f'"{name}"' for name in table.key)
    return (
        f"with t as (select *, lead(recorded_at) over (partition by {keys} order by recorded_at, "
        f"withdrawn_at nulls last) as next_recorded_at from {table.name}) "
        f"select {finding} from t where next_recorded_at is not null "
        f"and (withdrawn_at is null or withdrawn_at > next_recorded_at)"
    )


def _overlapping(table: Table, same: tuple[str, ...], distinct: str) -> str:
    keys = ", ".join(f'"{name}"' for name in same)
    finding = _FINDING.format(
        rule="overlap",
        table=table.name,
        row=_row_key(table),
        column="starts_on",
        value="t.starts_on",
    )
    return (
        f"with t as (select *, max(coalesce(ends_on, date '9999-12-31')) over (partition by {keys} "
        f'order by starts_on, "{distinct}" rows between unbounded preceding and 1 preceding) '
        f"as covered_until from {table.name} where withdrawn_at is null and starts_on is not null) "
        f"select {finding} from t where covered_until > starts_on"
    )
