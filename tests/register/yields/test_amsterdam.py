"""On Amsterdam's audit the tables, those on contracts too, come out of the register's own data.

The extracts are imported, the whole dossier is loaded into the register, and what the register
exports again is measured.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from trede.dossier.storage import Dossier
from trede.importers.importing import import_extracts
from trede.importers.profiles.amsterdam_2007 import PROFILE
from trede.measures.engines.embedded import embedded_engine
from trede.measures.library import read_library
from trede.publishers.reproduction import amsterdam_2007
from trede.publishers.reproduction.calculator import Calculator
from trede.publishers.reproduction.comparison import compare
from trede.register.exchange.exporting import export_dossier
from trede.register.exchange.loading import load_dossier
from trede.register.project.clock import today

pytestmark = [pytest.mark.reference, pytest.mark.django_db]
TABLES = ("4.17", "5.8", "5.9")


def test_the_tables_on_contracts_come_out_of_what_the_register_keeps(
    reference: Callable[[str], Path], tmp_path: Path
) -> None:
    extracts = reference("amsterdam-2007")
    expected = json.loads((extracts / "expected.json").read_text(encoding="utf-8"))
    import_extracts(PROFILE, extracts, tmp_path / "imported", key=b"k" * 32)
    imported = Dossier(tmp_path / "imported")
    loaded = load_dossier(imported)
    assert loaded.clients == len(imported.read("persons"))
    export_dossier(tmp_path / "exported", today())
    with embedded_engine(Dossier(tmp_path / "exported")) as engine:
        settings = imported.manifest.settings
        computed = amsterdam_2007.figures(Calculator(read_library(), engine, settings), expected)
    compared = list(compare(expected["tables"], computed["tables"]))
    assert [figure for figure in compared if figure.outcome != "equal"] == []
    on_contracts = [each for each in compared if each.path.partition("/")[0] in TABLES]
    assert len(on_contracts) == 66
