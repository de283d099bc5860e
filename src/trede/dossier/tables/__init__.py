"""All tables of the dossier, by name. Each is declared once, in the module of its subject."""

from collections.abc import Mapping
from types import MappingProxyType

from trede.dossier.columns import Table
from trede.dossier.tables import (
    benefits,
    contracts,
    money,
    payments,
    people,
    providers,
    referrals,
    sources,
    tendering,
    trajectories,
)

_MODULES = (
    people,
    benefits,
    trajectories,
    money,
    providers,
    tendering,
    contracts,
    referrals,
    payments,
    sources,
)

TABLES: Mapping[str, Table] = MappingProxyType(
    {table.name: table for module in _MODULES for table in module.TABLES}
)
