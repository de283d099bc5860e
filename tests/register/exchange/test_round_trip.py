"""From the register to a dossier and back: nothing is lost, whatever was entered."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.register.exchange.small_registers import (
    TABLES_OF_FACTS,
    TODAY,
    contents,
    forget_everything,
    live,
    rows,
    steps,
)
from trede.dossier.checks import check_dossier
from trede.dossier.storage import Dossier
from trede.importers.importing import import_extracts
from trede.importers.profiles import find_profile
from trede.register.exchange.exporting import export_dossier, refresh_dossier
from trede.register.exchange.loading import load_dossier
from trede.register.facts import journal

EXAMPLES = Path(__file__).parents[3] / "examples"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_signals(monkeypatch):
    """Signals follow every change; here the facts themselves are looked at."""
    monkeypatch.setattr(journal, "_followers", [])


relaxed = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_a_dossier_loaded_and_exported_has_the_same_rows(municipality, tmp_path):
    load_dossier(municipality)
    export_dossier(tmp_path / "back", TODAY)
    assert rows(tmp_path / "back") == rows(municipality.folder)


@pytest.mark.parametrize("audit", ["iwi-2007", "amsterdam-2007"])
def test_imported_extracts_come_back_the_same_with_the_same_findings(audit, tmp_path):
    imported = tmp_path / "imported"
    import_extracts(find_profile(audit), EXAMPLES / audit, imported, key=b"k" * 32)
    load_dossier(Dossier(imported))
    export_dossier(tmp_path / "back", TODAY)
    assert rows(tmp_path / "back") == rows(imported)
    found, known = (check_dossier(folder) for folder in (tmp_path / "back", imported))
    assert sorted(map(str, found.to_pylist())) == sorted(map(str, known.to_pylist()))


@relaxed
@given(history=steps())
def test_whatever_was_recorded_corrected_or_withdrawn_comes_back_the_same(
    history, tmp_path_factory, monkeypatch
):
    folder = tmp_path_factory.mktemp("round-trip")
    forget_everything()
    live(history, monkeypatch)
    export_dossier(folder / "first", TODAY)
    forget_everything()
    load_dossier(Dossier(folder / "first"))
    export_dossier(folder / "second", TODAY)
    first, second = rows(folder / "first"), rows(folder / "second")
    assert second == first
    assert any(first[name] for name in TABLES_OF_FACTS)
    tables = {
        name: hashed for name, hashed in contents(folder / "first").items() if "json" not in name
    }
    again = {
        name: hashed for name, hashed in contents(folder / "second").items() if "json" not in name
    }
    assert again == tables


@relaxed
@given(before=steps(), after=steps())
def test_a_refreshed_export_has_the_same_bytes_as_a_whole_one(
    before, after, tmp_path_factory, monkeypatch
):
    folder = tmp_path_factory.mktemp("refresh")
    forget_everything()
    live(before, monkeypatch)
    refresh_dossier(folder / "refreshed", TODAY)
    live([(what, table, number + 30, values) for what, table, number, values in after], monkeypatch)
    refreshed = refresh_dossier(folder / "refreshed", TODAY)
    export_dossier(folder / "whole", TODAY)
    assert contents(folder / "refreshed") == contents(folder / "whole")
    assert set(refreshed.rewritten) <= {table for _what, table, _number, _values in after}
