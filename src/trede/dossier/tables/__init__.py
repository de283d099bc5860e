"""All tables of the dossier, by name. Each is declared once, in the module of its subject."""

from collections.abc import Mapping
from types import MappingProxyType

from trede.dossier.columns import Table
from trede.dossier.tables import benefits, money, people, sources, trajectories

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for module in (people, benefits, trajectories, money, sources)
        for table in module.TABLES
    }
)
