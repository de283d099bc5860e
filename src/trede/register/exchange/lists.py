"""The code lists of the register: its own, and beneath them those that Trede ships."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from trede.dossier.building import DossierBuilder
from trede.dossier.codes import write_codes
from trede.register.exchange.bulk import read
from trede.register.exchange.comparing import among

LISTS: Mapping[str, tuple[str, ...]] = {
    "codes": ("list", "code"),
    "code_groups": ("list", "grouping"),
}
"""The tables with code lists, and what the register says something of before Trede may."""


def code_lists_in_force() -> dict[str, pa.Table]:
    """Return codes and groupings: the register's, and Trede's where the register says nothing."""
    builder = DossierBuilder()
    write_codes(builder)
    found = {}
    for name, said in LISTS.items():
        own, shipped = read(name), builder.table(name).build()
        found[name] = pa.concat_tables([own, shipped.filter(pc.invert(among(shipped, own, said)))])
    return found
