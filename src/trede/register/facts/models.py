"""The facts: one Django model per table of the dossier, derived from its declaration.

The columns of the dossier are the columns of the database, so what is entered needs no second
definition to reach the measures. At most one row per key is believed at a time, which the
database guards.
"""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce

from trede.dossier.columns import COMMON_COLUMNS, Column, ColumnType, Kind, Table
from trede.dossier.tables import TABLES
from trede.register.facts.versions import Change, MomentField, Version

__all__ = ["MODELS", "Change", "Fact", "believed", "model_of"]


class Fact(Version):
    """One fact of the register."""

    class Meta:
        """Concrete tables are derived below."""

        abstract = True

    declared: Table

    def cell(self, column: str) -> object:
        """Return the value in a column of the dossier's table."""
        return getattr(self, column)

    @property
    def values(self) -> dict[str, object]:
        """Return the fact's own columns, as the dossier names them."""
        return {column.name: self.cell(column.name) for column in self.declared.own_columns}

    def __str__(self) -> str:
        """Return table and key."""
        key = (str(self.cell(name)) for name in self.declared.key)
        return f"{self.declared.name}: {', '.join(key)}"


_FIELDS: "Mapping[ColumnType, type[models.Field[Any, Any]]]" = MappingProxyType(
    {
        ColumnType.TEXT: models.TextField,
        ColumnType.DATE: models.DateField,
        ColumnType.MOMENT: MomentField,
        ColumnType.WHOLE: models.BigIntegerField,
        ColumnType.CENTS: models.BigIntegerField,
        ColumnType.YES_NO: models.BooleanField,
    }
)
_EMPTY: Mapping[ColumnType, object] = MappingProxyType(
    {ColumnType.TEXT: "", ColumnType.DATE: date.min, ColumnType.WHOLE: -1}
)


def _model(table: Table) -> type[Fact]:
    """Derive the model of a table."""
    common = {column.name for column in COMMON_COLUMNS}
    fields = {
        column.name: _FIELDS[column.type](null=not column.required)
        for column in table.columns
        if column.name not in common
    }
    meta = {
        "app_label": "facts",
        "db_table": f"facts_{table.name}",
        "constraints": (_one_believed(table),),
        "indexes": _indexes(table),
    }
    members = {
        **fields,
        "declared": table,
        "Meta": type("Meta", (), meta),
        "__module__": __name__,
        "__doc__": table.meaning,
    }
    return type("".join(part.title() for part in table.name.split("_")), (Fact,), members)


def _one_believed(table: Table) -> models.UniqueConstraint:
    parts = (_never_empty(table.column(name)) for name in table.key)
    return models.UniqueConstraint(
        *parts, condition=models.Q(withdrawn_at__isnull=True), name=f"{table.name}_one"
    )


def _never_empty(column: Column) -> "models.F | Coalesce":
    """Return a part of a key in which two empty cells are the same."""
    if column.required:
        return models.F(column.name)
    return Coalesce(column.name, models.Value(_EMPTY[column.type]))


def _indexes(table: Table) -> tuple[models.Index, ...]:
    found: list[models.Index] = []
    if table.kind is not Kind.THING or table.name == "persons":
        names = {column.name for column in table.own_columns}
        if "person_id" in names:
            found.append(models.Index(fields=["person_id"], name=f"{table.name[:20]}_person"))
        if "case_manager_id" in names:
            found.append(
                models.Index(fields=["case_manager_id"], name=f"{table.name[:20]}_manager")
            )
    return tuple(found)


MODELS: Mapping[str, type[Fact]] = MappingProxyType(
    {name: _model(table) for name, table in TABLES.items()}
)
"""The model of every table of the dossier, by the table's name."""


def believed(table: str, moment: datetime | None = None) -> "models.QuerySet[Any]":
    """Return the facts of a table that were believed at a moment, by default now."""
    return model_of(table).objects.known_at(moment)


def model_of(table: str) -> type[Fact]:
    """Return the model of a table of the dossier."""
    return MODELS[table]
